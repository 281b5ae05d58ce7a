"""The menu bar and every shortcut of the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QApplication, QMenu

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.keys import EVERYWHERE, sequences
from crp_desktop.ui.undo_keys import field_undo
from crp_desktop.ui.widgets.rail import rail_words

if TYPE_CHECKING:
    from crp_desktop.ui.window import MainWindow


class Menus:
    """File, Edit, Go, View and Help of one window."""

    def __init__(self, window: "MainWindow") -> None:
        self._window = window
        self._needs_store: list[QAction] = []
        self._file()
        self._edit()
        self._go()
        self._view()
        self._help()
        self.show_store(window.ops.store is not None)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(self, menu: QMenu, text: str, act: Callable[[], object], key: str = "", *,
             store: bool = False) -> QAction:  # fmt: skip
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: act())
        if key:
            action.setShortcuts([QKeySequence(one) for one in sequences(EVERYWHERE, key)])
        if store:
            self._needs_store.append(action)
        return action

    def _file(self) -> None:
        menu, nav = self._menu(tr("&File")), self._window.nav
        self._add(menu, tr("&New programme…"), lambda: nav.go("welcome", action="new"), "new_programme")
        self._add(menu, tr("&Open…"), lambda: nav.go("welcome", action="open"), "open")
        self._add(menu, tr("&Read a handover file…"), self._read_handover)
        self._add(menu, tr("&Import findings…"), self._window.import_findings, store=True)
        menu.addSeparator()
        self._add(menu, tr("&Print…"), lambda: nav.go("print"), "print", store=True)
        self._add(menu, tr("&Contacts"), self._window.open_contacts, "contacts", store=True)
        self._add(menu, tr("&Hide the screen"), self._window.hide_screen, "hide", store=True)
        self._add(menu, tr("&Lock"), self._window.lock_requested.emit, "lock", store=True)
        menu.addSeparator()
        self._add(menu, tr("&Quit"), self._window.close, "quit")

    def _read_handover(self) -> None:
        from crp_desktop.ui.dialogs.read_handover import read_handover_file

        read_handover_file(self._window, self._window.ops)

    def _edit(self) -> None:
        menu, window = self._menu(tr("&Edit")), self._window
        self.undo = self._add(menu, tr("&Undo"), lambda: self._undo("undo", window.undo), "undo")
        self.redo = self._add(menu, tr("&Redo"), lambda: self._undo("redo", window.redo), "redo")
        menu.addSeparator()
        self._add(menu, tr("&Search everything…"), window.open_search, "search", store=True)

    def _undo(self, field_method: str, journal: Callable[[], object]) -> None:
        """From the menu or a shortcut: the typing in the field with the focus first, then the journal's step."""
        field = QApplication.focusWidget()
        if field_undo(field)[0 if field_method == "undo" else 1]:
            getattr(field, field_method)()
        else:
            journal()

    def _go(self) -> None:
        menu, nav = self._menu(tr("&Go")), self._window.nav
        self._add(menu, tr("&Back"), nav.back, "back")
        self._add(menu, tr("F&orward"), nav.forward, "forward")
        menu.addSeparator()
        for page, words in rail_words().items():
            self._add(menu, words, lambda name=page: nav.go(name), f"to_{page}", store=True)  # type: ignore[misc]
        menu.addSeparator()
        self._add(menu, tr("&Next area of the window"), lambda: self._window.focus_region(True), "area")
        self._add(
            menu, tr("&Previous area of the window"), lambda: self._window.focus_region(False), "area_before"
        )

    def _view(self) -> None:
        menu, preferences = self._menu(tr("&View")), self._window.ops.preferences
        group = QActionGroup(menu)
        for theme_name, words in (
            ("system", tr("&As the system")),
            ("light", tr("&Light")),
            ("dark", tr("&Dark")),
        ):
            action = self._add(menu, words, lambda name=theme_name: preferences.set_theme(name))  # type: ignore[misc]
            action.setCheckable(True)
            action.setChecked(preferences.theme == theme_name)
            group.addAction(action)
        self._themes = group
        menu.addSeparator()
        self._add(menu, tr("L&arger text"), lambda: self.change_text(1), "larger")
        self._add(menu, tr("&Smaller text"), lambda: self.change_text(-1), "smaller")
        self._add(menu, tr("&Normal text"), lambda: preferences.set_text_size(100), "normal")

    def change_text(self, step: int) -> None:
        """Go one text size up or down."""
        preferences = self._window.ops.preferences
        sizes = theme.TEXT_SIZES
        nearest = min(range(len(sizes)), key=lambda i: abs(sizes[i] - preferences.text_size))
        preferences.set_text_size(sizes[min(max(nearest + step, 0), len(sizes) - 1)])

    def _help(self) -> None:
        menu = self._menu(tr("&Help"))
        self._add(menu, tr("&Keyboard shortcuts"), self._shortcuts, "shortcuts")
        self._add(menu, tr("&About CRP Desktop"), self._about)

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
