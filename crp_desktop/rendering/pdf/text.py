"""Paragraphs: lines of text as one element, over as many pages as they need."""

import copy
from dataclasses import replace
from typing import Self

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.bidi import has_right_to_left
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, Fit, Room
from crp_desktop.rendering.pdf.lines import Line, Piece, break_lines
from crp_desktop.rendering.pdf.scripts import language_of
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.text import Run, Text, plain, runs_of
from crp_desktop.rendering.theme import QUIET, TextStyle

_FEWEST_LINES = 2


def _element(tag: str, text: Text, lang: str, actual: str) -> Element:
    """The element of a paragraph. Glyphs stand from left to right on paper: right-to-left text is said as written."""
    words = plain(text)
    if not actual and has_right_to_left(words) and not any(run.link for run in runs_of(text)):
        actual = words
    return Element(tag, lang=lang or language_of(words), actual=actual)


class Paragraph(Block):
    """Text in one style. A part of it on the next page is still the same element.

    `tag` is P, H1 to H3, Caption, LBody and so on; None makes it an artifact. `lang` is what is known of its language;
    without it a script that belongs to one language says so.
    """

    def __init__(
        self,
        text: Text,
        style: TextStyle,
        *,
        tag: str | None = "P",
        lang: str = "",
        actual: str = "",
        space_before: float = 0,
        space_after: float = 0,
        keep_with_next: bool = False,
    ) -> None:
        self.text = text
        self.style = style
        self.element = _element(tag, text, lang, actual) if tag else None
        self.space_before = space_before
        self.space_after = space_after
        self.keep_with_next = keep_with_next
        self._width = -1.0
        self._spent = False
        self._lines: list[Line] = []
        self._links: dict[int, Element] = {}

    def lines(self, width: float) -> list[Line]:
        """Its lines in a column `width` points wide."""
        if abs(width - self._width) > ink.HAIR:
            self._lines = break_lines(self.text, self.style, width)
            self._width = width
        return self._lines

    def height(self, width: float) -> float:
        """The height of its lines."""
        return sum(line.height for line in self.lines(width))

    def fit(self, room: Room) -> Fit:
        """Whole lines; never a single one alone at the foot or the head of a page, unless it must."""
        lines = self.lines(room.width)
        left, count = room, 0
        while count < len(lines) and left.holds(lines[count].height):
            left = left.less(lines[count].height)
            count += 1
        if count == len(lines):
            return self, None
        if not room.must:
            fewest = min(_FEWEST_LINES, len(lines))
            count = min(count, len(lines) - fewest)
            if count < fewest:
                return None, self
        count = max(count, 1)
        if count == len(lines):
            return self, None
        return self._part(lines[:count], room.width), self._part(lines[count:], room.width)

    def _part(self, lines: list[Line], width: float) -> Self:
        part = copy.copy(self)
        part._lines = lines
        part._width = width
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Its lines, each piece with its own ink; links underlined.

        What is on the lines is forgotten afterwards, as it takes more memory than all the rest of a long document;
        one that stands on every page, such as a table's heading, is set again.
        """
        if self._spent:
            self._width = -1
            self._spent = False
        if not any(line.pieces for line in self.lines(width)):
            return
        with canvas.tagged(self.element):
            for line in self.lines(width):
                self._draw_line(canvas, line, x + self._indent(line, width), top - line.baseline)
                top -= line.height
        self._lines = [replace(line, pieces=[]) for line in self._lines]
        self._spent = True

    def _indent(self, line: Line, width: float) -> float:
        spare = width - line.width
        align = self.style.align
        if line.rtl:
            trail = -line.trail
            return trail + (spare / 2 if align == "centre" else 0 if align == "end" else spare)
        return spare / 2 if align == "centre" else spare if align == "end" else 0

    def _draw_line(self, canvas: TaggedCanvas, line: Line, x: float, y: float) -> None:
        at = 0
        while at < len(line.pieces):
            run = line.pieces[at].run
            end = at
            while end < len(line.pieces) and line.pieces[end].run is run:
                end += 1
            x += self._draw_run(canvas, run, line.pieces[at:end], x, y)
            at = end

    def _draw_run(self, canvas: TaggedCanvas, run: Run, pieces: list[Piece], x: float, y: float) -> float:
        colour = QUIET if run.quiet else self.style.ink
        shaped = [piece.shaped for piece in pieces]
        if not run.link or self.element is None:
            return canvas.show(shaped, x, y, self.style.size, colour)
        element = self._links.setdefault(id(run), Element("Link"))
        with canvas.tagged(element, inside=self.element):
            width = canvas.show(shaped, x, y, self.style.size, colour)
            below = y - self.style.size * 0.14
            ink.rule(canvas, x, below, x + width, below, colour, 0.5)
            says = run.text if run.link.startswith("#") else tr("Link to {address}", address=run.link)
            canvas.link(
                element, run.link, says, (x, y - self.style.size * 0.3, x + width, y + self.style.size)
            )
        return width

    def styled(self, **changes: object) -> Self:
        """The same text in a changed style."""
        self.style = replace(self.style, **changes)  # type: ignore[arg-type]
        self._width = -1.0
        return self
