"""Numbers, days and times of day: typed as people write them, or stepped through with the arrow keys."""

from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSpinBox, QCalendarWidget, QFrame, QSizePolicy, QSpinBox, QWidget

from crp_desktop.domain.dates import as_day, long_date, read_day, read_time
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.textedit import LineEdit

_NO_BUTTONS = QAbstractSpinBox.ButtonSymbols.NoButtons
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class NumberField(QSpinBox):
    """A whole number; plus and minus keys change it as the arrows do. `left` when the focus goes, `undoing` before
    Ctrl+Z or Ctrl+Y go to the window. Qt 6.11 puts the text of a styled spin box at its edge, or nowhere: put right.
    """

    left = Signal()
    undoing = Signal()

    def __init__(
        self, name: str, value: int = 0, least: int = 0, most: int = 999, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setValue(value)
        self.setAccessibleName(name)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a number."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("+", "="):
            self.stepUp()
        elif event.text() in ("-", "−") and self.minimum() >= 0:
            self.stepDown()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:
        """As high as the lines of text beside it, to the pixel; Qt makes a spin box three higher."""
        return QSize(super().sizeHint().width(), theme.px(22) + 2 * theme.px(4) + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_text()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self._is_for_window(event):
            self.undoing.emit()
            event.ignore()
            return True
        done = super().event(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            self._place_text()
        return done

    def _is_for_window(self, event: QEvent) -> bool:
        """Whether keys ask to undo or redo, with no digits typed here that they could be meant for."""
        edit = self.lineEdit()
        return (
            isinstance(event, QKeyEvent)
            and (event.matches(_UNDO) or event.matches(_REDO))
            and not (edit.isUndoAvailable() or edit.isRedoAvailable())
        )

    def _place_text(self) -> None:
        """Give the text the room between the left padding and the buttons."""
        right = theme.px(8) if self.buttonSymbols() == _NO_BUTTONS else theme.px(28)
        area: QRect = self.rect().adjusted(theme.px(9), 2, -right, -2)
        edit = self.lineEdit()
        if edit is not None and edit.geometry() != area:
            edit.setGeometry(area)


class _ReadField(LineEdit):
    """A line that is read as one value when it is left: `left(value)` when a person changed it, "" for none.

    What cannot be read is told on the page or dialog around, and the value from before stands again.
    """

    def __init__(self, name: str, value: str, *, empty: str | None) -> None:
        self._value = ""
        self._optional = empty is not None
        super().__init__(name, placeholder=empty or "")
        self._show(value)

    def value(self) -> str:
        """What stands in the field, read; the last value while it cannot be read."""
        words = " ".join(self.text().split())
        if words == self._said(self._value):
            return self._value
        read = self._read(words) if words else ("" if self._optional else None)
        return self._value if read is None else read

    def settle(self) -> None:
        """Take what was typed as the value now."""
        self._maybe_left()

    def _read(self, words: str) -> str | None:
        """The value that words stand for, None for none."""
        raise NotImplementedError

    def _said(self, value: str) -> str:
        """A value as it is shown."""
        return value

    def _stepped(self, value: str, by: int, *, far: bool) -> str:
        """The value `by` steps on."""
        raise NotImplementedError

    def _wrong(self, words: str) -> InputProblem:
        """What to say of words that cannot be read."""
        raise NotImplementedError

    def _show(self, value: str) -> None:
        self._value = value
        self.set_text(self._said(value))
        self.setCursorPosition(0)

    def _take(self, value: str) -> None:
        changed = value != self._value
        self._show(value)
        if changed:
            self.left.emit(value)

    def _maybe_left(self) -> None:
        words, value = " ".join(self.text().split()), self.value()
        refused = (
            value == self._value and words not in (self._said(self._value), "") and self._read(words) is None
        )
        self._take(value)
        if refused:
            self._tell(self._wrong(words[:40]))

    def _tell(self, problem: InputProblem) -> None:
        around = self.parentWidget()
        while around is not None and not hasattr(around, "show_problem"):
            around = around.parentWidget()
        if around is not None:
            around.show_problem(problem)
        else:
            announce(self, str(problem), urgent=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: (1, False), Qt.Key.Key_Down: (-1, False)}
        steps |= {Qt.Key.Key_PageUp: (1, True), Qt.Key.Key_PageDown: (-1, True)}
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        words = " ".join(self.text().split())
        if (
            event.key() in steps
            and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier(0)
        ):
            by, far = steps[Qt.Key(event.key())]
            self._take(self._stepped(self.value(), by, far=far))
            self.selectAll()
        elif enter and words and words != self._said(self._value) and self._read(words) is None:
            self._maybe_left()
        else:
            super().keyPressEvent(event)


class TimeField(_ReadField):
    """A time of day such as 16:30, typed in any usual way (4pm, 16.30); up and down go by five minutes, page up and
    down by an hour. It may stay empty; `left(str)` when it was changed."""

    def __init__(self, name: str, value: str = "") -> None:
        super().__init__(name, value, empty=tr("such as 16:30"))

    def set_time(self, value: str) -> None:
        """Show a time without telling anybody, unless another is being typed."""
        if not self.hasFocus() or self.text() == self._said(self._value):
            self._show(value)

    def _read(self, words: str) -> str | None:
        return read_time(words)

    def _stepped(self, value: str, by: int, *, far: bool) -> str:
        known = read_time(value)
        if known is None:
            return "12:00"
        minutes = int(known[:2]) * 60 + int(known[3:]) + by * (60 if far else 5)
        return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"

    def _wrong(self, words: str) -> InputProblem:
        return InputProblem(
            tr("“{words}” is not a time of day.", words=words),
            tr("The time stays as it was."),
            tr("Write hours and minutes, such as 16:30."),
        )


class DateField(_ReadField):
    """A day as 9 November 2017, typed in any usual way (9/11/2017, 9 nov 17); up and down go by a day, page up and
    down by a month, Alt+Down or a click opens a calendar. `left(iso)` when it was changed.

    `empty` are the words for no day ("Not known"); without them there is always one.
    """

    def __init__(self, name: str, iso: str = "", *, empty: str | None = None) -> None:
        super().__init__(name, "", empty=empty)
        self.set_iso(iso)
        self.setToolTip(tr("Type a day, or press Alt+Down for a calendar"))
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def iso(self) -> str:
        """The day as YYYY-MM-DD, "" for none."""
        return self.value()

    def set_iso(self, text: str) -> None:
        """Show an ISO day without telling anybody, unless another is being typed. What is no day is none, or today
        where there must be one."""
        if self.hasFocus() and self.text() != self._said(self._value):
            return
        known = text if as_day(text) is not None else ""
        self._show(known or ("" if self._optional else date.today().isoformat()))

    def open_calendar(self) -> None:
        """Show a month to choose a day from; Escape closes it."""
        popup = _Calendar(self, self.iso())
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.chosen.connect(self._take)
        popup.show()

    def _read(self, words: str) -> str | None:
        return read_day(words)

    def _said(self, value: str) -> str:
        day = as_day(value)
        return long_date(day) if day else value

    def _stepped(self, value: str, by: int, *, far: bool) -> str:
        day = as_day(value)
        if day is None:
            return date.today().isoformat()
        if far:
            return QDate(day.year, day.month, day.day).addMonths(by).toString(Qt.DateFormat.ISODate)
        return (day + timedelta(days=by)).isoformat() if date.min < day < date.max else value

    def _wrong(self, words: str) -> InputProblem:
        return InputProblem(
            tr("“{words}” is not a date.", words=words),
            tr("The date stays as it was."),
            tr("Write day, month and year, such as 30 June 2026."),
        )

    # Qt

    def sizeHint(self) -> QSize:
        widest = QFontMetrics(self.font()).horizontalAdvance(long_date(date(2028, 9, 28)))
        return QSize(widest + theme.px(64), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() == Qt.Key.Key_Down:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _mark(self) -> QRectF:
        side = theme.px(16)
        return QRectF(self.width() - theme.px(10) - side, (self.height() - side) / 2, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().x() >= self._mark().left() - theme.px(6):
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = event.position().x() >= self._mark().left() - theme.px(6)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.Show):
            self.setTextMargins(0, 0, theme.px(26), 0)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        icons.draw(painter, "calendar", "quiet" if self.isEnabled() else "disabled", self._mark())


class DayField(DateField):
    """A day that may be lacking: `none` are the words for that, such as “Not known”. `left(iso)` when it changed."""

    def __init__(self, name: str, none: str, iso: str = "") -> None:
        super().__init__(name, iso, empty=none)


class _Calendar(QFrame):
    """A month over the page; `chosen(iso)` by Enter or a click."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, iso: str) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(parent.accessibleName())
        self.month = QCalendarWidget()
        self.month.setAccessibleName(parent.accessibleName())
        theme.size(self.month, min_width=300, min_height=240)
        self.month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.month.setWeekdayTextFormat(day, QTextCharFormat())
        shown = as_day(iso) or date.today()
        self.month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.month.activated.connect(self._choose)
        self.month.clicked.connect(self._choose)
        self.setLayout(column(self.month, margins=4))
        self.month.setFocus()

    def _choose(self, day: QDate) -> None:
        self.chosen.emit(day.toString(Qt.DateFormat.ISODate))
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
