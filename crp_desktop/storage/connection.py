"""A keyed connection with every safety setting on, and what is known of the file behind an engine."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, Protocol
from urllib.parse import quote

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from crp_desktop.storage.file_identity import FileIdentity

APPLICATION_ID = 0x43525044
OPTION = "crp_file"
UNTOUCHED, READING = "immutable=1", "mode=ro"
_BUSY_MS = 5_000
_CACHE_KIB = 16_384
_WAL_LIMIT = 16 * 1024 * 1024
# `upkeep.fold` empties the -wal when nobody waits. SQLite does it in the middle of a change, for a tenth of a second or
# more, only when the -wal has grown to this many pages, that is to `_WAL_LIMIT`.
_FOLD_AT_PAGES = 4_000


class Copy(Protocol):
    """A private copy of a file, see `storage.copies`; `whole_wal`: made with what waited in a -wal."""

    whole_wal: bool

    def connect(self, raw: bytes | None, salt: bytes | None) -> Any:
        """A connection on it, as `connect` gives."""

    def cleanup(self) -> None:
        """Takes it away."""


@dataclass(slots=True, eq=False)
class OpenFile:
    """What is known of a file while it is open; `opened(engine)` gives it.

    `path` is the person's file; SQLite has `copy` open instead when `read_only`.
    `raw` is SQLCipher's 32-byte key and `salt` the first 16 bytes of the file; both None for a plain file.
    `marker` is the connection of `open_mark`, changed under `marking`.
    """

    path: Path
    read_only: bool
    identity: FileIdentity
    raw: bytes | None = field(default=None, repr=False)
    salt: bytes | None = field(default=None, repr=False)
    copy: "Copy | None" = field(default=None, repr=False)
    marker: Any = field(default=None, repr=False)
    marking: Lock = field(default_factory=Lock, repr=False)


def opened(engine: Engine) -> OpenFile:
    """The file behind an engine that `create` or `open_engine` made."""
    file = engine.get_execution_options()[OPTION]
    assert isinstance(file, OpenFile)
    return file


def connect_to(file: OpenFile) -> Any:
    """A connection on what is open: the file, or the private copy of one that is open to read only."""
    if file.copy is not None:
        return file.copy.connect(file.raw, file.salt)
    return connect(file.path, file.raw, file.salt)


def connect(
    path: Path, raw: bytes | None, salt: bytes | None, *, mode: str = "mode=rw", short: bool = False
) -> Any:
    """A keyed driver connection with every safety setting on; it never makes a file that is not there.

    `mode` may be `UNTOUCHED`, which never writes, locks or looks at a -wal, or `READING`. `short` also opens a file
    that is smaller than its first page says. Raises the driver's errors, also for a wrong key.
    """
    posix = path.as_posix()
    return _keyed(
        "file://" + quote(posix if posix.startswith("/") else "/" + posix) + "?" + mode,
        raw,
        salt,
        short=short,
    )


def connect_memory(name: str) -> Any:
    """A connection on a plain database in memory that lives as long as any connection on `name` does."""
    return _keyed(f"file:/{name}?vfs=memdb", None, None)


def _keyed(uri: str, raw: bytes | None, salt: bytes | None, *, short: bool = False) -> Any:
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")
    if raw is not None and salt is not None:
        connection.execute(f"PRAGMA key = \"x'{raw.hex()}{salt.hex()}'\"")
    for setting in (
        *(("writable_schema = ON",) if short else ()),
        f"busy_timeout = {_BUSY_MS}",
        "foreign_keys = ON",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        f"cache_size = -{_CACHE_KIB}",
        f"journal_size_limit = {_WAL_LIMIT}",
        f"wal_autocheckpoint = {_FOLD_AT_PAGES}",
    ):
        try:
            connection.execute(f"PRAGMA {setting}")
        except dbapi2.Error:
            connection.close()
            raise
    return connection
