"""The parts of documents: what they say, that they stay on the page, and that a judge finds no fault."""

import io

import pytest
from PIL import Image

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import BadgeKind, FindingKind
from crp_desktop.rendering import content, notes
from crp_desktop.rendering.content import Chips, Findings, Node, Quote
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.flow import Room, Stack
from crp_desktop.rendering.pdf.furniture import shortened
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.pdf.sheets import card_sheets
from crp_desktop.rendering.pdf.tables import share_out
from crp_desktop.rendering.pdf.writer import build, lay_out
from crp_desktop.rendering.text import Run
from crp_desktop.rendering.theme import A4, compact, large_print, standard
from crp_desktop.rendering.views import ArticleView, BadgeView, QuoteView
from tests.rendering.conftest import A6, made, outside, pressed, read
from tests.rendering.reading import Pdf
from tests.rendering.views_sample import COMMUNICATION, FINDINGS, HARD, VIEWS, WELLBEING, main

THEME = standard()


def png(width: int = 40, height: int = 20) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(buffer, "PNG")
    return buffer.getvalue()


def all_nodes(words: str) -> list[Node]:
    return [
        content.Facts([(words, words)] * 6),
        content.Heading(2, words),
        content.Paragraph([words, Run(words, strong=True, link="https://example.org")]),
        content.Bullets([words, [content.Paragraph(words), content.Bullets([words])]]),
        content.Numbered([words] * 3, first=99),
        content.Checklist([(words, True), (words, False), (words, None)]),
        content.Card(FindingKind.IDEA, [content.Paragraph(words)], words),
        content.Beside(
            [[content.Callout(words, [content.Paragraph(words)])], [content.Card(FindingKind.CONCERN, [])]]
        ),
        content.Clause(1, 2, words),
        content.Marked([(kind, words) for kind in FindingKind]),
        content.Table(
            [content.Column(words), content.Column(words, header=True)], [[words, words]], caption=words
        ),
        content.WriteLines(3),
        content.SignLines([words, words]),
        Findings(FINDINGS),
        Quote(QuoteView(words, words)),
        Chips([ArticleView(41, words, "", main=True)] * 3),
        Chips([], [BadgeView("k", words, kind) for kind in BadgeKind]),
        notes.about_convention(),
        notes.about_numbers(),
    ]


def test_a_title_block_says_whose_it_is_and_that_it_is_a_sample() -> None:
    top = content.Title(council="A council", kind="Report", title="The title", illustrative=True)
    buffer = io.BytesIO()
    build(Document("The title", [top]), buffer)
    root = Pdf(buffer.getvalue()).root()
    assert [node.text for node in root.all("H1")] == ["The title"]
    assert "A council · Report" in root.said()
    assert "not about a real child" in root.said()


def test_facts_are_a_list_and_empty_ones_are_left_out() -> None:
    (facts,) = read([content.Facts([("When", "Today"), ("Where", "")])]).root().all("L")
    assert [[kid.said() for kid in item.kids] for item in facts.kids] == [["When", "Today"]]
    assert Press(THEME).write(content.Facts([("When", "")])).height(400) == 0


def test_the_state_of_a_check_is_said() -> None:
    root = read([content.Checklist([("one", True), ("two", False), ("three", None)])]).root()
    assert [item.said() for item in root.all("LI")] == ["Done: one", "Not done: two", "To do: three"]


def test_chips_say_number_title_and_which_is_the_main_one() -> None:
    root = read(
        [
            Chips([main(VIEWS)]),
            Chips([], [COMMUNICATION, WELLBEING]),
        ]
    ).root()
    assert [item.said() for item in root.all("LI")] == [
        "Article 12: Respect for the views of the child (main article)",
        "Badge: Communication",
        "Badge: Health & Wellbeing",
    ]


def test_a_chip_that_is_too_long_wraps_and_rows_go_on_over_the_page() -> None:
    chips = Press(THEME).write(Chips([ArticleView(12, HARD["long word"], "III")] * 10))
    part, rest = chips.fit(Room(300, 200, 700))
    assert part is not None
    assert part.height(300) <= 200
    assert rest is not None
    assert part.height(300) + rest.height(300) < chips.height(300)
    many = Chips([ArticleView(12, HARD["long word"], "III")] * 60)
    assert len(read([many]).root().all("LI")) == 60


def test_a_short_finding_is_never_parted() -> None:
    for lines in range(30, 44):
        filler: list[Node] = [content.Paragraph(f"line {at}") for at in range(lines)]
        nodes = read([*filler, Findings(FINDINGS[:1])]).root().all("L")[0].walk()
        assert len({page for node in nodes for page in node.pages}) == 1


def test_a_finding_longer_than_a_page_goes_on() -> None:
    long = FINDINGS[0].__class__(1, FINDINGS[0].kind, "words " * 1500, quotes=(QuoteView("said " * 1500),))
    pages = {page for node in read([Findings([long])]).root().walk() for page in node.pages}
    assert len(pages) > 4


def test_lines_to_write_on_stay_on_the_page() -> None:
    for lines in range(30, 44):
        filler: list[Node] = [content.Paragraph(f"line {at}") for at in range(lines)]
        for page in lay_out(pressed([*filler, content.WriteLines(12)])):
            assert page.height(A4.measure) <= A4.height - A4.top - A4.bottom + 0.1


def test_no_page_of_any_document_is_higher_than_its_paper() -> None:
    for words in ("words", *HARD.values()):
        for paper, theme in ((A4, THEME), (A4, large_print()), (A6, compact())):
            body = [content.Title(council=words, title=words), *all_nodes(words)]
            for page in lay_out(pressed(body, theme), paper):
                assert page.height(paper.measure) <= paper.height - paper.top - paper.bottom + 0.1


def test_words_in_narrow_tables_shrink_ahead_of_breaking() -> None:
    names = ["Not started", "Emerging", "Developing", "Established", "Sustained", "Not assessed"]
    table = Press(large_print()).table(content.Table([content.Column(name) for name in names], [["1"] * 6]))
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
    press = Press(compact())

    def card(at: int, words: str) -> Stack:
        return Stack(press.all([content.Heading(2, f"Card {at}"), content.Paragraph(words)]))

    cards = [card(at, "long " * 400 if at == 1 else "words " * 30) for at in range(5)]
    buffer = io.BytesIO()
    first = press.heading(content.Heading(1, "Cards"))
    cards[0] = Stack([first, *cards[0].children()])
    sheets = Document("Cards", [], paper=A4.bare(), furniture=False)
    build(sheets, buffer, blocks=card_sheets(cards))
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
    hard = HARD[name]
    assert outside(made(all_nodes(hard), council=hard, footer=hard), A4) == []
    assert outside(made(all_nodes(hard), compact(), paper=A6), A6) == []


def for_the_judge() -> list[bytes]:
    """Every block in every size."""
    documents = []
    for words in ("plain words", *HARD.values()):
        for theme, paper in ((THEME, A4), (large_print(), A4), (compact(), A6)):
            logo = Picture(png(), alt="Logo", widest=99, highest=99)
            documents.append(made([*all_nodes(words), logo], theme, paper=paper))
    return documents
