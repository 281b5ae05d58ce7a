"""The list of findings on the left: how a row is painted, and how one moves in it."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.services.findings.listing import FindingRow
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.ui import icons, theme
from crp_desktop.ui.models.findings import ROW, FindingsModel, Heading, Index
from crp_desktop.ui.models.targets import Targets, cluster_number
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.chips import KINDS, SHIELDS

_LINES, _LINES_LARGE = 3, 2
_PAD = 8
_GUTTER = 30
_LONGEST = 600


def _lines() -> int:
    return _LINES_LARGE if theme.scale() >= theme.LARGE else _LINES


def row_height() -> int:
    """Pixels of a finding's row: three lines of text (two at large text), one of marks."""
    body, quiet = QFontMetrics(theme.font()), QFontMetrics(theme.font("quiet"))
    return _lines() * body.lineSpacing() + quiet.lineSpacing() + theme.px(2 * _PAD + 4)


def heading_height() -> int:
    """Pixels of a group's heading."""
    return QFontMetrics(theme.font("small")).lineSpacing() + theme.px(20)


class FindingDelegate(QStyledItemDelegate):
    """Paints a finding: its sign, up to three lines of its text, then article numbers, shields and marks."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.targets = Targets()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        painter.save()
        paint.smooth(painter)
        area = QRectF(option.rect)
        if isinstance(row, Heading):
            self._paint_heading(painter, area, row)
        elif row is not None:
            self._paint_ground(painter, option, area)
            self._paint_finding(painter, area, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, area: QRectF, row: Heading) -> None:
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        count = f"{row.count:,}"
        room = area.adjusted(theme.px(10), theme.px(12), -theme.px(10), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        room.setRight(room.right() - QFontMetrics(painter.font()).horizontalAdvance(count) - theme.px(8))
        said = QFontMetrics(painter.font()).elidedText(
            row.text, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), said)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        body = area.adjusted(2, 2, -2, -2)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.fill(painter, body, "selected")
            bar = QRectF(body.x(), body.y() + theme.px(6), theme.px(3), body.height() - theme.px(12))
            painter.fillRect(bar, theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint.fill(painter, body, "hover")
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint.ring(painter, body)

    def _paint_finding(self, painter: QPainter, area: QRectF, row: FindingRow) -> None:
        left, top = area.x() + theme.px(10), area.y() + theme.px(_PAD) + 2
        side = theme.px(17)
        icons.draw(painter, KINDS[row.kind], row.kind, QRectF(left, top + theme.px(1), side, side))
        left += theme.px(_GUTTER)
        width = area.right() - theme.px(12) - left
        painter.setPen(theme.colour("quiet" if row.read_back is ReadBack.STRUCK else "text"))
        used = _paint_lines(painter, row.text[:_LONGEST], QRectF(left, top, width, area.height()))
        line = QFontMetrics(theme.font("quiet")).lineSpacing()
        marks = QRectF(left, max(top + used, area.bottom() - line - theme.px(_PAD)), width, line)
        self._paint_marks(painter, marks, row)

    def _paint_marks(self, painter: QPainter, area: QRectF, row: FindingRow) -> None:
        """Article numbers in their colours, shields, star, confirmed, votes; the finding's number at the right."""
        number = str(row.number)
        painter.setFont(theme.font("quiet"))
        painter.setPen(theme.colour("quiet"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        last = area.right() - QFontMetrics(painter.font()).horizontalAdvance(number) - theme.px(8)
        x = area.x()
        if not row.articles and not row.badges:
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), tr("Not mapped yet"))
            x += QFontMetrics(painter.font()).horizontalAdvance(tr("Not mapped yet")) + theme.px(8)
        for place, article in enumerate(row.articles):
            painter.setFont(theme.font("small" if place == 0 else "quiet"))
            painter.setPen(theme.colour(theme.cluster_token(cluster_number(convention().article(article)))))
            width = QFontMetrics(painter.font()).horizontalAdvance(str(article))
            if x + width > last:
                return
            painter.drawText(
                QRectF(x, area.y(), width + 2, area.height()),
                int(Qt.AlignmentFlag.AlignVCenter),
                str(article),
            )
            x += width + theme.px(8)
        side = area.height() * 0.8
        for key in row.badges:
            if x + side > last:
                return
            where = QRectF(x, area.center().y() - side / 2, side, side)
            paint.shield(painter, where, "badge", SHIELDS[self.targets.badge_kind(key)])
            x += side + theme.px(4)
        for icon, shown in (("star", row.starred), ("circle-check", row.read_back in _CONFIRMED)):
            if shown and x + side <= last:
                icons.draw(
                    painter, icon, "accent", QRectF(x + theme.px(4), area.center().y() - side / 2, side, side)
                )
                x += side + theme.px(8)
        votes = f"{row.votes:,}"
        width = QFontMetrics(theme.font("quiet")).horizontalAdvance(votes)
        if row.votes and x + side + theme.px(8) + width <= last:
            where = QRectF(x + theme.px(4), area.center().y() - side / 2, side, side)
            icons.draw(painter, "thumbs-up", "quiet", where)
            painter.setFont(theme.font("quiet"))
            painter.setPen(theme.colour("quiet"))
            said = QRectF(where.right() + theme.px(4), area.y(), width + 2, area.height())
            painter.drawText(said, int(Qt.AlignmentFlag.AlignVCenter), votes)


