"""Blocks over pages: what stays together, what parts, and that nothing is lost on the way."""

import pytest

from crp_desktop.rendering import content
from crp_desktop.rendering.content import Column
from crp_desktop.rendering.pdf.boxes import Box, list_item, list_of
from crp_desktop.rendering.pdf.flow import Block, Columns, PageBreak, Room, Space, Stack
from crp_desktop.rendering.pdf.headings import Heading, contents
from crp_desktop.rendering.pdf.press import Press
from crp_desktop.rendering.pdf.tables import Cell, Table
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.pdf.writer import lay_out
from crp_desktop.rendering.text import Run
from crp_desktop.rendering.theme import BoxStyle, standard
from tests.rendering.conftest import A6, made, read, title

THEME = standard()
LONG = " ".join(f"word{at}" for at in range(900))


def text(words: str) -> Paragraph:
    return Paragraph(words, THEME.body, space_after=6)


def heading(level: int, words: str) -> Heading:
    return Heading(level, words, THEME.heading(level), space_before=16, space_after=6)


def test_a_paragraph_over_two_pages_stays_one_element() -> None:
    paragraph = read([text("filler " * 300), text(LONG)]).root().all("P")[1]
    assert len(paragraph.pages) > 1
    assert paragraph.text.split() == LONG.split()


def test_a_heading_never_ends_a_page() -> None:
    for lines in range(30, 50):
        body: list[Block] = [text(f"line {at}") for at in range(lines)] + [
            heading(2, "Section"),
            text("after"),
        ]
        pdf = read(body)
        section, after = pdf.root().all("H2")[0], pdf.root().all("P")[-1]
        assert section.pages == after.pages


def test_one_line_is_never_left_alone() -> None:
    words = " ".join(["several"] * 60)
    lines = len(Paragraph(words, THEME.body).lines(300))
    for height in range(10, lines * 16, 7):
        part, rest = Paragraph(words, THEME.body).fit(Room(300, height, 700))
        if part and rest:
            assert part.height(300) >= 2 * THEME.body.leading
            assert rest.height(300) >= 2 * THEME.body.leading


def test_page_breaks_break_and_do_not_leave_empty_pages() -> None:
    body = [PageBreak(), text("one"), PageBreak(), PageBreak(), Stack([PageBreak(), text("two")])]
    pages = [node.pages for node in read(body).root().all("P")]
    assert pages == [{2}, {3}]


def test_what_is_kept_together_moves_to_the_next_page_whole() -> None:
    kept = Stack([text(f"kept {at}") for at in range(20)], keep=True)
    nodes = read([text(f"line {at}") for at in range(25)] + [kept]).root().all("P")
    assert {page for node in nodes if node.text.startswith("kept") for page in node.pages} == {2}


def test_what_is_kept_together_but_higher_than_a_page_parts_after_all() -> None:
    kept = Stack([text(f"kept {at}") for at in range(200)], keep=True)
    nodes = read([kept]).root().all("P")
    assert len(nodes) == 200


def test_space_is_not_carried_over_to_the_next_page() -> None:
    part, rest = Stack([text("a"), Space(500), text("b")]).fit(Room(300, 100, 700))
    assert rest is None or not any(isinstance(block, Space) and block.height(1) for block in rest.children())
    assert part is not None


def test_columns_part_each_by_itself() -> None:
    pdf = read([Columns([(-1, text(LONG)), (100, text("short"))], gap=12)])
    left, right = pdf.root().all("P")
    assert left.text.split() == LONG.split()
    assert right.pages == {1}


def test_a_card_goes_on_over_the_page() -> None:
    pdf = read([Box([text(LONG), text("end")], BoxStyle(fill=THEME.body.ink.tint(0.1), edge=THEME.body.ink))])
    assert [node.text.split()[-1] for node in pdf.root().all("P")] == ["word899", "end"]
    assert len(pdf.root().all("P")[0].pages) > 1


def test_a_list_reads_as_a_list() -> None:
    items = [
        list_item(Paragraph(f"{at}.", THEME.body, tag="Lbl"), [text(f"item {at}")], indent=20)
        for at in (1, 2)
    ]
    root = read([list_of(items, numbering="Decimal")]).root()
    (found,) = root.all("L")
    assert "/ListNumbering /Decimal" in found.attributes
    assert [[kid.tag for kid in item.kids] for item in found.kids] == [["Lbl", "LBody"]] * 2


def test_a_cell_of_five_thousand_words_parts_over_pages_without_loss() -> None:
    words = " ".join(f"w{at}" for at in range(5000))
    table = Table(
        [Column("Number", header=True), Column("Words")], [["1", words], ["2", "after"]], THEME.table
    )
    root = read([table]).root()
    cells = root.all("TD")
    assert cells[0].text.split() == words.split()
    assert len(cells[0].pages) > 5
    assert cells[1].text.strip() == "after"


