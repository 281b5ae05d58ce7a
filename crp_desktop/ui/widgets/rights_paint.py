"""How the rights map is painted: the same strokes in the window, as a picture and as SVG.

Strength, concern, idea and no kind are told apart by pattern as well as colour: filled, hatched, dotted, empty.
"""

from collections.abc import Callable, Sequence
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.services.rights.rights_map import Column, Count
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import (
    Cell,
    ClusterRow,
    RightsModel,
    Row,
    TotalRow,
    cluster_token_number,
    cluster_words,
)
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.chips import SHIELDS

Ink = Callable[[str], QColor]
ROW, HEADING, HEAD, SHIELD = 34, 28, 132, 18
TITLE, CELL = 236, 56
_TITLE_LEFT, _TITLE_RIGHT = 42, 6
_LINES_UPRIGHT = 3


class Heads(Enum):
    """How the columns are headed: names upright, names turned, or short names with the whole one in the corner."""

    UPRIGHT = auto()
    TURNED = auto()
    SHORT = auto()


def fits_upright(name: str, font: QFont, width: float) -> bool:
    """Whether a name stands in at most three lines of whole words."""
    metrics = QFontMetrics(font)
    longest = max((metrics.horizontalAdvance(word) for word in name.split()), default=0)
    return longest <= width and lines_of(name, font, width) <= _LINES_UPRIGHT


def heads_for(
    names: Sequence[str], font: QFont, width: float, most: float, *, shields: bool
) -> tuple[Heads, int]:
    """How to head columns of that width when the heads may be `most` pixels high, and how high they become."""
    inner, line = width - theme.px(8), QFontMetrics(font).lineSpacing()
    mark = theme.px(SHIELD + 4) if shields else 0
    if all(fits_upright(name, font, inner) for name in names):
        lines = max((lines_of(name, font, inner) for name in names), default=1)
        return Heads.UPRIGHT, lines * line + mark + theme.px(10)
    if theme.px(HEAD) <= most:
        return Heads.TURNED, theme.px(HEAD)
    return Heads.SHORT, max(line + mark, 2 * line) + theme.px(8)


def title_room(width: float) -> float:
    """Pixels for an article's title in a first column of that width."""
    return width - theme.px(_TITLE_LEFT + _TITLE_RIGHT)


def row_height(title: str, font: QFont, width: float, *, compared: bool) -> int:
    """Pixels of an article's row: enough for its whole title, and for two counts when two maps are compared."""
    lines = lines_of(title, font, title_room(width))
    least = 2 * QFontMetrics(theme.font("small")).lineSpacing() + theme.px(6) if compared else theme.px(ROW)
    return max(least, lines * QFontMetrics(font).lineSpacing() + theme.px(8))


def lines_of(text: str, font: QFont, width: float) -> int:
    """How many lines a text takes at that width."""
    return _laid_out(text, font, width).lineCount()


def part(painter: QPainter, ink: Ink, kind: str, where: QRectF) -> None:
    """A stretch of a bar in a kind's colour and pattern, with an edge so that each pattern has an end."""
    painter.save()
    inside = where.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(ink(kind), max(theme.px(1), 1)))
    painter.setBrush(ink(kind) if kind == "strength" else Qt.BrushStyle.NoBrush)
    painter.drawRect(inside)
    painter.setClipRect(inside, Qt.ClipOperation.IntersectClip)
    step = theme.px(4)
    if kind == "concern":
        for place in range(int((inside.width() + inside.height()) / step) + 1):
            x = inside.x() + place * step
            painter.drawLine(QPointF(x - inside.height(), inside.bottom()), QPointF(x, inside.top()))
    if kind == "idea":
        _dots(painter, ink(kind), inside, step)
    painter.restore()


