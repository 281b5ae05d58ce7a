"""Notes: what was said in a workshop, one line at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection, Integer, Select, String, bindparam, select, type_coerce

from crp_desktop.domain.changes import NoteChange
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.order import between
from crp_desktop.domain.records import Note
from crp_desktop.services.capture.note_edit import change_text
from crp_desktop.services.done import Done
from crp_desktop.services.workshops.workshop import key_after
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class NewNote:
    """What somebody typed; no speaker means the whole group, no `written_at` (UTC) the time of the step."""

    text: str
    prompt_id: str | None = None
    speaker_id: str | None = None
    kind: NoteKind = NoteKind.PARAPHRASE
    parked: bool = False
    votes: int = 0
    starred: bool = False
    read_back: ReadBack = ReadBack.NOT_YET
    written_at: str = ""


def notes(store: Store, /, workshop_id: str) -> list[Note]:
    """The notes of a workshop in its order."""
    with store.read() as conn:
        return _sharing(conn, _OF_WORKSHOP, workshop=workshop_id)


def all_notes(store: Store, /) -> list[Note]:
    """Every note of the programme, workshop by workshop."""
    with store.read() as conn:
        return _sharing(conn, _ALL)


def _sharing(conn: Connection, query: Select[Any], **values: Any) -> list[Note]:
    """Notes that share the texts they have in common, which keeps 100,000 of them small; read from the driver's own
    tuples, which takes a third less time than from SQLAlchemy's rows."""
    rows = conn.execute(query, values).cursor.fetchall()
    seen: dict[Any, Any] = {}
    same = seen.setdefault
    kinds: dict[str, NoteKind] = {one.value: one for one in NoteKind}
    answers: dict[str, ReadBack] = {one.value: one for one in ReadBack}
    return [
        Note(
            i, same(w, w), same(p, p), bool(parked), same(s, s), same(n, n), kinds[kind], said, v, bool(star),
            answers[rb], at, same(t, t), off,
        )
        for i, w, p, parked, s, n, kind, said, v, star, rb, at, t, off in rows
    ]  # fmt: skip


def notes_by_id(store: Store, /, note_ids: Sequence[str]) -> dict[str, Note]:
    """The notes with these ids; ids that are gone are left out."""
    with store.read() as conn:
        found: dict[str, Note] = {}
        for start in range(0, len(note_ids), 500):
            some = list(note_ids[start : start + 500])
            found.update((note.id, note) for note in _sharing(conn, _BY_ID, ids=some))
        return found


def _query() -> Select[Any]:
    """The columns of `Note` as SQLite has them, for `_sharing`: converting them row by row would take twice as long."""
    note, speaker = tables.note, tables.speaker
    return (
        select(
            note.c.id,
            note.c.workshop_id,
            note.c.prompt_id,
            type_coerce(note.c.parked, Integer),
            note.c.speaker_id,
            speaker.c.label,
            type_coerce(note.c.kind, String),
            note.c.text,
            note.c.votes,
            type_coerce(note.c.starred, Integer),
            type_coerce(note.c.read_back, String),
            note.c.position,
            note.c.written_at,
            note.c.utc_offset,
        )
        .join(speaker, speaker.c.id == note.c.speaker_id)
        .order_by(note.c.workshop_id, note.c.position, note.c.id)
    )


# Built once: a session asks after every Enter.
_ALL = _query()
_OF_WORKSHOP = _ALL.where(tables.note.c.workshop_id == bindparam("workshop"))
_BY_ID = _ALL.where(tables.note.c.id.in_(bindparam("ids", expanding=True)))


# Built once, for every Enter of a session asks them.
_LAST_PLACE = (
    select(tables.note.c.position)
    .where(tables.note.c.workshop_id == bindparam("workshop"))
    .order_by(tables.note.c.position.desc(), tables.note.c.id.desc())
    .limit(1)
)
_EVERYONE = (
    select(tables.speaker.c.id)
    .join(tables.speaker_group, tables.speaker_group.c.id == tables.speaker.c.group_id)
    .where(tables.speaker.c.workshop_id == bindparam("workshop"), tables.speaker.c.everyone)
    .order_by(tables.speaker_group.c.position)
    .limit(1)
)


def insert_notes(step: Step, workshop_id: str, new: Sequence[NewNote]) -> list[str]:
    """The rows of new notes at the end of a workshop inside an open step; returns their ids."""
    everyone = "" if all(one.speaker_id for one in new) else group_speaker(step.conn, workshop_id)
    position = step.conn.execute(_LAST_PLACE, {"workshop": workshop_id}).scalar()
    many = []
    for one in new:
        position = between(position, None)
        many.append(
            {
                "id": new_id(),
                "workshop_id": workshop_id,
                "prompt_id": one.prompt_id,
                "parked": one.parked,
                "speaker_id": one.speaker_id or everyone,
                "kind": one.kind,
                "text": one.text.strip(),
                "votes": one.votes,
                "starred": one.starred,
                "read_back": one.read_back,
                "position": position,
                "written_at": one.written_at or step.at,
                "utc_offset": step.utc_offset,
            }
        )
    return step.insert_many(tables.note, many)


def group_speaker(conn: Connection, workshop_id: str) -> str:
    """The id of the speaker that stands for the workshop's first group as a whole."""
    return str(conn.execute(_EVERYONE, {"workshop": workshop_id}).scalar_one())


def change_note(store: Store, /, note_id: str, **values: Unpack[NoteChange]) -> Done[None]:
    """Changes any of a note's own columns, excerpts keeping to their words; raises NotFound, InputProblem for an
    empty text."""
    text = values.pop("text", None)
    with store.write(Operation.CHANGE_NOTE) as step:
        if text is not None:
            change_text(step, note_id, text)
        step.update(tables.note, note_id, **values)
    return Done(step.info, None)


def move_note(store: Store, /, note_id: str, after_id: str | None) -> Done[None]:
    """Puts a note straight after another one of its workshop (None: first); writes one row."""
    table = tables.note
    with store.write(Operation.MOVE_NOTE) as step:
        workshop_id = step.conn.execute(select(table.c.workshop_id).where(table.c.id == note_id)).scalar()
        key = key_after(step.conn, table, after_id, table.c.workshop_id == workshop_id, table.c.id != note_id)
        step.update(table, note_id, position=key)
    return Done(step.info, None)


def delete_notes(store: Store, /, note_ids: Sequence[str]) -> Done[None]:
    """Takes notes away together with the excerpts that stand on them; one step, can be undone."""
    excerpt = tables.excerpt
    with store.write(Operation.DELETE_NOTES, n=len(note_ids)) as step:
        for note_id in note_ids:
            resting = (
                step.conn.execute(select(excerpt.c.id).where(excerpt.c.note_id == note_id)).scalars().all()
            )
            for excerpt_id in resting:
                step.delete(excerpt, excerpt_id)
            step.delete(tables.note, note_id)
    return Done(step.info, None)
