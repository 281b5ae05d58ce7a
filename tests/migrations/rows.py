"""Rows for every table of a database, made from its own description: nothing here knows a table by name."""

from typing import Any

from sqlalchemy import Connection, Engine

from crp_desktop.storage.engine import writing

_VALUES = {"INTEGER": 1, "BOOLEAN": 1, "BLOB": b"\x00\x01bytes"}


def fill(engine: Engine) -> None:
    """Two rows in each table; each reference points at the row of the same turn."""
    with writing(engine) as connection:
        for table in _tables(connection):
            for turn in (1, 2):
                _insert(connection, table, turn)


def rows_of(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Table -> its rows, in the order of their keys."""
    with engine.connect() as connection:
        return {
            table: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY 1')]
            for table in _tables(connection)
        }


def _tables(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' ORDER BY name"
    )
    return [name for name, kind in rows if kind in ("table", "virtual") and not name.startswith("sqlite_")]


def _insert(connection: Connection, table: str, turn: int) -> None:
    columns = [
        row
        for row in connection.exec_driver_sql("SELECT * FROM pragma_table_xinfo(?)", (table,))
        if not row[6]
    ]
    parents = {
        row[3] for row in connection.exec_driver_sql("SELECT * FROM pragma_foreign_key_list(?)", (table,))
    }
    values = [_value(column, turn, is_reference=column[1] in parents) for column in columns]
    names = ", ".join(f'"{column[1]}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(values))


def _value(column: Any, turn: int, *, is_reference: bool) -> Any:
    name, kind = column[1], column[2]
    if is_reference or name == "id":
        return f"id-{turn}"
    value = _VALUES.get(kind, f"{name} “{turn}” ü")
    return value * turn if isinstance(value, int) else value
