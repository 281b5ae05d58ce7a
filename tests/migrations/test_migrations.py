"""Migrations: they build what the tables say, run up and down whole or not at all, and lose no row."""

import os
import re
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select, text

from crp_desktop import paths
from crp_desktop.domain.errors import NewerVersion, StoreProblem
from crp_desktop.storage import journal, maintenance, schema, tables, versions
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.engine import (
    APPLICATION_ID,
    close,
    full_check,
    open_engine,
    opened,
    writing,
)
from crp_desktop.storage.keys import Key
from crp_desktop.storage.lifecycle import make as make_session
from crp_desktop.storage.lifecycle import open_to_read, open_to_write
from crp_desktop.storage.migrate import move_to, needed, upgrade, version
from crp_desktop.storage.shape import shape
from tests.migrations.rows import fill, rows_of
from tests.storage.files import KEY, contents, create

NUMBERS = range(1, versions.newest() + 1)


@pytest.fixture
def engine(tmp_path):
    made = create(tmp_path / "a.crp", KEY)
    yield made
    close(made)


def shape_of(engine):
    with closing(engine.raw_connection()) as connection:
        return shape(connection.driver_connection)


def test_head_equals_models(engine):
    move_to(engine, versions.newest())
    with engine.connect() as connection:
        beside = {name for name, sql in _virtual(connection)}
        options = {
            "compare_type": True,
            "include_name": lambda name, kind, parents: kind != "table" or not _shadow(name, beside),
        }
        assert compare_metadata(MigrationContext.configure(connection, opts=options), metadata) == []


def _virtual(connection):
    return connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'create virtual%'")
    ).all()


def _shadow(name, beside):
    return any(name == one or (name.startswith(one + "_") and name not in metadata.tables) for one in beside)


def test_a_file_made_at_once_is_what_the_migrations_make(engine, tmp_path):
    move_to(engine, versions.newest())
    at_once = create(tmp_path / "b.crp", KEY)
    schema.build(at_once)
    assert shape_of(at_once) == shape_of(engine)
    assert version(at_once) == version(engine) == versions.newest()
    close(at_once)


def test_revisions_are_numbered_without_a_gap():
    names = sorted(file.name for file in (paths.migrations() / "versions").glob("*.py"))
    assert [int(name[:4]) for name in names] == list(NUMBERS)


