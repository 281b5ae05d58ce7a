"""The shape of a database, read from the database itself."""

import re
from typing import Any


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
            found[name] = (columns, sorted(_clauses(sql)))
    return found


def _even(sql: str) -> str:
    return re.sub(r"\s+", " ", sql.replace('"', "")).strip(" ,")


def _clauses(sql: str) -> list[str]:
    """What stands between the commas of a table's SQL, commas in brackets aside: a column added later has no line."""
    inside = sql[sql.index("(") + 1 : sql.rindex(")")]
    return [_even(clause) for clause in re.split(r",\s*(?![^()]*\))", inside)]
