"""100,000 notes: Enter to disk, searching, opening 5,000, scrolling; each beside the barest thing there is.

Run with `pytest tests/benchmarks/test_notes.py --benchmark-only`. `test_floor_...` is SQLite or FTS5 alone.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import text
from sqlcipher3 import dbapi2

from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture.lines import file_line
from crp_desktop.services.capture.note import notes
from crp_desktop.services.programme.keeping import tidy_up
from crp_desktop.services.programme.search import search
from crp_desktop.services.workshops.workshop import prompts, workshops
from crp_desktop.storage.backup import save_copy
from crp_desktop.storage.store import Store
from crp_desktop.ui.collector import spare_collector
from crp_desktop.ui.housekeeping import Housekeeping
from crp_desktop.ui.theme import Look
from tests.benchmarks.beside import beside, percentile
from tests.make import PASSPHRASE
from tests.make_store import make_store
from tests.ui.window import Desk, desk

NOTES = 100_000
TIDY_EVERY = 100


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
        spare_collector()
        yield made


def bare_insert(bare: dbapi2.Connection) -> Callable[[], None]:
    """One note and its words in plain SQLite, on disk when it returns."""

    def file() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO note (text) VALUES ('note about the bus')")
        bare.execute("INSERT INTO search (words) VALUES ('note about the bus')")
        bare.execute("COMMIT")

    return file


def now_and_then(store: Store, number: Iterator[int]) -> None:
    """What the window has done every five seconds on its worker, where these rounds take a hundredth of that each."""
    if next(number) % TIDY_EVERY == 0:
        tidy_up(store)


def test_enter_to_disk(benchmark: BenchmarkFixture, store: Store, bare: dbapi2.Connection) -> None:
    shop = workshops(store)[0].id
    prompt = prompts(store, shop)[0].id
    number, tidied = count(), count(1)
    beside(
        benchmark,
        lambda: file_line(store, shop, parse_line(f"P1: note {next(number)} about the bus"), prompt),
        bare_insert(bare),
        before=lambda: now_and_then(store, tidied),
        rounds=600,
    )


@pytest.mark.parametrize("painted", [False, True], ids=["ready", "painted"])
def test_enter_to_the_next_line(
    benchmark: BenchmarkFixture, at: Desk, store: Store, bare: dbapi2.Connection, painted: bool
) -> None:
    """Until the field takes the next line, or until the note stands in the window as well."""
    page = at.go("capture", workshop=workshops(store)[0].id)
    field = page.line.field  # type: ignore[attr-defined]
    number, tidied = count(), count(1)

    def typed() -> None:
        now_and_then(store, tidied)
        QApplication.processEvents()
        field.insertPlainText(f"P2: note {next(number)} about the bus")
        QApplication.processEvents()

    def enter() -> None:
        QTest.keyClick(field, Qt.Key.Key_Return)
        assert field.text() == ""
        if painted:
            QApplication.processEvents()

    beside(benchmark, enter, bare_insert(bare), before=typed, rounds=400)


def test_enter_in_a_session(
    benchmark: BenchmarkFixture, at: Desk, store: Store, bare: dbapi2.Connection, tmp_path: Path
) -> None:
    """Typed letter by letter with pauses, while the worker folds and merges as it does in the window (no backup)."""
    house = Housekeeping(at.ops, at.window, lambda: tmp_path)
    house._tidying.start()
    field = at.go("capture", workshop=workshops(store)[0].id).line.field  # type: ignore[attr-defined]
    number = count()

    def typed() -> None:
        for letter in f"P2: note {next(number)}":
            QTest.keyClick(field, letter)
            QTest.qWait(20)
        QTest.qWait(100 if next(number) % 20 else 3_000)

    beside(
        benchmark,
        lambda: QTest.keyClick(field, Qt.Key.Key_Return),
        bare_insert(bare),
        before=typed,
        rounds=150,
    )
    house.stop()


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
    pair = [one.id for one in workshops(store)[-2:]]
    turns = count()

    def rows() -> None:
        with store.read() as conn:
            query = text("SELECT * FROM note WHERE workshop_id = :shop ORDER BY position")
            assert len(conn.execute(query, {"shop": pair[0]}).cursor.fetchall()) == 5_000

    beside(benchmark, lambda: at.go("capture", workshop=pair[next(turns) % 2]), rows, rounds=20)


def test_a_frame_of_scrolling(benchmark: BenchmarkFixture, at: Desk, store: Store) -> None:
    page = at.go("capture", workshop=workshops(store)[-1].id)
    stream = page.stream  # type: ignore[attr-defined]
    bar = stream.verticalScrollBar()
    bar.setValue(0)

    def frame() -> None:
        bar.setValue((bar.value() + 90) % max(bar.maximum(), 1))
        stream.viewport().repaint()

    benchmark.pedantic(frame, rounds=400, warmup_rounds=5)
    data = list(benchmark.stats.stats.data)  # type: ignore[union-attr]
    benchmark.extra_info["p99_ms"] = percentile(data, 0.99)


MEMORY = """
import os
import resource
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from crp_desktop.services.programme_file import open_programme
from crp_desktop.services.search import search
from crp_desktop.services.workshop import workshops
from crp_desktop.storage.keys import Key
from crp_desktop.ui import theme
from tests.make import PASSPHRASE
from tests.ui.window import Desk
app = QApplication([])
folder = Path(sys.argv[2])
store = open_programme(Path(sys.argv[1]), Key.from_passphrase(PASSPHRASE), backups=folder)
at = Desk(theme.Look(app, "light", 100), store, folder)
for shop in workshops(store)[:4]:
    at.go("capture", workshop=shop.id)
search(store, "council", 50)
for page in ("findings", "rights", "home", "workshops", "print", "settings"):
    at.go(page)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
os._exit(0)
"""


def test_memory(benchmark: BenchmarkFixture, store: Store, tmp_path: Path) -> None:
    """The most memory that a window needs which has shown four workshops of 5,000 notes, a search and six pages."""
    copy = tmp_path / "copy.crp"
    save_copy(store.engine, copy)

    def most() -> int:
        said = subprocess.run(
            [sys.executable, "-c", MEMORY, str(copy), str(tmp_path)],
            capture_output=True, text=True, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            cwd=Path(__file__).parents[2],
        )  # fmt: skip
        return int(said.stdout.split()[-1])

    peak = benchmark.pedantic(most, rounds=1)
    benchmark.extra_info["peak_mb"] = round(peak / 1024)
