"""What a document says: a frozen tree of meanings, written as PDF, as a web page and as a Word file.

A node states what it is; how that looks is the business of each writer. Text is never markup: what a person typed is a
string, and words that stand out are a `Run` that says so. Lengths, where paper needs any, are in points.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering.text import Align, Role, Text
from crp_desktop.rendering.views import (
    ArticleView,
    BadgeView,
    CardView,
    FindingView,
    HeatRow,
    QuoteView,
    Spread,
    Touched,
    TrendPoint,
)

_LONG_TITLE = 120


@dataclass(frozen=True, slots=True, eq=False)
class _Frozen:
    """What is put in as a list is kept as a tuple: a tree that was previewed and reviewed is the one that prints."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, list):
                object.__setattr__(self, field.name, _frozen(value))


def _frozen(value: object) -> object:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True, eq=False)
class Node(_Frozen):
    """Something that a document says. The writers have a method for each kind, named as the kind is."""


# Text


@dataclass(frozen=True, slots=True)
class Title(Node):
    """The top of a first page: whose document, what kind, the title, and when. `date` is a sentence."""

    title: str
    council: str = ""
    kind: str = ""
    subtitle: str = ""
    date: str = ""
    illustrative: bool = False

    @property
    def words(self) -> str:
        """The title, or that there is none."""
        return self.title or tr("Untitled")

    @property
    def above(self) -> str:
        """Whose document and what kind it is."""
        return " · ".join(part for part in (self.council, self.kind) if part)

    @property
    def is_long(self) -> bool:
        """Whether it would fill the first page in the type of a title."""
        return len(self.title) > _LONG_TITLE

    @property
    def caution(self) -> str:
        """What is said of a document made from the sample."""
        if not self.illustrative:
            return ""
        return tr(
            "Illustrative: made from a sample programme. It is not about a real child or a real council."
        )


@dataclass(frozen=True, slots=True, eq=False)
class Heading(Node):
    """A heading of level 1 (the title’s) to 4; a table of contents can lead to it."""

    level: int
    text: Text
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Node):
    """Text. `spoken` is read in its place where its looks cannot be seen; one that `introduces` what follows is never
    parted from it."""

    text: Text
    role: Role = Role.BODY
    lang: str = ""
    spoken: str = ""
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Quote(Node):
    """Somebody's exact words, in a finding of `kind`."""

    quote: QuoteView
    kind: FindingKind | None = None


# Groups


@dataclass(frozen=True, slots=True)
class Section(Node):
    """A heading and what belongs to it; not parted when no higher than `keep` of a page."""

    children: Sequence[Node]
    keep: float = 0


@dataclass(frozen=True, slots=True)
class Together(Node):
    """Nodes that stay on one page, if a page can hold them."""

    children: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Beside(Node):
    """Groups of nodes that belong side by side; `shares` are their parts of the width, else all have the same."""

    groups: Sequence[Sequence[Node]]
    shares: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Callout(Node):
    """A note beside the main text; its title is not a heading."""

    title: Text
    children: Sequence[Node]


@dataclass(frozen=True, slots=True)
class Card(Node):
    """A finding of `kind` in a frame of its own, its number in `label`; `against` speaks against what is claimed."""

    kind: FindingKind
    children: Sequence[Node]
    label: str = ""
    against: bool = False


# Lists

Item = Text | Sequence[Node]
"""An item of a list: text, or nodes."""


@dataclass(frozen=True, slots=True)
class Facts(Node):
    """Names and values; those without a value are left out."""

    pairs: Sequence[tuple[str, str]]

    @property
    def known(self) -> list[tuple[str, str]]:
        """Those with a value."""
        return [(name, value) for name, value in self.pairs if value]


@dataclass(frozen=True, slots=True)
class Bullets(Node):
    """A list in no order."""

    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Numbered(Node):
    """A list that is counted from `first`."""

    items: Sequence[Item]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Checklist(Node):
    """Things to do: True is ticked, False is not done, None is a box to tick by hand."""

    items: Sequence[tuple[Text, bool | None]]


@dataclass(frozen=True, slots=True)
class Clause(Node):
    """A numbered paragraph of a section (1.2), as committee papers have them."""

    section: int
    number: int
    text: Text
    introduces: bool = False


