"""A plain file can be anybody's: what is not made as a programme is made is not read, not run and not touched."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlcipher3 import dbapi2

from crp_desktop.cli import VARIABLE, main
from crp_desktop.domain.errors import Damaged, NotAProgramme, Problem
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.storage import versions
from crp_desktop.storage.engine import close, open_engine
from crp_desktop.storage.keys import Key
from crp_desktop.storage.migrate import move_to
from tests.make import PASSPHRASE, new_programme
from tests.storage.files import contents

CHANGES = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON note BEGIN DELETE FROM note; END",
    "a trigger for the time being": "CREATE TRIGGER programme_t AFTER UPDATE ON programme BEGIN DELETE FROM note; END",
    "a view": "CREATE VIEW v AS SELECT * FROM note",
    "a view in place of a table": "ALTER TABLE note RENAME TO n; CREATE VIEW note AS SELECT * FROM n",
    "a table": "CREATE TABLE mine (a)",
    "a column": "ALTER TABLE note ADD COLUMN mine TEXT",
    "a column that is computed": "ALTER TABLE programme ADD COLUMN mine AS (council || 'x')",
    "no table": "DROP TABLE finding_badge",
    "no column": "ALTER TABLE programme DROP COLUMN logo_words",
    "another index": "CREATE INDEX mine ON note (upper(text))",
    "no index": "DROP INDEX ix_note_order",
    "a check": "DROP TABLE reviewed; CREATE TABLE reviewed (id TEXT CHECK (length(id) < 4))",
    "a virtual table": "CREATE VIRTUAL TABLE mine USING fts5(words)",
    "no programme": "DELETE FROM programme",
    "two programmes": "INSERT INTO programme SELECT 'two', council, starts_on, length_months, stage, illustrative,"
    " threshold, phrases, badges, lawful_basis, privacy_notice, contact, watched, harmless, colour, logo, logo_words"
    " FROM programme",
    "no version": "PRAGMA user_version = 0",
    "a version before the first": "PRAGMA user_version = -1",
    "the version before": f"PRAGMA user_version = {versions.newest() - 1}",
}


def changed(path: Path, sql: str, passphrase: str | None = None) -> Path:
    new_programme(path, passphrase).close()
    with closing(dbapi2.connect(str(path))) as stranger:
        if passphrase:
            stranger.execute("PRAGMA cipher_log_level = NONE")
            stranger.execute(f"PRAGMA key = '{passphrase}'")
        stranger.executescript(sql)
        stranger.execute("PRAGMA journal_mode = DELETE")
    return path


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("read_only", [True, False])
def test_a_plain_file_that_is_not_made_as_ours_is_refused(tmp_path: Path, what: str, read_only: bool) -> None:
    path = changed(tmp_path / "a.crp", CHANGES[what])
    before = contents(tmp_path)
    with pytest.raises(NotAProgramme, match="not a programme file that CRP Desktop can use") as caught:
        open_programme(path, Key.none(), backups=tmp_path / "backups", read_only=read_only)
    assert "Nothing in it was read" in caught.value.safe
    assert contents(tmp_path) == before
    assert not (tmp_path / "backups").exists()


def test_nonsense_in_the_list_of_tables_is_an_error_in_words(tmp_path: Path) -> None:
    path = changed(
        tmp_path / "a.crp",
        "PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE TABLE note (' WHERE name = 'note'",
    )
    for read_only in (True, False):
        with pytest.raises(Damaged):
            open_programme(path, Key.none(), backups=tmp_path, read_only=read_only)


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_check_says_so(tmp_path: Path, passphrase: str | None) -> None:
    path = changed(tmp_path / "a.crp", CHANGES["a trigger"], passphrase)
    done = CliRunner().invoke(main, ["check", str(path)], env={VARIABLE: passphrase})
    assert done.exit_code == 1
    assert "“t” is not part of a programme" in done.stderr


@pytest.mark.parametrize("number", range(1, versions.newest() + 1))
def test_a_plain_programme_of_each_version_opens(tmp_path: Path, number: int) -> None:
    path = tmp_path / "a.crp"
    write_sample(path, None, "device").close()
    engine = open_engine(path, Key.none())
    move_to(engine, number)
    close(engine)
    for read_only in (True, False):
        store = open_programme(path, Key.none(), backups=tmp_path / "backups", read_only=read_only)
        assert programme(store).illustrative
        store.close()
    done = CliRunner().invoke(main, ["check", str(path), "--json"])
    assert json.loads(done.stdout) == {"ok": True, "faults": []}


def test_a_plain_programme_after_a_crash_is_looked_through_with_what_waits_beside_it(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "live.crp")
    with store.engine.connect() as conn:
        conn.exec_driver_sql(CHANGES["a view"])
    for ending in ("", "-wal"):
        (tmp_path / f"a.crp{ending}").write_bytes((tmp_path / f"live.crp{ending}").read_bytes())
    store.close()
    for read_only in (True, False):
        with pytest.raises(Problem, match="“v” is not part of a programme"):
            open_programme(tmp_path / "a.crp", Key.none(), backups=tmp_path, read_only=read_only)
