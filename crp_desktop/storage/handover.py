"""A handover file: one record, encrypted with a passphrase of its own, to be read by one person elsewhere."""

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from sqlcipher3 import dbapi2

from crp_desktop.domain.errors import Damaged, NotAProgramme, PassphraseNeeded, WrongPassphrase
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import connection, faults, file_format
from crp_desktop.storage.connection import UNTOUCHED, connect
from crp_desktop.storage.keys import SALT_BYTES, Key
from crp_desktop.storage.open_mark import MARKED_ID
from crp_desktop.storage.parts import whole

APPLICATION_ID = 0x43525048


class Part(NamedTuple):
    """A part of a record: `key` says what it is in any language ("" in a file of the first version)."""

    key: str
    heading: str
    words: str


def write_handover(path: Path, passphrase: str, parts: Sequence[Part]) -> None:
    """Writes one record to a new encrypted file, there only once it is whole. Raises StoreProblem, leaving none."""
    if os.path.lexists(path):
        raise file_format.taken(path)
    raw, salt = Key.from_passphrase(passphrase).for_new_file()
    try:
        with (
            faults.in_words(system=True),
            whole(path, replace=False) as part,
            closing(connect(part, raw, salt)) as made,
        ):
            _write(made, parts)
    except FileExistsError as error:
        raise file_format.taken(path) from error


def _write(made: Any, parts: Sequence[Part]) -> None:
    made.execute("BEGIN IMMEDIATE")
    made.execute("CREATE TABLE handover (at INTEGER PRIMARY KEY, heading TEXT, words TEXT, part TEXT)")
    made.executemany("INSERT INTO handover (part, heading, words) VALUES (?, ?, ?)", map(tuple, parts))
    made.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    made.execute("COMMIT")


def read_handover(path: Path, passphrase: str) -> list[Part]:
    """The record in a handover file, in its order; the file is not touched.

    Raises NotAProgramme for another kind of file, Damaged for one that is torn, PassphraseNeeded without a passphrase,
    WrongPassphrase, or the disk's StoreProblem.
    """
    salt = _salt(path)
    if not passphrase:
        raise PassphraseNeeded(
            tr("“{name}” is locked with a passphrase.", name=path.name),
            tr("The file was not changed."),
            tr("Enter the passphrase that its sender told you."),
        )
    raw = Key.from_passphrase(passphrase).derive(salt)
    try:
        with closing(connect(path, raw, salt, mode=UNTOUCHED)) as opened:
            opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return _parts(path, opened)
    except dbapi2.Error as error:
        wrong = faults.code_of(error) == dbapi2.SQLITE_NOTADB
        raise (_wrong(path) if wrong else _torn(path)) from error


def _parts(path: Path, opened: Any) -> list[Part]:
    kind = opened.execute("PRAGMA application_id").fetchone()[0]
    if kind in (connection.APPLICATION_ID, MARKED_ID):
        raise _another(
            path,
            tr("It is a programme file."),
            tr("Open it with “Open…” in the File menu, or choose another file."),
        )
    if kind != APPLICATION_ID:
        raise _another(path, tr("It is a file from another app."))
    names = [row[1] for row in opened.execute("PRAGMA table_info(handover)")]
    keyed = "SELECT part, heading, words FROM handover ORDER BY at"
    first = "SELECT '', heading, words FROM handover ORDER BY at"
    rows = opened.execute(keyed if "part" in names else first).fetchall()
    return [Part(*(str(value or "") for value in row)) for row in rows]


def _salt(path: Path) -> bytes:
    """The first bytes of what may be a handover file; raises for all that cannot be one."""
    if path.is_dir():
        raise _another(path, tr("It is a folder."), tr("Open the folder and choose the file inside it."))
    head, size = file_format.first_page(path)
    if size == 0:
        raise Damaged(
            tr("“{name}” is empty.", name=path.name),
            tr("The file was not changed."),
            tr("It may not have finished copying. Copy it again, or ask its sender for it."),
        )
    if head.startswith(file_format.SQLITE_HEADER):
        raise _another(path, tr("It is a database without a passphrase."))
    other = file_format.other_kind(head)
    if other:
        raise _another(path, tr("It looks like {kind}.", kind=other))
    if size % file_format.PAGE:
        raise _torn(path)
    return head[:SALT_BYTES]


def _another(path: Path, why: str, todo: str = "") -> NotAProgramme:
    return NotAProgramme(
        tr("“{name}” is not a handover file. {why}", name=path.name, why=why),
        tr("It was not changed."),
        todo or tr("Choose the file that you were sent; its name usually ends in .crph."),
    )


def _torn(path: Path) -> Damaged:
    return Damaged(
        tr("Part of “{name}” is missing or damaged.", name=path.name),
        tr("It was left as it is. The record itself is still with its sender."),
        tr("Copy the file again, or ask its sender for a new one."),
    )


def _wrong(path: Path) -> WrongPassphrase:
    return WrongPassphrase(
        tr("The passphrase does not open “{name}”, or it is not a handover file.", name=path.name),
        tr("The file was not changed."),
        tr("Check capital letters and spaces, or ask the person who sent it for its passphrase."),
    )
