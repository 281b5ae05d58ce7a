"""A text as words with their places, for the search for names: one pass, in step with the length of the text.

The text is one as it is compared (`domain.comparable`): every space, hyphen and apostrophe in it is the plain one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.name_lists import key

_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\u20e1\u20e5-\u20f0\ufe20-\ufe2f"
)
_LETTERS = rf"(?:[^\W\d_]+|[{_MARKS}]+)+"
_WORD = re.compile(rf"{_LETTERS}(?:['‘-]{_LETTERS})*")
_POSSESSIVE = re.compile(r"['‘][sS]$")
_STOP = re.compile(r"[.!?:;\n\t•…|>“\"]|[-–—*]\s*$|^\s*['‘]")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: code points, end exclusive; a possessive 's stands outside it (`owns`).

    `capital` says that it begins with a capital letter (or its script has none), `shouted` that it is capitals only,
    `first` that it begins a sentence, a line or what is in quotes, `close` that only a space parts it from the one
    before.
    """

    start: int
    end: int
    text: str
    key: str
    capital: bool
    shouted: bool
    first: bool
    close: bool
    owns: bool


def words(text: str) -> list[Word]:
    """The words of a text in order; what is longer than any word is left out."""
    found: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start > _LONGEST:
            continue
        told = match[0]
        owned = None if told.isalpha() else _POSSESSIVE.search(told)
        if owned:
            told, end = told[: owned.start()], start + owned.start()
        gap = text[before:start] if start - before <= _LONGEST else "\n"
        letter = told[0]
        found.append(
            Word(
                start=start,
                end=end,
                text=told,
                key=key(told),
                capital=letter.isupper() or letter.lower() == letter.upper(),
                shouted=len(told) > 1 and told.isupper(),
                first=not found or (gap != " " and bool(_STOP.search(gap))),
                close=bool(found) and not gap.strip(" "),
                owns=bool(owned),
            )
        )
        before = match.end()
    return found


def near(some: Sequence[Word], at: int) -> Word | None:
    """The word at a place of the list, or None beyond its ends."""
    return some[at] if 0 <= at < len(some) else None
