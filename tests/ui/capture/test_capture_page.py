"""The capture page by its keys: filing, prefixes, speakers, prompts, editing, drafts, trouble with the disk."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.records import Note
from crp_desktop.services.capture import draft, note
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.capture.delegate import NoteEditor
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.widgets.button import Button
from tests.make import add_note
from tests.replay import undo_label
from tests.ui.window import Desk

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEY = Qt.Key


@pytest.fixture
def page(at: Desk, shop: str) -> CapturePage:
    found = at.go("capture", workshop=shop)
    assert isinstance(found, CapturePage)
    return found


def type_line(page: CapturePage, text: str, *, enter: bool = True) -> None:
    page.line.field.insertPlainText(text)
    if enter:
        QTest.keyClick(page.line.field, KEY.Key_Return)


def notes_of(page: CapturePage) -> list[note.Note]:
    return note.notes(page.ops.store, page.workshop_id())


def test_the_field_has_the_focus_and_enter_files(at: Desk, page: CapturePage) -> None:
    assert at.focus() is page.line.field
    QTest.keyClicks(at.focus(), "Nobody asks us")
    QTest.keyClick(at.focus(), KEY.Key_Return)
    assert [one.text for one in notes_of(page)] == ["Nobody asks us"]
    assert page.line.field.text() == ""
    assert at.focus() is page.line.field
    assert page.model.rowCount() == 2


def test_prefixes_are_shown_before_enter_and_escape_takes_them_back(page: CapturePage) -> None:
    type_line(page, 'P3: "Ask us" +2', enter=False)
    assert page.line.words.text() == (
        "Will be saved as: Quote · by P3 · a new speaker · 2 votes · under prompt 1"
    )
    QTest.keyClick(page.line.field, KEY.Key_Escape)
    QTest.keyClick(page.line.field, KEY.Key_Return)
    only = notes_of(page)[0]
    assert (only.text, only.speaker, only.kind, only.votes) == (
        'P3: "Ask us" +2', "the group", NoteKind.PARAPHRASE, 0,
    )  # fmt: skip


def test_keys_do_what_prefixes_do(page: CapturePage) -> None:
    type_line(page, "P1: one")
    type_line(page, "P2: two")
    type_line(page, "three", enter=False)
    for key, keys in ((KEY.Key_2, CTRL), (KEY.Key_F2, None), (KEY.Key_F5, None), (KEY.Key_F5, None)):
        QTest.keyClick(page.line.field, key, keys or Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(page.line.field, KEY.Key_F5, SHIFT)
    QTest.keyClick(page.line.field, KEY.Key_Return)
    last = notes_of(page)[-1]
    assert (last.text, last.speaker, last.kind, last.votes) == ("three", "P2", NoteKind.QUOTE, 1)
    type_line(page, "P1: four", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_G, CTRL)
    QTest.keyClick(page.line.field, KEY.Key_F4)
    QTest.keyClick(page.line.field, KEY.Key_Return)
    last = notes_of(page)[-1]
    assert (last.text, last.speaker, last.parked) == ("four", "the group", True)


NAMED = (
    "P1 & P2: {}",
    "P1 and P2: {}",
    "P1, P2: {}",
    "P1 + P2: {}",
    "“{}” P1 & P2",
    "? P1/P2: {}",
    "P1: {}",
    "“{}” P1",
)


@pytest.mark.parametrize("line", NAMED)
@pytest.mark.parametrize("key", [KEY.Key_4, KEY.Key_G])
def test_whom_the_line_names_wins_over_the_speaker_chosen_before(
    page: CapturePage, key: Qt.Key, line: str
) -> None:
    QTest.keyClick(page.line.field, key, CTRL)
    type_line(page, line.format("we both think it's unfair"), enter=False)
    also = " (also P2)" if "P2" in line else ""
    assert "by P1" in page.line.words.text()
    page.line.restore(page.line.field.text(), page.line.context())
    QTest.keyClick(page.line.field, KEY.Key_Return)
    assert [(one.speaker, one.text) for one in notes_of(page)] == [("P1", f"we both think it's unfair{also}")]


def test_a_key_corrects_the_one_speaker_named_and_never_loses_one_of_several(page: CapturePage) -> None:
    type_line(page, "P1: mine", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_4, CTRL)
    page.line.restore(page.line.field.text(), page.line.context())
    type_line(page, " too")
    type_line(page, "P1 & P2: ours", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_4, CTRL)
    type_line(page, "")
    type_line(page, "P1: yours", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_4, CTRL)
    page.line.field.set_text("P3: yours")
    type_line(page, "")
    assert [(one.speaker, one.text) for one in notes_of(page)] == [
        ("P4", "mine too"), ("P1", "ours (also P2)"), ("P3", "yours"),
    ]  # fmt: skip


def test_the_chosen_speaker_is_marked_in_the_room_before_a_word_is_typed(page: CapturePage) -> None:
    type_line(page, "P4: one")
    button = page.room.findChild(Button, "speaker-P4")
    assert not button.isChecked()
    QTest.keyClick(page.line.field, KEY.Key_4, CTRL)
    assert page.room.findChild(Button, "speaker-P4").isChecked()
    QTest.keyClick(page.line.field, KEY.Key_G, CTRL)
    assert not page.room.findChild(Button, "speaker-P4").isChecked()


def test_votes_pressed_are_more_than_those_typed(page: CapturePage) -> None:
    QTest.keyClick(page.line.field, KEY.Key_F5)
    type_line(page, "buses +2")
    type_line(page, "parks +3", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_F5, SHIFT)
    page.line.restore(page.line.field.text(), page.line.context())
    type_line(page, "")
    type_line(page, "one", enter=False)
    for _ in range(3):
        QTest.keyClick(page.line.field, KEY.Key_F5, SHIFT)
    QTest.keyClick(page.line.field, KEY.Key_F5)
    type_line(page, "")
    assert [one.votes for one in notes_of(page)] == [3, 2, 1]


def finish_jobs(page: CapturePage, at: Desk) -> None:
    until = time.monotonic() + 30
    while page.ops.jobs:
        assert time.monotonic() < until
        at.settle()
    at.settle()


def labels_of(page: CapturePage) -> list[str]:
    return [one.label for one in workshop.speakers(page.ops.store, page.workshop_id()) if not one.everyone]


@pytest.mark.parametrize("leave", [KEY.Key_Escape, KEY.Key_Return])
def test_speakers_are_added_in_a_row(at: Desk, page: CapturePage, leave: Qt.Key) -> None:
    page.new_speaker.setFocus()
    for code in ("P1", "P2", "p2", "Q7"):
        QTest.keyClicks(at.focus(), code)
        QTest.keyClick(at.focus(), KEY.Key_Return)
        at.settle()
        assert at.focus() is page.new_speaker
        assert page.new_speaker.text() == ""
    QTest.keyClick(at.focus(), leave)
    assert at.focus() is page.line.field
    assert labels_of(page) == ["P1", "P2", "Q7"]
    assert notes_of(page) == []
    assert page.new_speaker.notice.isHidden()


def press(page: CapturePage, text: str) -> None:
    next(one for one in page.new_speaker.notice.findChildren(Button) if one.text() == text).click()


def test_a_code_that_looks_like_a_name_is_asked_about_and_never_in_the_way(
    at: Desk, page: CapturePage
) -> None:
    page.new_speaker.setFocus()
    for code in ("P1", "Zara", "Tiger", "MOHAMMED"):
        QTest.keyClicks(at.focus(), code)
        QTest.keyClick(at.focus(), KEY.Key_Return)
        finish_jobs(page, at)
        assert at.focus() is page.new_speaker
    assert labels_of(page) == ["P1", "Zara", "Tiger", "MOHAMMED"]
    QTest.keyClicks(at.focus(), "P2")
    QTest.keyClick(at.focus(), KEY.Key_Return)
    finish_jobs(page, at)
    type_line(page, "P3: taken meanwhile")
    page.line.set_speaker("Zara")
    press(page, "Use P3")
    assert "Zara" in labels_of(page)
    press(page, "Use P4")
    assert labels_of(page) == ["P1", "P4", "Tiger", "MOHAMMED", "P2", "P3"]
    type_line(page, "hers")
    assert notes_of(page)[-1].speaker == "P4"
    press(page, "Keep “MOHAMMED”")
    assert page.new_speaker.notice.isHidden()
    assert labels_of(page) == ["P1", "P4", "Tiger", "MOHAMMED", "P2", "P3"]


def test_a_name_that_was_undone_is_not_asked_about_any_more(at: Desk, page: CapturePage) -> None:
    QTest.keyClicks(page.new_speaker, "Zara")
    QTest.keyClick(page.new_speaker, KEY.Key_Return)
    finish_jobs(page, at)
    page.ops.undo()
    press(page, "Use P1")
    assert page.new_speaker.notice.isHidden()
    assert labels_of(page) == []


def test_the_prompt_moves_with_ctrl_up_and_down(page: CapturePage) -> None:
    asked = workshop.prompts(page.ops.store, page.workshop_id())
    QTest.keyClick(page.line.field, KEY.Key_Down, CTRL)
    type_line(page, "second")
    QTest.keyClick(page.line.field, KEY.Key_Up, CTRL)
    type_line(page, "first")
    assert {one.text: one.prompt_id for one in notes_of(page)} == {
        "second": asked[1].id,
        "first": asked[0].id,
    }
    for _ in range(9):
        QTest.keyClick(page.line.field, KEY.Key_Down, CTRL)
    type_line(page, "parked")
    assert notes_of(page)[-1].parked


def test_a_line_without_words_is_not_filed(page: CapturePage) -> None:
    type_line(page, "P3: ")
    assert notes_of(page) == []
    assert page.line.field.text() == "P3: "


def test_up_from_the_empty_line_edits_the_last_note_in_place(at: Desk, page: CapturePage) -> None:
    type_line(page, "Buses are latte")
    QTest.keyClick(page.line.field, KEY.Key_Up)
    assert at.focus() is page.stream
    QTest.keyClick(page.stream, KEY.Key_Return)
    editor = page.stream.findChild(NoteEditor)
    assert at.focus() is editor
    QTest.keyClick(editor, KEY.Key_Backspace)
    QTest.keyClick(editor, KEY.Key_Backspace)
    QTest.keyClicks(editor, "e")
    QTest.keyClick(editor, KEY.Key_Return)
    at.settle()
    assert [one.text for one in notes_of(page)] == ["Buses are late"]
    QTest.keyClick(at.focus(), KEY.Key_Escape)
    assert at.focus() is page.line.field


def test_splitting_at_the_caret_and_joining_again(at: Desk, page: CapturePage) -> None:
    type_line(page, "😀 late. Drivers wait")
    QTest.keyClick(page.line.field, KEY.Key_Up)
    QTest.keyClick(page.stream, KEY.Key_Return)
    editor = page.stream.findChild(NoteEditor)
    for _ in range(len("Drivers wait")):
        QTest.keyClick(editor, KEY.Key_Left)
    QTest.keyClick(editor, KEY.Key_Return, CTRL)
    at.settle()
    assert [one.text for one in notes_of(page)] == ["😀 late.", "Drivers wait"]
    QTest.keyClick(page.stream, KEY.Key_J, CTRL)
    assert [one.text for one in notes_of(page)] == ["😀 late. Drivers wait"]


def test_many_notes_are_starred_and_deleted_at_once_and_undone(at: Desk, page: CapturePage) -> None:
    for text in ("a", "b", "c"):
        type_line(page, text)
    QTest.keyClick(page.line.field, KEY.Key_Up)
    QTest.keyClick(page.stream, KEY.Key_Up, SHIFT)
    QTest.keyClick(page.stream, KEY.Key_D, CTRL)
    assert [one.starred for one in notes_of(page)] == [False, True, True]
    QTest.keyClick(page.stream, KEY.Key_Delete)
    assert [one.text for one in notes_of(page)] == ["a"]
    assert undo_label(page.ops.store) == "Delete 2 notes"
    at.ops.undo()
    at.ops.undo()
    assert [(one.text, one.starred) for one in notes_of(page)] == [("a", False), ("b", False), ("c", False)]
    assert [one.text for one in page.model.notes()] == ["a", "b", "c"]


def test_notes_change_places_with_alt_up_and_down(at: Desk, page: CapturePage) -> None:
    for text in ("a", "b", "c"):
        type_line(page, text)
    QTest.keyClick(page.line.field, KEY.Key_Up)
    QTest.keyClick(page.stream, KEY.Key_Up, ALT)
    QTest.keyClick(page.stream, KEY.Key_Up, ALT)
    assert [one.text for one in page.model.notes()] == ["c", "a", "b"]
    QTest.keyClick(page.stream, KEY.Key_Down, ALT)
    assert [one.text for one in page.model.notes()] == ["a", "c", "b"]
    assert page.model.notes() == notes_of(page)


def test_what_stands_in_the_field_is_on_disk_within_half_a_second(qtbot, page: CapturePage) -> None:
    QTest.keyClicks(page.line.field, "P2: half a sen")
    place = capture.draft_place(page.workshop_id())
    qtbot.waitUntil(lambda: draft.draft(page.ops.store, place) is not None, timeout=500)
    assert draft.draft(page.ops.store, place).text == "P2: half a sen"
    QTest.keyClick(page.line.field, KEY.Key_Return)
    assert draft.draft(page.ops.store, place) is None
    qtbot.wait(400)
    assert draft.draft(page.ops.store, place) is None


def test_a_draft_comes_back_in_its_workshop_only_and_says_so(at: Desk, page: CapturePage, shop: str) -> None:
    other = workshop.add_workshop(at.ops.store).value
    QTest.keyClick(page.line.field, KEY.Key_Down, CTRL)
    type_line(page, "half a sentence", enter=False)
    QTest.keyClick(page.line.field, KEY.Key_F2)
    at.go("workshops")
    at.go("capture", workshop=other)
    assert page.line.field.text() == ""
    assert not page.keeper.restored.isVisible()
    at.go("capture", workshop=shop)
    assert page.line.field.text() == "half a sentence"
    assert page.line.field.textCursor().atEnd()
    assert page.keeper.restored.isVisible()
    assert page.prompts.current == workshop.prompts(at.ops.store, shop)[1].id
    assert page.line.meant().kind is NoteKind.QUOTE


def test_a_file_that_moved_is_told_at_once_and_the_text_kept(
    qtbot, at: Desk, page: CapturePage, tmp_path: Path
) -> None:
    path = at.ops.store.path
    path.rename(tmp_path / "elsewhere.crp")
    QTest.keyClicks(page.line.field, "still here")
    qtbot.waitUntil(lambda: page.keeper.unsaved, timeout=1000)
    assert at.window.problem_bar.isVisible()
    QTest.keyClick(page.line.field, KEY.Key_Return)
    assert page.line.field.text() == "still here"
    (tmp_path / "elsewhere.crp").rename(path)
    QTest.keyClick(page.line.field, KEY.Key_Return)
    assert [one.text for one in notes_of(page)] == ["still here"]
    assert not page.keeper.unsaved


def test_find_goes_from_match_to_match(at: Desk, page: CapturePage) -> None:
    for text in ("Łódź one", "other", "lodz two"):
        type_line(page, text)
    QTest.keyClick(page.line.field, KEY.Key_F, CTRL)
    at.settle()
    QTest.keyClicks(page.find_bar.field, "lodz")
    assert page.stream.current().text == "Łódź one"
    QTest.keyClick(page.find_bar.field, KEY.Key_Return)
    assert page.stream.current().text == "lodz two"
    QTest.keyClick(page.find_bar.field, KEY.Key_Escape)
    assert QApplication.focusWidget() is page.line.field


def test_a_change_made_elsewhere_is_there_on_the_way_back(at: Desk, page: CapturePage, shop: str) -> None:
    at.go("workshops")
    at.ops.run(capture.file_line, shop, parse_line("typed elsewhere"), None)
    at.go("capture", workshop=shop)
    assert [one.text for one in page.model.notes()] == ["typed elsewhere"]


def test_a_click_on_an_older_note_from_the_line_chooses_that_note_where_it_stands(
    at: Desk, store: Store, shop: str
) -> None:
    for number in range(60):
        add_note(store, shop, note.NewNote(text=f"Note number {number}"))
    page = at.go("capture", workshop=shop)
    assert isinstance(page, CapturePage)
    page.stream.verticalScrollBar().setValue(0)
    at.settle()
    row = next(row for row in range(5) if isinstance(page.model.row(row), Note))
    where = page.stream.visualRect(page.model.index(row, 0)).center()
    page.line.field.setFocus()
    QTest.mouseClick(page.stream.viewport(), Qt.MouseButton.LeftButton, pos=where)
    at.settle()
    assert page.stream.verticalScrollBar().value() == 0
    assert [one.text for one in page.stream.chosen_rows()] == [page.model.row(row).text]
