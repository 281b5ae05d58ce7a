"""Numbers, times and dates. Qt 6.11 puts the text of a styled spin box at its edge, or nowhere; these put it right."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QDateEdit, QSpinBox, QTimeEdit, QWidget

from crp_desktop.ui import theme

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
