"""Contacts and hiding the screen: the same two keys on every page, always in view in the status strip."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.said import Said
from crp_desktop.services.keeping import is_encrypted, is_passphrase
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Concern


def open_contacts(
    window: QWidget, ops: Operations, about: Concern, *, write: bool = False
) -> tuple[str, ...]:
    """Show who to call and what to do; the words that were filed there, none when nothing was."""
    from crp_desktop.ui.dialogs.contacts import ContactsDialog

    dialog = ContactsDialog(window, ops, about.workshop_id, about.words, about.note_ids, write=write)
    dialog.exec()
    dialog.deleteLater()
    if dialog.gone:
        forget_copied(dialog.gone)
    return dialog.gone


def forget_copied(gone: tuple[str, ...]) -> None:
    """Empty the clipboard when it holds words that were filed or erased."""
    clipboard = QGuiApplication.clipboard()
    if Said(gone).repeated_in(clipboard.text()):
        clipboard.clear()


def hide_screen(window: QWidget, ops: Operations) -> None:
    """Cover the whole screen until Escape, or until the passphrase when this person chose so."""
    from crp_desktop.ui.dialogs.hide_screen import HideScreen

    asks = ops.preferences.hide_asks and ops.ask(is_encrypted)
    dialog = HideScreen(window, partial(ops.ask, is_passphrase) if asks else None)
    dialog.setWindowState(Qt.WindowState.WindowFullScreen)
    dialog.exec()
    dialog.deleteLater()
