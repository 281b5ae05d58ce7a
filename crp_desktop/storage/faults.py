"""What a disk or a database says when it fails, put into words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import Damaged, Problem, ReadOnly, StoreProblem, WriteFailed
from crp_desktop.domain.i18n import tr

_OS_FULL = (
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EFBIG)
)
_MESSAGES = (
    ("database or disk is full", dbapi2.SQLITE_FULL),
    ("disk I/O error", dbapi2.SQLITE_IOERR),
    ("attempt to write a readonly database", dbapi2.SQLITE_READONLY),
    ("database is locked", dbapi2.SQLITE_BUSY),
    ("database table is locked", dbapi2.SQLITE_LOCKED),
    ("database disk image is malformed", dbapi2.SQLITE_CORRUPT),
    ("file is not a database", dbapi2.SQLITE_NOTADB),
    ("unable to open database file", dbapi2.SQLITE_CANTOPEN),
    ("out of memory", dbapi2.SQLITE_NOMEM),
)


def translate(error: BaseException) -> Problem:
    """The Problem to raise instead of an error of the driver, SQLAlchemy or the operating system.

    A Problem comes back as it is. What no person can act on becomes a StoreProblem that quotes the error.
    """
    return _known(error) or StoreProblem(
        tr(
            "The programme file gave an unexpected error: {detail}", detail=str(getattr(error, "orig", error))
        ),
        safe=_kept(),
        todo=tr(
            "Close the programme and open it again. If it happens again, send the log to your IT support."
        ),
    )


@contextmanager
def in_words(*, system: bool = False) -> Iterator[None]:
    """Turns what SQLite says of the disk into Problems, with `system` also what the operating system says.

    Errors of the program itself pass unchanged.
    """
    try:
        yield
    except (DBAPIError, dbapi2.Error, OSError) as error:
        problem = _known(error) if system or not isinstance(error, OSError) else None
        if problem is None:
            raise
        raise problem from error


def _known(error: BaseException) -> Problem | None:
    if isinstance(error, Problem):
        return error
    if isinstance(error, DBAPIError) and error.orig is not None:
        return _known(error.orig)
    if isinstance(error, dbapi2.Error | sqlite3.Error):
        return _from_sqlite(code_of(error))
    if isinstance(error, OSError):
        return _from_os(error)
    return None


def code_of(error: BaseException) -> int:
    """SQLite's primary result code; told by the message where the driver gives none, as from its backup call."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF
    return next((code for start, code in _MESSAGES if str(error).startswith(start)), 0)


def _kept() -> str:
    return tr("Everything saved before this is safe. The last change is not saved.")


def full() -> WriteFailed:
    """For a disk with no room left."""
    return WriteFailed(
        tr("The disk is full."),
        safe=_kept(),
        todo=tr("Free some space on the disk, or save a copy somewhere else."),
    )


def failing() -> WriteFailed:
    """For a disk that stopped answering: a stick pulled out, a network drive gone."""
    return WriteFailed(
        tr("The disk with the programme file stopped responding."),
        safe=_kept(),
        todo=tr("Put the USB stick back or reconnect the drive, then open the programme again."),
    )


def read_only() -> ReadOnly:
    """For a file or folder that may not be written."""
    return ReadOnly(
        tr("The programme file, or the folder it is in, cannot be written to."),
        safe=tr("Nothing in the file was changed."),
        todo=tr("Copy the file to a folder of your own, or open it to read only."),
    )


def gone() -> StoreProblem:
    """For a file or folder that was there and is not any more."""
    return StoreProblem(
        tr("The file or its folder is no longer where it was: it was moved, or its disk was taken out."),
        safe=_kept(),
        todo=tr("Put it back or reconnect the disk, or choose another place."),
    )


def damaged() -> Damaged:
    """For a page that does not match its own check or a structure that does not hold together."""
    return Damaged(
        tr("A part of the programme file is damaged and cannot be read."),
        safe=tr("The file was left as it is. Backups are separate files and are not affected."),
        todo=tr("Open the newest backup. Keep the damaged file: parts of it may still be read."),
    )


def _from_sqlite(code: int) -> Problem | None:
    match code:
        case dbapi2.SQLITE_FULL:
            return full()
        case dbapi2.SQLITE_IOERR:
            return failing()
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM:
            return read_only()
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return WriteFailed(
                tr("The programme file is busy with another task."),
                safe=_kept(),
                todo=tr("Wait until the import, backup or printing is done, then try again."),
            )
        case dbapi2.SQLITE_CORRUPT | dbapi2.SQLITE_NOTADB:
            return damaged()
        case dbapi2.SQLITE_CANTOPEN:
            return gone()
        case dbapi2.SQLITE_NOMEM:
            return StoreProblem(
                tr("This computer has run out of memory."),
                safe=_kept(),
                todo=tr("Close other apps, then try again."),
            )
    return None


def _from_os(error: OSError) -> Problem | None:
    if error.errno in _OS_FULL:
        return full()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return read_only()
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return gone()
    if error.errno in (errno.EIO, errno.ENXIO, errno.ENODEV):
        return failing()
    return None
