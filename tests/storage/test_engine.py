"""The engine: every safety setting is on, writers take the lock at once, nothing saved is lost, no word leaks."""

import errno
import os
import sys
import tempfile
import threading
import time
from contextlib import closing

import pytest
from sqlalchemy.exc import DBAPIError

from crp_desktop.domain.errors import (
    InputProblem,
    ReadOnly,
    StoreProblem,
    WriteFailed,
    WrongPassphrase,
)
from crp_desktop.storage import copies, file_format
from crp_desktop.storage.backup import back_up
from crp_desktop.storage.connection import UNTOUCHED
from crp_desktop.storage.engine import (
    APPLICATION_ID,
    change_key,
    close,
    connect,
    full_check,
    in_words,
    open_engine,
    opened,
    reading,
    translate,
    writing,
)
from crp_desktop.storage.keys import Key
from crp_desktop.storage.lifecycle import make as make_session
from crp_desktop.storage.lock import take
from crp_desktop.storage.open_mark import MARKED_ID
from tests.storage.files import KEY, MARKER, OTHER, add, contents, count, make, make_closed

KILLS = int(os.environ.get("CRP_KILLS", "10"))


@pytest.fixture
def engine(tmp_path):
    made = make(tmp_path / "a.crp")
    yield made
    close(made)


def test_every_connection_has_every_safety_setting(engine):
    expected = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
    }
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
            assert found == expected


def test_a_key_is_derived_once_for_all_connections(tmp_path):
    key = Key.from_passphrase("purple kettle harbour nine")
    path = make_closed(tmp_path / "a.crp", key)
    engine = open_engine(path, key)
    start = time.perf_counter()
    with engine.connect() as one, engine.connect() as two, engine.connect() as three:
        for connection in (one, two, three):
            connection.exec_driver_sql("SELECT count(*) FROM thing")
    assert time.perf_counter() - start < 0.1
    close(engine)


def test_closing_leaves_one_file(engine, tmp_path):
    close(engine)
    assert list(contents(tmp_path)) == ["a.crp"]


def application_id(path):
    """As it stands in the file itself, whatever waits in its -wal."""
    with closing(connect(path, KEY.raw, path.read_bytes()[:16], mode=UNTOUCHED)) as connection:
        return connection.execute("PRAGMA application_id").fetchone()[0]


def test_the_file_itself_says_that_changes_may_wait_beside_it(tmp_path):
    path = make_closed(tmp_path / "a.crp")
    assert application_id(path) == APPLICATION_ID
    before = contents(tmp_path)
    engine = open_engine(path, KEY)
    assert count(engine) == 10
    assert application_id(path) == APPLICATION_ID
    add(engine, 1)
    assert application_id(path) == MARKED_ID
    assert file_format.has_wal(path)
    copy = back_up(engine, tmp_path / "backups")
    assert application_id(copy) == APPLICATION_ID
    change_key(engine, path, KEY)
    assert application_id(path) == APPLICATION_ID
    add(engine, 1)
    assert application_id(path) == MARKED_ID
    engine.dispose()
    assert file_format.has_wal(path)
    close(engine)
    assert application_id(path) == APPLICATION_ID
    assert contents(tmp_path).keys() == before.keys()
    close(open_engine(path, KEY))
    assert application_id(path) == APPLICATION_ID


def test_only_the_owner_may_read_a_new_file(tmp_path):
    make_session(tmp_path / "a.crp", KEY).close()
    if sys.platform != "win32":
        assert (tmp_path / "a.crp").stat().st_mode & 0o077 == 0


def test_a_write_is_saved_whole_or_not_at_all(engine):
    def stop_half_way():
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO thing (text) VALUES ('word')")
            raise KeyError

    with pytest.raises(KeyError):
        stop_half_way()
    assert count(engine) == 10
    add(engine, 2)
    assert count(engine) == 12


