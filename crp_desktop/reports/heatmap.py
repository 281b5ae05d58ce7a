"""Articles down, badges across: how many findings touch both, as a picture and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from crp_desktop.domain.words import tr
from crp_desktop.reports.blocks import table
from crp_desktop.reports.levels import shade
from crp_desktop.reports.press import ink
from crp_desktop.reports.press.flow import Block, Fit, Room
from crp_desktop.reports.press.ink import WHITE, contrast
from crp_desktop.reports.press.lines import TextStyle, natural_width
from crp_desktop.reports.press.tables import Column, Table
from crp_desktop.reports.press.tagging import Element
from crp_desktop.reports.press.text import Paragraph
from crp_desktop.reports.theme import LINE, QUIET, TEXT, Theme, cluster_ink
from crp_desktop.reports.views import ArticleView

_LABEL_SHARE = 0.36
_CELL_GAP = 1.5


@dataclass(frozen=True, slots=True)
class HeatRow:
    """An article and its count for each badge, in the order of the columns."""

    article: ArticleView
    counts: tuple[int, ...]


def matrix_table(theme: Theme, rows: Sequence[HeatRow], badges: Sequence[str], caption: str = "") -> Table:
    """The numbers of the heat map: for each article the badges that findings join it to."""
    columns = [
        Column(tr("Article"), width=46 * theme.table.body.size / 10, header=True),
        Column(tr("What it is about")),
        Column(tr("Findings by badge")),
    ]
    cells = [
        [
            str(row.article.number),
            row.article.title,
            ", ".join(f"{badge} {count}" for badge, count in zip(badges, row.counts, strict=True) if count)
            or "–",
        ]
        for row in rows
    ]
    return table(theme, columns, cells, caption=caption)


class HeatMap(Block):
    """Cells with their counts, darker for more. Over a page end it goes on as another picture with its own heads."""

    def __init__(self, theme: Theme, rows: Sequence[HeatRow], badges: Sequence[str]) -> None:
        self._theme = theme
        self._rows = list(rows)
        self._badges = list(badges)
        self._most = max((count for row in rows for count in row.counts), default=0)
        self.element = Element("Sect")
        self._figures = [Element("Figure") for _ in rows]
        self.element.adopt(self._figures)
        self.space_after = 3 * theme.unit

    def _style(self, *, bold: bool = False) -> TextStyle:
        small = self._theme.small
        return TextStyle(small.size * 0.97, small.leading, TEXT, bold=bold)

    def _head_height(self) -> float:
        """Badge names stand upright; the longest says how high."""
        return max((natural_width(name, self._style()) for name in self._badges), default=0) + 8

    def _number_width(self) -> float:
        return natural_width("00", self._style(bold=True)) + 16

    def _label_width(self, width: float) -> float:
        return width * _LABEL_SHARE - self._number_width() - 4

    def _label(self, row: HeatRow) -> Paragraph:
        return Paragraph(row.article.title, self._style(), tag=None)

    def _row_height(self, row: HeatRow, width: float) -> float:
        words = self._label(row).height(self._label_width(width))
        return max(words, self._theme.small.leading) + 1.25 * self._theme.unit

    def height(self, width: float) -> float:
        """The heads and every row."""
        return self._head_height() + sum(self._row_height(row, width) for row in self._rows)

    def fit(self, room: Room) -> Fit:
        """Whole rows under their heads."""
        left = room.height - self._head_height()
        count = 0
        while count < len(self._rows) and left >= self._row_height(self._rows[count], room.width):
            left -= self._row_height(self._rows[count], room.width)
            count += 1
        if count == len(self._rows):
            return self, None
        if count < 3 and not room.must:
            return None, self
        count = max(count, 1)
        return self._part(slice(0, count)), self._part(slice(count, None)) if count < len(
            self._rows
        ) else None

    def _part(self, rows: slice) -> "HeatMap":
        part = HeatMap(self._theme, self._rows[rows], self._badges)
        part._most = self._most
        part.element = self.element
        part._figures = self._figures[rows]
        return part

    def _alt(self) -> str:
        numbers = ", ".join(str(row.article.number) for row in self._rows)
        best = max(
            ((count, row, at) for row in self._rows for at, count in enumerate(row.counts)),
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
                tr("The numbers stand in a table as well."),
            )
        )

    def draw(self, canvas: Any, x: float, top: float, width: float) -> None:
        """One picture."""
        if not self._rows or not self._badges:
            return
        figure, high = self._figures[0], self.height(width)
        figure.alt = self._alt()
        with canvas.picture(figure, (x, top - high, x + width, top)):
            cell = width * (1 - _LABEL_SHARE) / len(self._badges)
            left = x + width * _LABEL_SHARE
            self._draw_heads(canvas, left, top - self._head_height(), cell)
            top -= self._head_height()
            for row in self._rows:
                high = self._row_height(row, width)
                self._draw_row(canvas, row, (x, top, width, high), left, cell)
                top -= high

    def _draw_heads(self, canvas: Any, left: float, low: float, cell: float) -> None:
        style = self._style()
        for at, name in enumerate(self._badges):
            canvas.saveState()
            canvas.translate(left + (at + 0.5) * cell - style.leading / 2, low + 4)
            canvas.rotate(90)
            Paragraph(name, style, tag=None).draw(canvas, 0, 0, self._head_height())
            canvas.restoreState()

    def _draw_row(
        self, canvas: Any, row: HeatRow, at: tuple[float, float, float, float], left: float, cell: float
    ) -> None:
        x, top, width, high = at
        colour = cluster_ink(row.article.cluster)
        words = self._label(row)
        wide = self._label_width(width)
        words_top = top - (high - words.height(wide)) / 2
        ink.box(canvas, x, top - high + 1, 3, high - 2, fill=colour)
        number = TextStyle(self._style().size, self._style().leading, colour, bold=True, align="end")
        Paragraph(str(row.article.number), number, tag=None).draw(
            canvas, x + 6, words_top, self._number_width() - 12
        )
        words.draw(canvas, x + self._number_width(), words_top, wide)
        for place, count in enumerate(row.counts):
            self._draw_cell(canvas, count, (left + place * cell, top - high, cell, high))

    def _draw_cell(self, canvas: Any, count: int, at: tuple[float, float, float, float]) -> None:
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
        style = TextStyle(self._style().size, self._style().leading, colour, bold=True, align="centre")
        Paragraph(str(count), style, tag=None).draw(canvas, x, middle + style.leading / 2, width)
