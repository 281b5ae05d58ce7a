"""Whatever had the focus may go; the focus then stays in the page in view, where work goes on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from crp_desktop.ui import focus
from crp_desktop.ui.page import put_focus, show_new

if TYPE_CHECKING:
    from crp_desktop.ui.window import MainWindow


class FocusKeeper(QObject):
    """Qt gives a lost focus to the next control it knows, one on the rail: the next key then opened another page."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        app.focusWindowChanged.connect(self._came_back)

    def keep(self, lost: QWidget | None = None) -> None:
        """Put the focus into the page in view, near the lost control; a page at work sees to it itself."""
        page = self._window.current_page
        if page is None or self._window.nav.held or not page.isVisible():
            return
        show_new(page)
        put_focus(page, None, focus.centre_in(lost, page) if lost is not None and isValid(lost) else None)

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None and old is not None and isValid(self._window) and self._window.isActiveWindow():
            QTimer.singleShot(0, self, partial(self._find, old))

    def _came_back(self) -> None:
        """A dialog closed, or another program was left: what had the focus here before may be gone by now."""
        QTimer.singleShot(0, self, self._find_none)

    def _find_none(self) -> None:
        shown = isValid(self._window) and self._window.isActiveWindow()
        if shown and QApplication.focusWidget() is None and QApplication.activePopupWidget() is None:
            self.keep()

    def _find(self, lost: QWidget) -> None:
        """Nothing has the focus, because what had it was taken out of the page."""
        if self._window.isActiveWindow() and QApplication.focusWidget() is None and focus.is_lost(lost):
            self.keep(lost)
