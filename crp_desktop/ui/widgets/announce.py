"""Saying something that cannot be seen where the person looks: to a screen reader, and as words that stay a moment."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from crp_desktop.ui import theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label

_STAYS_MS = 6000


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Have a screen reader say `words`; `urgent` interrupts what it is saying."""
    event = QAccessibleAnnouncementEvent(source, words)
    level = QAccessible.AnnouncementPoliteness
    event.setPoliteness(level.Assertive if urgent else level.Polite)
    QAccessible.updateAccessibility(event)


class Toast(QWidget):
    """Words over the left half of `strip` for six seconds, also announced: they lie over nothing that is pressed.
    Nothing that must be read goes here."""

    def __init__(self, host: QWidget, strip: QWidget) -> None:
        super().__init__(host)
        self._strip = strip
        self._label = Label("", ink="surface")
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(self._label, margins=(12, 6, 12, 6)))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.hide)
        host.installEventFilter(self)
        self.hide()

    def say(self, words: str) -> None:
        """Show and announce `words`."""
        self._label.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        host = self.parentWidget()
        if host is None:
            return
        area = QRect(self._strip.mapTo(host, QPoint(0, 0)), self._strip.size())
        if not self._strip.isVisible():
            area = QRect(0, host.height(), host.width(), 0)
        width = min(self.sizeHint().width(), area.width() // 2)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry(area.left() + theme.px(12), host.height() - height - theme.px(4), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        paint.fill(painter, QRectF(self.rect()), "text", radius=8)
