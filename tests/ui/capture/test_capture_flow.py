"""A whole session on an encrypted file, by keys alone: plan, 30 notes, an edit, a split, undo, a sealed note handed
over, words taken back, reading back, closing; and all of it there when the file is opened again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crp_desktop.documents.handover.handover import waiting
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.records import Note
from crp_desktop.services.capture import note
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.search import search
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.handover import read_handover
from crp_desktop.storage.keys import Key
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.widgets.button import Button
from tests.make import PASSPHRASE, new_programme
from tests.replay import assert_journal_explains, undo_label
from tests.ui.accessibility import settle
from tests.ui.hands import CTRL, KEY, SHIFT, Hands
from tests.ui.shell import application_on

WORDS = "harbour candle meadow seven"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "northmere.crp"


@pytest.fixture
def hands(look, file: Path, tmp_path: Path) -> Iterator[Hands]:
    app = application_on(new_programme(file, PASSPHRASE), tmp_path / "settings", "home")
    app.window.resize(1366, 768)
    app.window.show()
    app.window.activateWindow()
    settle()
    yield Hands(app)
    app.window.close()
    app.window.deleteLater()
    settle()


def test_a_session_from_plan_to_close(hands: Hands, file: Path, tmp_path: Path) -> None:
    assert keeping.is_encrypted(hands.app.ops.store)
    plan_from_a_template(hands)
    take_thirty_notes(hands)
    edit_split_and_undo(hands)
    sealed = seal_the_last_note(hands)
    hand_it_over(hands, tmp_path / "out.crph", sealed)
    take_words_back(hands)
    read_back(hands)
    end_and_close(hands)
    all_is_there(file, sealed)


def notes(hands: Hands) -> list[Note]:
    store = hands.app.ops.store
    return note.notes(store, workshop.workshops(store)[0].id)


def capture_page(hands: Hands) -> CapturePage:
    page = hands.page
    assert isinstance(page, CapturePage)
    return page


def plan_from_a_template(hands: Hands) -> None:
    hands.press(KEY.Key_W, CTRL | SHIFT)
    hands.answer(
        lambda: hands.press(KEY.Key_N, CTRL | SHIFT), lambda: hands.push("Young people, 11 and over")
    )
    assert hands.page.name == "workshop"
    hands.over("Youth forum")
    hands.press(KEY.Key_Return, CTRL)
    shop = workshop.workshops(hands.app.ops.store)[0]
    assert (shop.title, shop.group_most, shop.minutes) == ("Youth forum", 8, 60)
    assert capture_page(hands).workshop_id() == shop.id


def take_thirty_notes(hands: Hands) -> None:
    for number in range(30):
        if number in (8, 16, 24):
            hands.press(KEY.Key_Down, CTRL)
        speaker = f"P{number % 6 + 1}: "
        words = f'"Quote {number}"' if number % 3 == 0 else f"said {number}"
        words += " times" if number in (10, 20) else ""
        hands.write(speaker + words + (" +2" if number % 10 == 0 else ""))
        hands.press(KEY.Key_Return)
    taken = notes(hands)
    assert len(taken) == 30
    assert len({one.prompt_id for one in taken}) == 4
    assert len({one.speaker for one in taken}) == 6
    assert sum(one.kind is NoteKind.QUOTE for one in taken) == 10
    assert sum(one.votes for one in taken) == 6


def edit_split_and_undo(hands: Hands) -> None:
    hands.press(KEY.Key_Up)
    hands.press(KEY.Key_Return)
    hands.write(" and more")
    hands.press(KEY.Key_Return)
    assert notes(hands)[-1].text == "said 29 and more"
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Left, times=len("and more"))
    hands.press(KEY.Key_Return, CTRL)
    assert [one.text for one in notes(hands)][-2:] == ["said 29", "and more"]
    hands.press(KEY.Key_Z, CTRL)
    assert [one.text for one in notes(hands)][-2:] == ["said 28", "said 29 and more"]
    hands.press(KEY.Key_Y, CTRL)
    assert len(notes(hands)) == 31
    hands.press(KEY.Key_Z, CTRL)
    hands.press(KEY.Key_Escape)


def seal_the_last_note(hands: Hands) -> Note:
    """The panel behind F8: the words of the chosen note are in it already."""
    hands.press(KEY.Key_Up)
    last = notes(hands)[-1]
    assert capture_page(hands).stream.current() == last

    def write_down() -> None:
        hands.push("Write it down…")
        hands.push("File separately")

    hands.answer(lambda: hands.press(KEY.Key_F8), write_down, lambda: hands.push("File separately"))
    store = hands.app.ops.store
    assert last.id not in [one.id for one in notes(hands)]
    assert search(store, last.text) == []
    assert len(waiting(store)) == 1
    assert "seal" not in hands.app.window.toast.accessibleName().casefold()
    return last


def hand_it_over(hands: Hands, target: Path, sealed: Note) -> None:
    """To an encrypted file for one receiver, and the receipt that ends the reminder."""

    def panel() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        button = next(one for one in dialog.findChildren(Button) if one.text() == "Hand over…")
        hands.push(button.accessibleName())
        hands.wake()
        hands.press(KEY.Key_Escape)

    def handover() -> None:
        hands.fill("Who it goes to", "Duty desk")
        hands.fill("Passphrase for the file", WORDS)
        hands.push("Save encrypted file…")
        hands.wake()
        hands.fill("Who confirmed that they have it", "J. Okoro")
        hands.push("Receipt confirmed")

    hands.answer(lambda: hands.press(KEY.Key_F8), panel, handover, lambda: hands.choose(target))
    assert {part.key: part.words for part in read_handover(target, WORDS)}["words"] == sealed.text
    assert waiting(hands.app.ops.store) == []


def take_words_back(hands: Hands) -> None:
    """P2 does not want their words used."""

    def people() -> None:
        hands.push("Withdraw the words of P2")
        hands.wake()
        hands.press(KEY.Key_Escape)

    def withdraw() -> None:
        dialog = QApplication.activeModalWidget()
        hands.push("Erase the words")
        if QApplication.activeModalWidget() is dialog:
            hands.push("Close")

    hands.answer(lambda: hands.push("Speakers…"), people, withdraw)
    assert "P2" not in {one.speaker for one in notes(hands)}
    assert undo_label(hands.app.ops.store) is None


def read_back(hands: Hands) -> None:
    """Yes, put right, strike out."""

    def read() -> None:
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_E)
        hands.over("in our words")
        hands.press(KEY.Key_Return)
        hands.press(KEY.Key_Delete)
        hands.press(KEY.Key_Escape)

    hands.answer(lambda: hands.press(KEY.Key_F11), read)
    first = capture_page(hands).model.notes()[:4]
    states = [one.read_back for one in first]
    assert states == [ReadBack.CONFIRMED, ReadBack.CORRECTED, ReadBack.STRUCK, ReadBack.NOT_YET]
    assert first[1].text == "in our words"


def end_and_close(hands: Hands) -> None:
    hands.push("End session")
    assert workshop.workshops(hands.app.ops.store)[0].ended_at
    hands.write("half a sentence")
    assert hands.problems == []
    hands.press(KEY.Key_Q, CTRL)
    assert not hands.app.window.isVisible()


def all_is_there(file: Path, sealed: Note) -> None:
    """With the passphrase, all that was said and kept; without it, not a word."""
    for word in (b"Youth forum", b"in our words", b"half a sentence", sealed.text.encode()):
        assert word not in file.read_bytes()
    store = open_programme(file, Key.from_passphrase(PASSPHRASE), backups=file.parent / "backups")
    try:
        shop = workshop.workshops(store)[0]
        kept = note.notes(store, shop.id)
        assert (shop.title, len(kept), bool(shop.ended_at)) == ("Youth forum", 24, True)
        assert kept[1].text == "in our words"
        assert_journal_explains(store)
    finally:
        store.close()
