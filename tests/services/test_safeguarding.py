"""A sealed record: gone from everywhere, one way out, a reminder until somebody has it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from crp_desktop.domain.capture import understand
from crp_desktop.domain.errors import InputProblem, NotAProgramme, StoreProblem, WrongPassphrase
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services import capture, draft, finding, mapping, note, note_edit, safeguarding, workshop
from crp_desktop.services.safeguarding import Concern
from crp_desktop.storage import search, tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.handover import read_handover
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains

SECRET = "quetzalcoatl"
CONCERN = Concern(f"{SECRET} said", "16:20", "Hub", "Ana, P2", "Listened", "Duty desk")
WORDS = "harbour candle meadow seven"


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp")
    yield opened
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    made = workshop.add_workshop(store).value
    for line in ("P1: before", f"P2: {SECRET} hits me +2", "P1: after"):
        capture.file_line(store, made, understand(line), None)
    return made


def sealed_note(store: Store, shop: str) -> str:
    return note.notes(store, shop)[1].id


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
    assert store.undo_label() == "Add speaker"
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


def test_it_leaves_as_one_encrypted_file_and_the_reminder_ends_with_the_receipt(
    store: Store, shop: str, tmp_path: Path
) -> None:
    record = safeguarding.seal(store, shop, CONCERN, [sealed_note(store, shop)]).value
    assert [one.handed_at for one in safeguarding.waiting(store)] == [""]
    path = tmp_path / "out.crph"
    safeguarding.hand_over_file(store, record, path, WORDS, "Duty desk")
    assert SECRET.encode() not in path.read_bytes()
    parts = read_handover(path, WORDS)
    assert parts["Exact words"] == f"{SECRET} said"
    assert parts["Notes sealed with it"] == f"{SECRET} hits me"
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("out")) == ["out.crph"]
    with pytest.raises(WrongPassphrase):
        read_handover(path, "not it")
    with pytest.raises(StoreProblem):
        safeguarding.hand_over_file(store, record, path, WORDS, "again")
    assert [one.handed_to for one in safeguarding.waiting(store)] == ["Duty desk"]
    with pytest.raises(InputProblem):
        safeguarding.confirm_receipt(store, record, " ")
    safeguarding.confirm_receipt(store, record, "J. Okoro")
    assert safeguarding.waiting(store) == []


def test_a_weak_passphrase_or_another_file_is_refused(store: Store, shop: str, tmp_path: Path) -> None:
    record = safeguarding.seal(store, shop, CONCERN).value
    with pytest.raises(InputProblem):
        safeguarding.hand_over_file(store, record, tmp_path / "out.crph", "abc", "x")
    assert not (tmp_path / "out.crph").exists()
    (tmp_path / "short").write_bytes(b"abc")
    with pytest.raises(NotAProgramme):
        read_handover(tmp_path / "short", WORDS)


def test_paper_says_all_of_it_and_has_a_place_to_sign(store: Store, shop: str) -> None:
    record = safeguarding.seal(store, shop, CONCERN).value
    paper = safeguarding.handover_text(store, record)
    for words in (
        CONCERN.words,
        CONCERN.said_at,
        CONCERN.present,
        CONCERN.told,
        "Received by",
        "Ana Reyes",
        "Northmere",
    ):
        assert words in paper


def test_contacts_end_with_the_numbers_that_hold_everywhere(store: Store) -> None:
    assert [one.phone for one in safeguarding.contacts(store)] == ["999", "0808 800 5000", "0800 1111"]
