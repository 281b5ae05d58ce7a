"""Blocks as a web page: what its tags say to those who listen, and that it needs nothing from elsewhere."""

import re

import pytest

from crp_desktop.documents.workshop_summary.compose import compose
from crp_desktop.rendering import content
from crp_desktop.rendering.content import ArticlesChart, Cell, Chips, Column, Contents, Node
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.rendering.pdf.colour import WHITE, Ink, contrast
from crp_desktop.rendering.text import Run
from crp_desktop.rendering.theme import GROUND, Brand, standard
from tests.rendering.views_sample import FULL, HEALTH, VIEWS, everywhere, main


def page(*body: Node, **about: object) -> str:
    title = content.Heading(1, "A title")
    return as_page(Document("A title", [title, *body], **about))  # type: ignore[arg-type]


def test_a_chip_says_its_number_and_which_one_is_main() -> None:
    found = page(Chips([main(VIEWS), HEALTH]))
    assert "Article 12: Respect for the views of the child (main article)" in found
    assert "Article 24: Health and health services" in found


def test_a_contents_leads_to_headings_of_the_page() -> None:
    chapters = [content.Heading(2, f"Chapter {n}") for n in (1, 2)]
    found = page(Contents(chapters), *chapters)
    links = re.findall(r'<a href="#([^"]+)">(.*?)</a>', found)
    assert [words for _, words in links] == ["Chapter 1", "Chapter 2"]
    for address, words in links:
        assert f'<h2 id="{address}" dir="auto">{words}</h2>' in found
    assert '<nav aria-label="Contents">' in found


def test_a_table_has_a_caption_a_head_and_headers_with_scope() -> None:
    columns = [Column("Who", header=True), Column("How many", align="end"), Column("Why")]
    rows = [["Young people", "12", "They came"], [Cell("All", columns=2), "Both"]]
    found = page(content.Table(columns, rows, caption="Who came"))
    assert re.search(r"<table><caption[^>]*>Who came</caption>\s*<thead>", found)
    assert found.count('scope="col"') == 3
    assert '<th scope="row" dir="auto">Young people</th>' in found
    assert '<td class="end" dir="auto">12</td>' in found
    assert 'colspan="2"' in found


def test_names_and_values_are_a_list_of_terms() -> None:
    found = page(content.Facts([("When", "Today"), ("Where", "Here")]))
    assert '<dt>When</dt><dd dir="auto">Today</dd>' in found
    assert found.count("<dl>") == 1


def test_a_chart_is_a_picture_within_the_page_with_words() -> None:
    found = page(ArticlesChart(FULL.articles_touched))
    (picture,) = re.findall(r"<img [^>]*>", found)
    assert picture.startswith('<img src="data:image/png;base64,')
    assert "Mentioned most: Article 12" in picture


def test_bold_words_are_strong_and_markup_is_text() -> None:
    found = page(content.Paragraph([Run("Why: ", strong=True), "<i>because</i>"]))
    assert "<strong>Why: </strong>&lt;i&gt;because&lt;/i&gt;" in found


def test_the_councils_colour_is_the_pages() -> None:
    assert "--accent: #7A1F5C" in page(theme=standard(Brand(Ink.hex("#7A1F5C"))))
    assert "ACCENT" not in page()


@pytest.mark.parametrize("ground", [WHITE, GROUND, Ink.hex("#FFE9A8")])
def test_every_colour_of_words_can_be_read(ground: Ink) -> None:
    style = page().partition("<style>")[2].partition("</style>")[0]
    words = set(re.findall(r"[{; ]color: (#[0-9A-F]{6})", style))
    assert words
    assert all(contrast(Ink.hex(code), ground) >= 4.5 for code in words)


def test_nothing_is_fetched_and_nothing_runs() -> None:
    for words in ('"><script>alert(1)</script>', "javascript:alert(1)", "' onload='x"):
        found = as_page(compose(everywhere(words)))
        assert "<script" not in found
        assert not re.search(r"<[^>]+\son\w+=", found)
        assert all(src.startswith("data:image/png;base64,") for src in re.findall(r'src="([^"]*)"', found))
        assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', found))


def test_what_progress_raises_goes_through() -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        as_page(compose(FULL), stop)
