"""20,000 findings with 60,000 mappings in the window: opening the pages and filtering, beside the barest queries.

Run with `pytest tests/benchmarks/test_finding_pages.py --benchmark-only`. Aims: a page 150 ms, a filter 50 ms, a
suggestion accepted 30 ms.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from crp_desktop.services.findings.listing import FindingFilter
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.rights.suggest import load_suggester
from crp_desktop.storage.store import Store
from crp_desktop.ui.collector import spare_collector
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.theme import Look
from tests.benchmarks.beside import beside
from tests.benchmarks.test_findings import FILTERS, RAW_MAP, ask
from tests.benchmarks.test_findings import store as store
from tests.ui.window import Desk, desk

LIST = "SELECT id FROM finding ORDER BY number DESC, id"
FLOORS = {"findings": LIST, "rights": RAW_MAP}


@pytest.fixture
def at(look: Look, store: Store, tmp_path: Path) -> Iterator[Desk]:
    """A window as it is some seconds after the programme was opened: `ui.ready` has read the vocabulary."""
    load_suggester()
    with desk(look, store, tmp_path) as made:
        spare_collector()
        made.go("home")
        yield made


@pytest.mark.parametrize("page", FLOORS)
def test_opening_a_page_after_a_change(
    benchmark: BenchmarkFixture, at: Desk, store: Store, page: str
) -> None:
    at.go(page)

    def elsewhere() -> None:
        at.go("home")
        at.window.stack.spoil(page)

    beside(benchmark, lambda: at.go(page), lambda: ask(store, FLOORS[page]), before=elsewhere, rounds=15)


@pytest.mark.parametrize("made", [True, False], ids=["made ahead", "not made yet"])
@pytest.mark.parametrize("page", FLOORS)
def test_the_first_visit(
    benchmark: BenchmarkFixture, look: Look, store: Store, tmp_path: Path, page: str, made: bool
) -> None:
    """`ui.ready` makes both pages ahead while nobody acts on the home page; who is quicker waits for it."""
    load_suggester()
    convention()
    open_one = ExitStack()
    desks: list[Desk] = []

    def fresh() -> None:
        open_one.close()
        desks[:] = [open_one.enter_context(desk(look, store, tmp_path))]
        desks[0].go("home")
        if made:
            desks[0].window.make_ready(page)
        spare_collector()

    with open_one:
        beside(benchmark, lambda: desks[0].go(page), lambda: ask(store, FLOORS[page]), before=fresh, rounds=6)


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_of_the_page(benchmark: BenchmarkFixture, at: Desk, store: Store, name: str) -> None:
    """Until the list on the page is another one and the first finding of it stands beside it."""
    page = at.go("findings")
    turns = cycle((FILTERS[name], FindingFilter(article=1)))
    change = page.filter.narrow  # type: ignore[attr-defined]

    def other() -> None:
        change(next(turns))
        at.settle()

    def narrow() -> None:
        change(next(turns))

    next(turns)
    beside(benchmark, narrow, lambda: ask(store, LIST), before=other, rounds=20)


def test_accepting_a_suggestion(benchmark: BenchmarkFixture, at: Desk, store: Store) -> None:
    """Alt+1 until the finding, its row in the list and what undo would do are drawn. Aim: 30 ms."""
    page = at.go("findings")
    assert isinstance(page, FindingsPage)
    page.view.words.set_text("They never ask for our views about mental health in school")
    page.view.suggest()

    def back() -> None:
        if page.view.finding is not None and page.view.finding.articles != articles:
            at.ops.undo()
        at.settle()

    def accept() -> None:
        page.view.articles.accept(1)
        at.settle()

    assert page.view.finding is not None
    articles = page.view.finding.articles
    accept()
    assert page.view.finding.articles != articles
    beside(benchmark, accept, lambda: ask(store, LIST), before=back, rounds=15)
