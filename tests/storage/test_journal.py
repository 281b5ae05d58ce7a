"""One step, one record: undo, redo and the journal's account of the whole database."""

from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from crp_desktop.domain.errors import NotFound, Refused
from crp_desktop.domain.kinds import FindingKind, NoteKind, RecordKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Author
from crp_desktop.services.capture import note
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings import finding
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.store import Store
from tests.make import add_note, add_notes, new_programme
from tests.replay import assert_journal_explains, database_says, redo_label, undo_label


def busy(store: Store) -> tuple[str, str, str]:
    """A workshop with notes, a mapped finding: (workshop, note, finding)."""
    shop = workshop.add_workshop(store, title="Youth forum").value
    prompt = workshop.add_prompt(store, shop, "What helps?").value
    speaker = workshop.add_speaker(store, shop, "P1").value
    first = add_note(store, shop, NewNote("Nobody asked us", prompt, speaker, NoteKind.QUOTE)).value
    add_notes(store, shop, [NewNote("One"), NewNote("Two")])
    found = finding.add_finding(
        store,
        FindingKind.CONCERN,
        "Children are not asked",
        workshop_id=shop,
        spans=[finding.Span(first, 0, 6)],
    ).value
    mapping.map_article(store, found, 12)
    mapping.map_article(store, found, 3, main=True)
    mapping.map_badge(store, found, "culture")
    return shop, first, found


def test_journal_explains_every_row(store: Store) -> None:
    shop, first, found = busy(store)
    note.change_note(store, first, text="Nobody ever asked us")
    finding.set_statistic(store, found, value="46", unit="%")
    workshop.delete_workshop(store, shop)
    store.undo()
    assert_journal_explains(store)


def test_undo_to_the_start_and_redo_to_the_end(store: Store) -> None:
    empty = database_says(store)
    shop, *_ = busy(store)
    workshop.delete_workshop(store, shop)
    full = database_says(store)
    while undo_label(store):
        store.undo()
    assert database_says(store) == empty
    while redo_label(store):
        store.redo()
    assert database_says(store) == full
    assert_journal_explains(store)


def test_undo_names_its_step_and_survives_a_restart(tmp_path: Path) -> None:
    from crp_desktop.services.programme.file import open_programme
    from crp_desktop.services.programme.people import sign_in
    from crp_desktop.storage.keys import Key

    store = new_programme(tmp_path / "b.crp")
    shop = workshop.add_workshop(store).value
    add_note(store, shop, NewNote("Said before the restart"))
    store.close()
    again = open_programme(tmp_path / "b.crp", Key.none(), backups=tmp_path)
    sign_in(again, "ana reyes", "device-of-tests")
    assert undo_label(again) == "Add note"
    again.undo()
    assert note.notes(again, shop) == []
    again.close()


