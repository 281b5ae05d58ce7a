"""Cards on sheets: several to a page, with lines to cut along."""

from collections.abc import Sequence

from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, PageBreak, Room, Space
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.theme import A4, LINE, Paper

_DASH = (3.0, 3.0)


def card_sheets(
    cards: Sequence[Block], *, paper: Paper = A4, columns: int = 2, rows: int = 2, padding: float = 26
) -> list[Block]:
    """Cards in order, `columns` by `rows` to a sheet; a card that is too long goes on in the next place.

    For a document on `paper.bare()` without furniture. `padding` is the margin inside each card, in points.
    """
    wide, high = paper.width / columns - 2 * padding, paper.height / rows - 2 * padding
    placed: list[Block] = []
    sections: list[list[Element]] = []
    for card in cards:
        new = [Element("Sect").adopt(card.elements())]
        rest: Block | None = card
        while rest:
            part, rest = rest.fit(Room(wide, high, high, must=True))
            placed.append(part or Space(0))
            sections.append(new)
            new = []
    each = columns * rows
    pages: list[Block] = []
    for start in range(0, len(placed), each):
        here = slice(start, start + each)
        parts = [element for section in sections[here] for element in section]
        pages += [PageBreak(), _Sheet(placed[here], parts, paper, columns, rows, padding)]
    return pages[1:]


class _Sheet(Block):
    """One page of cards; `sections` are those of the cards that begin on it."""

    def __init__(
        self,
        cards: Sequence[Block],
        sections: list[Element],
        paper: Paper,
        columns: int,
        rows: int,
        padding: float,
    ) -> None:
        self._cards = cards
        self._paper = paper
        self._columns = columns
        self._rows = rows
        self._padding = padding
        self._sections = sections

    def children(self) -> Sequence[Block]:
        """The cards."""
        return self._cards

    def elements(self) -> list[Element]:
        """One section for each card."""
        return self._sections

    def height(self, width: float) -> float:
        """All of the page."""
        return self._paper.height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The lines to cut along, then the cards from left to right and from the top."""
        wide, high = self._paper.width / self._columns, self._paper.height / self._rows
        with canvas.artifact():
            canvas.setStrokeColorRGB(*LINE)
            canvas.setLineWidth(0.75)
            canvas.setDash(*(_DASH,))
            for at in range(1, self._columns):
                canvas.line(x + at * wide, top, x + at * wide, top - self._paper.height)
            for at in range(1, self._rows):
                canvas.line(x, top - at * high, x + self._paper.width, top - at * high)
            canvas.setDash()
        for at, card in enumerate(self._cards):
            row, column = divmod(at, self._columns)
            left, upper = x + column * wide + self._padding, top - row * high - self._padding
            card.draw(canvas, left, upper, wide - 2 * self._padding)
