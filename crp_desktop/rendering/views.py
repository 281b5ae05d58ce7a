"""What documents are told about findings, articles and badges: words and numbers that are ready to print."""

from dataclasses import dataclass

from crp_desktop.domain.kinds import BadgeKind, FindingKind


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article: number, short title, its cluster's numeral (I to IX, none for Article 41), whether it is main."""

    number: int
    title: str
    cluster: str
    main: bool = False


@dataclass(frozen=True, slots=True)
class BadgeView:
    """A badge: key, name, kind, whether it is a finding's main one."""

    key: str
    name: str
    kind: BadgeKind
    main: bool = False


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Somebody's exact words and, if it may be said, who ("Young person, 11 to 13"); `lang` is BCP 47 if known;
    `confirmed` says that they were read back to the group and kept."""

    text: str
    speaker: str = ""
    lang: str = ""
    confirmed: bool = False


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
