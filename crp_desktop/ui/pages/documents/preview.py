"""A finished document to look through: its page, page numbers, zoom, and small pictures of all pages."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.documents.preview import Drawn, PageImage, page_images
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.documents.cards import paint_sheet
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.text import Label

_ZOOMS = (50, 67, 80, 100, 125, 150, 200, 300)
_PAGE_WIDTH_MM = 210
_SETTLE_MS = 120
_EDGE = 12
_KEPT = 6
_NOTCH = 120
"""One step of a mouse wheel, in Qt's eighths of a degree."""


class Sheet(QWidget):
    """One page as it will print; `Page Up` and `Page Down` turn pages, the arrows scroll. `turned` gives +1 or -1."""

    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._picture: QImage | None = None
        self._width = theme.px(480)
        self._ratio = 297 / 210
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview"))

    def show_picture(self, picture: QImage | None, width: int, ratio: float) -> None:
        """Show a page `width` pixels wide and `ratio` times as high; an empty sheet while it is being drawn."""
        self._picture, self._width, self._ratio = picture, width, ratio
        edge = 2 * theme.px(_EDGE)
        self.setFixedSize(width + edge, round(width * ratio) + edge)
        self.update()

    def sizeHint(self) -> QSize:
        edge = 2 * theme.px(_EDGE)
        return QSize(self._width + edge, round(self._width * self._ratio) + edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        edge = theme.px(_EDGE)
        paint_sheet(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), self._picture)
        if self.hasFocus():
            inset = edge - 4
            paint.ring(painter, QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius=2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        key = Qt.Key(event.key())
        if key in moves:
            self.turned.emit(moves[key])
        elif key in zooms and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        ):
            self.zoomed.emit(zooms[key])
        else:
            super().keyPressEvent(event)


class _Desk(QScrollArea):
    """What the sheet lies on; scrolls in both directions, but at the widest fit only down. The wheel goes on past the
    end of a page, `turned` by +1 or -1, and with Ctrl it is `zoomed`."""

    resized = Signal()
    turned = Signal(int)
    zoomed = Signal(int)

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(sheet)
        self._pushed = 0
        theme.size(self, min_height=48)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        down, bar = event.angleDelta().y(), self.verticalScrollBar()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if down:
                self.zoomed.emit(1 if down > 0 else -1)
            event.accept()
        elif down < 0 and bar.value() == bar.maximum():
            self._turn(1, event)
        elif down > 0 and bar.value() == bar.minimum():
            self._turn(-1, event)
        else:
            self._pushed = 0
            super().wheelEvent(event)

    def _turn(self, by: int, event: QWheelEvent) -> None:
        """Turn once the wheel was pushed a whole notch past the end: a touchpad sends many small ones."""
        self._pushed += abs(event.angleDelta().y())
        if self._pushed >= _NOTCH:
            self._pushed = 0
            self.turned.emit(by)
        event.accept()


