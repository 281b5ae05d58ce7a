"""Saying something that cannot be seen where the person looks: to a screen reader, and as words that stay a moment."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
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
    """Words at the bottom of `host` for six seconds, also announced. Nothing that must be read or pressed goes here."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._label = Label("", ink="surface")
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(column(self._label, margins=(16, 8, 16, 8)))
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
        width = min(self.sizeHint().width(), host.width() - theme.px(48))
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.setGeometry((host.width() - width) // 2, host.height() - height - theme.px(64), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        paint.fill(painter, QRectF(self.rect()), "text", radius=8)
