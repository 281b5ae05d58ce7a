"""From a workshop's notes to six mapped findings by keyboard alone; a coded note edited; all of it undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.kinds import ExcerptState, FindingKind
from crp_desktop.services.capture.note import NewNote, change_note, notes
from crp_desktop.services.findings import coding, finding
from crp_desktop.services.workshops.workshop import add_workshop, delete_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.pages.findings.page import FindingsPage
from tests.make import PASSPHRASE, add_notes, flagged_excerpts, new_programme
from tests.replay import assert_journal_explains
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk, offered

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
SAID = (
    "We wait months for CAMHS when we are ill.",
    "Nobody tells us where to find information about getting help.",
    "They never ask for our views before they decide.",
    "The park is dark and there is nowhere to play.",
    "My teacher helps everyone in school to learn.",
    "Bullies hit people on the way home and nothing happens.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    assert_journal_explains(opened)
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    shop = add_workshop(store, title="Youth forum", held_on="2026-05-02").value
    add_notes(store, shop, [NewNote(text) for text in SAID])
    return shop


@pytest.fixture
def at(look: object, store: Store, shop: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:  # type: ignore[arg-type]
        yield made


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
    for _ in range(times):
        widget = QApplication.focusWidget()
        assert widget is not None
        QTest.keyClick(widget, key, modifiers)


def type_(words: str) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)


def code_six(at: Desk, page: CodingPage) -> None:
    """Each note in turn: its first words, or the whole of it, become a finding with the first article and badge."""
    page.text.setFocus()
    for place in range(6):
        if place % 2:
            press(KEY.Key_Right, SHIFT | CTRL, 3)
        press(KEY.Key_Return)
        type_(f"Finding about note {place}")
        if place == 4:
            press(KEY.Key_S, CTRL | SHIFT)
        while not page.suggesting.ready:
            at.settle()
        page.maker.suggest()
        press(KEY.Key_1, ALT)
        press(KEY.Key_1, CTRL)
        press(KEY.Key_Return)
        at.settle()
        assert QApplication.focusWidget() is page.text


def test_six_mapped_findings_by_keyboard_and_back(at: Desk, store: Store, shop: str) -> None:
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    code_six(at, page)
    made = finding.findings(store, workshop_id=shop)
    assert [one.text for one in made] == [f"Finding about note {place}" for place in range(6)]
    assert all(len(one.articles) == 1 and one.articles[0].suggested and one.articles[0].main for one in made)
    assert made[0].articles[0].number in (24, 39)
    assert made[4].kind is FindingKind.STRENGTH
    words = {one.finding_id: one.words for one in finding.excerpts(store)}
    assert [words[one.id] for one in made] == [
        SAID[0],
        "Nobody tells us",
        SAID[2],
        "The park is",
        SAID[4],
        "Bullies hit people",
    ]
    first = notes(store, shop)[1]
    change_note(store, first.id, text="At school " + first.text.replace("Nobody", "nobody"))
    assert [one.state for one in flagged_excerpts(store)] == [ExcerptState.GONE]
    store.undo()
    change_note(store, first.id, text="At school: " + first.text)
    assert flagged_excerpts(store) == []
    for left in range(6, 0, -1):
        assert len(finding.findings(store)) == left
        if left == 6:
            at.window.undo()
        at.window.undo()
    assert finding.findings(store) == []
    assert finding.excerpts(store) == []
    assert [one.text for one in notes(store, shop)] == list(SAID)
    assert at.problems == []


def test_one_key_maps_to_what_is_suggested_and_one_dismisses(at: Desk, store: Store) -> None:
    made = coding.make_finding(store, FindingKind.CONCERN, SAID[3]).value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    first, second = offered(page)[:2]
    press(KEY.Key_0, ALT)
    press(KEY.Key_2, ALT)
    found = finding.finding(store, made)
    assert [link.number for link in found.articles] == [second.key]
    assert found.articles[0].reason == second.why
    assert first.key not in [one.key for one in offered(page)]
    press(KEY.Key_1, CTRL)
    assert len(finding.finding(store, made).badges) == 1
    at.window.undo()
    assert finding.finding(store, made).badges == ()


def test_any_article_in_three_keys(at: Desk, store: Store) -> None:
    made = coding.make_finding(store, FindingKind.CONCERN, "Hm").value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    press(KEY.Key_F2)
    press(KEY.Key_8)
    press(KEY.Key_Return)
    assert [link.number for link in finding.finding(store, made).articles] == [8]
    assert not finding.finding(store, made).articles[0].suggested


def test_suggestions_follow_the_typing(at: Desk, store: Store, qtbot: object) -> None:
    made = coding.make_finding(store, FindingKind.CONCERN, "Hm").value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    assert offered(page) == []
    press(KEY.Key_F4)
    type_(" they never ask for our views")
    qtbot.waitUntil(lambda: bool(offered(page)), timeout=2000)  # type: ignore[attr-defined]
    assert offered(page)[0].key == 12
    press(KEY.Key_1, ALT)
    found = finding.finding(store, made)
    assert found.text == "Hm they never ask for our views"
    assert [link.number for link in found.articles] == [12]


def test_words_are_added_to_a_finding_there_is(at: Desk, store: Store, shop: str) -> None:
    made = coding.make_finding(store, FindingKind.CONCERN, "Waiting lists", workshop_id=shop).value
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    page.text.setFocus()
    press(KEY.Key_F4)
    type_("waiting")
    press(KEY.Key_Return)
    assert [one.words for one in finding.excerpts(store, finding_id=made)] == [SAID[0]]


def test_several_notes_with_pairs_outside_the_basic_plane(at: Desk, store: Store, shop: str) -> None:
    add_notes(store, shop, [NewNote("👩‍👧 first"), NewNote("second 🚌 bus")])
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    last = notes(store, shop)[-2:]
    page.text.go_to(last[0].id, 4)
    page.text.setFocus()
    press(KEY.Key_Down, CTRL | SHIFT, 2)
    spans = page.text.spans()
    assert [(one.note_id, one.start, one.end) for one in spans] == [(last[0].id, 4, 9), (last[1].id, 0, 12)]
    page.text.go_to(last[1].id, 7, 8)
    assert page.text.words_of(page.text.spans()) == "🚌"


@pytest.mark.parametrize("page", ["findings", "coding", "rights", "article"])
def test_pages_can_be_walked(at: Desk, store: Store, shop: str, page: str) -> None:
    span = finding.Span(notes(store, shop)[0].id, 0, 7)
    links = [coding.NewLink(24), coding.NewLink("culture")]
    coding.make_finding(store, FindingKind.CONCERN, SAID[0], workshop_id=shop, spans=[span], links=links)
    at.go(page)
    walk(at.window)


@pytest.mark.parametrize("page", ["findings", "coding", "rights", "article"])
def test_empty_pages_say_what_to_do_next(look: object, tmp_path: Path, page: str) -> None:
    store = new_programme(tmp_path / "empty.crp")
    with desk(look, store, tmp_path) as made:  # type: ignore[arg-type]
        made.go(page)
        walk(made.window)
    store.close()


def test_a_workshop_that_was_deleted_is_left(at: Desk, store: Store, shop: str) -> None:
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    other = add_workshop(store, title="Another").value
    add_notes(store, other, [NewNote("What was said elsewhere")])
    at.ops.run(delete_workshop, shop)
    at.settle()
    assert page.text.toPlainText().endswith("What was said elsewhere")
    at.go("coding", workshop="gone")
    assert page._empty.isVisible()
