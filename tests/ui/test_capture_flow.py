"""A whole session by keyboard alone: plan, 30 notes, votes, an edit, a split, undo, sealing, withdrawal, read-back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.services import note, workshop
from crp_desktop.services.handover import waiting
from crp_desktop.services.search import search
from crp_desktop.storage.handover import read_handover
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs import handover as handover_dialog
from crp_desktop.ui.pages.capture_delegate import NoteEditor
from crp_desktop.ui.widgets.button import Button
from tests.make import new_programme
from tests.replay import assert_journal_explains
from tests.ui.window import Desk, desk

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WORDS = "harbour candle meadow seven"


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp")
    yield opened
    opened.close()


@pytest.fixture
def at(look, store: Store, tmp_path: Path):
    with desk(look, store, tmp_path) as made:
        yield made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


def type_(text: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        widget.insertPlainText(text)  # type: ignore[attr-defined]


def tab_to(name: str) -> QWidget:
    """Press Tab until the control with this accessible name (or face) has the focus."""
    for _ in range(120):
        widget = QApplication.focusWidget()
        assert widget is not None
        face = widget.text() if isinstance(widget, Button) else ""
        if name in (widget.accessibleName(), face):
            return widget
        QTest.keyClick(widget, KEY.Key_Tab)
    raise AssertionError(f"Tab never reached {name}")


def wait_for_focus(dialog: QWidget) -> None:
    """Wait until the focus is in a dialog."""
    for _ in range(100):
        widget = QApplication.focusWidget()
        if widget is not None and (widget is dialog or dialog.isAncestorOf(widget)):
            return
        dialog.activateWindow()
        QTest.qWait(10)
    raise AssertionError(f"the focus stays at {QApplication.focusWidget()}")


def in_dialog(act: Callable[[QDialog], Any], problems: list[BaseException]) -> None:
    """Do something in the next modal dialog, which is closed if that fails."""

    def begin() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            wait_for_focus(dialog)
            act(dialog)
        except BaseException as error:  # noqa: BLE001 - raised again outside the dialog's loop
            problems.append(error)
            dialog.done(0)

    QTimer.singleShot(0, begin)


def test_a_session_from_plan_to_close(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[BaseException] = []

    def dialog(act: Callable[[QDialog], Any], open_it: Callable[[], None]) -> None:
        in_dialog(act, problems)
        open_it()
        at.settle()
        if problems:
            raise problems[0]
        wait_for_focus(QApplication.activeModalWidget() or at.window)

    at.go("workshops")

    def choose_plan(_: QDialog) -> None:
        tab_to("Young people, 11 and over")
        press(KEY.Key_Space)

    dialog(choose_plan, lambda: press(KEY.Key_N, CTRL | SHIFT))
    shop = workshop.workshops(store)[0]
    assert at.nav.place.page == "workshop"
    press(KEY.Key_A, CTRL)
    type_("Youth forum")
    tab_to("Take notes")
    press(KEY.Key_Space)
    at.settle()
    assert workshop.workshop(store, shop.id).title == "Youth forum"
    assert at.nav.place.page == "capture"
    page = at.window.current_page

    for number in range(30):
        if number in (8, 16, 24):
            press(KEY.Key_Down, CTRL)
        speaker = f"P{number % 6 + 1}: "
        words = f'"Quote {number}"' if number % 3 == 0 else f"said {number}"
        type_(speaker + words + (" +2" if number % 10 == 0 else ""))
        press(KEY.Key_Return)
    notes = note.notes(store, shop.id)
    assert len(notes) == 30
    assert len({one.prompt_id for one in notes}) == 4
    assert len({one.speaker for one in notes}) == 6
    assert sum(one.kind is NoteKind.QUOTE for one in notes) == 10
    assert sum(one.votes for one in notes) == 6

    press(KEY.Key_Up)
    press(KEY.Key_Return)
    type_(" and more")
    press(KEY.Key_Return)
    at.settle()
    assert note.notes(store, shop.id)[-1].text == "said 29 and more"
    press(KEY.Key_F2)
    for _ in range(len("and more")):
        press(KEY.Key_Left)
    assert isinstance(QApplication.focusWidget(), NoteEditor)
    press(KEY.Key_Return, CTRL)
    at.settle()
    assert len(note.notes(store, shop.id)) == 31
    press(KEY.Key_Escape)
    at.window.menus.undo.trigger()
    assert len(note.notes(store, shop.id)) == 30

    # Seal the last note and hand it over
    press(KEY.Key_Up)
    last = note.notes(store, shop.id)[-1]
    assert page.stream.current().id == last.id

    def confirm_it(_: QDialog) -> None:
        tab_to("File separately")
        press(KEY.Key_Space)

    def write_down(opened: QDialog) -> None:
        tab_to("Write it down…")
        press(KEY.Key_Space)
        assert opened.fields["words"].text() == last.text
        tab_to("File separately")
        dialog(confirm_it, lambda: press(KEY.Key_Space))

    dialog(write_down, lambda: press(KEY.Key_F8))
    assert last.id not in [one.id for one in note.notes(store, shop.id)]
    assert search(store, "said 29 and more") == []
    assert "seal" not in at.window.toast.accessibleName().casefold()

    target = tmp_path / "out.crph"
    monkeypatch.setattr(handover_dialog, "ask_save", lambda *_: target)

    def hand_over(_: QDialog) -> None:
        tab_to("Who it goes to")
        type_("Duty desk")
        tab_to("Passphrase for the file")
        type_(WORDS)
        tab_to("Save encrypted file…")
        press(KEY.Key_Space)
        tab_to("Who confirmed that they have it")
        type_("J. Okoro")
        tab_to("Receipt confirmed")
        press(KEY.Key_Space)

    def to_handover(opened: QDialog) -> None:
        hand = next(one for one in opened.findChildren(Button) if one.text() == "Hand over…")
        tab_to(hand.accessibleName())
        dialog(hand_over, lambda: press(KEY.Key_Space))
        opened.reject()

    dialog(to_handover, lambda: press(KEY.Key_F8))
    assert {part.key: part.words for part in read_handover(target, WORDS)}["words"] == last.text
    assert waiting(store) == []

    # P2 does not want their words used
    def withdraw(_: QDialog) -> None:
        tab_to("Erase the words")
        press(KEY.Key_Space)

    def people(opened: QDialog) -> None:
        tab_to("Don’t use the words of P2")
        dialog(withdraw, lambda: press(KEY.Key_Space))
        opened.reject()

    tab_to("Speakers…")
    dialog(people, lambda: press(KEY.Key_Space))
    assert "P2" not in {one.speaker for one in note.notes(store, shop.id)}
    assert store.undo_label() is None

    # Read back: yes, put right, strike out
    def read(opened: QDialog) -> None:
        press(KEY.Key_Return)
        press(KEY.Key_E)
        press(KEY.Key_A, CTRL)
        type_("in our words")
        press(KEY.Key_Return)
        press(KEY.Key_Delete)
        press(KEY.Key_Escape)

    dialog(read, lambda: press(KEY.Key_F11))
    states = [one.read_back for one in page.model.notes()[:4]]
    assert states == [ReadBack.CONFIRMED, ReadBack.CORRECTED, ReadBack.STRUCK, ReadBack.NOT_YET]
    assert page.model.notes()[1].text == "in our words"

    tab_to("End session")
    press(KEY.Key_Space)
    assert workshop.workshop(store, shop.id).ended_at
    assert_journal_explains(store)
    assert at.problems == []
