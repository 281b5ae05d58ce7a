"""Putting stand-ins for names, for good: in every text of a workshop at once, and in everything that remembers them.

No key is kept: afterwards nothing in the file says whose letter it is. What the journal, the index, drafts and signed
assessments held of the names goes in the same transaction. A safeguarding record keeps the child's exact words, and so
does one that is being written.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select, update

from crp_desktop.documents.model import Request
from crp_desktop.documents.review.review import Found, decide_quote, remember_fine, review
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifiers import What, find_identifiers
from crp_desktop.domain.kinds import ExcerptState, RecordKind
from crp_desktop.domain.name_lists import NameLists, keys
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.pseudonyms import Swap, changed, changes, may_hold, moved
from crp_desktop.domain.records import StepInfo
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.services.privacy.texts import Text, snapshot_places, texts
from crp_desktop.services.privacy.watched_words import name_lists
from crp_desktop.storage import purge, tables
from crp_desktop.storage.columns import Belongs, metadata
from crp_desktop.storage.journal import Step, row_values
from crp_desktop.storage.ownership import belonging_to, columns_reading
from crp_desktop.storage.store import Store

_CHUNK = 500
_Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class StandIn:
    """What somebody decided: which name, and what stands for it from now on."""

    found: Found
    words: str


def put_stand_ins(store: Store, /, chosen: Sequence[StandIn]) -> Done[int]:
    """Puts the stand-ins in every text of the workshops they belong to; returns how many texts changed.

    It cannot be undone, nor can what was done before it. Raises Refused while a legal hold is on such a workshop,
    InputProblem for a stand-in without words.
    """
    if not chosen or not all(clean_line(one.words) for one in chosen):
        raise InputProblem(tr("Choose a stand-in for this name."), tr("Nothing was changed."))
    lists = name_lists(store)
    with store.write(Operation.PUT_PSEUDONYMS, n=len(chosen), final=True) as step:
        work = _Work(step, lists)
        for workshop_id in dict.fromkeys(one.found.workshop_id for one in chosen):
            some = [one for one in chosen if one.found.workshop_id == workshop_id]
            if workshop_id:
                _check_hold(step.conn, workshop_id)
                work.whole_workshop(workshop_id, some)
            else:
                for one in some:
                    work.places_only(one)
    purge.settle(store.engine)
    return Done(step.info, len(work.written))


def _swap(one: StandIn) -> Swap:
    return Swap(one.found.ways, clean_line(one.words))


def _check_hold(conn: Connection, workshop_id: str) -> None:
    table = tables.workshop
    if conn.execute(select(table.c.legal_hold).where(table.c.id == workshop_id)).scalar():
        raise Refused(
            tr("This workshop is under a legal hold, so nothing in it can be erased."),
            tr("Nothing was changed."),
            tr("Leave these words out of the document, or ask your data protection officer."),
        )


class _Work:
    """One final step that rewrites texts. `written` are the rows it changed or whose history it forgot."""

    def __init__(self, step: Step, lists: NameLists) -> None:
        self._step, self._conn, self._lists = step, step.conn, lists
        self.written: set[_Row] = set()

    def whole_workshop(self, workshop_id: str, chosen: Sequence[StandIn]) -> None:
        """Every text that belongs to a workshop, and every memory of such texts."""
        every = [one for one in texts(self._conn, everything=True) if workshop_id in one.workshops]
        swaps = [self._in_full(one, every) for one in chosen]
        apart = (RecordKind.NOTE, RecordKind.EXCERPT, RecordKind.SIGN_OFF)
        self._rewrite([one for one in every if one.table not in apart], swaps)
        for one in every:
            if one.table == RecordKind.NOTE:
                self._note(one, swaps)
        self._rewrite([one for one in every if one.table == RecordKind.EXCERPT], swaps)
        self._signed(swaps, {one.row_id for one in every if one.table == RecordKind.SIGN_OFF}, workshop_id)
        rows = {(one.table, one.row_id) for one in every} | self._belonging(workshop_id)
        self._forget(workshop_id, rows, swaps)
        self._drafts({workshop_id, *(row_id for _, row_id in rows)}, swaps)

    def places_only(self, one: StandIn) -> None:
        """The places at which it was seen, and what the journal holds of those rows."""
        swaps = [_swap(one)]
        seen = list(dict.fromkeys(place.text for place in one.found.seen))
        self._rewrite([text for text in seen if text.table != RecordKind.SIGN_OFF], swaps)
        self._signed(swaps, {text.row_id for text in seen if text.table == RecordKind.SIGN_OFF}, "")
        rows = {(text.table, text.row_id) for text in seen}
        self._forget("", rows, swaps)
        self._drafts({row_id for _, row_id in rows}, swaps)

    def _in_full(self, one: StandIn, every: Iterable[Text]) -> Swap:
        """A person is written in more ways in the notes than in the paper: with the family name, say. Where two people
        of the workshop share a given name, nobody but the person who reviews can tell which of them it is."""
        swap = _swap(one)
        if one.found.what is not What.PERSON:
            return swap
        firsts, found = {keys(way)[:1] for way in swap.ways}, dict.fromkeys(swap.ways)
        for text in every:
            if may_hold(text.text, [swap]):
                for hit in find_identifiers(text.text, self._lists):
                    if hit.what is What.PERSON and keys(hit.words)[:1] in firsts:
                        found[hit.words] = None
        two = len({keys(way) for way in found if len(keys(way)) > 1}) > 1
        return swap if two else Swap(tuple(found), swap.stand_in)

    def _rewrite(self, some: Iterable[Text], swaps: Sequence[Swap]) -> None:
        rows: dict[_Row, dict[str, str]] = {}
        for one in some:
            made = changes(one.text, swaps, self._lists)
            if made and (one.table != RecordKind.EXCERPT or (one.table, one.row_id) not in self.written):
                rows.setdefault((one.table, one.row_id), {})[one.column] = changed(one.text, made)
        for row, values in rows.items():
            self._write(row, values)

    def _write(self, row: _Row, values: Mapping[str, Any]) -> None:
        table, row_id = row
        self._step.rewrite(metadata.tables[table], row_id, **values)
        self.written.add(row)

    def _note(self, note: Text, swaps: Sequence[Swap]) -> None:
        """A note with its excerpts, which stay on their words."""
        made = changes(note.text, swaps, self._lists)
        if not made:
            return
        self._write((note.table, note.row_id), {"text": changed(note.text, made)})
        text = changed(note.text, made)
        table = tables.excerpt
        for one in self._conn.execute(select(table).where(table.c.note_id == note.row_id)).mappings().all():
            start, end = moved(one["start"], made, end=False), moved(one["end"], made, end=True)
            firm = one["state"] is ExcerptState.FIRM
            words = text[start:end] if firm else self._changed(one["words"], swaps)
            self._write(("excerpt", one["id"]), {"start": start, "end": end, "words": words})

    def _changed(self, text: str, swaps: Sequence[Swap]) -> str:
        return changed(text, changes(text, swaps, self._lists))

    def _signed(self, swaps: Sequence[Swap], row_ids: set[str], workshop_id: str) -> None:
        """Signed assessments: words change, no level does."""
        table = tables.sign_off
        homes = self._findings(workshop_id) if workshop_id else None
        for row_id in sorted(row_ids):
            held = self._conn.execute(select(table.c.snapshot).where(table.c.id == row_id)).scalar_one()
            told = json.loads(held)
            for part, name in snapshot_places(told):
                if homes is None or part.get("finding_id") in homes:
                    part[name] = self._changed(part[name], swaps)
            after = json.dumps(told, ensure_ascii=False)
            if told != json.loads(held):
                self._write((table.name, row_id), {"snapshot": after})

    def _findings(self, workshop_id: str) -> set[str]:
        finding, excerpt = tables.finding, tables.excerpt
        mine = select(finding.c.id).where(finding.c.workshop_id == workshop_id)
        on_it = select(excerpt.c.finding_id).where(excerpt.c.workshop_id == workshop_id)
        return {*self._conn.execute(mine).scalars(), *self._conn.execute(on_it).scalars()}

    def _belonging(self, workshop_id: str) -> set[_Row]:
        """Rows of findings of the workshop, there or gone, whose changes name no workshop in the journal."""
        log = tables.change
        gone = (
            select(log.c.row_id)
            .where(log.c.workshop_id == workshop_id, log.c.table == RecordKind.FINDING)
            .distinct()
        )
        findings = self._findings(workshop_id) | set(self._conn.execute(gone).scalars())
        parts = [
            column.table.name
            for column in belonging_to(tables.finding, Belongs.PART, Belongs.EVIDENCE)
            if columns_reading(column.table) and "workshop_id" not in column.table.columns
        ]
        query = select(log.c.table, log.c.row_id, log.c.before, log.c.after).where(log.c.table.in_(parts))
        found = {("finding", one) for one in findings}
        for row in self._conn.execute(query):
            told = json.loads(row.after or row.before or "{}")
            if told.get("finding_id") in findings:
                found.add((row.table, row.row_id))
        return found

    def _forget(self, workshop_id: str, rows: set[_Row], swaps: Sequence[Swap]) -> None:
        """Takes the names out of the journal: rows that stand are known as they are now, those that are gone by
        nothing any more."""
        held: set[_Row] = set()
        for row, record in self._records(workshop_id, rows):
            if row not in self.written and row not in held and self._holds(record, swaps):
                held.add(row)
        for table, row_id in sorted(held):
            now = row_values(self._conn, metadata.tables[table], row_id)
            if now is None:
                self._step.forget(row_id)
            else:
                self._write((table, row_id), {name: now[name] for name in now if name != "id"})

    def _holds(self, record: str, swaps: Sequence[Swap]) -> bool:
        if not may_hold(record, swaps):
            return False
        said = [one for one in _strings(json.loads(record)) if may_hold(one, swaps)]
        return any(changes(one, swaps, self._lists) for one in said)

    def _records(self, workshop_id: str, rows: set[_Row]) -> Iterable[tuple[_Row, str]]:
        log = tables.change
        columns = select(log.c.table, log.c.row_id, log.c.before, log.c.after)
        ids = sorted({row_id for _, row_id in rows})
        wheres: list[Any] = [log.c.row_id.in_(ids[at : at + _CHUNK]) for at in range(0, len(ids), _CHUNK)]
        if workshop_id:
            wheres.append(log.c.workshop_id == workshop_id)
        for where in wheres:
            kept = or_(log.c.before.is_not(None), log.c.after.is_not(None))
            for row in self._conn.execute(columns.where(where, kept)).all():
                for record in filter(None, (row.before, row.after)):
                    yield (row.table, row.row_id), record

    def _drafts(self, ids: set[str], swaps: Sequence[Swap]) -> None:
        """What stands in a field of this workshop and is not filed yet."""
        table = tables.draft
        for row in self._conn.execute(select(table)).all():
            parts = row.place.split(":")
            if parts[0] == "concern" or not ids.intersection(parts):
                continue
            context = {
                name: self._changed(one, swaps) for name, one in json.loads(row.context or "{}").items()
            }
            after = {"text": self._changed(row.text, swaps), "context": json.dumps(context)}
            self._conn.execute(update(table).where(table.c.id == row.id).values(after))


def _strings(value: Any) -> Iterable[str]:
    """Every text in a record of the journal; a signed assessment is looked through as well."""
    if isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, str):
        yield from _strings(json.loads(value)) if value.startswith('{"format"') else (value,)


@dataclass(frozen=True, slots=True)
class Decided:
    """What somebody decided in the private review; `let` and `out` are the excerpts of quotes."""

    stand_ins: tuple[StandIn, ...] = ()
    fine: tuple[Found, ...] = ()
    let: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()


def settle_review(store: Store, /, request: Request, decided: Decided) -> Done[int]:
    """Does what was decided about a document; returns how many texts changed for good.

    What was found fine is remembered for the texts as they are afterwards. Raises what `put_stand_ins` raises; then
    nothing was changed.
    """
    done: Done[int] = Done(StepInfo("", "", frozenset(), frozenset()), 0)
    if decided.stand_ins:
        done = put_stand_ins(store, decided.stand_ins)
    now = review(store, request)
    fine = {(one.what, one.words, one.workshop_id) for one in decided.fine}
    remember_fine(store, [one for one in now.found if (one.what, one.words, one.workshop_id) in fine])
    for quote in now.quotes:
        if quote.excerpt_id in decided.let | decided.out:
            decide_quote(store, quote, let=quote.excerpt_id in decided.let)
    return done
