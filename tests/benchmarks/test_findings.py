"""20,000 findings with 60,000 mappings: lists, filters and the rights map, each beside the barest query there is.

Run with `pytest tests/benchmarks --benchmark-only`. `test_floor_...` is what SQLite alone takes for the same.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert, text

from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import Audience, Direction, FindingKind, ReadBack
from crp_desktop.domain.learning import Learning
from crp_desktop.services.findings.listing import FindingFilter, Group, finding_rows, list_findings
from crp_desktop.services.findings.merge import likely_duplicates
from crp_desktop.services.rights.rights_map import Across, rights_map
from crp_desktop.services.rights.suggest import load_learning, load_suggester
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from crp_desktop.ui.collector import spare_collector
from tests.make import BADGES, PASSPHRASE, new_programme

FINDINGS = 20_000
RAW_MAP = (
    "SELECT a.number, b.badge_key, f.kind, count(*) FROM finding_article a JOIN finding f ON f.id = a.finding_id "
    "LEFT JOIN finding_badge b ON b.finding_id = a.finding_id GROUP BY 1, 2, 3"
)
SAID = (
    "we wait for the bus and nobody tells us about waiting lists at CAMHS school teachers listen park youth club safe "
    "help information money food home privacy phone bullying play disabled brother foster placement police street"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = new_programme(tmp_path_factory.mktemp("many") / "many.crp", PASSPHRASE)
    choice = Random(4)
    shops = [
        add_workshop(made, held_on=f"2026-{1 + n % 9:02}-11", audience=list(Audience)[n % 4]).value
        for n in range(40)
    ]
    findings: list[dict[str, Any]] = []
    articles: list[dict[str, Any]] = []
    badges: list[dict[str, Any]] = []
    for number in range(1, FINDINGS + 1):
        one = new_id()
        findings.append(
            {
                "id": one,
                "number": number,
                "workshop_id": choice.choice([*shops, None]),
                "kind": choice.choice(list(FindingKind)),
                "text": " ".join(choice.choices(SAID.split(), k=18)),
                "read_back": ReadBack.NOT_YET,
                "made_at": "2026-01-01",
            }
        )
        for place, article in enumerate(choice.sample(range(1, 43), choice.choice([0, 1, 2, 2, 3]))):
            articles.append({"id": new_id(), "finding_id": one, "number": article, "main": not place})
        for place, key in enumerate(choice.sample(BADGES, choice.choice([0, 1, 1, 2, 3]))):
            row = {"id": new_id(), "finding_id": one, "badge_key": key, "main": not place}
            badges.append({**row, "direction": Direction.SUPPORTS})
    with made.unjournaled() as conn:
        conn.execute(insert(tables.finding), findings)
        conn.execute(insert(tables.finding_article), articles)
        conn.execute(insert(tables.finding_badge), badges)
    assert len(articles) + len(badges) > 58_000
    spare_collector()
    yield made
    made.close()


def ask(store: Store, query: str) -> list[Any]:
    with store.read() as conn:
        return list(conn.exec_driver_sql(query).cursor.fetchall())  # type: ignore[union-attr]


def test_list(benchmark: BenchmarkFixture, store: Store) -> None:
    assert len(benchmark(list_findings, store)) == FINDINGS


def test_floor_list(benchmark: BenchmarkFixture, store: Store) -> None:
    assert len(benchmark(ask, store, "SELECT id FROM finding ORDER BY number DESC, id")) == FINDINGS


def test_list_by_workshop(benchmark: BenchmarkFixture, store: Store) -> None:
    assert len(benchmark(list_findings, store, group=Group.WORKSHOP)) == FINDINGS


def test_screenful(benchmark: BenchmarkFixture, store: Store) -> None:
    ids = [one.finding_id for one in list_findings(store)[:60]]
    assert len(benchmark(finding_rows, store, ids)) == 60


FILTERS = {
    "words": FindingFilter(words="CAMHS bus"),
    "article": FindingFilter(article=24),
    "article and badge": FindingFilter(article=24, badge="culture"),
    "audience": FindingFilter(audiences=(Audience.YOUNG_PEOPLE,)),
    "unmapped": FindingFilter(unmapped=True),
    "period": FindingFilter(since="2026-03-01", until="2026-05-31"),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filter(benchmark: BenchmarkFixture, store: Store, name: str) -> None:
    assert 0 < len(benchmark(list_findings, store, FILTERS[name])) < FINDINGS


def test_floor_filter_words(benchmark: BenchmarkFixture, store: Store) -> None:
    query = "SELECT id FROM finding WHERE text LIKE '%camhs%' AND text LIKE '%bus%' ORDER BY number DESC, id"
    assert 0 < len(benchmark(ask, store, query)) < FINDINGS


@pytest.mark.parametrize("across", Across)
def test_rights_map(benchmark: BenchmarkFixture, store: Store, across: Across) -> None:
    assert len(benchmark(rights_map, store, across).rows) == 42


def test_floor_rights_map(benchmark: BenchmarkFixture, store: Store) -> None:
    assert len(benchmark(ask, store, RAW_MAP)) > 42 * 6


def test_suggestions_without_learning(benchmark: BenchmarkFixture) -> None:
    suggester = load_suggester().with_learning(Learning())
    assert benchmark(suggester.articles, "we wait months for CAMHS and nobody tells us where to get help")


def test_suggestions_with_what_20000_findings_taught(benchmark: BenchmarkFixture, store: Store) -> None:
    suggester = load_suggester().with_learning(load_learning(store))

    def suggest() -> int:
        words = "we wait months for CAMHS and nobody tells us where to get help"
        return len(suggester.articles(words)) + len(suggester.badges(words))

    assert benchmark(suggest)


def test_duplicates(benchmark: BenchmarkFixture, store: Store) -> None:
    one = list_findings(store)[0].finding_id
    benchmark(likely_duplicates, store, one)


def test_read_text_of_all(benchmark: BenchmarkFixture, store: Store) -> None:
    """The floor of the duplicates: nothing but reading every text."""
    with store.read() as conn:
        assert len(benchmark(lambda: conn.execute(text("SELECT id, text FROM finding")).all())) == FINDINGS
