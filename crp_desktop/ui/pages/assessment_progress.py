"""Progress over the periods: a badge's squares side by side, with a visible break where words changed."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.framework_model import ChangeKind
from crp_desktop.domain.trend import TrendPoint
from crp_desktop.domain.words import tr
from crp_desktop.services.progress import BadgeProgress, Progress, StatementProgress, progress
from crp_desktop.ui import theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment_words import level_words, notice, spread_said
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Label, Quiet


class BreakMark(QWidget):
    """A dashed upright line between two periods that cannot be compared throughout."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(12), theme.px(76))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme.colour("concern"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = self.width() // 2
        painter.drawLine(middle, 2, middle, self.height() - 2)


class StatementLine(QWidget):
    """One statement's levels from period to period; joined only where the words are the same."""

    def __init__(self, one: StatementProgress, periods: tuple[str, ...], said: str) -> None:
        super().__init__()
        self._lines = one.lines
        self._periods = periods
        self.setAccessibleName(said)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _step(self) -> int:
        return theme.px(64)

    def sizeHint(self) -> QSize:
        return QSize(self._step() * max(len(self._periods), 1), theme.px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        painter.setFont(theme.font("small"))
        side = theme.px(26)
        top = (self.height() - side) / 2
        for line in self._lines:
            places = [self._periods.index(point.period_id) for point in line]
            first, last = (place * self._step() + side / 2 for place in (places[0], places[-1]))
            if first < last:
                paint.fill(
                    painter, QRectF(first, self.height() / 2 - 1.5, last - first, 3), "outline", radius=1
                )
            for place, point in zip(places, line, strict=True):
                self._square(painter, QRectF(place * self._step(), top, side, side), point.level)

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
        {"assessment", "score", "sign_off", "period", "framework", "programme", "moderation"}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.back = Button(tr("Self-assessment"), self._overview, icon="list-checks")
        self.set_actions(self.back)
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
        clear(self._list)
        shown: Progress = self.ops.ask(progress)
        scored = [one for one in shown.badges if one.points]
        for one in scored:
            self._list.addWidget(self._card(shown, one))
        if not scored:
            self._list.addWidget(
                EmptyState(
                    "chart-column",
                    tr("No levels yet"),
                    tr(
                        "Progress shows once a badge has been assessed, and tells most from the second period on."
                    ),
                    tr("Go to self-assessment"),
                    self._overview,
                    kind="plain",
                )
            )

    def _card(self, shown: Progress, one: BadgeProgress) -> Card:
        parts: list[QWidget] = []
        for point in one.points:
            if point.breaks:
                parts.append(BreakMark(_break_words(point)))
            parts.append(self._point(shown, one, point))
        card = Card(
            flow(BadgeChip(one.badge.name, one.badge.kind)), flow(*parts, gap=20), gap=12, name=one.badge.name
        )
        for point in one.points:
            if point.breaks:
                words = f"{point.label}: {_break_words(point)}"
                card.column().addWidget(Quiet(words))
        order = tuple(point.period_id for point in one.points)
        for statement in one.statements:
            card.column().addWidget(self._statement(shown, statement, order))
        return card

    def _point(self, shown: Progress, one: BadgeProgress, point: TrendPoint) -> QWidget:
        name = tr("{badge} in {period}", badge=one.badge.name, period=point.label)
        strip = SpreadStrip(point.spread, shown.level_names, name)
        label = point.label if point.signed_off else tr("{period}, not signed off", period=point.label)
        said = Quiet(spread_said(point.spread, shown.level_names))
        return panel(column(Label(label, "small", "quiet", wrap=False), strip, said, gap=4))

    def _statement(self, shown: Progress, one: StatementProgress, order: tuple[str, ...]) -> QWidget:
        parts = [
            f"{point.label}: {level_words(point.level, shown.level_names)}"
            for line in one.lines
            for point in line
        ]
        line = StatementLine(one, order, f"{one.text} {'; '.join(parts)}")
        return panel(column(Quiet(one.text), line, gap=2))

    def _overview(self) -> None:
        self.nav.go("assessment")


def _break_words(point: TrendPoint) -> str:
    """What cannot be compared with the period before, in a sentence."""
    counts = {kind: sum(one.kind is kind for one in point.breaks) for kind in ChangeKind}
    words = (
        (counts[ChangeKind.CHANGED], tr("{n} statement(s) worded anew", n=counts[ChangeKind.CHANGED])),
        (counts[ChangeKind.ADDED], tr("{n} statement(s) added", n=counts[ChangeKind.ADDED])),
        (counts[ChangeKind.REMOVED], tr("{n} statement(s) taken out", n=counts[ChangeKind.REMOVED])),
    )
    parts = [said for count, said in words if count]
    return tr("Break: {what}. Not comparable with the period before.", what=", ".join(parts))
