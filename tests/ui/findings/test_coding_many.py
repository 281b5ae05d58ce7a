"""Coding a workshop of thousands of notes: there at once, whole a moment later, and every key goes where it says."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.records import Note
from crp_desktop.services.capture.note import NewNote, change_note, notes
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui import theme
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from tests.make import add_notes
from tests.ui.window import Desk, desk

KEY = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
COUNT = 3_000


@pytest.fixture
def shop(store: Store) -> str:
    shop = add_workshop(store, title="Youth forum").value
    add_notes(store, shop, [NewNote(f"Note {number} 🚌 of the day") for number in range(COUNT)])
    return shop


@pytest.fixture
def at(look: object, store: Store, shop: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:  # type: ignore[arg-type]
        yield made
        assert made.problems == []


def shown(page: CodingPage) -> list[str]:
    block, texts = page.text.document().begin(), []
    while block.isValid():
        texts.append(block.text())
        block = block.next()
    return texts


def assert_lines_are_right(page: CodingPage) -> None:
    """Each block holds the words of the note that the text takes it for."""
    lines = page.text.lines
    texts = shown(page)
    assert len(texts) == lines.last - lines.first
    for place, text in enumerate(texts, start=lines.first):
        note = lines.note_at(place)
        assert note is None or note.text == text


def all_in(page: CodingPage, qtbot: object) -> None:
    qtbot.waitUntil(lambda: page.text.lines.complete, timeout=20_000)  # type: ignore[attr-defined]


def opened(at: Desk, shop: str, note: Note | None = None) -> CodingPage:
    at.nav.go("coding", workshop=shop, **({"note": note.id} if note else {}))
    page = at.window.current_page
    assert isinstance(page, CodingPage)
    return page


def test_the_first_notes_are_there_at_once_and_all_of_them_soon(
    at: Desk, store: Store, shop: str, qtbot: object
) -> None:
    page = opened(at, shop)
    assert 100 < len(shown(page)) < COUNT
    assert page.text.note_at_caret() == notes(store, shop)[0]
    all_in(page, qtbot)
    assert len(shown(page)) == 2 * COUNT
    assert_lines_are_right(page)


def test_one_far_down_is_coded_at_once_and_stays_in_view(
    at: Desk, store: Store, shop: str, qtbot: object
) -> None:
    far = notes(store, shop)[2_000]
    page = opened(at, shop, far)
    assert page.text.lines.first > 0
    assert_lines_are_right(page)
    page.text.setFocus()
    QTest.keyClick(page.text, KEY.Key_Right, SHIFT | CTRL)
    QTest.keyClick(page.text, KEY.Key_Right, SHIFT | CTRL)
    [span] = page.text.spans()
    at.settle()
    before = page.text.cursorRect().top()
    all_in(page, qtbot)
    assert abs(page.text.cursorRect().top() - before) <= 2
    assert page.text.spans() == [span]
    assert_lines_are_right(page)
    QTest.keyClick(page.text, KEY.Key_Return)
    QTest.keyClicks(page.maker.words, "Buses")
    QTest.keyClick(page.maker.words, KEY.Key_Return)
    [made] = finding.excerpts(store)
    assert (made.note_id, made.words) == (far.id, "Note 2000")


def test_keys_reach_what_is_not_there_yet(at: Desk, store: Store, shop: str) -> None:
    found = notes(store, shop)
    page = opened(at, shop)
    page.text.setFocus()
    QTest.keyClick(page.text, KEY.Key_End, CTRL)
    assert page.text.note_at_caret() == found[-1]
    assert not page.text.lines.complete
    QTest.keyClick(page.text, KEY.Key_Up, CTRL)
    assert page.text.note_at_caret() == found[-2]
    QTest.keyClick(page.text, KEY.Key_Home, CTRL)
    assert page.text.note_at_caret() == found[0]
    for _ in range(131):
        QTest.keyClick(page.text, KEY.Key_Down, CTRL)
    assert page.text.note_at_caret() == found[130]
    QTest.keyClick(page.text, KEY.Key_A, CTRL)
    assert len(page.text.spans()) == COUNT
    page.text.select_notes([found[10].id, found[700].id])
    spans = page.text.spans()
    assert (len(spans), spans[0].note_id, spans[-1].note_id) == (691, found[10].id, found[700].id)
    assert_lines_are_right(page)


def test_a_note_changed_elsewhere_leaves_the_caret_where_it_was(
    at: Desk, store: Store, shop: str, qtbot: object
) -> None:
    found = notes(store, shop)
    page = opened(at, shop, found[1_500])
    all_in(page, qtbot)
    before = page.text.cursorRect().top()
    at.ops.run(change_note, found[3].id, text="Changed")
    assert page.text.note_at_caret() == found[1_500]
    all_in(page, qtbot)
    assert abs(page.text.cursorRect().top() - before) <= 2
    assert_lines_are_right(page)


def test_any_finding_there_is_can_be_found_to_add_words_to(at: Desk, store: Store, shop: str) -> None:
    old = make_finding(store, FindingKind.CONCERN, "The swimming pool").value
    for number in range(120):
        make_finding(store, FindingKind.IDEA, f"Idea {number}", workshop_id=shop)
    page = opened(at, shop)
    page.text.setFocus()
    QTest.keyClick(page.text, KEY.Key_F4)
    assert page.maker.there.field.hasFocus()
    QTest.keyClick(page.maker.there.field, KEY.Key_Down)
    assert page.maker.there.model.rowCount() == 40
    QTest.keyClicks(page.maker.there.field, "swim")
    assert page.maker.there.model.rowCount() == 1
    QTest.keyClick(page.maker.there.field, KEY.Key_Return)
    assert [one.words for one in finding.excerpts(store, finding_id=old)] == ["Note 0 🚌 of the day"]


def test_overlapping_excerpts_each_have_a_line_of_their_own(at: Desk, store: Store, shop: str) -> None:
    """Five that overlap, painted: as many different rows of marks below one letter as there are excerpts on it."""
    note = notes(store, shop)[0]
    for number in range(5):
        spans = [Span(note.id, number, 16 - number)]
        make_finding(store, FindingKind.STRENGTH, f"Finding {number}", workshop_id=shop, spans=spans)
    page = opened(at, shop)
    at.settle()
    page.text.go_to(notes(store, shop)[5].id, 0)
    page.text.verticalScrollBar().setValue(0)
    at.settle()
    ink = theme.colour("strength").rgb()
    image = page.text.viewport().grab().toImage()
    runs = []
    for x in range(image.width()):
        marks = [image.pixel(x, y) == ink for y in range(image.height())]
        runs.append(sum(one and not before for before, one in pairwise(marks)))
    assert max(runs) == 5
    assert min(run for run in runs if run) == 1