class Preview(QWidget):
    """Shows a `RenderedDocument`; pages are drawn by the worker when they come into view.
    `page_changed(int)` counts from 1.

    `before` and `after` are empty places at the ends of the line of controls, hidden until something is put there.
    """

    page_changed = Signal(int)

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._made: RenderedDocument | None = None
        self._page = 1
        self._zoom: int | None = None
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._waiting: tuple[int, int] | None = None
        self._tag = 0
        self.sheet = Sheet()
        self.desk = _Desk(self.sheet)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        self.back = Button(
            icon="chevron-left", name=tr("Previous page"), on_click=partial(self.turn, -1), kind="quiet"
        )
        self.ahead = Button(
            icon="chevron-right", name=tr("Next page"), on_click=partial(self.turn, 1), kind="quiet"
        )
        self.where = Label("", wrap=False)
        self.smaller = Button(icon="minus", name=tr("Smaller"), on_click=partial(self.zoom, -1), kind="quiet")
        self.larger = Button(icon="plus", name=tr("Larger"), on_click=partial(self.zoom, 1), kind="quiet")
        self.scale = Label("", wrap=False)
        self.whole = Button(tr("Fit the width"), self.fit_width, kind="quiet", name=tr("Fit the width"))
        self.before, self.after = panel(row()), panel(row())
        for place in (self.before, self.after):
            place.hide()
        self.setLayout(self._arranged())
        self.sheet.turned.connect(self.turn)
        self.sheet.zoomed.connect(self.zoom)
        self.desk.resized.connect(self._resized)
        self.desk.turned.connect(self._wheel_on)
        self.desk.zoomed.connect(self.zoom)
        self._show_state()

    def _arranged(self) -> QVBoxLayout:
        bar = flow(
            self.before, self.back, self.where, self.ahead, self.smaller, self.scale, self.larger, self.whole,
            self.after, gap=4,
            name=tr("Pages and size"),
        )  # fmt: skip
        made = column(bar, gap=4)
        made.addWidget(self.desk, 1)
        return made

    def set_large_text(self, large: bool) -> None:
        """With large text a button says less, so that all stand on one line."""
        self.whole.setText(tr("Fit") if large else tr("Fit the width"))

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self._page

    def show_made(self, made: RenderedDocument | None) -> None:
        """Show another document, at the same page if it has so many; None shows an empty sheet."""
        self._made = made
        self._pictures.clear()
        self._waiting = None
        self._page = min(self._page, made.pages) if made else 1
        self._show_state()
        self._draw()

    def go(self, page: int) -> None:
        """Show a page by its number, from the top."""
        if self._made is None or not 1 <= page <= self._made.pages or page == self._page:
            return
        self._page = page
        self.desk.verticalScrollBar().setValue(0)
        self._show_state()
        self._draw()
        self.page_changed.emit(page)

    def turn(self, by: int) -> None:
        """Go on or back by pages."""
        self.go(self._page + by)

    def _wheel_on(self, by: int) -> None:
        """Go on to the top of the next page, or back to the foot of the one before, as if they were one long sheet."""
        before = self._page
        self.turn(by)
        if by < 0 and self._page != before:
            bar = self.desk.verticalScrollBar()
            bar.setValue(bar.maximum())

    def zoom(self, steps: int) -> None:
        """Take the next larger or smaller size."""
        now = self.per_cent()
        sizes = [z for z in _ZOOMS if (z > now if steps > 0 else z < now)]
        if sizes:
            self._zoom = sizes[0] if steps > 0 else sizes[-1]
            self._show_state()
            self._draw()

    def fit_width(self) -> None:
        """As wide as there is room for, also when the window changes."""
        self._zoom = None
        self._show_state()
        self._draw()

    def per_cent(self) -> int:
        """The size of the page on the screen against paper, at 96 dots an inch."""
        return self._zoom or max(10, round(100 * self._fitting() / _natural()))

    def _fitting(self) -> int:
        return max(self.desk.viewport().width() - 2 * theme.px(_EDGE), 80)

    def _width(self) -> int:
        return self._fitting() if self._zoom is None else round(_natural() * self._zoom / 100)

    def _resized(self) -> None:
        if self._zoom is None:
            self._show_sheet()
            self._show_state()
            self._settle.start()

    def _draw(self) -> None:
        """Show the page as it is known now, and have it drawn where it is not known yet."""
        self._show_sheet()
        wanted = (self._page, self._width())
        if self._made is None or wanted in self._pictures or wanted == self._waiting:
            return
        self._waiting = wanted
        self._tag += 1
        dots = round(wanted[1] * self.devicePixelRatioF())
        self._ops.start(
            partial(page_images, self._made.content, [self._page], dots, self._tag),
            title=tr("Drawing the page"),
            on_done=self._drawn,
        )

    def _drawn(self, drawn: Drawn) -> None:
        if drawn.tag != self._tag or self._waiting is None:
            return
        if len(self._pictures) > _KEPT:
            self._pictures.pop(next(iter(self._pictures)))
        self._pictures[self._waiting] = as_image(drawn.images[0])
        self._waiting = None
        self._draw()

    def _show_sheet(self) -> None:
        found = self._pictures.get((self._page, self._width()))
        if found is None:
            found = next((one for (page, _), one in self._pictures.items() if page == self._page), None)
        ratio = found.height() / found.width() if found else 297 / 210
        self.sheet.show_picture(found, self._width(), ratio)

    def _show_state(self) -> None:
        pages = self._made.pages if self._made else 0
        words = tr("Page {number} of {n}", number=self._page, n=pages) if pages else tr("Preparing…")
        self.where.setText(words)
        self.sheet.setAccessibleName(tr("Preview: {words}", words=words))
        self.scale.setText(tr("{percent} %", percent=self.per_cent()))
        self.back.setEnabled(self._page > 1)
        self.ahead.setEnabled(self._page < pages)
        self.smaller.setEnabled(self.per_cent() > _ZOOMS[0])
        self.larger.setEnabled(self.per_cent() < _ZOOMS[-1])


def _natural() -> float:
    """How wide A4 is at 100 %: its millimetres at 96 dots an inch."""
    return _PAGE_WIDTH_MM / 25.4 * 96


def as_image(made: PageImage) -> QImage:
    """A page as Qt's own picture, with its own copy of the pixels."""
    return QImage(made.pixels, made.width, made.height, made.width * 4, QImage.Format.Format_RGBX8888).copy()
