"""Papers and pages that count the same things show the same numbers."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from crp_desktop.documents.badge_assessment.assessment import assessed_period, printed_readiness
from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.prepare import find_subject
from crp_desktop.documents.span import spanned
from crp_desktop.domain.kinds import SAID_KINDS, Audience, FindingKind, ReadBack
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.period import periods
from crp_desktop.services.assessment.scoring import overview
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings.finding import Span, add_excerpts, add_finding, findings
from crp_desktop.services.findings.listing import FindingFilter, count_findings
from crp_desktop.services.programme import home
from crp_desktop.services.rights.article import article_view
from crp_desktop.services.rights.mapping import map_article
from crp_desktop.services.rights.rights_map import Across, convention, rights_map
from crp_desktop.services.workshops.read_back import Card, read_back_cards, set_read_back, standing
from crp_desktop.services.workshops.workshop import add_workshop, workshops
from crp_desktop.storage.store import Store
from tests.make import add_note, new_programme
from tests.programmes import maker

FOUND = re.compile(r"\((\d+) strengths?, (\d+) concerns?, (\d+) ideas?\)")
SPOKEN = re.compile(r"Article (\d+), [^(;]*(?:\([^)]*\)[^(;]*)?\((\d+) findings?\)")


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Store]:
    return maker(tmp_path_factory.mktemp("programmes"))


@pytest.fixture(params=["sample", "stress"])
def store(request: pytest.FixtureRequest, make: Callable[[str], Store]) -> Iterator[Store]:
    opened = make(request.param)
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp")
    yield opened
    opened.close()


def page(store: Store, key: str, workshop: str | None = None, **wanted: Any) -> str:
    """The words of a document."""
    request = find_subject(store, key, workshop, **wanted)
    (kind,) = [one for one in kinds() if one.key == key]
    request = replace(request, options=kind.chosen(request))
    text = re.sub(r"<style>.*?</style>", " ", as_page(kind.prepare(store, request).document), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", text)))


def spans(store: Store) -> list[dict[str, Any]]:
    """All there is, the last twelve months, and each period."""
    named = [{"period": one.label} for one in periods(store)]
    return [{}, {"options": {"span": "year"}}, *named]


def paper_counts(text: str) -> tuple[int, int, int]:
    found = FOUND.search(text)
    assert found, text[:2000]
    strengths, concerns, ideas = map(int, found.groups())
    return strengths, concerns, ideas


def test_committee_paper_and_rights_map_count_the_same_findings_and_workshops(store: Store) -> None:
    for wanted in spans(store):
        paper, charted = page(store, "committee-paper", **wanted), page(store, "rights-map", **wanted)
        total = sum(paper_counts(paper))
        assert re.search(rf"Workshops (\d+) Findings {total} Mapped to an article", charted), wanted
        held = re.search(r"Workshops (\d+) Findings", charted)
        told = re.search(r"In (\d+) workshops?, children", paper)
        assert held
        assert told
        assert held[1] == told[1]
        for number, count in SPOKEN.findall(paper):
            title = re.escape(convention().article(int(number)).heading)
            row = rf"\b{number} {title} (?:[IVX]+ )?\d+ \d+ \d+ {count}\b"
            assert re.search(row, charted), (wanted, number, count)


def test_the_articles_spoken_about_most_are_those_of_the_map_and_the_article_page(store: Store) -> None:
    charted = rights_map(store)
    paper = SPOKEN.findall(page(store, "committee-paper"))
    most = sorted(charted.rows.items(), key=lambda row: (-row[1].total, row[0]))[: len(paper)]
    assert len(paper) == 4
    assert [(int(number), int(count)) for number, count in paper] == [(n, row.total) for n, row in most]
    for number, row in charted.rows.items():
        shown = article_view(store, number)
        assert (shown.count, shown.all) == (row, row.total)
        assert shown.audiences.total == row


def test_the_whole_is_the_sum_of_the_workshops_and_of_what_came_from_elsewhere(store: Store) -> None:
    whole = spanned(store, find_subject(store, "committee-paper", options={"span": "all"}))
    each = Counter[FindingKind]()
    for shop in workshops(store):
        theirs = standing(store, findings(store, workshop_id=shop.id))
        each.update(one.kind for one in theirs)
        heard = re.search(
            r"What we heard (\d+) findings?:", page(store, "workshop-summary", str(shop.number))
        )
        assert int(heard[1] if heard else 0) == len(theirs)
    others = [one for one in whole.findings if one.workshop_id is None]
    assert len(others) == whole.elsewhere > 0
    each.update(one.kind for one in others)
    paper = page(store, "committee-paper")
    assert paper_counts(paper) == tuple(each[kind] for kind in SAID_KINDS)
    said = re.search(r"not from a workshop: (\d+)\.", paper)
    assert said
    assert int(said[1]) == whole.elsewhere
    told = sum(rights_map(store, wanted=FindingFilter(audiences=(one,))).all for one in (*Audience, None))
    assert told == len(whole.findings)


def test_home_counts_what_papers_count(store: Store) -> None:
    now, charted = home.standing(store), rights_map(store)
    assert now.findings == charted.all == count_findings(store, FindingFilter(standing=True))
    assert now.findings + now.struck == count_findings(store)
    assert now.unmapped == count_findings(store, FindingFilter(unmapped=True, standing=True))
    assert charted.all - charted.mapped == article_view(store, 12).unmapped <= now.unmapped


def test_an_evidence_pack_traces_the_findings_that_the_map_counts_for_its_badge(store: Store) -> None:
    for badge in badges(store, pursued=True):
        text = page(store, "evidence-pack", badge=badge.key)
        behind = [
            one
            for one in standing(store, findings(store))
            if any(link.badge_key == badge.key for link in one.badges)
        ]
        assert count_findings(store, FindingFilter(badge=badge.key, standing=True)) == len(behind)
        claims = set(re.findall(r"(?<![\d.])1\.\d+(?![\d.])", text))
        assert {f"1.{n}" for n in range(1, len(behind) + 1)} <= claims or not behind
        assert f"1.{len(behind) + 1}" not in claims
        mapped = rights_map(store, Across.BADGES, FindingFilter(badge=badge.key)).total.total
        assert mapped == sum(bool(one.articles) for one in behind)


def test_assessments_readiness_and_home_say_the_same_of_each_badge(store: Store) -> None:
    latest = periods(store)[-1].label
    ready = {one.badge.key: one for one in printed_readiness(store, latest).ready.badges}
    lines = {one.badge.key: one for one in overview(store, periods(store)[-1].id).badges}
    shown = {one.badge.key: one for one in home.standing(store).badges}
    assert ready.keys() == lines.keys() == shown.keys()
    printed = assessed_period(store, latest)
    for part in printed.badges:
        view = part.review.view
        assert view.spread == lines[view.badge_key].spread
        assert view.state is lines[view.badge_key].state is ready[view.badge_key].state
        assert len(view.statements) == len(ready[view.badge_key].readiness.statements)
        if shown[view.badge_key].period == latest:
            assert shown[view.badge_key].spread == view.spread


def test_the_paper_promises_gaps_only_where_it_names_some(store: Store) -> None:
    for wanted in spans(store):
        text = page(store, "committee-paper", **wanted)
        named = "These badges have nothing from young people yet" in text
        assert ("where nobody has been heard yet" in text) is named, wanted


def test_what_rests_on_struck_notes_alone_counts_nowhere_until_it_is_confirmed(empty: Store) -> None:
    shop = add_workshop(empty, title="Forum", held_on=date.today().isoformat()).value
    said = add_note(empty, shop, NewNote("We wait for months")).value
    found = add_finding(empty, FindingKind.CONCERN, "They wait", workshop_id=shop).value
    add_excerpts(empty, found, [Span(said)])
    map_article(empty, found, 24)
    (card,) = read_back_cards(empty, shop)
    set_read_back(empty, card, ReadBack.STRUCK)
    counted = partial(_counted, empty)
    assert counted() == {0}
    assert "24" not in dict(SPOKEN.findall(page(empty, "committee-paper")))
    held: Card = read_back_cards(empty, shop, of_findings=True)[0]
    set_read_back(empty, held, ReadBack.CONFIRMED)
    assert counted() == {1}


def _counted(store: Store) -> set[int]:
    return {
        rights_map(store).all,
        home.standing(store).findings,
        article_view(store, 24).all,
        count_findings(store, FindingFilter(standing=True)),
        len(standing(store, findings(store))),
        sum(paper_counts(page(store, "committee-paper"))),
    }


def test_a_workshop_without_a_day_is_listed_where_its_findings_count(empty: Store) -> None:
    shop = add_workshop(empty, title="Undated").value
    add_workshop(empty, title="Undated and empty")
    add_finding(empty, FindingKind.IDEA, "Ask us", workshop_id=shop)
    add_finding(empty, FindingKind.IDEA, "Ask them")
    year = spanned(empty, find_subject(empty, "committee-paper", options={"span": "year"}))
    assert ([one.id for one in year.workshops], len(year.findings), year.elsewhere) == ([shop], 2, 1)
    whole = spanned(empty, find_subject(empty, "committee-paper", options={"span": "all"}))
    assert (len(whole.workshops), len(whole.findings)) == (2, 2)


@pytest.mark.parametrize("audience", Audience)
def test_a_handout_speaks_to_those_who_were_in_the_room(empty: Store, audience: Audience) -> None:
    shop = add_workshop(empty, title="Forum", audience=audience).value
    found = add_finding(empty, FindingKind.CONCERN, "They wait", workshop_id=shop).value
    map_article(empty, found, 23)
    text = page(empty, "handout", "1")
    assert ("Your right: Children with disabilities" in text) is (audience is Audience.YOUNG_PEOPLE)
    assert ("Children’s right: Children with disabilities" in text) is (audience is not Audience.YOUNG_PEOPLE)
    with_children = audience in (Audience.YOUNG_PEOPLE, Audience.MIXED)
    assert ("You have a right to be heard" in text) is with_children
    assert ("If something is worrying you" in text) is with_children
