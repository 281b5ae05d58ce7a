"""Safeguarding: contacts, and records that are sealed away from everything else and leave by one handover.

A sealed record takes the notes it is about with it: they, their excerpts and the findings that rest on nothing else
leave notes, journal, index and drafts without a gap. It is no step and cannot be undone. The child's identity is not
recorded here: it goes on the council's own form.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select, update

from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.records import StepInfo
from crp_desktop.domain.text import clean
from crp_desktop.domain.words import tr
from crp_desktop.services.capture import draft_place
from crp_desktop.services.done import Done
from crp_desktop.services.draft import forget_draft
from crp_desktop.services.sign_off import take_pieces
from crp_desktop.services.withdrawal import finding_parts
from crp_desktop.storage import purge, tables
from crp_desktop.storage.handover import write_handover
from crp_desktop.storage.journal import now
from crp_desktop.storage.keys import check_new_passphrase
from crp_desktop.storage.lineage import settle_relatives
from crp_desktop.storage.rows import columns_of
from crp_desktop.storage.store import Store

_GOOD_PART = 12


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call: `position` orders the list; `hours` is when they answer."""

    id: str
    role: str
    name: str
    phone: str
    hours: str


@dataclass(frozen=True, slots=True)
class Concern:
    """What was said and done, in the words of whoever writes it down; `words` are the child's exact words."""

    words: str
    said_at: str = ""
    place: str = ""
    present: str = ""
    done: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sealed record that nobody has confirmed yet; no word of it. Times are UTC, `utc_offset` the room's."""

    id: str
    sealed_at: str
    utc_offset: int
    handed_at: str
    handed_how: str
    handed_to: str


def contacts(store: Store) -> list[Contact]:
    """The council's own contacts in their order, then the numbers that hold everywhere."""
    table = tables.contact
    with store.read() as conn:
        rows = conn.execute(select(*columns_of(table, Contact)).order_by(table.c.position, table.c.id))
        own = [Contact(*row) for row in rows]
    known = {contact.phone.replace(" ", "") for contact in own}
    return [*own, *(one for one in everywhere() if one.phone.replace(" ", "") not in known)]


def everywhere() -> tuple[Contact, ...]:
    """The numbers that hold in every council."""
    return (
        Contact("999", tr("In danger now"), tr("Police, ambulance, fire"), "999", tr("always")),
        Contact("nspcc", tr("For adults who worry"), tr("NSPCC helpline"), "0808 800 5000", ""),
        Contact("childline", tr("For children"), tr("Childline"), "0800 1111", tr("always")),
    )


def concern_place(workshop_id: str, note_ids: Sequence[str] = ()) -> str:
    """The name under which a record that is being written about these notes keeps its draft until it is sealed."""
    return ":".join(("concern", workshop_id, *sorted(note_ids)))


def seal(store: Store, workshop_id: str, concern: Concern, note_ids: Sequence[str] = ()) -> Done[str]:
    """Seals a record, and the notes it is about with all that rests on them; returns the record's id.

    It cannot be undone. Raises InputProblem without words, or the disk's Problem; then nothing was changed.
    """
    if not clean(concern.words).strip():
        raise InputProblem(
            tr("The exact words are missing."), tr("Nothing was changed."), tr("Write down what was said.")
        )
    with store.unjournaled() as conn:
        taken_back = _taken_back(conn, workshop_id, concern.words)
        rows = _with_what_rests(conn, note_ids)
        sealed = [row["id"] for table, row in rows if table is tables.finding]
        others = settle_relatives(conn, [*note_ids, *taken_back], sealed)
        content = [{"table": table.name, "row": dict(row)} for table, row in rows]
        record_id = _insert(conn, store, workshop_id, concern, json.dumps(content, ensure_ascii=False))
        take_pieces(conn, [*sealed, *others.findings])
        gone = [*others.gone, *(("note", note_id) for note_id in taken_back)]
        purge.vanish(conn, [*((table.name, row["id"]) for table, row in rows), *gone])
        forget_draft(conn, draft_place(workshop_id))
        forget_draft(conn, concern_place(workshop_id, note_ids))
    purge.settle(store.engine)
    touched = frozenset({"note", "finding", "excerpt", "speaker"})
    return Done(StepInfo(record_id, "", touched, frozenset({workshop_id})), record_id)


def _insert(conn: Connection, store: Store, workshop_id: str, concern: Concern, content: str) -> str:
    at, offset = now()
    record_id = new_id()
    values = {name: clean(getattr(concern, name)).strip() for name in Concern.__slots__}
    by = store.author.person_id if store.author else ""
    conn.execute(
        insert(tables.sealed).values(
            id=record_id,
            workshop_id=workshop_id,
            content=content,
            sealed_at=at,
            utc_offset=offset,
            sealed_by=by,
            **values,
        )
    )
    return record_id


