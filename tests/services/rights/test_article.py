"""An article's page: what it says, what is linked to it, and who spoke of it here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop.domain.kinds import Audience, FindingKind, ReadBack
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import change_finding
from crp_desktop.services.rights.article import SHOWN, article_view
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from tests.make import new_programme


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_programme(tmp_path / "one.crp")
    yield made
    made.close()


def test_everything_about_an_article(store: Store) -> None:
    shop = add_workshop(store, audience=Audience.PARENTS_CARERS).value
    a = make_finding(store, FindingKind.CONCERN, "Waiting", workshop_id=shop, links=[NewLink(24)]).value
    b = make_finding(
        store, FindingKind.STRENGTH, "Nurses", links=[NewLink(3), NewLink(24), NewLink("culture")]
    ).value
    gone = make_finding(store, FindingKind.CONCERN, "Struck out", links=[NewLink(24)]).value
    change_finding(store, gone, read_back=ReadBack.STRUCK)
    view = article_view(store, 24)
    assert [one.id for one in view.shown] == [b, a]
    assert (view.count.strength, view.count.concern, view.all) == (1, 1, 2)
    assert view.audiences.cell(24, Audience.PARENTS_CARERS).concern == 1
    assert [cluster.id for cluster in view.clusters] == ["VII", "V"]
    assert "healthy" in [badge.key for badge in view.linked]
    assert view.badges["culture"].strength == 1
    assert view.unmapped == 0
    assert 15 in [comment.number for comment in view.comments]


def test_only_the_newest_are_shown_and_all_are_counted(store: Store) -> None:
    for number in range(SHOWN + 3):
        make_finding(store, FindingKind.IDEA, f"Idea {number}", links=[NewLink(31)])
    view = article_view(store, 31)
    assert len(view.shown) == SHOWN
    assert view.shown[0].text == f"Idea {SHOWN + 2}"
    assert view.all == SHOWN + 3


def test_articles_nobody_spoke_of_and_those_about_the_convention_itself(store: Store) -> None:
    assert article_view(store, 41).clusters == ()
    assert article_view(store, 54).all == 0
    with pytest.raises(KeyError):
        article_view(store, 55)
