"""A paper that differs from an earlier one by one group: what the two give away together is said before it leaves."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from crp_desktop.documents import prepare as report
from crp_desktop.documents.model import Request
from crp_desktop.domain.kinds import Audience, HeadcountKind
from crp_desktop.services.privacy.print_log import How, published_before
from crp_desktop.services.programme.programme import change_programme
from crp_desktop.services.workshops.workshop import add_workshop, set_headcount
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

BANDS = {"8 to 10": 6, "11 to 13": 2, "14 to 16": 9}


@pytest.fixture
def shop(store: Store) -> str:
    made = add_workshop(store, title="Buses", held_on="2026-05-04", audience=Audience.YOUNG_PEOPLE).value
    for label, count in BANDS.items():
        set_headcount(store, made, HeadcountKind.AGE_BAND, label, count)
    return made


def held(made: report.RenderedDocument) -> list[str]:
    return [one.what for one in made.warnings if one.holds]


def summary(shop: str, bands: str = "wide") -> Request:
    return Request("workshop-summary", workshop=shop, options={"bands": bands})


def left(store: Store, request: Request) -> None:
    """As if it had been saved."""
    report.log_made(store, report.make_report(store, request), How.SAVED)


def test_the_same_paper_again_gives_nothing_away(store: Store, shop: str) -> None:
    left(store, summary(shop))
    assert held(report.make_report(store, summary(shop))) == []


def test_other_bands_give_a_small_one_away_together(store: Store, shop: str) -> None:
    """Wide: 8 to 10 and 11 to 16; as counted 14 to 16 shows: what is left of the 11 is the 2 of 11 to 13."""
    wide = report.make_report(store, summary(shop))
    counted = report.make_report(store, summary(shop, "counted"))
    assert held(wide) == held(counted) == []
    left(store, summary(shop))
    (said,) = held(report.make_report(store, summary(shop, "counted")))
    assert "Together with Workshop summary of" in said
    assert "smaller than 5 (workshop 1, 11 to 13)" in said


def test_few_who_came_since_are_given_away(store: Store, shop: str) -> None:
    left(store, summary(shop))
    set_headcount(store, shop, HeadcountKind.AGE_BAND, "14 to 16", 11)
    assert any("smaller than 5" in one for one in held(report.make_report(store, summary(shop))))
    set_headcount(store, shop, HeadcountKind.AGE_BAND, "14 to 16", 19)
    assert held(report.make_report(store, summary(shop))) == []


def test_papers_of_other_kinds_count_too(store: Store, shop: str) -> None:
    left(store, Request("committee-paper"))
    assert held(report.make_report(store, summary(shop))) == []
    set_headcount(store, shop, HeadcountKind.AGE_BAND, "8 to 10", 8)
    (said,) = held(report.make_report(store, summary(shop)))
    assert "Committee paper" in said


def test_the_threshold_is_the_councils(store: Store, shop: str) -> None:
    left(store, summary(shop))
    set_headcount(store, shop, HeadcountKind.AGE_BAND, "8 to 10", 12)
    assert held(report.make_report(store, summary(shop))) == []
    change_programme(store, threshold=8)
    assert held(report.make_report(store, replace(summary(shop))))


def test_what_is_kept_of_a_paper_is_its_numbers_alone(store: Store, shop: str) -> None:
    """Neither the groups' names nor what is hidden."""
    left(store, summary(shop))
    left(store, summary(shop, "counted"))
    with store.read() as conn:
        rows = list(conn.execute(select(tables.print_log.c.cells)).scalars())
    assert rows
    assert not [row for row in rows if "11 to 13" in row or "8 to" in row]
    values = {one.value for _, published in published_before(store) for one in published}
    assert values == {6, 11, 17, 9}, "never the 2"


def test_a_paper_from_before_numbers_were_kept_is_told_by_its_bands(store: Store, shop: str) -> None:
    left(store, summary(shop))
    with store.unjournaled() as conn:
        conn.execute(update(tables.print_log).values(cells=""))
    assert held(report.make_report(store, summary(shop))) == []
    (said,) = held(report.make_report(store, summary(shop, "counted")))
    assert said == "An earlier document about this workshop has different age bands."


def test_access_needs_and_those_without(store: Store, shop: str) -> None:
    set_headcount(store, shop, HeadcountKind.ACCESS_NEED, "Step-free", 8)
    left(store, summary(shop))
    set_headcount(store, shop, HeadcountKind.ACCESS_NEED, "Step-free", 10)
    (said,) = held(report.make_report(store, summary(shop)))
    assert "Step-free" in said
