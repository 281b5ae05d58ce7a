"""The one way out of a sealed record: on paper or as one encrypted file, a receipt that ends the reminder, and reading
such a file where it arrives, with or without a programme."""

import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from crp_desktop.documents.model import Request
from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind, NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.text import clean
from crp_desktop.services.programme.people import known_names
from crp_desktop.storage import handover as files
from crp_desktop.storage import tables
from crp_desktop.storage.handover import Part
from crp_desktop.storage.journal import now
from crp_desktop.storage.keys import check_new_passphrase
from crp_desktop.storage.rows import columns_of
from crp_desktop.storage.store import Store

_FACTS = ("workshop", "said_at", "place", "present", "told", "written_by", "written_at", "record")
_COUNCIL, _EXACT = "council", "words"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sealed record that nobody has confirmed yet; no word of it. Times are UTC, `utc_offset` the room's."""

    id: str
    workshop_id: str
    sealed_at: str
    utc_offset: int
    handed_at: str
    handed_how: str
    handed_to: str


def waiting(store: Store, /) -> list[Waiting]:
    """Records whose receipt is not confirmed yet, the oldest first: what the reminder stands on."""
    table = tables.sealed
    query = select(*columns_of(table, Waiting)).where(table.c.confirmed_at == "").order_by(table.c.sealed_at)
    with store.read() as conn:
        return [Waiting(*row) for row in conn.execute(query)]


def handover(store: Store, /, record_id: str) -> list[Part]:
    """The one record as it leaves, in order, without parts that have no words. Raises NotFound."""
    table = tables.sealed
    with store.read() as conn:
        row = conn.execute(select(table).where(table.c.id == record_id)).mappings().first()
        if row is None:
            raise NotFound(tr("There is no such record."), tr("Nothing was changed."))
        person = _name(conn, row["sealed_by"])
        council = conn.execute(select(tables.programme.c.council)).scalar() or ""
        content = json.loads(row["content"] or "[]")
        parts = [
            Part(_COUNCIL, tr("Council"), council),
            Part(_EXACT, tr("Exact words"), row["words"]),
            Part("workshop", tr("Workshop"), _workshop(conn, row["workshop_id"])),
            Part("said_at", tr("When it was said"), row["said_at"]),
            Part("place", tr("Where"), row["place"]),
            Part("present", tr("Who was present"), row["present"]),
            Part("told", tr("Who was told"), row["told"]),
            Part("done", tr("What was done"), row["done"]),
            Part("notes", tr("Notes sealed with it"), _notes(conn, content)),
            Part("findings", tr("Findings sealed with it"), _findings(content)),
            Part("written_by", tr("Written down by"), person),
            Part("written_at", tr("Written down at"), _moment(row["sealed_at"], row["utc_offset"])),
            Part("record", tr("Record"), row["id"]),
        ]
    return [part for part in parts if part.words]


def _name(conn: Connection, person_id: str) -> str:
    return conn.execute(select(tables.person.c.name).where(tables.person.c.id == person_id)).scalar() or ""


def _moment(at: str, offset: int) -> str:
    """“22 November 2026, 14:05”, the time in the room."""
    there = datetime.fromisoformat(at) + timedelta(minutes=offset)
    return tr("{day}, {time}", day=long_date(there.date()), time=f"{there:%H:%M}")


def _workshop(conn: Connection, workshop_id: str) -> str:
    table = tables.workshop
    row = conn.execute(select(table).where(table.c.id == workshop_id)).mappings().first()
    if row is None:
        return ""
    day = as_day(row["held_on"])
    parts = (
        tr("Workshop {number}", number=row["number"]),
        row["title"],
        long_date(day) if day else row["held_on"],
        row["place"],
    )
    return ", ".join(part for part in parts if part)


def _rows(content: Iterable[Mapping[str, Any]], table: str) -> list[dict[str, Any]]:
    rows = [part["row"] for part in content if part["table"] == table]
    return sorted(rows, key=lambda row: (str(row.get("position", "")), row.get("number", 0), row["id"]))


