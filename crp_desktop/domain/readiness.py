"""What a panel will ask about a badge: evidence that is missing or old, contradictions, children's own view."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from crp_desktop.domain.assessment import (
    Assessable,
    EvidenceItem,
    Span,
    all_of,
    has_testimony,
    shows_outreach,
    supporting,
    types_shown,
)
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import EvidenceType


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """One statement with its evidence at hand and whether enough young people gave their view of it."""

    key: str
    text: str
    item: Assessable
    evidence: tuple[EvidenceItem, ...]
    young_view_shown: bool
    level: int | None = None


@dataclass(frozen=True, slots=True)
class StatementReadiness:
    """What one statement still lacks. `oldest` and `newest` are days of its supporting evidence, None if undated."""

    key: str
    text: str
    assessed: bool
    missing_types: tuple[EvidenceType, ...]
    testimony_missing: bool
    outreach_missing: bool
    no_evidence: bool
    open_contradictions: int
    undated: int
    oldest: date | None
    newest: date | None
    young_view_missing: bool

    @property
    def is_ready(self) -> bool:
        """Whether a panel would find nothing missing here."""
        return self.assessed and not self.questions

    @property
    def questions(self) -> tuple[str, ...]:
        """What a panel would ask about this statement, one sentence each."""
        asked = []
        if self.no_evidence:
            asked.append(tr("What shows this? There is no supporting evidence."))
        elif others := _without_testimony(self.missing_types):
            asked.append(tr("Can you show {types}?", types=all_of(others)))
        if self.testimony_missing:
            asked.append(tr("What did children say themselves in this period?"))
        if self.outreach_missing:
            asked.append(tr("Which of the least-heard children were reached?"))
        if self.open_contradictions:
            asked.append(tr("What is the answer to {n} contradiction(s)?", n=self.open_contradictions))
        if self.young_view_missing:
            asked.append(tr("How do young people see it on their own scale?"))
        return tuple(asked)


@dataclass(frozen=True, slots=True)
class BadgeReadiness:
    """One badge before the panel; the counts are of statements, save `open_contradictions`."""

    badge: str
    statements: tuple[StatementReadiness, ...]

    @property
    def ready(self) -> int:
        """How many statements lack nothing."""
        return sum(statement.is_ready for statement in self.statements)

    @property
    def missing_types(self) -> tuple[EvidenceType, ...]:
        """Types that at least one statement needs and lacks, in the order of the list."""
        missing = {kind for statement in self.statements for kind in statement.missing_types}
        return tuple(kind for kind in EvidenceType if kind in missing)

    @property
    def oldest(self) -> date | None:
        """The day of the oldest supporting evidence."""
        return min((item.oldest for item in self.statements if item.oldest is not None), default=None)

    @property
    def open_contradictions(self) -> int:
        """How many contradictions have no answer."""
        return sum(statement.open_contradictions for statement in self.statements)

    @property
    def testimony_missing(self) -> int:
        """How many statements need children's testimony from this period and have none."""
        return sum(statement.testimony_missing for statement in self.statements)

    @property
    def young_view_missing(self) -> int:
        """How many statements have too few young people's views to show, or none."""
        return sum(statement.young_view_missing for statement in self.statements)

    @property
    def not_assessed(self) -> int:
        """How many statements have no level."""
        return sum(not statement.assessed for statement in self.statements)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The badge in a few sentences, gaps first; one that says so when nothing is missing."""
        said = []
        if self.not_assessed:
            said.append(tr("{n} statement(s) not assessed.", n=self.not_assessed))
        for kind in _without_testimony(self.missing_types):
            said.append(tr("Evidence missing: {types}.", types=all_of([kind])))
        if self.testimony_missing:
            said.append(
                tr(
                    "{n} statement(s) without children’s testimony from this period.",
                    n=self.testimony_missing,
                )
            )
        if self.open_contradictions:
            said.append(tr("{n} contradiction(s) without an answer.", n=self.open_contradictions))
        if self.young_view_missing:
            said.append(tr("{n} statement(s) without young people’s own view.", n=self.young_view_missing))
        if not said and self.ready == len(self.statements):
            said.append(tr("Nothing is missing that a panel is likely to ask for."))
        if self.oldest is not None:
            said.append(tr("The oldest evidence is from {day}.", day=long_date(self.oldest)))
        return tuple(said)


def _without_testimony(kinds: tuple[EvidenceType, ...]) -> list[EvidenceType]:
    """Testimony has a question of its own, because it must also be from the period."""
    return [kind for kind in kinds if kind is not EvidenceType.TESTIMONY]


def readiness(badge: str, statements: Iterable[StatementEvidence], period: Span) -> BadgeReadiness:
    """What a badge still lacks in `period`, statement by statement in the order given."""
    return BadgeReadiness(badge, tuple(_statement(statement, period) for statement in statements))


def _statement(statement: StatementEvidence, period: Span) -> StatementReadiness:
    carrying = supporting(statement.evidence, period)
    shown = types_shown(statement.evidence, period)
    days = [item.dated for item in carrying if item.dated is not None]
    needs = statement.item.needs
    return StatementReadiness(
        key=statement.key,
        text=statement.text,
        assessed=statement.level is not None,
        missing_types=tuple(kind for kind in needs if kind not in shown),
        testimony_missing=EvidenceType.TESTIMONY in needs and not has_testimony(statement.evidence, period),
        outreach_missing=statement.item.outreach and not shows_outreach(statement.evidence, period),
        no_evidence=not carrying,
        open_contradictions=sum(item.is_open for item in statement.evidence),
        undated=sum(item.dated is None for item in carrying),
        oldest=min(days, default=None),
        newest=max(days, default=None),
        young_view_missing=not statement.young_view_shown,
    )
