"""Findings and quotes as they print."""

from collections.abc import Sequence
from dataclasses import replace

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf import marks
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import Ink
from crp_desktop.rendering.pdf.flow import Block, Columns, Fit, Room, Stack
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import KINDS, LINE, QUIET, Theme
from crp_desktop.rendering.views import FindingView, QuoteView, checked_words

_GUTTER = 14
"""The room for mark, kind and number beside a finding, in units of the grid."""

_WHOLE_SHARE = 0.35
"""Findings up to this share of a page are never parted."""


def mark(kind: FindingKind, size: float, height: float) -> Drawing:
    """A finding's mark as decoration beside a line `height` points high: the word stands next to it."""
    return Drawing(
        lambda canvas, x, y, width, high: marks.kind_mark(canvas, kind, x, y + (high - size) / 2, size),
        height,
    )


class _Barred(Block):
    """A block with a bar down its left side."""

    def __init__(self, inner: Block, colour: Ink, indent: float, element: Element) -> None:
        self._inner = inner
        self._colour = colour
        self._indent = indent
        self.element = element.adopt(inner.elements())

    def height(self, width: float) -> float:
        """The height of what is in it."""
        return self._inner.height(width - self._indent)

    def fit(self, room: Room) -> Fit:
        """Parts where what is in it parts."""
        part, rest = self._inner.fit(room.narrower(room.width - self._indent))
        return self._with(part), self._with(rest)

    def _with(self, inner: Block | None) -> "_Barred | None":
        if inner is None:
            return None
        barred = _Barred.__new__(_Barred)
        barred._inner, barred._colour, barred._indent = inner, self._colour, self._indent
        barred.element = self.element
        return barred

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The bar, then the block."""
        with canvas.artifact():
            high = self.height(width)
            ink.box(canvas, x, top - high, 2, high, fill=self._colour, radius=1)
        self._inner.draw(canvas, x + self._indent, top, width - self._indent)


def quote(theme: Theme, view: QuoteView, kind: FindingKind | None = None) -> Block:
    """Somebody's exact words, who said them and that the group kept them, beside a bar in the colour of `kind`."""
    blocks: list[Block] = [Paragraph(view.quoted, theme.quote, lang=view.lang)]
    if view.about:
        blocks.append(Paragraph(view.about, theme.small))
    colour = KINDS[kind].tint(0.5) if kind else LINE
    return _Barred(Stack(blocks), colour, 3 * theme.unit, Element("BlockQuote"))


def finding(theme: Theme, view: FindingView, parts: Sequence[Block]) -> Block:
    """One finding: its mark, kind and number beside its `parts`."""
    name = replace(theme.small_strong, ink=KINDS[view.kind])
    gutter = max(_GUTTER * theme.unit, natural_width(view.name, name) + 1.5 * theme.unit)
    size = theme.body.size * 1.45
    sign = Stack([mark(view.kind, size, size), Paragraph(view.name, name, tag="Lbl")])
    checked = [_checked(theme)] if view.confirmed else []
    inside = Stack([part.spaced(after=0) for part in parts], gap=theme.unit, keep=_WHOLE_SHARE)
    whole = Columns([(gutter, Stack([sign, *checked])), (-1, inside)])
    whole.element = Element("LI").adopt(
        [
            *sign.elements(),
            Element("LBody").adopt(e for block in (inside, *checked) for e in block.elements()),
        ]
    )
    return whole.spaced(after=2.5 * theme.unit)


def _checked(theme: Theme) -> Block:
    """Says that a finding was read back to the group and kept; read aloud after it, in full."""
    size = theme.small.size
    tick = Drawing(
        lambda canvas, x, y, width, high: marks.tick(
            canvas, x, y + high / 2 - size * 0.45, size * 0.9, QUIET
        ),
        theme.small.leading,
    )
    words = Paragraph(tr("Checked"), theme.small, actual=checked_words())
    return Columns([(size + theme.unit / 2, tick), (-1, words)])
