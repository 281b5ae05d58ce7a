"""Coding as somebody works through a session: where it opens, where it goes on, and what letters do there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture.note import NewNote, notes
from crp_desktop.services.findings import coding, finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.theme import Look
from tests.make import add_notes
from tests.ui.window import Desk, desk

KEY = Qt.Key
SAID = [f"Note number {number} of the day" for number in range(12)]


@pytest.fixture
def shop(store: Store) -> str:
    shop = add_workshop(store, title="Youth forum").value
    add_notes(store, shop, [NewNote(text) for text in SAID])
    return shop


@pytest.fixture
def at(look: Look, store: Store, shop: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:
        yield made
        assert made.problems == []


def rest_on(store: Store, shop: str, *places: int) -> None:
    said = notes(store, shop)
    for place in places:
        spans = [Span(said[place].id, 0, 4)]
        coding.make_finding(store, FindingKind.UNSAID, "Hm", workshop_id=shop, spans=spans)


def here(at: Desk, shop: str) -> CodingPage:
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    return page


def caret(page: CodingPage) -> str:
    note = page.text.note_at_caret()
    assert note is not None
    return note.text


def test_it_opens_at_the_first_note_that_no_finding_rests_on(at: Desk, store: Store, shop: str) -> None:
    rest_on(store, shop, 0, 1, 3)
    assert caret(here(at, shop)) == SAID[2]


def test_it_opens_where_one_left(at: Desk, store: Store, shop: str) -> None:
    other = add_workshop(store, title="Another").value
    add_notes(store, other, [NewNote("Elsewhere")])
    page = here(at, shop)
    page.text.go_to(notes(store, shop)[7].id, 3)
    assert caret(here(at, other)) == "Elsewhere"
    assert caret(here(at, shop)) == SAID[7]


def test_after_making_one_the_next_note_without_one_is_there_and_letters_are_typed(
    at: Desk, store: Store, shop: str
) -> None:
    rest_on(store, shop, 1)
    page = here(at, shop)
    for place in (0, 2):
        assert caret(page) == SAID[place]
        assert QApplication.focusWidget() is page.text
        for letter in "They wait":
            QTest.keyClicks(QApplication.focusWidget(), letter)
        assert QApplication.focusWidget() is page.maker.words
        assert page.maker.text() == "They wait"
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
        at.settle()
    assert caret(page) == SAID[3]
    assert [one.text for one in finding.findings(store, workshop_id=shop)] == ["Hm", "They wait", "They wait"]


def test_after_the_last_one_it_goes_round_to_what_was_left_out(at: Desk, store: Store, shop: str) -> None:
    rest_on(store, shop, *(place for place in range(12) if place not in (4, 11)))
    page = here(at, shop)
    page.text.go_to(notes(store, shop)[11].id, 0)
    page.maker.make.click()
    at.settle()
    assert caret(page) == SAID[4]
    told: list[str] = []
    page.announced.connect(told.append)
    page.maker.make.click()
    at.settle()
    assert "every note" in told[0]
    assert QApplication.focusWidget() is page.text


@pytest.mark.parametrize("size", [100, 110, 200])
def test_the_card_is_as_high_whatever_is_typed_and_chosen(
    at: Desk, look: Look, shop: str, size: int, qtbot: object
) -> None:
    look.set_text_size(size)
    page = here(at, shop)
    qtbot.waitUntil(lambda: page.suggesting.ready)  # type: ignore[attr-defined]
    at.settle()
    high = page.maker.height()
    said = (
        "x",
        "We don't feel safe on the bus",
        "The park and the school and the doctor are closed to us. " * 8,
    )
    for words in said:
        page.maker.words.set_text(words)
        page.maker.suggest()
        at.settle()
        assert page.maker.height() == high
    page.maker.kinds.set_kind(FindingKind.CONCERN)
    for chip in page.maker.findChildren(type(page.maker.make)):
        if chip.objectName().startswith("offer-"):
            chip.click()
            at.settle()
            assert page.maker.height() == high
    assert page.scroll_area is not None
    inside = page.scroll_area.widget()
    assert inside.height() <= 1.6 * page.scroll_area.viewport().height()


def test_a_kind_is_suggested_and_only_a_person_sets_it(at: Desk, store: Store, shop: str) -> None:
    page = here(at, shop)
    page.maker.words.set_text("We don't feel safe on the bus")
    page.maker.suggest()
    assert page.maker.kinds.kind() is FindingKind.UNSAID
    assert "don't feel safe" in page.maker.kinds.buttons[FindingKind.CONCERN].accessibleDescription()
    page.maker.make.click()
    QTest.keyClicks(page.text, "We don't feel safe on the bus")
    page.maker.suggest()
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_C, control_shift)
    QTest.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    found = finding.findings(store, workshop_id=shop)
    assert [one.kind for one in found] == [FindingKind.UNSAID, FindingKind.CONCERN]
    assert page.maker.kinds.hint == ""
