"""Writes what leaves the programme as a file: for this account only, and whole or not at all."""

import codecs
import os
import re
from pathlib import Path

from crp_desktop import private
from crp_desktop.domain.errors import WriteFailed
from crp_desktop.domain.i18n import tr

_PROGRAMME = re.compile(r".*\.crp(-wal|-shm|-journal|\.lock)?", re.IGNORECASE | re.DOTALL)
_KNOWN = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0")
"""How files begin that may be replaced: PDF, Word and other zips, pictures, older Office files. Text may be as well."""
_LOOKED_AT = 4096


def save(content: bytes, target: Path) -> None:
    """Write a finished document to a file that only its owner can read, as the programme file is.

    Only another document is replaced: never a programme or what belongs to one, a device, a link or a folder. Raises
    WriteFailed then, and when the disk refuses; an older file of that name stays as it was.
    """
    if not _may_be_written(target):
        raise WriteFailed(
            tr("“{name}” could not be saved: that is not the name of a document.", name=target.name),
            safe=tr("Nothing was saved. A file with that name has not changed."),
            todo=tr("Choose another name, one that no programme or other file has."),
        )
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with open(beside, "xb", opener=private.opener) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise WriteFailed(
            tr(
                "“{name}” could not be saved: {reason}.",
                name=target.name,
                reason=error.strerror or str(error),
            ),
            safe=tr("Your work in the programme is safe, and an older file with that name has not changed."),
            todo=tr("Close the file if it is open in another app, or save it in another folder."),
        ) from error


def _may_be_written(target: Path) -> bool:
    """Whether there is no such file yet, or it is a document; a programme's bytes are neither text nor known."""
    if _PROGRAMME.fullmatch(target.name) or target.is_symlink():
        return False
    if not target.exists():
        return True
    if not target.is_file():
        return False
    try:
        with target.open("rb") as file:
            begins = file.read(_LOOKED_AT)
    except OSError:
        return True  # the writing below says why
    return begins.startswith(_KNOWN) or _is_text(begins)


def _is_text(begins: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(begins)
    except UnicodeDecodeError:
        return False
    return b"\0" not in begins
