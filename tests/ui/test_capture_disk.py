"""A disk that fills up during a session: told at once, the text kept, and all well when there is room again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.services import capture, draft, note, templates
from crp_desktop.services.keeping import save_elsewhere
from crp_desktop.services.people import sign_in
from crp_desktop.services.programme_file import open_programme
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.capture import CapturePage
from tests.make import PASSPHRASE, new_programme
from tests.ui.window import Desk, desk

LONG = "what was said " * 8_000


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def at(look, store: Store, tmp_path: Path):
    with desk(look, store, tmp_path) as made:
        yield made


@pytest.fixture
def page(at: Desk) -> CapturePage:
    shop = templates.add_from_template(at.ops.store, "young_people").value
    found = at.go("capture", workshop=shop)
    assert isinstance(found, CapturePage)
    return found


def let_grow(store: Store, pages: int) -> None:
    """Let the file have so many pages and no more: SQLite then says that the disk is full."""
    with store.engine.connect() as connection:
        now = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages or now}")


def test_a_full_disk_is_told_at_once_and_loses_nothing(
    qtbot, at: Desk, page: CapturePage, tmp_path: Path
) -> None:
    store = at.ops.store
    page.line.field.insertPlainText("filed before")
    QTest.keyClick(page.line.field, Qt.Key.Key_Return)
    let_grow(store, 0)
    page.line.field.insertPlainText(LONG)
    qtbot.waitUntil(lambda: page.keeper.unsaved, timeout=1000)
    assert at.window.problem_bar.isVisible()
    assert "full" in at.window.problem_bar.problem.what
    assert page.unsaved()
    QTest.keyClick(page.line.field, Qt.Key.Key_Return)
    at.settle()
    assert page.line.field.text() == LONG
    assert [one.text for one in note.notes(store, page.workshop_id())] == ["filed before"]

    target = save_elsewhere(store, tmp_path / "elsewhere.crp")
    copy = open_programme(target, Key.from_passphrase(PASSPHRASE), backups=tmp_path / "backups")
    assert [one.text for one in note.notes(copy, page.workshop_id())] == ["filed before"]
    copy.close()

    let_grow(store, 1_000_000)
    qtbot.waitUntil(lambda: not page.keeper.unsaved, timeout=5000)
    assert not page.keeper.unsaved
    assert not page.unsaved()
    assert draft.draft(store, capture.draft_place(page.workshop_id())).text == LONG
    QTest.keyClick(page.line.field, Qt.Key.Key_Return)
    assert [len(one.text) for one in note.notes(store, page.workshop_id())] == [12, len(LONG.strip())]


def test_two_hundred_thousand_characters_and_every_script_are_filed_as_they_are(
    at: Desk, page: CapturePage
) -> None:
    for text in (
        "x" * 200_000,
        "<b>bold</b> & <img src=x>",
        "لا أحد يسألنا",
        "a\u00a0b",
        "👩‍👩‍👧 😀",
        "w" * 300,
    ):
        page.line.field.insertPlainText(text)
        QTest.keyClick(page.line.field, Qt.Key.Key_Return)
        at.settle()
        assert note.notes(at.ops.store, page.workshop_id())[-1].text == text
        assert page.model.notes()[-1].text == text


def test_many_lines_pasted_ask_before_they_are_filed(at: Desk, page: CapturePage) -> None:
    asked: list[str] = []
    page.line.pasted.disconnect()
    page.line.pasted.connect(asked.append)
    from PySide6.QtCore import QMimeData

    mime = QMimeData()
    mime.setText("one\ntwo\n\nthree")
    page.line.field.insertFromMimeData(mime)
    assert asked == ["one\ntwo\n\nthree"]
    assert page.line.field.text() == ""


def test_the_marker_of_a_note_is_in_no_file(at: Desk, page: CapturePage, tmp_path: Path) -> None:
    marker = "zanzibarine-marker"
    page.line.field.insertPlainText(f"P1: {marker} filed")
    QTest.keyClick(page.line.field, Qt.Key.Key_Return)
    page.line.field.insertPlainText(f"{marker} in the line")
    page.line.flush()
    for file in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert marker.encode() not in file.read_bytes(), file


def test_signing_in_again_finds_the_line(at: Desk, page: CapturePage) -> None:
    page.line.field.insertPlainText("half a line")
    at.window.leave()
    sign_in(at.ops.store, "Somebody Else", "device-of-tests")
    assert draft.draft(at.ops.store, capture.draft_place(page.workshop_id())).text == "half a line"


def test_the_copy_elsewhere_is_the_programme(at: Desk, tmp_path: Path) -> None:
    assert save_elsewhere(at.ops.store, tmp_path / "copy.crp").exists()