def test_headings_of_a_table_are_read_once_and_drawn_on_every_page() -> None:
    rows = [[f"row {at}", f"value {at}"] for at in range(100)]
    table = Table(
        [Column("Name", header=True), Column("Value", align="end")],
        rows,
        THEME.table,
        caption=Paragraph("All findings", THEME.small, tag="Caption", space_after=4),
    )
    pdf = read([table])
    (found,) = pdf.root().all("Table")
    assert found.kids[0].tag == "Caption"
    assert [cell.tag for cell in found.kids[1].kids] == ["TH", "TH"]
    assert all("/Scope /Column" in cell.attributes for cell in found.kids[1].kids)
    assert [cell.tag for cell in found.kids[2].kids] == ["TH", "TD"]
    assert "/Scope /Row" in found.kids[2].kids[0].attributes
    assert len(found.all("TR")) == 101
    assert len(pdf.pages) > 2
    assert all("NameValue" in artifacts for artifacts in pdf.artifacts[1:])


def test_a_cell_can_span_columns_and_hold_blocks() -> None:
    table = Table(
        [Column("A"), Column("B")],
        [[Cell("Group", columns=2, header=True)], [Stack([text("one"), text("two")]), "b"]],
        THEME.table,
    )
    rows = read([table]).root().all("TR")
    assert "/ColSpan 2" in rows[1].kids[0].attributes
    assert [node.text.strip() for node in rows[2].kids[0].all("P")] == ["one", "two"]
    with pytest.raises(ValueError, match="1 columns of 2"):
        Table([Column("A"), Column("B")], [["only one"]], THEME.table)


def test_columns_of_a_table_fill_its_width_and_keep_words_whole() -> None:
    table = Table([Column("A"), Column("B")], [["unbreakable", LONG], ["x", "y"]], THEME.table)
    widths = table.widths(480)
    assert sum(widths) == pytest.approx(480)
    pieces = read([table]).root().all("TD")[0]
    assert pieces.text.strip() == "unbreakable"
    assert len(Paragraph("unbreakable", THEME.table.body).lines(widths[0] - 2 * THEME.table.pad_x)) == 1


def test_contents_know_pages_and_lead_there() -> None:
    first, second = heading(2, "First"), heading(2, "Second & last")
    pdf = read([contents([first, second], THEME.body), first, PageBreak(), second])
    assert [node.text.strip() for node in pdf.root().all("Reference")] == ["1", "2"]
    assert [node.text.strip() for node in pdf.root().all("Link")] == ["First", "Second & last"]
    assert pdf.data.count(b"/Subtype /Link") == 2


def test_links_are_annotations_of_their_words() -> None:
    paragraph = Paragraph(["See ", Run("the site", link="https://example.org/a(b)?c=d"), "."], THEME.body)
    pdf = read([paragraph])
    (link,) = pdf.root().all("Link")
    assert link.text == "the site"
    assert b"https://example.org/a%28b%29?c=d" in pdf.data


def test_headings_must_not_skip_a_level() -> None:
    with pytest.raises(ValueError, match="level 3 follows one of level 1"):
        made([heading(3, "Too deep")])


def test_small_paper_lays_out_too() -> None:
    assert len(lay_out([title(), text(LONG)], A6)) > 5


def test_an_empty_document_has_one_page() -> None:
    assert len(lay_out([])) == 1


def for_the_judge() -> list[bytes]:
    """Every kind of block."""
    section = heading(2, "Section")
    body: list[Block] = [
        contents([section], THEME.body),
        section,
        text(LONG),
        heading(3, "Below"),
        Columns([(-1, text(LONG)), (-2, text("short"))], gap=8),
        Box([text("card"), list_of([list_item(text("1"), [text("item")], indent=20)])], BoxStyle()),
        Table([Column("A", header=True), Column("B")], [["1", LONG], ["", ""]] * 3, THEME.table),
        Paragraph([Run("Web", link="https://example.org"), " ", Run("place", link=f"#{section.key}")], THEME.body),
        Paragraph("", THEME.body),
    ]  # fmt: skip
    return [made(body, council="Council & <b>Co", footer="Printed", illustrative=True)]


def test_no_low_row_stands_alone_under_headings_where_there_are_more() -> None:
    columns = [Column("Number"), Column("Words")]
    for rows in range(3, 90):
        table = Press(THEME).table(content.Table(columns, [[str(at), "word"] for at in range(rows)]))
        pages = lay_out([title(), Paragraph("First", THEME.body), table])
        counts = [len(block._rows) for page in pages for block in page.walk() if isinstance(block, Table)]
        assert sum(counts) == rows
        assert min(counts) >= 2, counts


def test_what_follows_a_page_break_stands_at_the_top_of_its_page() -> None:
    follows = Press(THEME).all([content.Heading(2, "Next"), content.Paragraph("Words")])
    second = lay_out([title(), PageBreak(), *follows])[1]
    alone = Stack(follows)
    assert second.height(400) == pytest.approx(alone.height(400))
