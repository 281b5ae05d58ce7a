"""Contacts and hiding the screen: the same two keys on every page, always in view in the status strip."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.services.programme.keeping import is_encrypted, is_passphrase
from crp_desktop.ui.page import put_focus

if TYPE_CHECKING:
    from crp_desktop.ui.window import MainWindow


def open_contacts(window: "MainWindow", *, write: bool = False) -> None:
    """Show who to call and what to do on the page in view; words that are filed there leave every page."""
    from crp_desktop.ui.dialogs.contacts import ContactsDialog

    page = window.current_page
    if page is None or window.ops.store is None:
        return
    page.save_typed()
    about = page.concern()
    dialog = ContactsDialog(window, window.ops, about.workshop_id, about.words, about.note_ids, write=write)
    dialog.exec()
    dialog.deleteLater()
    if dialog.wants_settings:
        window.nav.go("settings", card="room")
    if dialog.gone:
        forget_copied(dialog.gone)
        window.forget_words(dialog.gone)
        window.toast.say(tr("Done. It is filed separately."))
    elif dialog.is_begun():
        window.toast.say(tr("What you began is kept."))


def forget_copied(gone: tuple[str, ...]) -> None:
    """Empty the clipboard when it holds words that were filed or erased."""
    clipboard = QGuiApplication.clipboard()
    if WithdrawnWordsMatcher(gone).repeated_in(clipboard.text()):
        clipboard.clear()


def hide_screen(window: "MainWindow") -> None:
    """Cover the whole screen until Escape, or until the passphrase when this person chose so."""
    from crp_desktop.ui.dialogs.hide_screen import HideScreen

    ops, store = window.ops, window.ops.store
    if store is None:
        return
    asks = ops.preferences.hide_asks and ops.ask(is_encrypted)
    dialog = HideScreen(window, partial(is_passphrase, store) if asks else None)
    dialog.setWindowState(Qt.WindowState.WindowFullScreen)
    dialog.exec()
    dialog.deleteLater()
    page = window.current_page
    focused = QApplication.focusWidget()
    if page is not None and (focused is None or not page.isAncestorOf(focused)):
        put_focus(page, page.go_on_at() or page.first_focus(), None)
