"""What documents are told about findings, articles and badges: words and numbers that are ready to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, FindingKind
from crp_desktop.domain.labels import label


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: number, short title, its cluster's numeral (I to IX, none for Article 41), whether it is main."""

    number: int
    title: str
    cluster: str
    main: bool = False

    @property
    def spoken(self) -> str:
        """As it is read aloud."""
        spoken = tr("Article {number}: {title}", number=self.number, title=self.title)
        return tr("{article} (main article)", article=spoken) if self.main else spoken


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge: key, name, kind, whether it is a finding's main one."""

    key: str
    name: str
    kind: BadgeKind
    main: bool = False

    @property
    def spoken(self) -> str:
        """As it is read aloud."""
        spoken = tr("Badge: {name}", name=self.name)
        return tr("{badge} (main badge)", badge=spoken) if self.main else spoken


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Somebody's exact words and, if it may be said, who ("Young person, 11 to 13"); `lang` is BCP 47 if known;
    `confirmed` says that they were read back to the group and kept."""

    text: str
    speaker: str = ""
    lang: str = ""
    confirmed: bool = False

    @property
    def quoted(self) -> str:
        """The words in quotation marks."""
        return f"“{self.text.strip()}”"

    @property
    def about(self) -> str:
        """Who said them when that may be said, and that the group kept them."""
        return " · ".join(part for part in (self.speaker, checked_words() if self.confirmed else "") if part)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding as it prints; `confirmed` says that it was read back to the group and kept."""

    number: int
    kind: FindingKind
    text: str
    articles: tuple[ArticleView, ...] = ()
    badges: tuple[BadgeView, ...] = ()
    quotes: tuple[QuoteView, ...] = ()
    statistic_text: str = ""
    confirmed: bool = False

    @property
    def name(self) -> str:
        """Its kind, if it has one, and number."""
        if self.kind is FindingKind.UNSAID:
            return tr("Finding {number}", number=self.number)
        return tr("{kind} {number}", kind=label(self.kind), number=self.number)


def checked_words() -> str:
    """Says that something was read back to the group and kept."""
    return tr("Checked with the group")


@dataclass(frozen=True, slots=True)
class Touched:
    """How many findings of each kind touch an article; `unsaid` have no kind yet."""

    article: ArticleView
    strengths: int = 0
    concerns: int = 0
    ideas: int = 0
    unsaid: int = 0

    @property
    def total(self) -> int:
        """Findings of any kind."""
        return self.strengths + self.concerns + self.ideas + self.unsaid

    def of(self, kind: FindingKind) -> int:
        """Findings of one kind."""
        return {
            FindingKind.STRENGTH: self.strengths,
            FindingKind.CONCERN: self.concerns,
            FindingKind.IDEA: self.ideas,
            FindingKind.UNSAID: self.unsaid,
        }[kind]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An article and its count for each badge, in the order of the columns."""

    article: ArticleView
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """How many statements stand at each level, from 0 up, and how many have not been assessed."""

    counts: tuple[int, ...]
    not_assessed: int = 0

    @property
    def total(self) -> int:
        """All statements."""
        return sum(self.counts) + self.not_assessed

    def in_words(self, names: Sequence[str]) -> str:
        """ "2 at level 1 (emerging), 1 not assessed", leaving out levels that nothing stands at."""
        parts = [
            tr("{count} at level {level} ({name})", count=count, level=level, name=names[level])
            for level, count in enumerate(self.counts)
            if count
        ]
        if self.not_assessed:
            parts.append(tr("{count} not assessed", count=self.not_assessed))
        return ", ".join(parts) or tr("nothing to assess")


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period. `break_before` says why it cannot be compared with the one before (changed wording, for example)."""

    label: str
    spread: Spread
    break_before: str = ""


@dataclass(frozen=True, slots=True)
class CardView:
    """A rights card: its article, title, its cluster's numeral and name ("" for none), what it says, a question."""

    number: int
    title: str
    cluster: str
    cluster_name: str
    explanation: str
    question: str
