"""How values of the domain stand in columns, and the shape every table shares."""

import json
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, String, Table, false
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Kind(TypeDecorator[Any]):
    """A StrEnum kept as its value; NULL stays None."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.kind(value)


class Values(TypeDecorator[tuple[Any, ...]]):
    """A tuple of texts, numbers or values of one StrEnum, kept as a JSON array."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[StrEnum] | None = None) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return json.dumps(list(value or ()), ensure_ascii=False)

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[Any, ...]:
        items = json.loads(value or "[]")
        return tuple(self.kind(item) for item in items) if self.kind else tuple(items)


def text(name: str, default: str = "") -> Column[str]:
    """A text that is never NULL."""
    return Column(name, String, nullable=False, default=default, server_default=default)


def number(name: str, default: int = 0) -> Column[int]:
    """A whole number that is never NULL."""
    return Column(name, Integer, nullable=False, default=default, server_default=str(default))


def flag(name: str) -> Column[bool]:
    """Yes or no; no when nothing is said."""
    return Column(name, Boolean, nullable=False, default=False, server_default=false())


def parent(name: str, table: str, *, optional: bool = False, index: bool = True) -> Column[Any]:
    """A reference to another table's row, checked when the transaction commits; indexed by itself unless said not."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, key, nullable=optional, index=index)


def rows(name: str, *columns: Any) -> Table:
    """A table whose rows carry a UUID as `id`."""
    return Table(name, metadata, Column("id", String, primary_key=True), *columns)
