"""Backups that still hold words taken out of the programme since: which, until when, and deleting them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import exists, func, or_, select

from crp_desktop.domain.kinds import RecordKind
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.keeping import Report, list_backups
from crp_desktop.storage import tables
from crp_desktop.storage.faults import in_words
from crp_desktop.storage.store import Store

KEPT_DAYS = 30
"""A backup that holds words taken out since goes so many days later, with the next backup that is made then."""


@dataclass(frozen=True, slots=True)
class Held:
    """A backup that can hold words taken out since it was made (UTC); it goes by the day `until` at the latest."""

    path: Path
    made_at: datetime
    until: date


@dataclass(frozen=True, slots=True)
class _Taken:
    """Words of a workshop that was begun at `since` were taken out at `at`; both UTC."""

    since: datetime
    at: datetime


def held_backups(store: Store, /, folder: Path) -> list[Held]:
    """The backups in `folder` that were made after a workshop began and before words of it were taken out, newest
    first."""
    taken = _taken_out(store)
    if not taken:
        return []
    found = []
    for one in list_backups(store, folder):
        ends = [gone.at for gone in taken if _whole(gone.since) <= one.made_at <= gone.at]
        if ends:
            until = (min(ends) + timedelta(days=KEPT_DAYS)).astimezone().date()
            found.append(Held(one.path, one.made_at, until))
    return found


def _whole(moment: datetime) -> datetime:
    """A backup's name has whole seconds."""
    return moment.replace(microsecond=0)


def _taken_out(store: Store, /) -> list[_Taken]:
    """When words went for good: records sealed, and final steps that erased or rewrote notes, findings and excerpts."""
    log, step, sealed, earlier = tables.change, tables.step, tables.sealed, tables.change.alias()
    rewritten = exists().where(earlier.c.row_id == log.c.row_id, earlier.c.step < log.c.step)
    erasing = (
        select(log.c.workshop_id, step.c.at)
        .join(step, step.c.seq == log.c.step)
        .where(log.c.step.in_(select(step.c.seq).where(step.c.state == "final")))
        .where(log.c.table.in_((RecordKind.NOTE, RecordKind.FINDING, RecordKind.EXCERPT)))
        .where(or_(log.c.erased, rewritten))
        .distinct()
    )
    with store.read() as conn:
        gone = [tuple(row) for row in conn.execute(erasing)]
        gone += [tuple(row) for row in conn.execute(select(sealed.c.workshop_id, sealed.c.sealed_at))]
        begun = (
            select(log.c.row_id, func.min(step.c.at))
            .join(step, step.c.seq == log.c.step)
            .where(log.c.row_id.in_({shop for shop, _ in gone if shop}), log.c.table == RecordKind.WORKSHOP)
            .group_by(log.c.row_id)
        )
        first = {row[0]: row[1] for row in conn.execute(begun)} if gone else {}
    return [_Taken(_moment(first.get(shop, "")), _moment(at)) for shop, at in gone]


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at) if at else datetime.min.replace(tzinfo=UTC)


def back_up(store: Store, /, folder: Path, progress: Report | None = None) -> Path:
    """Makes a checked backup, thins the older ones, and deletes those that held gone words long enough.

    Raises the disk's Problem; nothing is half done.
    """
    made = keeping.back_up(store, folder, progress)
    today = datetime.now().astimezone().date()
    _delete(one.path for one in held_backups(store, folder) if one.until < today)
    return made


def delete_held(store: Store, /, folder: Path, paths: Sequence[Path], progress: Report | None = None) -> int:
    """Makes a new backup first, then deletes these ones of those that hold gone words; returns how many went.

    Raises the disk's Problem; without a new backup none is deleted.
    """
    keeping.back_up(store, folder, progress)
    wanted = set(paths)
    return _delete(one.path for one in held_backups(store, folder) if one.path in wanted)


def _delete(paths: Iterable[Path]) -> int:
    count = 0
    with in_words(system=True):
        for path in paths:
            path.unlink(missing_ok=True)
            count += 1
    return count
