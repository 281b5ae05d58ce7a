"""One place is shown at a time; where somebody was is remembered by ids alone."""

from typing import Any

import pytest

from crp_desktop.app import Application
from crp_desktop.domain.errors import NotFound
from crp_desktop.ui.navigation import Navigation, Place
from tests.ui.pages import QuietPage, WordsPage


class Visits:
    """Moves on from `home` to another page while `home` is being shown."""

    def __init__(self, nav: Navigation) -> None:
        self.nav = nav
        self.begun: list[str] = []
        self.done: list[str] = []
        nav.moved.connect(self.show)

    def show(self, place: Place) -> None:
        self.begun.append(place.page)
        if place.page == "door":
            self.nav.go("home")
        self.done.append(place.page)


@pytest.fixture
def nav(qapp: object) -> Navigation:
    return Navigation()


def test_a_move_inside_a_move_waits_until_the_first_is_done(nav: Navigation) -> None:
    visits = Visits(nav)
    nav.go("print")
    nav.go("door")
    assert visits.begun == visits.done == ["print", "door", "home"]
    nav.back()
    assert nav.place == Place("print")


def test_only_the_last_of_several_moves_inside_one_is_shown(nav: Navigation) -> None:
    visits = Visits(nav)
    nav.go("home")
    with nav.hold():
        nav.go("findings")
        nav.go("rights")
        assert visits.done == ["home"]
    assert visits.done == ["home", "rights"]


@pytest.mark.parametrize(
    "place",
    [
        Place("home"),
        Place("capture", {"workshop": "0a1b&=?"}),
        Place("assessment_wizard", {"period": "p", "badge": "culture", "role": "second"}),
        Place("article", {"article": 12}),
    ],
)
def test_a_place_comes_back_from_its_line_of_text(place: Place) -> None:
    assert Place.from_text(place.to_text()) == place


def test_words_are_never_part_of_a_remembered_place() -> None:
    assert (
        Place("findings", {"finding": "1", "words": "Fatima", "notes": ("a",)}).to_text()
        == "findings?finding=1"
    )


def test_a_torn_line_is_the_page_alone() -> None:
    assert Place.from_text("article?article=twelve&nonsense&x=y") == Place("article")


# In the window


def test_a_page_left_while_it_is_shown_dresses_nobody(
    whole: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on(self: WordsPage, **target: Any) -> None:
        if self.name == "findings":
            self.nav.go("home")

    monkeypatch.setattr(WordsPage, "show_target", on)
    monkeypatch.setattr(QuietPage, "show_target", on)
    whole.nav.go("findings")
    assert whole.window.current_page is whole.window.page("home")
    assert whole.window.header.title() == "Words"
    assert whole.window.stack.currentWidget() is whole.window.page("home")


def test_a_programme_opened_by_a_page_that_is_shown_is_shown_whole(
    whole: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the welcome page does: it opens the file, every page goes, and the last place of the new one is shown."""
    store = whole.ops.store
    whole.ops.use(None)

    def open_it(self: WordsPage, **target: Any) -> None:
        if self.name == "welcome" and target:
            self.ops.use(store)

    monkeypatch.setattr(WordsPage, "show_target", open_it)
    whole.preferences.set_last_place(str(store.path), "findings")
    whole.nav.go("welcome", path="x")
    page = whole.window.current_page
    assert page is not None
    assert page is whole.window.page("findings")
    assert whole.window.header.title() == page.title()
    assert whole.window.rail.isVisible()
    assert whole.window.header.search.isVisible()
    for name in ("home", "findings", "home"):
        whole.nav.go(name)
        assert whole.window.current_page is whole.window.page(name)


def test_a_place_that_is_gone_leads_to_the_list_it_was_in(
    whole: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: WordsPage, **target: Any) -> None:
        if target:
            raise NotFound("This workshop is not there.")

    monkeypatch.setattr(WordsPage, "show_target", gone)
    monkeypatch.setattr(QuietPage, "section", "home")
    whole.nav.go("findings", finding="1")
    assert whole.window.current_page is whole.window.page("home")
    whole.nav.go("home", workshop="1")
    assert whole.window.current_page is whole.window.page("home")


def test_a_page_that_a_settings_file_made_up_is_home(whole: Application) -> None:
    store = whole.ops.store
    whole.preferences.set_last_place(str(store.path), "palace?workshop=1")
    whole.ops.use(store)
    assert whole.window.current_page is whole.window.page("home")
