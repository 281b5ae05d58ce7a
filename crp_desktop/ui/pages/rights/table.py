"""The rights map as one moves in it: arrows go from cell to cell, Enter opens the findings behind."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
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

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.models.rights import ROW, Cell, ClusterRow, Index, RightsModel, TotalRow, short_names
from crp_desktop.ui.widgets import paint, rights_paint
from crp_desktop.ui.widgets.rights_paint import Heads, MapPainter

_HEADS_SHARE = 0.3
"""Of the map's height, the most that turned heads may take."""


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
    """The columns' names with the badges' shields. Where there is room for short ones only, the corner gives the whole
    name of the column that the mouse or the keys are on."""

    def __init__(self, model: RightsModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._rights = model
        self._painter = MapPainter(model)
        self.heads, self.high = Heads.UPRIGHT, theme.px(rights_paint.HEAD)
        self.short: list[str] = []
        self._pointed = -1
        self.setSectionsClickable(True)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Columns of the rights map"))

    def choose_heads(self, width: int, most: int) -> None:
        """Choose how to head columns of that width when heads may be `most` pixels high."""
        names = [self._name(place) for place in range(1, self.count())]
        font = theme.font("small")
        shields = any(column.kind for column in self._rights.columns)
        self.heads, self.high = rights_paint.heads_for(names, font, width, most, shields=shields)
        self.short = []
        if self.heads is Heads.SHORT:
            room, metrics = width - theme.px(4), QFontMetrics(font)
            self.short = short_names(
                self._rights.columns, lambda name: metrics.horizontalAdvance(name) <= room
            )
        self.updateGeometry()
        self.viewport().update()

    def point_at(self, section: int) -> None:
        """Name this column in the corner; none for -1."""
        if section != self._pointed:
            self._pointed = section
            self.updateSection(0)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.point_at(self.logicalIndexAt(event.position().toPoint()))

    def _name(self, section: int) -> str:
        return str(self._rights.headerData(section, Qt.Orientation.Horizontal) or "")

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.high)

    def paintSection(self, painter: QPainter, rect: object, section: int) -> None:
        painter.save()
        paint.smooth(painter)
        area = QRectF(rect)  # type: ignore[call-overload]
        painter.fillRect(area, theme.colour("surface"))
        words = self._name(section)
        if section == 0 and self.heads is Heads.SHORT:
            self._paint_corner(painter, area)
        elif section:
            short = section <= len(self.short)
            words = self.short[section - 1] if short else words
            whole = Heads.UPRIGHT if self.heads is Heads.SHORT else self.heads
            heads = Heads.SHORT if short else whole
            self._painter.head(painter, self._rights.column_at(section), words, area, heads)
        painter.setPen(theme.colour("outline"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.restore()

    def _paint_corner(self, painter: QPainter, area: QRectF) -> None:
        if self._rights.column_at(self._pointed) is not None:
            painter.setPen(theme.colour("text"))
            room = area.adjusted(theme.px(12), theme.px(4), -theme.px(6), -theme.px(4))
            rights_paint.wrapped(painter, self._name(self._pointed), room, theme.font("small"))


class RightsTable(QTableView):
    """`opened(row, column, second)` by click or Enter; column 0 is the article itself, `second` the second of two
    maps that are compared: its half of the cell was clicked, or Shift held with Enter."""

    opened = Signal(int, int, bool)
    measured = Signal()

    def __init__(self, model: RightsModel) -> None:
        super().__init__()
        self.rights = model
        self.setAccessibleName(tr("Rights map"))
        self.setModel(model)
        self.setItemDelegate(RightsDelegate(self, model))
        self.heads = RightsHeader(model)
        self.setHorizontalHeader(self.heads)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.heads.setMinimumSectionSize(1)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.entered.connect(self._pointed)
        self.selectionModel().currentChanged.connect(self._moved)
        self.heads.sectionEntered.connect(self.heads.point_at)
        self.heads.sectionClicked.connect(self._head_clicked)
        model.modelReset.connect(self.measure)

    def measure(self) -> None:
        """Give columns, heads and rows their sizes at the present text size, width and height."""
        columns = self.rights.columnCount()
        if columns < 2:
            return
        whole = self.viewport().width()
        title = min(theme.px(rights_paint.TITLE), int(whole * 0.34))
        each, rest = divmod(whole - title, columns - 1)
        self.setColumnWidth(0, title + rest)
        for column in range(1, columns):
            self.setColumnWidth(column, each)
        self.heads.choose_heads(each, int(self.height() * _HEADS_SHARE))
        self._measure_rows(title + rest)
        self.measured.emit()

    def _measure_rows(self, title: int) -> None:
        font, compared = theme.font(), self.rights.other is not None
        total = rights_paint.row_height("", font, title, compared=compared)
        self.clearSpans()
        for row, what in enumerate(self.rights.rows):
            if isinstance(what, ClusterRow):
                self.setRowHeight(row, theme.px(rights_paint.HEADING))
                self.setSpan(row, 0, 1, self.rights.columnCount())
            elif isinstance(what, TotalRow):
                self.setRowHeight(row, total)
            else:
                name = what.child_friendly_title
                self.setRowHeight(row, rights_paint.row_height(name, font, title, compared=compared))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "rights"):
            self.measure()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            second = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.opened.emit(index.row(), index.column(), second)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            low = event.position().y() > self.visualRect(index).center().y()
            self.opened.emit(index.row(), index.column(), low and self.rights.other is not None)

    def _moved(self, current: Index, previous: Index) -> None:
        self.heads.point_at(current.column())

    def _pointed(self, index: Index) -> None:
        self.heads.point_at(index.column())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.heads.point_at(self.currentIndex().column())

    def _head_clicked(self, section: int) -> None:
        if section:
            self.opened.emit(len(self.rights.rows) - 1, section, False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        clicked = event.reason() == Qt.FocusReason.MouseFocusReason
        if not clicked and not self.rights.is_counted(self.currentIndex().row()) and self.rights.rows:
            self.setCurrentIndex(self.rights.index(*self.rights.first_number()))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(150))


class Legend(QWidget):
    """What the patterns mean."""

    def __init__(self, model: RightsModel) -> None:
        super().__init__()
        self._model = model
        self.setAccessibleName(
            tr("Filled is a strength, hatched a concern, dotted an idea, empty has no kind yet")
        )
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        model.modelReset.connect(self._counted)

    def _counted(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        shown = rights_paint.legend_words(self._model)
        words = sum(metrics.horizontalAdvance(words) for _, words in shown)
        return QSize(words + len(shown) * theme.px(46), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        x = 0.0
        painter.setFont(self.font())
        for kind, words in rights_paint.legend_words(self._model):
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
            x += width + theme.px(14)
