"""Numbers, times and dates. Qt 6.11 puts the text of a styled spin box at its edge, or nowhere; these put it right."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QCheckBox,
    QDateEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QWidget,
)

from crp_desktop.domain.dates import as_day
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.layout import FlowLayout

_NO_BUTTONS = QAbstractSpinBox.ButtonSymbols.NoButtons


def _place_text(box: QAbstractSpinBox) -> None:
    """Give the text the room between the left padding and the buttons."""
    right = theme.px(8) if box.buttonSymbols() == _NO_BUTTONS else theme.px(28)
    area: QRect = box.rect().adjusted(theme.px(9), 2, -right, -2)
    edit = box.lineEdit()
    if edit is not None and edit.geometry() != area:
        edit.setGeometry(area)


class NumberField(QSpinBox):
    """A whole number; plus and minus keys change it as the arrows do."""

    def __init__(
        self, name: str, value: int = 0, least: int = 0, most: int = 999, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setValue(value)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "="):
            self.stepUp()
        elif event.text() in ("-", "−") and self.minimum() >= 0:
            self.stepDown()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _place_text(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            _place_text(self)
        return done


class TimeField(QTimeEdit):
    """A time of day, as 14:30."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setAccessibleName(name)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves at once; left and right arrows go from hours to minutes."""
        return QWidget.focusNextPrevChild(self, forward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _place_text(self)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            _place_text(self)
        return done


class DateField(QDateEdit):
    """A date as 9 November 2017, with a calendar; ISO texts in and out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDisplayFormat("d MMMM yyyy")
        self.setCalendarPopup(True)
        self.setAccessibleName(name)
        calendar = self.calendarWidget()
        theme.size(calendar, min_width=300, min_height=240)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, QTextCharFormat())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab leaves at once; left and right arrows go from day to month to year."""
        return QWidget.focusNextPrevChild(self, forward)

    def iso(self) -> str:
        """The date as YYYY-MM-DD."""
        return self.date().toString(Qt.DateFormat.ISODate)

    def set_iso(self, text: str) -> None:
        """Show an ISO date; today for ""."""
        day = date.fromisoformat(text) if text else date.today()
        self.setDate(QDate(day.year, day.month, day.day))


class DayField(QWidget):
    """A date that may be lacking: ticking `none` (such as “Not known”) says so.

    `left(iso)` when a person changed it.
    """

    left = Signal(str)

    def __init__(self, name: str, none: str, iso: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.day = DateField(name)
        self.day.setKeyboardTracking(False)
        self.none = QCheckBox(none.replace("&", "&&"))
        self.none.setAccessibleName(f"{name}: {none}")
        theme.size(self.none, min_height=32)
        self.setLayout(FlowLayout(self.day, self.none, gap=8))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_iso(iso)
        self.day.dateChanged.connect(self._changed)
        self.none.toggled.connect(self._changed)

    def iso(self) -> str:
        """The date as YYYY-MM-DD, "" for none."""
        return "" if self.none.isChecked() else self.day.iso()

    def set_iso(self, text: str) -> None:
        """Show an ISO date without telling anybody; none for "" and for what is no date."""
        known = as_day(text) is not None
        before = [one.blockSignals(True) for one in (self.day, self.none)]
        self.day.set_iso(text if known else "")
        self.none.setChecked(not known)
        self.day.setVisible(known)
        for one, was in zip((self.day, self.none), before, strict=True):
            one.blockSignals(was)

    def _changed(self) -> None:
        self.day.setVisible(not self.none.isChecked())
        self.left.emit(self.iso())
