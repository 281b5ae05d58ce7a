"""The whole rights map as a picture: always light, at 100% text, whatever the window looks like."""

import os
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.words import tr
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import ClusterRow, RightsModel
from crp_desktop.ui.widgets import paint, rights_paint
from crp_desktop.ui.widgets.rights_paint import MapPainter

_MARGIN, _CAPTION, _COLUMN = 24, 72, 84


def _ink(name: str) -> QColor:
    return theme.colour(name, theme.LIGHT)


def _font(kind: str) -> QFont:
    return theme.font(kind)


def picture_size(model: RightsModel) -> QSize:
    """Pixels of the whole map."""
    rows = sum(
        theme.px(rights_paint.HEADING if isinstance(row, ClusterRow) else rights_paint.ROW)
        for row in model.rows
    )
    width = theme.px(rights_paint.TITLE + 40 + _COLUMN * (model.columnCount() - 1) + 2 * _MARGIN)
    return QSize(width, rows + theme.px(rights_paint.HEAD + _CAPTION + 2 * _MARGIN))


def draw_map(painter: QPainter, model: RightsModel, caption: str) -> None:
    """Paint caption, heads and every row from the top left."""
    maker = MapPainter(model, _ink, _font)
    paint.smooth(painter)
    left, y = float(theme.px(_MARGIN)), float(theme.px(_MARGIN))
    title, each = theme.px(rights_paint.TITLE + 40), theme.px(_COLUMN)
    width = title + each * (model.columnCount() - 1)
    painter.setPen(_ink("text"))
    painter.setFont(_font("section"))
    painter.drawText(QRectF(left, y, width, theme.px(32)), 0, tr("Rights map"))
    painter.setFont(_font("body"))
    painter.setPen(_ink("quiet"))
    painter.drawText(QRectF(left, y + theme.px(32), width, theme.px(24)), 0, caption)
    _draw_legend(painter, left + title, y + theme.px(36))
    y += theme.px(_CAPTION)
    for place in range(1, model.columnCount()):
        area = QRectF(left + title + (place - 1) * each, y, each, theme.px(rights_paint.HEAD))
        words = str(model.headerData(place, Qt.Orientation.Horizontal) or "")
        maker.head(painter, model.column_at(place), words, area)
    y += theme.px(rights_paint.HEAD)
    for at, row in enumerate(model.rows):
        high = theme.px(rights_paint.HEADING if isinstance(row, ClusterRow) else rights_paint.ROW)
        painter.setPen(_ink("line"))
        painter.drawLine(QRectF(left, y, width, 0).topLeft(), QRectF(left, y, width, 0).topRight())
        maker.title(painter, row, QRectF(left, y, title if not isinstance(row, ClusterRow) else width, high))
        for place in range(1, model.columnCount()):
            cell = model.cell(at, place)
            if cell is not None:
                maker.cell(painter, cell, QRectF(left + title + (place - 1) * each, y, each, high))
        y += high


def _draw_legend(painter: QPainter, x: float, y: float) -> None:
    painter.setFont(_font("quiet"))
    for kind, words in rights_paint.legend_words():
        rights_paint.part(painter, _ink, kind, QRectF(x, y + theme.px(3), theme.px(24), theme.px(10)))
        painter.setPen(_ink("text"))
        painter.drawText(QRectF(x + theme.px(30), y, theme.px(120), theme.px(20)), 0, words)
        x += theme.px(44) + painter.fontMetrics().horizontalAdvance(words)


def save_png(model: RightsModel, path: Path, caption: str) -> None:
    """Write the map as a PNG at twice the pixels; raises OSError."""
    size = picture_size(model)
    image = QImage(size * 2, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(2)
    image.fill(_ink("surface"))
    painter = QPainter(image)
    draw_map(painter, model, caption)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    _write(path, bytes(data.data()))


def save_svg(model: RightsModel, path: Path, caption: str) -> None:
    """Write the map as an SVG; raises OSError."""
    size = picture_size(model)
    data = QByteArray()
    buffer = QBuffer(data)
    maker = QSvgGenerator()
    maker.setOutputDevice(buffer)
    maker.setSize(size)
    maker.setViewBox(QRect(0, 0, size.width(), size.height()))
    maker.setTitle(tr("Rights map"))
    maker.setDescription(caption)
    maker.setResolution(int(QApplication.primaryScreen().logicalDotsPerInch()))
    painter = QPainter(maker)
    painter.fillRect(0, 0, size.width(), size.height(), _ink("surface"))
    draw_map(painter, model, caption)
    painter.end()
    _write(path, bytes(data.data()))


def _write(path: Path, data: bytes) -> None:
    """The whole file or none of it."""
    unfinished = path.with_name(path.name + ".part")
    try:
        unfinished.write_bytes(data)
        os.replace(unfinished, path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
