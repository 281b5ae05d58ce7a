"""Tables that part over pages between rows and inside them, with headers that screen readers follow."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from crp_desktop.rendering.content import Column
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import HAIR, Ink
from crp_desktop.rendering.pdf.flow import Block, Fit, Room, Stack
from crp_desktop.rendering.pdf.lines import measured
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.text import Align, Text
from crp_desktop.rendering.theme import TableStyle, TextStyle

_ROWS_MEASURED = 150
_WHOLE_ROW_SHARE = 0.4
_LEAST_PART = 54.0
_SMALLEST = 0.7
_FEWEST_ROWS = 2
_LOW_ROW = 40.0


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell when text alone will not do; `columns` is how many columns it spans."""

    content: Text | Block
    fill: Ink | None = None
    style: TextStyle | None = None
    align: Align | None = None
    columns: int = 1
    header: bool = False
    lang: str = ""


CellLike = str | Cell | Block


@dataclass(slots=True, eq=False)
class _Laid:
    """One cell, laid out: the block, the columns it covers, its ground."""

    block: Block
    first: int
    columns: int
    fill: Ink | None


@dataclass(slots=True, eq=False)
class _Row:
    cells: list[_Laid]
    element: Element
    heights: dict[float, float] = field(default_factory=dict)


def share_out(width: float, needs: Sequence[tuple[float, float]]) -> list[float]:
    """Widths that make up `width`, from what each column needs at least (its longest word) and would like.

    What is short gets what it would like; when not even the longest words fit, the wide ones share what is left.
    """
    least = _level(width, [need for need, _ in needs])
    wish = [max(like, low) for (_, like), low in zip(needs, least, strict=True)]
    spare, extra = width - sum(least), sum(wish) - sum(least)
    if spare >= extra:
        return [size + (spare - extra) * size / max(sum(wish), 1) for size in wish]
    return [low + spare * (like - low) / extra for low, like in zip(least, wish, strict=True)]


def _level(width: float, needs: Sequence[float]) -> list[float]:
    """What each needs, or an equal part of what the others leave."""
    found, left = list(needs), width
    for done, at in enumerate(sorted(range(len(needs)), key=lambda at: needs[at])):
        found[at] = min(needs[at], left / (len(needs) - done))
        left -= found[at]
    return found


