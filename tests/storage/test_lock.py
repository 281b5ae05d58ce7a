"""One process per file: the second is told who has it; a lock whose owner is gone holds nobody up."""

import errno
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from crp_desktop.domain.errors import InUse, ReadOnly
from crp_desktop.storage.engine import writing
from crp_desktop.storage.lifecycle import make, open_to_read, open_to_write
from crp_desktop.storage.lock import Holder, lock_path, sweep, take
from tests.storage.files import KEY, add, child, contents, make_closed, no_rights, open_folder


def holder_of(path):
    """Who the lock file beside a programme names; None for nobody."""
    try:
        return Holder(**json.loads(lock_path(path).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def left_behind(path, **changes):
    """A lock file as a process leaves it that was switched off."""
    holder = {
        "person": "Ben",
        "computer": "elsewhere",
        "pid": 1,
        "since": "2026-03-02T09:00:00+00:00",
    } | changes
    lock_path(path).write_text(json.dumps(holder), encoding="utf-8")


def test_another_process_has_it(tmp_path):
    path = tmp_path / "a.crp"
    process = child("lock", path)
    assert process.stdout.readline() == "locked\n"
    with pytest.raises(InUse, match="already open: Ann on ") as caught:
        take(path, "Ben")
    assert caught.value.holder.startswith("Ann on ")
    assert "read only" in caught.value.todo
    assert holder_of(path).pid == process.pid
    process.communicate("stop\n")
    assert holder_of(path) is None
    take(path, "Ben").release()


def test_a_killed_process_holds_nothing(tmp_path):
    path = tmp_path / "a.crp"
    process = child("lock", path)
    assert process.stdout.readline() == "locked\n"
    process.kill()
    process.communicate()
    assert holder_of(path).person == "Ann"
    with take(path, "Ben"):
        assert holder_of(path).person == "Ben"
    assert contents(tmp_path) == {}


def test_this_process_has_it_already(tmp_path):
    path = tmp_path / "a.crp"
    with take(path, "Ann"):
        with pytest.raises(InUse, match="Ann"):
            take(path, "Ann")
        assert holder_of(path).pid == os.getpid()


def test_a_link_and_its_target_share_one_lock(tmp_path):
    if sys.platform == "win32":
        return
    make_closed(tmp_path / "a.crp")
    (tmp_path / "link.crp").symlink_to(tmp_path / "a.crp")
    with take(tmp_path / "link.crp"), pytest.raises(InUse):
        take(tmp_path / "a.crp")


def hard_link(path, name="another name.crp"):
    link = path.with_name(name)
    os.link(path, link)
    return link


def test_a_hard_link_meets_the_lock_of_the_file_itself(tmp_path):
    link = hard_link(make_closed(tmp_path / "a.crp"))
    process = child("lock", tmp_path / "a.crp")
    assert process.stdout.readline() == "locked\n"
    before = contents(tmp_path)
    with pytest.raises(InUse, match="under another name") as caught:
        take(link, "Ben")
    assert "read only" in caught.value.todo
    assert contents(tmp_path) == before
    process.kill()
    process.communicate()
    with take(link, "Ben"), pytest.raises(InUse, match="under another name"):
        take(tmp_path / "a.crp", "Ann")


def test_a_hard_link_to_a_programme_just_made_or_open_for_work(tmp_path):
    made = make(tmp_path / "a.crp", KEY, "Ann")
    link = hard_link(tmp_path / "a.crp")
    with pytest.raises(InUse, match="under another name"):
        open_to_write(link, KEY, tmp_path / "backups")
    made.close()
    opened = open_to_write(link, KEY, tmp_path / "backups")
    with pytest.raises(InUse, match="under another name"):
        open_to_write(tmp_path / "a.crp", KEY, tmp_path / "backups")
    opened.close()


def test_the_lock_of_the_file_outlives_handles_that_are_closed_and_sqlites_own_locks(tmp_path):
    link = hard_link(make_closed(tmp_path / "a.crp"))
    session = open_to_write(tmp_path / "a.crp", KEY, tmp_path / "backups")
    for _ in range(3):
        (tmp_path / "a.crp").read_bytes()
        add(session.engine, 1)
        session.engine.dispose()
    asked = "import sys; from pathlib import Path; from crp_desktop.storage.lock import take; take(Path(sys.argv[1]))"
    told = subprocess.run(
        [sys.executable, "-c", asked, str(link)], capture_output=True, text=True, check=False
    )
    assert "InUse" in told.stderr
    session.close()


def a_folder(lock, folder):
    lock.mkdir()


def a_link(lock, folder):
    (folder / "precious").write_text("precious")
    lock.symlink_to(folder / "precious")


def a_link_to_nothing(lock, folder):
    lock.symlink_to(folder / "nothing")


def a_hard_link(lock, folder):
    (folder / "precious").write_text("precious")
    os.link(folder / "precious", lock)


def a_pipe(lock, folder):
    os.mkfifo(lock)


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are made otherwise there")
@pytest.mark.parametrize("put", [a_folder, a_link, a_link_to_nothing, a_hard_link, a_pipe])
def test_what_is_no_lock_file_is_named_and_left_alone(tmp_path, put):
    path = make_closed(tmp_path / "a.crp")
    put(lock_path(path), tmp_path)
    before = {one.name: one.lstat().st_ino for one in tmp_path.iterdir()}
    if not lock_path(path).is_fifo():
        files = contents(tmp_path)
    with pytest.raises(
        ReadOnly, match=r"“a.crp.lock” next to the programme file is not a lock file"
    ) as caught:
        take(path, "Ann")
    assert "Move “a.crp.lock” away" in caught.value.todo
    assert {one.name: one.lstat().st_ino for one in tmp_path.iterdir()} == before
    if not lock_path(path).is_fifo():
        assert contents(tmp_path) == files
    open_to_read(path, KEY).close()


@pytest.mark.skipif(sys.platform == "win32", reason="every drive has locks there")
@pytest.mark.parametrize("call", ["flock", "fcntl"])
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_drive_without_locks_is_named(tmp_path, monkeypatch, call, number):
    import fcntl

    def refuse(*_):
        raise OSError(number, os.strerror(number))

    path = make_closed(tmp_path / "a.crp")
    before = contents(tmp_path)
    monkeypatch.setattr(fcntl, call, refuse)
    with pytest.raises(ReadOnly, match="cannot lock files") as caught:
        open_to_write(path, KEY, tmp_path / "backups")
    assert "read only" in caught.value.todo
    assert contents(tmp_path) == before


@pytest.mark.skipif(sys.platform == "win32", reason="has one kind of lock")
def test_a_system_without_locks_of_an_open_file_takes_those_of_the_process(tmp_path, monkeypatch):
    import fcntl

    monkeypatch.delattr(fcntl, "F_OFD_SETLK", raising=False)
    link = hard_link(make_closed(tmp_path / "a.crp"))
    process = child("lock", tmp_path / "a.crp")
    assert process.stdout.readline() == "locked\n"
    with pytest.raises(InUse, match="under another name"):
        take(link)
    process.communicate("stop\n")
    take(link).release()


def test_a_lock_file_that_cannot_be_taken_away_stops_nobody_from_closing(tmp_path, monkeypatch):
    held = take(tmp_path / "a.crp", "Ann")

    def refuse(*_, **__):
        raise PermissionError(errno.EACCES, "no")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        held.release()
    take(tmp_path / "a.crp", "Ben").release()


def test_a_holder_that_was_tampered_with_says_one_short_line(tmp_path):
    left_behind(tmp_path / "a.crp", person="x\n\x1b[31m" * 200)
    with pytest.raises(InUse) as caught:
        take(tmp_path / "a.crp", "Ann")
    assert caught.value.holder.startswith("x [31m")
    assert "\n" not in caught.value.holder
    assert "\x1b" not in caught.value.holder
    assert len(caught.value.holder) <= 100 + len(" on elsewhere")


NONSENSE = ["", "{", "[]", '{"person": "Ann"}', "null", "\x00" * 50, "[" * 10_000]
NONSENSE += ['{"person": "Ann", "computer": "b", "since": "", "pid": 1e999}', "é" * 9_999 + "\ud83d"]


@pytest.mark.parametrize("text", NONSENSE)
def test_a_lock_file_that_says_nothing_is_taken(tmp_path, text):
    lock_path(tmp_path / "a.crp").write_text(text, encoding="utf-8", errors="surrogatepass")
    take(tmp_path / "a.crp").release()
    assert contents(tmp_path) == {}


def test_a_lock_left_by_another_computer_is_only_taken_when_told_to(tmp_path):
    path = tmp_path / "a.crp"
    left_behind(path)
    before = contents(tmp_path)
    with pytest.raises(InUse, match="opened by Ben on elsewhere and not closed") as caught:
        take(path, "Ann")
    assert "take the file over" in caught.value.todo
    assert contents(tmp_path) == before
    with take(path, "Ann", take_over=True):
        assert holder_of(path).person == "Ann"


def test_releasing_twice_is_harmless_and_does_not_take_the_next_ones_lock(tmp_path):
    path = tmp_path / "a.crp"
    first = take(path, "Ann")
    first.release()
    with take(path, "Ben"):
        first.release()
        assert holder_of(path).person == "Ben"


def test_the_holder_has_a_name_even_when_nobody_signed_in(tmp_path):
    with take(tmp_path / "a.crp") as held:
        assert held.holder.person
        assert str(held.holder) == f"{held.holder.person} on {held.holder.computer}"
        assert held.holder == holder_of(tmp_path / "a.crp")
    assert str(Holder("Ann", "laptop 3", 1, "")) == "Ann on laptop 3"


def test_a_folder_that_cannot_be_written():
    if sys.platform == "win32":
        return
    with open_folder() as folder, no_rights():
        with pytest.raises(ReadOnly):
            take(folder / "a.crp")
        assert contents(folder) == {}


def test_two_sessions_of_one_programme(tmp_path):
    path = tmp_path / "a.crp"
    first = make(path, KEY, "Ann")
    with pytest.raises(InUse, match="Ann"):
        open_to_write(path, KEY, tmp_path / "backups")
    with pytest.raises(InUse, match="Ann"):
        make(path, KEY)
    reader = open_to_read(path, KEY)
    first.close()
    reader.close()
    second = open_to_write(path, KEY, tmp_path / "backups", person="Ben")
    second.check_place()
    assert not second.read_only
    second.close()
    assert list(contents(tmp_path)) == ["a.crp"]


def test_a_failed_making_gives_the_lock_back(tmp_path):
    path = make_closed(tmp_path / "a.crp")
    before = contents(tmp_path)
    with pytest.raises(Exception, match="already a file"):
        make(path, KEY)
    assert contents(tmp_path) == before


def test_what_is_written_after_opening_is_there_after_closing(tmp_path):
    make_closed(tmp_path / "plain.crp")
    session = open_to_write(tmp_path / "plain.crp", KEY, tmp_path / "backups")
    add(session.engine, 1)
    session.close()
    assert holder_of(tmp_path / "plain.crp") is None


def marked(path):
    """A programme that is open, with changes in its -wal."""
    session = make(path, KEY)
    with writing(session.engine) as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER)")
    return session


def test_a_link_to_a_programme_that_is_open_is_read_with_what_waits_beside_it(tmp_path):
    session = marked(tmp_path / "a.crp")
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.crp"
    link.symlink_to(tmp_path / "a.crp")
    chain = tmp_path / "chain.crp"
    chain.symlink_to(link)
    for name in (link, chain):
        reader = open_to_read(name, KEY)
        with reader.engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM thing")
        reader.close()
    session.close()


def test_a_hard_link_to_a_programme_that_is_open_says_so_to_readers_too(tmp_path):
    session = marked(tmp_path / "a.crp")
    other = hard_link(tmp_path / "a.crp")
    with pytest.raises(InUse, match="already open under another name"):
        open_to_read(other, KEY)
    session.close()
    open_to_read(other, KEY).close()


def test_lock_files_of_killed_processes_go_and_all_others_stay(tmp_path):
    holder = json.dumps({"person": "x", "computer": platform.node(), "pid": 1, "since": ""})
    elsewhere = json.dumps({"person": "x", "computer": "another", "pid": 1, "since": ""})
    stays = {"away.crp.lock": elsewhere, "poetry.lock": "", "yarn.lock": "words", "nonsense.crp.lock": "{"}
    for name, words in {"a.crp.lock": holder, "b.lock": holder, "empty.crp.lock": "", **stays}.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    (tmp_path / "folder.crp.lock").mkdir()
    (tmp_path / "link.crp.lock").symlink_to(tmp_path / "away.crp.lock")
    with take(tmp_path / "open.crp"):
        sweep(tmp_path)
        left = {path.name for path in tmp_path.iterdir()}
    assert left == {*stays, "folder.crp.lock", "link.crp.lock", "open.crp.lock"}
    assert {name: (tmp_path / name).read_text(encoding="utf-8") for name in stays} == stays


def begin_to_write(path, key):
    return open_to_write(path, key, path.parent)


@pytest.mark.parametrize("begin", [open_to_read, begin_to_write])
def test_any_opening_sweeps_its_folder(tmp_path, begin):
    path = tmp_path / "a.crp"
    make(path, KEY).close()
    left_behind(tmp_path / "gone.crp", computer=platform.node())
    begin(path, KEY).close()
    assert [one.name for one in tmp_path.iterdir()] == ["a.crp"]
