"""A file parted from its -wal: renamed after a crash, or copied alone while it is open. It says so."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import PartMissing
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.storage.keys import Key
from tests.make import PASSPHRASE, new_programme

KEYS = [None, PASSPHRASE]
FIRST, LATER = "said before the fold", "said after it"


def key_of(passphrase: str | None) -> Key:
    return Key.none() if passphrase is None else Key.from_passphrase(passphrase)


@pytest.fixture(params=KEYS, ids=["plain", "locked"])
def crashed(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str | None]:
    """A programme as a power cut leaves it: two notes, one of them only in the -wal."""
    store = new_programme(tmp_path / "live.crp", request.param)
    shop = templates.add_from_template(store, "young_people").value
    capture.file_line(store, shop, parse_line(FIRST), None)
    with store.engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    capture.file_line(store, shop, parse_line(LATER), None)
    left = tmp_path / "left"
    left.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(tmp_path / f"live.crp{ending}", left / f"a.crp{ending}")
    store.close()
    return left / "a.crp", request.param


def texts(path: Path, passphrase: str | None, **how: bool) -> list[str]:
    store = open_programme(path, key_of(passphrase), backups=path.parent / "backups", **how)
    try:
        return [one.text for one in note.notes(store, workshop.workshops(store)[0].id)]
    finally:
        store.close()


def test_renamed_after_a_crash_it_says_so_until_the_wal_is_beside_it(
    crashed: tuple[Path, str | None],
) -> None:
    path, passphrase = crashed
    renamed = path.rename(path.with_name("the new name.crp"))
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    for read_only in (True, False):
        with pytest.raises(PartMissing, match="not a whole programme: its -wal is missing") as caught:
            texts(renamed, passphrase, read_only=read_only)
        assert "“the new name.crp-wal”" in caught.value.todo
    assert {one.name: one.read_bytes() for one in path.parent.iterdir()} == before
    path.with_name("a.crp-wal").rename(renamed.with_name("the new name.crp-wal"))
    assert texts(renamed, passphrase) == [FIRST, LATER]
    assert texts(renamed, passphrase) == [FIRST, LATER]


def test_copied_alone_what_is_there_opens_when_the_person_wants_that(
    crashed: tuple[Path, str | None], tmp_path: Path
) -> None:
    path, passphrase = crashed
    alone = tmp_path / "alone.crp"
    shutil.copyfile(path, alone)
    with pytest.raises(PartMissing):
        texts(alone, passphrase)
    assert texts(alone, passphrase, read_only=True, incomplete=True) == [FIRST]
    with pytest.raises(PartMissing):
        texts(alone, passphrase)
    assert texts(alone, passphrase, incomplete=True) == [FIRST]
    assert texts(alone, passphrase) == [FIRST]


@pytest.mark.parametrize("rest", [b"", b"x" * 40, b"\x37\x7f\x06\x82"])
def test_a_wal_that_is_none_is_missing(crashed: tuple[Path, str | None], rest: bytes) -> None:
    path, passphrase = crashed
    path.with_name("a.crp-wal").write_bytes(rest)
    with pytest.raises(PartMissing):
        texts(path, passphrase)


def test_check_says_so(crashed: tuple[Path, str | None]) -> None:
    path, passphrase = crashed
    path.with_name("a.crp-wal").unlink()
    done = CliRunner().invoke(main, ["check", str(path)], env={VARIABLE: passphrase})
    assert done.exit_code == 1
    assert "its -wal is missing" in done.stderr


def test_a_whole_one_is_not_told_to_be_parted(tmp_path: Path) -> None:
    """Made, opened, read, written and closed, copied while it is closed, and copied with its -wal while it is open."""
    path = tmp_path / "a.crp"
    store = new_programme(path)
    shutil.copyfile(path, tmp_path / "just made.crp")
    shop = templates.add_from_template(store, "young_people").value
    capture.file_line(store, shop, parse_line(FIRST), None)
    store.close()
    shutil.copyfile(path, tmp_path / "closed.crp")
    for name in ("a.crp", "closed.crp"):
        assert texts(tmp_path / name, None) == [FIRST]
        assert texts(tmp_path / name, None, read_only=True) == [FIRST]
    found = json.loads(CliRunner().invoke(main, ["check", str(tmp_path / "just made.crp"), "--json"]).stdout)
    assert found == {"ok": True, "faults": []}