def test_migrations_know_nothing_of_the_application():
    for file in paths.migrations().rglob("*.py"):
        assert not re.search(r"crp_desktop(?!\.storage\.migrate`)", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("number", NUMBERS)
def test_every_revision_up_and_down(engine, number):
    move_to(engine, number - 1)
    before = shape_of(engine)
    move_to(engine, number)
    assert version(engine) == number
    after = shape_of(engine)
    assert after != before
    move_to(engine, number - 1)
    assert shape_of(engine) == before
    assert version(engine) == number - 1
    move_to(engine, number)
    assert shape_of(engine) == after
    assert full_check(engine) == []


@pytest.mark.parametrize("number", NUMBERS)
def test_rows_survive_from_every_revision_to_the_newest_and_back(engine, number):
    move_to(engine, number)
    fill(engine)
    before = rows_of(engine)
    assert all(len(rows) == 2 for rows in before.values())
    move_to(engine, versions.newest())
    after = rows_of(engine)
    assert all(len(after[table]) == 2 for table in before)
    assert full_check(engine) == []
    move_to(engine, number)
    assert rows_of(engine) == before


@pytest.fixture
def second(tmp_path, monkeypatch):
    """The migrations and one more, 0002: it gives `person` a column, in a batch, which copies and drops the table."""
    folder = tmp_path / "db"
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in (folder / "versions").glob("*.py"):
        if file.name != "0001_first.py":
            file.unlink()
    file = folder / "versions" / "0002_nickname.py"
    file.write_text(SECOND, encoding="utf-8")
    monkeypatch.setattr(paths, "migrations", lambda: folder)
    monkeypatch.setattr(maintenance, "reindex", lambda engine: None)  # its table is not of these versions
    versions.newest.cache_clear()
    yield file
    versions.newest.cache_clear()


SECOND = """
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.add_column(sa.Column("nickname", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.drop_column("nickname")
"""


def older(path: Path):
    """A closed file of the first version, with rows in every table; what its rows were."""
    engine = create(path, KEY)
    move_to(engine, 1)
    fill(engine)
    rows = rows_of(engine)
    close(engine)
    return rows


def test_an_older_file_is_backed_up_and_brought_up_to_date_with_every_row(second, tmp_path):
    path = tmp_path / "a.crp"
    rows = older(path)
    session = open_to_write(path, KEY, tmp_path / "backups")
    assert version(session.engine) == 2
    assert not needed(session.engine)
    after = rows_of(session.engine)
    assert {name: found for name, found in after.items() if name != "person"} == {
        name: found for name, found in rows.items() if name != "person"
    }
    assert [row[:-1] for row in after["person"]] == rows["person"]
    assert full_check(session.engine) == []
    with session.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        assert connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    session.close()
    [backup] = (tmp_path / "backups").iterdir()
    engine = open_engine(backup, KEY)
    assert version(engine) == 1
    assert rows_of(engine) == rows
    close(engine)


def test_reading_an_older_file_migrates_only_the_private_copy(second, tmp_path):
    folder = tmp_path / "here"
    folder.mkdir()
    older(folder / "a.crp")
    before = contents(folder)
    session = open_to_read(folder / "a.crp", KEY)
    assert version(session.engine) == 2
    with pytest.raises(Exception, match="readonly"), writing(session.engine) as connection:
        connection.exec_driver_sql("DELETE FROM person")
    session.close()
    assert contents(folder) == before
    assert [one.name for one in folder.iterdir()] == ["a.crp"]


def test_a_newer_file_is_refused_by_an_older_program(second, tmp_path):
    path = tmp_path / "a.crp"
    older(path)
    open_to_write(path, KEY, tmp_path / "backups").close()
    second.unlink()
    versions.newest.cache_clear()
    with pytest.raises(NewerVersion):
        open_to_write(path, KEY, tmp_path / "backups")


@pytest.mark.parametrize(
    ("breaking", "said"),
    [
        ("    raise OSError(28, 'full')", "disk is full"),
        ("    op.execute('DELETE FROM person')", "lost rows of"),
        ("    op.execute('UPDATE nowhere SET a = 1')", "no such table"),
        ("    op.execute('DROP TABLE note'); 1 / 0", "could not be updated"),
    ],
)
def test_a_migration_that_fails_leaves_the_file_as_it_was(second, tmp_path, breaking, said, caplog):
    path = tmp_path / "a.crp"
    rows = older(path)
    first_shape = _shape_of_closed(path)
    second.write_text(
        SECOND.replace("\n\ndef downgrade", f"\n{breaking}\n\n\ndef downgrade"), encoding="utf-8"
    )
    with pytest.raises(StoreProblem, match=said) as caught:
        open_to_write(path, KEY, tmp_path / "backups")
    assert "as it was before" in caught.value.safe
    engine = open_engine(path, KEY)
    assert version(engine) == 1
    assert rows_of(engine) == rows
    close(engine)
    assert _shape_of_closed(path) == first_shape
    assert len(list((tmp_path / "backups").iterdir())) == 1
    assert not (tmp_path / "a.crp.lock").exists()


def _shape_of_closed(path):
    engine = open_engine(path, KEY)
    found = shape_of(engine)
    close(engine)
    return found


def test_no_migration_without_a_backup(second, tmp_path):
    older(tmp_path / "a.crp")
    (tmp_path / "backups").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises((StoreProblem, OSError)):
        open_to_write(tmp_path / "a.crp", KEY, tmp_path / "backups")
    engine = open_engine(tmp_path / "a.crp", KEY)
    assert version(engine) == 1
    close(engine)


def test_a_file_made_at_once_can_be_migrated_later(second, tmp_path):
    path = tmp_path / "a.crp"
    engine = create(path, Key.none())
    schema.build(engine)
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA user_version = 1")
    assert upgrade(engine, tmp_path / "backups").exists()
    assert opened(engine).path == path
    with engine.connect() as connection:
        assert "nickname" in [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(person)")]
    close(engine)


def test_opening_a_file_that_is_up_to_date_does_not_load_alembic(tmp_path):
    session = make_session(tmp_path / "a.crp", KEY)
    session.close()
    code = (
        "import sys; from pathlib import Path; from tests.storage.files import KEY\n"
        "from crp_desktop.storage.lifecycle import open_to_write, open_to_read\n"
        "open_to_write(Path(sys.argv[1]), KEY, Path('unused')).close()\n"
        "open_to_read(Path(sys.argv[1]), KEY).close()\n"
        "sys.exit('alembic' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": str(root)}
    command = [sys.executable, "-c", code, str(tmp_path / "a.crp")]
    assert subprocess.run(command, cwd=tmp_path, env=environment, check=False).returncode == 0
    assert not (tmp_path / "unused").exists()


LABELS = {
    ("do", "Add note"): ("add_notes", '{"n": 1}', "Add note"),
    ("do", "Add 1,200 notes"): ("add_notes", '{"n": 1200}', "Add 1,200 notes"),
    ("undo", "Undo: Map to Article 12"): ("map_to_article", '{"number": 12}', "Undone: Map to Article 12"),
    ("redo", "Redo: Merge 2 findings"): ("merge_findings", '{"n": 2}', "Done again: Merge 2 findings"),
    ("do", "Import 1 finding"): ("import_findings", '{"n": 1}', "Import 1 finding"),
    ("do", "Add Dana Okafor"): ("", "{}", "Add Dana Okafor"),
    ("undo", "Undo: Something of long ago"): ("", "{}", "Undone: Something of long ago"),
}


def test_what_steps_were_called_becomes_operations_and_reads_as_before(tmp_path):
    engine = create(tmp_path / "a.crp", KEY)
    move_to(engine, 4)
    with writing(engine) as connection:
        for number, (kind, label) in enumerate(LABELS):
            connection.exec_driver_sql(
                "INSERT INTO step (seq, id, person_id, device_id, kind, label) VALUES (?, ?, 'p', 'd', ?, ?)",
                (number, str(number), kind, label),
            )
    move_to(engine, 5)
    with engine.connect() as connection:
        steps = connection.execute(select(tables.step).order_by(tables.step.c.seq)).all()
    assert [(one.operation, one.arguments, journal.label(one)) for one in steps] == list(LABELS.values())
    move_to(engine, 4)
    with engine.connect() as connection:
        labels = connection.exec_driver_sql("SELECT label FROM step ORDER BY seq").scalars().all()
    assert labels == [label for _, label in LABELS]
    close(engine)
