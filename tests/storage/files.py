"""What the tests of programme files share: quick keys, a small table, folders that refuse, processes that die."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from unittest import mock

from sqlalchemy import Engine

from crp_desktop import paths
from crp_desktop.storage import engine as files
from crp_desktop.storage.engine import close, writing
from crp_desktop.storage.keys import Key

KEY = Key(raw=bytes(range(32)))
OTHER = Key(raw=bytes(range(1, 33)))
MARKER = "zebra-crossing-marker"
NOBODY = 65534


def create(path: Path, key: Key) -> Engine:
    """A new file without tables, still open."""
    path.touch(exist_ok=False)
    return files.create(path, *key.for_new_file())


def make(path: Path, key: Key = KEY, rows: int = 10, *, words: str = "word") -> Engine:
    """A file with one table of `rows` short texts, still open."""
    engine = create(path, key)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE thing (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    add(engine, rows, words)
    return engine


def make_closed(path: Path, key: Key = KEY, rows: int = 10) -> Path:
    """The same, closed."""
    close(make(path, key, rows))
    return path


def add(engine: Engine, rows: int, words: str = "word") -> None:
    """Adds rows in one transaction."""
    with writing(engine) as connection:
        for _ in range(rows):
            connection.exec_driver_sql("INSERT INTO thing (text) VALUES (?)", (words,))


def count(engine: Engine) -> int:
    """How many rows there are."""
    with engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM thing").scalar_one())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def child(*arguments: object) -> "subprocess.Popen[str]":
    """`python -m tests.storage.child ARGUMENTS`, its output to be read line by line."""
    command = [sys.executable, "-m", "tests.storage.child", *map(str, arguments)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def open_folder() -> Iterator[Path]:
    """A temporary folder that other accounts can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextmanager
def no_rights() -> Iterator[None]:
    """Inside, files are reached as an ordinary account: root may write anywhere, whatever the permissions say.

    That account may not be able to read the project (under /root, say), so it gets its own copy of what is read late.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    import_module("alembic.command")
    with open_folder() as folder:
        migrations = shutil.copytree(paths.migrations(), folder / "db")
        with mock.patch.object(paths, "migrations", return_value=migrations):
            os.seteuid(NOBODY)
            try:
                yield
            finally:
                os.seteuid(0)
