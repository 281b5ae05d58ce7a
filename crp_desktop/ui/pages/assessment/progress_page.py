"""Progress over the periods: a badge's squares side by side, with a visible break where words changed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from crp_desktop.domain.framework_model import ChangeKind
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.trend import TrendPoint
from crp_desktop.services.assessment.progress import BadgeProgress, Progress, StatementProgress, progress
from crp_desktop.ui import theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.words import level_words, notice, spread_said
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Label, Quiet, draw_text, text_height

_STEP = 64
_SQUARE = 26
_ROW = 34


class BreakMark(QWidget):
    """A dashed line between the rows of two periods that cannot be compared throughout."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme.colour("concern"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = self.height() // 2
        painter.drawLine(2, middle, self.width() - 2, middle)


def _in_a_row(width: int, periods: int) -> int:
    """How many periods stand side by side in that width; the others go on in further rows."""
    return max(1, min(periods, (width + theme.px(_STEP - _SQUARE)) // theme.px(_STEP)))


def _labels_height(labels: tuple[str, ...]) -> int:
    room = theme.px(_STEP - 4)
    return max((text_height(label, "small", room) for label in labels), default=0)


class _PeriodsWidget(QWidget):
    """One place a period, from left to right; as high as its rows are."""

    def __init__(self, labels: tuple[str, ...]) -> None:
        super().__init__()
        self._labels = labels
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        width = theme.px(_STEP) * max(len(self._labels), 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_STEP), 0)

    def rows(self, width: int) -> int:
        """How many rows the periods take."""
        return -(-len(self._labels) // _in_a_row(width, len(self._labels)))

    def place(self, index: int) -> tuple[int, int]:
        """The row and the column of a period."""
        return divmod(index, _in_a_row(self.width(), len(self._labels)))

    def paint_label(self, painter: QPainter, index: int, top: int) -> None:
        """Write a period's label over its column."""
        column_ = self.place(index)[1]
        where = QRectF(column_ * theme.px(_STEP), top, theme.px(_STEP - 4), 0)
        draw_text(painter, where, self._labels[index], "small", "quiet")


class PeriodLine(_PeriodsWidget):
    """The periods' labels over the statements' lines below, which say them themselves when they take several rows."""

    def heightForWidth(self, width: int) -> int:
        return _labels_height(self._labels) if self.rows(width) == 1 else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.rows(self.width()) == 1:
            painter = QPainter(self)
            for index in range(len(self._labels)):
                self.paint_label(painter, index, 0)


class StatementLine(_PeriodsWidget):
    """One statement's levels from period to period; joined only where the words are the same."""

    def __init__(
        self, one: StatementProgress, periods: tuple[str, ...], labels: tuple[str, ...], said: str
    ) -> None:
        super().__init__(labels)
        self._lines = one.lines
        self._periods = periods
        self.setAccessibleName(said)

    def _head(self, width: int) -> int:
        """The height of the labels over each row; none where one row stands under `PeriodLine`."""
        return 0 if self.rows(width) == 1 else _labels_height(self._labels)

    def heightForWidth(self, width: int) -> int:
        return self.rows(width) * (self._head(width) + theme.px(_ROW))

    def _cell(self, index: int) -> QRectF:
        """The square of a period."""
        row_, column_ = self.place(index)
        head, side = self._head(self.width()), theme.px(_SQUARE)
        top = row_ * (head + theme.px(_ROW)) + head + (theme.px(_ROW) - side) / 2
        return QRectF(column_ * theme.px(_STEP), top, side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        if self._head(self.width()):
            for index in range(len(self._labels)):
                self.paint_label(painter, index, int(self._cell(index).top()) - self._head(self.width()))
        painter.setFont(theme.font("small"))
        for line in self._lines:
            places = [self._periods.index(point.period_id) for point in line]
            for index in places[:-1]:
                self._join(painter, index)
            for index, point in zip(places, line, strict=True):
                self._square(painter, self._cell(index), point.level)

    def _join(self, painter: QPainter, index: int) -> None:
        """A line to the next period; at the end of a row it runs out to the right, to go on in the next."""
        here, there = self._cell(index), self._cell(index + 1)
        right = there.left() if there.top() == here.top() else here.right() + theme.px(12)
        bar = QRectF(here.right(), here.center().y() - 1.5, right - here.right(), 3)
        paint.fill(painter, bar, "outline", radius=1)

    def _square(self, painter: QPainter, where: QRectF, level: int | None) -> None:
        if level is None:
            paint.fill(painter, where, "surface", radius=5)
            paint.frame(painter, where, "outline", 1.2, radius=5, style=Qt.PenStyle.DashLine)
            painter.setPen(theme.colour("quiet"))
        else:
            paint.fill(painter, where, f"level_{level}", radius=5)
            painter.setPen(theme.colour("on_accent" if level >= 3 else "text"))
        painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), "–" if level is None else str(level))


class ProgressPage(Page):
    """A card for each pursued badge, oldest period first."""

    name = "assessment_progress"
    section = "assessment"
    interests = frozenset(
        {
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.SIGN_OFF,
            RecordKind.PERIOD,
            RecordKind.FRAMEWORK,
            RecordKind.PROGRAMME,
            RecordKind.MODERATION,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.back = Button(tr("Self-assessment"), self._overview, icon="list-checks")
        self.set_actions(self.back)
        self._shown: Progress | None = None
        self._list = column(gap=16)
        self.body.addWidget(Quiet(notice()))
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Progress")

    def purpose(self) -> str:
        return tr("Every statement’s level from period to period: a spread, never an average.")

    def first_focus(self) -> QWidget | None:
        return self.back

    def refresh(self) -> None:
        shown: Progress = self.ops.ask(progress)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        scored = [one for one in shown.badges if one.points]
        for one in scored:
            self._list.addWidget(self._card(shown, one))
        if not scored:
            self._list.addWidget(
                EmptyState(
                    "chart-column",
                    tr("No levels yet"),
                    tr(
                        "You will see progress once a badge has been assessed. It is most "
                        "useful from the second period."
                    ),
                    tr("Go to self-assessment"),
                    self._overview,
                    kind="plain",
                )
            )

    def _card(self, shown: Progress, one: BadgeProgress) -> Card:
        table = self._table(shown, one)
        chip = flow(BadgeChip(one.badge.name, one.badge.kind))
        card = Card(chip, table, gap=12, name=one.badge.name)
        order = tuple(point.period_id for point in one.points)
        labels = tuple(point.label for point in one.points)
        card.column().addWidget(PeriodLine(labels))
        for statement in one.statements:
            card.column().addWidget(self._statement(shown, statement, order, labels))
        return card

    def _table(self, shown: Progress, one: BadgeProgress) -> QWidget:
        """A row for each period, a dashed line and what it means before one that is not comparable throughout."""
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 5)
        for point in one.points:
            if point.breaks:
                words = _break_words(point)
                grid.addWidget(BreakMark(words), grid.rowCount(), 0, 1, 3)
                grid.addWidget(Quiet(f"{point.label}: {words}"), grid.rowCount(), 0, 1, 3)
            at = grid.rowCount()
            for place, part in enumerate(self._point(shown, one, point)):
                grid.addWidget(
                    part, at, place, Qt.AlignmentFlag.AlignTop if place == 1 else Qt.AlignmentFlag(0)
                )
        return panel(grid)

    def _point(self, shown: Progress, one: BadgeProgress, point: TrendPoint) -> tuple[QWidget, ...]:
        name = tr("{badge} in {period}", badge=one.badge.name, period=point.label)
        strip = SpreadStrip(point.spread, shown.level_names, name)
        label = point.label if point.signed_off else tr("{period}, not signed off", period=point.label)
        said = Quiet(spread_said(point.spread, shown.level_names))
        return Label(label, "small", "quiet"), strip, said

    def _statement(
        self, shown: Progress, one: StatementProgress, order: tuple[str, ...], labels: tuple[str, ...]
    ) -> QWidget:
        parts = [
            f"{point.label}: {level_words(point.level, shown.level_names)}"
            for line in one.lines
            for point in line
        ]
        line = StatementLine(one, order, labels, f"{one.text} {'; '.join(parts)}")
        return panel(column(Quiet(one.text), line, gap=2))

    def _overview(self) -> None:
        self.nav.go("assessment")


def _break_words(point: TrendPoint) -> str:
    """What cannot be compared with the period before, in a sentence."""
    counts = {kind: sum(one.kind is kind for one in point.breaks) for kind in ChangeKind}
    words = (
        (counts[ChangeKind.CHANGED], tr("{n} statement(s) reworded", n=counts[ChangeKind.CHANGED])),
        (counts[ChangeKind.ADDED], tr("{n} statement(s) added", n=counts[ChangeKind.ADDED])),
        (counts[ChangeKind.REMOVED], tr("{n} statement(s) removed", n=counts[ChangeKind.REMOVED])),
    )
    parts = [said for count, said in words if count]
    return tr("Break: {what}. Not comparable with the period before.", what=", ".join(parts))
