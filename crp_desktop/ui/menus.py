"""The menu bar and every shortcut of the window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.commands import EVERYWHERE, Command, command
from crp_desktop.ui.undo_keys import field_undo
from crp_desktop.ui.widgets.rail import RAIL_ICONS

if TYPE_CHECKING:
    from crp_desktop.ui.window import MainWindow


class Menus:
    """File, Edit, Go, View and Help of one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._needs_store: list[QAction] = []
        self.actions: dict[str, QAction] = {}
        self._file()
        self._edit()
        self._go()
        self._view()
        self._help()
        self.show_store(window.ops.store is not None)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(self, menu: QMenu, name: str, act: Callable[[], object], *, store: bool = False) -> QAction:
        action = self.actions[name] = command(EVERYWHERE, name).entry(menu, act)
        if store:
            self._needs_store.append(action)
        return action

    def found(self) -> list[tuple[Command, QAction]]:
        """What the palette offers: the commands that have words to find them by, as far as they can be used now."""
        known = ((command(EVERYWHERE, name), action) for name, action in self.actions.items())
        return [(one, action) for one, action in known if one.also and action.isEnabled()]

    def _file(self) -> None:
        menu, nav = self._menu(tr("&File")), self._window.nav
        self._add(menu, "new_programme", lambda: nav.go("welcome", action="new"))
        self._add(menu, "open", lambda: nav.go("welcome", action="open"))
        self._add(menu, "read_handover", self._read_handover)
        self._add(menu, "import", self._window.import_findings, store=True)
        menu.addSeparator()
        self._add(menu, "print", lambda: nav.go("print"), store=True)
        self._add(menu, "contacts", self._window.open_contacts, store=True)
        self._add(menu, "hide", self._window.hide_screen, store=True)
        self._add(menu, "lock", self._window.lock_requested.emit, store=True)
        menu.addSeparator()
        self._add(menu, "quit", self._window.close)

    def _read_handover(self) -> None:
        from crp_desktop.ui.dialogs.read_handover import read_handover_file

        read_handover_file(self._window, self._window.ops)

    def _edit(self) -> None:
        menu, window = self._menu(tr("&Edit")), self._window
        self.undo = self._add(menu, "undo", lambda: self._undo("undo", window.undo))
        self.redo = self._add(menu, "redo", lambda: self._undo("redo", window.redo))
        menu.addSeparator()
        self._add(menu, "search", window.open_search, store=True)

    def _undo(self, field_method: str, journal: Callable[[], object]) -> None:
        """From the menu or a shortcut: the typing in the field with the focus first, then the journal's step."""
        field = QApplication.focusWidget()
        if field_undo(field)[0 if field_method == "undo" else 1]:
            getattr(field, field_method)()
        else:
            journal()

    def _go(self) -> None:
        menu, nav = self._menu(tr("&Go")), self._window.nav
        self._add(menu, "back", nav.back)
        self._add(menu, "forward", nav.forward)
        menu.addSeparator()
        for page in RAIL_ICONS:
            self._add(menu, f"to_{page}", partial(nav.go, page), store=True)
        menu.addSeparator()
        self._add(menu, "area", lambda: self._window.focus_region(True))
        self._add(menu, "area_before", lambda: self._window.focus_region(False))

    def _view(self) -> None:
        menu, preferences = self._menu(tr("&View")), self._window.ops.preferences
        group = QActionGroup(menu)
        for theme_name, words in (
            ("system", tr("&As the system")),
            ("light", tr("&Light")),
            ("dark", tr("&Dark")),
        ):
            action = menu.addAction(words)
            action.triggered.connect(lambda _checked=False, name=theme_name: preferences.set_theme(name))
            action.setCheckable(True)
            action.setChecked(preferences.theme == theme_name)
            group.addAction(action)
        self._themes = group
        menu.addSeparator()
        self._add(menu, "larger", lambda: self.change_text(1))
        self._add(menu, "smaller", lambda: self.change_text(-1))
        self._add(menu, "normal", lambda: preferences.set_text_size(100))

    def change_text(self, step: int) -> None:
        """Go one text size up or down."""
        preferences = self._window.ops.preferences
        sizes = theme.TEXT_SIZES
        nearest = min(range(len(sizes)), key=lambda i: abs(sizes[i] - preferences.text_size))
        preferences.set_text_size(sizes[min(max(nearest + step, 0), len(sizes) - 1)])

    def _help(self) -> None:
        menu = self._menu(tr("&Help"))
        self._add(menu, "shortcuts", self._shortcuts)
        self._add(menu, "about", self._about)

    def _shortcuts(self) -> None:
        from crp_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        page = self._window.current_page
        ShortcutsDialog(self._window, page.shortcuts() if page is not None else ()).exec()

    def _about(self) -> None:
        from crp_desktop.ui.dialogs.about import AboutDialog

        AboutDialog(self._window).exec()

    def show_store(self, opened: bool) -> None:
        """Grey out what needs an open programme."""
        for action in self._needs_store:
            action.setEnabled(opened)

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Name the steps; the entries stay enabled, because the field with the focus may have something to undo."""
        self.undo.setText(tr("&Undo: {label}", label=undo.replace("&", "&&")) if undo else tr("&Undo"))
        self.redo.setText(tr("&Redo: {label}", label=redo.replace("&", "&&")) if redo else tr("&Redo"))
