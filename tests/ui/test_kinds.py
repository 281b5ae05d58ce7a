"""A finding has no kind until somebody says it, suggestions keep their numbers, and older directions get a look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crp_desktop.domain.kinds import Direction, FindingKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.suggest import Suggestion
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.direction import has_astray
from crp_desktop.services.rights.mapping import NewLink, map_article
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.directions import DirectionsDialog
from crp_desktop.ui.dialogs.findings import NewFindingDialog
from crp_desktop.ui.models.numbered import Numbered
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.widgets.choice import Choice
from tests.make import add_note
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk, offered

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SAID = (
    "They never ask for our views. We wait months for mental health help. Bullies hit people at school. "
    "There is nothing to play with in the park. Our phones are read, that is private."
)


@pytest.fixture
def at(look: object, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as there:  # type: ignore[arg-type]
        yield there
        assert there.problems == []


CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifiers)


# Kinds


def test_a_new_finding_has_no_kind_and_the_next_one_neither(at: Desk, store: Store) -> None:
    assert NewFindingDialog(None, []).kinds.kind() is FindingKind.UNSAID
    shop = add_workshop(store, title="Youth forum").value
    add_note(store, shop, NewNote(SAID))
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    for key, words in ((None, "First"), (KEY.Key_C, "Second"), (None, "Third")):
        page.text.setFocus()
        press(KEY.Key_Return)
        if key is not None:
            press(key, CTRL_SHIFT)
        QTest.keyClicks(QApplication.focusWidget(), words)
        press(KEY.Key_Return)
        at.settle()
    kinds = {one.text: one.kind for one in finding.findings(store)}
    assert kinds == {
        "First": FindingKind.UNSAID, "Second": FindingKind.CONCERN, "Third": FindingKind.UNSAID,
    }  # fmt: skip


def test_one_key_says_the_kind_and_the_badge_goes_along(at: Desk, store: Store) -> None:
    made = make_finding(store, FindingKind.UNSAID, SAID, links=[NewLink("culture")]).value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    assert page.view.kinds.none.isVisible()
    for key, kind, direction in (
        (KEY.Key_S, FindingKind.STRENGTH, Direction.SUPPORTS),
        (KEY.Key_C, FindingKind.CONCERN, Direction.CONTRADICTS),
        (KEY.Key_I, FindingKind.IDEA, Direction.ASKS),
    ):
        press(key, CTRL_SHIFT)
        at.settle()
        now = finding.finding(store, made)
        assert (now.kind, now.badges[0].direction) == (kind, direction)
        assert page.view.kinds.kind() is kind
        assert not page.view.kinds.none.isVisible()
        choice = page.view.findChild(Choice, "direction-culture")
        assert choice is not None
        assert choice.key() == "", "it follows"
    page.view.kinds.buttons[FindingKind.IDEA].click()
    assert finding.finding(store, made).kind is FindingKind.UNSAID, "pressed again, it is taken back"


def test_a_direction_chosen_by_hand_stays_until_it_is_to_follow_again(at: Desk, store: Store) -> None:
    made = make_finding(store, FindingKind.CONCERN, SAID, links=[NewLink("culture")]).value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    for key, kept in (("mixed", Direction.MIXED), ("", Direction.SUPPORTS)):
        page.view.findChild(Choice, "direction-culture").chosen.emit(key)  # type: ignore[union-attr]
        press(KEY.Key_S, CTRL_SHIFT)
        at.settle()
        assert finding.finding(store, made).badges[0].direction is kept
        assert page.view.findChild(Choice, "direction-culture").key() == key  # type: ignore[union-attr]


# Numbers


def suggested(*keys: int) -> list[Suggestion]:
    return [Suggestion(key, 1 - place / 10, "Because") for place, key in enumerate(keys)]


def numbers(numbered: Numbered, found: list[Suggestion], taken: set[int]) -> dict[int | str, int]:
    return {one.key: number for number, one in numbered.number(found, taken)}


def test_numbers_stay_once_one_is_taken_and_go_by_rank_before() -> None:
    numbered = Numbered(3)
    assert numbers(numbered, suggested(12, 13, 24, 31), set()) == {12: 1, 13: 2, 24: 3}
    assert numbers(numbered, suggested(24, 12, 13), set()) == {24: 1, 12: 2, 13: 3}
    assert numbers(numbered, suggested(12, 13, 31), {24}) == {12: 2, 13: 3}
    assert numbers(numbered, suggested(31, 13), {24}) == {13: 3, 31: 2}, (
        "only a number that lies free is given"
    )
    assert numbers(numbered, suggested(24, 31, 13), set()) == {24: 1, 31: 2, 13: 3}, "given back"
    numbered.reset()
    assert numbers(numbered, suggested(31, 13), {24}) == {31: 1, 13: 2}


def test_alt_1_then_alt_2_take_what_stood_at_one_and_two(at: Desk, store: Store) -> None:
    made = make_finding(store, FindingKind.UNSAID, SAID).value
    other = make_finding(store, FindingKind.UNSAID, SAID).value
    page = at.go("findings", finding=made)
    assert isinstance(page, FindingsPage)
    first, second, third = offered(page)[:3]
    press(KEY.Key_1, ALT)
    at.settle()
    press(KEY.Key_1, ALT)
    at.settle()
    assert [one.number for one in finding.finding(store, made).articles] == [first.key], "1 is spent"
    press(KEY.Key_2, ALT)
    at.settle()
    assert {one.number for one in finding.finding(store, made).articles} == {first.key, second.key}
    map_article(store, other, int(third.key))
    page = at.go("findings", finding=other)
    assert isinstance(page, FindingsPage)
    one = offered(page)[0]
    press(KEY.Key_1, ALT)
    at.settle()
    assert one.key in {link.number for link in finding.finding(store, other).articles}, "numbered anew"


def test_coding_takes_what_stood_at_one_and_two(at: Desk, store: Store, qtbot: QtBot) -> None:
    shop = add_workshop(store, title="Youth forum").value
    add_note(store, shop, NewNote(SAID))
    page = at.go("coding", workshop=shop)
    assert isinstance(page, CodingPage)
    page.text.setFocus()
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: len(page.maker._offered["article"]) > 1, timeout=5000)
    first, second = (one.key for _, one in page.maker._offered["article"][:2])
    press(KEY.Key_1, ALT)
    press(KEY.Key_2, ALT)
    QTest.keyClicks(QApplication.focusWidget(), "Nobody asks")
    press(KEY.Key_Return)
    (made,) = finding.findings(store)
    assert {one.number for one in made.articles} == {first, second}


# Directions from before they followed kinds


@pytest.fixture
def older(store: Store) -> list[str]:
    """Three concerns that support a badge, as programmes of before have them."""
    made = []
    for text in ("Nobody reports back", "They are not asked", "The room is cold"):
        made.append(make_finding(store, FindingKind.CONCERN, text, links=[NewLink("culture")]).value)
        link = finding.finding(store, made[-1]).badges[0].id
        with store.write(Operation.CHANGE_NOTE) as step:
            step.update(tables.finding_badge, link, direction=Direction.SUPPORTS)
    return made


def test_directions_that_disagree_are_looked_at_by_keys(at: Desk, store: Store, older: list[str]) -> None:
    page = at.go("findings")
    assert isinstance(page, FindingsPage)
    assert page.astray.isVisible()
    failed: list[BaseException] = []

    def inside() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, DirectionsDialog)
            for act in ("change", "keep", "change"):
                at.settle()
                walk(dialog)
                button = dialog.findChildren(type(dialog.change_all), act)[0]
                button.setFocus()
                press(KEY.Key_Space)
            at.settle()
        except BaseException as error:  # noqa: BLE001 - raised again outside the dialog's own loop
            failed.append(error)
        finally:
            if dialog is not None:
                dialog.close()

    QTimer.singleShot(0, inside)
    page.look_at_directions()
    if failed:
        raise failed[0]
    ways = [finding.finding(store, one).badges[0].direction for one in older]
    assert ways == [Direction.CONTRADICTS, Direction.SUPPORTS, Direction.CONTRADICTS]
    assert not has_astray(store)
    at.settle()
    assert not page.astray.isVisible()


def test_all_at_once_is_one_step(at: Desk, store: Store, older: list[str]) -> None:
    page = at.go("findings")
    assert isinstance(page, FindingsPage)
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().change_all.click())  # type: ignore[union-attr]
    QTimer.singleShot(50, lambda: QApplication.activeModalWidget().close())  # type: ignore[union-attr]
    page.look_at_directions()
    assert not has_astray(store)
    at.window.undo()
    assert has_astray(store)
    assert {finding.finding(store, one).badges[0].direction for one in older} == {Direction.SUPPORTS}
