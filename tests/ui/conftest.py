"""Pages and operations on a programme; the whole application on a fake one and small pages, for tests of the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crp_desktop.app import Application
from crp_desktop.storage.store import Store
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.theme import Look
from crp_desktop.ui.window import MainWindow
from tests.ui.accessibility import settle
from tests.ui.fakes import FakeStore
from tests.ui.pages import PAGES
from tests.ui.shell import application_on
from tests.ui.window import Desk, desk

pytest.register_assert_rewrite("tests.ui.job_room", "tests.ui.job_after", "tests.ui.job_paper")


@pytest.fixture
def at(look: Look, store: Store, tmp_path: Path) -> Iterator[Desk]:
    """Every page on `store`, in a window."""
    with desk(look, store, tmp_path) as made:
        yield made


@pytest.fixture
def ops(look: Look, store: Store, tmp_path: Path) -> Iterator[Operations]:
    """The operations on `store`, without a window."""
    made = Operations(Preferences(tmp_path / "settings.json"))
    made.use(store)
    yield made
    made.close()


@pytest.fixture
def fake_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    monkeypatch.setattr(Application, "_name_window", lambda self: self.window.set_programme_name("Northmere"))
    monkeypatch.setattr(Application, "_keep_house", lambda self: None)
    return FakeStore(tmp_path / "fake.crp")


@pytest.fixture
def whole(look: Look, qtbot: QtBot, fake_store: FakeStore, tmp_path: Path) -> Iterator[Application]:
    made = application_on(fake_store, tmp_path, "home", pages=PAGES)
    made.window.resize(1366, 768)
    made.window.show()
    made.window.activateWindow()
    settle()
    yield made
    made.window.close()


@pytest.fixture
def window(whole: Application) -> MainWindow:
    return whole.window