class Table(Block):
    """Rows of cells under repeated headings.

    The headings are read once and drawn again on every page as decoration. `caption` is read and drawn above it.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[CellLike]],
        style: TableStyle,
        *,
        caption: Paragraph | None = None,
        head: bool = True,
    ) -> None:
        self._columns = list(columns)
        self._style = style
        self._caption = caption
        self._continued = False
        self._head = self._head_row() if head else None
        self._rows = [self._row(row) for row in rows]
        self._widths: tuple[float, list[float]] = (-1, [])
        self.squeeze = 1.0
        self.element = Element("Table")
        if caption:
            self.element.adopt(caption.elements())
        self.element.adopt(row.element for row in ([self._head] if self._head else []) + self._rows)

    def _head_row(self) -> _Row:
        cells = [Cell(column.title, style=self._style.head, header=True) for column in self._columns]
        row = self._row(cells, scope="Column")
        for cell in row.cells:
            cell.fill = self._style.head_fill
        return row

    def _row(self, cells: Sequence[CellLike], scope: str = "Row") -> _Row:
        laid: list[_Laid] = []
        first = 0
        for like in cells:
            cell = like if isinstance(like, Cell) else Cell(like)
            laid.append(self._cell(cell, first, scope))
            first += cell.columns
        if first != len(self._columns):
            raise ValueError(f"a row covers {first} columns of {len(self._columns)}")
        return _Row(laid, Element("TR").adopt(e for cell in laid for e in cell.block.elements()))

    def _cell(self, cell: Cell, first: int, scope: str) -> _Laid:
        column = self._columns[first]
        header = cell.header or column.header
        if isinstance(cell.content, Block):
            block: Block = Stack([cell.content], element=Element("TH" if header else "TD"))
        else:
            style = cell.style or (replace(self._style.body, bold=True) if header else self._style.body)
            style = replace(style, align=cell.align or column.align)
            block = Paragraph(cell.content, style, tag="TH" if header else "TD", lang=cell.lang)
        assert block.element is not None
        block.element.columns = cell.columns
        block.element.scope = scope if header else ""
        return _Laid(block, first, cell.columns, cell.fill)

    def _all_rows(self) -> list[_Row]:
        return ([self._head] if self._head else []) + self._rows

    def widths(self, width: float) -> list[float]:
        """The width of each column: as given, the rest shared by what is in them, words whole where that can be."""
        if abs(self._widths[0] - width) <= HAIR:
            return self._widths[1]
        given = [column.width for column in self._columns]
        auto = [at for at, size in enumerate(given) if not size]
        free = width - sum(given)
        if auto:
            needs = [self._needs(at) for at in auto]
            squeeze = max(_SMALLEST, free / max(sum(need for need, _ in needs), 1))
            if squeeze < 1:
                self._shrink(squeeze)
                needs = [self._needs(at) for at in auto]
            for at, size in zip(auto, share_out(free, needs), strict=True):
                given[at] = size
        self._widths = (width, given)
        return given

    def _shrink(self, share: float) -> None:
        """Smaller text in every cell, so that long words need not be broken; `squeeze` says by how much."""
        self.squeeze *= share
        for row in self._all_rows():
            row.heights.clear()
            for cell in row.cells:
                if isinstance(cell.block, Paragraph):
                    style = cell.block.style
                    cell.block.styled(size=style.size * share, leading=style.leading * share)

    def _needs(self, column: int) -> tuple[float, float]:
        """The width of the longest word and of the longest text of a column, with its padding."""
        word = text = 0.0
        for row in self._all_rows()[:_ROWS_MEASURED]:
            for cell in row.cells:
                if cell.first == column and cell.columns == 1 and isinstance(cell.block, Paragraph):
                    widest = measured(cell.block.text, cell.block.style)
                    word, text = max(word, widest[0]), max(text, widest[1])
        pad = 2 * self._style.pad_x + 2 * HAIR
        return word + pad, text + pad

    def _wide(self, cell: _Laid, widths: list[float]) -> float:
        return sum(widths[cell.first : cell.first + cell.columns]) - 2 * self._style.pad_x

    def _row_height(self, row: _Row, width: float) -> float:
        if width not in row.heights:
            widths = self.widths(width)
            highest = max((cell.block.height(self._wide(cell, widths)) for cell in row.cells), default=0)
            row.heights[width] = highest + 2 * self._style.pad_y
        return row.heights[width]

    def _top_height(self, width: float) -> float:
        caption = 0.0
        if self._caption and not self._continued:
            caption = self._caption.height(width) + self._caption.space_after
        return caption + (self._row_height(self._head, width) if self._head else 0)

    def height(self, width: float) -> float:
        """Caption, headings and rows."""
        return self._top_height(width) + sum(self._row_height(row, width) for row in self._rows)

    def fit(self, room: Room) -> Fit:
        """Whole rows; a row that would waste much of a page parts inside its cells."""
        left = room.less(self._top_height(room.width), must=room.must)
        for at, row in enumerate(self._rows):
            high = self._row_height(row, room.width)
            if left.holds(high):
                left = left.less(high)
                continue
            must = room.must and at == 0
            part = rest = None
            if must or (high > room.page * _WHOLE_ROW_SHARE and left.height > _LEAST_PART):
                part, rest = self._fit_row(row, Room(left.width, left.height, left.page, must))
            waiting = ([rest] if rest else [row] if part is None else []) + self._rows[at + 1 :]
            placed = self._rows[:at] + ([part] if part else [])
            if part is None:
                self._even_out(placed, waiting, room)
            if not placed:
                return None, self
            return self._part(placed, self._continued), (self._part(waiting, True) if waiting else None)
        return self, None

    def _even_out(self, placed: list[_Row], waiting: list[_Row], room: Room) -> None:
        """A single low row never stands alone under the headings, here or on the next page, where there are more."""
        if len(waiting) == 1 and len(placed) > _FEWEST_ROWS:
            waiting.insert(0, placed.pop())
        alone = len(placed) == 1 and len(waiting) > 1 and not self._continued and not room.must
        if alone and self._row_height(placed[0], room.width) < _LOW_ROW:
            waiting[:0] = placed
            placed.clear()

    def _fit_row(self, row: _Row, room: Room) -> tuple[_Row | None, _Row | None]:
        widths = self.widths(room.width)
        parts: list[_Laid] = []
        rests: list[_Laid] = []
        for cell in row.cells:
            inner = room.narrower(self._wide(cell, widths), padding=2 * self._style.pad_y)
            part, rest = cell.block.fit(inner)
            if part is None and not room.must:
                return None, row
            parts.append(replace(cell, block=part or Stack([])))
            rests.append(replace(cell, block=rest or Stack([])))
        more = any(not isinstance(cell.block, Stack) or cell.block.children() for cell in rests)
        return _Row(parts, row.element), (_Row(rests, row.element) if more else None)

    def _part(self, rows: list[_Row], continued: bool) -> Self:
        part = copy.copy(self)
        part._rows = rows
        part._continued = continued
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Grounds and rules as artifacts, then the cells in reading order."""
        if self._caption and not self._continued:
            self._caption.draw(canvas, x, top, width)
            top -= self._caption.height(width) + self._caption.space_after
        self._draw_grounds(canvas, x, top, width)
        if self._head:
            if self._continued:
                with canvas.artifact("Pagination"):
                    self._draw_row(canvas, self._head, x, top, width)
            else:
                self._draw_row(canvas, self._head, x, top, width)
            top -= self._row_height(self._head, width)
        for row in self._rows:
            self._draw_row(canvas, row, x, top, width)
            top -= self._row_height(row, width)

    def _draw_grounds(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        widths = self.widths(width)
        style = self._style
        with canvas.artifact():
            for row in self._all_rows():
                high = self._row_height(row, width)
                for cell in row.cells:
                    if cell.fill:
                        left = x + sum(widths[: cell.first])
                        wide = sum(widths[cell.first : cell.first + cell.columns])
                        ink.box(canvas, left, top - high, wide, high, fill=cell.fill)
                top -= high
                heading = row is self._head
                colour, thick = (style.head_line, 1.0) if heading else (style.line, 0.5)
                ink.rule(canvas, x, top, x + sum(widths), top, colour, thick)

    def _draw_row(self, canvas: TaggedCanvas, row: _Row, x: float, top: float, width: float) -> None:
        widths = self.widths(width)
        for cell in row.cells:
            left = x + sum(widths[: cell.first]) + self._style.pad_x
            cell.block.draw(canvas, left, top - self._style.pad_y, self._wide(cell, widths))
