"""Every kind of document, from the sample, from a programme with nothing in it, and from the hostile one."""

import io
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from sqlalchemy import select

from crp_desktop.documents.badge_assessment.assessment import assessed_period, printed_readiness
from crp_desktop.documents.formats import Form
from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.model import Request, Subject
from crp_desktop.documents.prepare import RenderedDocument, find_subject, make_report, save_report
from crp_desktop.domain.errors import InputProblem, NotFound, Problem
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.text import clean, printable
from crp_desktop.services.capture.note import all_notes
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.programme.sample import write_sample
from crp_desktop.services.workshops.workshop import find_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.stress import write_stress

KEYS = [one.key for one in kinds()]
ASSESSED = [one.key for one in kinds() if one.subject is Subject.PERIOD]
KIND_KEYS = [one.key for one in kinds() if one.subject is Subject.WORKSHOP]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = write_sample(tmp_path_factory.mktemp("sample") / "a.crp", None, "device-of-tests")
    yield store
    store.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = write_stress(tmp_path_factory.mktemp("stress") / "a.crp")
    yield store
    store.close()


def words_of(made: RenderedDocument) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(made.content))
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return squeezed(" ".join(pages))


def squeezed(text: str) -> str:
    """Without spaces, hyphens at line ends and the like, which a page may set otherwise."""
    return re.sub(r"[\s\u00ad\u200b\ufffe\x02-]+", "", text)


@pytest.mark.parametrize("key", KEYS)
def test_every_kind_is_made_of_the_sample_and_says_that_it_is_illustrative(sample: Store, key: str) -> None:
    made = make_report(sample, find_subject(sample, key))
    assert made.pages >= 1
    assert "Northmere" not in made.name + made.job
    if key != "rights-cards":
        assert "Illustrative" in words_of(made)


@pytest.mark.parametrize("key", [key for key in KEYS if key != "period-assessment"])
def test_every_kind_is_made_of_the_hostile_programme(hostile: Store, key: str) -> None:
    request = find_subject(hostile, key)
    if "badge" in next(one for one in kinds() if one.key == key).about:
        request = replace(request, badge="culture")
    made = make_report(hostile, request)
    assert made.pages >= 1
    assert "<b>" not in made.name + made.job


@pytest.mark.parametrize("key", KEYS)
def test_every_option_of_every_kind_can_be_chosen(sample: Store, key: str) -> None:
    wanted = next(one for one in kinds() if one.key == key)
    for option in wanted.options:
        for value in [choice[0] for choice in option.choices] or ["yes", "no"]:
            request = find_subject(sample, key, options={option.key: value})
            assert make_report(sample, request).request.options[option.key] == value


@pytest.mark.parametrize("key", KEYS)
def test_a_programme_with_nothing_in_it_is_printed_or_told(tmp_path: Path, key: str) -> None:
    store = new_programme(tmp_path / "a.crp")
    try:
        if key in KIND_KEYS:
            with pytest.raises(NotFound):
                find_subject(store, key)
        elif key in ASSESSED:
            with pytest.raises(NotFound):
                make_report(store, find_subject(store, key))
        else:
            assert make_report(store, find_subject(store, key)).pages >= 1
    finally:
        store.close()


@pytest.mark.parametrize("key", ["workshop-summary", "handout"])
def test_papers_on_a_workshop_have_every_finding_and_no_note_that_is_no_quote(
    sample: Store, key: str
) -> None:
    shop = find_workshop(sample, "1")
    text = words_of(make_report(sample, find_subject(sample, key, "1", options={"quotes": "all"})))
    for one in findings(sample, workshop_id=shop.id):
        assert (squeezed(one.text) in text) == (one.read_back is not ReadBack.STRUCK), one.text
    for note in all_notes(sample):
        if note.kind is not NoteKind.QUOTE and len(note.text) > 25:
            assert squeezed(note.text) not in text, note.text


def test_the_evidence_pack_has_every_finding_of_its_badges_and_traces_it(sample: Store) -> None:
    made = make_report(sample, find_subject(sample, "evidence-pack", badge="culture"))
    text = words_of(made)
    about = [one for one in findings(sample) if any(link.badge_key == "culture" for link in one.badges)]
    assert about
    for one in about:
        assert squeezed(one.text) in text
    assert "Workshop1,12November2025,youngpeople" in text
    assert "InternalselfassessmentnotUNICEFcriteria" in text.replace(",", "")
    with sample.read() as conn:
        excerpt = tables.excerpt
        rests = (
            conn.execute(select(excerpt.c.note_id).where(excerpt.c.finding_id == about[0].id)).scalars().all()
        )
    assert all(f"note{note_id[:8]}" in text for note_id in rests)


def test_evidence_that_contradicts_stands_with_what_supports(sample: Store) -> None:
    text = words_of(make_report(sample, find_subject(sample, "evidence-pack", badge="culture")))
    assert (
        text.index("Evidencethatsupportsit")
        < text.index("Mixedorcontradictingevidence")
        < text.rindex("Indexbyarticle")
    )


def test_the_childrens_version_keeps_to_two_pages(sample: Store) -> None:
    assert make_report(sample, find_subject(sample, "evidence-pack", options={"version": "child"})).pages == 2


