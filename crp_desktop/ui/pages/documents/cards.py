"""The gallery of the print page: one card a document, with a picture of its real first page."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from crp_desktop.documents.model import DocumentKind
from crp_desktop.ui import theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.text import draw_text, text_height

WIDTH = 344
PICTURE = 104
_MARGIN = 16
_GAP = 16
_RATIO = 297 / 210
_WIDEST = 540
_LARGEST_PICTURE = 136


class DocumentCard(PressButton):
    """A document to choose: its first page, what it is called, what it is for and for whom. `wanting` says why it
    cannot be made yet."""

    def __init__(self, kind: DocumentKind, wanting: str = "") -> None:
        super().__init__()
        self.kind = kind
        self._wanting = wanting
        self._picture: QImage | None = None
        self.setObjectName(f"document-{kind.key}")
        self.setAccessibleName(kind.title)
        self.setAccessibleDescription(
            " ".join(part for part in (kind.purpose, kind.readers, wanting) if part)
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setEnabled(not wanting)

    def set_picture(self, picture: QImage | None) -> None:
        """Show the first page, or an empty sheet while there is none."""
        self._picture = picture
        self.update()

    def _words(self) -> tuple[tuple[str, str, str], ...]:
        """(text, kind, ink) from the top."""
        ink = "text" if self.isEnabled() else "disabled"
        quiet = "quiet" if self.isEnabled() else "disabled"
        last = (self._wanting, "small", "disabled") if self._wanting else (self.kind.readers, "quiet", quiet)
        return ((self.kind.title, "strong", ink), (self.kind.purpose, "body", ink), last)

    def _text_width(self) -> int:
        return _card_width() - 2 * theme.px(_MARGIN) - _picture_width() - theme.px(_GAP)

    def sizeHint(self) -> QSize:
        width = self._text_width()
        words = sum(text_height(text, kind, width) + theme.px(6) for text, kind, _ in self._words())
        picture = round(_picture_width() * _RATIO)
        return QSize(_card_width(), max(words, picture) + 2 * theme.px(_MARGIN))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        body = whole.adjusted(3, 3, -3, -3)
        hot = self.underMouse() and self.isEnabled()
        paint.fill(painter, body, "hover" if hot else "surface", radius=10)
        if self.hasFocus():
            paint.ring(painter, whole, radius=12)
        margin, picture = theme.px(_MARGIN), _picture_width()
        sheet = QRectF(margin, margin, picture, round(picture * _RATIO))
        paint_sheet(painter, sheet, self._picture)
        x = margin + picture + theme.px(_GAP)
        y = float(margin)
        for text, kind, ink in self._words():
            height = text_height(text, kind, self._text_width())
            draw_text(painter, QRectF(x, y, self._text_width(), height), text, kind, ink)
            y += height + theme.px(6)


def _card_width() -> int:
    """In pixels; with large text no wider than lets two stand side by side in a small window."""
    return min(theme.px(WIDTH), _WIDEST)


def _picture_width() -> int:
    """In pixels; with large text the words get the room."""
    return min(theme.px(PICTURE), _LARGEST_PICTURE)


def paint_sheet(painter: QPainter, where: QRectF, picture: QImage | None) -> None:
    """A page with an edge; always white, as paper is, also in the dark. Without a picture: lines that stand for it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(where, theme.colour("surface", theme.LIGHT))
    if picture is not None:
        painter.drawImage(_within(where, picture), picture)
    else:
        step = where.height() / 14
        for line in range(3, 12):
            share = 0.45 if line == 3 else 0.5 if line == 11 else 0.72
            bar = QRectF(
                where.x() + where.width() * 0.14, where.y() + line * step, where.width() * share, step * 0.32
            )
            painter.fillRect(bar, theme.colour("line", theme.LIGHT))
    paint.frame(painter, where, "outline", 1, radius=0)
    painter.restore()


def _within(where: QRectF, picture: QImage) -> QRectF:
    """The largest place for the picture inside `where`, its proportions kept, from the top."""
    scale = min(where.width() / picture.width(), where.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    return QRectF(where.x() + (where.width() - width) / 2, where.y(), width, height)
