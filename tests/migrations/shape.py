"""The shape of a database, read from the database itself."""

import re
from typing import Any

from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

Entry = tuple[str, str, str]


def empty_connection(metadata: MetaData) -> Any:
    """A driver connection to a database in memory that has been given every table of `metadata`."""
    engine = create_engine("sqlite://", module=dbapi2, poolclass=StaticPool)
    metadata.create_all(engine)
    return engine.raw_connection().driver_connection


def beside_tables(connection: Any) -> list[Entry]:
    """(kind, name, SQL) of full-text tables, triggers and views, which the tables' own metadata cannot describe."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        " OR sql LIKE 'create virtual table%' ORDER BY rowid"
    )
    return [(kind.upper(), name, sql) for kind, name, sql in rows]


def shape(connection: Any) -> dict[str, Any]:
    """Name -> what makes it up, for everything in the file but Alembic's own table.

    Of a table its columns in order, and its clauses in any order; of all else the SQL, evened out.
    """
    found: dict[str, Any] = {}
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
        if name == "alembic_version" or sql is None:
            continue
        found[name] = _even(sql)
        if kind == "table":
            columns = connection.execute("SELECT * FROM pragma_table_xinfo(?)", (name,)).fetchall()
            found[name] = (columns, sorted(_even(line) for line in sql.split("\n")))
    return found


def _even(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip(" ,")
