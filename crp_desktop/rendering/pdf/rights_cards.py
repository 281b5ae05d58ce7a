"""Rights cards: one an article, A6, four to a sheet; printed on both sides, front and back come together."""

from collections.abc import Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import WHITE, Ink
from crp_desktop.rendering.pdf.flow import Block, Columns, Space, Stack
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.icons import icon
from crp_desktop.rendering.pdf.lines import measured
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.sheets import card_sheets
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.text import Run
from crp_desktop.rendering.theme import A4, QUIET, TEXT, Brand, TextStyle, cluster_ink
from crp_desktop.rendering.views import CardView

_PADDING = 26.0
_FACE = (A4.width / 2 - 2 * _PADDING, A4.height / 2 - 2 * _PADDING)
_SYMBOLS = (
    "baby", "equal", "star", "landmark", "compass", "sprout", "id-card", "fingerprint-pattern", "house-heart", "globe",
    "hand", "megaphone", "messages-square", "brain", "users", "lock", "newspaper", "hand-heart", "shield", "umbrella",
    "heart-handshake", "tent", "accessibility", "heart-pulse", "clipboard-check", "hand-coins", "utensils", "school",
    "graduation-cap", "languages", "volleyball", "hard-hat", "pill", "shield-alert", "unlink", "ban", "gavel", "bird",
    "bandage", "scale", "award", "book-open",
)  # fmt: skip
"""The symbol of each article from 1 to 42."""

_SYMBOL, _SMALL_SYMBOL = 112.0, 26.0
_TITLE_FROM = 190.0
"""How far below the top of the card its title begins, in points: the same on every card."""

_EACH = 4
_LOGO = (62.0, 24.0)
_FOOT, _ABOVE_FOOT = 34.0, 16.0
_LARGEST, _SMALLEST = 18.0, 9.0


def rights_cards(cards: Sequence[CardView], brand: Brand) -> Stack:
    """Sheets in pairs: four fronts, then their backs with left and right changed over, for turning on the long edge."""
    faces: list[Block] = []
    for start in range(0, len(cards), _EACH):
        four: list[CardView | None] = [*cards[start : start + _EACH]]
        four += [None] * (_EACH - len(four))
        faces += [_front(card) if card else Space(0) for card in four]
        turned = [four[at] for at in (1, 0, 3, 2)]
        faces += [_back(card, brand, first=card is cards[0]) if card else Space(0) for card in turned]
    return Stack(card_sheets(faces, padding=_PADDING))


class _Face(Block):
    """One side of a card: a ground over all of it, then a stack of exactly the card's height."""

    def __init__(self, ground: Ink | None, edge: Ink, blocks: Sequence[Block]) -> None:
        self._ground = ground
        self._edge = edge
        self._inner = Stack(blocks)

    def children(self) -> Sequence[Block]:
        """The stack."""
        return (self._inner,)

    def height(self, width: float) -> float:
        """The card's."""
        return _FACE[1]

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The ground as an artifact, then the words."""
        reach = _PADDING - 12
        left, low = x - reach, top - _FACE[1] - reach
        wide, high = _FACE[0] + 2 * reach, _FACE[1] + 2 * reach
        with canvas.artifact("Background"):
            ink.box(canvas, left, low, wide, high, fill=self._ground, line=self._edge, radius=10)
        self._inner.draw(canvas, x, top, width)


def _front(card: CardView) -> Block:
    colour = cluster_ink(card.cluster)
    number = Heading(
        1,
        tr("Article {number}", number=card.number),
        TextStyle(26, 32, WHITE, bold=True),
        space_before=0,
        space_after=0,
    )
    size = _title_size(card.title)
    title = Paragraph(card.title, TextStyle(size, size * 1.16, WHITE, bold=True))
    numeral = Run(f"{card.cluster}  " if card.cluster else "", strong=True)
    cluster = Paragraph([numeral, card.cluster_name], TextStyle(10, 13, WHITE))
    above = _TITLE_FROM - 32 - _SYMBOL
    below = _FACE[1] - _TITLE_FROM - title.height(_FACE[0]) - cluster.height(_FACE[0])
    symbol = _symbol(card, _SYMBOL, WHITE, at=-_SYMBOL / 12)
    return _Face(
        colour,
        colour,
        [number, Space(above / 2), symbol, Space(above / 2), title, Space(max(below, 4)), cluster],
    )


def _symbol(card: CardView, side: float, colour: Ink, *, at: float = 0) -> Drawing:
    """The article's symbol as decoration, `at` points further to the right."""
    name = _SYMBOLS[(card.number - 1) % len(_SYMBOLS)]
    return Drawing(lambda canvas, x, y, wide, high: icon(canvas, name, x + at, y, side, colour), side)


def _title_size(title: str) -> float:
    """As large as lets the longest word stay whole and the title keep away from what stands at the foot."""
    room = _FACE[1] - _TITLE_FROM - _FOOT
    for size in (33.0, 30.0, 27.0, 24.0, 21.0):
        style = TextStyle(size, size * 1.16, WHITE, bold=True)
        if measured(title, style)[0] <= _FACE[0] and Paragraph(title, style).height(_FACE[0]) <= room:
            return size
    return 19.0


def _back(card: CardView, brand: Brand, *, first: bool) -> Block:
    """The back; the logo is read aloud on the first card only."""
    colour = cluster_ink(card.cluster)
    source = tr("Convention on the Rights of the Child, in our own words")
    foot: Block = Paragraph(source, TextStyle(8.5, 11, QUIET))
    if brand.logo:
        picture = Picture(
            brand.logo.png, alt=brand.logo.words if first else "", widest=_LOGO[0], highest=_LOGO[1]
        )
        foot = Columns([(-1, foot), (picture.wide, picture)], gap=10)
    size = _LARGEST
    room = _FACE[1] - foot.height(_FACE[0]) - _ABOVE_FOOT
    while size > _SMALLEST and _stack(card, colour, size).height(_FACE[0]) > room:
        size -= 0.5
    words = _stack(card, colour, size)
    gap = max(_FACE[1] - words.height(_FACE[0]) - foot.height(_FACE[0]), 0)
    return _Face(None, colour, [words, Space(gap), foot])


def _stack(card: CardView, colour: Ink, size: float) -> Stack:
    """What the right says and the question, at one size of type."""
    label = TextStyle(size * 0.78, size * 1.1, colour, bold=True)
    name = Paragraph(tr("Article {number}: {title}", number=card.number, title=card.title), label)
    head = Columns([(-1, name), (_SMALL_SYMBOL, _symbol(card, _SMALL_SYMBOL, colour))], gap=10)
    return Stack(
        [
            head.spaced(after=10),
            Paragraph(card.explanation, TextStyle(size, size * 1.42, TEXT), space_after=18),
            Paragraph(tr("To talk about"), label, space_after=4),
            Paragraph(card.question, TextStyle(size, size * 1.42, TEXT, bold=True)),
        ]
    )
