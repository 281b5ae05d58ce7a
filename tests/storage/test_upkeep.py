"""What is done beside the work: nothing saved depends on it, no change waits for it, and no word comes back by it."""

from pathlib import Path

from sqlalchemy import text

from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.programme import keeping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import maintenance, search
from crp_desktop.storage.engine import close
from crp_desktop.storage.file_format import wal
from crp_desktop.storage.store import Store
from tests.make import add_note, new_programme
from tests.storage.files import add, count, make

WAL_LIMIT = 17 * 1024 * 1024


def parts(store: Store) -> int:
    """How many parts of the index are not merged yet: FTS5 numbers them in the upper bits of its rows."""
    with store.read() as conn:
        return int(
            conn.execute(text("SELECT count(DISTINCT id >> 37) FROM search_data WHERE id > 10")).scalar_one()
        )


def is_whole(store: Store) -> bool:
    with store.unjournaled() as conn:
        conn.execute(text("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"))
    return True


def test_folding_empties_the_wal_under_a_reader_and_a_change_begins_it_anew(tmp_path: Path) -> None:
    engine = make(tmp_path / "a.crp")
    add(engine, 2_000, "word" * 20)
    with engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM thing")
        maintenance.fold(engine)
    before = wal(tmp_path / "a.crp").stat().st_size
    add(engine, 10)
    assert wal(tmp_path / "a.crp").stat().st_size == before
    assert before > 100_000
    assert count(engine) == 2_020
    close(engine)


def test_without_folding_the_wal_has_a_bound(tmp_path: Path) -> None:
    engine = make(tmp_path / "a.crp")
    for _ in range(30):
        add(engine, 250, "word" * 1_000)
    assert wal(tmp_path / "a.crp").stat().st_size < 2 * WAL_LIMIT
    assert count(engine) == 7_510
    close(engine)


def test_notes_leave_parts_that_are_merged_while_nobody_types(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    made = [add_note(store, shop, NewNote(f"walrus{n} in the pool")).value for n in range(60)]
    assert parts(store) > 50
    store.saved_at = None
    assert keeping.tidy_up(store)
    assert parts(store) < 10
    assert is_whole(store)
    with store.read() as conn:
        assert {one.row_id for one in search.find(conn, "pool", 100)} == set(made)
        assert [one.row_id for one in search.find(conn, "walrus59")] == made[-1:]


def test_nothing_is_merged_while_somebody_types(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    for number in range(20):
        add_note(store, shop, NewNote(f"note {number}"))
    before = parts(store)
    assert not keeping.tidy_up(store)
    assert parts(store) == before


def test_a_word_taken_out_does_not_come_back_by_merging(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "a.crp")
    shop = workshop.add_workshop(store).value
    for number in range(20):
        add_note(store, shop, NewNote(f"zygomorphic{number}"))
    with store.unjournaled() as conn:
        ids = [one.row_id for one in search.find(conn, "zygomorphic", 100)]
        assert len(ids) == 20
        search.remove(conn, ids)
    store.saved_at = None
    keeping.tidy_up(store)
    with store.read() as conn:
        blocks = conn.execute(text("SELECT group_concat(hex(block)) FROM search_data")).scalar_one()
        assert b"zygomorphic".hex().upper() not in blocks
        assert search.find(conn, "zygomorphic") == []
    store.close()
