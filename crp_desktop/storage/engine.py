"""Opens programme files: an SQLAlchemy engine on SQLCipher.

Neither the driver nor SQLAlchemy says BEGIN: `writing` and `reading` do. A statement outside commits alone.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import (
    Damaged,
    InputProblem,
    NewerVersion,
    Problem,
    WrongPassphrase,
)
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import faults, file_format, lock, versions
from crp_desktop.storage.checks import full_check, quick_check
from crp_desktop.storage.connection import (
    APPLICATION_ID,
    OPTION,
    UNTOUCHED,
    OpenFile,
    connect,
    connect_to,
    opened,
)
from crp_desktop.storage.copies import copy_of
from crp_desktop.storage.faults import in_words, translate
from crp_desktop.storage.file_format import FileFormat
from crp_desktop.storage.file_identity import FileIdentity, require_there
from crp_desktop.storage.keys import SALT_BYTES, Key
from crp_desktop.storage.open_mark import MARKED_ID, clear_mark, set_mark, unmark

_ALONE_MS = 500

Inspect = Callable[[Any, int], None]

__all__ = [
    "APPLICATION_ID",
    "OpenFile",
    "change_key",
    "close",
    "connect",
    "create",
    "full_check",
    "in_words",
    "open_engine",
    "opened",
    "quick_check",
    "reading",
    "translate",
    "writing",
]


def create(path: Path, raw: bytes | None, salt: bytes | None) -> Engine:
    """A new programme without tables in the empty file at `path`, under what `Key.for_new_file` gave.

    Raises the disk's own Problem.
    """
    path = Path(os.path.abspath(path))
    with in_words(system=True), closing(connect(path, raw, salt)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")
    return _engine(OpenFile(path, False, FileIdentity.of(path), raw, salt))


def open_engine(
    path: Path, key: Key, *, read_only: bool = False, incomplete: bool = False, inspect: Inspect | None = None
) -> Engine:
    """The programme at `path`, checked before it is touched. For writing, the caller holds the lock.

    `read_only` works on a private copy, made with what waits in the -wal and removed by `close`: the file as
    it was at that moment, whether or not its folder can be written to or somebody else is at work in it.
    `incomplete` also takes a file whose -wal is missing, as it was when the -wal was folded in last.
    `inspect` may raise a Problem on a connection that has read nothing but the header and the file's `user_version`.
    Raises NotAProgramme, Damaged, PartMissing, PassphraseNeeded, WrongPassphrase, NewerVersion, ReadOnly or
    StoreProblem; after each of them the file and its folder are byte for byte what they were.
    """
    path = Path(os.path.abspath(path))
    salt = None
    if file_format.look(path) is FileFormat.LOCKED:
        if not key.given:
            raise file_format.needs_passphrase(path)
        with path.open("rb") as begun:
            salt = begun.read(SALT_BYTES)
    raw = key.derive(salt) if salt is not None else None
    file = OpenFile(path, read_only, FileIdentity.of(path), raw, salt)
    with in_words(system=True):
        if not read_only:
            _require_writable(path)
        try:
            _look_inside(file, incomplete, inspect)
            return _first_use(file)
        except BaseException:
            _forget_copy(file)
            raise


def close(engine: Engine) -> None:
    """Closes every connection, which folds the -wal into the file, and removes a private copy."""
    file = opened(engine)
    engine.dispose()
    clear_mark(file)
    _forget_copy(file)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that takes the write lock at once (BEGIN IMMEDIATE) and ends in commit or rollback."""
    set_mark(opened(engine))
    with engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one moment of the file."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        yield connection


def change_key(engine: Engine, path: Path, new_key: Key) -> None:
    """Locks the file with `new_key` from now on, in one transaction; older backups keep their older key.

    Raises InputProblem for no key, or a file that has none; WriteFailed when another file stands at `path` by now,
    which is then left alone, and while anything else is at work in the file, for what began under one key cannot end
    under another. The caller begins nothing meanwhile.
    """
    file = opened(engine)
    if file.raw is None or file.salt is None or not new_key.given:
        raise InputProblem(
            tr("You cannot add a passphrase to a programme that has none, or remove one."),
            safe=tr("Nothing was changed."),
            todo=tr("Make a new programme with a passphrase."),
        )
    if file.read_only:
        raise faults.read_only()
    require_there(path, file.identity)
    raw = new_key.derive(file.salt)
    engine.dispose()
    clear_mark(file)
    with in_words(system=True), closing(connect(path, file.raw, file.salt)) as connection:
        require_there(path, file.identity)
        connection.execute(f"PRAGMA busy_timeout = {_ALONE_MS}")
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA rekey = \"x'{raw.hex()}'\"")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.raw = raw
    engine.dispose()


