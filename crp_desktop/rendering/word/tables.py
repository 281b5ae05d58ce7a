"""Tables as Word has them: a first row that repeats, rows that are never parted, a name for those who listen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crp_desktop.rendering import content
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.text import plain
from crp_desktop.rendering.word.cards import Place
from crp_desktop.rendering.word.xml import Xml, el, safe, twips

if TYPE_CHECKING:
    from crp_desktop.rendering.word.writer import Writer

_OTHER_FACE = 0.88
"""Columns are shared out as if there were less room, so that a wider face than ours keeps its words whole."""


def table(writer: "Writer", node: content.Table) -> Xml:
    """The table; its columns are as wide as on paper, and where its type is smaller there it is so here."""
    measure = writer.document.paper.measure
    laid = Press(writer.document.theme).table(node)
    shared = laid.widths(measure * _OTHER_FACE)
    widths = [wide * measure / sum(shared) for wide in shared]
    grid = el("w:tblGrid", *(el("w:gridCol", w=twips(wide)) for wide in widths))
    made = el("w:tbl", _looks(node, sum(widths)), grid)
    head = [content.Cell(column.title) for column in node.columns]
    made.append(_row(writer, node.columns, head, widths, Place(cell="TableHead", squeeze=laid.squeeze)))
    for row in node.rows:
        made.append(_row(writer, node.columns, row, widths, Place(cell="TableText", squeeze=laid.squeeze)))
    return made


def _looks(node: content.Table, width: float) -> Xml:
    """Style, width, which rows and columns are headers, and the caption for those who listen."""
    named, caption = any(column.header for column in node.columns), plain(node.caption)
    return el(
        "w:tblPr",
        el("w:tblStyle", val="PaperTable"),
        el("w:tblW", w=twips(width), type="dxa"),
        el("w:tblLayout", type="fixed"),
        el("w:tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=int(named), lastColumn=0,
           noHBand=1, noVBand=1),
        el("w:tblCaption", val=safe(caption)) if caption else None,
    )  # fmt: skip


def _row(
    writer: "Writer",
    columns: Sequence[content.Column],
    row: Sequence[content.CellLike],
    widths: list[float],
    place: Place,
) -> Xml:
    head = place.cell == "TableHead"
    made = el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader") if head else None))
    first = 0
    for like in row:
        cell = like if isinstance(like, content.Cell) else content.Cell(like)
        wide = sum(widths[first : first + cell.columns])
        about = el("w:tcPr", el("w:tcW", w=twips(wide), type="dxa"))
        if cell.columns > 1:
            about.append(el("w:gridSpan", val=cell.columns))
        made.append(el("w:tc", about))
        writer.cell(made[-1], columns[first], cell, place)
        first += cell.columns
    return made
