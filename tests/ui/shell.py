"""A real main window for tests and pictures."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from crp_desktop.app import PAGES, Application
from crp_desktop.ui import theme
from crp_desktop.ui.page import PageEntry
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.window import MainWindow


def application_on(
    store: Any, folder: Path, page: str = "home", /, *, pages: tuple[PageEntry, ...] = PAGES, **target: Any
) -> Application:
    """The whole application on an open store (or None), at `page`; settings go into `folder`. Closing the window closes
    the store. The theme and text size in use stay as they are."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = Preferences(folder / "settings.json")
    before.set_theme("dark" if theme.is_dark() else "light")
    before.set_text_size(round(theme.scale() * 100))
    before.set_auto_lock_minutes(0)
    whole = Application(app, folder, pages)
    whole.window.closing.connect(whole.deleteLater)
    whole.window.may_leave_waiting = lambda: True
    if store is not None:
        file = str(store.path)
        whole.preferences.set_last_place(file, page)
        whole.ops.use(store)
    whole.nav.go(page, **target)
    return whole


def window_on(
    store: Any, folder: Path, page: str = "home", /, *, pages: tuple[PageEntry, ...] = PAGES, **target: Any
) -> MainWindow:
    """The main window of `application_on`, 1366 x 768, shown."""
    window = application_on(store, folder, page, pages=pages, **target).window
    window.resize(1366, 768)
    window.show()
    return window
