"""Editing notes after they were filed: words, splitting, joining, moving; excerpts keep to their words."""

from collections.abc import Sequence
from typing import Unpack

from sqlalchemy import select

from crp_desktop.domain.anchor import Anchor, reanchored
from crp_desktop.domain.changes import NotesChange
from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ExcerptState, NoteKind, ReadBack
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.order import between
from crp_desktop.domain.text import clean
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step, Values, row_values
from crp_desktop.storage.store import Store


def change_notes(
    store: Store,
    /,
    note_ids: Sequence[str],
    operation: Operation = Operation.CHANGE_NOTES,
    **values: Unpack[NotesChange],
) -> Done[None]:
    """Changes the same columns of many notes as one step (not their text)."""
    with store.write(operation, n=len(note_ids)) as step:
        for note_id in note_ids:
            step.update(tables.note, note_id, **values)
    return Done(step.info, None)


def move_to_prompt(
    store: Store, /, note_ids: Sequence[str], prompt_id: str | None, *, parked: bool = False
) -> Done[None]:
    """Puts notes under a prompt, under none, or in the parking lot; they keep their order."""
    operation = Operation.PARK_NOTES if parked else Operation.MOVE_NOTES
    return change_notes(store, note_ids, operation, prompt_id=None if parked else prompt_id, parked=parked)


def star_notes(store: Store, /, note_ids: Sequence[str], starred: bool) -> Done[None]:
    """Stars notes, or takes their star."""
    operation = Operation.STAR_NOTES if starred else Operation.UNSTAR_NOTES
    return change_notes(store, note_ids, operation, starred=starred)


def change_text(step: Step, note_id: str, text: str) -> None:
    """Gives a note other words inside an open step; its excerpts follow their words. Raises InputProblem, NotFound."""
    text = clean(text).strip()
    if not text:
        raise InputProblem(
            tr("Type something in the note first."),
            tr("Nothing was changed."),
            tr("Delete the note if it should go."),
        )
    old = _note(step, note_id)["text"]
    step.update(tables.note, note_id, text=text)
    resting = _excerpts(step, note_id)
    anchors = [Anchor(one["start"], one["end"], one["words"], one["state"]) for one in resting]
    for excerpt, anchor in zip(resting, reanchored(old, text, anchors), strict=True):
        step.update(tables.excerpt, excerpt["id"], start=anchor.start, end=anchor.end, state=anchor.state)


def split_note(store: Store, /, note_id: str, at: int) -> Done[str]:
    """Makes two notes of one, the second beginning with the words at `at` (code points); returns its id.

    Votes and the star stay with the first. Raises Refused when one half would have no words.
    """
    with store.write(Operation.SPLIT_NOTE) as step:
        note = _note(step, note_id)
        first, second = note["text"][:at].rstrip(), note["text"][at:].lstrip()
        if not first or not second:
            raise Refused(
                tr("Put the cursor between two words to split a note."),
                tr("Nothing was changed."),
                tr("Put the cursor where the second note should begin."),
            )
        begins = len(note["text"]) - len(note["text"][at:].lstrip())
        step.update(tables.note, note_id, text=first)
        made = step.insert(
            tables.note,
            **{
                key: value
                for key, value in note.items()
                if key not in ("id", "text", "votes", "starred", "position")
            },
            text=second,
            position=between(note["position"], _next_position(step, note)),
        )
        for excerpt in _excerpts(step, note_id):
            _share_excerpt(step, excerpt, made, len(first), begins)
    return Done(step.info, made)


def _share_excerpt(step: Step, excerpt: Values, second_id: str, first_end: int, begins: int) -> None:
    """Puts an excerpt of a split note where its words are now; one across the cut becomes two."""
    start, end, words = excerpt["start"], excerpt["end"], excerpt["words"]
    if end <= first_end or excerpt["state"] is ExcerptState.GONE:
        return
    if start >= begins:
        step.update(tables.excerpt, excerpt["id"], note_id=second_id, start=start - begins, end=end - begins)
        return
    if end > begins:
        rest = {key: value for key, value in excerpt.items() if key != "id"}
        rest |= {"note_id": second_id, "start": 0, "end": end - begins, "words": words[begins - start :]}
        step.insert(tables.excerpt, **rest)
    step.update(tables.excerpt, excerpt["id"], end=first_end, words=words[: first_end - start])


def join_notes(store: Store, /, upper_id: str, lower_id: str) -> Done[None]:
    """Adds the second note's words to the first and takes the second away. Raises Refused across speakers.

    Notes of two kinds join as a paraphrase: only what was said word for word may print as a quote.
    """
    with store.write(Operation.JOIN_NOTES) as step:
        upper, lower = _note(step, upper_id), _note(step, lower_id)
        if upper["speaker_id"] != lower["speaker_id"]:
            raise Refused(
                tr("These notes are from different speakers."),
                tr("Nothing was changed."),
                tr("Only notes of one speaker can be joined."),
            )
        shift = len(upper["text"]) + 1
        same = upper["read_back"] == lower["read_back"]
        step.update(
            tables.note,
            upper_id,
            text=f"{upper['text']} {lower['text']}",
            kind=upper["kind"] if upper["kind"] == lower["kind"] else NoteKind.PARAPHRASE,
            votes=upper["votes"] + lower["votes"],
            starred=upper["starred"] or lower["starred"],
            read_back=upper["read_back"] if same else ReadBack.NOT_YET,
        )
        for excerpt in _excerpts(step, lower_id):
            gone = excerpt["state"] is ExcerptState.GONE
            moved = {} if gone else {"start": excerpt["start"] + shift, "end": excerpt["end"] + shift}
            step.update(tables.excerpt, excerpt["id"], note_id=upper_id, **moved)
        step.delete(tables.note, lower_id)
    return Done(step.info, None)


def _note(step: Step, note_id: str) -> Values:
    note = row_values(step.conn, tables.note, note_id)
    if note is None:
        raise NotFound(
            tr("This note is no longer there."), tr("Nothing was changed."), tr("Look at the page again.")
        )
    return note


def _excerpts(step: Step, note_id: str) -> list[Values]:
    table = tables.excerpt
    rows = step.conn.execute(select(table).where(table.c.note_id == note_id).order_by(table.c.start))
    return [dict(row) for row in rows.mappings()]


def _next_position(step: Step, note: Values) -> str | None:
    table = tables.note
    return step.conn.execute(
        select(table.c.position)
        .where(table.c.workshop_id == note["workshop_id"], table.c.position > note["position"])
        .order_by(table.c.position)
        .limit(1)
    ).scalar()
