"""Blocks as a Word file: what becomes a heading, a list, a table, a picture, and what a person's words never become."""

import io
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from docx.oxml.ns import qn
from PIL import Image

from crp_desktop.documents.workshop_summary.compose import compose
from crp_desktop.rendering.chart_tables import articles_table, levels_table
from crp_desktop.rendering.content import (
    ArticlesChart,
    Bullets,
    Cell,
    Checklist,
    Column,
    Contents,
    Heading,
    LevelStrip,
    Node,
    Numbered,
    Paragraph,
    Section,
    Table,
    Title,
    TrendStrip,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Run
from crp_desktop.rendering.theme import Brand, Logo, large, standard
from crp_desktop.rendering.views import Spread, TrendPoint
from crp_desktop.rendering.word.writer import as_docx
from tests.rendering.views_sample import FULL, everywhere
from tests.rendering.word_file import (
    fields,
    headings,
    listed,
    never_parts_rows,
    opened,
    parts,
    repeats_head,
    squeezed,
    words,
)

NAMES = ("Not started", "Emerging", "Developing", "Established", "Leading")


def made(*body: Node, **about: object) -> bytes:
    title = Heading(1, "A title")
    return as_docx(Document("A title", [title, *body], **about))  # type: ignore[arg-type]


def test_headings_are_real_and_in_order() -> None:
    file = opened(as_docx(compose(FULL)))
    found = headings(file)
    assert found[0] == (1, FULL.title)
    assert {level for level, _ in found} == {1, 2, 3}
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(found))
    outline = {style.name: style.element.find(f".//{qn('w:outlineLvl')}") for style in file.styles}
    assert [outline[f"Heading {n}"].get(qn("w:val")) for n in (1, 2, 3)] == ["0", "1", "2"]


def test_a_table_has_a_head_that_repeats_rows_that_stay_whole_and_a_name() -> None:
    columns = [Column("Who", header=True), Column("How many", align="end"), Column("Why")]
    rows = [["Young people", "12", "They came"], [Cell("All findings", columns=2), "Both"]]
    (table,) = opened(made(Table(columns, rows, caption="Who came"))).tables
    assert repeats_head(table)
    assert never_parts_rows(table)
    assert [cell.text for cell in table.rows[0].cells] == ["Who", "How many", "Why"]
    assert table.rows[2].cells[0].text == table.rows[2].cells[1].text == "All findings"
    about = table._tbl.tblPr
    assert about.find(qn("w:tblCaption")).get(qn("w:val")) == "Who came"
    assert about.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
    assert table.rows[1].cells[1].paragraphs[0].alignment is not None


def test_two_tables_in_a_row_stay_two() -> None:
    columns = [Column("A"), Column("B")]
    one, two = (Table(columns, [["1", "2"]]) for _ in range(2))
    assert len(opened(made(one, two)).tables) == 2
    tags = [child.tag for child in opened(made(one, two)).element.body]
    assert not any(first == second == qn("w:tbl") for first, second in pairwise(tags))


def test_lists_are_real_and_each_counts_from_its_own_beginning() -> None:
    file = opened(
        made(
            Numbered(["one", "two"]),
            Numbered(["seven"], first=7),
            Bullets(["a dot", [Paragraph("with"), Bullets(["another"])]]),
        )
    )
    found = [(number, level, one.text) for number, level, one in listed(file)]
    (first, _, _), (same, _, _), (other, _, _), *dots = found
    assert first == same != other
    assert [(level, text) for _, level, text in dots] == [(0, "a dot"), (0, "with"), (1, "another")]
    numbering = file.part.numbering_part.element
    starts = {
        int(one.get(qn("w:numId"))): one.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for one in numbering.findall(qn("w:num"))
        if one.find(f".//{qn('w:startOverride')}") is not None
    }
    assert (starts[first], starts[other]) == ("1", "7")
    kinds = [child.tag for child in numbering]
    assert kinds == sorted(kinds)


def test_things_to_tick_have_a_box() -> None:
    text = words(made(Checklist([("done", True), ("to do", None)])))
    assert "☑ done" in text
    assert "☐ to do" in text


