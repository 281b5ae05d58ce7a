"""Keeping a programme safe: backups, a copy elsewhere, and the passphrase."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from crp_desktop.domain.errors import Refused, WrongPassphrase
from crp_desktop.domain.i18n import tr
from crp_desktop.services.capture.draft import save_draft
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.people import known_names
from crp_desktop.storage import backup, checks, maintenance
from crp_desktop.storage.backup import Backup
from crp_desktop.storage.engine import change_key, opened
from crp_desktop.storage.keys import Key, check_new_passphrase, recovery_code
from crp_desktop.storage.shape import programme_check
from crp_desktop.storage.store import Store

EVERY = timedelta(hours=4)
QUIET = timedelta(seconds=2)
Report = Callable[[int, int], None]
Typed = Mapping[str, tuple[str, Mapping[str, str]]]


def is_encrypted(store: Store, /) -> bool:
    """Whether the file has a passphrase; only the sample has none."""
    return opened(store.engine).raw is not None


def is_passphrase(store: Store, /, words: str) -> bool:
    """Whether these words open the file; takes a tenth of a second, as opening does."""
    file = opened(store.engine)
    return bool(words and file.salt) and Key.from_passphrase(words).derive(file.salt or b"") == file.raw


def backup_is_due(store: Store, /, folder: Path) -> bool:
    """Whether the newest backup is older than `EVERY`; never for the sample or a read-only opening."""
    return not store.read_only and is_encrypted(store) and backup.due(store.engine, folder, EVERY)


def back_up(store: Store, /, folder: Path, progress: Report | None = None) -> Path:
    """Makes a checked backup in `folder` and thins the older ones. Raises the disk's Problem; nothing is half done."""
    return backup.back_up(store.engine, folder, progress=_going_on(progress))


def list_backups(store: Store, /, folder: Path) -> list[Backup]:
    """The backups of this file, newest first."""
    return backup.backups(store.engine, folder)


def save_elsewhere(
    store: Store, /, target: Path, progress: Report | None = None, *, typed: Typed | None = None
) -> Path:
    """Writes all that is saved to another file, under the same passphrase. Raises the disk's Problem.

    `typed` is what stands in fields and could not be kept, {place: (text, context)} as `save_draft` takes it: it is
    kept in the copy.
    """
    backup.save_copy(store.engine, target, progress=_going_on(progress))
    if typed:
        copy = open_programme(target, Key(raw=opened(store.engine).raw), backups=target.parent)
        try:
            for place, (text, context) in typed.items():
                save_draft(copy, place, text, context)
        finally:
            copy.close()
    return target


def find_faults(store: Store, /) -> list[str]:
    """What a quick check finds wrong with the open file, in words; empty when nothing is. A second for a large file."""
    return checks.quick_check(store.engine)


def check_whole(store: Store, /) -> list[str]:
    """What is wrong with any page, table or value of the open file, in words; empty when nothing is. Reads it all."""
    return programme_check(store.engine)


def tidy_up(store: Store, /, progress: Report | None = None) -> bool:
    """Folds the -wal in, which keeps nobody waiting, and merges the search index while nothing has been saved for a
    while: drafts are, three times a second, while somebody types. Cancelled by `progress`.

    Returns whether all is done.
    """

    def quiet() -> bool:
        if progress is not None:
            progress(0, 0)
        return store.saved_at is None or datetime.now().astimezone() - store.saved_at > QUIET

    done = maintenance.merge(store.engine, quiet)
    maintenance.fold(store.engine)
    return done


def change_passphrase(store: Store, /, old: str, new: str) -> str:
    """Locks the file with a new passphrase; returns its new recovery code. Older backups keep the old one.

    Raises WriteFailed when another file stands in its place by now, WrongPassphrase when `old` is not the present one,
    InputProblem when `new` is weak, Refused for the sample.
    """
    store.check_place()
    file = opened(store.engine)
    if file.raw is None or file.salt is None:
        raise Refused(
            tr("The sample has no passphrase."),
            tr("Nothing was changed."),
            tr("Create your own programme."),
        )
    if not old or Key.from_passphrase(old).derive(file.salt) != file.raw:
        raise WrongPassphrase(
            tr("The current passphrase is not correct."), tr("Nothing was changed."), tr("Type it again.")
        )
    check_new_passphrase(new, known_names(store))
    change_key(store.engine, store.path, Key.from_passphrase(new))
    return recovery_code(store.path, new)


def _going_on(progress: Report | None) -> Callable[[int, int], bool] | None:
    """A report for storage that never asks to stop; a cancel is raised by `progress` itself."""
    if progress is None:
        return None

    def report(done: int, total: int) -> bool:
        progress(done, total)
        return True

    return report