@dataclass(frozen=True, slots=True)
class Marked(Node):
    """A list whose items are told apart by the kind of finding they are."""

    items: Sequence[tuple[FindingKind, Text]]


@dataclass(frozen=True, slots=True)
class Findings(Node):
    """Findings with their articles, badges and quotes."""

    findings: Sequence[FindingView]


@dataclass(frozen=True, slots=True)
class Chips(Node):
    """Articles, then badges, in the order given."""

    articles: Sequence[ArticleView]
    badges: Sequence[BadgeView] = ()

    @property
    def spoken(self) -> list[str]:
        """Each as it is read aloud."""
        return [*(one.spoken for one in self.articles), *(one.spoken for one in self.badges)]


@dataclass(frozen=True, slots=True)
class Contents(Node):
    """A table of contents that leads to these headings."""

    headings: Sequence[Heading]


# Tables and forms


@dataclass(frozen=True, slots=True)
class Column(_Frozen):
    """`width` in points at a table's usual type, or 0 to go by what is in it; `header` makes its cells the headers of
    their rows."""

    title: Text = ""
    width: float = 0
    align: Align = "start"
    header: bool = False


@dataclass(frozen=True, slots=True)
class Cell(_Frozen):
    """What stands in one cell when text alone will not do; `columns` is how many columns it spans."""

    content: Text | Node
    columns: int = 1


CellLike = str | Cell


@dataclass(frozen=True, slots=True)
class Table(Node):
    """A table; give it a caption, or a heading just above that says what it holds. `dense` is for a very long one."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[CellLike]]
    caption: Text = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Lines(Node):
    """Paragraphs close together, as in one cell of a table."""

    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Blank(Node):
    """Room `height` points high to write in by hand."""

    height: float


@dataclass(frozen=True, slots=True)
class WriteLines(Node):
    """Empty lines to write on by hand."""

    count: int


@dataclass(frozen=True, slots=True)
class SignLines(Node):
    """Lines to sign on, each with what goes there."""

    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class Dots(Node):
    """Empty circles in a row, to be filled by hand, `height` points high."""

    count: int
    height: float


# Charts


@dataclass(frozen=True, slots=True)
class ArticlesChart(Node):
    """A bar for each article, parted by kind of finding; nothing when no article is touched."""

    touched: Sequence[Touched]


@dataclass(frozen=True, slots=True)
class KindLegend(Node):
    """What pattern and mark stand for each kind; every chart says it in words as well."""

    touched: Sequence[Touched] = ()


@dataclass(frozen=True, slots=True)
class Bar(Node):
    """The number of findings that touch an article, with a bar where `most` is the longest."""

    touched: Touched
    most: int


@dataclass(frozen=True, slots=True)
class LevelStrip(Node):
    """How the statements of `what` are spread over the levels, whose names from 0 up are `names`; `echoed` when the
    paragraph after it says the same."""

    spread: Spread
    names: Sequence[str]
    what: str = ""
    echoed: bool = False

    @property
    def alt(self) -> str:
        """What it shows."""
        what = self.what or tr("Levels of the statements")
        return tr("{what}: {spread}.", what=what, spread=self.spread.in_words(self.names))


@dataclass(frozen=True, slots=True)
class LevelLegend(Node):
    """The levels with their shades; every strip says them in words as well."""

    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class TrendStrip(Node):
    """A column for each period, parted by level; columns on both sides of a break must not be compared."""

    points: Sequence[TrendPoint]
    names: Sequence[str]
    what: str = ""


@dataclass(frozen=True, slots=True)
class HeatMap(Node):
    """How many findings join an article with a badge."""

    rows: Sequence[HeatRow]
    badges: Sequence[str]


# Pages


@dataclass(frozen=True, slots=True)
class PageBreak(Node):
    """What follows starts on a new page, where there are pages."""


@dataclass(frozen=True, slots=True)
class RightsCards(Node):
    """Cards to cut out, one for each right."""

    cards: Sequence[CardView]


Chart = ArticlesChart | HeatMap | TrendStrip
"""What is a picture where nothing can be drawn."""
