"""The whole rights map as a picture: always light, whatever the window looks like, with no name shortened or turned."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.convention import Article
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.saving import save
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import ClusterRow, RightsModel, Row
from crp_desktop.ui.widgets import paint, rights_paint
from crp_desktop.ui.widgets.rights_paint import MapPainter

_MARGIN, _COLUMN = 24, 84
_TITLE = rights_paint.TITLE + 60


def _ink(name: str) -> QColor:
    return theme.colour(name, theme.LIGHT)


def _font(kind: str) -> QFont:
    return theme.font(kind)


class _Frame:
    """Where the parts of a picture stand, in pixels at the present text size; every head stands upright."""

    def __init__(self, model: RightsModel, caption: Sequence[str]) -> None:
        self.names = [
            str(model.headerData(place, Qt.Orientation.Horizontal) or "")
            for place in range(1, model.columnCount())
        ]
        metrics = QFontMetrics(_font("small"))
        words = [metrics.horizontalAdvance(word) for name in self.names for word in name.split()]
        self.left, self.title = theme.px(_MARGIN), theme.px(_TITLE)
        self.each = max(theme.px(_COLUMN), *words) + theme.px(10)
        shields = any(column.kind for column in model.columns)
        most = theme.px(rights_paint.HEAD)
        self.heads, self.head = rights_paint.heads_for(
            self.names, _font("small"), self.each, most, shields=shields
        )
        self.line = QFontMetrics(_font("body")).lineSpacing()
        self.caption = theme.px(36) + self.line * len(caption) + theme.px(12)
        compared = model.other is not None
        self.rows = [self._row(row, compared) for row in model.rows]
        self.width = self.title + self.each * len(self.names)
        self.size = QSize(
            self.width + 2 * self.left, self.caption + self.head + sum(self.rows) + 2 * self.left
        )

    def _row(self, row: Row, compared: bool) -> int:
        if isinstance(row, ClusterRow):
            return theme.px(rights_paint.HEADING)
        name = row.child_friendly_title if isinstance(row, Article) else ""
        return rights_paint.row_height(name, _font("body"), self.title, compared=compared)


def draw_map(painter: QPainter, model: RightsModel, caption: Sequence[str]) -> None:
    """Paint the title, the lines of the caption, heads and every row from the top left."""
    at = _Frame(model, caption)
    maker = MapPainter(model, _ink, _font)
    paint.smooth(painter)
    y = float(at.left)
    _words(painter, QRectF(at.left, y, at.width, theme.px(32)), tr("Rights map"), "section", "text")
    y += theme.px(36)
    for line in caption:
        _words(painter, QRectF(at.left, y, at.width, at.line), line, "body", "quiet")
        y += at.line
    _draw_legend(painter, model, at.left + at.width, float(at.left))
    y += theme.px(12)
    for place, words in enumerate(at.names, start=1):
        area = QRectF(at.left + at.title + (place - 1) * at.each, y, at.each, at.head)
        maker.head(painter, model.column_at(place), words, area, at.heads)
    y += at.head
    for row, (what, high) in enumerate(zip(model.rows, at.rows, strict=True)):
        painter.setPen(_ink("line"))
        painter.drawLine(QPointF(at.left, y), QPointF(at.left + at.width, y))
        whole = at.width if isinstance(what, ClusterRow) else at.title
        maker.title(painter, what, QRectF(at.left, y, whole, high))
        for place in range(1, model.columnCount()):
            cell = model.cell(row, place)
            if cell is not None:
                area = QRectF(at.left + at.title + (place - 1) * at.each, y, at.each, high)
                maker.cell(painter, cell, area)
        y += high


def _words(painter: QPainter, area: QRectF, words: str, kind: str, ink: str) -> None:
    painter.setFont(_font(kind))
    painter.setPen(_ink(ink))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), words)


def _draw_legend(painter: QPainter, model: RightsModel, right: float, y: float) -> None:
    """The patterns and their names, ending at `right`."""
    metrics = QFontMetrics(_font("quiet"))
    shown = rights_paint.legend_words(model)
    widths = [theme.px(48) + metrics.horizontalAdvance(words) for _, words in shown]
    x = right - sum(widths)
    for (kind, words), width in zip(shown, widths, strict=True):
        rights_paint.part(painter, _ink, kind, QRectF(x, y + theme.px(11), theme.px(24), theme.px(10)))
        _words(painter, QRectF(x + theme.px(30), y, width, theme.px(32)), words, "quiet", "text")
        x += width


def map_image(model: RightsModel, caption: Sequence[str]) -> QImage:
    """The map at twice the pixels."""
    size = _Frame(model, caption).size
    image = QImage(size * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(_ink("surface"))
    image.setText("Title", tr("Rights map"))
    image.setText("Description", ". ".join(caption))
    painter = QPainter(image)
    draw_map(painter, model, caption)
    painter.end()
    return image


def save_png(image: QImage, path: Path) -> Path:
    """Write an image as a PNG, on any thread: most of the time goes into packing it. Raises WriteFailed."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    save(bytes(data.data()), path)
    return path


def save_svg(model: RightsModel, path: Path, caption: Sequence[str]) -> None:
    """Write the map as an SVG; raises WriteFailed."""
    size = _Frame(model, caption).size
    data = QByteArray()
    buffer = QBuffer(data)
    maker = QSvgGenerator()
    maker.setOutputDevice(buffer)
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(tr("Rights map"))
    maker.setDescription(". ".join(caption))
    maker.setResolution(int(QApplication.primaryScreen().logicalDotsPerInch()))
    painter = QPainter(maker)
    painter.fillRect(0, 0, size.width(), size.height(), _ink("surface"))
    draw_map(painter, model, caption)
    painter.end()
    save(bytes(data.data()), path)
