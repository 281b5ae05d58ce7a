"""What stops a period's assessment of a badge from being signed off, each with a way to mend it.

An open contradiction caps a level and is shown as a caution; it does not block, because a council may sign off an
honest low level while the answer is still being worked on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crp_desktop.domain.agreement import Moderation, ScoredTwice, moderation_fault
from crp_desktop.domain.assessment import EvidenceItem, Span
from crp_desktop.domain.caps import LevelCap, score_fault
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Confidence


@dataclass(frozen=True, slots=True)
class Adoption:
    """That the council made the rubric its own: who decided, when (ISO text), how the youth forum took part."""

    by: str
    on: str
    youth_part: str

    @property
    def is_complete(self) -> bool:
        """Whether all three are known."""
        return all(part.strip() for part in (self.by, self.on, self.youth_part))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Somebody who gave levels. `interests` is "" until declared; "none" is a declaration."""

    name: str
    job: str
    interests: str
    finished: bool
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs: both parts are printed."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting that signed off: its name, its day (ISO text) and the reference of its minute."""

    name: str
    on: str
    minute: str


@dataclass(frozen=True, slots=True)
class StatementState:
    """One statement as it stands before sign-off. `second` and `moderation` are None without a second scorer."""

    key: str
    text: str
    first: int | None
    ceiling: LevelCap
    reason: str = ""
    over_cap_reason: str = ""
    confidence: Confidence | None = None
    confidence_reason: str = ""
    second: int | None = None
    moderation: Moderation | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    young_view_shown: bool = False

    @property
    def pair(self) -> ScoredTwice:
        """The two scorers' levels with their moderation."""
        return ScoredTwice(self.key, self.first, self.second, self.moderation)

    @property
    def level(self) -> int | None:
        """The level that stands and will be locked; None while there is none."""
        return self.pair.level


@dataclass(frozen=True, slots=True)
class BadgeState:
    """Everything sign-off looks at, for one badge and one period."""

    adoption: Adoption | None
    period: Span
    statements: tuple[StatementState, ...]
    scorers: tuple[Scorer, ...]
    signatories: tuple[Signatory, ...]
    meeting: Meeting | None


