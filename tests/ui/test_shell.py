"""The window around the pages: going, refreshing, undoing, problems, narrowness, locking; driven as a person would."""

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from crp_desktop.app import Application
from crp_desktop.domain.errors import Problem
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.crash import CrashDialog
from crp_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.status import SaveState
from crp_desktop.ui.window import MainWindow
from tests.ui.accessibility import settle, walk
from tests.ui.fakes import FakeStore, add_word
from tests.ui.judge import judge
from tests.ui.pages import PAGES, DoorPage, QuietPage, WordsPage
from tests.ui.shell import application_on

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeStore:
    monkeypatch.setattr(Application, "_name_window", lambda self: self.window.set_programme_name("Northmere"))
    monkeypatch.setattr(Application, "_keep_house", lambda self: None)
    return FakeStore(tmp_path / "fake.crp")


@pytest.fixture
def whole(look: Look, qtbot: QtBot, store: FakeStore, tmp_path: Path) -> Iterator[Application]:
    made = application_on(store, tmp_path, "home", pages=PAGES)
    made.window.resize(1366, 768)
    made.window.show()
    made.window.activateWindow()
    settle()
    yield made
    made.window.close()


@pytest.fixture
def window(whole: Application) -> MainWindow:
    return whole.window


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


# Undo


def test_undo_in_a_field_takes_back_typing_first_and_then_the_last_step(
    window: MainWindow, store: FakeStore
) -> None:
    window.ops.run(add_word, "apple")
    field = words_page(window).field
    field.setFocus()
    QTest.keyClicks(field, "plum")
    press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert store.words == ["apple"]
    press(Qt.Key.Key_Z, CONTROL)
    assert store.words == []
    assert field.text() == ""


def test_undo_in_a_long_field_does_the_same(window: MainWindow, store: FakeStore) -> None:
    window.ops.run(add_word, "apple")
    field = words_page(window).long
    field.setFocus()
    QTest.keyClicks(field, "a story")
    press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert store.words == ["apple"]
    press(Qt.Key.Key_Z, CONTROL)
    assert store.words == []


def test_redo_in_a_field_goes_to_the_field_first_and_then_to_the_journal(
    window: MainWindow, store: FakeStore
) -> None:
    window.ops.run(add_word, "apple")
    window.ops.undo()
    field = words_page(window).field
    field.setFocus()
    QTest.keyClicks(field, "plum")
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Y, CONTROL)
    assert field.text() == "plum"
    assert store.words == []
    field.clear()
    field.setText("")
    press(Qt.Key.Key_Y, CONTROL)
    assert store.words == ["apple"]


def test_undo_outside_a_field_is_the_journals(window: MainWindow, store: FakeStore) -> None:
    window.ops.run(add_word, "apple")
    words_page(window).add.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert store.words == []


def test_the_step_is_named_in_the_strip_and_the_menu(window: MainWindow) -> None:
    assert not window.status.undo.isEnabled()
    window.ops.run(add_word, "apple & pear")
    settle()
    assert window.status.undo.isEnabled()
    assert window.status.undo.accessibleName() == "Undo: Add apple & pear"
    assert window.status.undo.text() == "Undo: Add apple && pear"
    assert window.menus.undo.text() == "&Undo: Add apple && pear"
    QTest.mouseClick(window.status.undo, Qt.MouseButton.LeftButton)
    assert window.status.redo.accessibleName() == "Redo: Add apple & pear"


def test_a_long_step_name_is_written_out_only_where_there_is_room(window: MainWindow) -> None:
    window.ops.run(add_word, "a" * 200)
    settle()
    assert window.status.undo.text() == "Undo"
    assert "aaa" in window.status.undo.toolTip()
    assert judge(window) == []


# Problems


def test_a_problem_is_told_on_the_page_without_taking_the_focus(window: MainWindow) -> None:
    page = words_page(window)
    page.field.setFocus()
    window.ops.run(add_word, "")
    assert window.problem_bar.isVisible()
    assert QApplication.focusWidget() is page.field
    assert "Nothing was changed." in window.problem_bar.accessibleDescription()
    window.problem_bar.dismiss()
    assert not window.problem_bar.isVisible()


def test_a_problem_goes_with_the_page_it_was_about(window: MainWindow) -> None:
    window.ops.run(add_word, "")
    window.nav.go("findings")
    assert not window.problem_bar.isVisible()


