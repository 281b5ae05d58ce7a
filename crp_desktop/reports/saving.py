"""Writes what leaves the programme as a file: for this account only, and whole or not at all."""

import os
from functools import partial
from pathlib import Path

from crp_desktop.domain.errors import WriteFailed
from crp_desktop.domain.words import tr


def save(content: bytes, target: Path) -> None:
    """Write a finished document to a file that only its owner can read, as the programme file is.

    Raises WriteFailed when the disk refuses; an older file of that name then stays as it was.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.unlink(missing_ok=True)
        with open(beside, "xb", opener=partial(os.open, mode=0o600)) as file:
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
            safe=tr("Your work in the programme is safe, and an older file of that name is as it was."),
            todo=tr("Close the file if another program has it open, or save it in another folder."),
        ) from error
