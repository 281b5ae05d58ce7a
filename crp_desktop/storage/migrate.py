"""Brings a programme file to the shape this program knows. The caller holds the lock.

Alembic is only imported when there is something to do: which shape a file has is its `user_version`.
"""

import logging
from pathlib import Path

from sqlalchemy import Connection, Engine

from crp_desktop import paths
from crp_desktop.domain.errors import Problem, StoreProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import versions
from crp_desktop.storage.backup import Progress, back_up
from crp_desktop.storage.connection import APPLICATION_ID
from crp_desktop.storage.engine import opened, translate

_log = logging.getLogger(__name__)


def version(engine: Engine) -> int:
    """The number of the newest migration that the file has been through; 0 for a file just made."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def needed(engine: Engine) -> bool:
    """Whether the file is older than this program."""
    return version(engine) < versions.newest()


def upgrade(engine: Engine, backups: Path, *, progress: Progress | None = None) -> Path | None:
    """Migrates an older file after a checked backup into the folder `backups`; gives the backup's path.

    None when there was nothing to do, or nothing to back up: a private copy or a file just made. Raises the
    disk's Problem, or StoreProblem when a migration fails; the file then is as it was.
    """
    if not needed(engine):
        return None
    kept = None
    if version(engine) and not opened(engine).read_only:
        kept = back_up(engine, backups, progress=progress)
    move_to(engine, versions.newest())
    return kept


def move_to(engine: Engine, target: int) -> None:
    """Takes the file up or down to the migration numbered `target`, whole or not at all."""
    if version(engine) == target:
        return
    with engine.connect() as connection:
        try:
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            run(connection, target)
            _check_references(connection)
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {target}")
            connection.commit()
        except Exception as error:
            connection.rollback()
            raise _failed(error) from error
        finally:
            connection.invalidate()


def run(connection: Connection, target: int) -> None:
    """Alembic's own table is lent to it for the run: `user_version` alone says what the file has been through."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(paths.migrations()).replace("%", "%%"))
    now = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    if now:
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{now:04}",))
    if target < now:
        command.downgrade(config, f"{target:04}" if target else "base")
    else:
        command.upgrade(config, f"{target:04}")
    connection.exec_driver_sql("DROP TABLE alembic_version")


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise StoreProblem(
            tr("Updating the file would have lost rows of “{table}”.", table=broken[0]),
            safe=_as_it_was(),
            todo=tr("Send the log to your IT support. Keep using the older CRP Desktop until then."),
        )


def _failed(error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    _log.error("migration failed", exc_info=error)
    reason = translate(error)
    return StoreProblem(
        tr("The file could not be updated. {reason}", reason=reason.what),
        safe=_as_it_was(),
        todo=reason.todo,
    )


def _as_it_was() -> str:
    return tr("The file is as it was before.")
