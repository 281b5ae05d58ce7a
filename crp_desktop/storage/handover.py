"""A handover file: one record, encrypted with a passphrase of its own, to be read by one person elsewhere."""

from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import NotAProgramme, WrongPassphrase
from crp_desktop.domain.words import tr
from crp_desktop.storage import engine as files
from crp_desktop.storage.connection import connect
from crp_desktop.storage.faults import in_words
from crp_desktop.storage.keys import SALT_BYTES, Key

APPLICATION_ID = 0x43525048
ENDING = ".crph"


def write_handover(path: Path, passphrase: str, parts: dict[str, str]) -> None:
    """Writes one record, {heading: words}, to a new encrypted file. Raises StoreProblem; then no file is left."""
    made = files.create(path, Key.from_passphrase(passphrase))
    try:
        with files.writing(made) as conn:
            conn.exec_driver_sql("CREATE TABLE handover (at INTEGER PRIMARY KEY, heading TEXT, words TEXT)")
            for heading, words in parts.items():
                conn.exec_driver_sql("INSERT INTO handover (heading, words) VALUES (?, ?)", (heading, words))
            conn.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        with made.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = DELETE")
    except BaseException:
        files.close(made)
        path.unlink(missing_ok=True)
        raise
    files.close(made)


def read_handover(path: Path, passphrase: str) -> dict[str, str]:
    """The record in a handover file, in its order. Raises WrongPassphrase, NotAProgramme for another file."""
    with in_words():
        salt = path.read_bytes()[:SALT_BYTES]
    if len(salt) < SALT_BYTES:
        raise _no_handover(path)
    raw = Key.from_passphrase(passphrase).derive(salt)
    try:
        with closing(connect(path, raw, salt, untouched=True)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                raise _no_handover(path)
            return dict(connection.execute("SELECT heading, words FROM handover ORDER BY at").fetchall())
    except dbapi2.DatabaseError as error:
        raise WrongPassphrase(
            tr("The passphrase does not open “{name}”, or it is no handover file.", name=path.name),
            tr("The file was not touched."),
            tr("Ask the person who sent it for its passphrase."),
        ) from error


def _no_handover(path: Path) -> NotAProgramme:
    return NotAProgramme(
        tr("“{name}” is no handover file.", name=path.name),
        tr("It was not touched."),
        tr("Choose another file."),
    )
