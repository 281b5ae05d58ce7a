"""The rights map as one moves in it: arrows go from cell to cell, Enter opens the findings behind."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crp_desktop.domain.words import tr
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import ROW, Cell, ClusterRow, Index, RightsModel
from crp_desktop.ui.widgets import paint, rights_paint
from crp_desktop.ui.widgets.rights_paint import MapPainter


class RightsDelegate(QStyledItemDelegate):
    """Paints titles and cells; the one with the focus has the ring."""

    def __init__(self, view: QWidget, model: RightsModel) -> None:
        super().__init__(view)
        self.map_painter = MapPainter(model)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(rights_paint.CELL), theme.px(rights_paint.ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        paint.smooth(painter)
        area = QRectF(option.rect)
        row = index.data(ROW)
        if not isinstance(row, ClusterRow) and option.state & QStyle.StateFlag.State_MouseOver:
            paint.fill(painter, area.adjusted(1, 1, -1, -1), "hover")
        if option.state & QStyle.StateFlag.State_Selected:
            paint.fill(painter, area.adjusted(1, 1, -1, -1), "selected")
        painter.setPen(theme.colour("line"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if isinstance(row, Cell):
            self.map_painter.cell(painter, row, area)
        elif row is not None:
            self.map_painter.title(painter, row, area)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(painter, area.adjusted(1, 1, -1, -1))
        painter.restore()


class RightsHeader(QHeaderView):
    """The columns' names, turned where there is no room, with the badges' shields."""

    def __init__(self, model: RightsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rights = model
        self._painter = MapPainter(model)
        self.setSectionsClickable(True)
        self.setAccessibleName(tr("Columns of the rights map"))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(rights_paint.HEAD))

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        painter.save()
        paint.smooth(painter)
        area = QRectF(rect)  # type: ignore[call-overload]
        painter.fillRect(area, theme.colour("surface"))
        words = str(self._rights.headerData(section, Qt.Orientation.Horizontal) or "")
        if section:
            self._painter.head(painter, self._rights.column_at(section), words, area)
        painter.setPen(theme.colour("outline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()


class RightsTable(QTableView):
    """`opened(row, column)` by click or Enter; column 0 is the article itself."""

    opened = Signal(int, int)

    def __init__(self, model: RightsModel) -> None:
        super().__init__()
        self.rights = model
        self.setAccessibleName(tr("Rights map"))
        self.setModel(model)
        self.setItemDelegate(RightsDelegate(self, model))
        self.setHorizontalHeader(RightsHeader(model))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._clicked)
        self.horizontalHeader().sectionClicked.connect(self._head_clicked)
        model.modelReset.connect(self.measure)

    def measure(self) -> None:
        """Give rows and columns their sizes at the present text size and width."""
        self.verticalHeader().setDefaultSectionSize(theme.px(rights_paint.ROW))
        self.clearSpans()
        columns = self.rights.columnCount()
        for row, what in enumerate(self.rights.rows):
            if isinstance(what, ClusterRow):
                self.setRowHeight(row, theme.px(rights_paint.HEADING))
                if columns > 1:
                    self.setSpan(row, 0, 1, columns)
        self._share_width()

    def _share_width(self) -> None:
        columns = self.rights.columnCount()
        if columns < 2:
            return
        whole = self.viewport().width()
        title = min(theme.px(rights_paint.TITLE), int(whole * 0.34))
        each, rest = divmod(whole - title, columns - 1)
        self.setColumnWidth(0, title + rest)
        for column in range(1, columns):
            self.setColumnWidth(column, each)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rights"):
            self.measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(index.row(), index.column())
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: Index) -> None:
        self.opened.emit(index.row(), index.column())

    def _head_clicked(self, section: int) -> None:
        if section:
            self.opened.emit(-1, section)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.rights.article_at(self.currentIndex().row()) is None and self.rights.rows:
            self.setCurrentIndex(self.rights.index(1, 1))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(300))


class Legend(QWidget):
    """What the three patterns mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Filled is a strength, hatched a concern, dotted an idea"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        words = sum(metrics.horizontalAdvance(words) for _, words in rights_paint.legend_words())
        return QSize(words + 3 * theme.px(52), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        painter.setFont(self.font())
        for kind, words in rights_paint.legend_words():
            rights_paint.part(
                painter,
                theme.colour,
                kind,
                QRectF(x, self.height() / 2 - theme.px(5), theme.px(24), theme.px(10)),
            )
            x += theme.px(30)
            painter.setPen(theme.colour("text"))
            width = self.fontMetrics().horizontalAdvance(words) + 2
            painter.drawText(QRectF(x, 0, width, self.height()), int(Qt.AlignmentFlag.AlignVCenter), words)
            x += width + theme.px(18)
