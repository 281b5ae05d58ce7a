"""Files and folders that only their owner can read: all that the program keeps is made by one of these.

Windows has no such permissions; a person's folders are closed to others there by the folder above.
"""

import os
from contextlib import suppress
from pathlib import Path

FILE, FOLDER = 0o600, 0o700
_OTHERS = 0o077


def opener(path: str | Path, flags: int) -> int:
    """For `open(..., opener=opener)`, or instead of `os.open`: a file that is made is private, and one that was made by
    an earlier version is when it is opened to be written."""
    handle = os.open(path, flags, FILE)
    if flags & (os.O_WRONLY | os.O_RDWR) and os.name != "nt":
        with suppress(OSError):
            if os.fstat(handle).st_mode & _OTHERS:
                os.fchmod(handle, FILE)
    return handle


def write_text(path: Path, text: str) -> None:
    """Writes a text as UTF-8 into a private file. Raises OSError."""
    with open(path, "w", encoding="utf-8", opener=opener) as file:
        file.write(text)


def make_folder(path: Path) -> Path:
    """A private folder, made when missing as its parents are, or closed to others when it was not. Raises OSError."""
    path.mkdir(FOLDER, parents=True, exist_ok=True)
    if os.name != "nt":
        with suppress(OSError):
            if path.stat().st_mode & _OTHERS:
                path.chmod(FOLDER)
    return path