class BlockerKind(StrEnum):
    """Why sign-off is not possible, or (the last four) what to know before it."""

    NOT_ADOPTED = "not_adopted"
    NOTHING_TO_ASSESS = "nothing_to_assess"
    NOT_ASSESSED = "not_assessed"
    NO_REASON = "no_reason"
    OVER_CAP = "over_cap"
    NO_CONFIDENCE = "no_confidence"
    NOT_FINISHED = "not_finished"
    SECOND_NOT_DONE = "second_not_done"
    NOT_MODERATED = "not_moderated"
    NO_INTERESTS = "no_interests"
    NO_NAMES = "no_names"
    NO_MEETING = "no_meeting"
    OPEN_CONTRADICTION = "open_contradiction"
    CAP_BITES = "cap_bites"
    NO_YOUNG_VIEW = "no_young_view"
    PERIOD_NOT_OVER = "period_not_over"


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: about which statement ("" for the badge), what it is, and how to mend it."""

    kind: BlockerKind
    statement: str
    sentence: str
    mend: str


def blockers(state: BadgeState) -> tuple[Blocker, ...]:
    """What stops sign-off, in the order in which a person would mend it; none when it can be signed off."""
    return (
        *_rubric_blockers(state),
        *(blocker for statement in state.statements for blocker in _statement_blockers(statement)),
        *_scorer_blockers(state.scorers),
        *_record_blockers(state),
    )


def cautions(state: BadgeState, today: date) -> tuple[Blocker, ...]:
    """What does not stop sign-off and should be known before it: open contradictions, caps gone over and the like."""
    return tuple(_cautions(state, today))


def _rubric_blockers(state: BadgeState) -> Iterator[Blocker]:
    if state.adoption is None or not state.adoption.is_complete:
        yield Blocker(
            BlockerKind.NOT_ADOPTED,
            "",
            tr("The council has not adopted this rubric yet."),
            tr("Record who adopted it, when, and how the youth forum took part."),
        )
    if not state.statements:
        yield Blocker(
            BlockerKind.NOTHING_TO_ASSESS,
            "",
            tr("This badge has no statements."),
            tr("Use a rubric that has statements for it."),
        )


def _statement_blockers(statement: StatementState) -> Iterator[Blocker]:
    key = statement.key
    if statement.first is None:
        sentence = tr("Not assessed: {statement}", statement=statement.text)
        yield Blocker(BlockerKind.NOT_ASSESSED, key, sentence, tr("Choose a level for it."))
        return
    if not statement.reason.strip():
        sentence = tr("The level has no reason: {statement}", statement=statement.text)
        yield Blocker(
            BlockerKind.NO_REASON, key, sentence, tr("Write a sentence that says why this level fits.")
        )
    if statement.confidence is None or not statement.confidence_reason.strip():
        sentence = tr("Confidence in the level is not explained: {statement}", statement=statement.text)
        mend = tr("Choose low, medium or high, and say why.")
        yield Blocker(BlockerKind.NO_CONFIDENCE, key, sentence, mend)
    if fault := moderation_fault(statement.pair):
        sentence = tr("Two scorers are far apart: {statement}", statement=statement.text)
        yield Blocker(BlockerKind.NOT_MODERATED, key, sentence, fault)
    elif fault := score_fault(statement.level, statement.ceiling, statement.over_cap_reason):
        sentence = tr("Over its cap without a reason: {statement}", statement=statement.text)
        yield Blocker(BlockerKind.OVER_CAP, key, sentence, fault)


def _scorer_blockers(scorers: Iterable[Scorer]) -> Iterator[Blocker]:
    every = list(scorers)
    if not any(not scorer.is_second and scorer.finished for scorer in every):
        yield Blocker(
            BlockerKind.NOT_FINISHED,
            "",
            tr("The first scorer has not finished."),
            tr("Review the levels and choose Finish."),
        )
    if any(scorer.is_second and not scorer.finished for scorer in every):
        yield Blocker(
            BlockerKind.SECOND_NOT_DONE,
            "",
            tr("The second scorer has started but not finished."),
            tr("Let the second scorer finish, or remove the second scoring."),
        )
    for scorer in every:
        if not scorer.name.strip() or not scorer.job.strip():
            yield Blocker(
                BlockerKind.NO_NAMES,
                "",
                tr("A scorer’s name or role is missing."),
                tr("Add the name and role of everyone who scored."),
            )
        if not scorer.interests.strip():
            yield Blocker(
                BlockerKind.NO_INTERESTS,
                "",
                tr("{name} has not declared interests.", name=scorer.name.strip() or tr("A scorer")),
                tr("Write down any interest they have in what is assessed, or “none”."),
            )


def _record_blockers(state: BadgeState) -> Iterator[Blocker]:
    names = [
        signatory for signatory in state.signatories if signatory.name.strip() and signatory.role.strip()
    ]
    if not names or len(names) < len(state.signatories):
        yield Blocker(
            BlockerKind.NO_NAMES,
            "",
            tr("The name or role of someone who signs is missing."),
            tr("Add the name and role of each person who signs."),
        )
    meeting = state.meeting
    if meeting is None or not all(part.strip() for part in (meeting.name, meeting.on, meeting.minute)):
        yield Blocker(
            BlockerKind.NO_MEETING,
            "",
            tr("The meeting or its minutes are missing."),
            tr("Add the meeting, its date and the reference of the minutes."),
        )


def _cautions(state: BadgeState, today: date) -> Iterator[Blocker]:
    for statement in state.statements:
        open_count = sum(item.is_open for item in statement.evidence)
        if open_count:
            yield Blocker(
                BlockerKind.OPEN_CONTRADICTION,
                statement.key,
                tr(
                    "{n} contradiction(s) without an answer: {statement}",
                    n=open_count,
                    statement=statement.text,
                ),
                tr(
                    "Write an answer, or sign off with the contradiction unanswered. It will "
                    "print as unanswered."
                ),
            )
        if statement.ceiling.against(statement.level):
            yield Blocker(
                BlockerKind.CAP_BITES,
                statement.key,
                tr("Over its cap, which prints with the reason: {statement}", statement=statement.text),
                statement.ceiling.lift,
            )
    without = sum(not statement.young_view_shown for statement in state.statements)
    if without:
        yield Blocker(
            BlockerKind.NO_YOUNG_VIEW,
            "",
            tr("{n} statement(s) with too few young people’s views to show.", n=without),
            tr("Ask young people before the meeting, or say in the minutes why not."),
        )
    if today <= state.period.ends_on:
        yield Blocker(
            BlockerKind.PERIOD_NOT_OVER,
            "",
            tr("The period runs until {day}.", day=long_date(state.period.ends_on)),
            tr("Evidence added later will not count in what you sign now."),
        )
