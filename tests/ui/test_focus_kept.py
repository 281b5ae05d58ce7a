"""What has the focus may go; the focus then stays in the page, near where it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.app import Application
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear
from tests.ui.accessibility import settle
from tests.ui.fakes import add_word
from tests.ui.pages import WordsPage


@pytest.fixture
def page(whole: Application) -> WordsPage:
    for word in ("apple", "pear", "quince"):
        whole.ops.run(add_word, word)
    found = whole.window.current_page
    assert isinstance(found, WordsPage)
    return found


def button(page: QWidget, word: str) -> Button:
    found = page.findChild(Button, f"word-{word}")
    assert isinstance(found, Button)
    return found


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_control_that_is_hidden_hands_the_focus_to_the_next_one_below(page: WordsPage) -> None:
    button(page, "pear").setFocus()
    button(page, "pear").hide()
    assert focused() is button(page, "quince")


def test_a_control_that_is_greyed_out_hands_the_focus_on_within_the_page(page: WordsPage) -> None:
    button(page, "pear").setFocus()
    button(page, "pear").setEnabled(False)
    settle()
    assert page.isAncestorOf(focused())


def test_a_list_that_is_cleared_hands_the_focus_on_within_the_page(page: WordsPage) -> None:
    button(page, "pear").setFocus()
    clear(page.list)
    settle()
    assert page.isAncestorOf(focused())


def test_a_control_that_is_taken_away_unhidden_hands_the_focus_on_within_the_page(page: WordsPage) -> None:
    gone = button(page, "pear")
    gone.setFocus()
    gone.setParent(None)
    gone.deleteLater()
    settle()
    assert page.isAncestorOf(focused())


def test_a_rebuilt_page_without_the_control_keeps_the_focus_near_it(
    whole: Application, page: WordsPage
) -> None:
    button(page, "pear").setFocus()
    height = button(page, "pear").y()
    whole.ops.store.words.remove("pear")
    whole.window._refresh(page)
    assert focused() is button(page, "quince")
    assert focused().y() == height


def test_keys_typed_after_a_removal_never_reach_the_rail(whole: Application, page: WordsPage) -> None:
    button(page, "apple").setFocus()
    clear(page.list)
    settle()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(focused(), key)
    assert whole.window.current_page is page
