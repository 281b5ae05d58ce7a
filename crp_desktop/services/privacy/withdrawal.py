""" "Don't use my words": one note, or all of one speaker's, taken away for good; what rests on them is listed first."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Finding, Note
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.services.assessment.sign_off import blank_words
from crp_desktop.services.capture.draft import forget_draft, forget_drafts_of
from crp_desktop.services.capture.lines import draft_place
from crp_desktop.services.capture.note import group_speaker, notes, notes_by_id
from crp_desktop.services.done import Done
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.privacy.withdrawn_words import excerpts_of, repeats, settle_texts, words_of
from crp_desktop.storage import purge, tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.lineage import scrub_related_history
from crp_desktop.storage.store import Store

_SAME = 20
"""Letters: a finding may share "mental health" with a note and yet not repeat it."""


@dataclass(frozen=True, slots=True)
class Resting:
    """A finding that rests on words to be taken away; `only` when it rests on nothing else, `repeats` when its own text
    has the same words in it. One that only repeats them does not rest on them (`rests`)."""

    finding: Finding
    only: bool
    repeats: bool
    rests: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What a withdrawal would erase: the notes themselves, findings on them, notes of the group, in which this
    person's words may stand as well, and notes of others whose text names this person's code. The last two need a
    decision one by one."""

    notes: tuple[Note, ...]
    findings: tuple[Resting, ...]
    group_notes: tuple[Note, ...]
    naming_notes: tuple[Note, ...] = ()


def withdrawal_of_notes(store: Store, /, note_ids: Sequence[str]) -> Withdrawal:
    """What rests on these notes."""
    found = notes_by_id(store, note_ids)
    chosen = tuple(found[one] for one in note_ids if one in found)
    return Withdrawal(chosen, _resting(store, [one.id for one in chosen]), ())


def withdrawal_of_speaker(store: Store, /, workshop_id: str, speaker_id: str) -> Withdrawal:
    """Every note of a speaker, what rests on them, and the notes to look through: those that name the speaker's code
    ("P5 agreed"), and the group's."""
    everything = notes(store, workshop_id)
    with store.read() as conn:
        everyone = group_speaker(conn, workshop_id)
        code = conn.execute(select(tables.speaker.c.label).where(tables.speaker.c.id == speaker_id)).scalar()
    label = fold(code or "")
    theirs = tuple(one for one in everything if one.speaker_id == speaker_id)
    others = [one for one in everything if one.speaker_id != speaker_id] if speaker_id != everyone else []
    naming = tuple(one for one in others if label and label in fold(one.text).split())
    group = tuple(one for one in others if one.speaker_id == everyone and one not in naming)
    return Withdrawal(theirs, _resting(store, [one.id for one in theirs]), group, naming)


def _resting(store: Store, /, note_ids: Sequence[str]) -> tuple[Resting, ...]:
    excerpt = tables.excerpt
    with store.read() as conn:
        said = words_of(conn, note_ids)
        theirs = excerpts_of(conn, note_ids, said)
        on_these = excerpt.c.id.in_(theirs)
        on_them = set(conn.execute(select(excerpt.c.finding_id).where(on_these)).scalars())
        others = select(excerpt.c.finding_id).where(
            excerpt.c.finding_id.in_(on_them), excerpt.c.id.not_in(theirs)
        )
        elsewhere = set(conn.execute(others).scalars())
    found = findings(store, ids=on_them) if on_them else []
    resting = [Resting(one, one.id not in elsewhere, said.repeated_in(one.text)) for one in found]
    repeating = findings(store, ids=_repeating(store, said) - on_them)
    return (*resting, *(Resting(one, only=False, repeats=True, rests=False) for one in repeating))


def _repeating(store: Store, /, said: WithdrawnWordsMatcher) -> set[str]:
    """The findings whose text has these words in it."""
    table = tables.finding
    with store.read() as conn:
        rows = conn.execute(select(table.c.id, table.c.text)).all()
    return {row.id for row in rows if said.repeated_in(row.text, _SAME)}


def withdraw(
    store: Store, /, workshop_id: str, note_ids: Sequence[str], finding_ids: Sequence[str] = ()
) -> Done[int]:
    """Erases notes, their excerpts everywhere, and the findings chosen with them; returns how many notes.

    Their words go from the journal, the search index and the workshop's draft in the same transaction. It cannot be
    undone. Raises Refused while a legal hold is on the workshop, NotFound.
    """
    with store.write(Operation.WITHDRAW_NOTES, n=len(note_ids), final=True) as step:
        _check_hold(step.conn, workshop_id)
        said = words_of(step.conn, note_ids)
        earlier = repeats(step.conn, workshop_id, said)
        others = scrub_related_history(
            step.conn, [*note_ids, *earlier.notes], [*finding_ids, *earlier.findings]
        )
        blank_words(step, [*others.findings, *earlier.findings])
        settle_texts(step.conn, earlier.standing)
        for row_id in (*earlier.notes, *earlier.findings):
            step.forget(row_id)
        for _, row_id in others.gone:
            step.forget(row_id)
        for finding_id in finding_ids:
            erase_finding(step, finding_id)
        for excerpt_id in excerpts_of(step.conn, note_ids, said):
            step.erase(tables.excerpt, excerpt_id)
        for note_id in note_ids:
            erase_note(step, note_id)
        forget_draft(step.conn, draft_place(workshop_id))
        forget_drafts_of(step.conn, said, keep="concern:")
    purge.settle(store.engine)
    return Done(step.info, len(note_ids))


def _check_hold(conn: Connection, workshop_id: str) -> None:
    table = tables.workshop
    if conn.execute(select(table.c.legal_hold).where(table.c.id == workshop_id)).scalar():
        raise Refused(
            tr("This workshop is under a legal hold, so nothing in it can be erased."),
            tr("Nothing was changed."),
            tr("Ask your data protection officer what to do."),
        )


def erase_note(step: Step, note_id: str) -> None:
    """Takes a note and the excerpts on it away for good inside an open step, after `scrub_related_history`."""
    step.erase_with_parts(tables.note, [note_id])


def erase_finding(step: Step, finding_id: str) -> None:
    """Takes a finding with all that belongs to it away for good inside an open step; evidence keeps its place."""
    blank_words(step, [finding_id])
    step.erase_with_parts(tables.finding, [finding_id])
