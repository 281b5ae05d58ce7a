"""What a person can change of a record: keyword arguments of the services that change one; each may be left out.

Names and types are those of the record (`domain/records.py`, `domain/framework_model.py`); a test holds them together.
"""

from typing import TypedDict

from crp_desktop.domain.kinds import (
    Audience,
    Confidence,
    Direction,
    EvidenceType,
    FindingKind,
    NoteKind,
    ReadBack,
    Stage,
    Voice,
)


class ProgrammeChange(TypedDict, total=False):
    """Parts of a `Programme`; its badges, colour and logo have services of their own."""

    council: str
    starts_on: str
    length_months: int
    stage: Stage
    threshold: int
    phrases: tuple[str, ...]
    lawful_basis: str
    privacy_notice: str
    contact: str
    watched: tuple[str, ...]
    harmless: tuple[str, ...]


class WorkshopChange(TypedDict, total=False):
    """Parts of a `Workshop`; its sessions and the size of its group have services of their own."""

    title: str
    held_on: str
    starts_at: str
    minutes: int
    place: str
    audience: Audience
    facilitators: str
    aim: str
    activity: str
    materials: str
    badges: tuple[str, ...]
    consent_count: int | None
    consent_how: str
    consent_on: str
    privacy_notice: str
    next_steps: str
    retain_until: str
    legal_hold: bool


class PromptChange(TypedDict, total=False):
    """Parts of a `Prompt`."""

    text: str
    minutes: int


class SpeakerChange(TypedDict, total=False):
    """Parts of a `Speaker`."""

    label: str
    age_band: str


class NotesChange(TypedDict, total=False):
    """Parts of a `Note` that many can be given at once."""

    prompt_id: str | None
    parked: bool
    speaker_id: str
    kind: NoteKind
    votes: int
    starred: bool
    read_back: ReadBack


class NoteChange(NotesChange, total=False):
    """Parts of a `Note`."""

    text: str


class FindingChange(TypedDict, total=False):
    """Parts of a `Finding` itself; its excerpts, mappings and figure have services of their own."""

    workshop_id: str | None
    kind: FindingKind
    text: str
    starred: bool
    read_back: ReadBack
    principle: str


class StatisticChange(TypedDict, total=False):
    """Parts of a `Statistic`."""

    value: str
    unit: str
    question: str
    denominator: str
    source: str
    dated: str


class IndicatorFigures(StatisticChange, total=False):
    """Parts of an `Indicator` that a new one may have."""

    baseline: str
    baseline_dated: str
    comparator: str
    polarity: str
    target: str


class IndicatorChange(IndicatorFigures, total=False):
    """Parts of an `Indicator`."""

    badge_key: str
    title: str


class EvidenceChange(TypedDict, total=False):
    """Parts of a piece of `Evidence`."""

    text: str
    type: EvidenceType
    direction: Direction
    dated: str
    voice: Voice
    groups_reached: str
    answer: str


class ScoreChange(TypedDict, total=False):
    """Parts of a score: `level` is 0 to 4, None takes it back."""

    level: int | None
    reason: str
    over_cap_reason: str
    confidence: Confidence | None
    confidence_reason: str


class ContactChange(TypedDict, total=False):
    """Parts of a `Contact`."""

    role: str
    name: str
    phone: str
    hours: str


class StatementChange(TypedDict, total=False):
    """Parts of a `Statement` of the rubric."""

    text: str
    plain: str
    levels: tuple[str, str, str, str, str]
    needs: tuple[EvidenceType, ...]
    outreach: bool
    articles: tuple[int, ...]


class BadgeChange(TypedDict, total=False):
    """Parts of a `Badge` of the rubric."""

    name: str
    definition: str
    articles: tuple[int, ...]
