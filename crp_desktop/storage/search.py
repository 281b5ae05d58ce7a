"""The full-text index of notes, findings and statements.

The journal keeps it in step; a word taken out leaves no trace.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, literal_column, select, text

from crp_desktop.domain.fold import fold
from crp_desktop.storage import tables
from crp_desktop.storage.columns import metadata

INDEXED = {"note": "text", "finding": "text", "statement": "text"}
_CHUNK = 500
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class Found:
    """A row whose words match; `kind` is its table."""

    kind: str
    row_id: str


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    workshop_id: str | None
    words: str | None
    new: bool


class Words:
    """The words that one step has changed, written to the index in one go when the step is finished."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}

    def follow(
        self,
        table: Table,
        row: Mapping[str, Any],
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any] | None,
    ) -> None:
        """Notes what one change of the journal means for the index; None stands for a row not there."""
        column = INDEXED.get(table.name)
        if column is None or (before is not None and after is not None and column not in after):
            return
        row_id = row["id"]
        first = self._entries.get(row_id)
        new = first.new if first else before is None and after is not None
        words = None if after is None else str(row[column])
        self._entries[row_id] = _Entry(table.name, row.get("workshop_id"), words, new)

    def write(self, conn: Connection) -> None:
        """Brings the index up to date."""
        there = [row_id for row_id, entry in self._entries.items() if not entry.new]
        if there:
            remove(conn, there)
        _add(conn, {row_id: entry for row_id, entry in self._entries.items() if entry.words is not None})
        self._entries.clear()


def remove(conn: Connection, row_ids: Iterable[str]) -> None:
    """Takes rows out of the index for good (FTS5 keeps old words unless its own secure-delete is on)."""
    key = tables.search_key
    wanted = list(row_ids)
    for start in range(0, len(wanted), _CHUNK):
        keys = conn.execute(select(key.c.key).where(key.c.row_id.in_(wanted[start : start + _CHUNK])))
        gone = [{"gone": number} for number in keys.scalars()]
        if gone:
            _forget_for_good(conn)
            conn.execute(text("DELETE FROM search WHERE rowid = :gone"), gone)
            conn.execute(delete(key).where(key.c.key.in_([one["gone"] for one in gone])))


def _forget_for_good(conn: Connection) -> None:
    on = conn.execute(text("SELECT v FROM search_config WHERE k = 'secure-delete'")).scalar()
    if not on:
        conn.execute(text("INSERT INTO search (search, rank) VALUES ('secure-delete', 1)"))


def _add(conn: Connection, entries: Mapping[str, _Entry]) -> None:
    if not entries:
        return
    key = tables.search_key
    last = conn.execute(select(func.coalesce(func.max(key.c.key), 0))).scalar_one()
    numbered = list(enumerate(entries.items(), last + 1))
    conn.execute(
        insert(key),
        [
            {"key": number, "kind": entry.kind, "row_id": row_id, "workshop_id": entry.workshop_id}
            for number, (row_id, entry) in numbered
        ],
    )
    conn.execute(
        text("INSERT INTO search (rowid, words) VALUES (:key, :words)"),
        [{"key": number, "words": fold(entry.words or "")} for number, (_, entry) in numbered],
    )


def query_of(words: str) -> str:
    """The FTS5 query for anything typed: every word, the start of a word being enough; "" for nothing to look for."""
    return " AND ".join(f'"{folded}" *' for word in words.split() if (folded := fold(word)))


def find(conn: Connection, words: str, limit: int = 50) -> list[Found]:
    """The best matches first: by bm25, or the newest where thousands match. An empty search finds nothing."""
    query = query_of(words)
    if not query:
        return []
    given = {"query": query, "limit": limit, "many": _MANY}
    some = conn.execute(
        text("SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH :query LIMIT :many)"), given
    ).scalar_one()
    order: ColumnElement[Any] = (
        literal_column("rank") if some < _MANY else literal_column("search.rowid").desc()
    )
    ranked = (
        select(tables.search_key.c.kind, tables.search_key.c.row_id)
        .select_from(text("search"))
        .join(tables.search_key, text("search_key.key = search.rowid"))
        .where(text("search MATCH :query"))
        .order_by(order)
        .limit(limit)
    )
    return [Found(*row) for row in conn.execute(ranked, given)]


def rebuild(conn: Connection) -> None:
    """Makes the whole index anew from the rows it is about."""
    conn.execute(text("DELETE FROM search"))
    conn.execute(delete(tables.search_key))
    for name, column in INDEXED.items():
        table = metadata.tables[name]
        workshop = table.c.workshop_id if "workshop_id" in table.c else literal_column("NULL")
        rows = conn.execute(select(table.c.id, workshop, table.c[column])).all()
        _add(conn, {row[0]: _Entry(name, row[1], row[2], True) for row in rows})
