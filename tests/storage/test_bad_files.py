"""Every wrong, broken or refused file is named in words and left byte for byte as it was."""

import os
import sqlite3
import sys
from contextlib import closing

import pytest

from crp_desktop.domain.errors import (
    Damaged,
    NewerVersion,
    NotAProgramme,
    PassphraseNeeded,
    Problem,
    ReadOnly,
    StoreProblem,
    WrongPassphrase,
)
from crp_desktop.storage import versions
from crp_desktop.storage.engine import close, full_check, open_engine, opened, writing
from crp_desktop.storage.file_format import FileFormat, look
from crp_desktop.storage.keys import Key
from crp_desktop.storage.lifecycle import make as make_session
from crp_desktop.storage.lifecycle import open_to_read, open_to_write
from tests.storage.files import (
    KEY,
    OTHER,
    child,
    contents,
    count,
    make,
    make_closed,
    no_rights,
    open_folder,
)

FILES = {
    "empty": (b"", Damaged, "is empty"),
    "zip": (b"PK\x03\x04" + bytes(5000), NotAProgramme, "zip, Word, Excel or bundle"),
    "pdf": (b"%PDF-1.7\n" + os.urandom(5000), NotAProgramme, "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(5000), NotAProgramme, "picture"),
    "film": (b"\x00\x00\x00\x20ftypisom" + bytes(5000), NotAProgramme, "recording or film"),
    "text": (b"Notes of the workshop\n" * 300, NotAProgramme, "text file"),
    "short text": ("Notizen über".encode(), NotAProgramme, "text file"),
    "text cut inside a letter": (("a" * 511 + "ü" * 3000).encode(), NotAProgramme, "text file"),
    "utf-16 text": (("Notes of the workshop\n" * 300).encode("utf-16"), NotAProgramme, "text file"),
    "random": (bytes([200, 1]) + os.urandom(8190), WrongPassphrase, "The two look the same"),
    "few random bytes": (bytes([200, 1]) + os.urandom(100), Damaged, "not complete"),
    "header only": (b"SQLite format 3\x00", Damaged, "not complete"),
    "header and rubbish": (b"SQLite format 3\x00" + b"\xff" * 8176, Damaged, "cannot be read"),
}


def refused(path, kind, said, key=KEY):
    """Opening fails both ways with the same words, and changes nothing in the folder."""
    before = contents(path.parent)
    for read_only in (False, True):
        with pytest.raises(kind, match=said) as caught:
            close(open_engine(path, key, read_only=read_only))
        assert type(caught.value) is kind
        assert caught.value.todo
        assert contents(path.parent) == before
    with pytest.raises(kind, match=said):
        open_to_write(path, key, path.parent / "backups")
    assert contents(path.parent) == before


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_another_kind(tmp_path, name):
    data, kind, said = FILES[name]
    (tmp_path / "a.crp").write_bytes(data)
    refused(tmp_path / "a.crp", kind, said)


def test_no_file(tmp_path):
    refused(tmp_path / "a.crp", NotAProgramme, "There is no file")


def test_a_folder(tmp_path):
    (tmp_path / "a.crp").mkdir()
    refused(tmp_path / "a.crp", NotAProgramme, "is a folder")


def test_a_database_of_another_program(tmp_path):
    with closing(sqlite3.connect(tmp_path / "a.crp")) as other:
        other.execute("CREATE TABLE t (a)")
    refused(tmp_path / "a.crp", NotAProgramme, "database from another app")


def test_a_locked_database_of_another_program(tmp_path):
    engine = make(tmp_path / "a.crp")
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA application_id = 7")
    close(engine)
    refused(tmp_path / "a.crp", NotAProgramme, "database from another app")


def test_a_wrong_passphrase_may_also_be_a_wrong_file(tmp_path):
    refused(make_closed(tmp_path / "a.crp"), WrongPassphrase, "or the file is not a programme", OTHER)


def test_no_passphrase(tmp_path):
    path = make_closed(tmp_path / "a.crp")
    assert look(path) is FileFormat.LOCKED
    refused(path, PassphraseNeeded, "is locked with a passphrase", Key.none())
    refused(path, PassphraseNeeded, "is locked with a passphrase", Key.from_passphrase(""))


@pytest.mark.parametrize("key", [KEY, Key.none()])
@pytest.mark.parametrize("keep", ["half", "one byte less", "a page less", "first page"])
def test_a_file_cut_short(tmp_path, keep, key):
    path = make_closed(tmp_path / "a.crp", key, rows=2000)
    size = path.stat().st_size
    os.truncate(
        path, {"half": size // 2 - 7, "one byte less": size - 1, "a page less": size - 4096}.get(keep, 4096)
    )
    refused(path, Damaged, "not complete", key)


def faults_of_opening(path, key, read_only):
    """What opening says, or else the check of all that was opened."""
    try:
        engine = open_engine(path, key, read_only=read_only)
    except Problem as problem:
        return [problem.what]
    try:
        return full_check(engine)
    finally:
        close(engine)


@pytest.mark.parametrize("key", [KEY, Key.none()])
@pytest.mark.parametrize("at", [100, 4096, 8192, -4096])
def test_overwritten_bytes_are_not_called_cut_short(tmp_path, at, key):
    """Damage that opening meets; what it does not meet is found by the check of the whole file."""
    path = make_closed(tmp_path / "a.crp", key, rows=2000)
    content = bytearray(path.read_bytes())
    start = at if at >= 0 else len(content) + at
    content[start : start + 200] = bytes(range(200))
    path.write_bytes(content)
    for read_only in (True, False):
        said = faults_of_opening(path, key, read_only)
        assert said
        assert "not complete" not in " ".join(said)


@pytest.mark.parametrize("more", [b"x", bytes(100)])
def test_a_plain_file_with_something_after_its_end_is_damaged(tmp_path, more):
    path = make_closed(tmp_path / "a.crp", Key.none())
    with path.open("ab") as file:
        file.write(more)
    refused(path, Damaged, "damaged", Key.none())


def test_a_newer_file(tmp_path):
    path = make_closed(tmp_path / "a.crp")
    engine = open_engine(path, KEY)
    with writing(engine) as connection:
        connection.exec_driver_sql(f"PRAGMA user_version = {versions.newest() + 1}")
    close(engine)
    refused(path, NewerVersion, "newer CRP Desktop")


def test_after_a_crash_a_wrong_passphrase_does_not_touch_what_waits_beside_the_file(tmp_path):
    path = make_closed(tmp_path / "a.crp", rows=0)
    process = child("write", path)
    for _ in range(20):
        process.stdout.readline()
    process.kill()
    process.communicate()
    assert contents(tmp_path)["a.crp-wal"]
    refused(path, WrongPassphrase, "does not open", OTHER)
    session = open_to_read(path, KEY)
    assert count(session.engine) >= 20
    session.close()
    engine = open_engine(path, KEY)
    assert count(engine) >= 20
    close(engine)


def test_a_torn_first_page_is_mended_from_what_waits_beside_the_file(tmp_path):
    path = tmp_path / "a.crp"
    engine = make(path, rows=50)
    whole = contents(tmp_path)
    close(engine)
    torn = tmp_path / "torn"
    torn.mkdir()
    (torn / "a.crp").write_bytes(whole["a.crp"][:2000] + bytes(2096))
    (torn / "a.crp-wal").write_bytes(whole["a.crp-wal"])
    engine = open_engine(torn / "a.crp", KEY)
    assert count(engine) == 50
    close(engine)


READ_ONLY = ["file"] if sys.platform == "win32" else ["file", "folder"]


@pytest.mark.parametrize("what", READ_ONLY)
@pytest.mark.parametrize("waiting", [False, True])
def test_a_place_that_cannot_be_written(what, waiting):
    with open_folder() as folder:
        path = folder / "a.crp"
        engine = make(path, rows=10)
        if waiting:
            copy = contents(folder)
            close(engine)
            (folder / "a.crp-wal").write_bytes(copy["a.crp-wal"])
            path.write_bytes(copy["a.crp"])
        else:
            close(engine)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555 if what == "folder" else 0o777)
        if what == "folder" and os.geteuid() == 0:
            path.chmod(0o666)
        before = contents(folder)
        with no_rights():
            with pytest.raises(ReadOnly, match="cannot be written to") as caught:
                open_engine(path, KEY)
            assert "read only" in caught.value.todo
            with pytest.raises(ReadOnly):
                open_to_write(path, KEY, folder / "backups")
            session = open_to_read(path, KEY)
            assert count(session.engine) == 10
            session.close()
        assert contents(folder) == before
        folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="the permissions tool chmod is not installed there")
