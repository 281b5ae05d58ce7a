"""What goes to a terminal: characters that would steer it are shown instead, and what it has no letter for is replaced.

Names, notes and file names come from anywhere. Tables and colours of our own are made of printable characters only.
"""

import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """`text` with each control character but tab and line end, and each that turns the order of letters, as \\uXXXX."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def can_show(text: str) -> bool:
    """Whether the console has all these characters."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextmanager
def guarded() -> Iterator[None]:
    """Inside, nothing that is printed steers the terminal, and no letter that it does not have is an error."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_Guarded(one) if one is not None else one for one in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


class _Guarded(io.TextIOBase):
    """A text stream in front of another one. It has no `buffer`, so that nobody writes past it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """That of the stream behind."""
        return self._stream.encoding or "ascii"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """What cannot be encoded is replaced."""
        return "replace"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        can = shown(text).encode(self.encoding, "replace").decode(self.encoding)
        self._stream.write(can)
        return len(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()
