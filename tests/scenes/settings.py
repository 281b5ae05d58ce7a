"""The settings page, card by card, and the dialog that changes the passphrase."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop import paths
from crp_desktop.domain.errors import WrongPassphrase
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.settings.keeping import PassphraseDialog
from crp_desktop.ui.pages.settings.page import SettingsPage
from crp_desktop.ui.window import MainWindow
from tests.scenes.welcome import CODE
from tests.ui.shell import window_on

CARDS = ("window", "programme", "paper", "names", "badges", "backups", "learning")


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """Each card at the top of the view; the longest names; the dialog before, with a problem, and after."""
    made: dict[str, Callable[[], QWidget]] = {
        card: partial(_settings, make_programme, "sample", card) for card in CARDS
    }
    return made | {
        "stress": partial(_settings, make_programme, "stress", "programme"),
        "paper-chosen": partial(_branded, make_programme),
        "passphrase": partial(_dialog, make_programme, _asked),
        "passphrase-wrong": partial(_dialog, make_programme, _wrong),
        "passphrase-code": partial(_dialog, make_programme, _changed),
    }


def _settings(make_programme: Callable[[str], Store], kind: str, card: str) -> MainWindow:
    window = window_on(make_programme(kind), Path(tempfile.mkdtemp()), "settings")
    page = window.current_page
    assert isinstance(page, SettingsPage)
    assert page.scroll_area is not None
    top: QWidget = getattr(page, f"{card}_card")
    page.scroll_area.verticalScrollBar().setValue(top.y())
    return window


def _branded(make_programme: Callable[[str], Store]) -> MainWindow:
    """A logo that was chosen, and a colour that nobody could read words in."""
    window = _settings(make_programme, "sample", "paper")
    page = window.current_page
    assert isinstance(page, SettingsPage)
    page.paper_card.take(paths.resource("icons", "house.svg"))
    page.paper_card.colour.setText("#FFD100")
    page.paper_card.colour.left.emit("#FFD100")
    return window


def _dialog(make_programme: Callable[[str], Store], show: Callable[[PassphraseDialog], None]) -> QWidget:
    window = _settings(make_programme, "empty", "window")
    page = window.current_page
    assert isinstance(page, SettingsPage)
    dialog = PassphraseDialog(page.passphrase_card, window.ops)
    dialog.setProperty("ownSize", True)
    dialog.finished.connect(window.close)
    dialog.finished.connect(window.deleteLater)
    show(dialog)
    return dialog


def _asked(_: PassphraseDialog) -> None:
    """As it opens."""


def _wrong(dialog: PassphraseDialog) -> None:
    dialog.show_problem(
        WrongPassphrase("The current passphrase is not correct.", "Nothing was changed.", "Type it again.")
    )


def _changed(dialog: PassphraseDialog) -> None:
    dialog.show_code(CODE)
