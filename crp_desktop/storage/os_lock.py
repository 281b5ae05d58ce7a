"""What the operating system locks: a lock file as a whole, and one byte of a programme file.

Both locks belong to an open file, not to a name, and end with the process. Neither is SQLite's.
"""

import errno
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path

from crp_desktop.domain.errors import ReadOnly
from crp_desktop.domain.i18n import tr

BYTE = 0x4000_0800
"""Which byte of a programme is locked: in the one page where SQLite keeps nothing, past the bytes it locks itself."""

_NO_LOCKS = tuple(
    getattr(errno, name) for name in ("ENOLCK", "ENOSYS", "EOPNOTSUPP", "ENOTSUP") if hasattr(errno, name)
)
_LOCKED = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


def lock_whole(handle: int, path: Path) -> bool:
    """Locks an open lock file; False when another open file has the lock, in this process or another.

    Raises ReadOnly, naming `path`, where the drive has no locks.
    """
    return _asked(lambda: _lock_bytes(handle, 1 << 30) if sys.platform == "win32" else _flock(handle), path)


def lock_byte(handle: int, path: Path) -> bool:
    """Locks `BYTE` of an open programme file, whatever name it was opened by; otherwise as `lock_whole`.

    The lock of the whole file (flock) would meet SQLite's own on macOS and on network drives, and one of the process
    (fcntl) ends when any part of the process closes the file: so a lock of the open file where there is one.
    """
    return _asked(lambda: _lock_bytes(handle, BYTE) if sys.platform == "win32" else _range(handle), path)


def _asked(lock: Callable[[], None], path: Path) -> bool:
    try:
        lock()
    except OSError as error:
        if error.errno in _LOCKED:
            return False
        if error.errno in _NO_LOCKS:
            raise ReadOnly(
                tr(
                    "The drive that “{name}” is on cannot lock files: two people could overwrite each other’s work.",
                    name=path.name,
                ),
                safe=tr("Nothing was changed."),
                todo=tr("Copy the file to a folder on this computer, or open it to read only."),
            ) from error
        raise
    return True


def _lock_bytes(handle: int, at: int) -> None:
    """Windows: refused bytes cannot be read either, so it is never one that holds anything."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, at, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)


def _flock(handle: int) -> None:
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _range(handle: int) -> None:
    if sys.platform != "win32":
        import fcntl

        wanted = getattr(fcntl, "F_OFD_SETLK", None)
        if wanted is not None:
            try:
                fcntl.fcntl(handle, wanted, _flock_struct(fcntl.F_WRLCK))
                return
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, BYTE)


def _flock_struct(kind: int) -> bytes:
    """C's `struct flock` for one byte at `BYTE`, counted from the start; the process id must be nought."""
    if sys.platform == "darwin":
        return struct.pack("qqihh0q", BYTE, 1, 0, kind, os.SEEK_SET)
    return struct.pack("hhqqi0q", kind, os.SEEK_SET, BYTE, 1, 0)