_CONFIRMED = (ReadBack.CONFIRMED, ReadBack.CORRECTED)


def _paint_lines(painter: QPainter, text: str, area: QRectF) -> float:
    """As many lines of a text as a row has, the last one with an ellipsis when there is more; the height they take."""
    layout = QTextLayout(text.replace("\n", "\u2028"), theme.font())
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y, count, last, most = 0.0, 0, None, _lines()
    while count < most and (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, y))
        y += line.height()
        count += 1
        last = line
    layout.endLayout()
    for place in range(count):
        line = layout.lineAt(place)
        more = line.textStart() + line.textLength() < len(layout.text())
        if place == count - 1 and more and last is not None:
            metrics = QFontMetrics(theme.font())
            rest = layout.text()[line.textStart() : line.textStart() + line.textLength()].rstrip() + "…"
            painter.setFont(theme.font())
            said = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, int(area.width()))
            where = QRectF(area.x(), area.y() + line.y(), area.width(), line.height())
            painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter), said)
        else:
            line.draw(painter, area.topLeft())
    return y


class FindingsView(QTableView):
    """The list itself. `chosen(id)` follows the row one is on; several rows can be selected, to merge them."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, model: FindingsModel, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.delegate = FindingDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        self.measure()

    def findings_model(self) -> FindingsModel:
        """The model it shows."""
        model = self.model()
        assert isinstance(model, FindingsModel)
        return model

    def measure(self) -> None:
        """Give rows and headings their heights at the present text size."""
        self.verticalHeader().setDefaultSectionSize(row_height())
        for row in self.findings_model().headings():
            self.setRowHeight(row, heading_height())

    def select_finding(self, finding_id: str) -> bool:
        """Go to a finding's row without telling anybody; False when it is not listed."""
        row = self.findings_model().row_of(finding_id)
        if row < 0:
            return False
        if self.findings_model().finding_at(self.currentIndex().row()) == finding_id:
            return True
        before = self.blockSignals(True)
        index = self.model().index(row, 0)
        how = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, how.ClearAndSelect | how.Rows)
        self.blockSignals(before)
        self.scrollTo(index)
        return True

    def current_finding(self) -> str | None:
        """The finding one is on."""
        return self.findings_model().finding_at(self.currentIndex().row())

    def selected_findings(self) -> list[str]:
        """The selected findings, each once, in the order of the list."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.findings_model().finding_at(row) for row in rows)
        return list(dict.fromkeys(one for one in found if one is not None))

    def move_by(self, step: int) -> None:
        """Go to the next finding down (1) or up (-1), past headings."""
        row = self.findings_model().next_finding(self.currentIndex().row(), step)
        if row >= 0:
            how = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model().index(row, 0), how.ClearAndSelect | how.Rows)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        finding_id = self.findings_model().finding_at(current.row())
        if finding_id is not None:
            self.chosen.emit(finding_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
        elif plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.move_by(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(self, "delegate"):
            self.measure()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(280), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), row_height() + heading_height())
