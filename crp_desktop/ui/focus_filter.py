"""An event filter that is always on the control with the focus; on every control it would cost each event."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget


class FocusFilter(QObject):
    """Filters the events of the control with the focus while `watches` says so; `eventFilter` is the subclass's."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def watches(self, widget: QWidget) -> bool:
        """Whether the events of this control are to be filtered."""
        raise NotImplementedError

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None and self.watches(new):
            new.installEventFilter(self)
