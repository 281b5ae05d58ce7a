"""One process per file: the second is told who has it; a lock whose owner is gone holds nobody up."""

import json
import os
import sys

import pytest

from crp_desktop.domain.errors import InUse, ReadOnly
from crp_desktop.storage.lifecycle import make, open_to_read, open_to_write
from crp_desktop.storage.lock import Holder, holder_of, lock_path, take
from tests.storage.files import KEY, add, child, contents, make_closed, no_rights, open_folder


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
    with pytest.raises(InUse, match="open already: Ann on ") as caught:
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


@pytest.mark.parametrize("text", ["", "{", "[]", '{"person": "Ann"}', "null", "\x00" * 50])
def test_a_lock_file_that_says_nothing_is_taken(tmp_path, text):
    lock_path(tmp_path / "a.crp").write_text(text, encoding="utf-8")
    assert holder_of(tmp_path / "a.crp") is None
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
