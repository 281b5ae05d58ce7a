"""What stands on every page around the text: motif, running head, foot with page numbers, the mark of a sample."""

from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.document import illustrative_words
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import ACCENT, CLUSTERS, LINE, QUIET, TEXT, Paper, TextStyle

_STYLE = TextStyle(8.5, 11, QUIET)
_RIBBON = TextStyle(8.5, 11, TEXT, bold=True)
_MOTIF_HEIGHT = 7.0
_RIBBON_GROUND = ink.Ink.hex("#FFE9A8")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What the pages of one document say around the text: head of the later pages, foot, whether it is a sample,
    and the ink of the line under the head."""

    head: str
    foot: str
    illustrative: bool
    accent: ink.Ink = ACCENT


def draw_furniture(canvas: TaggedCanvas, paper: Paper, words: Furniture, number: int, of: int) -> None:
    """Everything of page `number` of `of` that is not the document's own text; all of it is an artifact."""
    with canvas.artifact("Pagination"):
        if number == 1:
            _motif(canvas, paper)
        else:
            _head(canvas, paper, words)
        _foot(canvas, paper, words.foot, tr("Page {number} of {of}", number=number, of=of))
        if words.illustrative:
            _ribbon(canvas, paper)


def _motif(canvas: TaggedCanvas, paper: Paper) -> None:
    """The nine clusters of the Convention as a band along the top edge."""
    wide = paper.width / len(CLUSTERS)
    for at, colour in enumerate(CLUSTERS.values()):
        ink.box(canvas, at * wide, paper.height - _MOTIF_HEIGHT, wide + 0.3, _MOTIF_HEIGHT, fill=colour)


def _head(canvas: TaggedCanvas, paper: Paper, words: Furniture) -> None:
    room = paper.measure - (_ribbon_width() + 12 if words.illustrative else 0)
    y = paper.height - paper.top * 0.62
    line(canvas, words.head, _STYLE, paper.left, y, room)
    ink.rule(canvas, paper.left, y - 8, paper.left + paper.measure, y - 8, words.accent, 0.75)


def _foot(canvas: TaggedCanvas, paper: Paper, words: str, page: str) -> None:
    y = paper.bottom * 0.5
    wide = natural_width(page, _STYLE)
    ink.rule(canvas, paper.left, y + 15, paper.left + paper.measure, y + 15, LINE, 0.5)
    line(canvas, words, _STYLE, paper.left, y, paper.measure - wide - 12)
    line(canvas, page, _STYLE, paper.left + paper.measure - wide, y, wide + 1)


def _ribbon_width() -> float:
    return natural_width(illustrative_words(), _RIBBON) + 16


def _ribbon(canvas: TaggedCanvas, paper: Paper) -> None:
    wide = _ribbon_width()
    x, y = paper.left + paper.measure - wide, paper.height - paper.top * 0.62 - 4.5
    ink.box(canvas, x, y, wide, 15, fill=_RIBBON_GROUND, radius=3)
    line(canvas, illustrative_words(), _RIBBON, x + 8, y + 4.5, wide)


def line(canvas: TaggedCanvas, text: str, style: TextStyle, x: float, y: float, room: float) -> None:
    """One line of text with its baseline at `y`, shortened to `room` points, as an artifact."""
    paragraph = Paragraph(shortened(text, style, room), style, tag=None)
    first = paragraph.lines(room + 1)[0]
    paragraph.draw(canvas, x, y + first.baseline, room + 1)


def shortened(text: str, style: TextStyle, room: float) -> str:
    """`text` on one line no wider than `room` points; what is left off is marked by an ellipsis."""
    words = " ".join(text.split())
    if natural_width(words, style) <= room:
        return words
    fits = 0
    for step in (1 << power for power in range(len(words).bit_length(), -1, -1)):
        if fits + step < len(words) and natural_width(f"{words[: fits + step].rstrip()}…", style) <= room:
            fits += step
    return f"{words[:fits].rstrip()}…"
