"""What the window does when things happen: undo, problems, the strip, long work, locking, closing."""

import json
from collections.abc import Callable
from functools import partial
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
from crp_desktop.ui.widgets.status import SaveState
from crp_desktop.ui.window import MainWindow
from tests.ui.accessibility import settle
from tests.ui.fakes import FakeStore, add_word
from tests.ui.judge import judge
from tests.ui.pages import DoorPage, QuietPage, WordsPage

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


# Undo


def test_undo_in_a_field_takes_back_typing_first_and_then_the_last_step(
    window: MainWindow, fake_store: FakeStore
) -> None:
    window.ops.run(add_word, "apple")
    field = words_page(window).field
    field.setFocus()
    QTest.keyClicks(field, "plum")
    press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert fake_store.words == ["apple"]
    press(Qt.Key.Key_Z, CONTROL)
    assert fake_store.words == []
    assert field.text() == ""


def test_undo_in_a_long_field_does_the_same(window: MainWindow, fake_store: FakeStore) -> None:
    window.ops.run(add_word, "apple")
    field = words_page(window).long
    field.setFocus()
    QTest.keyClicks(field, "a story")
    press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert fake_store.words == ["apple"]
    press(Qt.Key.Key_Z, CONTROL)
    assert fake_store.words == []


def test_redo_in_a_field_goes_to_the_field_first_and_then_to_the_journal(
    window: MainWindow, fake_store: FakeStore
) -> None:
    window.ops.run(add_word, "apple")
    window.ops.undo()
    field = words_page(window).field
    field.setFocus()
    QTest.keyClicks(field, "plum")
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Y, CONTROL)
    assert field.text() == "plum"
    assert fake_store.words == []
    field.clear()
    field.setText("")
    press(Qt.Key.Key_Y, CONTROL)
    assert fake_store.words == ["apple"]


def test_undo_outside_a_field_is_the_journals(window: MainWindow, fake_store: FakeStore) -> None:
    window.ops.run(add_word, "apple")
    words_page(window).add.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert fake_store.words == []


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


def test_a_problem_that_stands_there_is_not_said_twice(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    shown = window.problem_bar.show_problem
    monkeypatch.setattr(
        window.problem_bar,
        "show_problem",
        lambda problem, actions: (said.append(problem.what), shown(problem, actions)),
    )
    for what in ("The disk is full.", "The disk is full.", "The stick is gone."):
        window.show_problem(Problem(what))
    window.problem_bar.dismiss()
    window.show_problem(Problem("The stick is gone."))
    assert said == ["The disk is full.", "The stick is gone.", "The stick is gone."]


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
    assert "test_window_states.py" in log
    assert secret not in log
    assert secret not in shown[0]._details


def test_a_problem_nobody_caught_is_shown_as_one(whole: Application) -> None:
    problem = Problem("The file was moved.", "What was saved is safe.", "Put it back.")
    whole.errors.take(Problem, problem, None)
    assert whole.window.problem_bar.problem is problem


# What the strip says


def test_the_strip_says_what_is_true_of_the_file(
    window: MainWindow, fake_store: FakeStore, monkeypatch
) -> None:  # type: ignore[no-untyped-def]
    window.ops.run(add_word, "apple")
    assert window.status._words.text() == "All changes saved 14:02"

    def gone() -> None:
        raise Problem("The programme's file is not there any more.")

    monkeypatch.setattr(fake_store, "check_place", gone)
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

    def work(fake_store: FakeStore, progress: Callable[..., None]) -> None:
        for done in range(100_000):
            progress(done, 100_000)
            QThread.msleep(1)

    window.ops.start(partial(work, window.ops.opened), title="Importing notes")
    qtbot.waitUntil(lambda: window.jobs._bar.maximum() == 100_000)
    assert window.status.jobs.isVisible()
    assert window.jobs._cancel.accessibleName() == "Cancel: Importing notes"
    window.jobs._cancel.click()
    qtbot.waitUntil(lambda: not window.ops.jobs)
    assert not window.status.jobs.isVisible()


# Locking and closing


def test_locking_closes_the_file_and_opening_it_again_comes_back(
    whole: Application, fake_store: FakeStore
) -> None:
    window = whole.window
    window.nav.go("findings", finding="f7")
    press(Qt.Key.Key_L, CONTROL)
    assert fake_store.closed
    assert window.page("findings") is None
    door = window.page("welcome")
    assert isinstance(door, DoorPage)
    assert door.shown == [{"path": str(fake_store.path), "locked": True}]
    assert not window.rail.isVisible()
    assert not window.status.isVisible()
    whole.ops.use(FakeStore(fake_store.path))
    page = window.page("findings")
    assert isinstance(page, QuietPage)
    assert page.shown == [{"finding": "f7"}]
    assert window.rail.isVisible()


def test_it_locks_by_itself_after_a_while_without_keys(whole: Application, fake_store: FakeStore) -> None:
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
    assert fake_store.closed
    assert not whole._idle.isActive()


def test_no_dialog_stays_over_a_locked_programme(
    whole: Application, fake_store: FakeStore, qtbot: QtBot
) -> None:
    seen = []

    class Telling(Dialog):
        def exec(self) -> int:
            QTimer.singleShot(0, whole.lock)
            code = super().exec()
            seen.append((code, fake_store.closed))
            return code

    outer = Telling(whole.window, "Words of a child")
    inner = Telling(outer, "Sure?")
    QTimer.singleShot(0, inner.exec)
    outer.exec()
    qtbot.waitUntil(lambda: fake_store.closed)
    assert seen == [(0, False), (0, False)]
    assert not outer.isVisible()
    assert not inner.isVisible()


def test_closing_remembers_where_the_window_was_and_closes_the_file(
    whole: Application, fake_store: FakeStore, tmp_path: Path
) -> None:
    whole.nav.go("findings")
    whole.window.close()
    assert fake_store.closed
    kept = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert kept["geometry"]
    assert kept["last_pages"] == {str(fake_store.path): "findings"}
    assert kept["last_file"] == str(fake_store.path)


# Pages made ahead


def test_a_page_that_cannot_be_made_ahead_leaves_the_home_page_and_is_not_tried_again(
    whole: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str) -> None:
        raise ValueError(name)

    home = whole.window.current_page
    whole.ready._read = True
    whole.ready.wait()
    assert whole.ready._quiet.isActive()
    monkeypatch.setattr(whole.window.stack, "make", fail)
    with pytest.raises(ValueError, match="findings"):
        whole.ready.make_one()
    assert whole.window.current_page is home
    assert home is not None
    assert home.isVisible()
    whole.ready.wait()
    assert not whole.ready._quiet.isActive()
