"""Words of a text as they are compared: lower case, without endings, each with its place in the text.

The stemmer is small and our own: it takes off English endings by rule, so that "excluded", "excludes" and
"excluding" meet. What rules cannot see ("kept", "mum" for "mother") stands in the vocabulary's `same` list.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*")
_VOWEL = re.compile("[aeiouy]")
_POSSESSIVE = re.compile(r"['’ʼ`]s?$")
_APOSTROPHE = re.compile(r"['’ʼ`]")
_WHOLE = """
this his hers its us is was has does as always news process access address less unless perhaps sometimes
bus gas plus yes thus focus status bias crisis virus campus bonus census ethos christmas miss dss dfes
sos bed red fed led speed need feed seed indeed weed bleed breed shed sacred hundred naked wicked embed
fasting boarding outing outed letting placement apartment treatment department site plane personal lining
really being thing nothing something anything everything everyone during king ring sing bring spring
string wing sibling evening morning ceiling darling wedding bullying pudding bedding clothing building
family only ugly early daily reply supply apply july fly belly bully jelly silly holy rely ally city pity
duty beauty county country party property pretty empty dirty thirty twenty forty fifty sixty community
university charity electricity poverty liberty safety faculty penalty business appeal hardly made moped
mopeds physics signal several severe statement internal glasses earring earrings
"""
_KEPT = frozenset(_WHOLE.split())
_FOUR = (
    "care hope name live move hate love ride bite mine rule take time vote wake hide note joke rate tape rape"
)
_SHORT = frozenset(_FOUR.split())
"""Words of four letters that keep their e: without it they would be other words."""
_SUFFIXES = (
    ("ational", "at"),
    ("ization", "is"),
    ("isation", "is"),
    ("fulness", ""),
    ("ousness", ""),
    ("iveness", ""),
    ("ability", "abl"),
    ("ication", "ic"),
    ("ingly", ""),
    ("edly", ""),
    ("ation", "at"),
    ("ition", "it"),
    ("ments", ""),
    ("ment", ""),
    ("ness", ""),
    ("ize", "is"),
    ("ise", "is"),
    ("ful", ""),
    ("ly", ""),
    ("al", ""),
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: its stem, and where it stands (`start` to `end`, code points)."""

    stem: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a text in order, stemmed; letters and digits of any script count as words."""
    return [Token(stem(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """What is left of a word without its case, apostrophes and English endings."""
    word = word.casefold()
    if "'" in word or "’" in word or "ʼ" in word or "`" in word:
        word = _POSSESSIVE.sub("", word) if _POSSESSIVE.search(word) else _APOSTROPHE.sub("", word)
    if len(word) < 4 or word in _KEPT or not word.isascii() or not word.isalpha():
        return word
    return _rest(_inflection(_plural(word)))


def _plural(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _inflection(word: str) -> str:
    """Takes off -ing and -ed when a vowel is left, and mends what that leaves (stopp-, cari-)."""
    if word in _KEPT:
        return word
    for ending in ("ing", "ied", "ed"):
        if not word.endswith(ending):
            continue
        left = word[: -len(ending)]
        if len(left) < 3 or not _VOWEL.search(left):
            return word
        if ending == "ied":
            return left + "y"
        if len(left) > 3 and left[-1] == left[-2] and left[-1] not in "lsz":
            return left[:-1]
        return left + "e" if left + "e" in _SHORT else left
    return word


def _rest(word: str) -> str:
    """Takes off one longer ending, then a last e, and writes a last y as i."""
    if word in _KEPT or word in _SHORT:
        return word
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)] + instead
            break
    if word.endswith("ll") and len(word) > 4:
        word = word[:-1]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    if word.endswith("y") and len(word) > 3 and word[-2] not in "aeiou":
        word = word[:-1] + "i"
    return word
