"""Backups: copies by SQLite itself, checked before they count, thinned as they age."""

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from crp_desktop import private
from crp_desktop.domain.errors import Damaged, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import checks, file_format
from crp_desktop.storage.connection import UNTOUCHED
from crp_desktop.storage.engine import OpenFile, connect, in_words, opened
from crp_desktop.storage.file_identity import still_there
from crp_desktop.storage.open_mark import unmark
from crp_desktop.storage.origin import origin, origin_of_open
from crp_desktop.storage.parts import whole

_PAGES = 128
_NAME = re.compile(r"(.*) (\d{8}-\d{6})Z(?:-\d+)?\.crp", re.DOTALL)
_STAMP = "%Y%m%d-%H%M%S"
_WHOLE = timedelta(days=2)
_DAYS, _WEEKS, _MONTHS = 12, 10, 9
_NEWEST = 5
_AHEAD = 3

Progress = Callable[[int, int], bool]
"""Called with pages done and pages in all; returns False to cancel."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A backup as its name says: what the programme's file was called, without its ending, and when (UTC)."""

    path: Path
    stem: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup file: when it was made (UTC), its size in bytes, and whether today's key opens it."""

    path: Path
    made_at: datetime
    size: int
    current_key: bool


def back_up(
    engine: Engine, folder: Path, *, now: datetime | None = None, progress: Progress | None = None
) -> Path:
    """A checked copy in `folder` (made when missing), named after the file and the time; then thins this programme's.

    Of a programme whose file had other names before, the backups under each name are thinned by themselves, so that a
    copy which is worked on as well never pushes out those of the original.

    Raises Refused when cancelled, Damaged when the copy fails its check, or the disk's Problem; nothing half
    done is left behind and no older backup is removed then.
    """
    now = now or datetime.now(UTC)
    name = opened(engine).path.name
    with in_words(system=True):
        private.make_folder(folder)
        target = _free_name(folder, name, now)
        save_copy(engine, target, progress=progress)
        for old in _too_many(_of_this(engine, folder), target, now):
            old.unlink(missing_ok=True)
    return target


def backups(engine: Engine, folder: Path) -> list[Backup]:
    """What is in `folder` of this programme, whatever its file was called then, newest first."""
    file = opened(engine)
    found = sorted(_of_this(engine, folder), key=lambda one: one.made_at, reverse=True)
    return [Backup(one.path, one.made_at, one.path.stat().st_size, _opens(one.path, file)) for one in found]


def due(engine: Engine, folder: Path, every: timedelta, now: datetime | None = None) -> bool:
    """Whether the newest backup of this programme under the present name of its file is older than `every`.

    Backups dated ahead of now, made while the clock was wrong, do not count.
    """
    now = now or datetime.now(UTC)
    stem = opened(engine).path.stem
    times = [one.made_at for one in _of_this(engine, folder) if one.stem == stem and one.made_at <= now]
    return not times or now - max(times) >= every


def save_copy(engine: Engine, target: Path, *, progress: Progress | None = None) -> None:
    """Writes a checked copy of one moment of the file to `target`, under the same key, replacing what is there.

    The copy is one file without a -wal. It is read through a connection that is open already where there is
    one, so that a file moved or deleted under us can still be saved elsewhere. Raises as `back_up` does, and
    Refused when `target` is open itself; `target` is then what it was.
    """
    file = opened(engine)
    _refuse_open(target, file)
    with in_words(system=True), whole(target, replace=True) as part:
        with (
            closing(connect(part, file.raw, file.salt)) as copy,
            closing(engine.raw_connection()) as source,
        ):
            _copy(source.driver_connection, copy, progress)
        _verify(part, file)


