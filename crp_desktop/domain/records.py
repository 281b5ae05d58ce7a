"""What services return: one frozen row for each thing a person works with. Times are UTC ISO 8601 texts.

Dates are ISO texts (YYYY-MM-DD) or "" where unknown; `utc_offset` is the room's offset from UTC in minutes.
"""

from dataclasses import dataclass
from typing import NamedTuple

from crp_desktop.domain.kinds import (
    Audience,
    Direction,
    EvidenceKind,
    EvidenceType,
    ExcerptState,
    FindingKind,
    HeadcountKind,
    NoteKind,
    ReadBack,
    RecordKind,
    Stage,
    Voice,
)


@dataclass(frozen=True, slots=True)
class Author:
    """Who is working, on which laptop, under which account of the operating system."""

    person_id: str
    device_id: str
    account: str


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One change: its label and what it touched, for undo, refresh and history. `rows` are (kind, id), `owners` what
    they are parts of."""

    id: str
    label: str
    touched: frozenset[RecordKind]
    workshops: frozenset[str]
    rows: frozenset[tuple[RecordKind, str]] = frozenset()
    owners: frozenset[tuple[RecordKind, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Programme:
    """`watched` are the council's own words to look out for before printing, `harmless` those never asked about.

    On paper, `colour` is the council’s as #RRGGBB, `logo` the content hash of its picture in the file, `logo_words`
    what the picture shows; each is "" when there is none.
    """

    id: str
    council: str
    starts_on: str
    length_months: int
    stage: Stage
    illustrative: bool
    threshold: int
    phrases: tuple[str, ...]
    badges: tuple[str, ...]
    lawful_basis: str
    privacy_notice: str
    contact: str
    watched: tuple[str, ...]
    harmless: tuple[str, ...]
    colour: str
    logo: str
    logo_words: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """`group_least` and `group_most` say how many people it is planned for, 0 for not said."""

    id: str
    number: int
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
    started_at: str
    ended_at: str
    utc_offset: int
    group_least: int
    group_most: int


@dataclass(frozen=True, slots=True)
class Headcount:
    id: str
    kind: HeadcountKind
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Prompt:
    id: str
    workshop_id: str
    text: str
    minutes: int
    seconds_spent: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """`everyone` marks the row that stands for the whole group; `label` is unique in its group only.

    `left_at` is when the person stopped taking part, "" while they do.
    """

    id: str
    group_id: str
    label: str
    age_band: str
    everyone: bool
    left_at: str


class Note(NamedTuple):
    """A tuple, because a workshop has thousands: they are made five times as quickly as a dataclass would be."""

    id: str
    workshop_id: str
    prompt_id: str | None
    parked: bool
    speaker_id: str
    speaker: str
    kind: NoteKind
    text: str
    votes: int
    starred: bool
    read_back: ReadBack
    position: str
    written_at: str
    utc_offset: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`start` and `end` count Unicode code points in the note's text, end exclusive; `words` stood there."""

    id: str
    finding_id: str
    note_id: str
    workshop_id: str
    start: int
    end: int
    words: str
    state: ExcerptState


@dataclass(frozen=True, slots=True)
class ArticleLink:
    id: str
    finding_id: str
    number: int
    main: bool
    reason: str
    suggested: bool


@dataclass(frozen=True, slots=True)
class BadgeLink:
    id: str
    finding_id: str
    badge_key: str
    main: bool
    direction: Direction
    reason: str
    suggested: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure as its source gives it; every part but the value may be missing ("")."""

    id: str
    finding_id: str
    value: str
    unit: str
    question: str
    denominator: str
    source: str
    dated: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its links, main ones first."""

    id: str
    number: int
    workshop_id: str | None
    kind: FindingKind
    text: str
    starred: bool
    read_back: ReadBack
    principle: str
    articles: tuple[ArticleLink, ...]
    badges: tuple[BadgeLink, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    id: str
    badge_key: str
    title: str
    value: str
    unit: str
    question: str
    denominator: str
    source: str
    dated: str
    baseline: str
    baseline_dated: str
    comparator: str
    polarity: str
    target: str


@dataclass(frozen=True, slots=True)
class Period:
    id: str
    label: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, slots=True)
class Evidence:
    id: str
    period_id: str
    statement_id: str
    kind: EvidenceKind
    finding_id: str | None
    indicator_id: str | None
    text: str
    type: EvidenceType
    direction: Direction
    dated: str
    voice: Voice
    groups_reached: str
    answer: str
