"""Rows read into the records of the domain, matched by name."""

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, select

from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.order import between

R = TypeVar("R")


def columns_of(table: Table, record: type[Any]) -> list[Any]:
    """The table's columns that a record has a field for, in the record's order."""
    return [table.c[field.name] for field in fields(record) if field.name in table.c]


def all_of(conn: Connection, record: type[R], query: Select[Any]) -> list[R]:
    """Every row as a record; the query's columns stand in the order of the record's fields."""
    return [record(*row) for row in conn.execute(query)]


def one_of(conn: Connection, record: type[R], table: Table, row_id: str) -> R:
    """The row with this id as a record; raises NotFound."""
    row = conn.execute(select(*columns_of(table, record)).where(table.c.id == row_id)).first()
    if row is None:
        raise NotFound(
            tr("What you asked for is no longer there."),
            tr("Nothing else has changed."),
            tr("Go back and choose again."),
        )
    return record(*row)


def last_key(conn: Connection, table: Table, *where: Any) -> str | None:
    """The `position` of the last row, or None for no rows."""
    query = (
        select(table.c.position).where(*where).order_by(table.c.position.desc(), table.c.id.desc()).limit(1)
    )
    return conn.execute(query).scalar()


def key_at_end(conn: Connection, table: Table, *where: Any) -> str:
    """A `position` that sorts after all rows of `where`."""
    return between(last_key(conn, table, *where), None)
