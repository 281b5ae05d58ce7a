"""Withdrawal: what rests on the words is listed, and then the words are nowhere."""

import time

import pytest
from sqlalchemy import select

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import Refused
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import draft, note, note_edit
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.findings import merge as finding_merge
from crp_desktop.services.privacy import withdrawal
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.ownership import parts_of
from crp_desktop.storage.store import Store
from tests.replay import assert_journal_explains, undo_label

SECRET = "zanzibarine"


@pytest.fixture
def shop(store: Store) -> str:
    made = workshop.add_workshop(store).value
    for line in (f"P1: We {SECRET} alone. They came later", "P2: Nobody asks", "all of us agree"):
        capture.file_line(store, made, parse_line(line), None)
    return made


def ids(store: Store, shop: str) -> list[str]:
    return [one.id for one in note.notes(store, shop)]


def nowhere(store: Store, words: str) -> None:
    path = store.path
    assert_journal_explains(store)
    store.close()
    for file in path.parent.iterdir():
        assert words.encode() not in file.read_bytes(), file


def test_a_speakers_words_and_what_rests_on_them(store: Store, shop: str) -> None:
    first, second, group = ids(store, shop)
    only = finding.add_finding(store, FindingKind.CONCERN, "A", spans=[finding.Span(first)]).value
    shared = finding.add_finding(
        store, FindingKind.IDEA, "B", spans=[finding.Span(first), finding.Span(second)]
    ).value
    p1 = next(one.id for one in workshop.speakers(store, shop) if one.label == "P1")
    found = withdrawal.withdrawal_of_speaker(store, shop, p1)
    assert [one.id for one in found.notes] == [first]
    assert {(one.finding.id, one.only) for one in found.findings} == {(only, True), (shared, False)}
    assert [one.id for one in found.group_notes] == [group]


def test_withdrawn_words_are_nowhere_and_the_rest_stays(store: Store, shop: str) -> None:
    first, second, _ = ids(store, shop)
    only = finding.add_finding(store, FindingKind.CONCERN, f"On {SECRET}", spans=[finding.Span(first)]).value
    mapping.map_article(store, only, 12)
    shared = finding.add_finding(
        store, FindingKind.IDEA, "B", spans=[finding.Span(first), finding.Span(second)]
    ).value
    note.change_note(store, first, text=f"We {SECRET} quite alone. They came later")
    half = note_edit.split_note(store, first, len(f"We {SECRET} quite alone. ")).value
    draft.save_draft(store, capture.draft_place(shop), f"and {SECRET}")
    assert withdrawal.withdraw(store, shop, [first], [only]).value == 1
    assert ids(store, shop) == [half, second, ids(store, shop)[-1]]
    assert [one.id for one in finding.findings(store)] == [shared]
    assert undo_label(store) is None
    with pytest.raises(Refused):
        store.undo()
    nowhere(store, SECRET)


def test_the_second_half_of_a_split_note_is_not_left_in_the_history_of_the_first(
    store: Store, shop: str
) -> None:
    first, second, _ = ids(store, shop)
    note.change_note(store, second, text=f"Nobody asks {SECRET}")
    half = note_edit.split_note(store, second, len("Nobody asks ")).value
    finding.add_finding(store, FindingKind.IDEA, "C", spans=[finding.Span(half)])
    withdrawal.withdraw(store, shop, [half, first], [one.id for one in finding.findings(store)])
    nowhere(store, SECRET)


def test_the_same_words_of_somebody_else_stay(store: Store, shop: str) -> None:
    again = capture.file_line(store, shop, parse_line(f"P3: We {SECRET} alone. They came later"), None).value
    withdrawal.withdraw(store, shop, ids(store, shop)[:1])
    assert SECRET in note.notes_by_id(store, [again])[again].text
    assert_journal_explains(store)


def test_a_legal_hold_stops_it(store: Store, shop: str) -> None:
    workshop.change_workshop(store, shop, legal_hold=True)
    with pytest.raises(Refused, match="legal hold"):
        withdrawal.withdraw(store, shop, ids(store, shop)[:1])
    assert len(ids(store, shop)) == 3


def test_joined_split_and_edited_words_are_nowhere(store: Store, shop: str) -> None:
    first, second, _ = ids(store, shop)
    lower = capture.file_line(store, shop, parse_line(f"P2: {SECRET} zygodactyl. And more"), None).value
    note_edit.join_notes(store, second, lower)
    third = note_edit.split_note(store, second, len(f"Nobody asks {SECRET} zygodactyl. ")).value
    note.change_note(store, second, text="Nobody asks zygodactyl")
    withdrawal.withdraw(store, shop, [second, first])
    assert ids(store, shop)[0] == third
    assert note.notes(store, shop)[0].text == "And more"
    nowhere(store, "zygodactyl")
    for file in store.path.parent.iterdir():
        assert SECRET.encode() not in file.read_bytes()


def test_findings_merged_into_an_erased_one_and_deleted_ones_are_nowhere(store: Store, shop: str) -> None:
    first, second, _ = ids(store, shop)
    kept = finding.add_finding(store, FindingKind.IDEA, "Kept", spans=[finding.Span(first)]).value
    both = [finding.Span(first), finding.Span(second)]
    merged = finding.add_finding(store, FindingKind.IDEA, f"{SECRET} 1", spans=both).value
    deleted = finding.add_finding(store, FindingKind.IDEA, f"{SECRET} 2", spans=[finding.Span(first)]).value
    mapping.map_article(store, merged, 19, reason=SECRET)
    mapping.map_article(store, kept, 19)
    finding_merge.merge_findings(store, kept, [merged])
    finding.delete_findings(store, [deleted])
    withdrawal.withdraw(store, shop, [first], [kept])
    nowhere(store, SECRET)


def test_a_long_read_keeps_nobody_waiting_and_the_words_are_nowhere_in_the_end(
    store: Store, shop: str
) -> None:
    with store.read() as reading:
        reading.execute(select(tables.note)).all()
        begun = time.monotonic()
        withdrawal.withdraw(store, shop, ids(store, shop)[:1])
        assert time.monotonic() - begun < 3
        assert (store.path.with_name("a.crp-wal")).stat().st_size
    nowhere(store, SECRET)


def test_every_table_that_points_at_a_note_or_a_finding_is_known_to_what_takes_them_away() -> None:
    pointing = {
        name: {
            table.name
            for table in metadata.sorted_tables
            for column in table.columns
            for key in column.foreign_keys
            if key.column.table.name == name
        }
        for name in ("note", "finding")
    }
    assert pointing["note"] == {"excerpt"}
    assert pointing["finding"] == {"evidence", *(table.name for table in parts_of(tables.finding))}
