"""The wheel scrolls; it changes nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

from crp_desktop.app import PAGES
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.stepper import Stepper
from tests.ui.window import Desk, desk

INPUTS = QComboBox | QAbstractSpinBox | QTabBar


def turn(widget: QWidget, notches: int) -> bool:
    """Turn the wheel over the middle of a widget; whether the widget took it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, QPointF(widget.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, -120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def value_of(widget: QWidget) -> object:
    if isinstance(widget, QComboBox):
        return widget.currentIndex()
    return widget.text() if isinstance(widget, QAbstractSpinBox) else widget.currentIndex()  # type: ignore[attr-defined]


@pytest.mark.parametrize("focused", [False, True])
def test_no_closed_list_and_no_number_takes_the_wheel(look: Look, focused: bool) -> None:
    choice = Choice("Which", [("a", "A"), ("b", "B")])
    stepper = Stepper("How many", 3)
    for widget, part in ((choice, choice), (stepper, stepper.field), (stepper, stepper.field.lineEdit())):
        widget.show()
        if focused:
            widget.setFocus()
        assert not turn(part, 1)
        assert (choice.key(), stepper.value()) == ("a", 3)
    assert not choice.focusPolicy() & Qt.FocusPolicy.WheelFocus & ~Qt.FocusPolicy.StrongFocus


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path):  # type: ignore[no-untyped-def]
    with desk(look, sample, tmp_path) as made:
        yield made


def test_the_wheel_over_every_input_of_every_page_changes_nothing(on_sample: Desk) -> None:
    turned = 0
    for entry in PAGES:
        if entry.name == "welcome":
            continue
        page = on_sample.go(entry.name)
        steps = on_sample.ops.store.step_labels()
        for widget in page.findChildren(QWidget):
            if isinstance(widget, QAbstractSlider) and not isinstance(widget, QScrollBar):
                pytest.fail(f"{entry.name} has a slider: say here what the wheel does over it")
            if isinstance(widget, INPUTS) and widget.isVisible() and widget.isEnabled():
                before = value_of(widget)
                for notches in (1, -1, 3):
                    turn(widget, notches)
                assert value_of(widget) == before, (entry.name, widget.accessibleName())
                turned += 1
        on_sample.settle()
        assert on_sample.ops.store.step_labels() == steps, entry.name
    assert turned > 10
