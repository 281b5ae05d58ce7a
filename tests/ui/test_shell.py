"""The window around the pages: going, refreshing, text size, narrowness; driven as a person would."""

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crp_desktop.app import Application
from crp_desktop.domain.errors import Problem
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from crp_desktop.ui.theme import Look
from crp_desktop.ui.window import MainWindow
from tests.ui.accessibility import settle, walk
from tests.ui.fakes import FakeStore, add_word
from tests.ui.judge import judge
from tests.ui.pages import PAGES, QuietPage, WordsPage
from tests.ui.shell import application_on

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def words_page(window: MainWindow) -> WordsPage:
    page = window.page("home")
    assert isinstance(page, WordsPage)
    return page


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or QApplication.activeWindow(), key, modifiers)
    settle()


# Pages


def test_pages_are_made_on_their_first_visit_only(window: MainWindow) -> None:
    first = words_page(window)
    assert window.page("findings") is None
    window.nav.go("findings")
    window.nav.go("home")
    assert words_page(window) is first
    assert first.refreshed == 1


def test_a_target_reaches_its_page_after_it_was_filled(window: MainWindow) -> None:
    window.nav.go("findings", finding="f7")
    page = window.page("findings")
    assert isinstance(page, QuietPage)
    assert page.shown == [{"finding": "f7"}]
    assert page.refreshed == 1


def test_only_a_page_whose_interests_were_touched_asks_again(window: MainWindow) -> None:
    window.nav.go("findings")
    quiet, words = window.page("findings"), words_page(window)
    assert isinstance(quiet, QuietPage)
    window.ops.run(add_word, "apple")
    assert (quiet.refreshed, words.refreshed) == (1, 1)
    window.nav.go("home")
    assert words.refreshed == 2
    window.ops.run(add_word, "pear")
    assert words.refreshed == 3


def test_a_refresh_keeps_the_focus_on_the_same_thing(window: MainWindow) -> None:
    for word in ("apple", "pear", "plum"):
        window.ops.run(add_word, word)
    page = words_page(window)
    pear = page.findChild(object, "word-pear")
    pear.setFocus()  # type: ignore[attr-defined]
    window.ops.run(add_word, "fig")
    now = QApplication.focusWidget()
    assert now is not None
    assert now is not pear
    assert now.objectName() == "word-pear"


def test_a_refresh_keeps_the_scroll(window: MainWindow) -> None:
    for number in range(60):
        window.ops.run(add_word, f"word {number}")
    page = words_page(window)
    assert page.scroll_area is not None
    settle()
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(400)
    window.ops.run(add_word, "one more")
    settle()
    assert bar.value() == 400


