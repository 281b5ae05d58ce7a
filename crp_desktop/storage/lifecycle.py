"""A programme file from making or opening to closing: lock, key, version and backup in the right order."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from crp_desktop.domain.errors import NotAProgramme, StoreProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import copies, file_format, lock, maintenance, migrate, parts, schema, shape
from crp_desktop.storage import engine as files
from crp_desktop.storage import file_identity as place
from crp_desktop.storage.backup import Progress
from crp_desktop.storage.keys import Key


@dataclass(frozen=True, slots=True)
class Session:
    """An open file and the lock that goes with it; `lock` is None when open to read only."""

    engine: Engine
    lock: lock.Lock | None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.lock is None

    def check_place(self) -> None:
        """Raises WriteFailed when the file was moved or replaced while open."""
        file = files.opened(self.engine)
        if not file.read_only:
            place.require_there(file.path, file.identity)

    def close(self) -> None:
        """Closes the connections, removes a private copy and gives the lock back."""
        try:
            files.close(self.engine)
        finally:
            if self.lock is not None:
                self.lock.release()


def make(
    path: Path, key: Key, person: str = "", fill: Callable[[Engine], None] = lambda engine: None
) -> Session:
    """A new file with all its tables and what `fill` puts into it, open; there only once it is whole.

    Nothing waits in a -wal when it has its name. Raises StoreProblem when something of that name is there already, the
    Problems of `lock.take` and the disk's, and what `fill` raises; leaves nothing then.
    """
    if not path.parent.is_dir():
        raise StoreProblem(
            tr("The folder {folder} is not there.", folder=path.parent),
            safe=tr("Nothing was changed."),
            todo=tr("Choose another folder."),
        )
    lock.sweep(path.parent)
    held = lock.take(path, person)
    return _or_release(held, lambda: _made(path, key, fill, held))


def open_to_write(
    path: Path,
    key: Key,
    backups: Path,
    *,
    person: str = "",
    take_over: bool = False,
    incomplete: bool = False,
    progress: Progress | None = None,
) -> Session:
    """The programme at `path`, brought up to date after a backup into `backups` when it is older than the program.

    Raises the Problems of `engine.open_engine`, `lock.take` and `migrate.upgrade`; no lock is left then.
    """
    file_format.look(path)
    for folder in (backups, path.parent):
        parts.sweep(folder)
    lock.sweep(path.parent)
    copies.sweep()
    held = lock.take(path, person, take_over=take_over)
    return _or_release(held, lambda: _upgraded(_opened(path, key, incomplete=incomplete), backups, progress))


def open_to_read(path: Path, key: Key, *, incomplete: bool = False) -> Session:
    """The programme as it is at this moment, from a private copy; needs no lock and no right to write."""
    lock.sweep(path.parent)
    copies.sweep()
    engine = _opened(path, key, read_only=True, incomplete=incomplete)
    return Session(_upgraded(engine, path.parent, None), None)


def _opened(path: Path, key: Key, *, read_only: bool = False, incomplete: bool) -> Engine:
    """The programme, a plain one looked through first: anybody can have made it, while a locked one proves its key."""
    plain = file_format.look(path) is file_format.FileFormat.PLAIN
    inspect = partial(_require_programme, path) if plain else None
    return files.open_engine(path, key, read_only=read_only, incomplete=incomplete, inspect=inspect)


def _require_programme(path: Path, connection: Any, version: int) -> None:
    """Its tables first, and only when they are right what stands in them."""
    if found := shape.strange(connection, version):
        raise _not_made_by_us(path, found[0], tr("Nothing in it was read, and it was not changed."))
    if found := shape.strange_values(connection):
        raise _not_made_by_us(path, found[0], tr("Nothing in it is shown, and it was not changed."))


def _not_made_by_us(path: Path, detail: str, safe: str) -> NotAProgramme:
    return NotAProgramme(
        tr(
            "“{name}” is not a programme file that CRP Desktop can use. {detail}",
            name=path.name,
            detail=detail,
        ),
        safe=safe,
        todo=tr("Do not use the file. Ask the person who sent it where it came from."),
    )


def _or_release(held: lock.Lock, opening: Callable[[], Engine]) -> Session:
    try:
        return Session(opening(), held)
    except BaseException:
        held.release()
        raise


def _refuse_taken(path: Path) -> None:
    if file_format.has_wal(path):
        raise file_format.taken(
            path, tr("Unsaved changes of an earlier file “{name}” are still there.", name=path.name)
        )
    if os.path.lexists(path):
        raise file_format.taken(path)


def _made(path: Path, key: Key, fill: Callable[[Engine], None], held: lock.Lock) -> Engine:
    path = Path(os.path.abspath(path))
    _refuse_taken(path)
    raw, salt = key.for_new_file()
    try:
        with files.in_words(system=True), parts.whole(path, replace=False) as part:
            _fill_part(files.create(part, raw, salt), fill)
    except FileExistsError as error:
        raise file_format.taken(path) from error
    held.hold(path)
    return files.open_engine(path, Key(raw=raw))


def _fill_part(engine: Engine, fill: Callable[[Engine], None]) -> None:
    try:
        schema.build(engine)
        fill(engine)
    finally:
        files.close(engine)


def _upgraded(engine: Engine, backups: Path, progress: Progress | None) -> Engine:
    try:
        migrate.upgrade(engine, backups, progress=progress)
        maintenance.reindex(engine)
    except BaseException:
        files.close(engine)
        raise
    return engine
