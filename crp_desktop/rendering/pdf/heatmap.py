"""Articles down, badges across: how many findings touch both, as a picture."""

from collections.abc import Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import WHITE, contrast
from crp_desktop.rendering.pdf.furniture import shortened
from crp_desktop.rendering.pdf.levels import shade
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.rowed import RowPicture
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import LINE, QUIET, TEXT, TextStyle, Theme
from crp_desktop.rendering.views import ArticleView, HeatRow

_CELL_GAP = 1.5
_HEAD = 150.0


class HeatMap(RowPicture[HeatRow]):
    """Cells with their counts, darker for more."""

    share = 0.36

    def __init__(self, theme: Theme, rows: Sequence[HeatRow], badges: Sequence[str]) -> None:
        super().__init__(theme, rows if badges else [])
        self._badges = list(badges)
        self._most = max((count for row in rows for count in row.counts), default=0)

    def article(self, row: HeatRow) -> ArticleView:
        """The row's own."""
        return row.article

    def alt(self) -> str:
        """Which articles, and the highest number."""
        numbers = ", ".join(str(row.article.number) for row in self.rows)
        best = max(
            ((count, row, at) for row in self.rows for at, count in enumerate(row.counts)),
            key=lambda cell: cell[0],
        )
        return " ".join(
            (
                tr("Heat map of findings by article ({articles}) and badge.", articles=numbers),
                tr(
                    "The highest number here is {count}, for Article {number} and {badge}.",
                    count=best[0],
                    number=best[1].article.number,
                    badge=self._badges[best[2]],
                ),
                tr("The numbers are also in a table."),
            )
        )

    def head_height(self) -> float:
        """Badge names stand upright; the longest says how high."""
        longest = max((natural_width(name, self.style()) for name in self._badges), default=0)
        return min(longest, _HEAD) + 8

    def draw_heads(self, canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
        """The names of the badges, upright over their columns."""
        style, cell = self.style(), width / len(self._badges)
        for at, name in enumerate(self._badges):
            canvas.saveState()
            canvas.translate(left + (at + 0.5) * cell - style.leading / 2, top - height + 4)
            canvas.rotate(90)
            Paragraph(shortened(name, style, _HEAD), style, tag=None).draw(canvas, 0, 0, _HEAD + 1)
            canvas.restoreState()

    def draw_row(
        self, canvas: TaggedCanvas, row: HeatRow, left: float, top: float, width: float, height: float
    ) -> None:
        """One cell for each badge."""
        cell = width / len(self._badges)
        for at, count in enumerate(row.counts):
            self._draw_cell(canvas, count, (left + at * cell, top - height, cell, height))

    def _draw_cell(self, canvas: TaggedCanvas, count: int, at: tuple[float, float, float, float]) -> None:
        x, y, width, height = at
        inner = (x + _CELL_GAP / 2, y + _CELL_GAP / 2, width - _CELL_GAP, height - _CELL_GAP)
        middle = y + height / 2
        if not count:
            ink.box(canvas, *inner, line=LINE, thickness=0.5, radius=2)
            canvas.setFillColorRGB(*QUIET)
            canvas.circle(x + width / 2, middle, 0.6, stroke=0, fill=1)
            return
        ground = shade(min(4, 5 * count // (self._most + 1)))
        ink.box(canvas, *inner, fill=ground, radius=2)
        colour = WHITE if contrast(WHITE, ground) > contrast(TEXT, ground) else TEXT
        style = TextStyle(self.style().size, self.style().leading, colour, bold=True, align="centre")
        Paragraph(str(count), style, tag=None).draw(canvas, x, middle + style.leading / 2, width)
