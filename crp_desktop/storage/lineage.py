"""What else of the journal holds the words of notes that go for good: splitting, joining and merging carried them on.

Rows that still stand keep no other history of those words than how they stand now; rows that are gone are named, so
that the caller takes them out of the journal as well.
"""

import json
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from crp_desktop.domain.operation import Operation
from crp_desktop.storage import purge, tables
from crp_desktop.storage.columns import Belongs, metadata
from crp_desktop.storage.journal import row_values
from crp_desktop.storage.ownership import belonging_to

_NOTE_OF = re.compile(r'"note_id": "([^"]*)"')
_FINDING_OF = re.compile(r'"finding_id": "([^"]*)"')
_PLACE = ("note_id", "workshop_id", "start", "end", "words", "state")
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Relatives:
    """Rows (table, id) that are gone from their tables and whose words must go from the journal too, and which
    findings are among them: a signed snapshot can still show those. `moved` rows stand but came from one of them."""

    gone: tuple[tuple[str, str], ...]
    findings: frozenset[str]
    moved: tuple[tuple[str, str], ...] = ()


def scrub_related_history(
    conn: Connection, note_ids: Collection[str], finding_ids: Collection[str] = ()
) -> Relatives:
    """Call before the notes and findings themselves are taken away. What stands and shared words with them keeps its
    present state as its only one, so that undo cannot bring the words back; what is gone is returned."""
    family = _family(conn, note_ids)
    joined = _settle_notes(conn, family - set(note_ids), family)
    excerpts = _all_excerpts(conn, family)
    taken = _settle_excerpts(conn, excerpts)
    findings = _findings_gone(conn, excerpts, {*note_ids, *joined}, set(finding_ids))
    parts, moved = _settle_parts(conn, {*findings, *finding_ids})
    gone = [
        *(("note", one) for one in joined),
        *(("excerpt", one) for one in taken),
        *(("finding", one) for one in findings),
        *parts,
    ]
    return Relatives(tuple(dict.fromkeys(gone)), frozenset(findings), tuple(moved))


