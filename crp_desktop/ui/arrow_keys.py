"""Arrow keys on a button scroll the page; Qt would move the focus on, out of the page and to the rail."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QWidget

from crp_desktop.ui.focus_filter import FocusFilter
from crp_desktop.ui.widgets.button import Button, PressButton

_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class ArrowKeys(FocusFilter):
    """Watches the button with the focus. Those of a group, and those with their own use for arrows, keep them."""

    def watches(self, widget: QWidget) -> bool:
        return isinstance(widget, QAbstractButton) and _has_no_use_for_arrows(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.ignore()
            return True
        return False


def _has_no_use_for_arrows(button: QAbstractButton) -> bool:
    if button.group() is not None or button.autoExclusive():
        return False
    plain = (Button.keyPressEvent, PressButton.keyPressEvent)
    return isinstance(button, QCheckBox) or getattr(type(button), "keyPressEvent", None) in plain
