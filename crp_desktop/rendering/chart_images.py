"""Charts as pictures, drawn by the press as in the PDF, one for each part that fits a page; a logo as it is."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crp_desktop.rendering import content
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block, Room, Stack
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.pdf.rowed import RowPicture
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.writer import build
from crp_desktop.rendering.pictures import render_page
from crp_desktop.rendering.theme import LOGO, Logo, Paper, Theme

_SHARP = 200
_HIGHEST = 600.0
_OVER = 2.0


@dataclass(frozen=True, slots=True)
class Pictured:
    """A PNG with its size on paper in points and what it shows, in words."""

    png: bytes
    width: float
    height: float
    alt: str


def logo_picture(logo: Logo, width: float) -> Pictured:
    """A council's logo in a column `width` points wide."""
    drawn = Picture(logo.png, alt=logo.words, widest=LOGO[0], highest=LOGO[1])
    return Pictured(logo.png, min(drawn.wide, width), drawn.height(width), logo.words)


def chart_pictures(chart: content.Chart, theme: Theme, width: float) -> list[Pictured]:
    """The parts of a chart, with its legend, in a column `width` points wide."""
    press = Press(theme)
    rest: Block | None = press.write(chart)
    if isinstance(chart, content.TrendStrip) and chart.points:
        rest = Stack(press.all([content.LevelLegend(chart.names), chart]))
    found: list[Pictured] = []
    while rest is not None:
        part, rest = rest.fit(Room(width, _HIGHEST, _HIGHEST, must=True))
        if part is not None and part.height(width) > 0:
            found.append(_drawn(part, width))
    return found


def _drawn(part: Block, width: float) -> Pictured:
    high = part.height(width) + _OVER
    sheet = Document("-", [], paper=Paper(width, high, 0, 0, 0, 0), furniture=False)
    page = io.BytesIO()
    build(sheet, page, invariant=True, blocks=[part])
    rows = [block.alt() for block in part.walk() if isinstance(block, RowPicture)]
    alt = " ".join(rows or [element.alt for element in _all(part.elements()) if element.alt])
    return Pictured(render_page(page.getvalue(), 1, dpi=_SHARP).png(), width, high, alt)


def _all(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.children)
