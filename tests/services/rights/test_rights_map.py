"""The rights map counts each finding where it belongs, names what is missing, and leaves as a safe table."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop.domain.kinds import SAID_KINDS, Audience, FindingKind, ReadBack
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import change_finding
from crp_desktop.services.findings.listing import FindingFilter, list_findings
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.rights_map import (
    NO_BADGE,
    NO_WORKSHOP,
    Across,
    Count,
    as_csv,
    as_rows,
    behind,
    rights_map,
)
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from tests.make import new_programme

STRENGTH, CONCERN, IDEA = SAID_KINDS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_programme(tmp_path / "one.crp")
    young = add_workshop(made, held_on="2026-02-01").value
    staff = add_workshop(made, held_on="2026-06-01", audience=Audience.PROFESSIONALS).value

    def make(kind: FindingKind, shop: str | None, *keys: int | str) -> str:
        links = [NewLink(key) for key in keys]
        return make_finding(made, kind, "What was said", workshop_id=shop, links=links).value

    make(CONCERN, young, 24, 12, "communication", "safe_secure")
    make(STRENGTH, young, 24, "communication")
    make(IDEA, staff, 24, "culture")
    make(CONCERN, None, 41)
    make(CONCERN, staff, "healthy")
    struck = make(CONCERN, young, 24, "culture")
    change_finding(made, struck, read_back=ReadBack.STRUCK)
    yield made
    made.close()


def test_cells_rows_and_columns_count_each_finding_once(store: Store) -> None:
    found = rights_map(store)
    assert found.cell(24, "communication") == Count(strength=1, concern=1)
    assert found.cell(24, "safe_secure") == Count(concern=1)
    assert found.cell(24, "culture") == Count(idea=1)
    assert found.rows[24] == Count(1, 1, 1)
    assert found.rows[12].total == 1
    assert found.foot["communication"].total == 2
    assert found.cell(41, NO_BADGE) == Count(concern=1)
    assert (found.mapped, found.all) == (4, 5)


def test_articles_stand_by_cluster_those_without_one_last(store: Store) -> None:
    found = rights_map(store)
    assert [cluster.id if cluster else "" for cluster, _ in found.clusters][-2:] == ["IX", ""]
    assert [article.number for article in found.clusters[-1][1]] == [41]
    assert sum(len(inside) for _, inside in found.clusters) == 42


def test_gaps_are_named(store: Store) -> None:
    found = rights_map(store)
    assert {article.number for article in found.unspoken} == set(range(1, 43)) - {12, 24, 41}
    gaps = {gap.key: gap for gap in found.badge_gaps}
    assert "communication" not in gaps
    assert gaps["culture"].adults == 1
    assert gaps["family_belonging"].adults == 0
    assert gaps["culture"].sentence == "Culture: 1 finding, none from young people"


def test_across_audiences_and_narrowed_by_period(store: Store) -> None:
    found = rights_map(store, Across.AUDIENCES)
    assert found.cell(24, Audience.YOUNG_PEOPLE).total == 2
    assert found.cell(24, Audience.PROFESSIONALS) == Count(idea=1)
    assert found.cell(41, NO_WORKSHOP).total == 1
    early = rights_map(store, Across.AUDIENCES, FindingFilter(since="2026-01-01", until="2026-03-31"))
    assert early.rows[24].total == 2


@pytest.mark.parametrize("across", Across)
def test_the_findings_behind_every_number_are_that_many(store: Store, across: Across) -> None:
    for wanted in (FindingFilter(), FindingFilter(audiences=(Audience.YOUNG_PEOPLE,))):
        found = rights_map(store, across, wanted)
        for (article, column), count in found.cells.items():
            assert (
                len(list_findings(store, FindingFilter(**behind(article, column, across, wanted))))
                == count.total
            )
        for article, count in found.rows.items():
            assert (
                len(list_findings(store, FindingFilter(**behind(article, None, across, wanted))))
                == count.total
            )
        for column, count in found.foot.items():
            assert (
                len(list_findings(store, FindingFilter(**behind(None, column, across, wanted))))
                == count.total
            )
        everything = list_findings(store, FindingFilter(**behind(None, None, across, wanted)))
        assert len(everything) == found.total.total == found.mapped


def test_the_table_cannot_start_a_formula(store: Store) -> None:
    table = as_rows(rights_map(store))
    assert len(table) == 44
    assert table[-1][:3] == ["", "", "All articles"]
    assert table[-1][-3:] == ["1", "2", "1"]
    assert table[0][:4] == ["Cluster", "Article", "Title", "Culture: Strength"]
    text = as_csv(rights_map(store), head=("Rights map", "=cmd|' /C calc'!A1"))
    assert text.startswith('\ufeff"Rights map"\r\n"\'=cmd|\' /C calc\'!A1"\r\n\r\n')
    for row in csv.reader(io.StringIO(text[1:])):
        assert not any(cell[:1] in tuple("=+-@\t\r") for cell in row if cell)


def test_names_that_look_like_formulas_are_neutralised() -> None:
    from crp_desktop.services.rights.rights_map import Column, RightsMap

    names = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1")
    columns = tuple(Column(name, name) for name in names)
    text = as_csv(RightsMap(Across.BADGES, (), columns, {}, {}, {}, 0, 0))
    head, _ = csv.reader(io.StringIO(text[1:], newline=""))
    assert [cell[0] for cell in head[3:-3]] == ["'"] * 24
