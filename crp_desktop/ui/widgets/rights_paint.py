"""How the rights map is painted: the same strokes in the window, as a picture and as SVG.

Strength, concern and idea are told apart by pattern as well as colour: filled, hatched, dotted.
"""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from crp_desktop.domain.convention import Article
from crp_desktop.domain.words import tr
from crp_desktop.services.rights_map import Column, Count
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import (
    Cell,
    ClusterRow,
    RightsModel,
    cluster_token_number,
    cluster_words,
)
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.chips import SHIELDS

Ink = Callable[[str], QColor]
PATTERNS = {
    "strength": Qt.BrushStyle.SolidPattern,
    "concern": Qt.BrushStyle.BDiagPattern,
    "idea": Qt.BrushStyle.Dense5Pattern,
}
ROW, HEADING, HEAD = 42, 36, 132
TITLE, CELL = 236, 56


def part(painter: QPainter, ink: Ink, kind: str, where: QRectF) -> None:
    """A stretch of a bar in a kind's colour and pattern, with an edge so that each pattern has an end."""
    painter.save()
    painter.setPen(ink(kind))
    painter.setBrush(QBrush(ink(kind), PATTERNS[kind]))
    painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def bar(painter: QPainter, ink: Ink, count: Count, where: QRectF, largest: int) -> None:
    """A bar of the three counts, as long as its share of `largest`."""
    x = where.x()
    kinds = (("strength", count.strength), ("concern", count.concern), ("idea", count.idea))
    shown = [(kind, number) for kind, number in kinds if number]
    for kind, number in shown:
        width = max(where.width() * number / max(largest, 1), theme.px(12))
        width = min(width, where.right() - x)
        part(painter, ink, kind, QRectF(x, where.y(), width, where.height()))
        x += width + 1


class MapPainter:
    """Paints titles, cells and heads of a `RightsModel`; `ink` gives the colours, `font` the fonts."""

    def __init__(
        self, model: RightsModel, ink: Ink = theme.colour, font: Callable[[str], QFont] = theme.font
    ) -> None:
        self.model, self.ink, self.font = model, ink, font

    def title(self, painter: QPainter, row: ClusterRow | Article, area: QRectF) -> None:
        """A cluster's heading, or an article's number and title; quiet when nobody has spoken of it."""
        colour = theme.cluster_token(cluster_token_number(row))
        if isinstance(row, ClusterRow):
            painter.setFont(self.font("small"))
            painter.setPen(self.ink(colour))
            room = area.adjusted(theme.px(8), theme.px(8), 0, 0)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), cluster_words(row.cluster))
            return
        spoken = self.model.map is not None and row.number in self.model.map.rows
        painter.fillRect(
            QRectF(area.x(), area.y() + 3, theme.px(4), area.height() - 6),
            self.ink(colour if spoken else "line"),
        )
        painter.setFont(self.font("strong"))
        painter.setPen(self.ink(colour if spoken else "quiet"))
        number = area.adjusted(theme.px(12), 0, 0, 0)
        painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), str(row.number))
        painter.setPen(self.ink("text" if spoken else "quiet"))
        room = area.adjusted(theme.px(44), 0, -theme.px(6), 0)
        wrapped(painter, row.child_friendly_title, room, self.font("body" if spoken else "quiet"))

    def cell(self, painter: QPainter, cell: Cell, area: QRectF) -> None:
        """A number over its bar; two of each when two selections are compared; nothing at all for nought."""
        if cell.other is not None:
            half = area.height() / 2
            for at, count in enumerate((cell.count, cell.other)):
                self._one(
                    painter, count, QRectF(area.x(), area.y() + at * half, area.width(), half), cell, low=True
                )
        else:
            self._one(painter, cell.count, area, cell, low=False)

    def _one(self, painter: QPainter, count: Count, area: QRectF, cell: Cell, *, low: bool) -> None:
        if not count.total:
            if cell.total and not low:
                painter.setFont(self.font("quiet"))
                painter.setPen(self.ink("quiet"))
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "–")
            return
        inner = area.adjusted(theme.px(6), 2, -theme.px(6), -2)
        kind = "small" if low else "strong"
        painter.setFont(self.font(kind))
        painter.setPen(self.ink("text"))
        metrics = QFontMetrics(self.font(kind))
        said = f"{count.total:,}"
        largest = (
            max((one.total for one in self.model.map.rows.values()), default=1)
            if cell.total and self.model.map
            else self.model.largest
        )
        high = theme.px(10)
        if low:
            width = metrics.horizontalAdvance("000") + theme.px(4)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), said)
            where = QRectF(inner.x() + width, inner.center().y() - high / 2, inner.width() - width, high)
        else:
            top = inner.y() + (inner.height() - metrics.height() - high) / 2
            painter.drawText(QRectF(inner.x(), top, inner.width(), metrics.height()), 0, said)
            where = QRectF(inner.x(), top + metrics.height(), inner.width(), high)
        bar(painter, self.ink, count, where, largest)

    def head(self, painter: QPainter, column: Column | None, words: str, area: QRectF) -> None:
        """A column's name, upright when it fits and turned when it does not, with its shield."""
        font = self.font("small")
        painter.setPen(self.ink("text"))
        side = theme.px(18)
        room = area.adjusted(theme.px(4), theme.px(4), -theme.px(4), -theme.px(4))
        if column is not None and column.kind:
            where = QRectF(area.center().x() - side / 2, room.bottom() - side, side, side)
            shield(painter, self.ink, where, column.kind)
            room.setBottom(room.bottom() - side - theme.px(6))
        metrics = QFontMetrics(font)
        if max((metrics.horizontalAdvance(word) for word in words.split()), default=0) <= room.width():
            wrapped(painter, words, room, font, bottom=True, centre=True)
            return
        painter.save()
        painter.translate(room.center().x(), room.bottom())
        painter.rotate(-90)
        turned = QRectF(0, -area.width() / 2, room.height(), area.width())
        wrapped(painter, words, turned, font)
        painter.restore()


def shield(painter: QPainter, ink: Ink, where: QRectF, kind: str) -> None:
    """A badge's symbol in the picture's own ink."""
    if ink is theme.colour:
        paint.shield(painter, where, "badge", SHIELDS[kind])
        return
    before = theme.colour("badge")
    paint.shield(painter, where, "badge" if before == ink("badge") else "text", SHIELDS[kind])


def wrapped(
    painter: QPainter, text: str, area: QRectF, font: QFont, *, bottom: bool = False, centre: bool = False
) -> None:
    """A text in as many lines as fit, in the middle of its area or at its bottom; the last one shortened if need be."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if centre:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(area.width(), 1))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    if y > area.height() and layout.lineCount() > 1:
        painter.setFont(font)
        said = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), said)
        return
    top = area.bottom() - y if bottom else area.y() + (area.height() - y) / 2
    layout.draw(painter, QPointF(area.x(), top))


def legend_words() -> tuple[tuple[str, str], ...]:
    """(kind, words) of the patterns, for the legend."""
    return (("strength", tr("Strength")), ("concern", tr("Concern")), ("idea", tr("Idea")))
