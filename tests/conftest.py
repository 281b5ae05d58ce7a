"""What every test stands on: no screen needed, our fonts, a home of its own, and Qt warnings that fail.

`CRP_TEST_SCALE=1.5` runs the tests as on a screen with that many device pixels to a pixel.
"""

import functools
import gc
import hashlib
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = os.environ.get("CRP_TEST_SCALE", "1")
os.environ.pop("QT_STYLE_OVERRIDE", None)

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crp_desktop.services.assessment.period import add_period
from crp_desktop.services.rights.encoder import NoEncoder
from crp_desktop.services.workshops import templates
from crp_desktop.storage.store import Store
from crp_desktop.ui import theme
from tests.make import new_programme
from tests.programmes import programme_at
from tests.replay import assert_journal_explains
from tests.tools import need_program

QUIET = (
    "This plugin does not support propagateSizeHints",
    "This plugin does not support raise",
    "This plugin does not support grabbing the keyboard",
)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """`@pytest.mark.needs_tool("soffice")`: a test that needs these programs on the PATH."""
    for mark in item.iter_markers("needs_tool"):
        for name in mark.args:
            need_program(name)


@pytest.fixture(scope="session", autouse=True)
def keys_are_derived_once() -> Iterator[None]:
    """The same passphrase and salt give the same key: it takes 0.15 s, and tests open one file again and again."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(hashlib, "pbkdf2_hmac", functools.cache(hashlib.pbkdf2_hmac))
        yield


@pytest.fixture(autouse=True)
def words_go_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages suggest by words alone, at once; a test marked `meaning` has the second opinion, which comes later."""
    if "meaning" not in request.keywords:

        def missing(*_: object) -> None:
            raise NoEncoder("left out of this test")

        monkeypatch.setattr("crp_desktop.ui.text_reader.load_meaning", missing)


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder for this test alone, so that nobody's settings are read or written."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("CACHE", "cache"), ("STATE", "state")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    return home


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty programme; what the test did to it must be what its journal says."""
    with closing(new_programme(tmp_path / "a.crp")) as opened:
        yield opened
        assert_journal_explains(opened)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    """The sample programme."""
    with closing(programme_at(tmp_path / "sample.crp")) as opened:
        yield opened


@pytest.fixture
def shop(store: Store) -> str:
    """The id of a workshop in `store`, planned as one for young people."""
    return templates.add_from_template(store, "young_people").value


@pytest.fixture(scope="session")
def qapp(qapp_args: list[str], pytestconfig: pytest.Config) -> Iterator[QApplication]:
    """One QApplication in Fusion with the bundled fonts; made only for tests that show something."""
    app = QApplication(qapp_args)
    app.setStyle("Fusion")
    app.setCursorFlashTime(0)
    assert "Atkinson Hyperlegible" in theme.load_fonts()
    yield app
    app.processEvents()


@pytest.fixture
def look(qapp: QApplication) -> Iterator[theme.Look]:
    """The application's look, light at 100%; change it with `look.set_theme` and `look.set_text_size`."""
    made = theme.Look(qapp, "light", 100)
    yield made
    made.deleteLater()


@pytest.fixture(autouse=True)
def qt_is_quiet(request: pytest.FixtureRequest) -> Iterator[None]:
    """In tests that use Qt: any warning of Qt's fails the test, and everything deleted later is deleted now."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    said: list[str] = []

    def take(kind: QtMsgType, context: object, message: str) -> None:
        if kind != QtMsgType.QtDebugMsg and not any(known in message for known in QUIET):
            said.append(message)

    before = qInstallMessageHandler(take)
    gc.disable()  # on a worker thread it would delete what belongs to this one; see ui/collector.py
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    qInstallMessageHandler(before)
    gc.enable()
    assert not said, said


@pytest.fixture
def period(store: Store) -> str:
    """The id of the first period."""
    return add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
