"""Safeguarding: contacts, and records that are sealed away from everything else.

A sealed record takes the notes it is about with it: they, their excerpts and the findings that rest on nothing else
leave notes, journal, index and drafts without a gap. It is no step and cannot be undone. The child's identity is not
recorded here: it goes on the council's own form. The one way out of a record is in `handover`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, insert, or_, select

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import StepInfo
from crp_desktop.domain.text import clean
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.services.assessment.sign_off import take_pieces
from crp_desktop.services.capture.draft import forget_draft, forget_drafts_of
from crp_desktop.services.capture.lines import draft_place
from crp_desktop.services.done import Done
from crp_desktop.services.privacy.withdrawal import Resting, withdrawal_of_notes
from crp_desktop.services.privacy.withdrawn_words import excerpts_of, repeats, settle_texts, words_of
from crp_desktop.storage import purge, tables
from crp_desktop.storage.columns import Belongs
from crp_desktop.storage.journal import now, row_values
from crp_desktop.storage.lineage import rebase_history, scrub_related_history
from crp_desktop.storage.ownership import pointing_rows, rows_with_parts
from crp_desktop.storage.rows import columns_of
from crp_desktop.storage.store import Store


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


def contacts(store: Store, /) -> list[Contact]:
    """999 first, then the council's own contacts in their order and the numbers that hold everywhere."""
    table = tables.contact
    with store.read() as conn:
        rows = conn.execute(select(*columns_of(table, Contact)).order_by(table.c.position, table.c.id))
        own = [Contact(*row) for row in rows]
    known = {contact.phone.replace(" ", "") for contact in own}
    every = [*own, *(one for one in everywhere() if one.phone.replace(" ", "") not in known)]
    return sorted(every, key=lambda one: one.phone.replace(" ", "") != "999")


def everywhere() -> tuple[Contact, ...]:
    """The numbers that hold in every council."""
    return (
        Contact("999", tr("In immediate danger"), tr("Police, ambulance, fire"), "999", tr("24 hours a day")),
        Contact("nspcc", tr("For adults worried about a child"), tr("NSPCC helpline"), "0808 800 5000", ""),
        Contact(
            "childline",
            tr("For children and young people"),
            tr("Childline"),
            "0800 1111",
            tr("24 hours a day"),
        ),
    )


def concern_place(workshop_id: str, note_ids: Sequence[str] = ()) -> str:
    """The name under which a record that is being written about these notes keeps its draft until it is sealed."""
    return ":".join(("concern", workshop_id, *sorted(note_ids)))


def resting_on(store: Store, /, note_ids: Sequence[str]) -> tuple[Resting, ...]:
    """Findings that rest on these notes. Those that rest on nothing else are sealed with them; of the others the
    person says which are."""
    return withdrawal_of_notes(store, note_ids).findings if note_ids else ()


def seal(
    store: Store,
    /,
    workshop_id: str,
    concern: Concern,
    note_ids: Sequence[str] = (),
    finding_ids: Sequence[str] = (),
) -> Done[str]:
    """Seals a record, the notes it is about, the findings that rest on nothing else, and of the others those named;
    returns the record's id. What was typed elsewhere and not filed yet goes where it repeats the words.

    It cannot be undone. Raises InputProblem without words, or the disk's Problem; then nothing was changed.
    """
    if not clean(concern.words).strip():
        raise InputProblem(
            tr("The exact words are missing."), tr("Nothing was changed."), tr("Write down what was said.")
        )
    with store.unjournaled() as conn:
        said = words_of(conn, note_ids, [concern.words])
        rows = _with_what_rests(conn, note_ids, finding_ids, said)
        earlier = repeats(conn, workshop_id, said)
        sealed = [row["id"] for table, row in rows if table is tables.finding]
        others = scrub_related_history(conn, [*note_ids, *earlier.notes], [*sealed, *earlier.findings])
        content = [{"table": table.name, "row": dict(row)} for table, row in rows]
        record_id = _insert(conn, store, workshop_id, concern, json.dumps(content, ensure_ascii=False))
        take_pieces(conn, [*sealed, *others.findings, *earlier.findings])
        gone = [*others.gone, *((RecordKind.NOTE, one) for one in earlier.notes)]
        gone += [(RecordKind.FINDING, one) for one in earlier.findings]
        purge.hard_delete(conn, [*((table.name, row["id"]) for table, row in rows), *gone])
        rebase_history(conn, others.moved)
        settle_texts(conn, earlier.standing)
        forget_draft(conn, draft_place(workshop_id))
        forget_draft(conn, concern_place(workshop_id, note_ids))
        forget_drafts_of(conn, said)
    purge.settle(store.engine)
    touched = frozenset({RecordKind.NOTE, RecordKind.FINDING, RecordKind.EXCERPT, RecordKind.SPEAKER})
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


def _with_what_rests(
    conn: Connection, note_ids: Sequence[str], chosen: Sequence[str], said: WithdrawnWordsMatcher
) -> list[tuple[Table, Any]]:
    """The notes, what stands on them, and the findings that rest on nothing else or were chosen, with all theirs."""
    excerpt = tables.excerpt
    theirs = excerpts_of(conn, note_ids, said)
    on_them = excerpt.c.id.in_(theirs)
    touched = select(excerpt.c.finding_id).where(on_them)
    others = select(excerpt.c.finding_id).where(excerpt.c.id.not_in(theirs))
    table = tables.finding
    alone = and_(table.c.id.in_(touched), table.c.id.not_in(others))
    with_them = select(table.c.id).where(or_(alone, table.c.id.in_(chosen)))
    finding_ids = list(conn.execute(with_them).scalars())
    findings = rows_with_parts(conn, table, finding_ids)
    evidence = pointing_rows(conn, findings, Belongs.EVIDENCE)
    wanted = dict.fromkeys(
        [
            *rows_with_parts(conn, tables.note, note_ids),
            *((excerpt, row_id) for row_id in theirs),
            *findings,
            *((column.table, row_id) for column, row_id in evidence),
        ]
    )
    return [(one, row) for one, row_id in wanted if (row := row_values(conn, one, row_id))]
