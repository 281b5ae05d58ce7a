"""From a workshop's notes to six mapped findings by keys alone; a coded note edited; all undone, step by step."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.kinds import ExcerptState, FindingKind
from crp_desktop.services.capture.note import NewNote, notes
from crp_desktop.services.findings import finding
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.pages.findings.page import FindingsPage
from tests.make import PASSPHRASE, add_notes, flagged_excerpts, new_programme
from tests.replay import assert_journal_explains
from tests.ui.accessibility import settle
from tests.ui.hands import ALT, CTRL, KEY, SHIFT, Hands
from tests.ui.shell import application_on

SAID = (
    "We wait months for CAMHS when we are ill.",
    "Nobody tells us where to find information about getting help.",
    "They never ask for our views before they decide.",
    "The park is dark and there is nowhere to play.",
    "My teacher helps everyone in school to learn.",
    "Bullies hit people on the way home and nothing happens.",
)
TELLS = ("Long waits", "Help is hard to find", "Not asked", "Nowhere to play", "A good teacher", "Violence")
WORDS = (SAID[0], "Nobody tells us", SAID[2], "The park is", SAID[4], "Bullies hit people")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    shop = add_workshop(opened, title="Youth forum", held_on="2026-05-02").value
    add_notes(opened, shop, [NewNote(text) for text in SAID])
    return opened


@pytest.fixture
def hands(look: object, store: Store, tmp_path: Path) -> Iterator[Hands]:
    app = application_on(store, tmp_path / "settings", "home")
    app.window.resize(1366, 768)
    app.window.show()
    app.window.activateWindow()
    settle()
    made = Hands(app)
    yield made
    assert made.problems == []
    assert_journal_explains(store)
    app.window.close()
    app.window.deleteLater()
    settle()


def test_six_mapped_findings_an_edit_and_everything_undone(hands: Hands, store: Store, qtbot: Any) -> None:
    code_six(hands, qtbot)
    made = finding.findings(store)
    assert [one.text for one in made] == list(TELLS)
    assert [one.kind for one in made] == [
        *[FindingKind.CONCERN] * 3,
        FindingKind.IDEA,
        FindingKind.STRENGTH,
        FindingKind.CONCERN,
    ]
    links = [link for one in made for link in (*one.articles, *one.badges)]
    assert len(links) == 12
    assert [link.suggested for link in links] == [bool(link.reason) for link in links]
    assert sum(link.suggested for link in links) >= 6
    add_words_and_an_article(hands, store, qtbot)
    edit_a_coded_note(hands, store)
    undo_all_of_it(hands, store)


def code_six(hands: Hands, qtbot: Any) -> None:
    """Workshops, make findings, and then note by note: words or the whole note, what it tells, what it is about."""
    hands.press(KEY.Key_W, CTRL | SHIFT)
    hands.to("Make findings from the notes of Youth forum")
    hands.press(KEY.Key_Return)
    page = hands.page
    assert isinstance(page, CodingPage)
    assert QApplication.focusWidget() is page.text
    for place, tells in enumerate(TELLS):
        if place % 2:
            hands.press(KEY.Key_Right, SHIFT | CTRL, times=3)
        hands.press(KEY.Key_Return)
        hands.write(tells)
        hands.press({3: KEY.Key_I, 4: KEY.Key_S}.get(place, KEY.Key_C), CTRL | SHIFT)
        qtbot.waitUntil(lambda: page.suggesting.ready and not page.maker._typing.isActive(), timeout=30_000)
        take(hands, page, "article", ALT, ("24", "17", "12", "31", "28", "19")[place])
        take(hands, page, "badge", CTRL, "cult")
        hands.press(KEY.Key_Return)
        assert QApplication.focusWidget() is page.text


def take(hands: Hands, page: CodingPage, keys: str, modifier: Any, otherwise: str) -> None:
    """The first one that is suggested with one key; where none is, any other by its number or name."""
    if page.maker._offered[keys]:
        hands.press(KEY.Key_1, modifier)
    else:
        hands.press(KEY.Key_F2)
        hands.write(otherwise)
        hands.press(KEY.Key_Return)


def add_words_and_an_article(hands: Hands, store: Store, qtbot: Any) -> None:
    """Words of another note go to a finding there is; the finding gets an article by its number, and a reason."""
    hands.press(KEY.Key_Home, SHIFT | CTRL)
    hands.press(KEY.Key_Home, CTRL)
    hands.press(KEY.Key_Down, CTRL)
    hands.press(KEY.Key_F4)
    hands.write("hard to")
    hands.press(KEY.Key_Return)
    second = finding.findings(store)[1]
    assert [one.words for one in finding.excerpts(store, finding_id=second.id)] == [SAID[0], WORDS[1]]
    hands.press(KEY.Key_F, CTRL | SHIFT)
    page = hands.page
    assert isinstance(page, FindingsPage)
    hands.press(KEY.Key_F, CTRL)
    hands.write("hard to")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=5_000)
    hands.to("Findings")
    hands.press(KEY.Key_F2)
    hands.write("42")
    hands.press(KEY.Key_Return)
    hands.fill("Why Article 42: Everyone must know children’s rights", "They do not know")
    hands.press(KEY.Key_Return)
    links = {one.number: one.reason for one in finding.finding(store, second.id).articles}
    assert links[42] == "They do not know"


def edit_a_coded_note(hands: Hands, store: Store) -> None:
    """The note is put right where it was written; its excerpts stay on their words."""
    shop = finding.findings(store)[0].workshop_id
    assert shop is not None
    hands.press(KEY.Key_W, CTRL | SHIFT)
    hands.to("Notes of Youth forum")
    hands.press(KEY.Key_Return)
    hands.to("Notes")
    hands.press(KEY.Key_Home)
    hands.press(KEY.Key_Down)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Home, CTRL)
    hands.write("At school: ")
    hands.press(KEY.Key_Return)
    assert notes(store, shop)[1].text == "At school: " + SAID[1]
    held = [one for one in finding.excerpts(store) if one.words == WORDS[1]]
    assert [(one.start, one.state) for one in held] == [(11, ExcerptState.FIRM)]
    assert flagged_excerpts(store) == []


def undo_all_of_it(hands: Hands, store: Store) -> None:
    """Edit, reason, article, words, then six findings: each goes with one press, and nothing else goes with it."""
    before = finding.findings(store)
    shop = before[0].workshop_id
    assert shop is not None
    hands.press(KEY.Key_H, CTRL | SHIFT)
    left = [len(before)]
    for _ in range(4):
        hands.press(KEY.Key_Z, CTRL)
        left.append(len(finding.findings(store)))
    assert left == [6] * 5
    assert [one.text for one in notes(store, shop)] == list(SAID)
    assert [one.words for one in finding.excerpts(store)] == list(WORDS)
    for number in range(5, -1, -1):
        hands.press(KEY.Key_Z, CTRL)
        assert len(finding.findings(store)) == number
    assert finding.excerpts(store) == []
    assert [one.text for one in notes(store, shop)] == list(SAID)
