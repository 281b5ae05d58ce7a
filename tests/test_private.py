"""Whatever the program leaves on a disk can be read by its owner alone, however loose the account's habits (umask)."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from crp_desktop import paths, private
from crp_desktop.cli import VARIABLE, main
from crp_desktop.services.assessment.rubric import save_rubric
from crp_desktop.services.programme.file import backups_folder, open_programme
from crp_desktop.storage.backup import back_up
from crp_desktop.storage.keys import Key
from crp_desktop.ui.errors import Handler
from crp_desktop.ui.preferences import Preferences
from tests.make import PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")


@pytest.fixture(autouse=True)
def loose() -> Iterator[None]:
    """An account whose new files anybody may read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(*folders: Path) -> list[str]:
    """What anybody but the owner can read or write, of folders and all in them."""
    found = [one for folder in folders for one in (folder, *folder.rglob("*")) if not one.is_symlink()]
    assert len(found) > len(folders)
    return [str(one) for one in found if stat.S_IMODE(one.stat().st_mode) & 0o077]


def test_a_session_of_commands_leaves_nothing_for_others(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir(0o700)
    notes = folder / "notes.txt"
    notes.touch(0o600)
    notes.write_text("We wait at the bus stop.\n", encoding="utf-8")
    for passphrase, name in ((None, "plain.crp"), (PASSPHRASE, "locked.crp")):
        path = folder / name
        for arguments in (
            ["demo", path],
            ["info", path],
            ["check", path],
            ["list", "notes", path],
            ["import", "notes", path, notes, "--workshop", "1"],
            ["search", path, "bus"],
        ):
            done = CliRunner().invoke(main, list(map(str, arguments)), env={VARIABLE: passphrase})
            assert done.exit_code == 0, (arguments, done.output)
        done = CliRunner().invoke(
            main,
            ["report", "readiness", str(path), "-o", f"{path}.pdf"],
            env={VARIABLE: passphrase},
        )
        assert done.exit_code == 0, done.output
    assert open_to_others(folder, paths.user_data()) == []


def test_what_is_there_while_a_programme_is_open_is_private(tmp_path: Path) -> None:
    path = tmp_path / "work" / "a.crp"
    path.parent.mkdir(0o700)
    assert CliRunner().invoke(main, ["demo", str(path)]).exit_code == 0
    store = open_programme(path, Key.none(), backups=backups_folder(paths.user_data()))
    try:
        with store.engine.connect() as conn:
            conn.exec_driver_sql("UPDATE programme SET council = 'Elsewhere'")
        back_up(store.engine, backups_folder(paths.user_data()))
        save_rubric(store, path.parent / "rubric.toml")
        assert {one.name for one in path.parent.iterdir()} >= {
            "a.crp",
            "a.crp.lock",
            "a.crp-wal",
            "rubric.toml",
        }
        assert open_to_others(path.parent, paths.user_data()) == []
    finally:
        store.close()


def test_settings_and_log_are_private_also_those_of_an_earlier_version(tmp_path: Path, qapp: object) -> None:
    folder = tmp_path / "data"
    folder.mkdir(0o755)
    for name in ("settings.json", "errors.log"):
        (folder / name).write_text("{}", encoding="utf-8")
    Preferences(folder / "settings.json").set_last_place("a", "b")
    Handler(folder / "errors.log").take(ValueError, ValueError("x"), None)  # type: ignore[arg-type]
    assert open_to_others(folder) == []
    assert "ValueError" in (folder / "errors.log").read_text(encoding="utf-8")


def test_what_others_may_read_is_closed_to_them_when_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch(0o666)
    with open(path, encoding="utf-8", opener=private.opener):
        assert stat.S_IMODE(path.stat().st_mode) == 0o666
    private.write_text(path, "words")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == "words"
