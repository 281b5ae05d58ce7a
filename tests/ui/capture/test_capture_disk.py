"""A disk that fills up during a session: told at once, the text kept, and all well when there is room again."""

from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.services.capture import draft, note
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.keeping import save_elsewhere
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.workshops import templates
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui import housekeeping
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.housekeeping import Housekeeping
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from tests.disks import can_mount, let_grow, small_disk
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


def test_a_copy_elsewhere_takes_along_what_could_not_be_kept(
    qtbot, at: Desk, page: CapturePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = Housekeeping(at.ops, at.window, lambda: tmp_path / "backups")
    target = tmp_path / "elsewhere.crp"
    monkeypatch.setattr(housekeeping, "ask_save", lambda *_: target)
    monkeypatch.setattr(housekeeping, "confirm", lambda *_, **__: True)
    copied: list[Path] = []
    house.copied.connect(copied.append)
    let_grow(at.ops.store, 0)
    page.prompts.step(1)
    page.line.field.insertPlainText(LONG)
    qtbot.waitUntil(lambda: page.keeper.unsaved, timeout=1000)
    copy = next(one for one in at.window.problem_bar.findChildren(Button) if "copy" in one.text())
    copy.click()
    qtbot.waitUntil(lambda: copied == [target], timeout=10_000)
    kept = open_programme(target, Key.from_passphrase(PASSPHRASE), backups=tmp_path / "backups")
    left = draft.draft(kept, capture.draft_place(page.workshop_id()))
    kept.close()
    assert left is not None
    assert (left.text, left.context["prompt"]) == (LONG, page.prompts.current)
    assert [one.name for one in tmp_path.glob("elsewhere*")] == ["elsewhere.crp"]
    house.stop()
    at.window.may_lose = lambda _: True


def test_the_window_does_not_close_over_what_is_not_on_disk(qtbot, at: Desk, page: CapturePage) -> None:
    asked: list[str] = []

    def stay(waiting: str) -> bool:
        asked.append(waiting)
        return False

    at.window.may_lose = stay
    let_grow(at.ops.store, 0)
    page.line.field.insertPlainText(LONG)
    assert not at.window.close()
    assert asked == ["What you typed is not saved yet"]
    assert page.line.field.text() == LONG
    let_grow(at.ops.store, 1_000_000)
    qtbot.waitUntil(lambda: not page.keeper.unsaved, timeout=5000)
    assert at.window.close()
    assert len(asked) == 1


def test_another_workshop_does_not_take_the_place_of_what_is_not_on_disk(
    qtbot, at: Desk, page: CapturePage
) -> None:
    first = page.workshop_id()
    other = templates.add_from_template(at.ops.store, "young_people").value
    let_grow(at.ops.store, 0)
    page.line.field.insertPlainText(LONG)
    qtbot.waitUntil(lambda: page.keeper.unsaved, timeout=1000)
    at.go("capture", workshop=other)
    assert page.workshop_id() == first
    assert page.line.field.text() == LONG
    assert "could not open" in at.window.problem_bar.problem.what
    let_grow(at.ops.store, 1_000_000)
    at.go("capture", workshop=other)
    assert page.workshop_id() == other
    assert page.line.field.text() == ""
    at.go("capture", workshop=first)
    assert page.line.field.text() == LONG


def test_closing_over_it_is_a_choice(at: Desk, page: CapturePage) -> None:
    let_grow(at.ops.store, 0)
    page.line.field.insertPlainText(LONG)
    answers: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        words = "Close without saving" if answers else "Stay"
        answers.append(words)
        next(one for one in dialog.findChildren(Button) if one.text() == words).click()

    for closes in (False, True):
        QTimer.singleShot(0, answer)
        assert at.window.close() is closes
    assert answers == ["Stay", "Close without saving"]
    let_grow(at.ops.store, 1_000_000)


if can_mount():

    def test_a_session_on_a_disk_that_really_is_full(qtbot, look: Look, tmp_path: Path) -> None:
        with small_disk("2m") as disk:
            store = new_programme(disk / "a.crp", PASSPHRASE)
            shop = templates.add_from_template(store, "young_people").value
            with desk(look, store, tmp_path) as at:
                page = at.go("capture", workshop=shop)
                QTest.keyClicks(page.line.field, "filed before")
                QTest.keyClick(page.line.field, Qt.Key.Key_Return)
                filler = disk / "filler"
                fill(filler)
                page.line.field.insertPlainText(LONG)
                qtbot.waitUntil(lambda: page.keeper.unsaved, timeout=2000)
                assert at.window.problem_bar.problem.what == "The disk is full."
                QTest.keyClick(page.line.field, Qt.Key.Key_Return)
                assert page.line.field.text() == LONG
                assert [one.text for one in note.notes(store, shop)] == ["filed before"]
                filler.unlink()
                qtbot.waitUntil(lambda: not page.keeper.unsaved, timeout=5000)
                QTest.keyClick(page.line.field, Qt.Key.Key_Return)
                assert [one.text for one in note.notes(store, shop)] == ["filed before", LONG.strip()]
            store.close()


def fill(file: Path) -> None:
    """Write to a file until the disk takes no more."""
    with file.open("wb", buffering=0) as filler:
        for size in (4096, 1):
            with suppress(OSError):
                while filler.write(b"x" * size):
                    pass


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
