"""The dialog every other one is made of: a heading, a body, and buttons that say what they do."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import focus, theme
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, column
from crp_desktop.ui.widgets.problem_bar import ProblemBar, problem_words
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Heading, Label

_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)


class Dialog(QDialog):
    """A modal dialog as wide as `width` (pixels at 100%) and never larger than the screen.

    Put content into `self.body`; add buttons with `add_button`, the one that acts first. Escape closes without acting.
    """

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 520) -> None:
        super().__init__(parent)
        self._width = width
        self.setWindowTitle(title)
        self.problem_bar = ProblemBar()
        self.body: QVBoxLayout = column(gap=12, margins=(24, 8, 24, 8))
        inside = QWidget()
        inside.setLayout(self.body)
        self._scroll = DownScroll(inside)
        self._buttons = FlowLayout(gap=8)
        self._top = column(Heading(title), self.problem_bar, gap=8, margins=(24, 24, 24, 0))
        self._bottom = column(gap=0, margins=(24, 8, 24, 24))
        self._bottom.addLayout(self._buttons)
        whole = column(self._top, gap=4)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self._bottom)
        self.setLayout(whole)

    def add_button(
        self,
        text: str,
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "plain",
        default: bool = False,
    ) -> Button:
        """Add a button; without `on_click` it closes the dialog without acting."""
        button = Button(text, on_click or self.reject, kind=kind)
        button.setDefault(default)
        button.setAutoDefault(default)
        self._buttons.addWidget(button)
        return button

    def show_problem(self, problem: Problem) -> None:
        """Show a problem inside the dialog, which stays open."""
        self.problem_bar.show_problem(problem)
        self.fit()

    def fit(self) -> None:
        """Take the height the content needs, within the screen."""
        screen = self.screen().availableGeometry()
        least = max(part.minimumSize().width() for part in (self._top, self.body, self._bottom))
        width = min(max(theme.px(self._width), least), screen.width() - 32)
        beside_bar = width - self._scroll.verticalScrollBar().sizeHint().width()
        height = _height(self._top, width) + _height(self.body, beside_bar) + _height(self._bottom, width)
        self.resize(width, min(height + 3 * theme.px(4), screen.height() - 64))

    def showEvent(self, event: QShowEvent) -> None:
        """Opens with the focus where its maker put it, else in its first field, else on the button of Enter."""
        self.fit()
        super().showEvent(event)
        focused = self.focusWidget()
        if focused is None or (isinstance(focused, Button) and not focused.isDefault()):
            first = next((one for one in focus.reading_order(self) if isinstance(one, _FIELDS)), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab; what is hidden or greyed out while it has the focus hands it to its nearest neighbour."""
        focused = QApplication.focusWidget()
        if focused is None or not focus.is_lost(focused):
            return focus.move(self, forward)
        centre = focus.centre_in(focused, self)
        near = focus.nearest(self, centre) if centre is not None else None
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the control with the focus does not take scroll, so that long words are read without a mouse."""
        bar = self._scroll.verticalScrollBar()
        act = {
            Qt.Key.Key_Up: bar.SliderAction.SliderSingleStepSub,
            Qt.Key.Key_Down: bar.SliderAction.SliderSingleStepAdd,
            Qt.Key.Key_PageUp: bar.SliderAction.SliderPageStepSub,
            Qt.Key.Key_PageDown: bar.SliderAction.SliderPageStepAdd,
        }.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            bar.triggerAction(act)


def _height(layout: QVBoxLayout, width: int) -> int:
    return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.sizeHint().height()


def confirm(
    parent: QWidget | None,
    title: str,
    explanation: str,
    button: str,
    *,
    danger: bool = False,
    final: bool = False,
    cancel: str = "",
) -> bool:
    """Ask before something is done. `button` says what will happen ("Erase notes, keep findings"). What is `final`
    cannot be undone, and what is a `danger` loses something: Enter then keeps things as they are.
    """
    dialog = Dialog(parent, title)
    dialog.body.addWidget(Label(explanation))
    keeps = danger or final
    dialog.add_button(button, dialog.accept, kind="danger" if danger else "primary", default=not keeps)
    keep = dialog.add_button(cancel or tr("Cancel"), default=keeps)
    if keeps:
        keep.setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def tell_problem(parent: QWidget | None, problem: Problem) -> None:
    """A problem as a dialog, for when there is no page to show it on."""
    dialog = Dialog(parent, problem.what)
    dialog.body.addWidget(problem_words(problem))
    dialog.add_button(tr("Close"), default=True)
    dialog.exec()
