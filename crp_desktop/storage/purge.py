"""Taking words out of the journal: of rows that were withdrawn or sealed, and where splitting and joining left them."""

import json
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, delete, select, update

from crp_desktop.domain.words import tr
from crp_desktop.storage import search, tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.journal import Values, row_values

GONE = "…"
_WORDS = ("text", "words")
_CHUNK = 500
T = TypeVar("T")


def redact_lineage(conn: Connection, row_id: str, words: str) -> None:
    """Takes `words` out of what the journal holds of earlier states of rows that were changed in one step with this
    one: a note that was split still holds both halves there. What stands in a row now is left alone."""
    log = tables.change
    steps = select(log.c.step).where(log.c.row_id == row_id)
    related = select(log.c.row_id).where(
        log.c.step.in_(steps), log.c.row_id != row_id, log.c.table.in_(("note", "excerpt"))
    )
    for change in conn.execute(select(log).where(log.c.row_id.in_(related))).all():
        now = row_values(conn, metadata.tables[change.table], change.row_id) or {}
        kept = {side: _without(getattr(change, side), words, now) for side in ("before", "after")}
        if kept != {"before": change.before, "after": change.after}:
            conn.execute(update(log).where(log.c.key == change.key).values(kept))


def _without(record: str | None, words: str, now: Values) -> str | None:
    if record is None or not words:
        return record
    values = json.loads(record)
    for name in _WORDS:
        if isinstance(values.get(name), str) and values[name] != now.get(name):
            values[name] = values[name].replace(words, GONE)
    return json.dumps(values, ensure_ascii=False)


def forget_excerpts(conn: Connection, note_id: str) -> None:
    """Blanks what the journal holds of excerpts that stood on a note once and are no more."""
    log, excerpt = tables.change, tables.excerpt
    held = f'%"{note_id}"%'
    conn.execute(
        update(log)
        .where(
            log.c.table == "excerpt",
            log.c.before.like(held) | log.c.after.like(held),
            log.c.row_id.not_in(select(excerpt.c.id)),
        )
        .values(before=None, after=None, erased=True)
    )


def vanish(conn: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Takes rows (table, id) out of their tables, the index and the journal without a trace: a step of which nothing
    is left goes as well, and one that only made a speaker is called that, so that history and undo show no gap."""
    log, step = tables.change, tables.step
    wanted = list(rows)
    ids = [row_id for _, row_id in wanted]
    for name, row_id in wanted:
        table = metadata.tables[name]
        conn.execute(delete(table).where(table.c.id == row_id))
    search.remove(conn, ids)
    for part in _chunks(ids):
        touched = list(conn.execute(select(log.c.step).where(log.c.row_id.in_(part)).distinct()).scalars())
        conn.execute(delete(log).where(log.c.row_id.in_(part)))
        for seq in touched:
            left = set(conn.execute(select(log.c.table).where(log.c.step == seq).distinct()).scalars())
            if not left:
                conn.execute(delete(step).where(step.c.seq == seq))
            elif left == {"speaker"}:
                conn.execute(update(step).where(step.c.seq == seq).values(label=tr("Add speaker")))


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def settle(engine: Engine) -> None:
    """Folds the -wal into the file and empties it, so that no older page of it is left beside the file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
