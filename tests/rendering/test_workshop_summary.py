"""The summary of a workshop: complete, honest about what is hidden, readable by everybody."""

import io
from dataclasses import replace
from itertools import pairwise

import pytest

from crp_desktop.documents.workshop_summary.compose import SummaryOptions, WorkshopSummary, compose
from crp_desktop.rendering.pdf.flow import Block, Columns
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.writer import build, lay_out
from crp_desktop.rendering.theme import A4
from tests.rendering.conftest import outside, pressed
from tests.rendering.reading import Pdf
from tests.rendering.views_sample import EMPTY, FINDINGS, FULL, HARD, everywhere

CASES = {"full": FULL, "empty": EMPTY, **{name: everywhere(words) for name, words in HARD.items()}}


def printed(view: WorkshopSummary) -> bytes:
    buffer = io.BytesIO()
    build(compose(view), buffer, invariant=True)
    return buffer.getvalue()


def pages(view: WorkshopSummary) -> list[Block]:
    document = compose(view)
    return lay_out(pressed(document.body, document.theme), document.paper)


def said(view: WorkshopSummary) -> str:
    return Pdf(printed(view)).root().said()


def test_it_says_everything_that_it_was_given() -> None:
    words = said(FULL)
    for part in (
        FULL.council, FULL.programme, FULL.title, FULL.date, FULL.place, FULL.audience, FULL.aim, FULL.total_text,
        FULL.contact, *FULL.facilitators, *FULL.prompts, *FULL.next_steps,
        *(part for row in FULL.took_part for part in row), *(finding.text for finding in FINDINGS),
        FINDINGS[1].statistic_text, "Checked with the group", "Article 24: Health and health services (main article)",
        "Badge: Health & Wellbeing", "“I waited nine months. By then I had stopped asking.”", "Illustrative",
    ):  # fmt: skip
        assert part.strip() in words, part


def test_a_normal_workshop_takes_two_to_four_pages() -> None:
    assert 2 <= len(Pdf(printed(FULL)).pages) <= 4


@pytest.mark.parametrize("letters", range(300, 2400, 60))
def test_a_title_of_any_length_begins_on_the_first_page(letters: int) -> None:
    long = ("Kinderrechtsübereinkommensumsetzungsberichterstattung" * 50)[:letters]
    first = pages(replace(FULL, title=long))[0]
    (title,) = [block for block in first.walk() if isinstance(block, Heading) and block.level == 1]
    assert title.text == long


@pytest.mark.parametrize("lines", range(0, 60, 3))
def test_what_we_heard_never_begins_without_its_first_finding(lines: int) -> None:
    view = replace(FULL, aim="\n".join(["Aim"] * lines))
    for page in pages(view):
        found = list(page.walk())
        for at, block in enumerate(found):
            if isinstance(block, Heading) and block.text == "What we heard":
                assert any(isinstance(after, Columns) for after in found[at:])


def test_quotes_stay_out_until_they_are_chosen() -> None:
    words = said(replace(FULL, options=SummaryOptions()))
    assert "nine months" not in words
    assert HARD["Arabic"].strip() not in words


def test_findings_are_grouped_by_kind_under_headings_that_do_not_skip() -> None:
    root = Pdf(printed(FULL)).root()
    levels = [int(node.tag[1]) for node in root.walk() if node.tag in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    labels = [
        node.text for node in root.all("Lbl") if node.text.split()[0] in ("Strength", "Concern", "Idea")
    ]
    assert labels == ["Strength 1", "Concern 2", "Concern 3", "Idea 4"]
    assert [item.tag for item in root.walk() if item.tag == "BlockQuote"] == ["BlockQuote"] * 3


def test_the_numbers_of_each_article_stand_in_a_table_with_bars_that_are_not_read_aloud() -> None:
    root = Pdf(printed(FULL)).root()
    rows = [[cell.said().strip() for cell in row.kids] for row in root.all("Table")[-1].all("TR")]
    assert rows[0] == ["Article", "What it is about", "Cluster", "Strengths", "Concerns", "Ideas", "All"]
    assert ["12", "Respect for the views of the child", "III", "1", "1", "1", "3"] in rows
    assert root.all("Figure") == []
    plain = Pdf(printed(replace(FULL, options=replace(FULL.options, chart=False)))).root()
    assert [[cell.said().strip() for cell in row.kids] for row in plain.all("Table")[-1].all("TR")] == rows


def test_small_numbers_print_as_they_came_with_the_reason() -> None:
    words = said(FULL)
    assert "fewer than 5" in words
    assert "A hidden number does not mean none." in words
    assert "any count from 1 to 9" in said(replace(FULL, options=SummaryOptions(threshold=10)))


def test_an_empty_workshop_prints_without_empty_headings() -> None:
    words = said(EMPTY)
    assert "Workshop 1" in words
    assert "No findings have been recorded yet." in words
    assert "What we asked" not in words
    assert "Who took part" not in words


@pytest.mark.parametrize("name", HARD)
def test_hard_text_in_every_field_is_all_there(name: str) -> None:
    words = said(everywhere(HARD[name]))
    assert words.count(HARD[name].strip()) > 100


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert printed(FULL) == printed(FULL)


@pytest.mark.parametrize("name", CASES)
def test_no_word_stands_outside_of_the_page(name: str) -> None:
    assert outside(printed(CASES[name]), A4) == []


def for_the_judge() -> list[bytes]:
    return [printed(view) for view in CASES.values()]
