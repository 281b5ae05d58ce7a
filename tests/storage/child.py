"""Another process at work on a programme file, for tests to kill: write | rekey | lock | lockless."""

import sys
from pathlib import Path

from crp_desktop.storage.engine import change_key, open_engine, writing
from crp_desktop.storage.lock import take
from tests.storage.files import KEY, OTHER


def _say(text: object) -> None:
    print(text, flush=True)


def _write(path: Path) -> None:
    """Says each row's id once it is committed, until killed."""
    engine = open_engine(path, KEY)
    while True:
        with writing(engine) as connection:
            row = connection.exec_driver_sql("INSERT INTO thing (text) VALUES ('word')").lastrowid
        _say(row)


def _rekey(path: Path) -> None:
    """Says "open", waits to be told, then gives the file one key after the other until killed."""
    engine = open_engine(path, KEY)
    _say("open")
    sys.stdin.readline()
    while True:
        change_key(engine, path, OTHER)
        change_key(engine, path, KEY)


def _lock(path: Path) -> None:
    """Says "locked" and holds the lock until told to stop."""
    with take(path, "Ann"):
        _say("locked")
        sys.stdin.readline()


if __name__ == "__main__":
    {"write": _write, "rekey": _rekey, "lock": _lock}[sys.argv[1]](Path(sys.argv[2]))
