"""The home page: what it says, and where its buttons lead."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.programme.home import standing
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.home.page import HomePage
from crp_desktop.ui.pages.home.parts import Figure
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.text import Label
from tests import programmes
from tests.make import add_note
from tests.ui.accessibility import settle, walk
from tests.ui.window import Desk, desk


@pytest.fixture(scope="module")
def programme_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    return programmes.maker(tmp_path_factory.mktemp("programmes"))


def home(at: Desk) -> HomePage:
    page = at.go("home")
    assert isinstance(page, HomePage)
    return page


def words(page: HomePage) -> list[str]:
    return [label.text() for label in page.findChildren(Label) if label.isVisible()]


def figures(page: HomePage) -> list[str]:
    return [one.accessibleName() for one in page.findChildren(Figure) if one.isVisible()]


def test_an_empty_programme_says_what_to_do_first(at: Desk) -> None:
    page = home(at)
    assert page.title() == "Northmere"
    assert page.purpose().endswith("Started 1 April 2026, lasts 3 years.")
    assert figures(page) == ["0 workshops", "0 notes", "0 findings", "0 findings to map"]
    first = page.first_focus()
    assert isinstance(first, Button)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    at.settle()
    assert at.nav.place is not None
    assert at.nav.place.page == "workshops"


def test_it_follows_what_happens(at: Desk, store: Store) -> None:
    page = home(at)
    shop = at.ops.run(workshop.add_workshop, title="Youth forum")
    at.ops.run(add_note, shop, note.NewNote("Nobody asked us"))
    told = at.ops.run(finding.add_finding, "concern", "Not asked", workshop_id=shop)
    at.settle()
    assert figures(page) == ["1 workshop", "1 note", "1 finding", "1 finding to map"]
    at.ops.run(mapping.map_article, told, 12)
    at.ops.run(mapping.map_badge, told, "culture")
    at.settle()
    assert figures(page)[-1] == "0 findings to map"
    at.window.undo()
    at.settle()
    assert figures(page)[-1] == "1 finding to map"


def test_the_sample_is_marked_and_its_figures_are_those_of_the_services(
    look, tmp_path: Path, programme_of: Callable[[str], Store]
) -> None:
    store = programme_of("sample")
    with desk(look, store, tmp_path) as at:
        page = home(at)
        now = standing(store)
        assert any("made up" in one for one in words(page))
        assert figures(page)[1] == f"{now.notes} notes"
        assert [
            button.text() for button in page.findChildren(Button) if button.objectName().startswith("next-")
        ] == [one.button for one in now.next_things]
        for number, thing in enumerate(now.next_things):
            button = page.findChild(Button, f"next-{number}")
            assert isinstance(button, Button)
            assert button.accessibleDescription() == thing.sentence
    store.close()


@pytest.mark.parametrize(("kind", "size"), [("empty", 100), ("sample", 100), ("stress", 200)])
def test_it_can_be_walked(
    look, tmp_path: Path, programme_of: Callable[[str], Store], kind: str, size: int
) -> None:
    look.set_text_size(size)
    store = programme_of(kind)
    with desk(look, store, tmp_path) as at:
        page = home(at)
        settle()
        reached = walk(page)
        assert len(reached) >= 5 + len(standing(store).badges)
    store.close()
