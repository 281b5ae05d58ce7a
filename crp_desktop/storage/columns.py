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
    COLOUR = "colour"
    SNAPSHOT = "snapshot"


HOLDS, BETWEEN, ONE_OF, READS = "holds", "between", "one_of", "reads"
"""The keys of `Column.info`: a `Holds`; (least, most) of a number; the values that a text can have; a `Reads`."""


class Reads(StrEnum):
    """Whose reading a text is, which says what becomes of it when words are withdrawn, sealed, searched or printed.

    PRINTED and KEPT can hold what children said or who they are: PRINTED can stand on a document, KEPT stands behind
    one. LABEL is written by staff about their own work, PERSONAL says who an adult is, CODE is for programs only.
    """

    PRINTED = "printed"
    KEPT = "kept"
    LABEL = "label"
    PERSONAL = "personal"
    CODE = "code"


class Belongs(StrEnum):
    """What becomes of a row when the row it points at goes.

    PART is deleted and erased with it. EVIDENCE is deleted with it, and stays, pointing at nothing, when it is erased.
    REFERS stays, pointing at nothing where that is allowed; where it is not, what it points at cannot go.
    """

    PART = "part"
    EVIDENCE = "evidence"
    REFERS = "refers"


BELONGS, SAME, SEARCHED = "belongs", "same", "searched"
"""More keys: a `Belongs`; of a table the columns by which two of its rows say the same of one owner; a flag."""
_OFFSET = 18 * 60
LEVEL = {BETWEEN: (0, 4)}
"""The `Column.info` of a level of the rubric."""


class EnumText(TypeDecorator[Any]):
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


class JsonList(TypeDecorator[tuple[Any, ...]]):
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
    name: str,
    default: str = "",
    *,
    reads: Reads | None = None,
    holds: Holds | None = None,
    one_of: tuple[str, ...] = (),
    searched: bool = False,
) -> Column[str]:
    """A text that is never NULL; `holds` says what is in it when it is not empty, `one_of` what it can be."""
    info = {HOLDS: holds, ONE_OF: one_of, READS: reads, SEARCHED: searched}
    return Column(name, String, nullable=False, default=default, server_default=default, info=info)


def words(name: str, *, printed: bool = True, searched: bool = False) -> Column[str]:
    """Words that can be a child's or point at one; reviewed before they are printed, and withdrawn and sealed."""
    return text(name, reads=Reads.PRINTED if printed else Reads.KEPT, searched=searched)


def label(name: str, *, searched: bool = False) -> Column[str]:
    """What staff or the framework call something."""
    return text(name, reads=Reads.LABEL, searched=searched)


def personal(name: str) -> Column[str]:
    """Who an adult is, or how to reach them."""
    return text(name, reads=Reads.PERSONAL)


def code(name: str, default: str = "", *, one_of: tuple[str, ...] = ()) -> Column[str]:
    """A key or a mark that only programs read."""
    return text(name, default, reads=Reads.CODE, one_of=one_of)


def record(name: str, default: str = "", *, holds: Holds = Holds.RECORD) -> Column[str]:
    """JSON: an object, or a list where `holds` says so."""
    return text(name, default, holds=holds)


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


def parent(
    name: str, table: str, belongs: Belongs = Belongs.REFERS, *, optional: bool = False, index: bool = True
) -> Column[Any]:
    """A reference to another table's row, checked when the transaction commits; indexed by itself unless said not."""
    key = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, String, key, nullable=optional, index=index, info={HOLDS: Holds.ID, BELONGS: belongs})


def rows(
    name: str, *columns: Any, holds: Holds | None = Holds.ID, same: tuple[str, ...] | None = None
) -> Table:
    """A table whose rows carry a UUID as `id`; without `holds` it is any text, such as a hash. Two rows of one owner
    that agree in the columns `same` say the same."""
    key = Column("id", String, primary_key=True, info={HOLDS: holds})
    return Table(name, metadata, key, *columns, info={SAME: same})
