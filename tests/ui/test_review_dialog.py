"""The private review in the real window: one key an answer, asked once about what cannot be undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.documents.prepare import find_subject
from crp_desktop.documents.review.review import review
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind, NoteKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy.print_log import print_log
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs import review as review_module
from crp_desktop.ui.dialogs.review import ReviewDialog
from crp_desktop.ui.pages.documents import page as print_module
from tests.make import new_programme
from tests.ui.accessibility import walk
from tests.ui.print_desk import wait
from tests.ui.window import Desk, desk

KEY = Qt.Key
QUOTE = "nobody waits for me"


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp")
    shop = workshop.add_workshop(opened, title="Buses").value
    capture.file_line(opened, shop, parse_line("P1: Zaynab waits with Temi"), None)
    capture.file_line(opened, shop, parse_line(f"P2: {QUOTE}"), None)
    notes = note.notes(opened, shop)
    note.change_note(opened, notes[1].id, kind=NoteKind.QUOTE)
    texts = ("Zaynab waits with Temi at Oak Hill Primary", "Nobody waits")
    for text, one in zip(texts, notes, strict=True):
        finding.add_finding(opened, FindingKind.CONCERN, text, workshop_id=shop, spans=[finding.Span(one.id)])
    yield opened
    opened.close()


@pytest.fixture
def at(look, store: Store, tmp_path: Path):
    with desk(look, store, tmp_path) as made:
        made.preferences.set_told_about_paper()
        yield made


def dialog(at: Desk, store: Store) -> ReviewDialog:
    request = find_subject(store, "handout", options={"quotes": "all"})
    made = ReviewDialog(at.window, at.ops, request, review(store, request))
    made.show()
    at.settle()
    return made


def texts(store: Store) -> list[str]:
    return [one.text for one in finding.findings(store)]


def keys(made: ReviewDialog, *pressed: Qt.Key) -> None:
    for one in pressed:
        QTest.keyClick(made.focusWidget() or made, one)


def test_each_is_shown_in_its_words_with_a_reason_and_a_letter(at: Desk, store: Store) -> None:
    made = dialog(at, store)
    assert [one.about.words for one in made.items] == ["Zaynab", "Temi", "Oak Hill Primary", QUOTE]
    assert made.what.text() == "Zaynab"
    assert made.why.text() == "A first name. Workshop 1."
    assert made.put.text() == "Replace with [child A]"
    assert made.put.hasFocus()
    assert made.go.text() == "Continue without checking 4"
    made.close()


def test_one_key_an_answer_and_nothing_changes_before_go_on(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(review_module, "confirm", lambda *words, **_: asked.append(words[1]) or True)
    made = dialog(at, store)
    keys(made, KEY.Key_P, KEY.Key_P, KEY.Key_F)
    assert made.what.text() == "A quote that could point to one person"
    assert made.out.hasFocus()
    keys(made, KEY.Key_L)
    assert made.go.hasFocus()
    assert made.go.text() == "Go on"
    assert texts(store)[0].startswith("Zaynab")
    keys(made, KEY.Key_Return)
    assert asked == ["Replace [child A], [child B] for good?"]
    assert made.result() == ReviewDialog.DialogCode.Accepted
    assert texts(store)[0] == "[child A] waits with [child B] at Oak Hill Primary"
    assert note.notes(store, workshop.workshops(store)[0].id)[0].text == "[child A] waits with [child B]"
    assert review(store, find_subject(store, "handout", options={"quotes": "all"})).is_empty


def test_another_stand_in_and_a_change_of_mind(at: Desk, store: Store) -> None:
    made = dialog(at, store)
    keys(made, KEY.Key_P)
    keys(made, KEY.Key_O)
    assert made.what.text() == "Temi"
    assert made.put.text() == "Replace with [child A]"
    keys(made, KEY.Key_O)
    assert made.put.text() == "Replace with [adult A]"
    keys(made, KEY.Key_Left)
    assert made.answer.text() == "It will be replaced with [child A]."
    keys(made, KEY.Key_F)
    assert [one.answer for one in made.items] == ["fine", "", "", ""]
    keys(made, KEY.Key_Escape)
    assert made.result() == ReviewDialog.DialogCode.Rejected
    assert texts(store)[0].startswith("Zaynab waits with Temi")
    assert len(review(store, find_subject(store, "handout")).found) == 3


def test_no_is_no(at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "confirm", lambda *_, **__: False)
    made = dialog(at, store)
    keys(made, KEY.Key_P)
    made.go.click()
    assert made.isVisible()
    assert texts(store)[0].startswith("Zaynab")
    made.close()


def test_a_legal_hold_is_said_in_the_dialog(at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_module, "confirm", lambda *_, **__: True)
    workshop.change_workshop(store, workshop.workshops(store)[0].id, legal_hold=True)
    made = dialog(at, store)
    keys(made, KEY.Key_P)
    made.go.click()
    assert made.problem_bar.isVisible()
    assert texts(store)[0].startswith("Zaynab")
    made.close()


def test_every_control_is_named_and_reached(at: Desk, store: Store) -> None:
    made = dialog(at, store)
    names = walk(made)
    for wanted in ("Replace with [child A]", "Change stand-in", "Keep as is", "Next", "Go back"):
        assert any(wanted in name for name in names), names
    made.close()


def test_saving_asks_first_and_then_saves_what_was_decided(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out" / "a.html"
    target.parent.mkdir()
    monkeypatch.setattr(print_module, "ask_save", lambda *_: target)
    monkeypatch.setattr(review_module, "confirm", lambda *_, **__: True)
    page = at.go("print", document="handout")
    wait(at)
    seen: list[str] = []

    def answer() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, ReviewDialog)
        seen.extend(one.about.words for one in shown.items)
        for _ in seen:
            shown.put.click()
        shown.go.click()

    timer = QTimer(page)
    timer.setInterval(20)

    def when_shown() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, ReviewDialog) and not seen:
            answer()
        elif isinstance(shown, ReviewDialog) and shown.isVisible():
            shown.reject()

    timer.timeout.connect(when_shown)
    timer.start()
    page.save.click()
    wait(at)
    assert seen == ["Zaynab", "Temi", "Oak Hill Primary"]
    assert print_log(store)
    out = target.read_bytes()
    for name in (b"Zaynab", b"Temi", b"Oak Hill"):
        assert name not in out
    page.save.click()
    wait(at)
    assert len(print_log(store)) == 2
    assert at.problems == []