def _dots(painter: QPainter, colour: QColor, inside: QRectF, step: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    dot = theme.px(1) * 0.9
    for across in range(int(inside.width() / step) + 1):
        for down in range(int(inside.height() / step) + 1):
            centre = QPointF(inside.x() + (across + 0.5) * step, inside.y() + (down + 0.5) * step)
            painter.drawEllipse(centre, dot, dot)


def bar(painter: QPainter, ink: Ink, count: Count, where: QRectF, largest: int) -> None:
    """A bar of the counts, as long as its share of `largest`; no part too narrow to see its pattern."""
    x = where.x()
    shown = [(kind.value, number) for kind in FindingKind if (number := count.of(kind))]
    room = where.width() - len(shown) + 1
    least = min(theme.px(10), room / max(len(shown), 1))
    spare = max(room * count.total / max(largest, 1) - least * len(shown), 0)
    for kind, number in shown:
        width = least + spare * number / count.total
        part(painter, ink, kind, QRectF(x, where.y(), width, where.height()))
        x += width + 1


class MapPainter:
    """Paints titles, cells and heads of a `RightsModel`; `ink` gives the colours, `font` the fonts."""

    def __init__(
        self, model: RightsModel, ink: Ink = theme.colour, font: Callable[[str], QFont] = theme.font
    ) -> None:
        self.model, self.ink, self.font = model, ink, font

    def title(self, painter: QPainter, row: Row, area: QRectF) -> None:
        """A cluster's heading, or an article's number and title; quiet when nobody has spoken of it."""
        colour = theme.cluster_token(cluster_token_number(row))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if isinstance(row, ClusterRow):
            painter.setFont(self.font("small"))
            painter.setPen(self.ink(colour))
            painter.drawText(
                area.adjusted(theme.px(8), theme.px(4), 0, 0), middle, cluster_words(row.cluster)
            )
            return
        if isinstance(row, TotalRow):
            painter.setFont(self.font("strong"))
            painter.setPen(self.ink("text"))
            painter.drawText(area.adjusted(theme.px(12), 0, 0, 0), middle, tr("All articles"))
            return
        maps = (self.model.map, self.model.other)
        spoken = any(one is not None and row.number in one.rows for one in maps)
        edge = QRectF(area.x(), area.y() + 3, theme.px(4), area.height() - 6)
        painter.fillRect(edge, self.ink(colour if spoken else "line"))
        painter.setFont(self.font("strong"))
        painter.setPen(self.ink(colour if spoken else "quiet"))
        painter.drawText(area.adjusted(theme.px(12), 0, 0, 0), middle, str(row.number))
        painter.setPen(self.ink("text" if spoken else "quiet"))
        room = area.adjusted(theme.px(_TITLE_LEFT), 0, -theme.px(_TITLE_RIGHT), 0)
        wrapped(painter, row.child_friendly_title, room, self.font("body"))

    def cell(self, painter: QPainter, cell: Cell, area: QRectF) -> None:
        """A number over its bar; when two selections are compared, one beside its bar over the other on a darker
        ground; nothing at all for nought."""
        if cell.other is None:
            self._over(painter, cell, area)
            return
        half = area.height() / 2
        low = QRectF(area.x(), area.y() + half, area.width(), half)
        painter.fillRect(low.adjusted(0, 0, 0, -1), self.ink("canvas"))
        for where, count in ((QRectF(area.x(), area.y(), area.width(), half), cell.count), (low, cell.other)):
            self._beside(painter, count, where, cell.largest)

    def _over(self, painter: QPainter, cell: Cell, area: QRectF) -> None:
        if not cell.count.total:
            if cell.total:
                painter.setFont(self.font("quiet"))
                painter.setPen(self.ink("quiet"))
                painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), "–")
            return
        inner = area.adjusted(theme.px(6), 0, -theme.px(6), 0)
        painter.setFont(self.font("small"))
        painter.setPen(self.ink("text"))
        line, high = QFontMetrics(painter.font()).lineSpacing(), theme.px(9)
        top = inner.y() + (inner.height() - line - high) / 2
        painter.drawText(QRectF(inner.x(), top, inner.width(), line), 0, f"{cell.count.total:,}")
        where = QRectF(inner.x(), top + line, inner.width(), high)
        bar(painter, self.ink, cell.count, where, cell.largest)

    def _beside(self, painter: QPainter, count: Count, area: QRectF, largest: int) -> None:
        if not count.total:
            return
        inner = area.adjusted(theme.px(6), 0, -theme.px(4), 0)
        painter.setFont(self.font("small"))
        painter.setPen(self.ink("text"))
        metrics, high = QFontMetrics(painter.font()), theme.px(9)
        width = metrics.horizontalAdvance("0" * len(f"{largest:,}")) + theme.px(4)
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), f"{count.total:,}")
        where = QRectF(inner.x() + width, inner.center().y() - high / 2, inner.width() - width, high)
        bar(painter, self.ink, count, where, largest)

    def head(self, painter: QPainter, column: Column | None, words: str, area: QRectF, heads: Heads) -> None:
        """A column's name with its shield, all of them the same way round: as `heads_for` said."""
        font = self.font("small")
        side = theme.px(SHIELD)
        room = area.adjusted(theme.px(4), theme.px(4), -theme.px(4), -theme.px(4))
        if column is not None and column.kind:
            where = QRectF(area.center().x() - side / 2, room.bottom() - side, side, side)
            paint.shield(painter, where, self.ink("badge"), SHIELDS[column.kind])
            room.setBottom(room.bottom() - side - theme.px(4))
        painter.setPen(self.ink("text"))
        if heads is Heads.SHORT:
            painter.setFont(font)
            whole = QRectF(area.x(), room.y(), area.width(), room.height())
            painter.drawText(whole, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter), words)
            return
        if heads is Heads.UPRIGHT:
            wrapped(painter, words, room, font, bottom=True, centre=True)
            return
        painter.save()
        painter.translate(room.center().x(), room.bottom())
        painter.rotate(-90)
        turned = QRectF(0, -area.width() / 2, room.height(), area.width())
        wrapped(painter, words, turned, font)
        painter.restore()


def wrapped(
    painter: QPainter, text: str, area: QRectF, font: QFont, *, bottom: bool = False, centre: bool = False
) -> None:
    """A text in as many lines as fit, in the middle of its area or at its bottom; the last one shortened if need be."""
    layout = _laid_out(text, font, area.width(), centre=centre)
    y = layout.boundingRect().height()
    if y > area.height() and layout.lineCount() > 1:
        painter.setFont(font)
        said = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), said)
        return
    top = area.bottom() - y if bottom else area.y() + (area.height() - y) / 2
    layout.draw(painter, QPointF(area.x(), top))


def _laid_out(text: str, font: QFont, width: float, *, centre: bool = False) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if centre:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def legend_words(model: RightsModel) -> tuple[tuple[str, str], ...]:
    """(kind, words) of the patterns, for the legend; findings without a kind where there are any."""
    maps = (model.map, model.other)
    unsaid = any(one is not None and one.total.unsaid for one in maps)
    return tuple((kind.value, label(kind)) for kind in (FindingKind if unsaid else SAID_KINDS))
