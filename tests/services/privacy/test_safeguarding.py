"""A sealed record: gone from everywhere, one way out, a reminder until somebody has it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.kinds import FindingKind, MappingKind
from crp_desktop.services.capture import draft, note, note_edit
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.findings import merge as finding_merge
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.contacts import add_contact, change_contact, delete_contact
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import search, tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains, redo_label, undo_label

SECRET = "quetzalcoatl"
CONCERN = Concern(f"{SECRET} said", "16:20", "Hub", "Ana, P2", "Listened", "Duty desk")


@pytest.fixture
def store(tmp_path: Path):
    """Without the question to its journal: one of these tests spoils a file on purpose."""
    opened = new_programme(tmp_path / "a.crp")
    yield opened
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    made = workshop.add_workshop(store).value
    for line in ("P1: before", f"P2: {SECRET} hits me +2", "P1: after"):
        capture.file_line(store, made, parse_line(line), None)
    return made


def sealed_note(store: Store, shop: str) -> str:
    return note.notes(store, shop)[1].id


def test_what_rests_on_notes_is_listed_before_they_are_sealed(store: Store, shop: str) -> None:
    first, secret, _ = [one.id for one in note.notes(store, shop)]
    spans = ([finding.Span(secret)], [finding.Span(first), finding.Span(secret)], [finding.Span(first)])
    alone, both, other = [
        finding.add_finding(store, FindingKind.CONCERN, f"Told {at}", workshop_id=shop, spans=span).value
        for at, span in enumerate(spans)
    ]
    resting = safeguarding.resting_on(store, [secret])
    assert {(one.finding.id, one.only) for one in resting if one.rests} == {(alone, True), (both, False)}
    assert other not in {one.finding.id for one in resting}
    assert safeguarding.resting_on(store, []) == ()


def everything_but_sealed(store: Store) -> str:
    with store.read() as conn:
        return "".join(
            json.dumps([str(value) for value in row], ensure_ascii=False)
            for table in metadata.sorted_tables
            if table is not tables.sealed
            for row in conn.execute(select(table))
        )


def test_what_was_sealed_is_nowhere_else_and_leaves_no_gap(store: Store, shop: str) -> None:
    target = sealed_note(store, shop)
    note.change_note(store, target, text=f"{SECRET} hits me. Often")
    half = note_edit.split_note(store, target, len(f"{SECRET} hits me. ")).value
    alone = finding.add_finding(store, FindingKind.CONCERN, f"{SECRET}!", spans=[finding.Span(target)]).value
    mapping.map_article(store, alone, 19)
    others = [one.id for one in note.notes(store, shop)]
    shared = finding.add_finding(
        store, FindingKind.IDEA, "Both", spans=[finding.Span(others[0]), finding.Span(target)]
    ).value
    draft.save_draft(store, capture.draft_place(shop), f"P2: {SECRET}")
    safeguarding.seal(store, shop, CONCERN, [target])
    assert SECRET not in everything_but_sealed(store)
    assert [one.id for one in note.notes(store, shop)] == [others[0], half, others[-1]]
    assert [one.id for one in finding.findings(store)] == [shared]
    with store.read() as conn:
        assert search.find(conn, SECRET) == []
        steps = set(conn.execute(select(tables.step.c.seq)).scalars())
        assert steps - {1} <= set(conn.execute(select(tables.change.c.step)).scalars()) | {1}
    assert_journal_explains(store)


def test_undo_goes_on_as_if_it_had_never_been(store: Store, shop: str) -> None:
    safeguarding.seal(store, shop, CONCERN, [sealed_note(store, shop)])
    store.undo()
    assert [one.text for one in note.notes(store, shop)] == ["before"]
    assert undo_label(store) == "Add speaker"
    store.undo()
    store.undo()
    assert note.notes(store, shop) == []
    for _ in range(3):
        store.redo()
    assert [one.text for one in note.notes(store, shop)] == ["before", "after"]


def test_a_record_needs_no_note_but_words(store: Store, shop: str) -> None:
    assert safeguarding.seal(store, shop, CONCERN).value
    with pytest.raises(InputProblem):
        safeguarding.seal(store, shop, Concern("  "))
    assert len(note.notes(store, shop)) == 3


def test_contacts_end_with_the_numbers_that_hold_everywhere(store: Store) -> None:
    assert [one.phone for one in safeguarding.contacts(store)] == ["999", "0808 800 5000", "0800 1111"]


def all_undone(store: Store) -> None:
    """Takes back every step; none is refused, none brings a word back."""
    while undo_label(store):
        store.undo()
        assert SECRET not in everything_but_sealed(store)
        assert_journal_explains(store)
    while redo_label(store):
        store.redo()
        assert SECRET not in everything_but_sealed(store)
    assert_journal_explains(store)


def test_a_part_of_a_note_split_twice_and_edited_leaves_nothing_in_the_history_of_the_rest(
    store: Store, shop: str
) -> None:
    target = sealed_note(store, shop)
    note.change_note(store, target, text=f"One thing. Two things. {SECRET} hits")
    span = finding.Span(target)
    finding.add_finding(store, FindingKind.IDEA, "Both", spans=[span])
    second = note_edit.split_note(store, target, len("One thing. ")).value
    third = note_edit.split_note(store, second, len("Two things. ")).value
    note.change_note(store, third, text=f"{SECRET} strikes")
    safeguarding.seal(store, shop, CONCERN, [third])
    assert SECRET not in everything_but_sealed(store)
    texts = [one.text for one in note.notes(store, shop)]
    assert texts == ["before", "One thing.", "Two things.", "after"]
    all_undone(store)


def test_a_note_joined_from_two_takes_the_history_of_both_with_it(store: Store, shop: str) -> None:
    first = note.notes(store, shop)[0].id
    lower = capture.file_line(store, shop, parse_line(f"P1: {SECRET} zygodactyl"), None).value
    note_edit.join_notes(store, first, lower)
    safeguarding.seal(store, shop, CONCERN, [first])
    assert "zygodactyl" not in everything_but_sealed(store)
    safeguarding.seal(store, shop, CONCERN, [note.notes(store, shop)[0].id])
    assert SECRET not in everything_but_sealed(store)
    all_undone(store)


def test_findings_that_were_merged_or_deleted_before_go_with_the_words(store: Store, shop: str) -> None:
    target, other = sealed_note(store, shop), note.notes(store, shop)[0].id
    kept = finding.add_finding(store, FindingKind.IDEA, "Kept", spans=[finding.Span(other)]).value
    merged = finding.add_finding(store, FindingKind.IDEA, f"{SECRET} 1", spans=[finding.Span(target)]).value
    mapping.map_article(store, merged, 19)
    mapping.map_badge(store, merged, "culture")
    finding_merge.merge_findings(store, kept, [merged])
    deleted = finding.add_finding(store, FindingKind.IDEA, f"{SECRET} 2", spans=[finding.Span(target)]).value
    mapping.map_article(store, deleted, 12)
    finding.delete_findings(store, [deleted])
    safeguarding.seal(store, shop, CONCERN, [target])
    assert SECRET not in everything_but_sealed(store)
    assert [(one.id, [link.number for link in one.articles]) for one in finding.findings(store)] == [
        (kept, [19])
    ]
    all_undone(store)


def test_what_was_taken_from_a_sealed_finding_before_goes_with_it(store: Store, shop: str) -> None:
    target, other = sealed_note(store, shop), note.notes(store, shop)[0].id
    spans = [finding.Span(target), finding.Span(other)]
    found = finding.add_finding(store, FindingKind.IDEA, "Told", spans=spans).value
    link = mapping.map_article(store, found, 19, reason=f"{SECRET} told us").value
    mapping.unmap(store, MappingKind.ARTICLE, link)
    resting = [one.id for one in finding.excerpts(store, finding_id=found) if one.note_id == other]
    finding.delete_excerpt(store, resting[0])
    safeguarding.seal(store, shop, CONCERN, [target])
    assert finding.findings(store) == []
    assert SECRET not in everything_but_sealed(store)
    all_undone(store)


def test_words_that_were_undone_before_they_were_sealed_do_not_come_back(store: Store, shop: str) -> None:
    typed = f"{SECRET} said he hits me"
    capture.file_line(store, shop, parse_line(f"P2: {typed}"), None)
    store.undo()
    safeguarding.seal(store, shop, safeguarding.Concern(typed.upper()), [sealed_note(store, shop)])
    assert SECRET not in everything_but_sealed(store)
    all_undone(store)


def test_a_step_is_called_what_is_left_of_it(store: Store, shop: str) -> None:
    made = capture.file_lines(
        store, shop, [parse_line(line) for line in ("a", f"{SECRET} b", "c", "d")], None
    ).value
    safeguarding.seal(store, shop, CONCERN, [made[1]])
    assert undo_label(store) == "Add 3 notes"
    safeguarding.seal(store, shop, CONCERN, made[2:])
    assert undo_label(store) == "Add note"
    store.undo()
    store.redo()
    assert [one.text for one in note.notes(store, shop)][-1] == "a"
    assert_journal_explains(store)


def test_999_comes_first_then_the_councils_own_contacts_and_no_number_stands_twice(store: Store) -> None:
    duty = add_contact(store, "Duty desk", "Front door", "020 7946 0111", "always").value
    add_contact(store, "Police", "Danger", "999")
    change_contact(store, duty, phone="020 7946\n0112")
    assert [one.phone for one in safeguarding.contacts(store)] == [
        "999",
        "020 7946 0112",
        "0808 800 5000",
        "0800 1111",
    ]
    delete_contact(store, duty)
    store.undo()
    assert safeguarding.contacts(store)[1].id == duty
    assert_journal_explains(store)


@pytest.mark.parametrize("sealed", ["the first half", "the second half"])
def test_the_split_of_a_finding_is_taken_back_when_its_other_half_is_sealed(
    store: Store, shop: str, sealed: str
) -> None:
    kept, target = note.notes(store, shop)[0].id, sealed_note(store, shop)
    spans = [finding.Span(kept), finding.Span(target)]
    first = finding.add_finding(store, FindingKind.IDEA, "One", workshop_id=shop, spans=spans).value
    mapping.map_article(store, first, 12)
    resting = {one.note_id: one.id for one in finding.excerpts(store, finding_id=first)}
    moves = resting[kept] if sealed == "the first half" else resting[target]
    second = finding_merge.split_finding(store, first, "Two", [moves]).value
    safeguarding.seal(store, shop, CONCERN, [target])
    left = second if sealed == "the first half" else first
    assert [one.id for one in finding.findings(store)] == [left]
    assert_journal_explains(store)
    assert "Split" not in str(undo_label(store))
    all_undone(store)
    assert [one.id for one in finding.findings(store)] == [left]
    assert [one.note_id for one in finding.excerpts(store, finding_id=left)] == [kept]


def test_a_step_that_something_rests_on_says_which_and_what_can_be_done(store: Store, shop: str) -> None:
    spans = [finding.Span(note.notes(store, shop)[0].id)]
    made = finding.add_finding(store, FindingKind.IDEA, "One", workshop_id=shop).value
    other = finding.add_finding(store, FindingKind.IDEA, "Two", workshop_id=shop, spans=spans).value
    with store.unjournaled() as conn:
        conn.execute(update(tables.excerpt).values(finding_id=made))
        conn.execute(delete(tables.change).where(tables.change.c.row_id.in_([other])))
        conn.execute(delete(tables.finding).where(tables.finding.c.id == other))
        newest = conn.execute(select(func.max(tables.step.c.seq))).scalar_one()
        conn.execute(delete(tables.step).where(tables.step.c.seq == newest))
    with pytest.raises(Refused) as met:
        store.undo()
    assert "“Add finding” cannot be undone. It made Finding 1, and words from notes" in met.value.what
    assert "delete it on its page" in met.value.todo
    assert len(finding.findings(store)) == 1
