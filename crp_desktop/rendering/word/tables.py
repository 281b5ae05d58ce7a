"""Tables as Word has them: a first row that repeats, rows that are never parted, a name for those who listen."""

from dataclasses import replace
from typing import TYPE_CHECKING

from crp_desktop.rendering.pdf.tables import Table
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.word.xml import Xml, el, safe, twips

if TYPE_CHECKING:
    from crp_desktop.rendering.word.cards import Place
    from crp_desktop.rendering.word.writer import Writer

_OTHER_FACE = 0.88
"""Columns are shared out as if there were less room, so that a wider face than ours keeps its words whole."""


def table(writer: "Writer", element: Element, block: Table, place: "Place") -> Xml:
    """The table; its caption is written before it."""
    caption = next((child for child in element.children if child.tag == "Caption"), None)
    if caption is not None:
        writer.write(caption, place)
    rows = [child for child in element.children if child.tag == "TR"]
    measure = writer.document.paper.measure
    shared = block.widths(measure * _OTHER_FACE)
    widths = [wide * measure / sum(shared) for wide in shared]
    head = bool(rows) and all(cell.tag == "TH" and cell.scope == "Column" for cell in rows[0].children)
    grid = el("w:tblGrid", *(el("w:gridCol", w=twips(wide)) for wide in widths))
    made = el("w:tbl", _looks(rows, widths, head, caption.text if caption is not None else ""), grid)
    for at, row in enumerate(rows):
        first = head and at == 0
        inner = replace(place, depth=0, card=None, cell="TableHead" if first else "TableText")
        made.append(_row(writer, row, widths, inner, head=first))
    return made


def _looks(rows: list[Element], widths: list[float], head: bool, name: str) -> Xml:
    """Style, width, which rows and columns are headers, and the caption for those who listen."""
    named = any(cell.tag == "TH" and cell.scope == "Row" for row in rows for cell in row.children)
    return el(
        "w:tblPr",
        el("w:tblStyle", val="PaperTable"),
        el("w:tblW", w=twips(sum(widths)), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="04A0", firstRow=int(head), lastRow=0, firstColumn=int(named), lastColumn=0,
           noHBand=1, noVBand=1),
        el("w:tblCaption", val=safe(name)) if name else None,
    )  # fmt: skip


def _row(writer: "Writer", row: Element, widths: list[float], place: "Place", *, head: bool) -> Xml:
    looks = el("w:trPr", el("w:cantSplit"), el("w:tblHeader") if head else None)
    made = el("w:tr", looks)
    first = 0
    for cell in row.children:
        wide = sum(widths[first : first + cell.columns])
        about = el("w:tcPr", el("w:tcW", w=twips(wide), type="dxa"))
        if cell.columns > 1:
            about.append(el("w:gridSpan", val=cell.columns))
        column = el("w:tc", about)
        made.append(column)
        writer.into_cell(column, cell, place)
        first += cell.columns
    return made
