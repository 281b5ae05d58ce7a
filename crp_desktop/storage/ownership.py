"""What belongs to what, and which columns hold words: read from what the tables say of themselves.

Deleting, erasing, sealing, withdrawing, merging, stand-ins and search all ask here, so that none of them can forget a
table.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from crp_desktop.storage import tables
from crp_desktop.storage.columns import BELONGS, READS, SAME, SEARCHED, Belongs, Reads, metadata

_CHUNK = 500
_CHILDS = frozenset({Reads.PRINTED, Reads.KEPT})


@cache
def columns_reading(table: Table, reads: frozenset[Reads] = _CHILDS) -> tuple[str, ...]:
    """The names of a table's text columns that are read so; unless told otherwise those that can be a child's words."""
    return tuple(column.name for column in table.columns if column.info.get(READS) in reads)


@cache
def searched_column(table: Table) -> str | None:
    """The column of a table that the full-text index holds, None for most tables."""
    return next((column.name for column in table.columns if column.info.get(SEARCHED)), None)


@cache
def pointing_at(table: Table) -> tuple[Column[Any], ...]:
    """The columns that refer to rows of a table."""
    return tuple(
        column
        for other in metadata.sorted_tables
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    )


def belonging_to(table: Table, *kinds: Belongs) -> tuple[Column[Any], ...]:
    """The columns that refer to rows of a table in one of these ways."""
    return tuple(column for column in pointing_at(table) if column.info[BELONGS] in kinds)


def parts_of(table: Table) -> tuple[Table, ...]:
    """The tables whose rows are parts of a row of this table."""
    return tuple(column.table for column in belonging_to(table, Belongs.PART))


@cache
def owners_of(table: Table) -> tuple[tuple[str, str], ...]:
    """(column, table) of what the rows of a table are parts of."""
    return tuple(
        (column.name, key.column.table.name)
        for column in table.columns
        if column.info.get(BELONGS) is Belongs.PART
        for key in column.foreign_keys
    )


def same_by(table: Table) -> tuple[str, ...] | None:
    """The columns by which two rows of one owner say the same; () when an owner has one row at most, None when any
    two rows differ."""
    same: tuple[str, ...] | None = table.info.get(SAME)
    return same


def rows_with_parts(conn: Connection, table: Table, row_ids: Iterable[str]) -> list[tuple[Table, str]]:
    """These rows and all their parts, and the parts of those, each once."""
    found: dict[tuple[Table, str], None] = {}
    levels = [(table, list(row_ids))]
    while levels:
        one, ids = levels.pop()
        new = [row_id for row_id in ids if (one, row_id) not in found]
        for row_id in new:
            found[(one, row_id)] = None
        for column in belonging_to(one, Belongs.PART) if new else ():
            levels.append((column.table, list(_pointing(conn, column, new))))
    return list(found)


def pointing_rows(
    conn: Connection, rows: Iterable[tuple[Table, str]], *kinds: Belongs
) -> Iterator[tuple[Column[Any], str]]:
    """(column, id) of the rows that refer in one of these ways to any of `rows`."""
    by_table: dict[Table, list[str]] = {}
    for table, row_id in rows:
        by_table.setdefault(table, []).append(row_id)
    for table, ids in by_table.items():
        for column in belonging_to(table, *kinds):
            for row_id in _pointing(conn, column, ids):
                yield column, row_id


def _pointing(conn: Connection, column: Column[Any], ids: Sequence[str]) -> Iterator[str]:
    key = column.table.c.id
    for start in range(0, len(ids), _CHUNK):
        query = select(key).where(column.in_(ids[start : start + _CHUNK])).order_by(key)
        yield from conn.execute(query).scalars().all()


def tables_with_words() -> tuple[Table, ...]:
    """Every table of the journal with a column that can hold a child's words."""
    return tuple(
        table
        for table in metadata.sorted_tables
        if table.name not in tables.UNJOURNALED and columns_reading(table)
    )
