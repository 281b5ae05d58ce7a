"""Icons: Lucide outlines, drawn in whatever token is asked for."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from crp_desktop import paths
from crp_desktop.ui import theme


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _image(name: str, ink: str, side: int) -> QImage:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", ink).encode()))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter)
    painter.end()
    return image


def draw(painter: QPainter, name: str, ink: str, where: QRectF) -> None:
    """Paint icon `name` in token `ink`, filling the square `where` (device-independent pixels)."""
    device = painter.device()
    side = round(where.width() * (device.devicePixelRatio() if device else 1.0))
    painter.drawImage(where, _image(name, getattr(theme.tokens(), ink), max(side, 1)))


def icon(name: str, ink: str = "text", side: int = 20) -> QIcon:
    """A QIcon for menus and views, as the theme is now; `side` in pixels at 100%."""
    return QIcon(pixmap(name, ink, side))


def pixmap(name: str, ink: str = "text", side: int = 20) -> QPixmap:
    """A pixmap of icon `name`, as the theme is now; `side` in pixels at 100%."""
    ratio = QApplication.instance().devicePixelRatio()  # type: ignore[union-attr]
    made = QPixmap.fromImage(_image(name, getattr(theme.tokens(), ink), round(theme.px(side) * ratio)))
    made.setDevicePixelRatio(ratio)
    return made


def size(side: int = 20) -> QSize:
    """`side` pixels at 100%, square, at the person's text size."""
    return QSize(theme.px(side), theme.px(side))
