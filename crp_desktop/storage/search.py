"""The full-text index of notes, findings and statements.

The journal keeps it in step; a word taken out leaves no trace.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, literal_column, select, text

from crp_desktop.domain.fold import fold
from crp_desktop.storage import tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.ownership import searched_column

FOLDING = 2
"""Which way of `domain.fold` the words are folded by; one more whenever it folds a text to something else."""
MOST_WORDS = 32
"""How many different words of what was typed are looked for; the time grows faster than their number."""
_BETWEEN_WORDS = frozenset({"AND", "OR"})
_CHUNK = 500
_MANY = 1_000
_BULK = 50

# Built once: building a statement takes longer than running it.
_ADD_KEYS = insert(tables.search_key).returning(tables.search_key.c.key, sort_by_parameter_order=True)
_ADD_WORDS = text("INSERT INTO search (rowid, words) VALUES (:key, :words)")
_NOTHING_MERGED = 2
_MERGE = text("INSERT INTO search (search, rank) VALUES ('merge', :pages)")
_CHANGES = text("SELECT total_changes()")


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
        column = searched_column(table)
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
    keys = conn.execute(
        _ADD_KEYS,
        [
            {"kind": entry.kind, "row_id": row_id, "workshop_id": entry.workshop_id}
            for row_id, entry in entries.items()
        ],
    ).scalars()
    conn.execute(
        _ADD_WORDS,
        [
            {"key": key, "words": fold(entry.words or "")}
            for key, entry in zip(keys.all(), entries.values(), strict=True)
        ],
    )
    if len(entries) >= _BULK:
        merge(conn, _CHUNK)


def merge(conn: Connection, pages: int) -> bool:
    """Merges about so many pages of what single steps have added to the index; whether there was anything to merge.

    The more parts lie unmerged, the longer a search takes: twice as long after 700 notes.
    """
    before = conn.execute(_CHANGES).scalar_one()
    conn.execute(_MERGE, {"pages": pages})
    return bool(conn.execute(_CHANGES).scalar_one() - before >= _NOTHING_MERGED)


def words_of(typed: str) -> list[str]:
    """What to look for in anything typed: its first different words, folded. AND and OR in capitals, which searches
    elsewhere know, are left out beside other words."""
    parts = list(dict.fromkeys(typed.split()))
    found: dict[str, None] = {}
    left = MOST_WORDS
    for part in [one for one in parts if one not in _BETWEEN_WORDS] or parts:
        letters = fold(part).split()[:left]
        if letters and (word := " ".join(letters)) not in found:
            found[word] = None
            left -= len(letters)
        if not left:
            break
    return list(found)


def query_of(words: str, *, begun: bool = True) -> str:
    """The FTS5 query for anything typed, "" for nothing to look for: every word, and of the last one its beginning;
    of all of them with `begun`."""
    folded = words_of(words)
    return " AND ".join(
        f'"{part}"' + (" *" if begun or at == len(folded) - 1 else "") for at, part in enumerate(folded)
    )


def find(conn: Connection, words: str, limit: int = 50) -> list[Found]:
    """The best matches first: by bm25, or the newest where thousands match. An empty search finds nothing.

    Whole words are looked for first, which is quick however common they are; where they find too little, beginnings.
    """
    found = _find(conn, query_of(words, begun=False), limit)
    query = query_of(words)
    if len(found) < limit and query != query_of(words, begun=False):
        there = set(found)
        found += [one for one in _find(conn, query, limit) if one not in there]
    return found[:limit]


def _find(conn: Connection, query: str, limit: int) -> list[Found]:
    if not query:
        return []
    newest = text("SELECT rowid FROM search WHERE search MATCH :query ORDER BY rowid DESC LIMIT :many")
    keys = list(conn.execute(newest, {"query": query, "many": _MANY}).scalars())
    if len(keys) < _MANY:
        ranked = text("SELECT rowid FROM search WHERE search MATCH :query ORDER BY rank LIMIT :many")
        keys = list(conn.execute(ranked, {"query": query, "many": limit}).scalars())
    table = tables.search_key
    rows = conn.execute(
        select(table.c.key, table.c.kind, table.c.row_id).where(table.c.key.in_(keys[:limit]))
    )
    by_key = {row.key: Found(row.kind, row.row_id) for row in rows}
    return [by_key[key] for key in keys[:limit] if key in by_key]


def is_outdated(conn: Connection) -> bool:
    """Whether the words of the index were folded in another way than what is searched for."""
    return list(conn.execute(select(tables.search_folding.c.version)).scalars()) != [FOLDING]


def rebuild(conn: Connection) -> None:
    """Makes the whole index anew from the rows it is about."""
    conn.execute(text("DELETE FROM search"))
    conn.execute(delete(tables.search_key))
    for table in metadata.sorted_tables:
        column = searched_column(table)
        if column is None:
            continue
        workshop = table.c.workshop_id if "workshop_id" in table.c else literal_column("NULL")
        rows = conn.execute(select(table.c.id, workshop, table.c[column])).all()
        _add(conn, {row[0]: _Entry(table.name, row[1], row[2], True) for row in rows})
    conn.execute(delete(tables.search_folding))
    conn.execute(insert(tables.search_folding).values(version=FOLDING))
