"""The welcome page: each of its panels, and its problems."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import InUse
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.welcome.page import WelcomePage
from crp_desktop.ui.window import MainWindow
from tests.ui.shell import application_on

CODE = "MFRGG-ZDFMZ-TWQ2L-KNNWG-23TPO-BQXGZ-LEMVZ-SAYLO-MQQGC-4TFEB-R"
FOLDER = Path("/home/ana/Documents/Child rights")
IN_USE = InUse(
    "Ben Okoro on TOWN-HALL-14",
    "“northmere.crp” was opened by Ben Okoro on TOWN-HALL-14 and not closed there.",
    "Nothing was changed.",
    "If it is still open on that computer, close it there or open it here to read only. "
    "If that computer was switched off, take the file over.",
    left_behind=True,
)


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """First start, later starts, passphrase, recovery code, who is working, new programme, its code, a problem."""
    return {
        "first": partial(_page, _nothing),
        "again": partial(_page, _recent, recent=3),
        "passphrase": partial(_page, _passphrase),
        "recovery": partial(_page, _recovery),
        "who": partial(_page, partial(_who, make_programme)),
        "new": partial(_page, _new),
        "new-below": partial(_page, _new_below),
        "code": partial(_page, _code),
        "in-use": partial(_page, _in_use, recent=1),
    }


def _page(show: Callable[[WelcomePage], None], recent: int = 0) -> MainWindow:
    whole = application_on(None, Path(tempfile.mkdtemp()), "welcome")
    names = ("Northmere", "Kingston upon Hull & Haltemprice", "old/Northmere pilot 2024")
    for name in reversed(names[:recent]):
        whole.preferences.opened(str(FOLDER / f"{name}.crp"))
    whole.window.resize(1366, 768)
    whole.window.show()
    page = whole.window.current_page
    assert isinstance(page, WelcomePage)
    show(page)
    return whole.window


def _nothing(page: WelcomePage) -> None:
    page.show_start()


_recent = _nothing


def _passphrase(page: WelcomePage) -> None:
    page.unlock.ask_for(FOLDER / "Northmere.crp")
    page._show(page.unlock)


def _recovery(page: WelcomePage) -> None:
    _passphrase(page)
    page.unlock.other.click()
    page.unlock.secret.setText(CODE)


def _who(make_programme: Callable[[str], Store], page: WelcomePage) -> None:
    store = make_programme("sample")
    page._opening = store
    page.who.ask_for(store)
    page._show(page.who)


def _new(page: WelcomePage) -> None:
    page.new()


def _new_below(page: WelcomePage) -> None:
    page.new()
    page.new_programme.council.setText("Northmere")
    page.new_programme.create_button.setFocus()
    page.new_programme.create_programme()


def _code(page: WelcomePage) -> None:
    page.code.show_code(CODE, "Northmere.crp")
    page._show(page.code)


def _in_use(page: WelcomePage) -> None:
    page._tell(IN_USE, Path(__file__), Key.none())
