"""The faces of the young people's scale, painted: no picture files, no emoji, the same in light and dark."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.ui import theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.text import draw_text, text_height

_BENDS = {"face_not_yet": -0.16, "face_a_bit": 0.0, "face_mostly": 0.13, "face_yes": 0.26}


def draw_face(painter: QPainter, where: QRectF, symbol: str, ink: str) -> None:
    """A face in the square `where`; a symbol that is not known has a mouth that wonders."""
    side = where.width()
    pen = QPen(theme.colour(ink), max(2.0, side * 0.05))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = side * 0.06
    painter.drawEllipse(where.adjusted(inset, inset, -inset, -inset))
    for across in (0.36, 0.64):
        painter.drawPoint(QPointF(where.x() + side * across, where.y() + side * 0.42))
    half, height = (0.24, 0.58) if symbol == "face_yes" else (0.18, 0.64)
    left = QPointF(where.x() + side * (0.5 - half), where.y() + side * height)
    right = QPointF(where.x() + side * (0.5 + half), where.y() + side * height)
    mouth = QPainterPath(left)
    if symbol in _BENDS:
        down = side * _BENDS[symbol]
        mouth.cubicTo(left + QPointF(side * 0.08, down), right + QPointF(-side * 0.08, down), right)
    else:
        middle = (left + right) / 2
        mouth.quadTo(left + QPointF(side * 0.09, -side * 0.1), middle)
        mouth.quadTo(middle + QPointF(side * 0.09, side * 0.1), right)
        brow = QPainterPath(QPointF(where.x() + side * 0.56, where.y() + side * 0.29))
        brow.quadTo(
            QPointF(where.x() + side * 0.65, where.y() + side * 0.21),
            QPointF(where.x() + side * 0.74, where.y() + side * 0.29),
        )
        painter.drawPath(brow)
    painter.drawPath(mouth)


class FaceButton(PressButton):
    """One answer: a large face with its words under it. `keys` is the digit that presses it."""

    def __init__(self, symbol: str, words: str, keys: str) -> None:
        super().__init__()
        self._symbol, self._keys = symbol, keys
        self.setText(words)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _face(self) -> int:
        return round(152 - 24 * theme.scale())

    def sizeHint(self) -> QSize:
        words = QFontMetrics(theme.font("section")).horizontalAdvance(self.text()) + theme.px(24)
        width = max(words, self._face() + theme.px(24))
        return QSize(width, self._face() + text_height(self.text(), "section", width) + theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        body = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        paint.fill(painter, body, ground, radius=14)
        paint.frame(painter, body, "accent" if self.isChecked() else "line", 2, radius=14)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), radius=16)
        side = self._face()
        where = QRectF((self.width() - side) / 2, theme.px(14), side, side)
        draw_face(painter, where, self._symbol, "accent" if self.isChecked() else "text")
        painter.setFont(theme.font("section"))
        wide = QFontMetrics(painter.font()).horizontalAdvance(self.text())
        left = (self.width() - wide) / 2
        draw_text(
            painter, QRectF(left, where.bottom() + theme.px(8), wide + 4, 0), self.text(), "section", "text"
        )


class FaceCounts(QWidget):
    """How often each face was pressed: face and count, a bar, the face's words; one cell a face, side by side.

    `rows` are (symbol, words, count); a bar is filled by the share of everybody who answered. `name` is said aloud.
    """

    def __init__(self, rows: Sequence[tuple[str, str, int]], name: str) -> None:
        super().__init__()
        self._rows = tuple(rows)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _cell(self, width: int) -> int:
        return min(theme.px(120), width // max(len(self._rows), 1))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._cell(width) - theme.px(12)
        words = max((text_height(words, "small", room) for _, words, _ in self._rows), default=0)
        return theme.px(28 + 6 + 8 + 4) + words

    def sizeHint(self) -> QSize:
        width = theme.px(96) * len(self._rows)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(64) * len(self._rows), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        cell = self._cell(self.width())
        answered = sum(count for _, _, count in self._rows) or 1
        for place, (symbol, words, count) in enumerate(self._rows):
            left, room = place * cell, cell - theme.px(12)
            draw_face(painter, QRectF(left, 0, theme.px(28), theme.px(28)), symbol, "text")
            beside = theme.px(34)
            draw_text(
                painter, QRectF(left + beside, theme.px(4), room - beside, 0), str(count), "strong", "text"
            )
            bar = QRectF(left, theme.px(34), room, theme.px(8))
            paint.fill(painter, bar, "chip", radius=4)
            if count:
                bar.setWidth(max(room * count / answered, theme.px(8)))
                paint.fill(painter, bar, "accent", radius=4)
            draw_text(painter, QRectF(left, theme.px(46), room, 0), words, "small", "quiet")


class FaceStrip(QWidget):
    """One small face a statement, in their order: what most young people said of it, side by side, never summed up.

    `symbols` hold a face's symbol, "" where no answer was given by most, None where too few or nobody answered.
    """

    def __init__(self, symbols: Sequence[str | None], name: str) -> None:
        super().__init__()
        self._symbols = tuple(symbols)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        count = len(self._symbols)
        return QSize(count * theme.px(24) + max(count - 1, 0) * theme.px(3), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        side = theme.px(24)
        for place, symbol in enumerate(self._symbols):
            where = QRectF(place * (side + theme.px(3)), 0, side, side)
            if symbol:
                draw_face(painter, where, symbol, "text")
                continue
            inset = side * 0.08
            paint.frame(
                painter, where.adjusted(inset, inset, -inset, -inset), "outline", 1.2, radius=side,
                style=Qt.PenStyle.DashLine,
            )  # fmt: skip
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), "–" if symbol is None else "≠")
