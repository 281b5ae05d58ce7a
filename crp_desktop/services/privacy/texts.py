"""Every text that people have typed and that can print, row by row, with the workshops that it belongs to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from crp_desktop.storage import tables
from crp_desktop.storage.columns import Reads
from crp_desktop.storage.ownership import columns_reading, tables_with_words

_PRINTED = frozenset({Reads.PRINTED})
_EVERYTHING = frozenset({Reads.PRINTED, Reads.KEPT})
# A signed assessment keeps what stood in these rows, and the source of its evidence, under the same names.
_IN_SNAPSHOT = frozenset(
    name
    for table in (tables.evidence, tables.score, tables.moderation, tables.statistic)
    for name in columns_reading(table)
)


@dataclass(frozen=True, slots=True)
class Text:
    """One column of one row. `workshops` are the ids of those it belongs to, none for what stands for itself."""

    table: str
    row_id: str
    column: str
    text: str
    workshops: frozenset[str]


def texts(conn: Connection, *, everything: bool = False) -> Iterator[Text]:
    """The texts that can print; with `everything` the notes and speakers behind them as well."""
    homes = _homes(conn)
    for table in tables_with_words():
        columns = columns_reading(table, _EVERYTHING if everything else _PRINTED)
        if not columns:
            continue
        whose = _owner(table)
        query = select(table.c.id, *table.c[columns])
        for row in conn.execute(query if whose is None else query.add_columns(whose.label("whose"))):
            yield from _of_row(table, columns, row, _workshops(whose, row, homes))
    yield from _signed(conn, homes)


def _owner(table: Table) -> Column[Any] | None:
    """The column that says whose the texts of a table are: its workshop, else its finding, else None."""
    if table in (tables.workshop, tables.finding):
        return table.c.id
    for name in ("workshop_id", "finding_id"):
        if name in table.c:
            return table.c[name]
    return None


def _workshops(whose: Column[Any] | None, row: Any, homes: dict[str, frozenset[str]]) -> frozenset[str]:
    if whose is None or not row.whose:
        return frozenset()
    if whose is tables.finding.c.id or whose.name == "finding_id":
        return homes.get(row.whose, frozenset())
    return frozenset((row.whose,))


def _of_row(table: Table, columns: tuple[str, ...], row: Any, workshops: frozenset[str]) -> Iterator[Text]:
    for column in columns:
        if words := getattr(row, column):
            yield Text(table.name, row.id, column, words, workshops)


def _homes(conn: Connection) -> dict[str, frozenset[str]]:
    """The workshops of every finding: its own, and those on whose notes it rests."""
    finding, excerpt = tables.finding, tables.excerpt
    homes: dict[str, set[str]] = {}
    for row in conn.execute(select(finding.c.id, finding.c.workshop_id)):
        homes.setdefault(row.id, set()).update((row.workshop_id,) if row.workshop_id else ())
    for row in conn.execute(select(excerpt.c.finding_id, excerpt.c.workshop_id).distinct()):
        homes.setdefault(row.finding_id, set()).add(row.workshop_id)
    return {key: frozenset(found) for key, found in homes.items()}


def _signed(conn: Connection, homes: dict[str, frozenset[str]]) -> Iterator[Text]:
    """What stands in signed assessments, which keep their own words."""
    table = tables.sign_off
    for row in conn.execute(select(table.c.id, table.c.snapshot)):
        for holder, name in snapshot_places(json.loads(row.snapshot)):
            if holder[name]:
                whose = homes.get(holder.get("finding_id") or "", frozenset())
                yield Text(table.name, row.id, "snapshot", holder[name], whose)


def snapshot_places(told: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Every place of a signed assessment that holds words of people: (the part it stands in, its name there)."""
    for statement in told["statements"]:
        parts = [statement["own"], statement["second"], statement["moderation"], *statement["evidence"]]
        for part in filter(None, parts):
            yield from ((part, name) for name in part if name in _IN_SNAPSHOT and isinstance(part[name], str))
