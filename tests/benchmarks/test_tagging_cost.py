"""What tagging costs: the same words by bare reportlab and by the press, and the press must not need twice as long."""

import io
import time
from collections.abc import Callable
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph as BareParagraph
from reportlab.platypus import SimpleDocTemplate, Spacer
from reportlab.platypus import Table as BareTable

from crp_desktop import paths
from crp_desktop.rendering.content import Column, Heading, Node, Paragraph, Table
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.writer import build

MOST = 2.0
SECTIONS = 60
ROWS = 12
SENTENCES = [
    "Young people trust the workers at the centre and say that somebody there always listens to them.",
    "Waiting for help with mental health takes too long, and nobody says how long it is going to be.",
    "There is little information on what is available, and what there is uses words that are hard.",
    "Let young people write the letters that tell other young people about services near them.",
]


def words(at: int) -> str:
    return " ".join(f"{SENTENCES[(at + n) % len(SENTENCES)]} ({at}.{n})" for n in range(6))


def cells(section: int, row: int) -> list[str]:
    return [f"{section}.{row}", SENTENCES[(section + row) % len(SENTENCES)], str(section * row)]


def bare() -> int:
    """Headings, paragraphs and tables of paragraphs as reportlab's own users write them."""
    for name in ("Regular", "Bold"):
        path = paths.resource("fonts", f"AtkinsonHyperlegible-{name}.ttf")
        pdfmetrics.registerFont(TTFont(f"Bare-{name}", str(path)))
    body = ParagraphStyle("body", fontName="Bare-Regular", fontSize=11, leading=16, spaceAfter=8)
    small = ParagraphStyle("small", fontName="Bare-Regular", fontSize=10, leading=14)
    head = ParagraphStyle(
        "head", fontName="Bare-Bold", fontSize=17, leading=21, spaceBefore=26, spaceAfter=10
    )
    story: list[Any] = []
    for section in range(SECTIONS):
        story.append(BareParagraph(f"Section {section}", head))
        story += [BareParagraph(words(section * 3 + at), body) for at in range(3)]
        rows = [[BareParagraph(cell, small) for cell in cells(section, row)] for row in range(ROWS)]
        heads = [[BareParagraph(title, small) for title in ("Number", "Sentence", "Count")]]
        story += [BareTable(heads + rows, colWidths=[60, 340, 70], repeatRows=1), Spacer(1, 12)]
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build(story)
    return len(buffer.getvalue())


def tagged() -> int:
    """The same by the press."""
    body: list[Node] = [Heading(1, "Test")]
    columns = [
        Column("Number", width=60, header=True),
        Column("Sentence", width=340),
        Column("Count", width=70),
    ]
    for section in range(SECTIONS):
        body.append(Heading(2, f"Section {section}"))
        body += [Paragraph(words(section * 3 + at)) for at in range(3)]
        body.append(Table(columns, [cells(section, row) for row in range(ROWS)]))
    buffer = io.BytesIO()
    build(Document("Test", body), buffer)
    return len(buffer.getvalue())


def quickest(work: Callable[[], int], rounds: int = 3) -> float:
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def test_tagging_costs_less_than_twice_the_time_of_bare_reportlab(benchmark: Any) -> None:
    without = quickest(bare)
    share = quickest(tagged) / without
    benchmark.pedantic(tagged, rounds=1)
    benchmark.extra_info["bare_seconds"] = round(without, 3)
    benchmark.extra_info["times_bare"] = round(share, 2)
    assert share <= MOST
