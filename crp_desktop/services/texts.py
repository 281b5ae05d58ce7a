"""Every text that people have typed and that can print, row by row, with the workshops that it belongs to."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from crp_desktop.storage import tables

_BY_WORKSHOP: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.workshop, ("title", "aim", "activity", "materials", "next_steps")),
    (tables.prompt, ("text",)),
    (tables.excerpt, ("words",)),
)
_UNPRINTED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.note, ("text",)),
    (tables.speaker, ("label",)),
    (tables.speaker_group, ("label",)),
)
_BY_FINDING: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.statistic, ("value", "question", "denominator", "source")),
    (tables.finding_article, ("reason",)),
    (tables.finding_badge, ("reason",)),
    (tables.evidence, ("text", "groups_reached", "answer")),
)
_ALONE: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (tables.score, ("reason", "over_cap_reason", "confidence_reason")),
    (tables.moderation, ("note",)),
    (tables.board_comment, ("text", "answer")),
    (tables.indicator, ("title", "question", "denominator", "source")),
)
_IN_SNAPSHOT = frozenset(
    ("text", "source", "groups_reached", "answer", "reason", "over_cap_reason", "confidence_reason", "note")
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
    for table, columns in (*_BY_WORKSHOP, *(_UNPRINTED if everything else ())):
        whose = table.c.id if table is tables.workshop else table.c.workshop_id
        for row in conn.execute(select(table.c.id, whose.label("whose"), *table.c[columns])):
            yield from _of_row(table, columns, row, frozenset((row.whose,)))
    homes = _homes(conn)
    finding = tables.finding
    for row in conn.execute(select(finding.c.id, finding.c.text)):
        yield from _of_row(finding, ("text",), row, homes.get(row.id, frozenset()))
    for table, columns in _BY_FINDING:
        for row in conn.execute(select(table.c.id, table.c.finding_id.label("whose"), *table.c[columns])):
            yield from _of_row(table, columns, row, homes.get(row.whose, frozenset()))
    for table, columns in _ALONE:
        for row in conn.execute(select(table.c.id, *table.c[columns])):
            yield from _of_row(table, columns, row, frozenset())
    yield from _signed(conn, homes)


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