def rebase_history(conn: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Call after the findings that `rows` came from are gone: a row older than the finding it belongs to now begins
    with the step that brought it there, so that taking that step back finds nothing that would be left over."""
    log = tables.change
    for table, row_id in rows:
        now = row_values(conn, metadata.tables[table], row_id)
        query = select(log).where(log.c.row_id == row_id, log.c.table == table).order_by(log.c.key)
        changes = conn.execute(query).all()
        made = _made(conn, now["finding_id"]) if now else None
        if made is None or not changes or changes[0].key > made or any(one.erased for one in changes):
            continue
        later = [one for one in changes if one.key > made and '"finding_id":' in (one.after or "")]
        if later:
            _begin_with(conn, later[0], [one for one in changes if one.key < later[0].key])


def _made(conn: Connection, finding_id: str) -> int | None:
    """The key of the change that made a finding."""
    log = tables.change
    made = select(func.min(log.c.key)).where(
        log.c.row_id == finding_id, log.c.table == "finding", log.c.before.is_(None)
    )
    return conn.execute(made).scalar()


def _begin_with(conn: Connection, first: Row[Any], earlier: Sequence[Row[Any]]) -> None:
    """Makes `first` the change that made its row, as it stood then, and forgets the earlier ones."""
    log = tables.change
    state: dict[str, Any] = {}
    for one in (*earlier, first):
        state = {} if one.after is None else {**state, **json.loads(one.after)}
    before = purge.counts(conn, [first.row_id])
    conn.execute(delete(log).where(log.c.key.in_([one.key for one in earlier])))
    told = json.dumps(state, ensure_ascii=False)
    conn.execute(update(log).where(log.c.key == first.key).values(before=None, after=told))
    step = tables.step
    parted = (step.c.seq == first.step, step.c.operation == Operation.SPLIT_FINDING)
    conn.execute(update(step).where(*parted).values(operation=Operation.ADD_FINDING))
    purge.rename(conn, before)


def flatten_history(conn: Connection, table: str, row_id: str, state: dict[str, Any]) -> None:
    """Makes the journal say that these columns of a row were always as in `state`."""
    log = tables.change
    for change in conn.execute(select(log).where(log.c.row_id == row_id, log.c.table == table)).all():
        sides = {side: _with(getattr(change, side), state) for side in ("before", "after")}
        if sides != {"before": change.before, "after": change.after}:
            conn.execute(update(log).where(log.c.key == change.key).values(sides))


def _with(record: str | None, state: dict[str, Any]) -> str | None:
    if record is None:
        return None
    values = json.loads(record)
    values.update((name, value) for name, value in state.items() if name in values)
    return json.dumps(values, ensure_ascii=False)


def _family(conn: Connection, note_ids: Iterable[str]) -> set[str]:
    """The notes, there or gone, that shared words with these through steps that split or joined notes."""
    family: set[str] = set()
    new = set(note_ids)
    while new:
        family |= new
        found = {row.row_id for step in _sharing_steps(conn, new) for row in _notes_of(conn, step)}
        new = found - family
    return family


def _sharing_steps(conn: Connection, note_ids: Iterable[str]) -> set[int]:
    """Steps that changed the text of one note and made or took away another: splitting, joining, and their undo."""
    log = tables.change
    touching: set[int] = set()
    for part in _chunks(list(note_ids)):
        touching |= set(conn.execute(select(log.c.step).where(log.c.row_id.in_(part))).scalars())
    texts: set[int] = set()
    for some in _chunks(list(touching)):
        changed = select(log.c.step).where(log.c.step.in_(some), log.c.table == "note")
        changed = changed.where(log.c.before.contains('"text":'), log.c.after.is_not(None))
        texts |= set(conn.execute(changed).scalars())
    return {step for step in texts if any(None in (row.before, row.after) for row in _notes_of(conn, step))}


def _notes_of(conn: Connection, step: int) -> list[Row[Any]]:
    log = tables.change
    return list(conn.execute(select(log).where(log.c.step == step, log.c.table == "note")))


def _settle_notes(conn: Connection, others: Iterable[str], family: set[str]) -> list[str]:
    """Collapses the history of the other notes of a family; returns those that were joined into one of it."""
    joined = []
    sharing = _sharing_steps(conn, family) if len(family) > 1 else set()
    for note_id in sorted(others):
        now = row_values(conn, tables.note, note_id)
        last = None if now else _last_delete(conn, note_id)
        if now:
            flatten_history(conn, "note", note_id, {"text": now["text"]})
        elif last is not None and last.step in sharing:
            joined.append(note_id)
        elif last is not None:
            flatten_history(conn, "note", note_id, {"text": json.loads(last.before)["text"]})
    return joined


def _last_delete(conn: Connection, note_id: str) -> Row[Any] | None:
    log = tables.change
    query = select(log).where(log.c.row_id == note_id, log.c.after.is_(None), log.c.before.is_not(None))
    return conn.execute(query.order_by(log.c.key.desc()).limit(1)).first()


@dataclass(frozen=True, slots=True)
class _Excerpts:
    """Every excerpt there ever was: the notes it stood on and the findings it belonged to, by its id; `mine` are those
    that ever stood on a family of notes."""

    stood: dict[str, set[str]]
    belonged: dict[str, set[str]]
    mine: tuple[str, ...]

    def of(self, finding_id: str) -> list[str]:
        """The excerpts that ever belonged to a finding."""
        return [one for one, findings in self.belonged.items() if finding_id in findings]


def _all_excerpts(conn: Connection, family: set[str]) -> _Excerpts:
    log = tables.change
    stood: dict[str, set[str]] = {}
    belonged: dict[str, set[str]] = {}
    for row in conn.execute(select(log.c.row_id, log.c.before, log.c.after).where(log.c.table == "excerpt")):
        told = f"{row.before or ''}{row.after or ''}"
        stood.setdefault(row.row_id, set()).update(_NOTE_OF.findall(told))
        belonged.setdefault(row.row_id, set()).update(_FINDING_OF.findall(told))
    return _Excerpts(stood, belonged, tuple(sorted(one for one, notes in stood.items() if notes & family)))


def _settle_excerpts(conn: Connection, excerpts: _Excerpts) -> list[str]:
    """Collapses the history of excerpts that still stand; returns the others."""
    gone = []
    for excerpt_id in excerpts.mine:
        now = row_values(conn, tables.excerpt, excerpt_id)
        if now is None:
            gone.append(excerpt_id)
        else:
            flatten_history(conn, "excerpt", excerpt_id, {name: now[name] for name in _PLACE})
    return gone


def _findings_gone(conn: Connection, excerpts: _Excerpts, notes: set[str], erased: set[str]) -> list[str]:
    """Findings that are gone and rested on nothing but these notes, or were merged into one that goes now."""
    finding, excerpt = tables.finding, tables.excerpt
    ever = {finding_id for one in excerpts.mine for finding_id in excerpts.belonged[one]}
    there = set(conn.execute(select(finding.c.id).where(finding.c.id.in_(ever))).scalars())
    found = []
    for finding_id in sorted(ever - there):
        rows = excerpts.of(finding_id)
        stood = {note for one in rows for note in excerpts.stood[one]}
        now = select(excerpt.c.finding_id).where(excerpt.c.id.in_(rows))
        if stood <= notes or set(conn.execute(now).scalars()) & erased:
            found.append(finding_id)
    return found


def _settle_parts(
    conn: Connection, findings: Collection[str]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What belonged to findings that go or are gone: a row that moved to another finding belongs to it and always did.
    Returns the rows that are gone and those that moved."""
    log, wanted = tables.change, set(findings)
    parts = [column.table.name for column in belonging_to(tables.finding, Belongs.PART, Belongs.EVIDENCE)]
    query = select(log.c.table, log.c.row_id, log.c.before, log.c.after).where(log.c.table.in_(parts))
    touched = {
        (row.table, row.row_id): None
        for row in conn.execute(query if wanted else query.limit(0))
        if wanted.intersection(_FINDING_OF.findall(f"{row.before or ''}{row.after or ''}"))
    }
    gone, moved = [], []
    for table, row_id in touched:
        now = row_values(conn, metadata.tables[table], row_id)
        if now is None:
            gone.append((table, row_id))
        else:
            flatten_history(conn, table, row_id, {"finding_id": now["finding_id"]})
            if now["finding_id"] not in wanted:
                moved.append((table, row_id))
    return gone, moved


def _chunks(values: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))
