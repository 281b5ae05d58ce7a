"""The steps of the wizard: one for each statement with its level, then the review."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.records import BadgeView, StatementView
from crp_desktop.ui import icons, theme
from crp_desktop.ui.pages.assessment.words import level_words
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.layout import clear, column
from crp_desktop.ui.widgets.text import draw_text, text_height

REVIEW = ""


class StepButton(PressButton):
    """One step: its level in a square, its words beside it; marked while the person is there."""

    def __init__(self, number: int, text: str, level: int | None, said: str, *, lacks: bool) -> None:
        super().__init__()
        self._number, self._level, self._lacks = number, level, lacks
        self._here = False
        self.setText(text)
        self.setAccessibleName(said)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_state(self, level: int | None, said: str, *, lacks: bool) -> None:
        """Show another level of the same statement."""
        self._level, self._lacks = level, lacks
        self.setAccessibleName(said)
        self.update()

    def set_here(self, here: bool) -> None:
        """Mark as the present step."""
        self._here = here
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def _room(self, width: int) -> int:
        return width - theme.px(12 + 26 + 8 + 12)

    def heightForWidth(self, width: int) -> int:
        words = text_height(self.text(), "quiet", self._room(width))
        return max(words + theme.px(20), theme.px(44))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.heightForWidth(theme.px(200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(140), theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        body = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self._here or self.underMouse():
            paint.fill(painter, body, "selected" if self._here else "hover", radius=8)
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()), radius=9)
        side = theme.px(26)
        square = QRectF(theme.px(10), theme.px(9), side, side)
        self._paint_square(painter, square)
        left = square.right() + theme.px(8)
        ink = "text" if self._here else "quiet"
        draw_text(painter, QRectF(left, theme.px(10), self._room(self.width()), 0), self.text(), "quiet", ink)

    def _paint_square(self, painter: QPainter, square: QRectF) -> None:
        if self._number == 0:
            icons.draw(painter, "list-checks", "quiet", square.adjusted(3, 3, -3, -3))
            return
        painter.setFont(theme.font("small"))
        if self._level is None:
            paint.frame(painter, square, "outline", 1.2, radius=5, style=Qt.PenStyle.DashLine)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), "–")
        else:
            paint.fill(painter, square, f"level_{self._level}", radius=5)
            painter.setPen(theme.colour("on_accent" if self._level >= 3 else "text"))
            painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), str(self._level))
        if self._lacks:
            dot = theme.px(9)
            spot = QRectF(square.right() - dot * 0.7, square.y() - dot * 0.3, dot, dot)
            paint.fill(painter, spot, "concern", radius=5)


class StepList(QWidget):
    """Statement 1 to n, then the review. `chosen(str)` gives a statement's key, "" for the review."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._box = column(gap=4)
        self._buttons: dict[str, StepButton] = {}
        self.setLayout(column(self._box, None, gap=0))

    def show_steps(self, view: BadgeView, lacking: frozenset[str]) -> None:
        """Show every statement's level; `lacking` are keys of statements that still lack a reason or the like."""
        total = len(view.statements) + 1
        texts = [(one.key, one.text) for one in view.statements]
        kept = texts == [(key, button.text()) for key, button in self._buttons.items() if key != REVIEW]
        if not kept:
            clear(self._box)
            self._buttons = {}
        for number, one in enumerate(view.statements, start=1):
            said = self._said(number, total, one, view, one.key in lacking)
            lacks = one.key in lacking and one.own.level is not None
            if kept:
                self._buttons[one.key].set_state(one.own.level, said, lacks=lacks)
            else:
                self._add(one.key, StepButton(number, one.text, one.own.level, said, lacks=lacks))
        if kept:
            return
        review = tr("Step {number} of {total}: review", number=total, total=total)
        self._add(REVIEW, StepButton(0, tr("Review and finish"), None, review, lacks=False))

    def _said(self, number: int, total: int, one: StatementView, view: BadgeView, lacks: bool) -> str:
        words = tr(
            "Step {number} of {total}: {statement} Level: {level}.",
            number=number,
            total=total,
            statement=one.text,
            level=level_words(one.own.level, view.level_names),
        )
        return words + (" " + tr("Not complete.") if lacks and one.own.level is not None else "")

    def _add(self, key: str, button: StepButton) -> None:
        button.setObjectName(f"step-{key}")
        button.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        self._buttons[key] = button
        self._box.addWidget(button)

    def mark(self, key: str) -> None:
        """Mark the present step."""
        for own, button in self._buttons.items():
            button.set_here(own == key)