def _engine(file: OpenFile) -> Engine:
    def creator() -> Any:
        connection = connect_to(file)
        if file.read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=8,
        hide_parameters=True,
        execution_options={OPTION: file},
    )


def _first_use(file: OpenFile) -> Engine:
    """The engine, after one connection has shown that the file can be worked with where it is."""
    with closing(connect_to(file)) as connection:
        if not file.read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            unmark(connection)
        connection.execute("SELECT count(*) FROM sqlite_master")
    return _engine(file)


def _forget_copy(file: OpenFile) -> None:
    if file.copy is not None:
        file.copy.cleanup()


def _require_writable(path: Path) -> None:
    """Raises the operating system's error when the file or its folder (for the -wal) cannot be written."""
    with path.open("r+b"), tempfile.TemporaryFile(dir=path.parent):
        pass


def _look_inside(file: OpenFile, incomplete: bool, inspect: Inspect | None) -> None:
    """Raises the Problem of a file that does not open with its key, is not ours or not all there, or is too new.

    What waits in a -wal is only seen in a copy: to open it where it is would fold it in. The copy stays for one that is
    open to read only.
    """
    path, waits = file.path, file_format.has_wal(file.path)
    if not waits and path.stat().st_size % file_format.PAGE:
        raise file_format.cut_short(path) if file.raw or file_format.is_short(path) else faults.damaged()
    try:
        if waits or file.read_only:
            file.copy = copy_of(path, locked=file.raw is not None)
        opening = connect_to(file) if file.copy is not None else _untouched(file)
        with closing(opening) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            _require_ours(path, application, version)
            if application == MARKED_ID and not (incomplete or (file.copy and file.copy.whole_wal)):
                if file.read_only and lock.is_open_somewhere(path):
                    raise lock.under_another_name(
                        path, tr("Close it there, or open it by the name it is open under.")
                    )
                raise file_format.part_missing(path)
            if inspect is not None:
                inspect(connection, version)
    except dbapi2.Error as error:
        raise _unreadable(file, error) from error
    if not file.read_only:
        _forget_copy(file)
        file.copy = None


def _require_ours(path: Path, application: int, version: int) -> None:
    if application not in (APPLICATION_ID, MARKED_ID):
        raise file_format.not_ours(path)
    if version > versions.newest():
        raise NewerVersion(
            tr("“{name}” was saved by a newer CRP Desktop than this one.", name=path.name),
            safe=tr("The file was not changed."),
            todo=tr("Install the newer CRP Desktop on this computer, then open the file again."),
        )


def _unreadable(file: OpenFile, error: dbapi2.Error) -> Problem:
    code, path = faults.code_of(error), file.path
    if code == dbapi2.SQLITE_CORRUPT:
        return file_format.cut_short(path) if _is_short(file) else faults.damaged()
    if code != dbapi2.SQLITE_NOTADB:
        return translate(error)
    if file.raw is None:
        return Damaged(
            tr("Part of “{name}” cannot be read. It may be damaged.", name=path.name),
            safe=tr("The file was not changed."),
            todo=tr("Open the newest backup."),
        )
    return WrongPassphrase(
        tr(
            "The passphrase does not open “{name}”, or the file is not a programme. The two look the same.",
            name=path.name,
        ),
        safe=tr("The file was not changed."),
        todo=tr("Check capital letters and the keyboard’s language and try again, or use the recovery code."),
    )


def _is_short(file: OpenFile) -> bool:
    """Whether the file is smaller than its first page says. Of a locked one SQLite tells: it opens such a file only
    when told that it may be short."""
    if file.raw is None:
        return file_format.is_short(file.path)
    for short in (False, True):
        with suppress(dbapi2.Error), closing(_untouched(file, short=short)) as connection:
            connection.execute("PRAGMA application_id").fetchone()
            return short
    return False


def _untouched(file: OpenFile, *, short: bool = False) -> Any:
    return connect(file.path, file.raw, file.salt, mode=UNTOUCHED, short=short)
