"""Caps: how high the evidence at hand carries a level, why not higher, and what would lift it.

A cap advises firmly: a level above it takes a recorded reason. The rules are those of the rubric notes: no evidence
0; assertion only 1; one type 2; testimony needed and none in the period 2; outreach needed and not shown 2; a
contradiction not answered 2; level 4 only for practice shown over two periods.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from crp_desktop.domain.assessment import (
    ESTABLISHED,
    HIGHEST,
    LEVELS,
    STRONG_TYPES,
    Assessable,
    EarlierLevel,
    EvidenceItem,
    Span,
    any_of,
    has_testimony,
    shows_outreach,
    supporting,
    type_words,
    types_shown,
)
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction, EvidenceType


class CapKind(StrEnum):
    """Which rule holds a level down."""

    NO_EVIDENCE = "no_evidence"
    ASSERTION_ONLY = "assertion_only"
    ONE_TYPE = "one_type"
    NO_TESTIMONY = "no_testimony"
    NO_OUTREACH = "no_outreach"
    OPEN_CONTRADICTION = "open_contradiction"
    ONE_PERIOD = "one_period"


@dataclass(frozen=True, slots=True)
class CapReason:
    """One cap that bites: the level it stops at, why, and what would lift it (two translated sentences)."""

    kind: CapKind
    level: int
    reason: str
    lift: str


@dataclass(frozen=True, slots=True)
class LevelCap:
    """The highest level the evidence carries, with every rule that holds it there or would next, lowest first."""

    level: int
    bites: tuple[CapReason, ...]

    @property
    def reason(self) -> str:
        """Why the cap stands where it does: the sentences of its lowest rules; "" when nothing holds it."""
        return " ".join(bite.reason for bite in self.bites if bite.level == self.level)

    @property
    def lift(self) -> str:
        """What would lift it, in the same order; "" when nothing holds it."""
        return " ".join(bite.lift for bite in self.bites if bite.level == self.level)

    def against(self, level: int | None) -> tuple[CapReason, ...]:
        """The rules that a level goes over; none for a statement not assessed."""
        return () if level is None else tuple(bite for bite in self.bites if bite.level < level)


def cap(
    item: Assessable,
    evidence: Iterable[EvidenceItem],
    period: Span,
    earlier: Iterable[EarlierLevel] = (),
    wording: str = "",
) -> LevelCap:
    """How high the evidence carries `item` in `period`.

    Supporting and mixed evidence dated after the period's end waits for the next one; a contradiction always counts.
    `earlier` levels count when they are of the same `wording`, ended before the period, and evidence carried 3 or
    above then.
    """
    at_hand = list(evidence)
    bites = [
        bite
        for bite in (
            _type_bite(at_hand, period),
            _testimony_bite(item, at_hand, period),
            _outreach_bite(item, at_hand, period),
            _contradiction_bite(at_hand),
            _time_bite(at_hand, period, [level for level in earlier if level.wording == wording]),
        )
        if bite is not None
    ]
    bites.sort(key=lambda bite: bite.level)
    return LevelCap(min((bite.level for bite in bites), default=HIGHEST), tuple(bites))


def _type_bite(evidence: list[EvidenceItem], period: Span) -> CapReason | None:
    carrying = supporting(evidence, period)
    strong = types_shown(evidence, period)
    if not carrying:
        if not evidence:
            reason = tr("There is no evidence yet, so the level is capped at 0.")
        elif all(item.direction is Direction.CONTRADICTS for item in evidence):
            reason = tr("All the evidence contradicts this, so the level is capped at 0.")
        elif not any(item.carries for item in evidence):
            reason = tr("None of the evidence supports this, so the level is capped at 0.")
        else:
            reason = tr(
                "The supporting evidence is dated after the period ended, so the level is capped at 0."
            )
        lift = tr("Attach evidence from before the end of the period.")
        return CapReason(CapKind.NO_EVIDENCE, 0, reason, lift)
    if not strong:
        if any(item.type is EvidenceType.TESTIMONY for item in carrying):
            reason = tr(
                "What adults say about children counts as “our word only”, so the level is capped at 1."
            )
        else:
            reason = tr("So far there is only our word for it, so the level is capped at 1.")
        lift = tr("Attach {types}.", types=any_of(STRONG_TYPES))
        return CapReason(CapKind.ASSERTION_ONLY, 1, reason, lift)
    if len(strong) == 1:
        reason = tr(
            "There is only one type of evidence ({type}), so the level is capped at 2.",
            type=type_words(strong[0]),
        )
        others = any_of(kind for kind in STRONG_TYPES if kind not in strong)
        return CapReason(CapKind.ONE_TYPE, 2, reason, tr("Attach a second type: {types}.", types=others))
    return None


def _testimony_bite(item: Assessable, evidence: list[EvidenceItem], period: Span) -> CapReason | None:
    if EvidenceType.TESTIMONY not in item.needs or has_testimony(evidence, period):
        return None
    own = [piece for piece in evidence if piece.counts_as is EvidenceType.TESTIMONY]
    if any(piece.dated is None for piece in own):
        reason = tr("Nothing from children is dated in this period, so the level is capped at 2.")
        lift = tr("Say when children said it, or attach what they say now.")
    elif own:
        reason = tr("Children’s own testimony is from outside this period, so the level is capped at 2.")
        lift = tr("Attach what children and young people said during the period.")
    else:
        reason = tr("Children’s own testimony is needed and missing, so the level is capped at 2.")
        lift = tr("Attach what children and young people said themselves during the period.")
    return CapReason(CapKind.NO_TESTIMONY, 2, reason, lift)


def _outreach_bite(item: Assessable, evidence: list[EvidenceItem], period: Span) -> CapReason | None:
    if not item.outreach or shows_outreach(evidence, period):
        return None
    reason = tr(
        "Nothing shows that the children who are least heard were reached, so the level is capped at 2."
    )
    lift = tr(
        "Add the groups you reached to the evidence, or go and hear from them and attach what they say."
    )
    return CapReason(CapKind.NO_OUTREACH, 2, reason, lift)


def _contradiction_bite(evidence: list[EvidenceItem]) -> CapReason | None:
    count = sum(item.is_open for item in evidence)
    if not count:
        return None
    if count == 1:
        reason = tr("A piece of evidence contradicts this and has no answer, so the level is capped at 2.")
    else:
        reason = tr(
            "Evidence that contradicts this and has no answer: {n}. So the level is capped at 2.", n=count
        )
    return CapReason(CapKind.OPEN_CONTRADICTION, 2, reason, tr("Write an answer to each contradiction."))


def _time_bite(evidence: list[EvidenceItem], period: Span, earlier: list[EarlierLevel]) -> CapReason | None:
    if any(
        level.ends_on < period.starts_on and level.carried is not None and level.carried >= ESTABLISHED
        for level in earlier
    ):
        return None
    carrying = [item for item in evidence if item.direction is Direction.SUPPORTS and item.dated is not None]
    before = any(
        item.counts_as is EvidenceType.DOCUMENT and item.dated and item.dated < period.starts_on
        for item in carrying
    )
    now = any(item.counts_as is not EvidenceType.ASSERTION and item.dated in period for item in carrying)
    if before and now:
        return None
    reason = tr("Practice is not shown over two periods, so the level is capped at 3.")
    if before:
        lift = tr("Attach dated evidence from this period too.")
    else:
        lift = tr("Attach documents from before this period, or wait until level 3 has been signed off.")
    return CapReason(CapKind.ONE_PERIOD, ESTABLISHED, reason, lift)


def score_fault(level: int | None, ceiling: LevelCap, over_cap_reason: str) -> str:
    """Why a level cannot stand as it is, in a sentence; "" when it can.

    A level above its cap always needs a reason. Raises ValueError for a level that does not exist.
    """
    if level is not None and level not in LEVELS:
        raise ValueError(f"there is no level {level}")
    if level is None or level <= ceiling.level or over_cap_reason.strip():
        return ""
    return tr(
        "Level {level} is above the cap of {cap}. Choose a lower level, or give a reason. The "
        "reason will be printed.",
        level=level,
        cap=ceiling.level,
    )


def flag(level: int | None, cap_when_scored: int, ceiling: LevelCap) -> str:
    """A sentence when evidence that carried a level has gone since it was given; "" otherwise.

    The level itself is never changed.
    """
    if level is None or level <= ceiling.level or ceiling.level >= cap_when_scored:
        return ""
    return tr(
        "The evidence has changed since level {level} was chosen. The cap is now {cap}. {reason}",
        level=level,
        cap=ceiling.level,
        reason=ceiling.reason,
    )
