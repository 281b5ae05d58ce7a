"""One process per programme file, by a lock file beside it that names who has it open."""

import errno
import getpass
import json
import os
import platform
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from crp_desktop import private
from crp_desktop.domain.errors import InUse, Problem, ReadOnly
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.text import clean_line
from crp_desktop.storage import os_lock
from crp_desktop.storage.faults import in_words

_LONGEST = 100


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

    def __init__(self, place: Path, holder: Holder, file: IO[str], programme: int | None) -> None:
        self.path = place
        self.holder = holder
        self._file: IO[str] | None = file
        self._programme = programme

    def hold(self, path: Path) -> None:
        """Locks the programme itself, for one that was made after the lock was taken. Raises as `take` does."""
        if self._programme is None:
            self._programme = _locked_programme(path)

    def release(self) -> None:
        """Takes the lock file away, or leaves it where it cannot be; doing so twice is harmless.

        Call it when the programme is closed: closing any handle of a file ends SQLite's own locks on it.
        """
        programme, self._programme = self._programme, None
        if programme is not None:
            os.close(programme)
        file, self._file = self._file, None
        if file is not None:
            _give_back(self.path, file)

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

    The lock file beside it says who; a lock on the programme itself also meets those who know it by another name.

    Raises InUse naming the holder, ReadOnly when no lock file can be made there or the drive has no locks. A lock whose
    process is gone is taken silently. One left by another computer is only taken with `take_over`: this computer cannot
    see whether the other is still at work.
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
    programme = None
    try:
        with in_words(system=True):
            programme = _locked_programme(path)
            file.seek(0)
            file.truncate()
            json.dump(asdict(holder), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        if programme is not None:
            os.close(programme)
        _give_back(place, file)
        raise
    return Lock(place, holder, file, programme)


def is_open_somewhere(path: Path) -> bool:
    """Whether a process has the programme at `path` open to write, by whatever name; ask only before `take`."""
    try:
        handle = _locked_programme(path)
    except InUse:
        return True
    except (OSError, Problem):
        return False
    if handle is not None:
        os.close(handle)
    return False


def under_another_name(path: Path, todo: str) -> InUse:
    """For a programme that is open by another name of the same file (a hard link)."""
    return InUse(
        tr("someone"),
        tr("“{name}” is already open under another name.", name=path.name),
        safe=tr("Nothing was changed."),
        todo=todo,
    )


def sweep(folder: Path) -> None:
    """Takes away the lock files in `folder` that processes of this computer left when they were killed."""
    with suppress(OSError), os.scandir(folder) as found:
        places = [Path(entry.path) for entry in found if entry.name.endswith(".lock")]
        for place in places:
            with suppress(OSError, Problem, UnicodeDecodeError):
                _take_away(place)


def _take_away(place: Path) -> None:
    """Only one that names a process of this computer, or says nothing beside the name of a programme, is ours."""
    with _opened(place, os.O_RDWR) as file:
        if not os_lock.lock_whole(file.fileno(), place):
            return
        holder = _read(file)
        empty = place.name.endswith(".crp.lock") and not os.fstat(file.fileno()).st_size
        if empty or (holder is not None and holder.computer == platform.node()):
            _give_back(place, file)


def _locked_file(place: Path, path: Path) -> IO[str]:
    """The open lock file, locked by the operating system; it still is the one that the name stands for."""
    while True:
        file = _opened(place, os.O_RDWR | os.O_CREAT)
        try:
            if not os_lock.lock_whole(file.fileno(), path):
                raise _in_use(path, _read(file))
            opened = os.fstat(file.fileno())
            if place.exists() and os.path.samestat(opened, place.stat()):
                if opened.st_nlink > 1:
                    raise _not_a_lock_file(place)
                return file
        except ReadOnly:
            _give_back_unless_said(place, file)
            raise
        except BaseException:
            file.close()
            raise
        file.close()


def _opened(place: Path, flags: int) -> IO[str]:
    """The lock file itself: a link is not followed, and what is no file is neither waited for nor read."""
    for extra in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC"):
        flags |= getattr(os, extra, 0)
    _require_file(place, place.lstat if os.path.lexists(place) else None)
    try:
        handle = private.opener(place, flags)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EISDIR):
            raise _not_a_lock_file(place) from error
        raise
    try:
        _require_file(place, lambda: os.fstat(handle))
        return os.fdopen(handle, "r+" if flags & os.O_RDWR else "r", encoding="utf-8")
    except BaseException:
        os.close(handle)
        raise


def _require_file(place: Path, look: Callable[[], os.stat_result] | None) -> None:
    if look is not None and not stat.S_ISREG(look().st_mode):
        raise _not_a_lock_file(place)


def _locked_programme(path: Path) -> int | None:
    """The handle that holds the lock on the programme itself; None when there is no such file yet."""
    try:
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        return None
    try:
        if not os_lock.lock_byte(handle, path):
            raise under_another_name(path, tr("Close it there first, or open it here to read only."))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _read(file: IO[str]) -> Holder | None:
    """Who an open lock file names; None for nonsense, and no more than a line of each word of it."""
    try:
        file.seek(0)
        found = json.loads(file.read(10_000))
        person, computer, since = (
            clean_line(str(found[name]))[:_LONGEST] for name in ("person", "computer", "since")
        )
        return Holder(person, computer, int(found["pid"]), since)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _give_back_unless_said(place: Path, file: IO[str]) -> None:
    """Takes away an empty lock file, as `take` makes it, that could not be locked; one that says something stays."""
    if os.fstat(file.fileno()).st_size:
        file.close()
    else:
        _give_back(place, file)


def _give_back(place: Path, file: IO[str]) -> None:
    """Takes the lock file away while it is ours. One that cannot be taken away is left: it says nothing once free.

    Windows removes no open file, and one that another process has just opened is theirs.
    """
    with suppress(OSError):
        if sys.platform == "win32":
            file.close()
        place.unlink(missing_ok=True)
    with suppress(OSError):
        file.close()


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return tr("someone")


def _in_use(path: Path, holder: Holder | None) -> InUse:
    who = str(holder) if holder else tr("someone")
    return InUse(
        who,
        tr("“{name}” is already open: {holder}.", name=path.name, holder=who),
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


def _not_a_lock_file(place: Path) -> ReadOnly:
    return ReadOnly(
        tr(
            "“{name}” next to the programme file is not a lock file. It is a link, a folder or "
            "something else.",
            name=place.name,
        ),
        safe=tr("Nothing was changed."),
        todo=tr("Move “{name}” away, then try again, or open the programme to read only.", name=place.name),
    )
