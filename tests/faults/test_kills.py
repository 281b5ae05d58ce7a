"""Killed while it makes, backs up, hands over, works or reads: there is a whole file or none, and no word is left
anywhere in plain."""

from pathlib import Path

from crp_desktop.documents.handover.handover import read_handover
from crp_desktop.domain.errors import StoreProblem
from crp_desktop.services.capture import note
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import people
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import backup, parts
from crp_desktop.storage.engine import full_check
from crp_desktop.storage.file_format import FileFormat, look
from crp_desktop.storage.keys import Key
from tests.faults import victim
from tests.faults.kills import POSIX, killed
from tests.faults.victim import SEALED, WORDS
from tests.make import PASSPHRASE

pytestmark = POSIX


def whole(path: Path) -> None:
    """The file opens, passes every check and has its programme."""
    key = Key.none() if look(path) is FileFormat.PLAIN else Key.from_passphrase(PASSPHRASE)
    store = open_programme(path, key, backups=path.parent / "backups")
    try:
        assert full_check(store.engine) == []
        assert programme(store).council
        assert people(store)
        assert not programme(store).illustrative or len(workshop.workshops(store)) == 3
    finally:
        store.close()


def named(folder: Path, *endings: str) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(endings))


def test_killed_while_a_programme_is_made_there_is_a_whole_one_or_none(tmp_path: Path) -> None:
    for turn, said in enumerate(killed("make", tmp_path, 1.2)):
        folder = tmp_path / f"{turn}"
        folder.mkdir()
        there = {path.name for path in tmp_path.glob("*.crp")}
        assert {line[5:] for line in said if line.startswith("made ")} <= there
        assert len(there) <= len([line for line in said if line.startswith("making ")])
        for name in there:
            whole(tmp_path / name)
            (tmp_path / name).unlink()
        last = tmp_path / said[[line.startswith("making ") for line in said].count(True) * 2 - 2][7:]
        write_sample(last, None, "device").close()
        whole(last)
        last.unlink()
        assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_killed_while_it_backs_up_nothing_half_done_stays(tmp_path: Path) -> None:
    victim.prepare(tmp_path)
    for said in killed("save", tmp_path, 0.4):
        for line in said[1::2]:
            assert (tmp_path / "backups" / line).exists() or len(said) > 10
        store = victim.opened(tmp_path / "a.crp")
        try:
            assert named(tmp_path / "backups", "-part", "-journal", "-wal") == []
            assert all(one.current_key for one in backup.backups(store.engine, tmp_path / "backups"))
        finally:
            store.close()
        for path in (tmp_path / "backups").iterdir():
            assert WORDS.encode() not in path.read_bytes()


def test_killed_while_a_record_is_handed_over_there_is_a_whole_file_or_none(tmp_path: Path) -> None:
    for said in killed("hand_over", tmp_path, 0.6):
        for path in tmp_path.iterdir():
            assert WORDS.encode() not in path.read_bytes()
        there = named(tmp_path, ".crph")
        assert set(said[1::2]) <= set(there)
        for name in there:
            assert read_handover(tmp_path / name, SEALED)[0].words == WORDS * 5000
            (tmp_path / name).unlink()
        parts.sweep(tmp_path)
        assert list(tmp_path.iterdir()) == []


def test_killed_at_work_every_note_is_there_and_no_file_says_that_a_part_is_missing(tmp_path: Path) -> None:
    victim.prepare(tmp_path)
    filed: set[str] = set()
    for said in killed("work", tmp_path, 0.7):
        filed |= {line[6:] for line in said if line.startswith("filed ")}
        store = victim.opened(tmp_path / "a.crp", read_only=True)
        shop = workshop.workshops(store)[0].id
        assert filed <= {one.text for one in note.notes(store, shop)}
        store.close()
        whole(tmp_path / "a.crp")
    assert filed


def test_killed_while_it_reads_no_word_stays_in_the_temporary_folder(tmp_path: Path) -> None:
    victim.prepare(tmp_path)
    write_sample(tmp_path / "sample.crp", None, "device").close()
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for _ in killed("read", tmp_path, 0.4, temporary=temporary):
        for path in temporary.rglob("*"):
            if path.is_file():
                data = path.read_bytes()
                assert b"Northmere" not in data
                assert b"SQLite format" not in data


def test_a_part_that_is_being_filled_is_not_swept_and_one_left_behind_is(tmp_path: Path) -> None:
    left = tmp_path / ".0123456789abcdef.crp-part"
    earlier = tmp_path / "a 20260302-093000Z.crp.part"
    others = [
        tmp_path / "mine.crp-part",
        tmp_path / "notes.part",
        tmp_path / ".0123456789abcdef.crp-part.txt",
    ]
    for path in (left, earlier, *others, left.with_name(left.name + "-journal")):
        path.write_bytes(b"words")
    with parts.whole(tmp_path / "b", replace=False) as part:
        part.write_bytes(b"being filled")
        parts.sweep(tmp_path)
        assert part.exists()
        assert not left.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["b", *(path.name for path in others)])
    assert (tmp_path / "b").read_bytes() == b"being filled"
    if (tmp_path / "b").stat().st_mode & 0o077:
        raise StoreProblem("others may read it")