def test_a_page_that_cannot_be_made_says_so_and_the_window_lives(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as caught:
        QTest.keyClick(window, Qt.Key.Key_P, CONTROL | SHIFT)
        settle()
    assert caught[0][0] is ZeroDivisionError
    assert window.current_page is None
    window.nav.go("home")
    assert window.current_page is words_page(window)
    assert window.stack.currentWidget() is window.current_page


def test_a_problem_while_a_page_fills_is_shown_and_can_be_tried_again(window: MainWindow) -> None:
    window.nav.go("rights")
    assert window.problem_bar.isVisible()
    assert window.problem_bar.problem is not None
    assert window.problem_bar.problem.what == "The stick was taken out."
    page = window.page("rights")
    assert isinstance(page, WordsPage)
    again = next(
        b for b in window.problem_bar.findChildren(object) if getattr(b, "text", str)() == "Try again"
    )
    again.click()  # type: ignore[attr-defined]
    assert page.refreshed == 2


# Going


def test_back_and_forward_retrace_places_with_their_targets(window: MainWindow) -> None:
    window.nav.go("findings", finding="a")
    window.nav.go("findings", finding="b")
    press(Qt.Key.Key_Left, ALT)
    page = window.page("findings")
    assert isinstance(page, QuietPage)
    assert page.shown[-1] == {"finding": "a"}
    press(Qt.Key.Key_Left, ALT)
    assert window.current_page is words_page(window)
    press(Qt.Key.Key_Right, ALT)
    assert page.shown[-1] == {"finding": "a"}
    assert window.current_page is page


def test_each_page_has_a_key_and_a_place_on_the_rail(window: MainWindow) -> None:
    press(Qt.Key.Key_F, CONTROL | SHIFT)
    assert window.current_page is window.page("findings")
    assert window.rail.buttons["findings"].accessibleDescription() == "You are here"
    assert window.rail.buttons["home"].accessibleDescription() == ""
    window.rail.buttons["home"].click()
    assert window.current_page is words_page(window)


def test_the_page_left_may_save_what_was_typed(window: MainWindow) -> None:
    page = words_page(window)
    window.nav.go("findings")
    assert page.left_count == 1


def test_f6_goes_round_the_areas(window: MainWindow) -> None:
    words_page(window).field.setFocus()
    areas = []
    for _ in range(4):
        press(Qt.Key.Key_F6)
        now = QApplication.focusWidget()
        areas.append(
            next(a for a in (window.rail, window.header, window.stack, window.status) if a.isAncestorOf(now))
        )
    assert areas == [window.status, window.rail, window.header, window.stack]


def test_search_opens_the_palette_by_key_and_by_mouse(window: MainWindow) -> None:
    opened: list[Dialog] = []

    class Palette(Dialog):
        def exec(self) -> int:
            opened.append(self)
            return 0

    window.set_palette_factory(lambda parent: Palette(parent, "Search"))
    assert window.header.search.isVisible()
    press(Qt.Key.Key_K, CONTROL)
    QTest.mouseClick(window.header.search, Qt.MouseButton.LeftButton)
    assert len(opened) == 2


# Text size, theme, narrowness


def test_text_size_and_theme_follow_menu_keys(window: MainWindow, whole: Application) -> None:
    press(Qt.Key.Key_Plus, CONTROL)
    assert whole.look.text_size == 110
    press(Qt.Key.Key_Minus, CONTROL)
    press(Qt.Key.Key_Minus, CONTROL)
    assert whole.look.text_size == 100
    whole.preferences.set_text_size(200)
    press(Qt.Key.Key_0, CONTROL)
    assert whole.look.text_size == 100
    whole.preferences.set_theme("dark")
    assert whole.look.theme == "dark"


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut_at_any_text_size(whole: Application, size: int) -> None:
    whole.preferences.set_text_size(size)
    whole.window.resize(1366, 768)
    whole.window.show_problem(
        Problem("The disk is full. " * 5, "It is safe. " * 9, "Make room. " * 9), (("Try again", bool),)
    )
    settle()
    assert judge(whole.window) == []
    assert whole.window.width() == 1366


def test_the_rail_folds_to_icons_that_still_have_names(whole: Application) -> None:
    rail = whole.window.rail
    wide = rail.width()
    whole.preferences.set_text_size(200)
    settle()
    assert rail.width() < wide
    assert rail.buttons["home"].accessibleName() == "Home"
    assert rail.buttons["home"].toolTip().startswith("Home")


@pytest.mark.parametrize("size", [100, 200])
def test_the_window_can_be_walked_with_tab(whole: Application, size: int) -> None:
    whole.preferences.set_text_size(size)
    for word in ("apple", "pear"):
        whole.ops.run(add_word, word)
    names = walk(whole.window)
    assert names[:3] == ["Home", "Workshops", "Findings"]
    rail_end = names.index("Settings")
    assert set(names[rail_end + 1 : rail_end + 3]) == {"Search everything", "Add word"}
    assert names[rail_end + 3 :] == [
        "Word", "Story", "Word apple", "Word pear", "Undo: Add pear", "Contacts",
        "Hide the screen", "Lock",
    ]  # fmt: skip


def test_the_shortcuts_dialog_lists_the_pages_keys_and_can_be_walked(window: MainWindow, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    shown: list[ShortcutsDialog] = []
    monkeypatch.setattr(ShortcutsDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    press(Qt.Key.Key_F1)
    press(Qt.Key.Key_Slash, CONTROL)
    assert len(shown) == 2
    words = [label.text() for label in shown[0].findChildren(object) if type(label).__name__ == "Label"]
    assert "Add the word" in words
    assert walk(shown[0]) == ["Close"]
    shown[0].close()


def test_a_closed_window_leaves_nothing_behind(look: Look, fake_store: FakeStore, tmp_path: Path) -> None:
    counts = []
    for _ in range(4):
        whole = application_on(FakeStore(tmp_path / "fake.crp"), tmp_path, "home", pages=PAGES)
        whole.window.show()
        whole.nav.go("findings")
        settle()
        whole.window.close()
        whole.window.deleteLater()
        del whole
        settle()
        gc.collect()
        settle()
        counts.append(len(QApplication.allWidgets()))
    assert counts[-1] == counts[1]
