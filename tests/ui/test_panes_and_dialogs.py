"""Panes that fold, empty places, cards and dialogs."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.widgets.textedit import LineEdit
from tests.ui.accessibility import settle, walk
from tests.ui.judge import judge
from tests.ui.on_show import shown

LONG_WORD = "dampfschifffahrts" * 18

pytestmark = pytest.mark.usefixtures("look")


@pytest.fixture
def split(qtbot: QtBot) -> Iterator[SplitPane]:
    left = panel(column(Button("Prompt 1"), Button("Prompt 2"), None))
    right = panel(column(Button("P1"), None))
    main = panel(column(LineEdit("Note"), None))
    made = SplitPane(main, left=(left, "Prompts", 220), right=(right, "Speakers", 200), main_width=480)
    top = QWidget()
    top.setLayout(column(made))
    qtbot.addWidget(top)
    top.resize(1200, 500)
    top.show()
    top.activateWindow()
    settle()
    yield made
    top.close()


def test_panes_stand_beside_each_other_where_there_is_room(split: SplitPane) -> None:
    assert not split.folded
    assert split.left is not None
    assert split.right is not None
    assert split.left.geometry().right() < split.main.geometry().left()
    assert split.main.geometry().right() < split.right.geometry().left()
    assert walk(split) == ["Prompt 1", "Prompt 2", "Note", "P1"]


def test_panes_fold_into_buttons_and_open_over_the_page(split: SplitPane) -> None:
    split.window().resize(700, 500)
    settle()
    assert split.folded
    assert split.left is not None
    assert split.right is not None
    assert not split.left.isVisible()
    assert split.main.width() == 700
    split.buttons[split.left].click()
    settle()
    assert split.left.isVisible()
    assert QApplication.focusWidget() is not None
    assert QApplication.focusWidget().accessibleName() in ("", "Prompt 1")
    assert split.left.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not split.left.isVisible()
    assert QApplication.focusWidget() is split.buttons[split.left]
    split.buttons[split.right].click()
    split.buttons[split.left].click()
    assert not split.right.isVisible()
    assert {"Prompts", "Speakers", "Close Prompts", "Prompt 1", "Note"} <= set(walk(split))
    split.window().resize(1200, 500)
    settle()
    assert split.left.isVisible()
    assert split.right.isVisible()
    assert not split.folded


def test_panes_fold_when_text_grows(split: SplitPane, look: Look) -> None:
    look.set_text_size(200)
    settle()
    assert split.folded
    assert judge(split.window()) == []


def test_a_scroll_area_never_goes_sideways(qtbot: QtBot) -> None:
    area = DownScroll(panel(column(*(Label(LONG_WORD) for _ in range(9)))))
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    settle()
    assert area.widget().width() == area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0


# Grounds and dialogs


def test_an_empty_place_says_what_to_do_next(qtbot: QtBot) -> None:
    went: list[int] = []
    state = EmptyState(
        "users", "No workshops yet", "Plan one, or start now.", "Plan a workshop", lambda: went.append(1)
    )
    top = shown(qtbot, state)
    assert state.button is not None
    state.button.click()
    assert went == [1]
    assert judge(top) == []


def test_a_card_is_a_ground(qtbot: QtBot) -> None:
    card = Card(Label("Words"))
    shown(qtbot, card)
    assert card.grab().toImage().pixelColor(card.width() // 2, 4).name().upper() == theme.LIGHT.surface


def test_a_dialog_fits_its_words_and_can_be_walked(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Erase the notes of this workshop?")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(Label("Findings stay, but without the words behind them. " * 4))
    dialog.add_button("Erase notes, keep findings", kind="danger")
    dialog.add_button("Cancel", default=True)
    assert walk(dialog) == ["Erase notes, keep findings", "Cancel"]
    assert judge(dialog) == []
    assert not dialog._scroll.verticalScrollBar().isVisible()


def test_confirming_means_pressing_the_button_that_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []

    def press(word: str) -> None:
        def answer(dialog: Dialog) -> int:
            button = next(one for one in dialog.findChildren(Button) if one.text() == word)
            pressed.append(button.text())
            button.click()
            return dialog.result()

        monkeypatch.setattr(Dialog, "exec", answer)

    press("Erase notes")
    assert confirm(None, "Erase?", "It cannot be undone.", "Erase notes", danger=True)
    press("Cancel")
    assert not confirm(None, "Erase?", "It cannot be undone.", "Erase notes", danger=True)
    assert pressed == ["Erase notes", "Cancel"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, look: theme.Look, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = Button("Save", lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, key)
    assert pressed == [True]
