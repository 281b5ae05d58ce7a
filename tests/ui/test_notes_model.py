"""The stream's model: right after any change, and never breaking Qt's rules for models."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.records import Note, Prompt
from crp_desktop.ui.models.notes import Group, NotesModel

PROMPTS = tuple(Prompt(f"p{n}", "w", f"Question {n}", 10, 0) for n in range(3))


def a_note(
    number: int, prompt: str | None = None, *, position: str = "", parked: bool = False, text: str = "x"
) -> Note:
    return Note(
        f"n{number}", "w", prompt, parked, "s", "P1", NoteKind.QUOTE, text, 0, False, ReadBack.NOT_YET,
        position or f"{number:05d}", "2026-01-01T10:00:00+00:00", 0,
    )  # fmt: skip


def shape(model: NotesModel) -> list[tuple[str, int] | str]:
    rows = [model.row(row) for row in range(model.rowCount())]
    return [(one.key, one.notes) if isinstance(one, Group) else one.id for one in rows]


@pytest.fixture
def model(qapp):
    made = NotesModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    tester.deleteLater()
    made.deleteLater()


NOTES = st.lists(
    st.builds(
        a_note,
        st.integers(0, 12),
        st.sampled_from([None, "p0", "p1", "p2"]),
        position=st.sampled_from("abcdef"),
        parked=st.booleans(),
        text=st.text(max_size=3),
    ),
    max_size=10,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(NOTES, st.lists(NOTES, max_size=4))
def test_changes_give_what_loading_anew_would(
    model: NotesModel, first: list[Note], later: list[list[Note]]
) -> None:
    there = {one.id: one for one in first}
    model.load(PROMPTS, sorted(there.values(), key=lambda one: (one.position, one.id)))
    for changes in later:
        gone = {one.id for one in changes[::3]}
        there = {key: one for key, one in there.items() if key not in gone}
        there |= {one.id: one for one in changes if one.id not in gone}
        model.apply([one.id for one in changes], there)
    fresh = NotesModel()
    fresh.load(PROMPTS, sorted(there.values(), key=lambda one: (one.position, one.id)))
    assert shape(model) == shape(fresh)
    assert model.notes() == fresh.notes()


def test_rows_stand_under_their_prompts(model: NotesModel) -> None:
    model.load(
        PROMPTS, [a_note(1, "p1"), a_note(2, "p0"), a_note(3), a_note(4, parked=True), a_note(5, "p1")]
    )
    assert shape(model) == [("", 1), "n3", ("p0", 1), "n2", ("p1", 2), "n1", "n5", ("parked", 1), "n4"]
    assert model.last_row("p1") == 6
    assert model.last_row("p2") == -1
    assert model.above(6) == model.note("n1")
    assert model.above(5) is None


def test_a_note_of_a_prompt_that_went_stands_under_none(model: NotesModel) -> None:
    model.load(PROMPTS, [a_note(1, "elsewhere")])
    assert shape(model) == [("", 1), "n1"]


def test_headings_take_new_words_and_cannot_be_selected(model: NotesModel) -> None:
    model.load(PROMPTS, [a_note(1, "p1")])
    assert not model.set_prompts([PROMPTS[0], replace(PROMPTS[1], text="Other"), PROMPTS[2]])
    assert model.index(0, 0).data() == "Other"
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.set_prompts(PROMPTS[1:])


def test_a_screen_reader_hears_who_said_what_and_how(model: NotesModel) -> None:
    model.load(PROMPTS, [a_note(1, text="Ask us")._replace(votes=2, starred=True)])
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "P1, Quote, Ask us, 2 votes, starred"
