"""Start, work, quit, start again: on whatever page somebody left, the second start is as whole as the first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crp_desktop.app import Application
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.pages.welcome.page import WelcomePage
from crp_desktop.ui.widgets.rail import rail_words
from tests import assessed
from tests.make import PASSPHRASE
from tests.ui.accessibility import settle
from tests.ui.welcome.doors import enter, type_into, unlock

Target = Callable[[Store], dict[str, str]]


def _shop(store: Store) -> dict[str, str]:
    return {"workshop": next(one.id for one in workshops(store) if one.number == 2)}


def _statement(store: Store) -> dict[str, str]:
    period = assessed.period_of(store, "2026-27")
    statements = badge_view(store, period, assessed.BADGE).statements
    return {"period": period, "badge": assessed.BADGE, "statement": statements[2].key}


PLACES: dict[str, Target] = {
    **{name: lambda store: {} for name in rail_words()},
    "capture": _shop,
    "workshop": _shop,
    "coding": _shop,
    "assessment_wizard": _statement,
    "print preview": lambda store: {"document": "workshop-summary", **_shop(store)},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sample as it is shipped, and with a passphrase."""
    folder = tmp_path_factory.mktemp("made")
    files = {"plain": folder / "plain.crp", "encrypted": folder / "encrypted.crp"}
    for kind, path in files.items():
        write_sample(path, PASSPHRASE if kind == "encrypted" else None, "device-of-tests").close()
    return files


def start(folder: Path, path: Path | None, qtbot: QtBot) -> Application:
    """Start the program as `crp-desktop [FILE]` does, and get past the doors of the welcome page."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    whole = Application(app, folder)
    whole.window.closing.connect(whole.deleteLater)
    whole.open(path)
    qtbot.waitUntil(lambda: _is_in(whole), timeout=20_000)
    settle()
    return whole


def _is_in(whole: Application) -> bool:
    page = whole.window.current_page
    if isinstance(page, WelcomePage) and page.unlock.isVisible() and page.unlock.secret.isEnabled():
        unlock(page, PASSPHRASE)
    elif isinstance(page, WelcomePage) and page.who.isVisible():
        type_into(page.who.who, "Ben Okoro")
        enter(page.who.role)
    return whole.ops.store is not None and not isinstance(whole.window.current_page, WelcomePage)


def quit_(whole: Application) -> None:
    whole.window.close()
    settle()


def is_whole(whole: Application, page: str) -> None:
    """The window shows that page with its heading, search, rail and status, and nothing went wrong."""
    window = whole.window
    assert window.current_page is not None
    assert window.current_page.name == page
    assert window.stack.currentWidget() is window.current_page
    assert window.header._title.text() == window.current_page.title() != ""
    assert window.header.search.isVisible()
    assert window.rail.isVisible()
    assert window.status.isVisible()
    assert window.problem_bar.isHidden()
    focus = QApplication.focusWidget()
    assert focus is None or window.current_page.isAncestorOf(focus) or not window.rail.isAncestorOf(focus)


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
@pytest.mark.parametrize("place", PLACES)
def test_the_second_start_is_as_whole_as_the_first(
    place: str, kind: str, made: dict[str, Path], look: object, tmp_path: Path, qtbot: QtBot
) -> None:
    path = Path(shutil.copy(made[kind], tmp_path / "northmere.crp"))
    page = "print" if place == "print preview" else place
    whole = start(tmp_path / "settings", path, qtbot)
    assert whole.ops.store is not None
    target = PLACES[place](whole.ops.store)
    whole.nav.go(page, **target)
    settle()
    is_whole(whole, page)
    quit_(whole)

    whole = start(tmp_path / "settings", None, qtbot)
    is_whole(whole, page)
    shown = whole.window.current_page
    if isinstance(shown, WizardPage):
        assert shown._place is not None
        assert shown._place.statement == target["statement"]
    if place == "print preview":
        assert shown is not None
        assert shown.title() == "Workshop summary"
    for name, button in whole.window.rail.buttons.items():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        settle()
        is_whole(whole, name)
    quit_(whole)
