"""How many guesses a passphrase withstands, by what people choose: words, names, dates, rows of keys."""

import re
from collections.abc import Iterable

ENOUGH = 1e11
"""Guesses that a passphrase has to withstand. zxcvbn calls 10^10 very unguessable for a file with a slow key."""

_LONGEST = 72
_SHORTEST_WORD = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OF_THE_FIELD = (
    "council",
    "borough",
    "county",
    "city",
    "london",
    "children",
    "rights",
    "unicef",
    "crp",
    "desktop",
)


def guesses(text: str, known: Iterable[str] = ()) -> float:
    """How many guesses until `text` is found, where `known` are words that whoever guesses knows: they count nothing.

    Spaces and years count nothing either: they are where everybody puts them. Takes some milliseconds, and a tenth of a
    second the first time.
    """
    from zxcvbn import zxcvbn

    words = known_words(known)
    rest = without(text, words)[:_LONGEST]
    return float(zxcvbn(rest, user_inputs=list(words))["guesses"]) if rest else 1.0


def without(text: str, words: Iterable[str]) -> str:
    """What is left of `text` when these words (small letters), years and spaces are taken out."""
    rest = re.sub(r"\s", "", _YEAR.sub("", text))
    for word in sorted(words, key=len, reverse=True):
        rest = re.sub(re.escape(word), "", rest, flags=re.IGNORECASE)
    return rest


def known_words(names: Iterable[str]) -> set[str]:
    """The words of these names in small letters, and those that every council shares."""
    found = {word for name in names for word in re.findall(r"\w+", name.casefold())}
    return {word for word in found if len(word) >= _SHORTEST_WORD} | set(_OF_THE_FIELD)
