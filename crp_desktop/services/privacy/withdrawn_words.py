"""Words that are taken away for good, wherever else the file remembers them: texts that were undone, deleted or changed
since, and what was typed and not filed yet."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Table, and_, or_, select

from crp_desktop.domain.kinds import ExcerptState, RecordKind
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.storage import tables
from crp_desktop.storage.journal import row_values
from crp_desktop.storage.lineage import flatten_history

_TABLES: dict[str, Table] = {RecordKind.NOTE: tables.note, RecordKind.FINDING: tables.finding}


@dataclass(frozen=True, slots=True)
class Repeats:
    """Rows that repeat the words only in the journal: notes and findings that are gone now, and those that stand but
    had another text once, as (table, id)."""

    notes: tuple[str, ...]
    findings: tuple[str, ...]
    standing: tuple[tuple[str, str], ...]


def words_of(conn: Connection, note_ids: Sequence[str], more: Iterable[str] = ()) -> WithdrawnWordsMatcher:
    """All that these notes say and ever said, the excerpts of them, and `more`."""
    note, excerpt, log = tables.note, tables.excerpt, tables.change
    texts = [*more]
    texts += conn.execute(select(note.c.text).where(note.c.id.in_(note_ids))).scalars()
    texts += conn.execute(select(excerpt.c.words).where(excerpt.c.note_id.in_(note_ids))).scalars()
    before = select(log.c.before, log.c.after).where(
        log.c.row_id.in_(note_ids), log.c.table == RecordKind.NOTE
    )
    texts += [text for row in conn.execute(before) for text in _texts(row.before, row.after)]
    return WithdrawnWordsMatcher(texts)


def excerpts_of(conn: Connection, note_ids: Sequence[str], said: WithdrawnWordsMatcher) -> list[str]:
    """The ids of the excerpts on these notes, and of those that were taken from them before they were split or changed
    and stand on another note by now."""
    table = tables.excerpt
    loose = select(table.c.id, table.c.words).where(
        table.c.note_id.not_in(note_ids), table.c.state != ExcerptState.FIRM
    )
    on_them = conn.execute(select(table.c.id).where(table.c.note_id.in_(note_ids))).scalars()
    return [*on_them, *(row.id for row in conn.execute(loose) if said.repeated_in(row.words))]


def repeats(conn: Connection, workshop_id: str, said: WithdrawnWordsMatcher) -> Repeats:
    """What the journal holds of the words in other notes of the workshop and in findings."""
    log = tables.change
    ours = or_(
        log.c.table == RecordKind.FINDING,
        and_(log.c.table == RecordKind.NOTE, log.c.workshop_id == workshop_id),
    )
    query = select(log.c.table, log.c.row_id, log.c.before, log.c.after).where(ours)
    found: dict[tuple[str, str], None] = {}
    for row in conn.execute(query):
        told = _texts(row.before, row.after)
        if (row.table, row.row_id) not in found and any(map(said.repeated_in, told)):
            found[(row.table, row.row_id)] = None
    gone: dict[str, list[str]] = {RecordKind.NOTE: [], RecordKind.FINDING: []}
    standing = []
    for table, row_id in found:
        now = row_values(conn, _TABLES[table], row_id)
        if now is None:
            gone[table].append(row_id)
        elif not said.repeated_in(now["text"]):
            standing.append((table, row_id))
    return Repeats(tuple(gone[RecordKind.NOTE]), tuple(gone[RecordKind.FINDING]), tuple(standing))


def settle_texts(conn: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Makes the journal say that these rows always had the text they have now."""
    for table, row_id in rows:
        now = row_values(conn, _TABLES[table], row_id)
        if now is not None:
            flatten_history(conn, table, row_id, {"text": now["text"]})


def _texts(*records: str | None) -> list[str]:
    return [str(text) for record in records if record and (text := json.loads(record).get("text"))]
