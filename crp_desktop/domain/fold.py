"""Text as searches compare it: small letters, no accents, scripts without spaces taken letter by letter."""

import unicodedata
from functools import lru_cache

from crp_desktop.domain.comparable import compared

_UNDECOMPOSED = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŋ": "n", "œ": "oe", "æ": "ae", "þ": "th",
    "ŧ": "t", "ĸ": "k", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o", "ə": "e", "ɣ": "g", "ʋ": "v",
}  # fmt: skip
_PARTED = {code: " " for code in range(128) if not chr(code).isalnum()}
_SPACELESS = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x2E80, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF), (0x20000, 0x3134F),
)  # fmt: skip


def fold(text: str) -> str:
    """The words of a text for searching, one space between them; "" when it has none."""
    if text.isascii():
        return " ".join(text.lower().translate(_PARTED).split())
    return " ".join("".join(map(fold_letter, unicodedata.normalize("NFKC", compared(text)))).split())


@lru_cache(maxsize=8192)
def fold_letter(letter: str) -> str:
    """What one character becomes: letters and digits, "" for an accent or what is unseen, a space for what parts words.

    Letters of scripts without spaces and pictures stand between spaces, each a word of its own.
    """
    folded = ""
    for part in unicodedata.normalize("NFKD", compared(letter).casefold()):
        part = _UNDECOMPOSED.get(part, part)
        category = unicodedata.category(part[0])
        if category[0] == "M":
            folded += "" if unicodedata.combining(part) else part
        elif any(low <= ord(part[0]) <= high for low, high in _SPACELESS) or category == "So":
            folded += f" {part} "
        else:
            folded += part if category[0] in "LN" or category == "Co" else " "
    return folded
