"""How long large documents take and how much memory, beside bare reportlab or beside a smaller one of their kind.

Times are this process's own (CPU time), so that a busy machine does not change them.
"""

import io
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph as BareParagraph
from reportlab.platypus import SimpleDocTemplate

from crp_desktop.documents.prepare import RenderedDocument, find_subject, make_report
from crp_desktop.domain.kinds import Audience, Direction, FindingKind
from crp_desktop.rendering.content import Column, Heading, Table
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.writer import Built, build
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.findings.finding import Span, insert_finding
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import BADGES, PASSPHRASE, new_programme
from tests.rendering.reading import Pdf

FINDINGS = 100
MOST_SECONDS = 3.0
MOST_MEGABYTES = 300
PAGES = 300
SAID = (
    "We wait for months before anybody sees us, and nobody says how long it is going to be or what to do meanwhile.",
    "At the centre there is always somebody who listens, and they write down what we say in our own words.",
    "There ought to be one page that says what help there is, checked by a young person every month.",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A programme with a hundred findings on three hundred notes, each with articles and badges."""
    made = new_programme(tmp_path_factory.mktemp("pack") / "pack.crp", PASSPHRASE)
    shops = [
        add_workshop(made, held_on=f"2026-0{n}-11", audience=list(Audience)[n % 4]).value for n in range(1, 6)
    ]
    with made.write("Findings") as step:
        notes = {
            shop: insert_notes(step, shop, [NewNote(f"{SAID[n % 3]} ({n})") for n in range(60)])
            for shop in shops
        }
        for at in range(FINDINGS):
            shop = shops[at % 5]
            spans = [Span(note) for note in notes[shop][at % 50 : at % 50 + 3]]
            text = f"{at}. {SAID[at % 3]} {SAID[(at + 1) % 3]}"
            one = insert_finding(step, list(FindingKind)[at % 3], text, workshop_id=shop, spans=spans)
            for place, number in enumerate({1 + at % 42, 12, 1 + at * 7 % 42}):
                step.insert(tables.finding_article, finding_id=one, number=number, main=not place, reason="")
            for place, key in enumerate({BADGES[at % 6], BADGES[(at + 1) % 6]}):
                step.insert(
                    tables.finding_badge,
                    finding_id=one, badge_key=key, main=not place, direction=Direction.SUPPORTS, reason="",
                )  # fmt: skip
    yield made
    made.close()


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The least CPU time of a few rounds."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def bare(words: str) -> int:
    """The same words as plain paragraphs of ordinary length by reportlab alone."""
    style = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=16, spaceAfter=8)
    buffer = io.BytesIO()
    story: list[Any] = [BareParagraph(line, style) for line in wrap(words, 240)]
    SimpleDocTemplate(buffer).build(story)
    return len(buffer.getvalue())


def test_evidence_pack_of_a_hundred_findings(benchmark: Any, store: Store) -> None:
    def make() -> RenderedDocument:
        return make_report(store, find_subject(store, "evidence-pack", options={"quotes": "all"}))

    made = make()
    taken = seconds(make)
    benchmark.pedantic(make, rounds=1)
    words = Pdf(made.content).root().said()
    assert all(f"{at}. {SAID[at % 3][:20]}" in words for at in range(FINDINGS))
    benchmark.extra_info.update(
        pages=made.pages,
        cpu_seconds=round(taken, 2),
        times_bare=round(taken / seconds(lambda: bare(words)), 2),
    )
    assert taken <= MOST_SECONDS


def long_table(rows: int) -> Built:
    """A table of that many rows as a document."""
    columns = [Column("Number", header=True), Column("WithdrawnWordsMatcher"), Column("Count", align="end")]
    cells = [[str(at), SAID[at % 3], str(at * 7 % 1000)] for at in range(rows)]
    body = [Heading(1, "Test"), Table(columns, cells)]
    return build(Document("Test", body), io.BytesIO())


def test_a_table_ten_times_as_long_takes_about_ten_times_as_long(benchmark: Any) -> None:
    long_table(200)
    short = seconds(lambda: long_table(1_000))
    long = seconds(lambda: long_table(10_000), rounds=1)
    benchmark.pedantic(long_table, args=(1_000,), rounds=1)
    benchmark.extra_info.update(rows_10000_cpu_seconds=round(long, 2), times=round(long / short, 1))
    assert long / short <= 16


MEMORY = """
import re, sys
from pathlib import Path
from tests.benchmarks.test_report_speed import long_table
built = long_table(int(sys.argv[1]))
print(built.pages, re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system does not say it this way")
def test_three_hundred_pages_fit_into_memory(benchmark: Any) -> None:
    def measure() -> tuple[int, float]:
        done = subprocess.run(
            [sys.executable, "-c", MEMORY, "7000"], capture_output=True, text=True, check=True
        )
        pages, kilobytes = done.stdout.split()
        return int(pages), int(kilobytes) / 1024

    pages, megabytes = benchmark.pedantic(measure, rounds=1)
    benchmark.extra_info.update(pages=pages, megabytes=round(megabytes))
    assert pages >= PAGES
    assert megabytes <= MOST_MEGABYTES
