"""The parts of documents: what they say, that they stay on the page, and that a judge finds no fault."""

import io

import pytest
from PIL import Image

from crp_desktop.documents.finding_cards import finding, findings, quote
from crp_desktop.documents.rights_cards.sheets import card_sheets, sheet
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import BadgeKind
from crp_desktop.rendering import blocks, notes
from crp_desktop.rendering.chips import Chips, article_chips, badge_chip
from crp_desktop.rendering.document import Document, build, lay_out
from crp_desktop.rendering.furniture import shortened
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.flow import Block, Room, Stack
from crp_desktop.rendering.pdf.lines import Run, natural_width
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.tables import Column, share_out
from crp_desktop.rendering.theme import A4, Theme, compact, large_print, standard
from crp_desktop.rendering.views import ArticleView, BadgeView, QuoteView
from tests.rendering.conftest import A6, made, outside, read
from tests.rendering.reading import Pdf
from tests.rendering.views_sample import COMMUNICATION, FINDINGS, HARD, VIEWS, WELLBEING, main

THEME = standard()


def png(width: int = 40, height: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def all_blocks(theme: Theme, words: str) -> list[Block]:
    return [
        blocks.key_facts(theme, [(words, words)] * 6),
        blocks.heading(theme, 2, words),
        blocks.para(theme, [words, Run(words, bold=True, link="https://example.org")]),
        blocks.bullets(theme, [words, [blocks.para(theme, words), blocks.bullets(theme, [words])]]),
        blocks.numbered(theme, [words] * 3, first=99),
        blocks.checklist(theme, [(words, True), (words, False), (words, None)]),
        blocks.card(theme, [blocks.para(theme, words)]),
        blocks.two_columns(
            theme, blocks.callout(theme, words, [blocks.para(theme, words)]), blocks.card(theme, [])
        ),
        blocks.table(theme, [Column(words), Column(words, header=True)], [[words, words]], caption=words),
        blocks.write_lines(theme, 3),
        blocks.sign_lines(theme, [words, words]),
        findings(theme, FINDINGS),
        quote(theme, QuoteView(words, words)),
        article_chips([ArticleView(41, words, "", main=True)] * 3, theme),
        Chips([badge_chip(BadgeView("k", words, kind)) for kind in BadgeKind], theme),
        notes.about_convention(theme),
        notes.about_numbers(theme),
    ]


def test_a_title_block_says_whose_it_is_and_that_it_is_a_sample() -> None:
    top = blocks.title_block(THEME, council="A council", kind="Report", title="The title", illustrative=True)
    buffer = io.BytesIO()
    build(Document("The title", [top]), buffer)
    root = Pdf(buffer.getvalue()).root()
    assert [node.text for node in root.all("H1")] == ["The title"]
    assert "A council · Report" in root.said()
    assert "no real child" in root.said()


def test_facts_are_a_list_and_empty_ones_are_left_out() -> None:
    (facts,) = read([blocks.key_facts(THEME, [("When", "Today"), ("Where", "")])]).root().all("L")
    assert [[kid.said() for kid in item.kids] for item in facts.kids] == [["When", "Today"]]
    assert blocks.key_facts(THEME, [("When", "")]).height(400) == 0


def test_the_state_of_a_check_is_said() -> None:
    root = read([blocks.checklist(THEME, [("one", True), ("two", False), ("three", None)])]).root()
    assert [item.said() for item in root.all("LI")] == ["Done: one", "Not done: two", "To tick: three"]


def test_chips_say_number_title_and_which_is_the_main_one() -> None:
    root = read(
        [
            article_chips([main(VIEWS)], THEME),
            Chips([badge_chip(COMMUNICATION), badge_chip(WELLBEING)], THEME),
        ]
    ).root()
    assert [item.said() for item in root.all("LI")] == [
        "Article 12: Respect for the views of the child (main article)",
        "Badge: Communication",
        "Badge: Health & Wellbeing",
    ]


def test_a_chip_that_is_too_long_wraps_and_rows_go_on_over_the_page() -> None:
    chips = article_chips([ArticleView(12, HARD["long word"], "III")] * 10, THEME)
    part, rest = chips.fit(Room(300, 200, 700))
    assert part is not None
    assert part.height(300) <= 200
    assert rest is not None
    assert part.height(300) + rest.height(300) < chips.height(300)
    assert (
        len(read([article_chips([ArticleView(12, HARD["long word"], "III")] * 60, THEME)]).root().all("LI"))
        == 60
    )


def test_a_short_finding_is_never_parted() -> None:
    for lines in range(30, 44):
        filler: list[Block] = [blocks.para(THEME, f"line {at}") for at in range(lines)]
        nodes = read([*filler, findings(THEME, FINDINGS[:1])]).root().all("L")[0].walk()
        assert len({page for node in nodes for page in node.pages}) == 1


def test_a_finding_longer_than_a_page_goes_on() -> None:
    long = FINDINGS[0].__class__(1, FINDINGS[0].kind, "words " * 1500, quotes=(QuoteView("said " * 1500),))
    pages = {page for node in read([finding(THEME, long)]).root().walk() for page in node.pages}
    assert len(pages) > 4


def test_lines_to_write_on_stay_on_the_page() -> None:
    for lines in range(30, 44):
        filler: list[Block] = [blocks.para(THEME, f"line {at}") for at in range(lines)]
        for page in lay_out(Document("Test", [*filler, blocks.write_lines(THEME, 12)])):
            assert page.height(A4.measure) <= A4.height - A4.top - A4.bottom + 0.1


def test_no_page_of_any_document_is_higher_than_its_paper() -> None:
    for words in ("words", *HARD.values()):
        for paper, theme in ((A4, THEME), (A4, large_print()), (A6, compact())):
            body = [blocks.title_block(theme, council=words, title=words), *all_blocks(theme, words)]
            for page in lay_out(Document("Test", body, paper=paper)):
                assert page.height(paper.measure) <= paper.height - paper.top - paper.bottom + 0.1


def test_words_in_narrow_tables_shrink_ahead_of_breaking() -> None:
    names = ["Not started", "Emerging", "Developing", "Established", "Sustained", "Not assessed"]
    table = blocks.table(large_print(), [Column(name) for name in names], [["1"] * 6])
    assert sum(table.widths(480)) == pytest.approx(480)
    heads = read([table]).root().all("TH")
    assert [head.text.strip() for head in heads] == names


def test_widths_are_shared_out() -> None:
    assert share_out(100, [(10, 20), (10, 200)]) == pytest.approx([14, 86], abs=1)
    assert share_out(100, [(10, 20), (10, 30)]) == pytest.approx([40, 60])
    assert share_out(90, [(10, 10), (400, 500), (400, 500)]) == pytest.approx([10, 40, 40])


def test_shortened_words_fit_and_say_that_something_is_missing() -> None:
    style = THEME.small
    for words in HARD.values():
        short = shortened(words * 5, style, 120)
        assert natural_width(short, style) <= 120
        assert short.endswith("…")
    assert shortened("short", style, 120) == "short"


def test_a_picture_keeps_its_shape_and_needs_words() -> None:
    picture = Picture(png(400, 200), alt="The council’s logo", widest=100, highest=100)
    assert picture.height(300) == 50
    assert picture.height(50) == 25
    assert read([picture]).root().all("Figure")[0].alt == "The council’s logo"
    assert read([Picture(png(), alt="", widest=100, highest=100)]).root().all("Figure") == []
    with pytest.raises(InputProblem):
        Picture(b"no picture", alt="", widest=1, highest=1)


def test_cards_stand_four_to_a_sheet_and_long_ones_take_another_place() -> None:
    cards = [
        Stack([blocks.heading(compact(), 2, f"Card {at}"), blocks.para(compact(), "words " * 30)])
        for at in range(5)
    ]
    cards[1] = Stack([blocks.heading(compact(), 2, "Card 1"), blocks.para(compact(), "long " * 400)])
    buffer = io.BytesIO()
    first = blocks.heading(compact(), 1, "Cards")
    cards[0] = Stack([first, *cards[0].children()])
    build(Document("Cards", card_sheets(cards), paper=sheet(), furniture=False), buffer)
    pdf = Pdf(buffer.getvalue())
    sections = pdf.root().all("Sect")
    assert len(sections) == 5
    assert len(pdf.pages) == 2
    assert sections[1].all("P")[0].text.split() == ["long"] * 400


def test_a_drawing_without_words_is_decoration() -> None:
    pdf = read([Drawing(lambda canvas, x, y, width, height: canvas.rect(x, y, width, height), 20)])
    assert pdf.root().all("Figure") == []


@pytest.mark.parametrize("name", HARD)
def test_no_word_of_a_block_stands_outside_of_the_page(name: str) -> None:
    assert outside(made(all_blocks(THEME, HARD[name]), council=HARD[name], footer=HARD[name]), A4) == []
    small = [
        blocks.title_block(compact(), council=HARD[name], title=HARD[name]),
        *all_blocks(compact(), HARD[name]),
    ]
    assert outside(made(small[1:], paper=A6), A6) == []


def for_the_judge() -> list[bytes]:
    """Every block in every size."""
    documents = []
    for words in ("plain words", *HARD.values()):
        for theme, paper in ((THEME, A4), (large_print(), A4), (compact(), A6)):
            logo = Picture(png(), alt="Logo", widest=99, highest=99)
            documents.append(made([*all_blocks(theme, words), logo], paper=paper))
    return documents
