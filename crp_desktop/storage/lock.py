"""One process per programme file, by a lock file beside it that names who has it open."""

import getpass
import json
import os
import platform
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from crp_desktop.domain.errors import InUse
from crp_desktop.domain.words import tr
from crp_desktop.storage.faults import in_words

_WINDOWS_BYTE = 1 << 30


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a file open. `since` is UTC in ISO form; `person` falls back to the computer's account."""

    person: str
    computer: str
    pid: int
    since: str

    def __str__(self) -> str:
        return tr("{person} on {computer}", person=self.person, computer=self.computer)


class Lock:
    """The right to write one file; given back by `release`, and by the operating system when the process dies."""

    def __init__(self, path: Path, holder: Holder, file: IO[str]) -> None:
        self.path = path
        self.holder = holder
        self._file: IO[str] | None = file

    def release(self) -> None:
        """Takes the lock file away; doing so twice is harmless."""
        file, self._file = self._file, None
        if file is None:
            return
        if sys.platform == "win32":
            file.close()
            _remove_unless_taken(self.path)
        else:
            _remove_unless_taken(self.path)
            file.close()

    def __enter__(self) -> "Lock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_path(path: Path) -> Path:
    """`NAME.crp.lock` beside the file a name leads to, so that a link and its target share one lock."""
    real = Path(os.path.realpath(path))
    return real.with_name(real.name + ".lock")


def take(path: Path, person: str = "", *, take_over: bool = False) -> Lock:
    """Locks the programme at `path` for this process; `person` is who others are told has it.

    Raises InUse naming the holder, ReadOnly when no lock file can be made there. A lock whose process is gone
    is taken silently. One left by another computer is only taken with `take_over`: this computer cannot see
    whether the other is still at work.
    """
    place = lock_path(path)
    holder = Holder(
        person or _account(), platform.node(), os.getpid(), datetime.now(UTC).isoformat("T", "seconds")
    )
    with in_words(system=True):
        file = _locked_file(place, path)
    before = _read(file)
    if before is not None and before.computer != holder.computer and not take_over:
        file.close()
        raise _left_by_other(path, before)
    try:
        with in_words(system=True):
            file.seek(0)
            file.truncate()
            json.dump(asdict(holder), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        file.close()
        place.unlink(missing_ok=True)
        raise
    return Lock(place, holder, file)


def holder_of(path: Path) -> Holder | None:
    """Who the lock file beside `path` names, alive or not; None without one."""
    try:
        with lock_path(path).open(encoding="utf-8") as file:
            return _read(file)
    except OSError:
        return None


def _locked_file(place: Path, path: Path) -> IO[str]:
    """The open lock file, locked by the operating system; it still is the one that the name stands for."""
    while True:
        file = os.fdopen(os.open(place, os.O_RDWR | os.O_CREAT, 0o644), "r+", encoding="utf-8")
        try:
            if not _lock(file):
                raise _in_use(path, _read(file))
            opened = os.fstat(file.fileno())
            if place.exists() and os.path.samestat(opened, place.stat()):
                return file
        except BaseException:
            file.close()
            raise
        file.close()


def _lock(file: IO[str]) -> bool:
    """Asks the operating system for the lock; False when another process, or this one, has it already."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_WINDOWS_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            file.seek(0)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _read(file: IO[str]) -> Holder | None:
    try:
        file.seek(0)
        found = json.loads(file.read(10_000))
        return Holder(str(found["person"]), str(found["computer"]), int(found["pid"]), str(found["since"]))
    except (ValueError, KeyError, TypeError):
        return None


def _remove_unless_taken(place: Path) -> None:
    """On Windows the file cannot be removed when another process has just opened it: then it is theirs."""
    try:
        place.unlink(missing_ok=True)
    except PermissionError:
        if sys.platform != "win32":
            raise


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return tr("somebody")


def _in_use(path: Path, holder: Holder | None) -> InUse:
    who = str(holder) if holder else tr("somebody")
    return InUse(
        who,
        tr("“{name}” is open already: {holder}.", name=path.name, holder=who),
        safe=tr("Nothing was changed."),
        todo=tr("Close it there first, or open it here to read only."),
    )


def _left_by_other(path: Path, holder: Holder) -> InUse:
    return InUse(
        str(holder),
        tr("“{name}” was opened by {holder} and not closed there.", name=path.name, holder=holder),
        safe=tr("Nothing was changed."),
        todo=tr(
            "If it is still open on that computer, close it there or open it here to read only. "
            "If that computer was switched off, take the file over."
        ),
        left_behind=True,
    )