def _notes(conn: Connection, content: Iterable[Mapping[str, Any]]) -> str:
    """One a line: who said it, of what kind, and the words."""
    table = tables.speaker
    labels = {row.id: row.label for row in conn.execute(select(table.c.id, table.c.label))}
    lines = []
    for row in _rows(content, "note"):
        who = labels.get(row.get("speaker_id", ""), "")
        kind = label(NoteKind(row["kind"])) if row.get("kind") else ""
        about = ", ".join(part for part in (who, kind) if part)
        words = " ".join(row["text"].split())
        lines.append(tr("{about}: {words}", about=about, words=words) if about else words)
    return "\n".join(lines)


def _findings(content: Iterable[Mapping[str, Any]]) -> str:
    lines = []
    for row in _rows(content, "finding"):
        kind = label(FindingKind(row["kind"]))
        about = tr("{kind} {number}", kind=kind, number=row["number"])
        lines.append(tr("{about}: {words}", about=about, words=" ".join(row["text"].split())))
    return "\n".join(lines)


def hand_over_file(store: Store, /, record_id: str, path: Path, passphrase: str, to: str) -> None:
    """Writes the record to an encrypted file with a passphrase of its own and notes to whom it went.

    Raises InputProblem for a weak passphrase, StoreProblem when the file cannot be made, NotFound.
    """
    check_new_passphrase(passphrase, (*known_names(store), to))
    files.write_handover(path, passphrase, handover(store, record_id))
    note_handover(store, record_id, tr("encrypted file"), to)


def note_handover(store: Store, /, record_id: str, how: str, to: str) -> None:
    """Notes that a record was handed over: on paper, as a file. No step, no undo. Raises NotFound."""
    _mark(store, record_id, handed_at=now()[0], handed_how=how, handed_to=clean(to).strip())


def confirm_receipt(store: Store, /, record_id: str, by: str) -> None:
    """Notes who confirmed that they have the record, which ends the reminder. Raises InputProblem, NotFound."""
    if not clean(by).strip():
        raise InputProblem(
            tr("Say who confirmed it."), tr("Nothing was changed."), tr("Write who has the record.")
        )
    _mark(store, record_id, confirmed_at=now()[0], confirmed_by=clean(by).strip())


def _mark(store: Store, /, record_id: str, **values: str) -> None:
    table = tables.sealed
    with store.unjournaled() as conn:
        if not conn.execute(update(table).where(table.c.id == record_id).values(values)).rowcount:
            raise NotFound(tr("There is no such record."), tr("Nothing was changed."))


# Where it arrives


def read_handover(path: Path, passphrase: str) -> list[Part]:
    """The record in a handover file; no programme is needed and the file is not touched.

    Raises NotAProgramme, Damaged, PassphraseNeeded, WrongPassphrase or StoreProblem, in words for its receiver.
    """
    return files.read_handover(path, passphrase)


def make_paper(parts: Iterable[Part]) -> RenderedDocument:
    """The record as a tagged PDF, in memory. Its name and job title have no word of it."""
    from crp_desktop.documents.handover.compose import HandoverPaper, Told, compose
    from crp_desktop.rendering.pdf.writer import build

    known = list(parts)
    by_key = {part.key: Told(part.heading, part.words) for part in known if part.key}
    used = (_COUNCIL, _EXACT, *_FACTS)
    today = long_date(date.today())
    view = HandoverPaper(
        council=by_key[_COUNCIL].words if _COUNCIL in by_key else "",
        exact=by_key.get(_EXACT, Told("", "")),
        facts=tuple(by_key[key] for key in _FACTS if key in by_key),
        parts=tuple(Told(part.heading, part.words) for part in known if part.key not in used),
        printed_at=today,
    )
    target = io.BytesIO()
    built = build(compose(view), target)
    name = tr("record {day}", day=date.today().isoformat())
    return RenderedDocument(
        target.getvalue(), built.pages, name, tr("CRP Desktop document"), (), Request("handover")
    )


def paper_of(store: Store, /, record_id: str) -> RenderedDocument:
    """The paper of one record of the programme. Raises NotFound."""
    return make_paper(handover(store, record_id))


def save_paper(made: RenderedDocument, target: Path) -> Path:
    """Writes a paper that was read from a handover file, whole or not at all. Raises WriteFailed."""
    from crp_desktop.rendering.saving import save

    save(made.content, target)
    return target