def test_a_new_step_ends_redo(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    add_note(store, shop, NewNote("First"))
    store.undo()
    add_note(store, shop, NewNote("Second"))
    assert redo_label(store) is None
    store.undo()
    assert [one.text for one in note.notes(store, shop)] == []


def test_undo_is_refused_when_the_row_has_moved_on(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    told = add_note(store, shop, NewNote("First")).value
    mine = store.author
    assert mine is not None
    note.change_note(store, told, text="Mine")
    store.author = Author("somebody-else", mine.device_id, "")
    note.change_note(store, told, text="Theirs")
    store.author = mine
    before = database_says(store)
    with pytest.raises(Refused, match="changed again since"):
        store.undo()
    assert database_says(store) == before


def test_undo_is_only_of_this_person_on_this_device(store: Store) -> None:
    mine = store.author
    assert mine is not None
    workshop.add_workshop(store)
    store.author = Author(mine.person_id, "another-laptop", "")
    assert undo_label(store) is None
    store.author = mine
    assert undo_label(store) == "Add workshop"


def test_undo_of_an_insert_that_others_rest_on_is_refused(store: Store) -> None:
    mine = store.author
    assert mine is not None
    shop = workshop.add_workshop(store).value
    told = add_note(store, shop, NewNote("Words")).value
    store.author = Author("somebody-else", "x", "")
    finding.add_finding(store, FindingKind.IDEA, "An idea", workshop_id=shop, spans=[finding.Span(told)])
    store.author = mine
    with pytest.raises(Refused):
        store.undo()
    assert len(note.notes(store, shop)) == 1


def test_a_final_step_ends_undo(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    with store.write(Operation.SIGN_OFF, final=True) as step:
        step.update(tables.workshop, shop, title="Signed")
    assert undo_label(store) is None
    with pytest.raises(Refused):
        store.undo()


def test_a_step_that_changes_nothing_leaves_no_record(store: Store) -> None:
    shop = workshop.add_workshop(store, title="Same").value
    with store.read() as conn:
        before = conn.execute(select(func.count()).select_from(tables.step)).scalar()
    workshop.change_workshop(store, shop, title="Same")
    with store.read() as conn:
        assert conn.execute(select(func.count()).select_from(tables.step)).scalar() == before


def test_erased_words_are_nowhere_and_cannot_come_back(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    told = add_note(store, shop, NewNote("zebrafinch")).value
    note.change_note(store, told, text="zebrafinch again")
    with store.write(Operation.CHANGE_NOTE) as step:
        step.erase(tables.note, told)
    with pytest.raises(Refused):
        store.undo()
    assert_journal_explains(store)
    store.close()
    assert b"zebrafinch" not in store.path.read_bytes()


def test_a_failed_step_changes_nothing(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    before = database_says(store)

    def two_things() -> None:
        with store.write(Operation.CHANGE_NOTE) as step:
            step.update(tables.workshop, shop, title="Changed")
            step.update(tables.note, "not there", text="x")

    with pytest.raises(NotFound):
        two_things()
    assert database_says(store) == before


def test_the_clock_counts_up(store: Store) -> None:
    busy(store)
    with store.read() as conn:
        clocks = conn.execute(select(tables.step.c.clock).order_by(tables.step.c.seq)).scalars().all()
    assert clocks == sorted(set(clocks))


ACTIONS = st.lists(st.sampled_from(["add", "change", "delete", "move", "undo", "redo"]), max_size=25)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, data=st.data())
def test_any_sequence_keeps_journal_and_database_in_step(
    tmp_path_factory: pytest.TempPathFactory, actions: list[str], data: st.DataObject
) -> None:
    with closing(new_programme(tmp_path_factory.mktemp("any") / "a.crp")) as store:
        shop = workshop.add_workshop(store).value
        for number, action in enumerate(actions):
            here = note.notes(store, shop)
            if action == "undo" and undo_label(store) not in (None, "Add workshop"):
                store.undo()
            elif action == "redo" and redo_label(store):
                store.redo()
            elif action == "add":
                add_note(store, shop, NewNote(data.draw(st.text(min_size=1)) + "."))
            elif here and action in ("change", "delete", "move"):
                chosen = data.draw(st.sampled_from(here)).id
                if action == "change":
                    note.change_note(store, chosen, text=f"Changed {number}")
                elif action == "delete":
                    note.delete_notes(store, [chosen])
                else:
                    note.move_note(store, chosen, None)
        assert_journal_explains(store)


def test_texts_in_a_list_are_cleaned_too_and_no_step_is_called_after_a_speaker(store: Store) -> None:
    shop = workshop.add_workshop(store, badges=("x\ud800\x00",)).value
    assert workshop.workshop(store, shop).badges == ("x\ufffd",)
    workshop.add_speaker(store, shop, "Tom")
    assert undo_label(store) == "Add speaker"
    assert_journal_explains(store)


def test_a_note_for_a_workshop_that_was_undone_is_refused_in_words(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    store.undo()
    with pytest.raises(NotFound, match="no longer there"):
        add_note(store, shop, NewNote("Nobody asked us"))
    with pytest.raises(NotFound, match="no longer there"):
        workshop.add_speaker(store, shop, "P1")
    assert redo_label(store) == "Add workshop"


def test_a_step_names_the_rows_it_touched(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    made = add_note(store, shop, NewNote("The bus is late"))
    assert ("note", made.value) in made.step.rows
    assert {table for table, _ in made.step.rows} == made.step.touched
    assert ("note", made.value) in store.undo().rows


def test_every_table_of_the_journal_is_a_kind_of_record_and_no_other_is() -> None:
    assert set(RecordKind) == set(metadata.tables) - tables.UNJOURNALED
