"""The pieces of words that the sentence encoder reads: BERT's lower-case WordPiece, after its published description.

Written here because the library that does it brings a network client along, and this program has none.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

LONGEST_WORD = 100
"""Characters; a longer word is unknown, as in the published vocabulary."""
_UNKNOWN, _BEGIN, _END = "[UNK]", "[CLS]", "[SEP]"
_CJK = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPiece:
    """Turns text into the numbers of a vocabulary, one line a piece."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._number: Mapping[str, int] = {piece: number for number, piece in enumerate(pieces)}

    def numbers(self, text: str, longest: int) -> list[int]:
        """The pieces of a text between the marks of begin and end, `longest` at most."""
        found: list[int] = []
        for word in _words(text):
            found += self._pieces(word)
            if len(found) >= longest - 2:
                break
        return [self._number[_BEGIN], *found[: longest - 2], self._number[_END]]

    def _pieces(self, word: str) -> list[int]:
        """The longest pieces from the left on; one unknown when they do not cover the word."""
        if len(word) > LONGEST_WORD:
            return [self._number[_UNKNOWN]]
        found: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while (
                end > start
                and (piece := word[start:end] if start == 0 else f"##{word[start:end]}") not in self._number
            ):
                end -= 1
            if end == start:
                return [self._number[_UNKNOWN]]
            found.append(self._number[piece])
            start = end
        return found


def _words(text: str) -> Iterator[str]:
    """Words and single signs, in small letters without accents."""
    word: list[str] = []
    for sign in unicodedata.normalize("NFD", _spaced(text).lower()):
        category = unicodedata.category(sign)
        if category == "Mn":
            continue
        alone = _is_punctuation(sign, category)
        if (alone or sign == " ") and word:
            yield "".join(word)
            word = []
        if alone:
            yield sign
        elif sign != " ":
            word.append(sign)
    if word:
        yield "".join(word)


def _spaced(text: str) -> str:
    """Control characters out, every kind of space a space, and a space on both sides of a CJK character."""
    made: list[str] = []
    for sign in text:
        category = unicodedata.category(sign)
        if sign in "\t\n\r" or category.startswith("Z"):
            made.append(" ")
        elif sign not in "\0\ufffd" and not category.startswith("C"):
            made.append(f" {sign} " if any(first <= ord(sign) <= last for first, last in _CJK) else sign)
    return "".join(made)


def _is_punctuation(sign: str, category: str) -> bool:
    return category.startswith("P") or (sign.isascii() and not sign.isalnum() and sign > " ")