def _taken_back(conn: Connection, workshop_id: str, words: str) -> list[str]:
    """Notes of the workshop that were deleted or undone and are these words, or a good part of them: undo must not
    bring them back."""
    log, note = tables.change, tables.note
    said = " ".join(clean(words).casefold().split())
    query = select(log.c.row_id, log.c.before, log.c.after).where(
        log.c.table == "note", log.c.workshop_id == workshop_id, log.c.row_id.not_in(select(note.c.id))
    )
    found = set()
    for row in conn.execute(query):
        for record in (row.before, row.after):
            text = " ".join(str(json.loads(record or "{}").get("text", "")).casefold().split())
            if text and (text == said or (len(text) >= _GOOD_PART and (text in said or said in text))):
                found.add(row.row_id)
    return sorted(found)


def _with_what_rests(conn: Connection, note_ids: Sequence[str]) -> list[tuple[Table, Any]]:
    """The notes, what stands on them, and the findings that rest on nothing else with all that is theirs."""
    excerpt = tables.excerpt
    on_them = excerpt.c.note_id.in_(note_ids)
    touched = select(excerpt.c.finding_id).where(on_them)
    others = select(excerpt.c.finding_id).where(excerpt.c.note_id.not_in(note_ids))
    alone = conn.execute(
        select(tables.finding.c.id).where(
            tables.finding.c.id.in_(touched), tables.finding.c.id.not_in(others)
        )
    )
    finding_ids = list(alone.scalars())
    parts: list[tuple[Table, Any]] = [(tables.note, tables.note.c.id.in_(note_ids)), (excerpt, on_them)]
    for table in (*finding_parts(), tables.evidence):
        if table is not excerpt:
            parts.append((table, table.c.finding_id.in_(finding_ids)))
    parts.append((tables.finding, tables.finding.c.id.in_(finding_ids)))
    return [
        (table, row) for table, where in parts for row in conn.execute(select(table).where(where)).mappings()
    ]


def waiting(store: Store) -> list[Waiting]:
    """Records whose receipt is not confirmed yet, the oldest first: what the reminder stands on."""
    table = tables.sealed
    query = select(*columns_of(table, Waiting)).where(table.c.confirmed_at == "").order_by(table.c.sealed_at)
    with store.read() as conn:
        return [Waiting(*row) for row in conn.execute(query)]


def handover(store: Store, record_id: str) -> dict[str, str]:
    """The one record as it leaves, {heading: words} in order. Raises NotFound."""
    table = tables.sealed
    with store.read() as conn:
        row = conn.execute(select(table).where(table.c.id == record_id)).first()
        if row is None:
            raise NotFound(tr("There is no such record."), tr("Nothing was changed."))
        person = conn.execute(
            select(tables.person.c.name).where(tables.person.c.id == row.sealed_by)
        ).scalar()
        council = conn.execute(select(tables.programme.c.council)).scalar()
    content = json.loads(row.content or "[]")
    notes = [part["row"]["text"] for part in content if part["table"] == "note"]
    parts = {
        tr("Record"): row.id,
        tr("Council"): council or "",
        tr("Exact words"): row.words,
        tr("When it was said"): row.said_at,
        tr("Where"): row.place,
        tr("Who was present"): row.present,
        tr("What was done"): row.done,
        tr("Who was told"): row.told,
        tr("Written down by"): person or "",
        tr("Written down at (UTC)"): row.sealed_at,
        tr("Notes sealed with it"): "\n".join(notes),
    }
    return {heading: words for heading, words in parts.items() if words}


def handover_text(store: Store, record_id: str) -> str:
    """The record for paper, with a place to sign for it. Raises NotFound."""
    parts = [f"{heading}\n{words}" for heading, words in handover(store, record_id).items()]
    title = tr("Safeguarding record: for the safeguarding lead only")
    form = tr("The child’s identity is not on this paper. It goes on the council’s own form.")
    receipt = tr("Received by: ____________________   Date and time: ____________________")
    return "\n\n".join((title, *parts, form, receipt))


def hand_over_file(store: Store, record_id: str, path: Path, passphrase: str, to: str) -> None:
    """Writes the record to an encrypted file with a passphrase of its own and notes to whom it went.

    Raises InputProblem for a weak passphrase, StoreProblem when the file cannot be made, NotFound.
    """
    check_new_passphrase(passphrase)
    write_handover(path, passphrase, handover(store, record_id))
    note_handover(store, record_id, tr("encrypted file"), to)


def note_handover(store: Store, record_id: str, how: str, to: str) -> None:
    """Notes that a record was handed over: on paper, as a file. No step, no undo. Raises NotFound."""
    _mark(store, record_id, handed_at=now()[0], handed_how=how, handed_to=clean(to).strip())


def confirm_receipt(store: Store, record_id: str, by: str) -> None:
    """Notes who confirmed that they have the record, which ends the reminder. Raises InputProblem, NotFound."""
    if not clean(by).strip():
        raise InputProblem(
            tr("Who confirmed it is missing."), tr("Nothing was changed."), tr("Write who has the record.")
        )
    _mark(store, record_id, confirmed_at=now()[0], confirmed_by=clean(by).strip())


def _mark(store: Store, record_id: str, **values: str) -> None:
    table = tables.sealed
    with store.unjournaled() as conn:
        if not conn.execute(update(table).where(table.c.id == record_id).values(values)).rowcount:
            raise NotFound(tr("There is no such record."), tr("Nothing was changed."))
