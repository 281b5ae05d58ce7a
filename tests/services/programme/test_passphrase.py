"""Changing the passphrase: what is refused leaves the file as it was."""

from contextlib import closing
from pathlib import Path

import pytest

from crp_desktop.domain.errors import InputProblem, Refused, WrongPassphrase
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.keeping import change_passphrase
from crp_desktop.storage.keys import Key, recovery_code
from tests.make import PASSPHRASE, new_programme

NEW = "saddle copper window fern"


def opens(path: Path, key: Key) -> bool:
    try:
        open_programme(path, key, backups=path.parent / "backups", read_only=True).close()
    except WrongPassphrase:
        return False
    return True


@pytest.mark.parametrize("weak", ["", "short", "password password", "northmere northmere", "ana reyes 2026"])
def test_a_weak_new_one_is_refused_and_the_old_one_stays(tmp_path: Path, weak: str) -> None:
    path = tmp_path / "a.crp"
    with closing(new_programme(path, PASSPHRASE)) as store, pytest.raises(InputProblem):
        change_passphrase(store, PASSPHRASE, weak)
    assert opens(path, Key.from_passphrase(PASSPHRASE))


def test_the_file_opens_with_the_new_one_and_its_new_code_only(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    with closing(new_programme(path, PASSPHRASE)) as store:
        before = recovery_code(path, PASSPHRASE)
        for wrong in ("", NEW):
            with pytest.raises(WrongPassphrase):
                change_passphrase(store, wrong, NEW)
        code = change_passphrase(store, PASSPHRASE, NEW)
    assert opens(path, Key.from_passphrase(NEW))
    assert opens(path, Key.from_recovery_code(code))
    assert not opens(path, Key.from_passphrase(PASSPHRASE))
    assert not opens(path, Key.from_recovery_code(before))


def test_a_file_without_one_gets_none(tmp_path: Path) -> None:
    with closing(new_programme(tmp_path / "a.crp")) as store, pytest.raises(Refused):
        change_passphrase(store, "", NEW)
