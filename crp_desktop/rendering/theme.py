"""Colours, type and measures of everything printed: the one place that has them."""

from dataclasses import dataclass, replace
from functools import lru_cache

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering.content import Card
from crp_desktop.rendering.pdf.colour import WHITE, Ink
from crp_desktop.rendering.text import Align, Role

MM = 72 / 25.4
"""Points in a millimetre."""

TEXT = Ink.hex("#1B2430")
QUIET = Ink.hex("#4A5668")
LINE = Ink.hex("#D9DEE5")
GROUND = Ink.hex("#F5F6F8")
ACCENT = Ink.hex("#2F55A4")
BADGE = Ink.hex("#3A4657")
KINDS = {
    FindingKind.STRENGTH: Ink.hex("#1B7048"),
    FindingKind.CONCERN: Ink.hex("#A8401A"),
    FindingKind.IDEA: Ink.hex("#5F47A8"),
    FindingKind.UNSAID: Ink.hex("#4A5668"),
}
CLUSTERS = {
    "I": Ink.hex("#5B6472"),
    "II": Ink.hex("#7A5C3E"),
    "III": Ink.hex("#2F55A4"),
    "IV": Ink.hex("#0F6E84"),
    "V": Ink.hex("#A3324B"),
    "VI": Ink.hex("#9A4F00"),
    "VII": Ink.hex("#1B7048"),
    "VIII": Ink.hex("#6B6A00"),
    "IX": Ink.hex("#5F47A8"),
}
"""The nine clusters by their numeral; always drawn with it."""


def cluster_ink(numeral: str) -> Ink:
    """The colour of a cluster; an article without one (Article 41) is neutral."""
    return CLUSTERS.get(numeral, QUIET)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet and its margins, in points."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - self.left - self.right

    def bare(self) -> "Paper":
        """The sheet without margins."""
        return Paper(self.width, self.height, 0, 0, 0, 0)

    def turned(self) -> "Paper":
        """The sheet lying on its long side, with the same margins."""
        return Paper(self.height, self.width, self.left, self.right, self.top, self.bottom)


A4 = Paper(210 * MM, 297 * MM, 21 * MM, 21 * MM, 21 * MM, 20 * MM)


@dataclass(frozen=True, slots=True)
class Logo:
    """A council's logo: a PNG, and what it shows in words."""

    png: bytes
    words: str


LOGO = (124.0, 50.0)
"""The box of the logo on a first page: width and height in points."""


@dataclass(frozen=True, slots=True)
class Brand:
    """What a council gives its papers: the ink of heads and bars (never that of clusters, badges, kinds), its logo."""

    accent: Ink = ACCENT
    logo: Logo | None = None


PLAIN = Brand()
"""The looks of a council that has chosen none."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How text looks; sizes in points. `align` start follows the direction of the text."""

    size: float
    leading: float
    ink: Ink
    bold: bool = False
    italic: bool = False
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """How a table looks; lengths in points."""

    body: TextStyle
    head: TextStyle
    line: Ink
    head_line: Ink
    head_fill: Ink | None = None
    pad_x: float = 5
    pad_y: float = 4


