"""A file that appears whole or not at all: filled under another name beside its place, then given its own.

Whoever fills a part keeps it locked. What a killed process left behind is free, and goes at the next `sweep`.
"""

import os
import re
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from crp_desktop import private
from crp_desktop.domain.errors import ReadOnly
from crp_desktop.storage import os_lock

_ENDING = ".crp-part"
_BESIDE = ("-wal", "-shm", "-journal")
_NAME = re.compile(r"(\.[0-9a-f]{16}\.crp-part)(?:-wal|-shm|-journal)?")
# Parts of backups as they were called before: "NAME 20260302-093000Z.crp.part".
_EARLIER = re.compile(r"(.* \d{8}-\d{6}Z(?:-\d+)?\.crp\.part)(?:-journal)?", re.DOTALL)


@contextmanager
def whole(target: Path, *, replace: bool) -> Iterator[Path]:
    """An empty file beside `target` that only its owner may read, to be filled and closed inside the block.

    After the block it is on the disk under the name `target`; when the block raises, there is nothing of it. Without
    `replace` a file of that name stays and FileExistsError is raised. Raises what the disk says.
    """
    sweep(target.parent)
    part, opened = _new_part(target.parent)
    handle: int | None = opened
    try:
        yield part
        os.fsync(opened)
        if sys.platform == "win32":
            os.close(opened)
            handle = None
        if replace:
            os.replace(part, target)
        else:
            _name_anew(part, target)
        sync_folder(target.parent)
    finally:
        if handle is not None:
            os.close(handle)
        with suppress(OSError):
            _remove(part)


def sweep(folder: Path) -> None:
    """Takes away the parts in `folder` that nobody fills any more. Whatever cannot be looked at or taken away stays."""
    with suppress(OSError):
        names = os.listdir(folder)
        found = (_NAME.fullmatch(name) or _EARLIER.fullmatch(name) for name in names)
        for name in {match[1] for match in found if match}:
            with suppress(OSError, ReadOnly):
                _take_away(folder / name)


def sync_folder(folder: Path) -> None:
    """Makes a new name survive a power cut; Windows has no such call and needs none."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _new_part(folder: Path) -> tuple[Path, int]:
    """An empty part, open and locked; another when a sweep saw it before it was locked."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0)
    while True:
        part = folder / f".{secrets.token_hex(8)}{_ENDING}"
        handle = private.opener(part, flags)
        with suppress(ReadOnly):
            if not os_lock.lock_byte(handle, part) or not part.exists():
                os.close(handle)
                continue
        return part, handle


def _take_away(part: Path) -> None:
    if os.path.lexists(part):
        if not stat.S_ISREG(part.lstat().st_mode):
            return
        handle = os.open(part, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        try:
            if not os_lock.lock_byte(handle, part):
                return
            if sys.platform != "win32":
                part.unlink()
        finally:
            os.close(handle)
    _remove(part)


def _remove(part: Path) -> None:
    """The part, if it still is there, and what SQLite keeps beside it."""
    for ending in ("", *_BESIDE):
        part.with_name(part.name + ending).unlink(missing_ok=True)


def _name_anew(part: Path, target: Path) -> None:
    """Windows refuses to rename onto a file; elsewhere a link is refused, and drives without links are looked at."""
    if sys.platform == "win32":
        os.rename(part, target)
        return
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        os.rename(part, target)
