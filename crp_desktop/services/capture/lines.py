"""Filing a typed line during a session: the note, its speaker when new, and the emptied field, as one step."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select

from crp_desktop.domain.capture import MOST_VOTES, ParsedLine
from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.operation import Operation
from crp_desktop.services.capture.draft import forget_draft
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.done import Done
from crp_desktop.services.workshops.workshop import insert_speaker
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

# Built once: every Enter of a session asks it.
_SPEAKERS = (
    select(tables.speaker.c.label, tables.speaker.c.id)
    .join(tables.speaker_group, tables.speaker_group.c.id == tables.speaker.c.group_id)
    .where(tables.speaker.c.workshop_id == bindparam("workshop"))
    .order_by(tables.speaker_group.c.position.desc(), tables.speaker.c.position.desc())
)


def draft_place(workshop_id: str) -> str:
    """The name under which the typing line of a workshop keeps its draft."""
    return f"capture:{workshop_id}"


def file_line(store: Store, /, workshop_id: str, meant: ParsedLine, prompt_id: str | None) -> Done[str]:
    """Files one line as a note under a prompt; a code not heard before becomes a speaker. Votes without words go to
    the last note there. Returns the note's id.

    Raises InputProblem for a line without words, and for votes where there is no note yet.
    """
    if meant.votes and not meant.text:
        return _add_votes(store, workshop_id, meant, prompt_id)
    done = file_lines(store, workshop_id, [meant], prompt_id)
    return Done(done.step, done.value[0])


def _add_votes(store: Store, /, workshop_id: str, meant: ParsedLine, prompt_id: str | None) -> Done[str]:
    note = tables.note
    above = select(note.c.id, note.c.votes).where(note.c.workshop_id == workshop_id)
    if meant.parked:
        above = above.where(note.c.parked)
    else:
        above = above.where(~note.c.parked, note.c.prompt_id.is_not_distinct_from(prompt_id))
    with store.write(Operation.ADD_VOTES, n=meant.votes) as step:
        found = step.conn.execute(above.order_by(note.c.position.desc(), note.c.id.desc()).limit(1)).first()
        if found is None:
            raise InputProblem(
                tr("There is no note here yet for these votes."),
                tr("Nothing was changed."),
                tr("Type what was said first, then its votes."),
            )
        step.update(note, found.id, votes=min(found.votes + meant.votes, MOST_VOTES))
        forget_draft(step.conn, draft_place(workshop_id))
    return Done(step.info, found.id)


def file_lines(
    store: Store, /, workshop_id: str, lines: Sequence[ParsedLine], prompt_id: str | None
) -> Done[list[str]]:
    """Files many lines, one note each, as one step; empties the typing line's draft. Raises InputProblem."""
    if not lines or not all(line.text for line in lines):
        raise InputProblem(
            tr("Type something in the note first."),
            tr("Nothing was changed."),
            tr("Type what was said, then press Enter."),
        )
    with store.write(Operation.ADD_NOTES, n=len(lines)) as step:
        named = any(line.speaker for line in lines)
        known = speaker_ids(step.conn, workshop_id) if named else {}
        notes = [
            NewNote(
                line.text,
                None if line.parked else prompt_id,
                speaker_id(step, workshop_id, known, line.speaker),
                line.kind or NoteKind.PARAPHRASE,
                line.parked,
                line.votes,
            )
            for line in lines
        ]
        ids = insert_notes(step, workshop_id, notes)
        forget_draft(step.conn, draft_place(workshop_id))
    return Done(step.info, ids)


def speaker_ids(conn: Connection, workshop_id: str) -> dict[str, str]:
    """The ids of a workshop's speakers by `label_key`; the first group's win."""
    rows = conn.execute(_SPEAKERS, {"workshop": workshop_id})
    return {label_key(label): row_id for label, row_id in rows}


def speaker_id(step: Step, workshop_id: str, known: dict[str, str], label: str) -> str | None:
    """The id of the speaker with this label, made when new and then known; None for no label (the group)."""
    if not label:
        return None
    if label_key(label) not in known:
        known[label_key(label)] = insert_speaker(step, workshop_id, label)
    return known[label_key(label)]
