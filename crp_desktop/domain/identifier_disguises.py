"""Names that somebody disguised: letters of another script, digits for letters, letters set apart, written backwards.

Each is a likely name that a person looks at, nothing more. What counts is a name of the lists that the disguise alone
kept from being one: “Јessica” with a Cyrillic J, “J3ssica”, “J e s s i c a”, “J.e.s.s.i.c.a”, “Jess-ica”, “acisseJ”.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifier_model import Hit, What
from crp_desktop.domain.identifier_tokens import Word
from crp_desktop.domain.lookalikes import looks_like
from crp_desktop.domain.name_lists import NameLists, key

_DIGITS = {
    "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
    "@": "a", "$": "s", "!": "i", "|": "il", "€": "e", "£": "l", "+": "t",
}  # fmt: skip
_CHAR = r"(?:[^\W_]|[@$!|€£+])"
_APART = re.compile(rf"(?<!\w){_CHAR}(?:[ .,\-\u2013_*·•/\\|~+:;'=]{{1,3}}{_CHAR}){{2,}}(?!\w)")
_JOINED = re.compile(r"(?<!\w)[^\W_]+(?:[.\-\u2013_*·•/\\|~+'=]{1,2}[^\W_]+)+(?!\w)")
_WORD = re.compile(rf"(?<![\w@$€£]){_CHAR}*[^\W\d_]{_CHAR}*(?!\w)")
_SIGN = re.compile(r"[0-9@$!|€£+]")
_TURNED = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068][^\\s]{0,60}")
_PLAIN = re.compile(r"\d+(?:am|pm|st|nd|rd|th)|[^\W\d]+[!+|]+", re.IGNORECASE)
_SHORTEST, _SURE, _LONGEST, _MOST_WAYS = 3, 5, 24, 16


def disguised(some: Sequence[Word], text: str, lists: NameLists) -> Iterator[Hit]:
    """The disguised names of a text as it is compared; `some` are its words."""
    same = looks_like(text)
    for at, end in (*_apart(same, lists), *_words(text, same, lists), *_joined(same, lists)):
        yield Hit(at, end, "", What.PERSON, tr("A name in disguise"))
    for word in some:
        if len(word.key) >= _SURE and _is_backwards(word.key, lists):
            yield Hit(word.start, word.end, "", What.PERSON, tr("A name written backwards"))


def turned(text: str) -> Iterator[Hit]:
    """Where a written text says that its letters are shown in another order than they stand in: what one sees there is
    not what is compared."""
    for match in _TURNED.finditer(text):
        why = tr("Unseen characters change the order of letters here")
        yield Hit(match.start(), match.end(), match[0], What.PERSON, why)


def _apart(text: str, lists: NameLists) -> Iterator[tuple[int, int]]:
    """Single letters with something between them; the longest names in each row of them."""
    for match in _APART.finditer(text):
        places = [at for at in range(*match.span()) if re.match(_CHAR, text[at]) and _is_single(text, at)]
        first = 0
        while first <= len(places) - _SHORTEST:
            for last in range(min(len(places), first + _LONGEST), first + _SHORTEST - 1, -1):
                letters = "".join(text[at] for at in places[first:last])
                if _is_name(letters, lists, sure=last - first < len(places) or last - first == _SHORTEST):
                    yield places[first], places[last - 1] + 1
                    first = last
                    break
            else:
                first += 1


def _is_single(text: str, at: int) -> bool:
    """Whether a sign that could be a letter stands for one here, and does not only part two."""
    if text[at].isalnum():
        return True
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return not any(letter.isalnum() for letter in beside)


def _words(written: str, same: str, lists: NameLists) -> Iterator[tuple[int, int]]:
    """Words with digits for letters, or with letters of another script among or for Latin ones."""
    if written == same and not _SIGN.search(written):
        return
    latin = sum(letter.isascii() and letter.isalpha() for letter in written)
    mostly_latin = latin * 2 > sum(map(str.isalpha, written))
    for match in _WORD.finditer(same):
        word, start, end = match[0], *match.span()
        foreign = written[start:end] != word
        if (word.isalpha() and not foreign) or len(word) > _LONGEST or not _is_latin(word):
            continue
        if not word.isalpha() and _PLAIN.fullmatch(word):
            continue
        mixed = any(letter.isascii() and letter.isalpha() for letter in written[start:end])
        if (not foreign or mixed or mostly_latin) and _is_name(word, lists, sure=False):
            yield start, end


def _is_latin(word: str) -> bool:
    return all(letter.isascii() or not letter.isalpha() for letter in word)


def _joined(text: str, lists: NameLists) -> Iterator[tuple[int, int]]:
    """Pieces with a dot, a hyphen or the like between them, none of which is a name by itself."""
    for match in _JOINED.finditer(text):
        letters = "".join(filter(str.isalnum, match[0]))
        if _SURE <= len(letters) <= _LONGEST and _is_name(letters, lists, sure=True):
            yield match.span()


def _is_name(letters: str, lists: NameLists, *, sure: bool) -> bool:
    """Whether letters are a name of the lists, forwards or backwards, with any letter that a digit stands for; `sure`:
    one that is no everyday word."""
    if len(letters) < _SHORTEST or sum(map(str.isalpha, letters)) < 2:
        return False
    choices = [_DIGITS.get(letter, letter) for letter in letters]
    ways = 1
    for choice in choices:
        ways *= len(choice)
    if ways > _MOST_WAYS:
        choices = [choice[0] for choice in choices]
    for way in map("".join, product(*choices)):
        name = key(way)
        if _listed(name, lists, sure=sure) or (
            len(name) > _SHORTEST and _listed(name[::-1], lists, sure=True)
        ):
            return True
    return False


def _listed(name: str, lists: NameLists, *, sure: bool) -> bool:
    if name not in lists.given and name not in lists.family:
        return False
    return not sure or not (name in lists.ordinary or name in lists.doubles)


def _is_backwards(name: str, lists: NameLists) -> bool:
    """Whether a word that nothing here knows is a name when it is read from its end."""
    known = (lists.given, lists.family, lists.ordinary, lists.capitals, lists.places, lists.large)
    return _listed(name[::-1], lists, sure=True) and not any(name in words for words in known)
