"""Pictures made of rows, which go on over a page end as another picture under the same heads."""

import copy
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace
from typing import Generic, Self, TypeVar

from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, Fit, Room
from crp_desktop.rendering.pdf.furniture import shortened
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import TEXT, TextStyle, Theme, cluster_ink
from crp_desktop.rendering.views import ArticleView

Row = TypeVar("Row")
_FEWEST_ROWS = 3
_MOST_LINES = 4


class RowPicture(Block, Generic[Row]):
    """Rows with an article's number and title on the left and something drawn on the right.

    `share` is the part of the width that the titles have. Each part on a page is a figure with its own words.
    """

    share = 0.4

    def __init__(self, theme: Theme, rows: Sequence[Row]) -> None:
        self.theme = theme
        self.rows = list(rows)
        self.element = Element("Sect")
        self._figures = [Element("Figure") for _ in rows]
        self.element.adopt(self._figures)
        self.space_after = 3 * theme.unit

    @abstractmethod
    def article(self, row: Row) -> ArticleView:
        """Whose row it is."""

    @abstractmethod
    def alt(self) -> str:
        """What this part shows, in words."""

    @abstractmethod
    def draw_row(
        self, canvas: TaggedCanvas, row: Row, left: float, top: float, width: float, height: float
    ) -> None:
        """The right part of a row, `left` of which its `width` points begin."""

    def head_height(self) -> float:
        """The height of the heads above the rows of every part."""
        return 0

    def draw_heads(self, canvas: TaggedCanvas, left: float, top: float, width: float, height: float) -> None:
        """What stands above the right part."""

    def style(self, *, bold: bool = False) -> TextStyle:
        """The type of titles and numbers."""
        return self.theme.small_strong if bold else replace(self.theme.small, ink=TEXT)

    def _number_width(self) -> float:
        return natural_width("00", self.style(bold=True)) + 14

    def _title_width(self, width: float) -> float:
        return width * self.share - self._number_width() - 6

    def _title(self, row: Row, width: float) -> Paragraph:
        """The title in a column `width` points wide; one that is much too long is shortened."""
        words = self.article(row).title
        whole = Paragraph(words, self.style(), tag=None)
        if len(whole.lines(width)) <= _MOST_LINES:
            return whole
        return Paragraph(shortened(words, self.style(), width * (_MOST_LINES - 1)), self.style(), tag=None)

    def row_height(self, row: Row, width: float) -> float:
        """The title's height with the gap to the next row."""
        wide = self._title_width(width)
        return self._title(row, wide).height(wide) + 1.25 * self.theme.unit

    def height(self, width: float) -> float:
        """The heads and every row."""
        if not self.rows:
            return 0
        return self.head_height() + sum(self.row_height(row, width) for row in self.rows)

    def fit(self, room: Room) -> Fit:
        """Whole rows under their heads."""
        left = room.height - self.head_height()
        count = 0
        while count < len(self.rows) and left + ink.HAIR >= self.row_height(self.rows[count], room.width):
            left -= self.row_height(self.rows[count], room.width)
            count += 1
        if count == len(self.rows):
            return self, None
        if count < _FEWEST_ROWS and not room.must:
            return None, self
        count = max(count, 1)
        return self._part(slice(0, count)), self._part(slice(count, None)) if count < len(self.rows) else None

    def _part(self, rows: slice) -> Self:
        part = copy.copy(self)
        part.rows = self.rows[rows]
        part._figures = self._figures[rows]
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """One picture."""
        if not self.rows:
            return
        figure, low = self._figures[0], top - self.height(width)
        figure.alt = self.alt()
        left = x + width * self.share
        with canvas.picture(figure, (x, low, x + width, top)):
            head = self.head_height()
            self.draw_heads(canvas, left, top, width * (1 - self.share), head)
            top -= head
            for row in self.rows:
                high = self.row_height(row, width)
                self._draw_title(canvas, row, (x, top, width, high))
                self.draw_row(canvas, row, left, top, width * (1 - self.share), high)
                top -= high

    def _draw_title(self, canvas: TaggedCanvas, row: Row, at: tuple[float, float, float, float]) -> None:
        x, top, width, high = at
        article = self.article(row)
        colour = cluster_ink(article.cluster)
        wide = self._title_width(width)
        words = self._title(row, wide)
        words_top = top - (high - words.height(wide)) / 2
        ink.box(canvas, x, top - high + 1, 3, high - 2, fill=colour, radius=1)
        number = TextStyle(self.style().size, self.style().leading, colour, bold=True, align="end")
        Paragraph(str(article.number), number, tag=None).draw(
            canvas, x + 6, words_top, self._number_width() - 12
        )
        words.draw(canvas, x + self._number_width(), words_top, wide)