def test_a_chart_is_a_picture_with_words_and_its_numbers_stand_in_a_table() -> None:
    touched = FULL.articles_touched
    content = made(ArticlesChart(touched), articles_table(touched))
    (drawing,) = opened(content).element.body.iter(qn("wp:docPr"))
    assert "Mentioned most: Article 12" in drawing.get("descr")
    (picture,) = [part for name, part in parts(content).items() if name.endswith(".png")]
    image = Image.open(io.BytesIO(picture))
    assert len(image.getcolors(maxcolors=1 << 16) or []) > 10
    assert {row.cells[0].text for row in opened(content).tables[0].rows} >= {
        str(one.article.number) for one in touched
    }


def test_a_chart_higher_than_a_page_is_several_pictures_each_with_its_own_words() -> None:
    content = made(ArticlesChart(everywhere("words ").articles_touched))
    said = [one.get("descr") for one in opened(content).element.body.iter(qn("wp:docPr"))]
    assert len(said) > 1
    assert len(set(said)) == len(said)


def test_a_logo_stands_there_as_it_is_at_its_size() -> None:
    file = io.BytesIO()
    Image.new("RGB", (300, 100), "navy").save(file, "PNG")
    theme = standard(Brand(logo=Logo(file.getvalue(), "Northmere")))
    content = as_docx(Document("A title", [Title("A title")], theme=theme))
    (drawing,) = opened(content).element.body.iter(qn("wp:inline"))
    assert drawing.docPr.get("descr") == "Northmere"
    assert (drawing.extent.cx, drawing.extent.cy) == ((124 * 12700), round(124 / 3 * 12700))
    assert file.getvalue() in parts(content).values()
    assert drawing.getparent().getparent().getparent().getprevious() is None, "it begins the first page"


def test_levels_are_said_once_in_words_and_periods_are_a_picture() -> None:
    spread = Spread((0, 2, 1, 0, 0), 1)
    strip = LevelStrip(spread, NAMES, "Culture", echoed=True)
    echo = Paragraph("2 at level 1 (Emerging), 1 at level 2 (Developing), 1 not assessed.")
    text = words(made(Section([strip, echo])))
    assert text.count("2 at level 1") == 1
    points = [TrendPoint("2025", spread), TrendPoint("2026", spread)]
    content = made(TrendStrip(points, NAMES), levels_table([("2025", spread)], NAMES, first="Period"))
    (drawing,) = opened(content).element.body.iter(qn("wp:docPr"))
    assert "2026" in drawing.get("descr")


@pytest.mark.parametrize(
    ("text", "lang", "rtl"),
    [
        ("حق الطفل في أن يُسمع رأيه (المادة 12) في المدينة", "ar", True),
        ("کودکان گفتند که پارک امن نیست", "fa", True),
        ("ילדים אמרו שהם רוצים להישמע", "he", True),
        ("শিশুরা বলেছে", "bn", False),
        ("Dzieci powiedziały", "", False),
    ],
)
def test_language_and_direction_of_each_run(text: str, lang: str, rtl: bool) -> None:
    file = opened(made(Paragraph(text)))
    (paragraph,) = [one for one in file.paragraphs if one.text == text]
    assert (paragraph._p.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None) == rtl
    for run in paragraph.runs:
        spoken = run._r.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        assert (run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None) == rtl
        assert (spoken.get(qn("w:bidi")) if spoken is not None else "") == lang
    default = file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert default.get(qn("w:val")) == "en-GB"


def test_latin_words_within_arabic_keep_their_order() -> None:
    file = opened(made(Paragraph("قال لي Young Voices Forum في 2026 نعم")))
    runs = next(one for one in file.paragraphs if "Forum" in one.text).runs
    forwards = [run.text for run in runs if run._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None]
    assert forwards == ["Young Voices Forum"]


def test_head_and_foot_say_whose_it_is_how_long_and_what_it_is_not() -> None:
    content = made(
        council="Northmere", footer="Internal self-assessment, not UNICEF criteria", illustrative=True
    )
    (section,) = opened(content).sections
    assert "Northmere · A title" in section.header.paragraphs[0].text
    assert "Illustrative: not a real programme" in section.header.paragraphs[0].text
    assert "not UNICEF criteria" in section.footer.paragraphs[0].text
    assert section.footer.paragraphs[0].text.endswith("Page 1 of 1")
    assert fields(content) == ["PAGE", "NUMPAGES"]
    assert "not UNICEF criteria" in words(content).splitlines()[-1]


