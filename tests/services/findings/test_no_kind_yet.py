"""A finding without a kind prints under no heading of another, is counted, and is asked about before it prints."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from crp_desktop.documents.prepare import find_subject, make_report
from crp_desktop.domain.assessment import EvidenceItem, Span
from crp_desktop.domain.caps import cap
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.kinds import Audience, Direction, EvidenceType, FindingKind, Voice
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import change_finding
from crp_desktop.services.findings.listing import FindingFilter, Group, list_findings
from crp_desktop.services.programme.home import Place, standing
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.rights_map import as_rows, rights_map
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from tests.make import new_programme

PRAISE = "The youth workers remember our names"
WRONG = ("What is good", "What needs to get better", "Your ideas", "What works well", "What worries people")


@pytest.fixture
def said(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    """A programme with praise that nobody gave a kind, mapped to an article and a badge."""
    store = new_programme(tmp_path / "a.crp")
    shop = add_workshop(
        store, title="Getting about", held_on="2026-05-04", audience=Audience.YOUNG_PEOPLE
    ).value
    links = [NewLink(12), NewLink("culture")]
    made = make_finding(store, FindingKind.UNSAID, PRAISE, workshop_id=shop, links=links).value
    yield store, made
    store.close()


def words(store: Store, key: str, **options: str) -> tuple[str, list[str]]:
    """The words of a document, and what it warns of before it prints."""
    made = make_report(store, find_subject(store, key, options=options))
    with pypdfium2.PdfDocument(io.BytesIO(made.content)) as document:
        text = " ".join(page.get_textpage().get_text_range() for page in document)
    return " ".join(text.split()), [one.what for one in made.warnings if one.holds]


@pytest.mark.parametrize(
    ("key", "options", "heading"),
    [
        ("handout", {}, "You also said"),
        ("workshop-summary", {}, "What else was said"),
        ("evidence-pack", {}, "Not yet marked as supporting or contradicting"),
        ("evidence-pack", {"version": "child"}, PRAISE),
    ],
)
def test_it_prints_under_no_wrong_heading_and_is_asked_about(
    said: tuple[Store, str], key: str, options: dict[str, str], heading: str
) -> None:
    store, made = said
    text, asked = words(store, key, **options)
    assert PRAISE in text
    assert heading in text
    assert not [
        one for one in (*WRONG, "Evidence that supports it", "Mixed or contradicting evidence") if one in text
    ]
    assert [one for one in asked if "1 finding (1)" in one]
    change_finding(store, made, kind=FindingKind.STRENGTH)
    text, asked = words(store, key, **options)
    assert not [one for one in asked if "no kind has been chosen" in one]


def test_the_committee_paper_counts_it_apart(said: tuple[Store, str]) -> None:
    text, asked = words(said[0], "committee-paper")
    assert "1 without a kind" in text
    assert asked


def test_it_is_counted_filtered_and_grouped(said: tuple[Store, str]) -> None:
    store, made = said
    assert [one.finding_id for one in list_findings(store, FindingFilter(kind=FindingKind.UNSAID))] == [made]
    assert [one.group for one in list_findings(store, group=Group.KIND)] == ["unsaid"]
    found = rights_map(store)
    assert (found.rows[12].unsaid, found.rows[12].total, found.total.total) == (1, 1, 1)
    heads, *rows = as_rows(found)
    assert "Culture: No kind yet" in heads
    assert "1" in next(row for row in rows if row[1] == "12")
    change_finding(store, made, kind=FindingKind.CONCERN)
    assert not [head for head in as_rows(rights_map(store))[0] if "No kind" in head]


def test_home_asks_for_the_kind(said: tuple[Store, str]) -> None:
    store, made = said
    assert Place.KINDS in [one.place for one in standing(store).next_things]
    change_finding(store, made, kind=FindingKind.IDEA)
    assert Place.KINDS not in [one.place for one in standing(store).next_things]


@pytest.mark.parametrize("direction", [Direction.ASKS, Direction.UNSAID])
def test_what_people_ask_for_carries_no_level(said: tuple[Store, str], direction: Direction) -> None:
    statement = current_framework(said[0]).framework.badges[0].statements[0]
    period = Span(as_day("2026-04-01"), as_day("2027-03-31"))
    item = EvidenceItem(EvidenceType.TESTIMONY, direction, Voice.CHILDREN, as_day("2026-05-04"))
    found = cap(statement, [item], period)
    assert found.level == 0
    assert "None of the evidence supports this" in found.bites[0].reason
