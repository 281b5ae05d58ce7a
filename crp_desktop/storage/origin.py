"""Which programme a file is of, whatever the file is called: told without its passphrase."""

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import Problem
from crp_desktop.storage import file_format
from crp_desktop.storage.connection import UNTOUCHED, connect, opened
from crp_desktop.storage.keys import SALT_BYTES


def origin(path: Path) -> str:
    """The same text for every copy and backup of one programme, another for every other programme; "" if unknown.

    For a locked file SQLCipher's salt, drawn when the programme was made and kept by each copy and each change of
    passphrase; for a plain file the id of the programme in it. Nothing is written, and a -wal is not looked at.
    """
    try:
        if file_format.look(path) is file_format.FileFormat.PLAIN:
            return _programme_id(path)
        with path.open("rb") as file:
            return file.read(SALT_BYTES).hex()
    except (Problem, OSError):
        return ""


def origin_of_open(engine: Engine) -> str:
    """The `origin` of the file behind an engine, with what waits in its -wal."""
    file = opened(engine)
    if file.salt is not None:
        return file.salt.hex()
    with closing(engine.raw_connection()) as connection:
        return _id_in(connection.driver_connection)


def _programme_id(path: Path) -> str:
    try:
        with closing(connect(path, None, None, mode=UNTOUCHED)) as connection:
            return _id_in(connection)
    except dbapi2.Error:
        return ""


def _id_in(connection: Any) -> str:
    try:
        rows = connection.execute("SELECT id FROM programme").fetchmany(2)
    except dbapi2.Error:
        return ""
    return str(rows[0][0]) if len(rows) == 1 else ""
