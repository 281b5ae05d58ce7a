"""100,000 notes: Enter to disk, searching, opening 5,000, scrolling; each beside the barest thing there is.

Run with `pytest tests/benchmarks/test_notes.py --benchmark-only`. `test_floor_...` is SQLite or FTS5 alone.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import text
from sqlcipher3 import dbapi2

from crp_desktop.domain.capture import understand
from crp_desktop.services.capture import file_line
from crp_desktop.services.note import notes
from crp_desktop.services.search import search
from crp_desktop.services.workshop import prompts, workshops
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE
from tests.make_store import make_store
from tests.ui.window import Desk, desk

NOTES = 100_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = make_store(tmp_path_factory.mktemp("notes") / "many.crp", NOTES, 100, PASSPHRASE)
    yield made
    made.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory, store: Store) -> Iterator[dbapi2.Connection]:
    """Plain SQLite with the same notes in one table and one full-text index, nothing else."""
    path = tmp_path_factory.mktemp("bare") / "bare.db"
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(words)")
    with store.read() as conn:
        rows = conn.execute(text("SELECT text FROM note")).all()
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO note (text) VALUES (?)", [tuple(row) for row in rows])
    connection.executemany("INSERT INTO search (words) VALUES (?)", [tuple(row) for row in rows])
    connection.execute("COMMIT")
    yield connection
    connection.close()


@pytest.fixture
def at(look: Look, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:
        yield made


def test_enter_to_disk(benchmark: BenchmarkFixture, store: Store) -> None:
    shop = workshops(store)[0].id
    prompt = prompts(store, shop)[0].id
    number = count()
    benchmark.pedantic(
        lambda: file_line(store, shop, understand(f"P1: note {next(number)} about the bus"), prompt),
        rounds=300,
        warmup_rounds=5,
    )
    benchmark.extra_info["p99_ms"] = p99(benchmark)


def test_floor_enter_to_disk(benchmark: BenchmarkFixture, bare: dbapi2.Connection) -> None:
    def file() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO note (text) VALUES ('note about the bus')")
        bare.execute("INSERT INTO search (words) VALUES ('note about the bus')")
        bare.execute("COMMIT")

    benchmark.pedantic(file, rounds=300, warmup_rounds=5)
    benchmark.extra_info["p99_ms"] = p99(benchmark)


def test_enter_to_the_next_line(benchmark: BenchmarkFixture, at: Desk, store: Store) -> None:
    page = at.go("capture", workshop=workshops(store)[0].id)
    field = page.line.field  # type: ignore[attr-defined]
    number = count()

    def typed() -> None:
        QApplication.processEvents()
        field.insertPlainText(f"P2: note {next(number)} about the bus")
        QApplication.processEvents()

    def enter() -> None:
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == ""

    benchmark.pedantic(enter, setup=typed, rounds=200, warmup_rounds=5)
    benchmark.extra_info["p99_ms"] = p99(benchmark)


@pytest.mark.parametrize("words", ["council", "brother exam", "the council waits for my brother", "314"])
def test_search(benchmark: BenchmarkFixture, store: Store, words: str) -> None:
    assert benchmark(search, store, words, 50)


@pytest.mark.parametrize("words", ['"council" *', '"brother" * AND "exam" *'])
def test_floor_search(benchmark: BenchmarkFixture, bare: dbapi2.Connection, words: str) -> None:
    query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 50"
    assert benchmark(lambda: bare.execute(query, (words,)).fetchall())


def test_asking_for_5000_notes(benchmark: BenchmarkFixture, store: Store) -> None:
    assert len(benchmark(notes, store, workshops(store)[-1].id)) == 5_000


def test_opening_a_workshop_of_5000(benchmark: BenchmarkFixture, at: Desk, store: Store) -> None:
    first, last = workshops(store)[-1].id, workshops(store)[-2].id
    turns = count()
    benchmark.pedantic(
        lambda: at.go("capture", workshop=(first, last)[next(turns) % 2]), rounds=10, warmup_rounds=2
    )


def test_a_frame_of_scrolling(benchmark: BenchmarkFixture, at: Desk, store: Store) -> None:
    page = at.go("capture", workshop=workshops(store)[-1].id)
    stream = page.stream  # type: ignore[attr-defined]
    bar = stream.verticalScrollBar()
    bar.setValue(0)

    def frame() -> None:
        bar.setValue((bar.value() + 90) % max(bar.maximum(), 1))
        stream.viewport().repaint()

    benchmark.pedantic(frame, rounds=400, warmup_rounds=5)
    benchmark.extra_info["p99_ms"] = p99(benchmark)


def p99(benchmark: BenchmarkFixture) -> float:
    """The 99th percentile of the rounds, in milliseconds."""
    data = sorted(benchmark.stats.stats.data)  # type: ignore[union-attr]
    return round(data[int(len(data) * 0.99)] * 1000, 2)