def test_two_writers_wait_for_each_other(engine):
    threads = [threading.Thread(target=lambda: [add(engine, 1) for _ in range(20)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count(engine) == 90


def test_a_reader_sees_one_moment(engine):
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM thing").scalar_one() == 10
        add(engine, 5)
        assert connection.exec_driver_sql("SELECT count(*) FROM thing").scalar_one() == 10
    assert count(engine) == 15


def test_a_writer_that_waits_too_long_is_told_so(engine):
    with writing(engine), engine.connect() as other:
        other.exec_driver_sql("PRAGMA busy_timeout = 10")
        with pytest.raises(DBAPIError) as caught:
            other.exec_driver_sql("BEGIN IMMEDIATE")
    problem = translate(caught.value)
    assert isinstance(problem, WriteFailed)
    assert "busy" in problem.what


def test_a_new_file_never_takes_the_place_of_another(tmp_path):
    path = make_closed(tmp_path / "a.crp")
    before = contents(tmp_path)
    with pytest.raises(StoreProblem, match="already a file"):
        make_session(path, KEY)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("links", [True, False])
def test_a_new_file_never_takes_the_place_of_one_that_came_meanwhile(tmp_path, monkeypatch, links):
    def another_comes(engine):
        (tmp_path / "a.crp").write_bytes(b"precious")

    if not links:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EPERM, "no")))
    with pytest.raises(StoreProblem, match="already a file"):
        make_session(tmp_path / "a.crp", KEY, fill=another_comes)
    assert contents(tmp_path) == {"a.crp": b"precious"}


def test_a_drive_without_links_takes_a_new_file(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(PermissionError(errno.EPERM, "no")))
    make_session(tmp_path / "a.crp", KEY).close()
    assert list(contents(tmp_path)) == ["a.crp"]
    close(open_engine(tmp_path / "a.crp", KEY))


def test_a_new_file_does_not_swallow_an_old_wal(tmp_path):
    (tmp_path / "a.crp-wal").write_bytes(b"left over")
    with pytest.raises(StoreProblem, match="earlier file"):
        make_session(tmp_path / "a.crp", KEY)
    assert contents(tmp_path) == {"a.crp-wal": b"left over"}


def test_a_new_file_in_no_folder(tmp_path):
    with pytest.raises(StoreProblem, match=r"folder .* is not there"):
        make_session(tmp_path / "gone" / "a.crp", KEY)


def test_a_file_that_cannot_be_filled_is_gone(tmp_path):
    def fail(engine):
        raise KeyError

    with pytest.raises(KeyError):
        make_session(tmp_path / "a.crp", KEY, fill=fail)
    assert contents(tmp_path) == {}


def test_a_connection_never_makes_a_file(engine, tmp_path):
    close(engine)
    (tmp_path / "a.crp").rename(tmp_path / "b.crp")
    with pytest.raises(StoreProblem, match="moved"), in_words():
        count(engine)
    assert list(contents(tmp_path)) == ["b.crp"]


