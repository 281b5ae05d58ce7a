"""What a self-assessment is made of: periods, evidence, levels and the spread of a badge.

What may hold a level down is in `caps`; two scorers in `agreement`; children's own view in `young_view`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from crp_desktop.domain.dates import as_day
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction, EvidenceType, Voice
from crp_desktop.domain.records import Evidence, Period

HIGHEST = 4
ESTABLISHED = 3
LEVELS = range(HIGHEST + 1)
STRONG_TYPES = (EvidenceType.MEASURED_CHANGE, EvidenceType.TESTIMONY, EvidenceType.DOCUMENT)


class Assessable(Protocol):
    """What a level can be given to: a badge's statement now, an objective of the council's plan later."""

    @property
    def needs(self) -> tuple[EvidenceType, ...]: ...
    @property
    def outreach(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Requirement:
    """The least an assessable thing says: the types of evidence it needs, and whether outreach must be shown."""

    needs: tuple[EvidenceType, ...]
    outreach: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an assessment period, both included. "In the period" never depends on today's date."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date | None) -> bool:
        return day is not None and self.starts_on <= day <= self.ends_on

    @classmethod
    def of(cls, period: Period) -> "Span":
        """The days of a stored period; raises ValueError when its dates are not full ISO dates in order."""
        starts_on, ends_on = as_day(period.starts_on), as_day(period.ends_on)
        if starts_on is None or ends_on is None or starts_on > ends_on:
            raise ValueError(f"period {period.id} does not run from one day to a later one")
        return cls(starts_on, ends_on)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence for one statement; `dated` is None where the day is unknown.

    `groups_reached` names least-heard groups, `answer` is what was said to a contradiction; "" for none.
    """

    type: EvidenceType
    direction: Direction = Direction.SUPPORTS
    voice: Voice = Voice.ORGANISATION
    dated: date | None = None
    groups_reached: str = ""
    answer: str = ""
    key: str = ""

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceItem":
        """The rules' view of a stored piece of evidence."""
        return cls(
            type=evidence.type,
            direction=evidence.direction,
            voice=evidence.voice,
            dated=as_day(evidence.dated),
            groups_reached=evidence.groups_reached,
            answer=evidence.answer,
            key=evidence.id,
        )

    @property
    def counts_as(self) -> EvidenceType:
        """Its type; testimony that is not in children's own voice is an assertion about them."""
        if self.type is EvidenceType.TESTIMONY and self.voice is not Voice.CHILDREN:
            return EvidenceType.ASSERTION
        return self.type

    @property
    def carries(self) -> bool:
        """Whether it shows, at least in part, that the statement is so."""
        return self.direction in (Direction.SUPPORTS, Direction.MIXED)

    @property
    def is_open(self) -> bool:
        """Whether it contradicts the statement and nobody has answered it."""
        return self.direction is Direction.CONTRADICTS and not self.answer.strip()


@dataclass(frozen=True, slots=True)
class EarlierLevel:
    """A signed-off level of the same statement in an earlier period, with the cap it stood under then.

    `wording` is the statement's fingerprint (`Statement.wording`).
    """

    ends_on: date
    level: int | None
    wording: str
    cap: int = HIGHEST

    @property
    def carried(self) -> int | None:
        """As much of the level as the evidence of that period carried."""
        return None if self.level is None else min(self.level, self.cap)


def supporting(evidence: Iterable[EvidenceItem], period: Span) -> list[EvidenceItem]:
    """Evidence that carries a level in `period`: supports or is mixed, and is not dated after its end."""
    return [
        item for item in evidence if item.carries and (item.dated is None or item.dated <= period.ends_on)
    ]


def types_shown(evidence: Iterable[EvidenceItem], period: Span) -> tuple[EvidenceType, ...]:
    """The types that supporting evidence has in `period`, assertion left out, in the order of the list."""
    found = {item.counts_as for item in supporting(evidence, period)}
    return tuple(kind for kind in STRONG_TYPES if kind in found)


def has_testimony(evidence: Iterable[EvidenceItem], period: Span) -> bool:
    """Whether children's own words, whichever way they point, are dated within the period."""
    return any(item.counts_as is EvidenceType.TESTIMONY and item.dated in period for item in evidence)


def shows_outreach(evidence: Iterable[EvidenceItem], period: Span) -> bool:
    """Whether any evidence but an assertion, whichever way it points, names a least-heard group it reached."""
    return any(
        item.counts_as is not EvidenceType.ASSERTION
        and item.groups_reached.strip()
        and (item.dated is None or item.dated <= period.ends_on)
        for item in evidence
    )


def type_words(kind: EvidenceType) -> str:
    """A type of evidence inside a sentence."""
    return {
        EvidenceType.MEASURED_CHANGE: tr("a measured change with a baseline"),
        EvidenceType.TESTIMONY: tr("children’s own testimony"),
        EvidenceType.DOCUMENT: tr("documents and outputs"),
        EvidenceType.ASSERTION: tr("an assertion"),
    }[kind]


def any_of(kinds: Iterable[EvidenceType]) -> str:
    """“a, b or c” for types of evidence."""
    words = [type_words(kind) for kind in kinds]
    if len(words) < 2:
        return "".join(words)
    return tr("{first} or {last}", first=", ".join(words[:-1]), last=words[-1])


def all_of(kinds: Iterable[EvidenceType]) -> str:
    """“a, b and c” for types of evidence."""
    words = [type_words(kind) for kind in kinds]
    if len(words) < 2:
        return "".join(words)
    return tr("{first} and {last}", first=", ".join(words[:-1]), last=words[-1])


@dataclass(frozen=True, slots=True)
class Spread:
    """How a badge's statements lie over the levels: `counts[n]` at level n. No mean, no grand total.

    `in_order` are the levels in the order of the statements, None for not assessed. `lowest` is the lowest level given
    (None before any was), `lowest_keys` the statements that stand there.
    """

    counts: tuple[int, int, int, int, int]
    not_assessed: int
    lowest: int | None
    lowest_keys: tuple[str, ...]
    in_order: tuple[int | None, ...] = ()

    @property
    def assessed(self) -> int:
        """How many statements have a level."""
        return sum(self.counts)

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return self.assessed + self.not_assessed


def spread(levels: Mapping[str, int | None]) -> Spread:
    """The spread of levels by statement key; None for not assessed. `lowest_keys` keep the mapping's order."""
    given = [level for level in levels.values() if level is not None]
    lowest = min(given, default=None)
    keys = tuple(key for key, level in levels.items() if level is not None and level == lowest)
    zero, one, two, three, four = (given.count(number) for number in LEVELS)
    counts = (zero, one, two, three, four)
    return Spread(counts, len(levels) - len(given), lowest, keys, tuple(levels.values()))


def spread_words(found: Spread, names: Mapping[int, str]) -> str:
    """“3 established, 1 emerging, 2 not assessed”: highest first; `names` are the levels' names by number."""
    parts = [
        tr("{count} {level}", count=found.counts[number], level=names[number].lower())
        for number in reversed(LEVELS)
        if found.counts[number]
    ]
    if found.not_assessed:
        parts.append(tr("{count} not assessed", count=found.not_assessed))
    return ", ".join(parts) or tr("No statements")
