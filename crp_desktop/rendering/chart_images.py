"""Charts as pictures, drawn by the press as in the PDF, one for each part that fits a page; a logo as it is."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crp_desktop.rendering.document import Document, build
from crp_desktop.rendering.pdf.flow import Block, Room
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pictures import render_page
from crp_desktop.rendering.rowed import RowPicture
from crp_desktop.rendering.theme import Paper

_SHARP = 200
_HIGHEST = 600.0
_OVER = 2.0
_JPEG = b"\xff\xd8"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A PNG or JPEG with its size on paper in points and what it shows, in words."""

    data: bytes
    width: float
    height: float
    alt: str

    @property
    def media_type(self) -> str:
        """What kind of picture it is."""
        return "image/jpeg" if self.data.startswith(_JPEG) else "image/png"


def pictures(chart: Block, width: float) -> list[Pictured]:
    """The parts of a chart in a column `width` points wide."""
    if isinstance(chart, Picture):
        alt = chart.element.alt if chart.element else ""
        return [Pictured(chart.data, min(chart.wide, width), chart.height(width), alt)]
    found: list[Pictured] = []
    rest: Block | None = chart
    while rest is not None:
        part, rest = rest.fit(Room(width, _HIGHEST, _HIGHEST, must=True))
        if part is not None and part.height(width) > 0:
            found.append(_drawn(part, width))
    return found


def _drawn(part: Block, width: float) -> Pictured:
    high = part.height(width) + _OVER
    sheet = Document("-", [part], paper=Paper(width, high, 0, 0, 0, 0), furniture=False)
    page = io.BytesIO()
    build(sheet, page, invariant=True)
    rows = [block.alt() for block in part.walk() if isinstance(block, RowPicture)]
    alt = " ".join(rows or [element.alt for element in _all(part.elements()) if element.alt])
    return Pictured(render_page(page.getvalue(), 1, dpi=_SHARP).png(), width, high, alt)


def _all(elements: Sequence[Element]) -> Iterator[Element]:
    for element in elements:
        yield element
        yield from _all(element.children)
