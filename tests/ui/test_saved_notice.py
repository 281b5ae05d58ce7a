"""After a file was saved the page says where, and opens it or its folder on request."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from crp_desktop.ui.dialogs import files
from tests.ui.window import Desk


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return asked


def press(at: Desk, words: str) -> None:
    next(one for one in at.window.saved.findChildren(QPushButton) if one.text() == words).click()


def test_what_was_saved_can_be_opened_where_it_is(at: Desk, tmp_path: Path, opened: list[str]) -> None:
    page = at.go("rights")
    assert not at.window.saved.isVisible()
    target = tmp_path / "papers" / "map & more.csv"
    target.parent.mkdir()
    page.save_to(target)
    at.settle()
    notice = at.window.saved
    assert notice.isVisible()
    assert target.exists()
    press(at, "Open")
    press(at, "Show in folder")
    assert opened == [str(target), str(target.parent)]
    press(at, "Close")
    assert not notice.isVisible()
    page.save_to(target)
    at.go("home")
    assert not notice.isVisible(), "it belongs to the page that saved"


def test_file_dialogs_begin_where_the_last_file_was_chosen(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def choose(dialog: files.QFileDialog) -> int:
        begun.append(dialog.directory().absolutePath())
        dialog.setDirectory(str(tmp_path))
        dialog.selectFile("a.csv")
        dialog.accept()
        return int(dialog.result())

    monkeypatch.setattr(files.QFileDialog, "exec", choose)
    files.ask_save(at.window, "Save", "a.csv", "Tables (*.csv)")
    files.ask_save(at.window, "Save", "a.csv", "Tables (*.csv)")
    assert begun[1] == str(tmp_path)
