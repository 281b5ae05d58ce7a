"""Pieces of the home page: the line of stages and a figure that leads to what is behind it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Stage
from crp_desktop.domain.labels import label
from crp_desktop.ui import theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.card import Icon
from crp_desktop.ui.widgets.layout import FlowLayout, column, panel, row
from crp_desktop.ui.widgets.text import Label, Quiet

STAGES = tuple(Stage)


def stage_sentence(stage: Stage) -> str:
    """What is done in a stage of the programme."""
    return {
        Stage.DISCOVERY: tr("The council and children choose together which badges to work towards."),
        Stage.DEVELOPMENT: tr(
            "The council writes an action plan: what will change for children and who is responsible."
        ),
        Stage.DELIVERY: tr(
            "The council and its partners carry out the plan, and children say what has "
            "changed. This takes 2 to 4 years."
        ),
        Stage.RECOGNITION: tr("An independent panel, with local children on it, looks at what was achieved."),
    }[stage]


class StageLine(QWidget):
    """The four stages in order: those behind are ticked, the present one stands out."""

    def __init__(self, now: Stage) -> None:
        super().__init__()
        reached = STAGES.index(now)
        layout = FlowLayout(gap=16, line_gap=6)
        for number, stage in enumerate(STAGES):
            here = number == reached
            icon = "circle-check" if number < reached else "target" if here else "circle"
            ink = "accent" if here else "quiet"
            words = Label(label(stage), "strong" if here else "body", ink, wrap=False)
            one = panel(row(Icon(icon, ink), words, gap=6))
            one.setToolTip(stage_sentence(stage))
            one.setAccessibleDescription(stage_sentence(stage))
            layout.addWidget(one)
        self.setLayout(column(panel(layout), Quiet(stage_sentence(now)), gap=6))
        self.setAccessibleName(
            tr("Stage {number} of {all}: {name}", number=reached + 1, all=len(STAGES), name=label(now))
        )
        self.setAccessibleDescription(stage_sentence(now))


class Figure(PressButton):
    """A large number with its words; a click shows what is behind it."""

    def __init__(self, count: int, words: str, show: Callable[[], object]) -> None:
        super().__init__()
        self._number = f"{count:,}"
        self._words = words
        self.setObjectName(f"figure-{words}")
        self.setAccessibleName(f"{self._number} {words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda _checked=False: show())

    def sizeHint(self) -> QSize:
        large, small = QFontMetrics(theme.font("title")), QFontMetrics(theme.font("body"))
        wide = max(large.horizontalAdvance(self._number), small.horizontalAdvance(self._words))
        return QSize(max(wide + theme.px(40), theme.px(140)), large.height() + small.height() + theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        body = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        paint.fill(painter, body, "hover" if self.underMouse() else "surface", radius=10)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), radius=12)
        large = QFontMetrics(theme.font("title"))
        inner = body.adjusted(theme.px(16), theme.px(10), -theme.px(8), 0)
        painter.setFont(theme.font("title"))
        painter.setPen(theme.colour("text"))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._number)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("quiet"))
        below = inner.adjusted(0, large.height(), 0, 0)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._words)
