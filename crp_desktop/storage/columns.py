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


class Holds(StrEnum):
    """What a text holds besides words, see `storage.values`; "" and NULL are allowed wherever the column has them."""

    ID = "id"
    DAY = "day"
    MOMENT = "moment"
    RECORD = "record"
    LIST = "list"
    ORDER_KEY = "order_key"


HOLDS, BETWEEN, ONE_OF = "holds", "between", "one_of"
"""The keys of `Column.info`: a `Holds`; (least, most) of a number; the values that a text can have."""
_OFFSET = 18 * 60


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


def text(
    name: str, default: str = "", *, holds: Holds | None = None, one_of: tuple[str, ...] = ()
) -> Column[str]:
    """A text that is never NULL; `holds` says what is in it when it is not empty, `one_of` what it can be."""
    info = {HOLDS: holds, ONE_OF: one_of}
    return Column(name, String, nullable=False, default=default, server_default=default, info=info)


def day(name: str) -> Column[str]:
    """An ISO day, "" while unknown."""
    return text(name, holds=Holds.DAY)


def moment(name: str) -> Column[str]:
    """An ISO time with its offset, "" until it comes."""
    return text(name, holds=Holds.MOMENT)


def order_key(name: str) -> Column[str]:
    """Where a row stands among others, see `domain.order`."""
    return text(name, holds=Holds.ORDER_KEY)


def number(name: str, default: int = 0, *, between: tuple[int, int] | None = None) -> Column[int]:
    """A whole number that is never NULL; `between` are the least and the most that it can be."""
    info = {BETWEEN: between}
    return Column(name, Integer, nullable=False, default=default, server_default=str(default), info=info)


def utc_offset() -> Column[int]:
    """How many minutes a room is ahead of UTC."""
    return number("utc_offset", between=(-_OFFSET, _OFFSET))


def flag(name: str) -> Column[bool]:
    """Yes or no; no when nothing is said."""
    return Column(name, Boolean, nullable=False, default=False, server_default=false())


def parent(name: str, table: str, *, optional: bool = False, index: bool = True) -> Column[Any]:
    """A reference to another table's row, checked when the transaction commits; indexed by itself unless said not."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, key, nullable=optional, index=index, info={HOLDS: Holds.ID})


def rows(name: str, *columns: Any, holds: Holds | None = Holds.ID) -> Table:
    """A table whose rows carry a UUID as `id`; without `holds` it is any text, such as a hash."""
    return Table(name, metadata, Column("id", String, primary_key=True, info={HOLDS: holds}), *columns)
