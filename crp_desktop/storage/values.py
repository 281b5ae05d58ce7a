"""Whether what stands in the columns is what they are declared for: SQLite itself takes anything anywhere.

Which values a column can have is told by `storage.columns` alone. One pass a table, in SQL, and another for what is no
UTF-8; a programme of 100,000 notes (200 MB) takes about a second, the sample 0.02 s.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table

from crp_desktop.domain.i18n import tr
from crp_desktop.storage import tables
from crp_desktop.storage.columns import BETWEEN, HOLDS, ONE_OF, EnumText, Holds, JsonList

_INT = 2**31
_AT_ONCE = 2_000
_HEX = "[0-9a-f]"
_UUID = "-".join(_HEX * many for many in (8, 4, 4, 4, 12))
_DAY = "[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]"
_MOMENT = f"{_DAY}T[012][0-9]:[0-5][0-9]:[0-5][0-9]"
_PATTERNS = {
    Holds.ID: "{0} GLOB '" + _UUID + "'",
    Holds.DAY: "{0} GLOB '" + _DAY + "' AND date({0}) IS {0}",
    Holds.MOMENT: f"({{0}} GLOB '{_MOMENT}.[0-9][0-9][0-9]+00:00' OR {{0}} GLOB '{_MOMENT}+00:00')"
    " AND strftime('%Y-%m-%dT%H', substr({0}, 1, 19)) IS substr({0}, 1, 13)",
    Holds.RECORD: "CASE WHEN json_valid({0}) THEN json_type({0}) = 'object' END",
    Holds.SNAPSHOT: "CASE WHEN json_valid({0}) THEN json_type({0}, '$.statements') = 'array'"
    " AND json_type({0}, '$.signed') = 'object' END",
    Holds.COLOUR: "{0} GLOB '#" + "[0-9A-Fa-f]" * 6 + "'",
    Holds.LIST: "CASE WHEN json_valid({0}) THEN json_type({0}) = 'array' END",
    Holds.ORDER_KEY: "{0} NOT GLOB '*[^0-9A-Za-z]*'",
}
_TEXTS_ALONE = "NOT EXISTS (SELECT 1 FROM json_each({0}) WHERE type <> 'text')"


def wrong_values(connection: Any) -> list[str]:
    """The columns with values that they cannot have, in words, one sentence a column; empty when all is well.

    Of a file of an earlier version those columns that it has. Whether a reference leads somewhere is not asked here:
    see `checks.references`.
    """
    found = []
    for table in tables.programme.metadata.sorted_tables:
        there = {row[1] for row in connection.execute("SELECT * FROM pragma_table_xinfo(?)", (table.name,))}
        columns = [column for column in table.columns if column.name in there]
        for name, many in _wrong(connection, table, columns) if columns else ():
            found.append(
                tr(
                    "Values that are not allowed in “{column}” of “{table}”: {n}.",
                    column=name,
                    table=table.name,
                    n=many,
                )
            )
    return found


def _wrong(connection: Any, table: Table, columns: list[Column[Any]]) -> Iterator[tuple[str, int]]:
    """(column, how many of its values are wrong) for each column that has any."""
    tests = [_test(column) for column in columns]
    from_table = f"FROM {_quoted(table.name)}"
    if connection.execute(f"SELECT 1 {from_table} WHERE NOT ({' AND '.join(tests)}) LIMIT 1").fetchone():
        counts = ", ".join(f"count(CASE WHEN {test} THEN NULL ELSE 1 END)" for test in tests)
        many = connection.execute(f"SELECT {counts} {from_table}").fetchone()
        yield from ((column.name, n) for column, n in zip(columns, many, strict=True) if n)
        return
    texts = [column for column in columns if _is_free_text(column)]
    if texts and not _is_utf8(connection, texts, from_table):
        for column in texts:
            many = _torn(connection, column, from_table)
            if many:
                yield column.name, many


def _is_utf8(connection: Any, columns: list[Column[Any]], from_table: str) -> bool:
    whole = " || char(10) || ".join(f"coalesce({_quoted(column.name)}, '')" for column in columns)
    rows = connection.execute(f"SELECT CAST({whole} AS BLOB) {from_table}")
    while some := rows.fetchmany(_AT_ONCE):
        try:
            b"\n".join(row[0] for row in some).decode()
        except UnicodeDecodeError:
            return False
    return True


def _torn(connection: Any, column: Column[Any], from_table: str) -> int:
    """How many values of a column are no UTF-8."""
    many = 0
    for (value,) in connection.execute(f"SELECT CAST({_quoted(column.name)} AS BLOB) {from_table}"):
        many += 1
        with suppress(UnicodeDecodeError):
            (value or b"").decode()
            many -= 1
    return many


def _test(column: Column[Any]) -> str:
    """What is true of every value that the column can have, and 0 of any other; in SQL.

    A CASE asks in order, AND does not: SQLite's JSON raises an error for what is none.
    """
    name = _quoted(column.name)
    null = f"WHEN {name} IS NULL THEN 1 " if column.nullable else ""
    rules = " AND ".join(_rules(column)) or "1"
    return f"CASE {null}WHEN typeof({name}) = '{_storage_class(column)}' THEN {rules} ELSE 0 END"


def _is_free_text(column: Column[Any]) -> bool:
    """Whether the rules of a column let through what is no UTF-8."""
    if isinstance(column.type, Integer | Boolean | LargeBinary | EnumText) or column.info.get(ONE_OF):
        return False
    return column.info.get(HOLDS) in (None, Holds.RECORD, Holds.SNAPSHOT, Holds.LIST)


def _storage_class(column: Column[Any]) -> str:
    if isinstance(column.type, Integer | Boolean):
        return "integer"
    return "blob" if isinstance(column.type, LargeBinary) else "text"


def _rules(column: Column[Any]) -> Iterator[str]:
    name, kind = _quoted(column.name), column.type
    if isinstance(kind, Boolean):
        yield f"{name} IN (0, 1)"
    elif isinstance(kind, Integer):
        least, most = column.info.get(BETWEEN) or (-_INT, _INT - 1)
        yield f"{name} BETWEEN {least} AND {most}"
    elif isinstance(kind, EnumText):
        yield f"{name} IN ({_listed([one.value for one in kind.kind])})"
    elif isinstance(kind, JsonList):
        yield f"CASE WHEN {_PATTERNS[Holds.LIST].format(name)} THEN {_TEXTS_ALONE.format(name)} ELSE 0 END"
    if column.info.get(ONE_OF):
        yield f"{name} IN ({_listed(column.info[ONE_OF])})"
    holds = column.info.get(HOLDS)
    if holds is Holds.ID and not column.foreign_keys:
        yield _PATTERNS[holds].format(name)
    elif holds is not None:
        yield f"({name} = '' OR coalesce({_PATTERNS[holds].format(name)}, 0))"


def _listed(values: Any) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in values)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
