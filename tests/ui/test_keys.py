"""Shortcuts mean one thing on one page, and stand in one table."""

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.app import PAGES
from crp_desktop.domain.records import Note
from crp_desktop.storage.store import Store
from crp_desktop.ui import keys
from crp_desktop.ui.pages.capture.line import speaker_of_key
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from tests.ui.window import Desk, desk

BY_PLACE = {"capture": {("file", "edit"), ("plain", "plain")}}
"""Pairs of shortcuts that share a key because the focus tells which is meant: the line or the notes."""


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path):  # type: ignore[no-untyped-def]
    with desk(look, sample, tmp_path) as made:
        yield made


@pytest.mark.parametrize("page", [one for one in keys.pages() if one != keys.EVERYWHERE])
def test_no_key_of_a_page_is_one_of_the_window_or_of_another_act(page: str) -> None:
    everywhere = {
        key for name in keys.names(keys.EVERYWHERE) for key in keys.sequences(keys.EVERYWHERE, name)
    }
    mine: dict[str, str] = {}
    for name in keys.names(page):
        for key in keys.sequences(page, name):
            assert key not in everywhere, (page, name, key)
            assert key not in mine or (mine[key], name) in BY_PLACE.get(page, set()), (
                page,
                name,
                mine.get(key),
            )
            mine.setdefault(key, name)


@pytest.mark.parametrize("page", keys.pages())
def test_the_list_of_keys_says_what_every_shortcut_does(page: str) -> None:
    listed = keys.listed(page)
    assert len(listed) == len(keys.names(page))
    assert all(pressed and does for pressed, does in listed)


def test_what_is_bound_on_a_page_is_in_its_list_and_clashes_with_nothing(on_sample: Desk) -> None:
    window = {
        one.toString()
        for act in on_sample.window.findChildren(type(on_sample.window.menus.undo))
        for one in act.shortcuts()
    }
    for entry in PAGES:
        if entry.name in ("welcome",):
            continue
        page = on_sample.go(entry.name)
        bound = Counter(one.key().toString() for one in page.findChildren(QShortcut))
        told = " ".join(pressed for pressed, _ in page.shortcuts())
        for key, times in bound.items():
            shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            assert times == 1, (entry.name, key)
            assert key not in window, (entry.name, key)
            assert shown in told or _in_a_range(shown, told), (entry.name, key, told)


def _in_a_range(shown: str, told: str) -> bool:
    """“Alt+3” stands in “Alt+1 … Alt+5”."""
    stem = shown.rstrip("0123456789")
    return stem != shown and f"{stem}1" in told


def test_what_a_buttons_tooltip_says_is_bound(on_sample: Desk) -> None:
    for name in ("assessment", "assessment_sources", "workshops", "print"):
        page = on_sample.go(name)
        bound = {one.key() for one in page.findChildren(QShortcut)}
        for button in page.findChildren(Button):
            pressed = button.toolTip().rpartition("(")[2].rstrip(")")
            if "+" in pressed and not button.isHidden():
                assert QKeySequence(pressed) in bound, (name, button.toolTip())


@pytest.mark.parametrize(
    ("digit", "labels", "whose"),
    [
        (1, ["P3", "P1"], "P1"),
        (3, ["P3", "P1"], "P3"),
        (2, ["P3", "P1"], "P2"),
        (2, ["T2", "P2"], "P2"),
        (1, ["Ann", "Bo", "P1"], "P1"),
        (2, ["Ann", "Bo", "P1"], "Ann"),
        (3, ["Ann", "Bo", "P1"], "Bo"),
        (1, ["P11", "P21"], "P1"),
        (0, ["P1"], ""),
    ],
)
def test_a_digit_is_the_speaker_with_that_number(digit: int, labels: list[str], whose: str) -> None:
    assert speaker_of_key(digit, labels) == whose


# In the room


@pytest.fixture
def room(on_sample: Desk) -> CapturePage:
    page = on_sample.go("capture")
    assert isinstance(page, CapturePage)
    return page


def test_the_line_stays_where_it_is_when_notes_are_chosen(on_sample: Desk, room: CapturePage) -> None:
    before = room.line.field.mapTo(room, room.line.field.rect().topLeft())
    room.stream.choose_last()
    on_sample.settle()
    assert room.line.field.mapTo(room, room.line.field.rect().topLeft()) == before
    room.stream.clearSelection()
    on_sample.settle()
    assert room.line.field.mapTo(room, room.line.field.rect().topLeft()) == before


@pytest.mark.parametrize("asked", ["join", "delete", "star"])
def test_after_an_act_on_notes_the_focus_is_on_the_notes(
    on_sample: Desk, room: CapturePage, asked: str
) -> None:
    room.stream.choose_last()
    on_sample.settle()
    button = next(
        one
        for one in room.acts.findChildren(Button)
        if one.text() in {"join": "Join", "delete": "Delete", "star": "Star"}[asked]
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    on_sample.settle()
    assert QApplication.focusWidget() is room.stream


def test_a_choice_of_notes_ends_when_the_page_is_left(on_sample: Desk, room: CapturePage) -> None:
    room.stream.choose_last()
    on_sample.go("home")
    on_sample.go("capture")
    assert not room.stream.chosen_rows()


def test_escape_on_an_empty_line_arms_nothing(on_sample: Desk, room: CapturePage) -> None:
    room.line.field.setFocus()
    QTest.keyClick(room.line.field, Qt.Key.Key_Escape)
    QTest.keyClicks(room.line.field, "P1: parks")
    assert room.line.meant().speaker == "P1"
    assert not room.line.plain.isChecked()


def test_what_is_typed_while_a_note_is_chosen_goes_into_the_line(on_sample: Desk, room: CapturePage) -> None:
    room.stream.setFocus()
    room.stream.choose_last()
    for letter in "so they said":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    assert room.line.field.text() == "so they said"
    assert not room.stream.chosen_rows()


def test_two_notes_that_stand_together_are_joined(on_sample: Desk, room: CapturePage) -> None:
    for words in ("we walk home", "it is dark then"):
        room.line.field.set_text(words)
        room.line.file.click()
    added = [note for note in room.model.notes() if note.text in ("we walk home", "it is dark then")]
    upper, lower = (room.model.row_of(note.id) for note in added)
    kept, gone = room.model.row(upper), room.model.row(lower)
    assert isinstance(kept, Note)
    assert isinstance(gone, Note)
    room.stream.choose(kept.id)
    chosen = room.stream.selectionModel()
    chosen.select(room.model.index(lower, 0), chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)
    room.acts.act("join")
    assert room.model.note(gone.id) is None
    joined = room.model.note(kept.id)
    assert joined is not None
    assert gone.text in joined.text