def test_a_problem_over_a_dialog_is_a_dialog(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def exec_(dialog: QDialog) -> int:
        told.append(dialog.windowTitle())
        return 0

    open_one = Dialog(window, "Over the page")
    open_one.open()
    settle()
    monkeypatch.setattr(Dialog, "exec", exec_)
    window.ops.run(add_word, "")
    assert told == ["A word cannot be empty."]
    assert not window.problem_bar.isVisible()
    open_one.close()


def test_an_unexpected_error_is_told_once_and_logged_without_what_was_typed(
    whole: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[CrashDialog] = []
    monkeypatch.setattr(CrashDialog, "exec", lambda dialog: shown.append(dialog) or 0)
    secret = "what a child said"
    try:
        {}[secret]
    except KeyError as error:
        whole.errors.take(KeyError, error, error.__traceback__)
        whole.errors.take(KeyError, error, error.__traceback__)
    assert len(shown) == 1
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "builtins.KeyError" in log
    assert "test_shell.py" in log
    assert secret not in log
    assert secret not in shown[0]._details


def test_a_problem_nobody_caught_is_shown_as_one(whole: Application) -> None:
    problem = Problem("The file was moved.", "What was saved is safe.", "Put it back.")
    whole.errors.take(Problem, problem, None)
    assert whole.window.problem_bar.problem is problem


# What the strip says


def test_the_strip_says_what_is_true_of_the_file(window: MainWindow, store: FakeStore, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    window.ops.run(add_word, "apple")
    assert window.status._words.text() == "All changes saved 14:02"

    def gone() -> None:
        raise Problem("The programme's file is not there any more.")

    monkeypatch.setattr(store, "check_place", gone)
    window.status.ask()
    assert window.status._words.text() == "The programme's file is not there any more."
    monkeypatch.undo()
    window.status.ask()
    assert window.status._words.text() == "All changes saved 14:02"


def test_the_strip_asks_by_itself(window: MainWindow) -> None:
    asked: list[int] = []

    def ask() -> SaveState:
        asked.append(1)
        return SaveState(True, "Saved")

    window.set_save_state(ask)
    window._clock.timeout.emit()
    assert len(asked) == 2


# Long work


def test_long_work_shows_in_the_strip_and_can_be_cancelled(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import QThread

    def work(store: FakeStore, progress: Callable[..., None]) -> None:
        for done in range(100_000):
            progress(done, 100_000)
            QThread.msleep(1)

    window.ops.start(work, title="Importing notes")
    qtbot.waitUntil(lambda: window.jobs._bar.maximum() == 100_000)
    assert window.status.jobs.isVisible()
    assert window.jobs._cancel.accessibleName() == "Cancel: Importing notes"
    window.jobs._cancel.click()
    qtbot.waitUntil(lambda: not window.ops.jobs)
    assert not window.status.jobs.isVisible()


# Locking and closing


def test_locking_closes_the_file_and_opening_it_again_comes_back(
    whole: Application, store: FakeStore
) -> None:
    window = whole.window
    window.nav.go("findings", finding="f7")
    press(Qt.Key.Key_L, CONTROL)
    assert store.closed
    assert window.page("findings") is None
    door = window.page("welcome")
    assert isinstance(door, DoorPage)
    assert door.shown == [{"path": str(store.path), "locked": True}]
    assert not window.rail.isVisible()
    assert not window.status.isVisible()
    whole.ops.use(FakeStore(store.path))
    page = window.page("findings")
    assert isinstance(page, QuietPage)
    assert page.shown == [{"finding": "f7"}]
    assert window.rail.isVisible()


def test_it_locks_by_itself_after_a_while_without_keys(whole: Application, store: FakeStore) -> None:
    whole.preferences.set_auto_lock_minutes(10)
    assert whole._idle.isActive()
    assert whole._idle.interval() == 600_000
    whole._idle.start(50_000)
    QTest.keyClick(whole.window.windowHandle(), Qt.Key.Key_Shift)
    assert whole._idle.remainingTime() > 599_000
    whole._idle.start(50_000)
    QTest.mouseClick(whole.window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(600, 10))
    assert whole._idle.remainingTime() > 599_000
    whole._idle.timeout.emit()
    assert store.closed
    assert not whole._idle.isActive()


def test_no_dialog_stays_over_a_locked_programme(whole: Application, store: FakeStore, qtbot: QtBot) -> None:
    seen = []

    class Telling(Dialog):
        def exec(self) -> int:
            QTimer.singleShot(0, whole.lock)
            code = super().exec()
            seen.append((code, store.closed))
            return code

    outer = Telling(whole.window, "Words of a child")
    inner = Telling(outer, "Sure?")
    QTimer.singleShot(0, inner.exec)
    outer.exec()
    qtbot.waitUntil(lambda: store.closed)
    assert seen == [(0, False), (0, False)]
    assert not outer.isVisible()
    assert not inner.isVisible()


def test_closing_remembers_where_the_window_was_and_closes_the_file(
    whole: Application, store: FakeStore, tmp_path: Path
) -> None:
    whole.nav.go("findings")
    whole.window.close()
    assert store.closed
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["geometry"]
    assert kept["last_pages"] == {str(store.path): "findings"}
    assert kept["last_file"] == str(store.path)


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
    assert names[rail_end + 3 :] == ["Word", "Story", "Word apple", "Word pear", "Undo: Add pear", "Lock"]


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


def test_a_closed_window_leaves_nothing_behind(look: Look, store: FakeStore, tmp_path: Path) -> None:
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
