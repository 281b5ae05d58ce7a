"""The lines under the words that findings rest on, one for each excerpt, told apart by kind without colour."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLine

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.records import Note
from crp_desktop.services.findings.coding import Coded
from crp_desktop.ui import theme
from crp_desktop.ui.pages.findings.coding_lines import BARS, STEP
from crp_desktop.ui.widgets.marked import units


def levels(coded: Sequence[Coded]) -> dict[str, int]:
    """Which line under the words each excerpt is drawn on, 0 nearest, so that overlapping ones never cover."""
    ends: list[int] = []
    places: dict[str, int] = {}
    for one in coded:
        free = next((level for level, end in enumerate(ends) if end <= one.excerpt.start), len(ends))
        ends[free : free + 1] = [one.excerpt.end]
        places[one.excerpt.id] = free
    return places


def mark_block(
    painter: QPainter, block: QTextBlock, note: Note, coded: Sequence[Coded], area: QRectF
) -> None:
    """Draw a line under the words of each excerpt of a note, in its block, which lies at `area` in the document."""
    coded = [one for one in coded if not one.excerpt.state]
    where = levels(coded)
    step = theme.px(STEP) * min(1, BARS / (max(where.values(), default=0) + 1))
    for one in coded:
        low, high = units(note.text, one.excerpt.start), units(note.text, one.excerpt.end)
        for place in range(block.layout().lineCount()):
            line = block.layout().lineAt(place)
            first, last = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
            if first < last:
                ends = (_x(line, first), _x(line, last))
                y = area.top() + line.y() + line.ascent() + line.descent()
                y += theme.px(2) + step * where[one.excerpt.id]
                at = QPointF(area.left() + min(ends), y)
                _bar(painter, one.kind, at, max(ends) - min(ends), step * 0.75)


def _x(line: QTextLine, place: int) -> float:
    """Where a place in a line is, in pixels from the block's left."""
    found: Any = line.cursorToX(place)
    return float(found[0] if isinstance(found, tuple) else found)


def _bar(painter: QPainter, kind: FindingKind, at: QPointF, width: float, thick: float) -> None:
    """A line under words: whole for a strength, two thin ones for a concern, dashes for an idea, dots for none."""
    ink: QColor = theme.colour(kind.value)
    if kind is FindingKind.CONCERN:
        painter.setPen(QPen(ink, 1))
        for down in (0, thick - 1):
            painter.drawLine(QPointF(at.x(), at.y() + down), QPointF(at.x() + width, at.y() + down))
        return
    pen = QPen(ink, max(thick - 1, 1))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind is FindingKind.IDEA:
        pen.setDashPattern([3, 1.5])
    if kind is FindingKind.UNSAID:
        pen.setDashPattern([1, 1.5])
    painter.setPen(pen)
    middle = at.y() + (thick - 1) / 2
    painter.drawLine(QPointF(at.x(), middle), QPointF(at.x() + width, middle))
