"""Text as it is compared: what looks the same is the same, and every place of it is known in what was written.

The text that was written is kept as it is (`domain.text`); names, numbers, searches and repeated words are looked for
in this one. Left out is what nobody sees: default ignorable characters (Unicode, DerivedCoreProperties), controls,
variation selectors, tag characters, enclosing marks. Every space becomes a space, every hyphen a hyphen, every longer
dash an en dash, every line end a line feed, every digit an ASCII one, every compatibility form (full width,
mathematical, presentation) its plain letters, and Arabic letters that stand for one another become one of them.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What Unicode calls default ignorable."""
_LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")
_BLANKS = frozenset("\t\u2800")
"""Space-like and no space by category: the tab and the blank Braille cell."""
_LONG_DASHES = frozenset("\u2013\u2014\u2015\u2e3a\u2e3b\u301c\u3030\u30a0\ufe31\ufe32\ufe58")
_SIGNS = {
    **dict.fromkeys("\u2212\u02d7\u2043\u2796\u2500", "-"),
    **dict.fromkeys(
        "\u2019\u02bc\u02b9\u02bb\u02bd\u02be\u02bf\u2032\u00b4\u0060\u201b\uff07\u055a\ua78c", "'"
    ),
    **dict.fromkeys("\u2044\u2215\u29f8", "/"),
    "\u2236": ":",
    "\u0640": "",  # the bar that stretches Arabic letters
    **dict.fromkeys("\u0649\u06cc\u06d2\u06d0\u0777", "\u064a"),
    **dict.fromkeys("\u06a9\u06aa", "\u0643"),
    **dict.fromkeys("\u06be\u06c1\u06d5", "\u0647"),
}


@dataclass(frozen=True, slots=True)
class Comparable:
    """`text` is what to compare; `_at` says where in the written text each of its letters stands, None for the same
    place."""

    text: str
    _at: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places of `text` (code points, end exclusive, at least one) as those of what was written: all of every
        letter that has a part in them."""
        return (start, end) if self._at is None else (self._at[start], self._at[end - 1] + 1)


def comparable(text: str) -> Comparable:
    """A text as it is compared, in one pass."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return Comparable(text)
    parts = [_SEEN[letter] for letter in text]
    same = "".join(parts)
    if len(same) == len(text) and all(map(len, parts)):
        return Comparable(same)
    return Comparable(same, [at for at, part in enumerate(parts) for _ in part])


def compared(text: str) -> str:
    """What `comparable` compares, where no place is asked for."""
    return comparable(text).text


def label_key(label: str) -> str:
    """What two labels, codes or names have in common when they look the same but for capital letters."""
    return " ".join(compared(label).casefold().split()) if label else ""


def is_unseen(letter: str) -> bool:
    """Whether nobody sees a character: it has neither a shape nor room of its own."""
    category = unicodedata.category(letter)
    if category in ("Cc", "Zl", "Zp"):
        return letter not in _LINE_ENDS and letter != "\t"
    return category in ("Cf", "Cs") or bool(IGNORABLE.match(letter))


def is_blank(letter: str) -> bool:
    """Whether a character is a space, of any width."""
    return letter in _BLANKS or unicodedata.category(letter) == "Zs"


def ends_line(letter: str) -> bool:
    """Whether a line ends with the character."""
    return letter in _LINE_ENDS


def _seen_letter(letter: str) -> str:
    """What one character is compared as; "" for what nobody sees."""
    if letter in _SIGNS:
        return _SIGNS[letter]
    if ends_line(letter):
        return "\n"
    if is_unseen(letter):
        return ""
    if is_blank(letter):
        return " "
    category = unicodedata.category(letter)
    if category == "Pd":
        return "\u2013" if letter in _LONG_DASHES else "-"
    if category == "Me":
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    plain = unicodedata.normalize("NFKC", letter)
    if plain == letter or plain[0] == " ":
        return letter
    return "".join(map(_seen_letter, plain))


class _Table(dict[str, str]):
    """`_seen_letter` of every letter that was met."""

    def __missing__(self, letter: str) -> str:
        self[letter] = found = _seen_letter(letter)
        return found


_SEEN = _Table()
