"""The council's colour and logo in Settings, through the card's own controls, on a real file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crp_desktop import paths
from crp_desktop.domain.errors import InputProblem
from crp_desktop.services.programme.brand import brand, logo
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store
from crp_desktop.ui.logo_picture import drawn
from crp_desktop.ui.pages.settings import paper as settings_paper
from crp_desktop.ui.pages.settings.page import SettingsPage
from crp_desktop.ui.pages.settings.paper import PaperCard
from tests import programmes
from tests.replay import assert_journal_explains
from tests.ui.accessibility import settle, walk
from tests.ui.window import Desk, desk

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path fill="#00573D" d="M0 0h30v10H0z"/></svg>'


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = programmes.maker(tmp_path)("sample")
    yield made
    assert_journal_explains(made)
    made.close()


@pytest.fixture
def at(look: object, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path / "settings") as made:
        yield made


@pytest.fixture
def card(at: Desk) -> PaperCard:
    page = at.go("settings")
    assert isinstance(page, SettingsPage)
    return page.paper_card


@pytest.fixture
def choosing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str, bytes], None]:
    """What the file dialog is going to answer."""

    def answer(name: str, content: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        monkeypatch.setattr(settings_paper, "ask_open", lambda *_: path)

    return answer


def press(control: QWidget) -> None:
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_Space)
    settle()


def type_colour(card: PaperCard, words: str) -> None:
    card.colour.setFocus()
    card.colour.selectAll()
    QTest.keyClicks(card.colour, words)
    QTest.keyClick(card.colour, Qt.Key.Key_Return)
    settle()


def test_a_colour_that_reads_is_kept_as_the_field_is_left(card: PaperCard, store: Store, at: Desk) -> None:
    type_colour(card, "00573d")
    assert programme(store).colour == "#00573D"
    assert card.colour.text() == "#00573D"
    assert "can be read" in card.said.text()
    assert not card.use.isVisible()
    at.window.ops.undo()
    settle()
    assert card.colour.text() == ""
    assert "No colour chosen" in card.said.text()


def test_a_light_colour_is_not_kept_and_its_nearest_shade_is_one_press_away(
    card: PaperCard, store: Store
) -> None:
    type_colour(card, "#FFD100")
    assert programme(store).colour == ""
    assert card.said.text().startswith("Not kept.")
    assert card.use.isVisible()
    press(card.use)
    assert programme(store).colour == card.colour.text() == "#876F00"
    assert card.colour.hasFocus()


def test_words_that_are_no_colour_are_said_to_be_none(card: PaperCard, store: Store, at: Desk) -> None:
    problems: list[object] = []
    at.window.ops.failed.connect(problems.append)
    type_colour(card, "leaf green")
    assert isinstance(problems[0], InputProblem)
    assert card.colour.text() == ""
    assert programme(store).colour == ""


def test_an_svg_becomes_a_picture_in_the_file_with_words_of_its_own(
    card: PaperCard, store: Store, choosing: Callable[[str, bytes], None]
) -> None:
    assert not card.remove.isVisible()
    choosing("logo.svg", SVG.encode())
    press(card.choose)
    assert logo(store).startswith(b"\x89PNG")
    assert card.picture.isVisible()
    assert not card.picture.pixmap().isNull()
    assert card.picture.accessibleName() == f"Logo of {programme(store).council}"
    card.words.setFocus()
    QTest.keyClicks(card.words, "A green bar")
    QTest.keyClick(card.words, Qt.Key.Key_Return)
    settle()
    chosen = brand(store).logo
    assert chosen
    assert chosen.words == card.picture.accessibleName() == "A green bar"
    press(card.remove)
    assert brand(store).logo is None
    assert not card.picture.isVisible()
    assert card.choose.hasFocus()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("run.svg", SVG.replace("<path", "<script>1</script><path").encode()),
        ("thin.svg", SVG.replace("0 0 30 10", "0 0 3000 1").encode()),
        ("flat.svg", SVG.replace("0 0 30 10", "0 0 0 0").replace("<path", "<g/><path").encode()[:-6]),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(400)),
    ],
)
def test_a_file_that_is_no_logo_is_refused_in_words_and_nothing_changes(
    card: PaperCard, store: Store, at: Desk, choosing: Callable[[str, bytes], None], name: str, content: bytes
) -> None:
    problems: list[InputProblem] = []
    at.window.ops.failed.connect(problems.append)
    choosing(name, content)
    press(card.choose)
    assert problems[0].safe == "The logo was not changed."
    assert logo(store) == b""


def test_an_icon_of_ours_is_drawn_at_the_size_that_is_kept(card: PaperCard) -> None:
    content = drawn(paths.resource("icons", "house.svg").read_bytes())
    assert content.startswith(b"\x89PNG")


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_card_is_reached_and_named_at_both_text_sizes(
    card: PaperCard, at: Desk, choosing: Callable[[str, bytes], None], text_size: int
) -> None:
    at.window.ops.preferences.set_text_size(text_size)
    choosing("logo.svg", SVG.encode())
    press(card.choose)
    type_colour(card, "#FFD100")
    assert walk(card) == [
        "The council’s colour",
        "Pick a colour…",
        "Use #876F00",
        "Choose another logo…",
        "Remove the logo",
        "What the logo shows, for people who cannot see it",
    ]
