"""The clipboard at locking and closing: what was copied from here goes, what came from elsewhere stays."""

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from crp_desktop.app import Application
from tests.make import PASSPHRASE, new_programme
from tests.ui.shell import application_on
from tests.ui.welcome.doors import lock

WORDS = "Nobody asked us"


@pytest.fixture
def app(look, tmp_path: Path):
    whole = application_on(new_programme(tmp_path / "a.crp", PASSPHRASE), tmp_path / "settings", "home")
    yield whole
    whole.window.close()


def copy_elsewhere(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """As if another program had copied it: the clipboard says that it is not ours."""
    clipboard = QGuiApplication.clipboard()
    monkeypatch.setattr("crp_desktop.ui.clipboard._owned", lambda *_: False)
    clipboard.setText(words)


@pytest.mark.parametrize("how", ["lock", "close"])
def test_what_was_copied_here_goes(app: Application, how: str) -> None:
    QGuiApplication.clipboard().setText(WORDS)
    lock(app) if how == "lock" else app.close()
    assert QGuiApplication.clipboard().text() == ""


@pytest.mark.parametrize("how", ["lock", "close"])
def test_what_was_copied_elsewhere_since_stays(
    app: Application, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    QGuiApplication.clipboard().setText(WORDS)
    copy_elsewhere(monkeypatch, "from another program")
    lock(app) if how == "lock" else app.close()
    assert QGuiApplication.clipboard().text() == "from another program"