def to_remove(made: list[tuple[Path, datetime]], now: datetime) -> list[Path]:
    """Which backups to take away: all of two days stay, then the newest of 12 days, 10 weeks and 9 months.

    Days, weeks and months are counted among those that have backups, so that a clock that is years wrong
    removes little. Of those dated ahead of now the newest three stay; the newest five of all others always do.
    """
    newest_first = sorted(made, key=lambda one: one[1], reverse=True)
    ahead = [one for one in newest_first if one[1] > now]
    past = [one for one in newest_first if one[1] <= now]
    keep = {path for path, _ in ahead[:_AHEAD] + past[:_NEWEST]}
    keep |= {path for path, at in past if now - at <= _WHOLE}
    for count, bucket in ((_DAYS, "%Y-%j"), (_WEEKS, "%G-%V"), (_MONTHS, "%Y-%m")):
        newest: dict[str, Path] = {}
        for path, at in past:
            newest.setdefault(at.strftime(bucket), path)
        keep |= set(list(newest.values())[:count])
    return [path for path, _ in newest_first if path not in keep]


def _refuse_open(target: Path, file: OpenFile) -> None:
    """A -wal beside `target` belongs to the file there now and would be replayed into the copy."""
    if still_there(target, file.identity) or file_format.has_wal(target):
        raise Refused(
            tr("“{name}” is open, so it cannot be replaced.", name=target.name),
            safe=tr("It was not changed."),
            todo=tr("Choose another name or another folder."),
        )


def _copy(source: Any, copy: Any, progress: Progress | None) -> None:
    """Copies inside a read transaction, so that work going on elsewhere does not start the copy again."""

    def report(_: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise Refused(
                tr("The copy was cancelled."),
                safe=tr("Nothing was changed and no part of the copy was left behind."),
            )

    source.execute("BEGIN")
    source.execute("SELECT count(*) FROM sqlite_master")
    try:
        source.backup(copy, pages=_PAGES, progress=report)
    finally:
        source.execute("ROLLBACK")
    copy.execute("PRAGMA journal_mode = DELETE")
    unmark(copy)


def _verify(part: Path, file: OpenFile) -> None:
    with closing(connect(part, file.raw, file.salt)) as copy:
        found = checks.faults_of(copy)
    if found:
        raise Damaged(
            tr("The copy failed its check: {detail}", detail=found[0]),
            safe=tr("Earlier backups were kept. The programme file was not changed."),
            todo=tr("Check the programme file, because part of it may be damaged. Then try another disk."),
        )


def _opens(path: Path, file: OpenFile) -> bool:
    try:
        with closing(connect(path, file.raw, file.salt, mode=UNTOUCHED)) as copy:
            copy.execute("SELECT count(*) FROM sqlite_master")
    except dbapi2.Error:
        return False
    return True


def _of_this(engine: Engine, folder: Path) -> list[_Named]:
    """The backups in `folder` that are of the programme that is open: two programmes' files can have one name."""
    wanted = origin_of_open(engine)
    return [one for one in _named(folder) if wanted and origin(one.path) == wanted]


def _named(folder: Path) -> list[_Named]:
    """The files in `folder` whose names are those of backups."""
    made = []
    for path in folder.iterdir() if folder.is_dir() else ():
        if found := _NAME.fullmatch(path.name):
            try:
                at = datetime.strptime(found[2], _STAMP).replace(tzinfo=UTC)
            except ValueError:
                continue
            made.append(_Named(path, found[1], at))
    return made


def _too_many(made: list[_Named], newest: Path, now: datetime) -> list[Path]:
    """What thinning takes away, under each name by itself; never the one just made."""
    by_stem: dict[str, list[tuple[Path, datetime]]] = {}
    for one in made:
        if one.path != newest:
            by_stem.setdefault(one.stem, []).append((one.path, one.made_at))
    return [path for group in by_stem.values() for path in to_remove(group, now)]


def _free_name(folder: Path, name: str, now: datetime) -> Path:
    stem = f"{Path(name).stem} {now.astimezone(UTC).strftime(_STAMP)}Z"
    target = folder / f"{stem}.crp"
    number = 2
    while target.exists():
        target = folder / f"{stem}-{number}.crp"
        number += 1
    return target
