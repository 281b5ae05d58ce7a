"""Headings, which also make the outline, and a table of contents."""

from collections.abc import Sequence

from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, Columns, Stack
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.text import Run, Text, plain
from crp_desktop.rendering.theme import TextStyle


class Heading(Paragraph):
    """A heading of level 1 to 6: stays with what follows, leads there from the outline and from links to `#key`."""

    def __init__(
        self,
        level: int,
        text: Text,
        style: TextStyle,
        *,
        lang: str = "",
        space_before: float,
        space_after: float,
    ) -> None:
        super().__init__(
            text,
            style,
            tag=f"H{level}",
            lang=lang,
            space_before=space_before,
            space_after=space_after,
            keep_with_next=True,
        )
        self.level = level
        self.lang = lang
        self.key = f"heading-{id(self)}"

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The text; the first time also the bookmark."""
        canvas.bookmark(self.key, plain(self.text), self.level - 1, top)
        super().draw(canvas, x, top, width)


class _PageNumber(Paragraph):
    """The page a heading is on, known when pages are drawn."""

    def __init__(self, heading: Heading, style: TextStyle) -> None:
        super().__init__("", style, tag="Reference")
        self._heading = heading

    def height(self, width: float) -> float:
        """One line."""
        return self.style.leading

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The number, as it stands on the page."""
        number = Paragraph(str(canvas.page_numbers[self._heading.key]), self.style, tag=None)
        number.element = self.element
        number.draw(canvas, x, top, width)


def contents(headings: Sequence[Heading], style: TextStyle, *, gap: float = 4, indent: float = 14) -> Block:
    """A table of contents: each heading, as a link, with its page."""
    rows: list[Block] = []
    for heading in headings:
        number = _PageNumber(heading, TextStyle(style.size, style.leading, style.ink, align="end"))
        words = plain(heading.text)
        title = Paragraph(Run(words, link=f"#{heading.key}"), style, lang=heading.lang)
        offset = indent * (heading.level - min(h.level for h in headings))
        columns: list[tuple[float, Block]] = [(-1, title), (30, number)]
        if offset:
            columns.insert(0, (offset, Stack([])))
        rows.append(Columns(columns, element=Element("TOCI")))
    return Stack(rows, element=Element("TOC"), gap=gap)