def test_a_contents_is_a_field_of_links_that_lead_to_headings() -> None:
    chapters = [Heading(2, f"Chapter {n}") for n in (1, 2)]
    content = made(Contents(chapters), *chapters)
    file = opened(content)
    anchors = [link.get(qn("w:anchor")) for link in file.element.body.iter(qn("w:hyperlink"))]
    marks = {
        mark.get(qn("w:name")): "".join(letters.text for letters in mark.getparent().iter(qn("w:t")))
        for mark in file.element.body.iter(qn("w:bookmarkStart"))
    }
    assert [marks[anchor] for anchor in anchors] == ["Chapter 1", "Chapter 2"]
    assert [code for code in fields(content) if code.startswith("TOC")] == ['TOC \\o "1-1" \\n \\h']


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://example.invalid","x")',
        "{ DDEAUTO c:\\\\windows\\\\cmd.exe }",
        "INCLUDEPICTURE http://example.invalid/a.png",
        '<w:p/> & <script>"',
    ],
)
def test_words_are_words(text: str) -> None:
    content = made(Paragraph(text), council=text, footer=text)
    assert text in words(content)
    assert fields(content) == ["PAGE", "NUMPAGES"]
    for name, part in parts(content).items():
        assert b"TargetMode" not in part, name
        assert not name.endswith((".bin", ".vml"))


def test_what_xml_cannot_hold_is_seen_or_gone() -> None:
    text = "".join(map(chr, range(32))) + "\x7f\x85\ufffe\uffff end"
    content = made(Paragraph(text), council=text, footer=text)
    assert "end" in words(content)
    assert "\ufffd\ufffd end" in words(content)


def test_the_file_names_the_council_and_neither_computer_nor_hour() -> None:
    content = made(council="Northmere <&>", subject="About")
    about = opened(content).core_properties
    assert (about.title, about.author, about.subject, about.language) == (
        "A title", "Northmere <&>", "About", "en-GB",
    )  # fmt: skip
    assert about.last_modified_by == ""
    core = parts(content)["docProps/core.xml"]
    assert b"created" not in core
    assert b"python" not in core.lower()
    assert not any(
        name.startswith(("customXml", "docProps/app", "docProps/thumb")) for name in parts(content)
    )


def test_the_same_document_gives_the_same_bytes() -> None:
    assert as_docx(compose(FULL)) == as_docx(compose(FULL))


@pytest.mark.parametrize(
    "text", ["<b>bold</b> & ", "Donaudampfschifffahrt" * 12, "للأطفال الحق ", "a\nb\n\nc "]
)
def test_one_text_in_every_field_is_all_there(text: str) -> None:
    content = as_docx(compose(everywhere(text)))
    parts(content)
    found = squeezed(words(content))
    for finding in everywhere(text).findings:
        assert squeezed(finding.text) in found


def test_reading_text_is_as_large_as_on_paper() -> None:
    theme = large()
    body = [Heading(1, "A"), Heading(2, "B"), Paragraph("words")]
    file = opened(as_docx(Document("A", body, theme=theme)))
    assert file.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:sz')}").get(qn("w:val")) == "28"
    text = Paragraph([Run("Why: ", strong=True), "because"])
    runs = opened(as_docx(Document("A", [*body, text], theme=theme))).paragraphs[3].runs
    assert [run.bold for run in runs] == [True, None]


def test_what_progress_raises_goes_through() -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        as_docx(compose(FULL), stop)


@pytest.mark.needs_tool("soffice")
def test_another_program_opens_it_and_finds_every_word(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(as_docx(compose(FULL)))
    settings = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = ["soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    with pypdfium2.PdfDocument(tmp_path / "a.pdf") as paper:
        pages = [page.get_textpage().get_text_range() for page in paper]
    text = squeezed(" ".join(pages))
    for finding in FULL.findings:
        assert squeezed(finding.text) in text
    assert f"Page{len(pages)}of{len(pages)}" in text
