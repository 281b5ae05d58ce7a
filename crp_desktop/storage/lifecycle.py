"""A programme file from making or opening to closing: lock, key, version and backup in the right order."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from crp_desktop.storage import engine as files
from crp_desktop.storage import lock, migrate, place, recognise, schema, upkeep
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


def make(path: Path, key: Key, person: str = "") -> Session:
    """A new file with all its tables. Raises the Problems of `lock.take` and `engine.create`; leaves nothing then."""
    held = lock.take(path, person)

    def made() -> Engine:
        engine = _built(path, key)
        held.hold(path)
        return engine

    return _or_release(held, made)


def open_to_write(
    path: Path,
    key: Key,
    backups: Path,
    *,
    person: str = "",
    take_over: bool = False,
    progress: Progress | None = None,
) -> Session:
    """The programme at `path`, brought up to date after a backup into `backups` when it is older than the program.

    Raises the Problems of `engine.open_engine`, `lock.take` and `migrate.upgrade`; no lock is left then.
    """
    recognise.look(path)
    held = lock.take(path, person, take_over=take_over)
    return _or_release(held, lambda: _upgraded(files.open_engine(path, key), backups, progress))


def open_to_read(path: Path, key: Key) -> Session:
    """The programme as it is at this moment, from a private copy; needs no lock and no right to write."""
    return Session(_upgraded(files.open_engine(path, key, read_only=True), path.parent, None), None)


def _or_release(held: lock.Lock, opening: Callable[[], Engine]) -> Session:
    try:
        return Session(opening(), held)
    except BaseException:
        held.release()
        raise


def _built(path: Path, key: Key) -> Engine:
    engine = files.create(path, key)
    try:
        schema.build(engine)
    except BaseException:
        files.discard(engine)
        raise
    return engine


def _upgraded(engine: Engine, backups: Path, progress: Progress | None) -> Engine:
    try:
        migrate.upgrade(engine, backups, progress=progress)
        upkeep.reindex(engine)
    except BaseException:
        files.close(engine)
        raise
    return engine
