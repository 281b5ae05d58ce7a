"""Strokes that every painted control shares."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from crp_desktop.ui import theme


def smooth(painter: QPainter) -> None:
    """Turn antialiasing on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)


def fill(painter: QPainter, where: QRectF, ink: str, radius: float = theme.RADIUS) -> None:
    """A rounded rectangle in a token; `radius` in pixels at 100%."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(ink))
    corner = theme.px(radius)
    painter.drawRoundedRect(where, corner, corner)


def frame(
    painter: QPainter,
    where: QRectF,
    ink: str,
    width: float = 1.0,
    radius: float = theme.RADIUS,
    style: Qt.PenStyle = Qt.PenStyle.SolidLine,
) -> None:
    """A rounded outline inside `where`; `width` in device-independent pixels."""
    pen = QPen(theme.colour(ink), width, style)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = theme.px(radius)
    half = width / 2
    painter.drawRoundedRect(where.adjusted(half, half, -half, -half), corner, corner)


def ring(painter: QPainter, where: QRectF, radius: float = theme.RADIUS) -> None:
    """The focus ring: two pixels of accent just inside `where`."""
    frame(painter, where, "accent", theme.RING, radius)


def shield(painter: QPainter, where: QRectF, ink: str | QColor, style: str) -> None:
    """The badge's symbol in a token or a colour: a shield that is "filled", "outlined" or "dashed"."""
    x, y, w, h = where.x(), where.y(), where.width(), where.height()
    path = QPainterPath(QPointF(x + w * 0.5, y + h * 0.06))
    path.cubicTo(x + w * 0.64, y + h * 0.17, x + w * 0.78, y + h * 0.20, x + w * 0.88, y + h * 0.20)
    path.lineTo(x + w * 0.88, y + h * 0.50)
    path.cubicTo(x + w * 0.88, y + h * 0.74, x + w * 0.68, y + h * 0.88, x + w * 0.5, y + h * 0.95)
    path.cubicTo(x + w * 0.32, y + h * 0.88, x + w * 0.12, y + h * 0.74, x + w * 0.12, y + h * 0.50)
    path.lineTo(x + w * 0.12, y + h * 0.20)
    path.cubicTo(x + w * 0.22, y + h * 0.20, x + w * 0.36, y + h * 0.17, x + w * 0.5, y + h * 0.06)
    path.closeSubpath()
    colour = theme.colour(ink) if isinstance(ink, str) else ink
    pen = QPen(colour, max(1.4, w * 0.1))
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style == "dashed":
        pen.setDashPattern([1.8, 1.5])
    painter.setPen(pen)
    painter.setBrush(colour if style == "filled" else Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
