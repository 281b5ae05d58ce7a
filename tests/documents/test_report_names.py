"""One rule for the names of articles on paper: children read the child-friendly, all others the official one."""

import re
from collections.abc import Iterator

import pytest

from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.storage.store import Store
from tests.rendering.reading import Pdf

OFFICIAL, FRIENDLY = "Respect for the views of the child", "Respect for children’s views"
ADULTS = ("workshop-summary", "rights-map", "evidence-pack", "committee-paper")
CHILDREN = ("handout", "rights-cards")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = write_sample(tmp_path_factory.mktemp("names") / "sample.crp", None, "device-of-tests")
    yield made
    made.close()


def words(store: Store, key: str) -> str:
    shop = "1" if key in ("workshop-summary", "handout") else None
    return Pdf(make_report(store, find_subject(store, key, shop)).content).root().said()


@pytest.mark.parametrize("key", ADULTS)
def test_papers_for_adults_have_the_official_name(store: Store, key: str) -> None:
    said = words(store, key)
    assert OFFICIAL in said
    assert FRIENDLY not in said


@pytest.mark.parametrize("key", CHILDREN)
def test_papers_for_children_have_the_child_friendly_name(store: Store, key: str) -> None:
    said = words(store, key)
    assert FRIENDLY in said
    assert OFFICIAL not in said


@pytest.mark.parametrize("key", [*ADULTS, *CHILDREN])
def test_no_day_is_written_in_figures(store: Store, key: str) -> None:
    said = words(store, key)
    assert not re.search(
        r"\b20\d\d-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b|\b\d{1,2}\.\d{1,2}\.20\d\d\b", said
    )
