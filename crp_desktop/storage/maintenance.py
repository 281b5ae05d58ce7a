"""What a file needs from time to time and nobody should wait for: its -wal folded in, its search index merged; and
once, when it is opened by a program that folds words in another way, its search index made anew.

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


def reindex(engine: Engine) -> None:
    """Makes the search index anew when its words were folded in another way; a private copy may be written to for it.

    Takes a second for some 20,000 notes.
    """
    with in_words(), engine.connect() as connection:
        if not search.is_outdated(connection):
            return
        connection.rollback()
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        search.rebuild(connection)
        connection.commit()
        connection.invalidate()