@dataclass(frozen=True, slots=True)
class BoxStyle:
    """How a box looks; lengths in points. `edge` is a bar of that colour down the left side."""

    fill: Ink | None = None
    line: Ink | None = None
    edge: Ink | None = None
    edge_width: float = 3
    radius: float = 3
    padding: float = 10
    dash: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Theme:
    """Type and space at one size of reading text; all lengths in points.

    `unit` is the step of the grid (4 pt at 11 pt text). Headings are `h1`, `h2`, `h3`; `figure` is for large numbers.
    """

    unit: float
    body: TextStyle
    strong: TextStyle
    lead: TextStyle
    quiet: TextStyle
    small: TextStyle
    small_strong: TextStyle
    quote: TextStyle
    title: TextStyle
    subtitle: TextStyle
    h2: TextStyle
    h3: TextStyle
    figure: TextStyle
    table: TableStyle
    brand: Brand

    @property
    def accent(self) -> Ink:
        """The ink of heads and bars."""
        return self.brand.accent

    def heading(self, level: int) -> TextStyle:
        """The style of a heading; level 1 is the title."""
        return {1: self.title, 2: self.h2}.get(level, self.h3)

    def text(self, role: Role) -> TextStyle:
        """The style of a paragraph."""
        return {
            Role.BODY: self.body,
            Role.LABEL: self.strong,
            Role.LEAD: self.lead,
            Role.QUIET: self.quiet,
            Role.SMALL: self.small,
            Role.DETAIL: self.table.body,
        }[role]

    @property
    def facts(self) -> BoxStyle:
        """Key facts on a quiet ground."""
        return BoxStyle(fill=GROUND, edge=self.accent, radius=4, padding=3 * self.unit)

    @property
    def callout(self) -> BoxStyle:
        """A note on a light ground of the council's colour."""
        return BoxStyle(fill=self.accent.tint(0.07), edge=self.accent, radius=4, padding=3 * self.unit)

    def card(self, card: Card) -> BoxStyle:
        """A finding in a frame: a claim with a line around it, any other on a ground of its kind."""
        if card.label:
            edge = QUIET if card.against else None
            return BoxStyle(line=LINE, edge=edge, radius=4, padding=2.5 * self.unit)
        colour = KINDS[card.kind]
        return BoxStyle(fill=colour.tint(0.05), edge=colour, radius=5, padding=2.5 * self.unit)


def _theme(body: float, leading: float, growth: float, brand: Brand) -> Theme:
    """A theme around reading text of `body` points; larger type grows by `growth` only."""

    def style(
        size: float,
        lead: float,
        ink: Ink = TEXT,
        *,
        bold: bool = False,
        large: bool = False,
    ) -> TextStyle:
        scale = growth if large else body / 11
        return TextStyle(round(size * scale, 2), round(size * scale * lead, 2), ink, bold)

    small = style(9, 1.4, QUIET)
    return Theme(
        unit=4 * body / 11,
        body=TextStyle(body, leading, TEXT),
        strong=TextStyle(body, leading, TEXT, bold=True),
        lead=style(13, 1.45),
        quiet=TextStyle(body, leading, QUIET),
        small=small,
        small_strong=style(9, 1.4, TEXT, bold=True),
        quote=TextStyle(body, leading, TEXT, italic=True),
        title=style(27, 1.16, bold=True, large=True),
        subtitle=style(14, 1.35, QUIET, large=True),
        h2=style(17, 1.25, brand.accent, bold=True, large=True),
        h3=style(12.5, 1.3, bold=True, large=growth == 1),
        figure=style(24, 1.1, brand.accent, bold=True, large=True),
        table=TableStyle(
            body=style(10, 1.4),
            head=style(9, 1.35, QUIET, bold=True),
            line=LINE,
            head_line=brand.accent.tint(0.6),
            pad_y=3.2 * body / 11,
        ),
        brand=brand,
    )


@lru_cache(maxsize=4)
def standard(brand: Brand = PLAIN) -> Theme:
    """Reading text of 11 pt."""
    return _theme(11, 16, 1, brand)


@lru_cache(maxsize=4)
def compact(brand: Brand = PLAIN) -> Theme:
    """Reading text of 10 pt, for papers that must keep to two pages."""
    return replace(_theme(10, 14, 0.82, brand), unit=2.9)


@lru_cache(maxsize=4)
def large(brand: Brand = PLAIN) -> Theme:
    """Reading text of 14 pt, for what children take home."""
    return _theme(14, 21, 1.1, brand)


@lru_cache(maxsize=4)
def large_print(brand: Brand = PLAIN) -> Theme:
    """Reading text of 18 pt: large print, which is no Easy Read."""
    return _theme(18, 26, 1.3, brand)


PAIRS = (
    *((ink, WHITE) for ink in (TEXT, QUIET, ACCENT, BADGE, *KINDS.values(), *CLUSTERS.values())),
    *((ink, GROUND) for ink in (TEXT, QUIET, ACCENT, BADGE)),
    *((TEXT, ink.tint(0.08)) for ink in (*KINDS.values(), *CLUSTERS.values(), ACCENT)),
    *((WHITE, ink) for ink in (ACCENT, *KINDS.values(), *CLUSTERS.values())),
)
"""(text, ground) as they are printed; tests hold each at 4.5:1."""
