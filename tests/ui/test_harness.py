"""The harness itself: each fault it is there to find, it finds."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from crp_desktop.ui import theme
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label
from tests.ui.accessibility import settle, walk
from tests.ui.judge import judge

pytestmark = pytest.mark.usefixtures("look")


class Unmoved(QAbstractButton):
    """Takes the focus and shows nothing of it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing."""


class Trap(QLineEdit):
    """Keeps Tab for itself."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        return True


class Crooked(Button):
    """Sends Shift+Tab to itself."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Backtab:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return super().focusNextPrevChild(True)


def board(*widgets: QWidget) -> QWidget:
    top = QWidget()
    top.setLayout(column(*widgets, margins=16))
    top.resize(400, 300)
    return top


def unreachable() -> QWidget:
    button = Button("Never")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return board(Button("First"), button)


def unmoved() -> QWidget:
    one = Unmoved()
    one.setAccessibleName("Unmoved")
    one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    one.setMinimumSize(80, 40)
    return board(Button("First"), one)


def trapped() -> QWidget:
    field = Trap()
    field.setAccessibleName("Trap")
    return board(Button("First"), field, Button("Last"))


def tab_in_text() -> QWidget:
    field = QPlainTextEdit()
    field.setAccessibleName("Story")
    return board(Button("First"), field)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: board(Button("First"), QLineEdit()), "no name: QLineEdit"),
        (unreachable, "never reached: Button"),
        (unmoved, "focus cannot be seen: Unmoved"),
        (trapped, "trap: Tab stays on Trap"),
        (tab_in_text, "trap: Tab stays on QPlainTextEdit"),
        (
            lambda: board(Button("First"), Crooked("Second"), Button("Third"), Button("Fourth")),
            "Shift+Tab goes",
        ),
    ],
)
def test_the_walk_finds_each_fault(make: Callable[[], QWidget], fault: str) -> None:
    top = make()
    with pytest.raises(AssertionError, match=fault.replace("+", r"\+")):
        walk(top)


def test_the_walk_leaves_alone_what_is_well(qtbot: object) -> None:
    off, hidden, twin = Button("Off"), Button("Hidden"), Button(icon="plus", name="Mouse")
    off.setEnabled(False)
    hidden.hide()
    twin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    twin.setProperty("keyboardTwin", True)
    top = board(Button("First"), off, hidden, twin, Button("Second"))
    assert walk(top) == ["First", "Second"]


def cut_label() -> QWidget:
    label = Label("word " * 50)
    label.setFixedSize(100, 20)
    return board(label)


def cut_plain_label() -> QWidget:
    label = QLabel("A label that is far too long for its width")
    label.setFixedWidth(60)
    return board(label)


def wide_content() -> QWidget:
    area, inside = QScrollArea(), QWidget()
    inside.setMinimumSize(900, 50)
    area.setWidget(inside)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return board(area)


def small_target() -> QWidget:
    button = QPushButton("x")
    button.setFixedSize(16, 16)
    return board(button)


def outside() -> QWidget:
    top = board(Button("First"))
    stray = Button("Stray", parent=top)
    stray.setGeometry(380, 100, 90, 38)
    return top


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (cut_label, "cut"),
        (cut_plain_label, "cut"),
        (wide_content, "wider than its view"),
        (small_target, "too small"),
        (outside, "reaches outside"),
    ],
)
def test_the_judge_finds_each_fault(make: Callable[[], QWidget], fault: str) -> None:
    top = make()
    top.show()
    settle()
    assert any(fault in found for found in judge(top))
    top.close()


def test_the_judge_sees_a_sideways_bar() -> None:
    top = wide_content()
    area = top.findChild(QScrollArea)
    assert area is not None
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    top.show()
    settle()
    assert any("sideways" in found for found in judge(top))
    top.close()


def test_the_judge_measures_targets_at_the_text_size(look: theme.Look) -> None:
    look.set_text_size(200)
    button = Button("Go")
    button.setFixedSize(80, 40)
    top = board(button)
    top.show()
    settle()
    assert any("too small" in found for found in judge(top))
    top.close()