def test_a_file_that_may_not_be_read():
    with open_folder() as folder:
        path = make_closed(folder / "a.crp")
        path.chmod(0o000)
        with no_rights(), pytest.raises(StoreProblem, match="not allowed to read") as caught:
            open_engine(path, KEY)
        assert "permission" in caught.value.todo


def test_a_file_that_changes_all_the_time_is_not_copied_half(tmp_path):
    path = make_closed(tmp_path / "a.crp", rows=0)
    process = child("write", path)
    said = set()
    try:
        for _ in range(5):
            process.stdout.readline()
        for _ in range(3):
            before = int(process.stdout.readline())
            try:
                copy = open_engine(path, KEY, read_only=True)
            except StoreProblem as problem:
                said.add(problem.what)
                continue
            assert count(copy) >= before
            assert full_check(copy) == []
            close(copy)
        assert said <= {"“a.crp” keeps changing, so it could not be read."}
    finally:
        process.kill()
        process.communicate()


def test_opening_to_read_leaves_no_trace_and_needs_no_lock(tmp_path):
    session = make_session(tmp_path / "a.crp", KEY, "Ann")
    session.close()
    before = contents(tmp_path)
    session = open_to_read(tmp_path / "a.crp", KEY)
    assert session.read_only
    session.check_place()
    assert opened(session.engine).path == tmp_path / "a.crp"
    session.close()
    assert contents(tmp_path) == before
