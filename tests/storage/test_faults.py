"""What the world does to a file at work: processes killed, disks full. Nothing acknowledged is lost."""

import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from crp_desktop.domain.errors import WriteFailed, WrongPassphrase
from crp_desktop.storage.backup import back_up
from crp_desktop.storage.engine import (
    change_key,
    close,
    full_check,
    in_words,
    open_engine,
    quick_check,
)
from crp_desktop.storage.lifecycle import make as make_session
from tests.disks import can_mount, small_disk
from tests.storage.files import KEY, OTHER, add, child, contents, count, make, make_closed

KILLS = int(os.environ.get("CRP_KILLS", "10"))


@contextmanager
def few_pages(engine) -> Iterator[None]:
    """SQLite's own limit: what it says is what it says of a full disk."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 60")
    yield
    engine.dispose()


@contextmanager
def small_files(engine) -> Iterator[None]:
    """No file of this process may grow beyond 300,000 bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def fill_up(engine, saved: int) -> tuple[int, WriteFailed]:
    """Writes until the disk refuses; gives the number of rows acknowledged and what was said."""
    while True:
        try:
            with in_words():
                add(engine, 20, "w" * 2000)
        except WriteFailed as problem:
            return saved, problem
        saved += 20


LIMITS = [few_pages] if sys.platform == "win32" else [few_pages, small_files]


@pytest.mark.parametrize("limit", LIMITS)
def test_on_a_full_disk_everything_acknowledged_stays(tmp_path, limit):
    engine = make(tmp_path / "a.crp")
    with limit(engine):
        saved, problem = fill_up(engine, 10)
        assert count(engine) == saved
    assert "saved before this is safe" in problem.safe
    add(engine, 1)
    assert count(engine) == saved + 1
    assert full_check(engine) == []
    close(engine)


if can_mount():

    def test_on_a_disk_that_really_is_full(tmp_path):
        with small_disk() as disk:
            engine = make(disk / "a.crp")
            saved, problem = fill_up(engine, 10)
            assert problem.what == "The disk is full."
            assert count(engine) == saved
            with pytest.raises(WriteFailed, match="full"):
                back_up(engine, disk / "backups")
            assert contents(disk / "backups") == {}
            with pytest.raises(WriteFailed):
                make_session(disk / "b.crp", KEY)
            assert set(contents(disk)) == {"a.crp", "a.crp-wal", "a.crp-shm"}
            path = back_up(engine, tmp_path)
            close(engine)
            engine = open_engine(disk / "a.crp", KEY)
            assert count(engine) == saved
            close(engine)
        engine = open_engine(path, KEY)
        assert count(engine) == saved
        close(engine)


def test_a_file_that_cannot_be_filled_leaves_nothing(tmp_path):
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(WriteFailed):
            make_session(tmp_path / "a.crp", KEY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert contents(tmp_path) == {}


def test_killed_while_the_key_changes_one_of_the_two_opens(tmp_path):
    path = make_closed(tmp_path / "a.crp", rows=3000)
    for turn in range(max(2, KILLS // 4)):
        process = child("rekey", path)
        assert process.stdout.readline() == "open\n"
        process.stdin.write("go\n")
        process.stdin.flush()
        time.sleep(0.02 + random.Random(turn).random() / 10)
        process.kill()
        process.communicate()
        try:
            engine = open_engine(path, KEY)
        except WrongPassphrase:
            engine = open_engine(path, OTHER)
            change_key(engine, path, KEY)
        assert count(engine) == 3000
        assert full_check(engine) == []
        close(engine)


def test_killed_while_writing_nothing_acknowledged_is_lost(tmp_path):
    path = make_closed(tmp_path / "a.crp", rows=0)
    acknowledged = 0
    for turn in range(KILLS):
        process = child("write", path)
        said = [process.stdout.readline()]
        time.sleep(random.Random(turn).random() / 10)
        process.kill()
        said += process.stdout.read().splitlines()
        process.wait()
        process.stdin.close()
        process.stdout.close()
        acknowledged = max(acknowledged, *(int(line) for line in said if line.strip().isdigit()))
        engine = open_engine(path, KEY)
        assert count(engine) >= acknowledged
        assert quick_check(engine) == []
        close(engine)
    assert acknowledged > KILLS
    assert list(contents(tmp_path)) == ["a.crp"]
