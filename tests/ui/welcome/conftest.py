"""The welcome page of the whole application, and a real encrypted file to open there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.app import Application
from crp_desktop.services.capture import note
from crp_desktop.services.workshops import workshop
from crp_desktop.ui.pages.welcome.page import WelcomePage
from tests.make import PASSPHRASE, add_note, new_programme
from tests.ui.accessibility import settle
from tests.ui.shell import application_on


@pytest.fixture(scope="module")
def locked_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted programme with one workshop, made once."""
    path = tmp_path_factory.mktemp("made") / "northmere.crp"
    store = new_programme(path, PASSPHRASE)
    shop = workshop.add_workshop(store, title="Youth forum").value
    add_note(store, shop, note.NewNote("Nobody asked us"))
    store.close()
    return path


@pytest.fixture
def locked(locked_original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(locked_original, tmp_path / "northmere.crp"))


@pytest.fixture
def app(look, tmp_path: Path) -> Iterator[Application]:
    """The whole application with nothing open, on the welcome page."""
    whole = application_on(None, tmp_path / "settings", "welcome")
    whole.window.resize(1366, 768)
    whole.window.show()
    settle()
    yield whole
    whole.window.close()
    settle()


@pytest.fixture
def page(app: Application) -> WelcomePage:
    found = app.window.current_page
    assert isinstance(found, WelcomePage)
    return found


@pytest.fixture
def form(page: WelcomePage) -> WelcomePage:
    QTest.keyClick(page.start.new, Qt.Key.Key_Space)
    settle()
    assert page.new_programme.isVisible()
    return page
