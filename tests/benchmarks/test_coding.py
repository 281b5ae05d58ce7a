"""Opening the coding of a workshop with 5,000 notes, 500 of them coded.

Run with `pytest tests/benchmarks/test_coding.py --benchmark-only`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture.note import NewNote, notes
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE, add_notes, new_programme
from tests.ui.window import desk

NOTES = 5_000


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, str, str]]:
    store = new_programme(tmp_path_factory.mktemp("coding") / "many.crp", PASSPHRASE)
    few, many = (add_workshop(store, title=title).value for title in ("Few", "Many"))
    add_notes(store, few, [NewNote("One note")])
    words = "We wait for the bus and nobody tells us when it comes, so we walk home in the dark: note {}"
    add_notes(store, many, [NewNote(words.format(number)) for number in range(NOTES)])
    for number, note in enumerate(notes(store, many)[::10]):
        spans = [Span(note.id, 0, 20)]
        make_finding(store, FindingKind.CONCERN, f"Finding {number}", workshop_id=many, spans=spans)
    yield store, few, many
    store.close()


def test_open(benchmark: BenchmarkFixture, look: Look, shops: tuple[Store, str, str], tmp_path: Path) -> None:
    """From the call to the painted page; the workshop before it is another one each time."""
    store, few, many = shops
    with desk(look, store, tmp_path) as at:
        page = at.go("coding", workshop=few)
        assert isinstance(page, CodingPage)

        def away() -> None:
            at.go("coding", workshop=few)

        def come() -> None:
            at.nav.go("coding", workshop=many)
            page.text.viewport().repaint()
            QApplication.processEvents()

        benchmark.pedantic(come, setup=away, rounds=8, warmup_rounds=1)
        note = page.text.note_at_caret()
        assert note is not None
        assert note.workshop_id == many
