"""Private copies of a programme, to read it as it was at one moment: no word of one ever stands on a disk in plain.

A locked programme is copied as it is, locked, into the temporary folder; a plain one into memory.
"""

import filecmp
import os
import secrets
import shutil
import stat
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from crp_desktop import private
from crp_desktop.domain.errors import Problem, ReadOnly, StoreProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import faults, file_format, os_lock
from crp_desktop.storage.connection import READING, UNTOUCHED, connect, connect_memory
from crp_desktop.storage.file_identity import FileIdentity

_PREFIX = "crp-"
_IN_USE = "in-use"
_TIMES = 10


class LockedCopy:
    """A temporary folder with a copy of a locked file and its -wal, both of the same moment.

    Both are read twice and copied again until nothing changed between; raises StoreProblem after ten copies. The folder
    goes with `cleanup`, or at the next `sweep` when this process is killed.
    """

    def __init__(self, path: Path) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True)
        self._handle: int | None = _mark_in_use(Path(self._folder.name))
        self.path = Path(self._folder.name) / path.name
        self.whole_wal = False
        try:
            self._fill(path)
        except BaseException:
            self.cleanup()
            raise

    def _fill(self, path: Path) -> None:
        copies = [(path, self.path), (file_format.wal(path), file_format.wal(self.path))]
        for attempt in range(_TIMES):
            time.sleep(0.02 * attempt)
            with suppress(FileNotFoundError):
                for source, target in copies:
                    target.unlink(missing_ok=True)
                    if source.exists():
                        shutil.copyfile(source, target)
                if all(_same(source, target) for source, target in copies):
                    self.whole_wal = file_format.has_whole_wal(self.path)
                    return
        raise _too_fast(path)

    def connect(self, raw: bytes | None, salt: bytes | None) -> Any:
        """A connection on the copy."""
        return connect(self.path, raw, salt)

    def cleanup(self) -> None:
        """Takes the copy away; doing so twice is harmless."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)
            self._folder.cleanup()


class MemoryCopy:
    """A plain file with what waits in its -wal, in memory.

    Nothing is written but the -shm, SQLite's own, where a -wal waits and there is none.
    """

    def __init__(self, path: Path) -> None:
        self._name = secrets.token_hex(8)
        self._anchor = connect_memory(self._name)
        self.whole_wal = False
        try:
            self._fill(path)
        except BaseException:
            self.cleanup()
            raise

    def _fill(self, path: Path) -> None:
        for attempt in range(_TIMES):
            time.sleep(0.02 * attempt)
            before = _state(path)
            waits = file_format.has_wal(path)
            self.whole_wal = file_format.has_whole_wal(path)
            mode = READING if waits else UNTOUCHED
            with closing(connect(path, None, None, mode=mode)) as source:
                _copy(path, source, self._anchor)
            if waits or _state(path) == before:
                return
        raise _too_fast(path)

    def connect(self, raw: bytes | None, salt: bytes | None) -> Any:
        """A connection on the copy, which has no key."""
        return connect_memory(self._name)

    def cleanup(self) -> None:
        """Forgets the copy once all its connections are closed; doing so twice is harmless."""
        self._anchor.close()


def copy_of(path: Path, *, locked: bool) -> LockedCopy | MemoryCopy:
    """A private copy of the programme at `path`, for the caller to clean up. Raises StoreProblem or SQLite's errors."""
    return LockedCopy(path) if locked else MemoryCopy(path)


def sweep() -> None:
    """Takes away the copies that killed processes of this account left in the temporary folder."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as found:
        for entry in found:
            with suppress(OSError, Problem):
                if entry.name.startswith(_PREFIX) and entry.is_dir(follow_symlinks=False):
                    _take_away(Path(entry.path))


def _take_away(folder: Path) -> None:
    if hasattr(os, "geteuid") and folder.lstat().st_uid != os.geteuid():
        return
    place = folder / _IN_USE
    if not stat.S_ISREG(place.lstat().st_mode):
        return
    handle = os.open(place, os.O_RDWR)
    try:
        free = os_lock.lock_whole(handle, place)
    finally:
        os.close(handle)
    if free:
        shutil.rmtree(folder, ignore_errors=True)


def _mark_in_use(folder: Path) -> int:
    """The handle of a locked file in the folder, which has its name only once it is locked."""
    new = folder / "new"
    handle = private.opener(new, os.O_CREAT | os.O_EXCL | os.O_RDWR)
    with suppress(ReadOnly):
        os_lock.lock_whole(handle, new)
    with suppress(OSError):
        os.rename(new, folder / _IN_USE)
    return handle


def _copy(path: Path, source: Any, anchor: Any) -> None:
    """Copies pages, then says in the copy that it has no -wal: memory can have none."""
    try:
        anchor.execute("PRAGMA locking_mode = EXCLUSIVE")
        source.backup(anchor)
        anchor.execute("PRAGMA journal_mode = DELETE")
        anchor.execute("PRAGMA locking_mode = NORMAL")
        anchor.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.Error as error:
        if file_format.has_wal(path) and faults.code_of(error) == dbapi2.SQLITE_CANTOPEN:
            raise StoreProblem(
                tr(
                    "There are changes in a file next to “{name}”, and they cannot be read in this folder.",
                    name=path.name,
                ),
                safe=tr("The file was not changed."),
                todo=tr(
                    "Copy it and “{wal}” to a folder of your own, and open it there.",
                    wal=file_format.wal(path).name,
                ),
            ) from error
        raise


def _state(path: Path) -> tuple[FileIdentity, int, int, bool]:
    found = path.stat()
    return FileIdentity.of(path), found.st_size, found.st_mtime_ns, file_format.has_wal(path)


def _same(source: Path, target: Path) -> bool:
    """Compared byte by byte: Windows tells the time of a change late."""
    if source.exists() and target.exists():
        return filecmp.cmp(source, target, shallow=False)
    return source.exists() == target.exists()


def _too_fast(path: Path) -> StoreProblem:
    return StoreProblem(
        tr("“{name}” keeps changing, so it could not be read.", name=path.name),
        safe=tr("The file was not changed."),
        todo=tr("Try again in a minute."),
    )
