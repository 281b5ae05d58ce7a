"""In which encoding a text file was written, guessed from its bytes; every guess can be overruled by a person."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from io import IncrementalNewlineDecoder
from itertools import pairwise

from crp_desktop.domain.i18n import tr

_MOST_PAIRS = 20_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Encoding(StrEnum):
    """The encodings that files of councils come in, by Python's names, likeliest first where bytes cannot tell."""

    UTF_8 = "utf-8-sig"
    UTF_16 = "utf-16"
    UTF_16_UNMARKED = "utf-16-le"
    WESTERN = "cp1252"
    CENTRAL = "cp1250"
    CYRILLIC = "cp1251"
    MAC = "mac_roman"


def encoding_name(encoding: Encoding) -> str:
    """What a person reads for an encoding."""
    return {
        Encoding.UTF_8: "UTF-8",
        Encoding.UTF_16: "UTF-16",
        Encoding.UTF_16_UNMARKED: tr("UTF-16 without a mark"),
        Encoding.WESTERN: tr("Western European (Windows-1252)"),
        Encoding.CENTRAL: tr("Central European (Windows-1250)"),
        Encoding.CYRILLIC: tr("Cyrillic (Windows-1251)"),
        Encoding.MAC: tr("Mac Roman"),
    }[encoding]


def guess_encoding(parts: Iterable[bytes]) -> tuple[Encoding, bool]:
    """The likeliest encoding of a file, given in parts, and whether it is certain: by its mark or as UTF-8. It is not
    where UTF-8 has a stray byte, or where only tells which letters stand beside which."""
    whole = _Utf8()
    pairs: Counter[tuple[int, int, int]] = Counter()
    for at, part in enumerate(parts):
        if at == 0:
            for mark, name in _MARKS:
                if part.startswith(mark):
                    return Encoding(name), True
        whole.read(part)
        if len(pairs) < _MOST_PAIRS:
            pairs.update(_beyond_ascii(part))
    if whole.is_likely:
        return Encoding.UTF_8, whole.is_whole
    one_byte = (Encoding.WESTERN, Encoding.CENTRAL, Encoding.MAC, Encoding.CYRILLIC)
    return max(one_byte, key=lambda encoding: _plausible(pairs, encoding)), False


def first_torn(parts: Iterable[bytes], encoding: Encoding) -> int | None:
    """The line (from 1) of the first bytes of a file, given in parts, that are no text in an encoding; None when all
    are: bytes that it has no letter for, half of a pair (a lone surrogate), an end in the middle of a letter."""
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)("strict"), translate=True)
    line = 1
    try:
        for part in parts:
            line += decoder.decode(part).count("\n")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(error.encoding, "ignore")
        return line + len(re.findall("\r\n?|\n", before))
    return None


class _Utf8:
    """Counts what of a file is UTF-8 beyond ASCII, and what cannot be."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._good = self._bad = 0

    def read(self, part: bytes) -> None:
        """Counts one more part of the file."""
        text = self._decoder.decode(part)
        if not text.isascii():
            bad = text.count("\ufffd")
            self._bad += bad
            self._good += sum(letter > "\x7f" for letter in text) - bad

    @property
    def is_likely(self) -> bool:
        """Whether there is more UTF-8 in it than stray bytes."""
        return self._good >= self._bad

    @property
    def is_whole(self) -> bool:
        """Whether all of it is UTF-8."""
        return not self._bad


def _beyond_ascii(part: bytes) -> Iterable[tuple[int, int, int]]:
    """Every byte beyond ASCII between its neighbours."""
    if part.isascii():
        return
    padded = b" " + part + b" "
    for (before, byte), (_, after) in pairwise(pairwise(padded)):
        if byte > 0x7F:
            yield before, byte, after


def _plausible(pairs: Counter[tuple[int, int, int]], encoding: Encoding) -> float:
    """How well letters and marks go with their neighbours when the bytes are read so; 0 is best."""
    table = bytes(range(256)).decode(encoding, "replace")
    return sum(
        often * _fits(table[before], table[byte], table[after], encoding)
        for (before, byte, after), often in pairs.items()
    )


def _fits(before: str, letter: str, after: str, encoding: Encoding) -> float:
    if letter == "\ufffd" or unicodedata.category(letter) == "Cc":
        return -4
    beside = [one for one in (before, after) if one.isalpha()]
    if not letter.isalpha():
        inside = before.isalpha() and after.isalpha()
        usual = (
            letter == "’"
            if inside
            else letter in "‘’“”–—…•€«»°·\xa0½" or (letter == "£" and not after.isalpha())
        )
        return 0 if usual else -3 if inside else -1
    cyrillic = "а" <= letter.lower() <= "џ"
    if (encoding is Encoding.CYRILLIC) != cyrillic:
        return -1
    if letter.isupper() and before.isalpha() and before.islower():
        return -3
    plain = sum(one.isascii() for one in beside)
    if cyrillic:
        return -2 if plain else 0
    return 0 if plain or not beside else -0.6