def test_no_word_of_the_person_is_found_in_any_file(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    seen: dict[str, bytes] = {}

    def look(*_):
        for path in tmp_path.rglob("*"):
            if path.is_file():
                seen[path.suffix] = seen.get(path.suffix, b"") + path.read_bytes()
        return True

    engine = make(tmp_path / "a.crp", words=MARKER, rows=2000)
    with take(tmp_path / "a.crp", "Ann"):
        back_up(engine, tmp_path / "backups", progress=look)
        copy = open_engine(tmp_path / "a.crp", KEY, read_only=True)
        assert count(copy) == 2000
        look()
        close(copy)
    close(engine)
    look()
    assert {".crp", ".crp-wal", ".crp-shm", ".lock", ".crp-part"} <= set(seen)
    assert [suffix for suffix, data in seen.items() if MARKER.encode() in data] == []


def test_a_file_without_key_is_a_plain_database(tmp_path):
    engine = make(tmp_path / "sample.crp", Key.none(), words=MARKER)
    assert full_check(engine) == []
    back_up(engine, tmp_path / "backups")
    close(engine)
    assert MARKER.encode() in (tmp_path / "sample.crp").read_bytes()
    engine = open_engine(tmp_path / "sample.crp", Key.from_passphrase("not needed"))
    assert count(engine) == 10
    with pytest.raises(InputProblem, match="cannot add a passphrase"):
        change_key(engine, tmp_path / "sample.crp", KEY)
    close(engine)


def test_changing_the_key(tmp_path):
    path = tmp_path / "a.crp"
    old, new = (
        Key.from_passphrase("purple kettle harbour nine"),
        Key.from_passphrase("green anchor pencil two"),
    )
    engine = make(path, old)
    change_key(engine, path, new)
    add(engine, 1)
    assert count(engine) == 11
    assert full_check(engine) == []
    close(engine)
    with pytest.raises(WrongPassphrase):
        open_engine(path, old)
    engine = open_engine(path, new)
    assert count(engine) == 11
    close(engine)


def test_the_key_stays_while_anything_else_is_at_work_in_the_file(engine, tmp_path):
    begun = time.monotonic()
    with reading(engine) as conn:
        conn.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        with pytest.raises(WriteFailed, match="busy"):
            change_key(engine, tmp_path / "a.crp", Key.from_passphrase("green anchor pencil two"))
    assert time.monotonic() - begun < 3
    add(engine, 1)
    assert count(engine) == 11
    assert full_check(engine) == []


@pytest.mark.parametrize("when", ["before", "while it is opened"])
def test_a_file_that_took_the_place_of_the_open_one_keeps_its_key(tmp_path, monkeypatch, when):
    path = tmp_path / "a.crp"
    other = make_closed(path).read_bytes()
    engine = open_engine(path, KEY)
    add(engine, 1)

    def replace():
        for ending in ("", "-wal", "-shm"):
            (tmp_path / f"a.crp{ending}").rename(tmp_path / f"moved.crp{ending}")
        path.write_bytes(other)

    if when == "before":
        replace()
    else:
        monkeypatch.setattr(engine, "dispose", replace)
    with pytest.raises(WriteFailed, match="was moved, deleted or replaced"):
        change_key(engine, path, OTHER)
    assert path.read_bytes() == other
    monkeypatch.undo()
    close(engine)
    close(open_engine(path, KEY))


def test_changing_to_no_key_is_refused(engine, tmp_path):
    with pytest.raises(InputProblem):
        change_key(engine, tmp_path / "a.crp", Key.none())
    assert count(engine) == 10


def test_reading_while_somebody_writes_sees_all_that_is_saved(engine, tmp_path):
    before = contents(tmp_path)
    assert before["a.crp-wal"]
    copy = open_engine(tmp_path / "a.crp", KEY, read_only=True)
    assert count(copy) == 10
    with pytest.raises(ReadOnly), in_words():
        add(copy, 1)
    folder = opened(copy).copy.path.parent
    assert folder != tmp_path
    close(copy)
    assert not folder.exists()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("waiting", [True, False])
def test_a_plain_file_is_read_from_memory_as_it_was(tmp_path, monkeypatch, waiting):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    path = tmp_path / "a.crp"
    engine = make(path, Key.none(), rows=500)
    if not waiting:
        close(engine)
    before = contents(tmp_path)
    copy = open_engine(path, Key.none(), read_only=True)
    assert list(temporary.iterdir()) == []
    writer = engine if waiting else open_engine(path, Key.none())
    add(writer, 1)
    with reading(copy) as one, reading(copy) as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("SELECT count(*) FROM thing").scalar_one() == 500
    assert full_check(copy) == []
    with pytest.raises(ReadOnly), in_words():
        add(copy, 1)
    close(copy)
    close(writer)
    assert contents(tmp_path).keys() == {"a.crp"} <= before.keys()


def test_what_a_killed_reader_left_in_the_temporary_folder_goes(tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    for name, mark in (("crp-left", "in-use"), ("crp-of-another-program", "its-own"), ("others", "in-use")):
        (temporary / name).mkdir(parents=True)
        (temporary / name / mark).touch()
        (temporary / name / "a.crp").write_bytes(b"x")
    (temporary / "crp-link").symlink_to(tmp_path)
    (tmp_path / "in-use").touch()
    make_closed(tmp_path / "a.crp")
    reader = open_engine(tmp_path / "a.crp", KEY, read_only=True)
    copies.sweep()
    assert count(reader) == 10
    left = {one.name for one in temporary.iterdir()}
    assert left == {"crp-of-another-program", "others", "crp-link", opened(reader).copy.path.parent.name}
    close(reader)
    assert (tmp_path / "a.crp").exists()
