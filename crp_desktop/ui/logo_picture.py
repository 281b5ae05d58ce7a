"""A council's logo as a picture: an SVG drawn as PNG once, when it is chosen, and the picture shown on white."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.svg import check_svg
from crp_desktop.services.programme.brand import SIDE
from crp_desktop.ui import theme

_LONGEST_SHAPE = 40


def drawn(content: bytes) -> bytes:
    """An SVG as PNG with its longer side `SIDE` dots long. Raises InputProblem for what cannot be drawn safely."""
    check_svg(content)
    drawing = QSvgRenderer(QByteArray(content))
    size = drawing.viewBoxF().size() if drawing.viewBoxF().isValid() else drawing.defaultSize().toSizeF()
    wide, high = size.width(), size.height()
    if not drawing.isValid() or min(wide, high) <= 0 or max(wide, high) > _LONGEST_SHAPE * min(wide, high):
        raise InputProblem(
            tr("The drawing cannot be shown."),
            tr("The logo was not changed."),
            tr("Open it in a drawing app and save it as a PNG."),
        )
    scale = SIDE / max(wide, high)
    image = QImage(
        max(1, round(wide * scale)), max(1, round(high * scale)), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def on_white(png: bytes, wide: int, high: int) -> QPixmap:
    """The picture inside a box of `wide` by `high` pixels, on white as on paper."""
    image = QImage.fromData(png).scaled(
        wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    paper = QImage(image.width() + 16, image.height() + 16, QImage.Format.Format_RGB32)
    paper.fill(theme.paper())
    painter = QPainter(paper)
    painter.drawImage(8, 8, image)
    painter.end()
    return QPixmap.fromImage(paper)
