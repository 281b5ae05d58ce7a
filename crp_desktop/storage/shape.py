"""Whether a file is made as a programme is: its tables and nothing else (triggers and views of a stranger would run in
ours), and in them the values that they are for."""

import re
from contextlib import closing
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from crp_desktop.domain.i18n import tr
from crp_desktop.storage import migrate, versions
from crp_desktop.storage.checks import check_open, full_check, references
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.values import wrong_values

_MOST = 20
_LONGEST = 20_000


def shape(connection: Any) -> dict[str, Any]:
    """Name -> what makes it up, for everything in a database but what SQLite keeps for itself.

    Of a table its columns in order, and its clauses in any order; of all else the SQL, evened out.
    """
    found: dict[str, Any] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if sql is None or name.startswith(("sqlite_stat", "alembic_version")):
            continue
        found[name] = (kind, _even(str(sql)[:_LONGEST]), len(sql) > _LONGEST)
        if kind == "table" and len(sql) <= _LONGEST:
            columns = connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall()
            found[name] = (kind, columns, sorted(_clauses(sql)))
    return found


def strange(connection: Any, version: int) -> list[str]:
    """How the tables differ from those of a programme of that version, and whether it has its one programme, in words.

    `version` is the file's `user_version`. Reads nothing of the programme itself before its tables are right.
    """
    if not 0 < version <= versions.newest():
        return [tr("Its version is {version}, which no programme has.", version=version)]
    found, wanted = shape(connection), _expected(version)
    names = sorted(found.keys() | wanted.keys())
    said = [_sentence(name, found, wanted) for name in names if found.get(name) != wanted.get(name)]
    if not said and len(connection.execute("SELECT 1 FROM programme LIMIT 2").fetchall()) != 1:
        said = [tr("It does not have exactly one programme in it.")]
    return said[:_MOST]


def programme_check(engine: Engine) -> list[str]:
    """As `checks.full_check`, and that the file has the tables of a programme, nothing else, and their values."""

    def tables(connection: Any) -> list[str]:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return strange(connection, version) or strange_values(connection)

    return full_check(engine) or check_open(engine, tables)


def strange_values(connection: Any) -> list[str]:
    """What the tables of a programme hold that no programme can hold, in words; their shape has been looked at."""
    found = wrong_values(connection) or references(connection)
    if not found and len(connection.execute("SELECT 1 FROM framework WHERE current LIMIT 2").fetchall()) != 1:
        found = [tr("It does not have exactly one current rubric in it.")]
    return found[:_MOST]


def _sentence(name: str, found: dict[str, Any], wanted: dict[str, Any]) -> str:
    if name not in found:
        return tr("“{name}” is missing.", name=name)
    if name not in wanted:
        return tr("“{name}” is not part of a programme.", name=name)
    return tr("“{name}” is not as CRP Desktop saves it.", name=name)


def _expected(version: int) -> dict[str, Any]:
    """The shape of a programme of that version, made in memory."""
    engine = create_engine("sqlite://", module=dbapi2, poolclass=StaticPool)
    with closing(engine.raw_connection()) as raw, engine.connect() as connection:
        if version == versions.newest():
            metadata.create_all(connection)
        else:
            migrate.run(connection, version)
        return shape(raw.driver_connection)


def _even(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip(" ,")


def _clauses(sql: str) -> list[str]:
    """What stands between the commas of a table's SQL, commas in brackets aside: a column added later has no line."""
    inside = sql[sql.find("(") + 1 : sql.rfind(")")]
    return [_even(clause) for clause in re.split(r",\s*(?![^()]*\))", inside)]
