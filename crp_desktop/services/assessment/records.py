"""An assessment as a person reads it, in the wizard, the review, a signed snapshot and in print."""

from dataclasses import dataclass
from enum import StrEnum

from crp_desktop.domain.agreement import Moderation, ScoredTwice
from crp_desktop.domain.assessment import EvidenceItem, Spread, spread
from crp_desktop.domain.caps import LevelCap, flag
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.framework_model import Answer, Level
from crp_desktop.domain.kinds import (
    BadgeKind,
    Confidence,
    Direction,
    EvidenceKind,
    EvidenceType,
    ScorerRole,
    Voice,
)
from crp_desktop.domain.records import Period
from crp_desktop.domain.sign_off import Meeting, Scorer, Signatory
from crp_desktop.domain.young_view import YoungView


class AssessmentState(StrEnum):
    """How far the assessment of a badge in a period has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    SIGNED_OFF = "signed_off"
    BEING_CORRECTED = "being_corrected"


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A piece of evidence: `text` is what it says, `source` where it comes from; `dated` is an ISO text or "".

    `attachment` is the content hash of a document kept in the file. `blanked`: its words were withdrawn, erased, or
    struck out with the group, `text` is "", and it carries nothing any more.
    """

    id: str
    kind: EvidenceKind
    type: EvidenceType
    direction: Direction
    dated: str
    voice: Voice
    groups_reached: str
    answer: str
    text: str
    source: str = ""
    finding_id: str = ""
    indicator_id: str = ""
    attachment: str = ""
    blanked: bool = False

    @property
    def item(self) -> EvidenceItem:
        """The rules' view of it."""
        return EvidenceItem(
            self.type,
            self.direction,
            self.voice,
            as_day(self.dated),
            self.groups_reached,
            self.answer,
            self.id,
        )


@dataclass(frozen=True, slots=True)
class Before:
    """The same statement in the period before; `same_wording` is False when its words have changed since."""

    period: str
    level: int | None
    reason: str
    same_wording: bool


@dataclass(frozen=True, slots=True)
class Scored:
    """One scorer's own words about a statement; `cap` is what the evidence carried then, None where unknown."""

    level: int | None = None
    reason: str = ""
    over_cap_reason: str = ""
    confidence: Confidence | None = None
    confidence_reason: str = ""
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement with everything about it; `levels` are the five descriptors, level 0 first.

    `second` is None unless two scorers have both finished; `young` is None when nobody was asked.
    """

    key: str
    text: str
    plain: str
    wording: str
    levels: tuple[str, ...]
    needs: tuple[EvidenceType, ...]
    outreach: bool
    own: Scored
    ceiling: LevelCap
    evidence: tuple[EvidenceView, ...]
    before: Before | None = None
    second: Scored | None = None
    moderation: Moderation | None = None
    young: YoungView | None = None

    @property
    def pair(self) -> ScoredTwice:
        """Both scorers' levels with their moderation."""
        return ScoredTwice(
            self.key, self.own.level, self.second.level if self.second else None, self.moderation
        )

    @property
    def level(self) -> int | None:
        """The level that stands: the agreed one, else the first scorer's unless a wide gap is open."""
        return self.pair.level

    @property
    def flag(self) -> str:
        """A sentence when evidence that carried the level has gone since; "" otherwise."""
        return "" if self.own.cap is None else flag(self.own.level, self.own.cap, self.ceiling)

    @property
    def items(self) -> tuple[EvidenceItem, ...]:
        """The rules' view of the evidence whose words still stand."""
        return tuple(piece.item for piece in self.evidence if not piece.blanked)

    @property
    def open_contradictions(self) -> int:
        """How many contradictions have no answer."""
        return sum(item.is_open for item in self.items)


@dataclass(frozen=True, slots=True)
class RubricVersion:
    """Which version of the rubric was used, and its adoption; the adoption's parts are "" until it was adopted."""

    id: str
    label: str
    version: str
    notice: str
    adopted_on: str
    adopted_by: str
    youth_part: str


@dataclass(frozen=True, slots=True)
class Signed:
    """A sign-off: its version counts from 1; `reason` says why it replaced the one before ("" for the first)."""

    id: str
    version: int
    reason: str
    signed_at: str
    signatories: tuple[Signatory, ...]
    meeting: Meeting
    reopened: str = ""


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge in a period: as one scorer sees it now, or as it was signed off (`signed` is then set)."""

    badge_key: str
    name: str
    kind: BadgeKind
    definition: str
    period: Period
    role: ScorerRole
    state: AssessmentState
    assessment_id: str
    finished_at: str
    rubric: RubricVersion
    is_current_rubric: bool
    levels: tuple[Level, ...]
    scale: tuple[Answer, ...]
    scorers: tuple[Scorer, ...]
    statements: tuple[StatementView, ...]
    signed: Signed | None = None

    @property
    def spread(self) -> Spread:
        """The spread of the levels that stand."""
        return spread({one.key: one.level for one in self.statements})

    @property
    def level_names(self) -> dict[int, str]:
        """The levels' names by number."""
        return {level.number: level.name for level in self.levels}

    @property
    def locked(self) -> bool:
        """Whether it is signed off and not being corrected."""
        return self.state is AssessmentState.SIGNED_OFF

    def statement(self, key: str) -> StatementView:
        """The statement of that key; raises KeyError."""
        found = next((one for one in self.statements if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found
