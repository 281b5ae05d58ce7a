"""What a file needs from time to time and nobody should wait for: its -wal folded in, its search index merged.

Nothing of it changes what is saved: a change is on disk when its transaction has committed, into the -wal.
"""

from collections.abc import Callable

from sqlalchemy import Engine

from crp_desktop.storage import search
from crp_desktop.storage.engine import in_words, writing

_PAGES = 16


def fold(engine: Engine) -> None:
    """Copies what the -wal holds into the file while others read and write on, so that it begins anew.

    Waits for nobody: pages that a reader still needs stay for the next time.
    """
    with in_words(), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")


def merge(engine: Engine, go_on: Callable[[], bool]) -> bool:
    """Merges the search index bit by bit, a transaction of some milliseconds each, while `go_on` says so.

    Returns whether nothing is left to merge.
    """
    while go_on():
        with in_words(), writing(engine) as conn:
            if not search.merge(conn, _PAGES):
                return True
    return False
