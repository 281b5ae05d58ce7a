"""A mark inside a programme file while changes may wait beside it, in its -wal.

Without it a file that was copied alone, or renamed after a crash, opens as it was some while ago and nobody is told.
The mark is another application id: one number in the file's own header, set before the first change of an opening and
taken away when the last connection folds the -wal in. While a file has the mark, its -wal is there and not empty.
"""

import logging
from contextlib import suppress
from typing import Any

from sqlcipher3 import dbapi2

from crp_desktop.storage.connection import APPLICATION_ID, OpenFile, connect

_log = logging.getLogger(__name__)

MARKED_ID = 0x4352504F


def set_mark(file: OpenFile) -> None:
    """Marks an open file, unless it is marked; a connection of its own keeps the -wal until `clear_mark`.

    One that is open to read only is never marked. Raises the driver's errors; the file then is as it was.
    """
    with file.marking:
        if file.marker is None and not file.read_only:
            file.marker = _marked(file)


def clear_mark(file: OpenFile) -> None:
    """Takes the mark away, for the last connection to fold in. A disk that refuses keeps the mark and the -wal."""
    with file.marking:
        marker, file.marker = file.marker, None
    if marker is not None:
        try:
            unmark(marker)
        except dbapi2.Error as error:
            _log.warning("the file keeps its mark", exc_info=error)
        finally:
            marker.close()


def unmark(connection: Any) -> None:
    """Takes the mark from what a driver connection has open; a file of another kind stays what it is."""
    if is_marked(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def is_marked(connection: Any) -> bool:
    """Whether what a driver connection has open has the mark."""
    return bool(connection.execute("PRAGMA application_id").fetchone()[0] == MARKED_ID)


def _marked(file: OpenFile) -> Any:
    """The connection that set the mark; a checkpoint brings it from the -wal into the file itself."""
    connection = connect(file.path, file.raw, file.salt)
    try:
        if connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID:
            connection.execute(f"PRAGMA application_id = {MARKED_ID}")
            with suppress(dbapi2.OperationalError):
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
