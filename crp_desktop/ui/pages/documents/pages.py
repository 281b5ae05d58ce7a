"""Small pictures of all pages of a document: one list, one stop for Tab, arrows choose the page."""

from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.documents.preview import Drawn, page_images
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.models.pages import PagesModel
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.documents.cards import paint_sheet
from crp_desktop.ui.pages.documents.preview import as_image
from crp_desktop.ui.widgets import paint

PANE = 148
_PICTURE = 96
_BATCH = 6
_RATIO = 297 / 210


class PageList(QListView):
    """`chosen(int)` is the number, from 1, of the page that the person wants to see."""

    chosen = Signal(int)

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._made: RenderedDocument | None = None
        self._tag = 0
        self.pages = PagesModel(self)
        self.setModel(self.pages)
        self.setItemDelegate(_PageDelegate(self))
        self.setAccessibleName(tr("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        theme.size(self, min_width=132, min_height=48)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_made(self, made: RenderedDocument | None) -> None:
        """Show the pages of another document; their pictures come a few at a time."""
        self._made = made
        self._tag += 1
        at = self.currentIndex().row()
        self.pages.start(made.pages if made else 0)
        if made:
            self.mark(min(max(at, 0), made.pages - 1) + 1)
            self._ask_from(1)

    def mark(self, page: int) -> None:
        """Select the page that is in view elsewhere, without asking for it again."""
        where = self.pages.index(page - 1)
        if where != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.selectionModel().setCurrentIndex(where, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.selectionModel().blockSignals(False)
            self.viewport().update()
        self.scrollTo(where)

    def _ask_from(self, first: int) -> None:
        if self._made is None or first > self._made.pages:
            return
        numbers = list(range(first, min(first + _BATCH, self._made.pages + 1)))
        dots = round(theme.px(_PICTURE) * self.devicePixelRatioF())
        self._ops.start(
            partial(page_images, self._made.content, numbers, dots, self._tag),
            title=tr("Drawing the pages"), on_done=self._drawn,
        )  # fmt: skip

    def _drawn(self, drawn: Drawn) -> None:
        if drawn.tag != self._tag:
            return
        for image in drawn.images:
            self.pages.set_picture(image.number, as_image(image))
        self._ask_from(drawn.images[-1].number + 1)

    def _current_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(now.row() + 1)


class _PageDelegate(QStyledItemDelegate):
    """A small sheet with its number below; the chosen one has a ground and a ring."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme.px(_PICTURE + 20), round(theme.px(_PICTURE) * _RATIO) + theme.px(40))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        view = self.parent()
        state, rect = option.state, QRectF(option.rect)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint.smooth(painter)
        body = rect.adjusted(2, 2, -2, -2)
        if chosen:
            paint.fill(painter, body, "selected")
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            paint.ring(painter, body)
        wide = theme.px(_PICTURE)
        sheet = QRectF(rect.center().x() - wide / 2, rect.y() + theme.px(10), wide, round(wide * _RATIO))
        paint_sheet(painter, sheet, index.data(Qt.ItemDataRole.DecorationRole))
        painter.setFont(theme.font("small" if chosen else "quiet"))
        painter.setPen(theme.colour("accent" if chosen else "quiet"))
        below = QRectF(rect.x(), sheet.bottom(), rect.width(), rect.bottom() - sheet.bottom())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()