def test_the_committee_paper_keeps_to_three_pages_and_says_what_is_open(sample: Store) -> None:
    made = make_report(sample, find_subject(sample, "committee-paper"))
    assert made.pages <= 3
    text = words_of(made)
    for heading in (
        "Recommendations",
        "Whythisreportisneeded",
        "Nextstepsafterthedecision",
        "Implicationsofthedecision",
    ):
        assert heading in text
    assert "Resources:tobecompleted" in text


def test_cards_back_to_back(sample: Store) -> None:
    made = make_report(sample, find_subject(sample, "rights-cards"))
    assert made.pages == 22
    document = pypdfium2.PdfDocument(io.BytesIO(made.content))
    for sheet in range(0, 22, 2):
        front, back = (_places(document[sheet + side]) for side in (0, 1))
        for number, (left, upper) in front.items():
            assert back[number] == (not left, upper), f"Article {number}"
    document.close()


def _places(page: pypdfium2.PdfPage) -> dict[str, tuple[bool, bool]]:
    """For each article named in a quarter of the sheet: whether that is on the left, and whether above."""
    wide, high = page.get_size()
    text = page.get_textpage()
    found = {}
    for left in (True, False):
        for upper in (True, False):
            x, y = (0 if left else wide / 2), (high / 2 if upper else 0)
            words = text.get_text_bounded(left=x, bottom=y, right=x + wide / 2, top=y + high / 2)
            named = re.search(r"Article (\d+)", words)
            if named:
                found[named[1]] = (left, upper)
    return found


def test_the_rights_map_of_a_period_counts_its_findings_only(sample: Store) -> None:
    whole = words_of(make_report(sample, find_subject(sample, "rights-map")))
    part = words_of(make_report(sample, find_subject(sample, "rights-map", period="2025-26")))
    assert "Allfindingssofar" in whole
    assert "Findingsfrom1September2025to31August2026" in part
    assert re.search(r"Findings(\d+)", whole) != re.search(r"Findings(\d+)", part)


def test_what_is_not_there_is_told_in_words(sample: Store) -> None:
    for wrong in ({"badge": "no-such"}, {"period": "1999"}, {"workshop": "99"}):
        with pytest.raises(Problem):
            find_subject(sample, "evidence-pack", **wrong)


def test_an_evidence_pack_of_the_sample_is_quick(sample: Store) -> None:
    make_report(sample, find_subject(sample, "evidence-pack"))
    before = time.process_time()
    make_report(sample, Request("evidence-pack"))
    assert time.process_time() - before < 3


def test_a_badge_assessment_has_every_statement_its_level_and_its_reason(sample: Store) -> None:
    made = make_report(sample, find_subject(sample, "badge-assessment", badge="culture", period="2025-26"))
    text = words_of(made)
    shown = assessed_period(sample, "2025-26", "culture").badges[0].review.view
    assert shown.statements
    for one in shown.statements:
        assert squeezed(one.text) in text
        assert squeezed(one.own.reason) in text
    assert "InternalselfassessmentnotUNICEFcriteria" in text.replace(",", "")


def test_readiness_asks_what_a_panel_would_ask(sample: Store) -> None:
    text = words_of(make_report(sample, find_subject(sample, "readiness")))
    for badge in printed_readiness(sample).ready.badges:
        for statement in badge.readiness.statements:
            assert (squeezed(statement.text) in text) or not statement.questions


class _Reader(HTMLParser):
    """What a page holds: its words, headings' levels in order, and whether every tag that opens closes."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.levels: list[int] = []
        self.tags: set[str] = set()
        self.pictures: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "img":
            given = dict(attrs)
            self.pictures.append((given["src"] or "", given["alt"] or ""))
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


@pytest.mark.parametrize("key", [one.key for one in kinds() if one.flows and one.key != "period-assessment"])
def test_a_web_page_is_whole_says_what_the_pdf_says_and_runs_nothing(
    hostile: Store, key: str, tmp_path: Path
) -> None:
    request = find_subject(hostile, key)
    if "badge" in next(one for one in kinds() if one.key == key).about:
        request = replace(request, badge="culture")
    save_report(hostile, request, tmp_path / "a.html", form=Form.HTML)
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    found = _Reader()
    found.feed(page)
    assert found.open == []
    assert found.tags.isdisjoint({"script", "iframe", "b", "link"})
    assert all(src.startswith("data:image/png;base64,") and alt for src, alt in found.pictures)
    assert found.levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(found.levels))
    assert "http" not in page.replace("http://example.invalid", "")
    text = squeezed("".join(found.words))
    shop = find_workshop(hostile, None)
    if key == "workshop-summary":
        for one in findings(hostile, workshop_id=shop.id):
            if one.read_back is not ReadBack.STRUCK:
                assert squeezed(clean(one.text)) in text or printable(one.text) != one.text


def test_what_only_makes_sense_on_paper_is_no_web_page(sample: Store, tmp_path: Path) -> None:
    with pytest.raises(InputProblem):
        save_report(sample, find_subject(sample, "rights-cards"), tmp_path / "a.html", form=Form.HTML)
    assert list(tmp_path.iterdir()) == []
