"""A problem at the top of the page: what happened, what is safe, what to do, and buttons that do it."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Icon
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel, row
from crp_desktop.ui.widgets.text import Label

_INSIDE = (16, 8, 8, 8)
Action = tuple[str, Callable[[], object]]


class ProblemBar(QWidget):
    """Stays until it is closed or another problem replaces it; takes no focus, so that typing goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.problem: Problem | None = None
        self._what = Label("", "strong")
        self._then = Label()
        self._buttons = FlowLayout(gap=4)
        self._actions: list[Button] = []
        self._buttons_box = panel(self._buttons)
        self._close = Button(icon="x", name=tr("Close this message"), kind="quiet", on_click=self.dismiss)
        head = panel(FlowLayout(self._what, self._buttons_box, gap=8))
        words = column(head, self._then, gap=4)
        line = row(gap=12, margins=_INSIDE)
        for widget in (Icon("triangle-alert", "concern", 22),):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)
        self._outer = (0, 0, 0, 0)
        self.hide()

    def set_outer(self, margins: tuple[int, int, int, int]) -> None:
        """Leave room around the bar (left, top, right, bottom, in pixels at 100%), only while it is shown."""
        self._outer = margins
        layout = self.layout()
        assert layout is not None
        left, top, right, bottom = (inner + outer for inner, outer in zip(_INSIDE, margins, strict=True))
        theme.space(layout, 12, (left, top, right, bottom))

    def show_problem(self, problem: Problem, actions: tuple[Action, ...] = ()) -> None:
        """Show `problem` with a button for each (text, what it does); a button also closes the bar."""
        self.problem = problem
        for label, words in (
            (self._what, problem.what),
            (self._then, " ".join(part for part in (problem.safe, problem.todo) if part)),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        clear(self._buttons)
        self._actions = [Button(text, self._and_close(act)) for text, act in actions]
        for button in self._actions:
            self._buttons.addWidget(button)
        self._buttons_box.setVisible(bool(actions))
        self.setAccessibleName(tr("Problem"))
        self.setAccessibleDescription(str(problem))
        self.show()
        announce(self, str(problem), urgent=True)

    def first_action(self) -> QWidget | None:
        """The first way on, when there is one: for problems that need an answer."""
        return self._actions[0] if self._actions else None

    def _and_close(self, act: Callable[[], object]) -> Callable[[], None]:
        def pressed() -> None:
            self.dismiss()
            act()

        return pressed

    def dismiss(self) -> None:
        """Close the bar; the focus goes to the next control of the page if it was in here."""
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self.focusNextChild()
        self.problem = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        left, top, right, bottom = (theme.px(side) for side in self._outer)
        paint.fill(
            painter, QRectF(self.rect().adjusted(left, top, -right, -bottom)), "concern_soft", radius=8
        )


def problem_words(problem: Problem) -> QWidget:
    """What happened, what is safe and what to do, one below the other, for a dialog."""
    made = QWidget()
    layout = column(gap=8)
    for words in (problem.safe, problem.todo):
        if words:
            layout.addWidget(Label(words))
    made.setLayout(layout)
    return made
