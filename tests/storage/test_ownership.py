"""What the tables say of themselves is whole: nothing that hangs on a row and no words can be forgotten."""

from pathlib import Path

import pytest
from sqlalchemy import Column, String, select

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings.finding import Span, add_finding, delete_findings
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.services.privacy.withdrawal import withdraw
from crp_desktop.services.workshops.workshop import delete_prompt, delete_workshop, workshops
from crp_desktop.storage import tables
from crp_desktop.storage.columns import BELONGS, HOLDS, READS, Belongs, EnumText, JsonList, metadata
from crp_desktop.storage.ownership import (
    belonging_to,
    columns_reading,
    parts_of,
    pointing_at,
    rows_with_parts,
    tables_with_words,
)
from crp_desktop.storage.store import Store
from tests.make import add_note
from tests.programmes import maker
from tests.replay import assert_journal_explains, database_says, undo_label

COLUMNS = [column for table in metadata.sorted_tables for column in table.columns]


@pytest.fixture
def store(tmp_path: Path):
    with_sample = maker(tmp_path)("sample")
    yield with_sample
    with_sample.close()


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_every_text_says_what_it_is(column: Column[str]) -> None:
    kind = column.type
    if isinstance(kind, String) or (isinstance(kind, JsonList) and kind.kind is None):
        says = column.info.get(READS) or column.info.get(HOLDS) or column.primary_key
        assert says, f"{column} says neither who reads it nor what it holds"
    if isinstance(kind, EnumText) or not isinstance(kind, (String, JsonList)):
        assert column.info.get(READS) is None


@pytest.mark.parametrize("column", [one for one in COLUMNS if one.foreign_keys], ids=str)
def test_every_reference_says_what_becomes_of_it(column: Column[str]) -> None:
    belongs = column.info[BELONGS]
    assert belongs in Belongs
    if belongs is Belongs.EVIDENCE:
        assert column.nullable


def test_every_table_that_points_at_a_finding_is_its_part_or_evidence() -> None:
    assert {column.table.name for column in pointing_at(tables.finding)} == {
        column.table.name for column in belonging_to(tables.finding, Belongs.PART, Belongs.EVIDENCE)
    }


def test_the_words_of_children_are_known() -> None:
    known = {f"{table.name}.{name}" for table in tables_with_words() for name in columns_reading(table)}
    assert {"note.text", "finding.text", "excerpt.words", "evidence.text", "score.reason"} <= known
    assert not {"person.name", "badge.name", "statement.text", "contact.phone"} & known


DELETES = {
    "workshop": lambda store, ids: [delete_workshop(store, one) for one in ids],
    "finding": delete_findings,
    "prompt": lambda store, ids: [delete_prompt(store, one) for one in ids],
}


@pytest.mark.parametrize("name", DELETES)
def test_a_row_goes_with_its_parts_and_comes_back_with_them(store: Store, name: str) -> None:
    """Nothing is left that points at what is gone, and undo brings all of it back as it was."""
    before, table = database_says(store), metadata.tables[name]
    with store.read() as conn:
        row_ids = list(conn.execute(select(table.c.id).order_by(table.c.id).limit(2)).scalars())
        parts = {(part.name, row_id) for part, row_id in rows_with_parts(conn, table, row_ids)}
    DELETES[name](store, row_ids)
    assert parts & before.keys()
    assert not parts & database_says(store).keys()
    assert_journal_explains(store)
    while undo_label(store):
        store.undo()
    assert database_says(store) == before


def _gone(store: Store) -> set[tuple[str, str]]:
    with store.read() as conn:
        return {(row.table, row.id) for row in conn.execute(select(tables.tombstone.c["table", "id"])).all()}


def test_erased_rows_leave_their_ids_and_no_words(store: Store) -> None:
    workshop = workshops(store)[0].id
    note_id = add_note(store, workshop, NewNote(text="The kestrel flew over")).value
    words = Span(note_id, 0, len("The kestrel"))
    finding_id = add_finding(store, FindingKind.IDEA, "About it", workshop_id=workshop, spans=[words]).value
    withdraw(store, workshop, [note_id], [finding_id])
    assert {("note", note_id), ("finding", finding_id)} <= _gone(store)
    assert "excerpt" in {table for table, _ in _gone(store)}
    assert_journal_explains(store)


def test_sealed_rows_leave_their_ids_and_no_words(store: Store) -> None:
    workshop = workshops(store)[0].id
    note_id = add_note(store, workshop, NewNote(text="The kestrel flew over")).value
    seal(store, workshop, Concern("The kestrel"), [note_id])
    assert ("note", note_id) in _gone(store)
    with store.read() as conn:
        stones = conn.execute(select(tables.tombstone)).all()
    assert not any("kestrel" in str(row) for row in stones)
    assert parts_of(tables.note)
