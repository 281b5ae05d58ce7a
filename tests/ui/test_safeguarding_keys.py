"""Contacts and hiding the screen: in view on every page, with the same two keys, and found by the words people try."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.app import PAGES
from crp_desktop.domain.records import Note
from crp_desktop.services.capture.note import NewNote, notes
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.hide_screen import HideScreen
from crp_desktop.ui.dialogs.palette import PaletteDialog
from crp_desktop.ui.page import Concern as PageConcern
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.pages.workshops.words import room_day_and_time
from crp_desktop.ui.theme import Look
from tests.make import add_note
from tests.ui.window import Desk, desk

NAMES = [entry.name for entry in PAGES if entry.name != "welcome"]


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def opened_by(at: Desk, key: str) -> type[QWidget] | None:
    """The kind of dialog that a key opens, closed again."""
    seen: list[type[QWidget]] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            seen.append(type(dialog))
            dialog.close()

    QTimer.singleShot(0, close)
    next(one for one in at.window.findChildren(QAction) if QKeySequence(key) in one.shortcuts()).trigger()
    at.settle()
    return seen[0] if seen else None


def test_contacts_lead_to_where_the_councils_own_are_added(at: Desk) -> None:
    at.go("home")
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().own.click())
    at.window.open_contacts()
    at.settle()
    page = at.window.current_page
    assert page.name == "settings"
    at.window.activateWindow()
    at.settle()
    assert at.focus() is page.room_card.add


@pytest.mark.parametrize("size", [100, 200])
def test_both_are_in_view_and_have_the_same_keys_on_every_page(
    on_sample: Desk, look: Look, size: int
) -> None:
    look.set_text_size(size)
    for name in NAMES:
        on_sample.go(name)
        for button in (on_sample.window.status.contacts, on_sample.window.status.hide_screen):
            assert button.isVisible(), name
            assert button.text(), name
            at = button.mapTo(on_sample.window, button.rect().bottomRight())
            assert on_sample.window.rect().contains(at), (name, size)
        assert opened_by(on_sample, "F8") is ContactsDialog, name
        assert opened_by(on_sample, "F9") is HideScreen, name


@pytest.mark.parametrize("width", [800, 1000, 1366])
def test_both_keep_their_words_in_a_narrow_window(on_sample: Desk, width: int) -> None:
    on_sample.window.resize(width, 640)
    on_sample.settle()
    assert on_sample.window.status.contacts.text() == "Contacts"
    assert on_sample.window.status.hide_screen.text() == "Hide"


@pytest.mark.parametrize(
    ("typed", "goal"),
    [
        ("safeguarding", "Contacts"), ("disclosure", "Contacts"), ("worried", "Contacts"), ("contacts", "Contacts"),
        ("concern", "Contacts"), ("hide", "Hide the screen"), ("withdraw", "Withdraw their words"),
        ("consent", "Withdraw their words"), ("Safeg", "Contacts"),
    ],
)  # fmt: skip
def test_the_palette_finds_them_by_the_words_people_try(on_sample: Desk, typed: str, goal: str) -> None:
    palette = PaletteDialog(on_sample.window, on_sample.ops, on_sample.nav)
    assert palette.goals(typed)[0].words == goal
    palette.deleteLater()


def test_a_record_can_be_written_from_any_page_for_a_workshop_that_is_chosen(on_sample: Desk) -> None:
    on_sample.go("home")
    dialog = ContactsDialog(on_sample.window, on_sample.ops, "")
    assert dialog.workshop.count() == 3
    dialog.open_form.click()
    dialog.fields["words"].set_text("exact words")
    dialog.workshop.setCurrentIndex(1)
    dialog.workshop.activated.emit(1)
    assert dialog.fields["words"].text() == ""
    dialog.workshop.setCurrentIndex(0)
    dialog.workshop.activated.emit(0)
    assert dialog.fields["words"].text() == "exact words"
    dialog.reject()


def test_without_a_workshop_contacts_say_where_to_write(at: Desk) -> None:
    at.go("home")
    dialog = ContactsDialog(at.window, at.ops, "")
    assert dialog.open_form.isHidden()
    assert dialog.form.isHidden()
    dialog.reject()


def test_closing_asks_while_a_record_waits_to_be_handed_over(on_sample: Desk) -> None:
    asked: list[bool] = []

    def stay() -> bool:
        asked.append(True)
        return False

    on_sample.window.may_leave_waiting = stay
    on_sample.window.close()
    assert asked
    assert on_sample.window.isVisible()


def test_nothing_waits_in_a_programme_without_records(at: Desk, shop: str) -> None:
    from crp_desktop.ui.closing import asked_to_leave_waiting

    assert asked_to_leave_waiting(at.window, at.ops)
    seal(at.ops.store, shop, Concern("words", "10:00", "here", "", "", ""), [])
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
    assert not asked_to_leave_waiting(at.window, at.ops)


@pytest.fixture
def room(at: Desk, store: Store, shop: str) -> CapturePage:
    """A session with three notes, as it is in the room."""
    for words in ("The park is good", "My uncle hits me", "More buses"):
        add_note(store, shop, NewNote(text=words))
    page = at.go("capture", workshop=shop)
    assert isinstance(page, CapturePage)
    return page


def _texts(page: CapturePage) -> list[str]:
    rows = [page.model.row(row) for row in range(page.model.rowCount())]
    return [one.text for one in rows if isinstance(one, Note)]


def test_a_note_that_was_filed_leaves_the_page_at_once(at: Desk, room: CapturePage, shop: str) -> None:
    filed = next(one for one in at.ops.ask(notes, shop) if "uncle" in one.text)
    at.ops.run(seal, shop, Concern("My uncle hits me"), [filed.id])
    at.settle()
    assert _texts(room) == ["The park is good", "More buses"]


def test_typing_on_ends_the_choice_of_a_note(at: Desk, room: CapturePage, shop: str) -> None:
    room.stream.choose(at.ops.ask(notes, shop)[0].id)
    assert room.concern().note_ids
    room.line.field.setFocus()
    room.line.field.insertPlainText("he said")
    assert room.concern() == PageConcern(shop, "he said")


def test_what_stands_in_the_line_is_offered_as_the_exact_words_and_leaves_it_when_filed(
    at: Desk, room: CapturePage, shop: str
) -> None:
    room.line.field.insertPlainText("he said his uncle hits him when mum is out")
    about = room.concern()
    assert about.words == "he said his uncle hits him when mum is out"
    at.window.forget_words((about.words,))
    assert room.line.field.text() == ""


def test_the_question_says_which_notes_are_filed(at: Desk, room: CapturePage, shop: str) -> None:
    every = at.ops.ask(notes, shop)
    dialog = ContactsDialog(at.window, at.ops, shop, "", [every[0].id])
    assert room_day_and_time(every[0].written_at, every[0].utc_offset) in dialog._what_leaves()
    assert "The park is good" not in dialog._what_leaves()
    dialog.deleteLater()
    both = ContactsDialog(at.window, at.ops, shop, "", [one.id for one in every])
    assert "This removes 3 notes" in both._what_leaves()
    both.deleteLater()


def test_a_screen_that_was_hidden_by_its_button_goes_on_in_the_page(at: Desk, room: CapturePage) -> None:
    at.window.activateWindow()
    at.window.status.hide_screen.setFocus()

    def show_again() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.close()

    QTimer.singleShot(0, show_again)
    at.window.status.hide_screen.click()
    at.window.activateWindow()
    at.settle()
    assert room.isAncestorOf(at.focus())
