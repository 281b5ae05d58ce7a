"""Stand-ins for names: which there are, where a name stands in a text, and where everything else is afterwards.

A stand-in belongs to one workshop. No list of who is who is made anywhere: what tells the letters that are taken is the
texts themselves.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from string import ascii_uppercase

from crp_desktop.domain.comparable import comparable, compared
from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifier_model import What
from crp_desktop.domain.identifier_tokens import words
from crp_desktop.domain.identifiers import find_identifiers
from crp_desktop.domain.lookalikes import looks_like
from crp_desktop.domain.name_lists import NameLists, key


@dataclass(frozen=True, slots=True)
class Change:
    """Code points of a text, end exclusive, and what stands there instead."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Swap:
    """A name in all the ways it was written ("Kayden Smith", "kayden") and what stands for it."""

    ways: tuple[str, ...]
    stand_in: str


_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_Lettered = Callable[[str], str]


def _lettered(what: What) -> tuple[_Lettered | None, str]:
    """How a stand-in with a letter reads, or the one without."""
    told: dict[What, tuple[_Lettered | None, str]] = {
        What.PERSON: (lambda letter: tr("[child {letter}]", letter=letter), ""),
        What.ADULT: (lambda letter: tr("[adult {letter}]", letter=letter), ""),
        What.SCHOOL: (None, tr("[a school]")),
        What.PLACE: (None, tr("[a place]")),
        What.NUMBER: (None, tr("[a number removed]")),
        What.CONTACT: (None, tr("[a contact removed]")),
        What.BORN: (None, tr("[a date removed]")),
    }
    return told[what]


def stand_ins(what: What, used: Collection[str]) -> tuple[str, ...]:
    """What could stand for such a hit, the likeliest first: a new letter, letters of the workshop that are taken (the
    same person under another name), then the other kinds. `used` are the stand-ins of the workshop so far."""
    order = (what, *(one for one in What if one is not what))
    offered: list[str] = []
    for one in order:
        say, plain = _lettered(one)
        if say is None:
            offered.append(plain)
            continue
        offered.append(next(made for made in map(say, _letters()) if made not in used))
        if one is what:
            offered += [made for made in map(say, ascii_uppercase) if made in used]
    return tuple(dict.fromkeys(offered))


def _letters() -> Iterator[str]:
    """A to Z, then A2 to Z2, and so on."""
    yield from ascii_uppercase
    for number in count(2):
        yield from (f"{letter}{number}" for letter in ascii_uppercase)


def used_in(texts: Iterable[str]) -> frozenset[str]:
    """The stand-ins with letters that stand in these texts."""
    found: set[str] = set()
    for text in texts:
        if "[" in text:
            found.update(re.findall(r"\[[^\[\]\n]{1,40}\]", text))
    return frozenset(found)


def may_hold(text: str, swaps: Iterable[Swap]) -> bool:
    """A quick first look: False when no name of `swaps` can stand in the text, however it is written."""
    squeezed = _squeezed(text)
    return any(_squeezed(way) in squeezed for swap in swaps for way in swap.ways)


def _squeezed(text: str) -> str:
    """Letters and digits alone, folded; quickly where the text is plain."""
    if text.isascii():
        return text.lower().translate(_NO_LETTERS)
    return fold(looks_like(compared(text))).replace(" ", "")


def changes(text: str, swaps: Sequence[Swap], lists: NameLists) -> list[Change]:
    """Where the names stand in a text, in any letters, longest ways first; none overlap, in order.

    A name that is an everyday word too (Will, Hope) is only taken where it is used as a name.
    """
    if not may_hold(text, swaps):
        return []
    ways = sorted(((way, swap.stand_in) for swap in swaps for way in swap.ways), key=lambda one: -len(one[0]))
    taken: list[Change] = []
    same = comparable(text)
    some = [(word.start, word.end, word.key) for word in words(same.text)]
    for way, stand_in in ways:
        for place in _places(same.text, compared(way), lists, some):
            start, end = same.span(*place)
            if all(end <= one.start or one.end <= start for one in taken):
                taken.append(Change(start, end, stand_in))
    return sorted(taken, key=lambda one: one.start)


def _places(
    text: str, way: str, lists: NameLists, some: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int]]:
    """Where a way of writing a name stands; both as they are compared."""
    wanted = [word.key for word in words(way)]
    if not wanted or any(letter.isdigit() or letter in "@_/" for letter in way):
        return [match.span() for match in _literal(way).finditer(text)] if way.strip() else []
    if len(wanted) == 1 and (wanted[0] in lists.doubles or wanted[0] in lists.ordinary):
        hits = find_identifiers(text, lists)
        return [(hit.start, hit.end) for hit in hits if key(hit.words) == wanted[0]]
    found, many = [], len(wanted)
    for at in range(len(some) - many + 1):
        if [one[2] for one in some[at : at + many]] == wanted:
            found.append((some[at][0], some[at + many - 1][1]))
    return found


@lru_cache(maxsize=256)
def _literal(way: str) -> re.Pattern[str]:
    """A number or address as it is written, with any dash for a dash and any number of spaces for one."""
    parts = re.split(r"(\s+|[-\u2013])", way.strip())
    spelt = (
        r"\s+" if part.isspace() else "[-\u2013]" if part in "-\u2013" else re.escape(part)
        for part in parts
        if part
    )
    return re.compile("".join(spelt), re.IGNORECASE)


def changed(text: str, made: Sequence[Change]) -> str:
    """The text with the changes made."""
    parts, last = [], 0
    for one in made:
        parts += [text[last : one.start], one.words]
        last = one.end
    return "".join((*parts, text[last:]))


def moved(place: int, made: Sequence[Change], *, end: bool) -> int:
    """Where a place of the old text is in the new one. The edge of an excerpt that lies inside a name moves out, so
    that the excerpt holds the whole stand-in."""
    shift = 0
    for one in made:
        if place <= one.start:
            break
        if place < one.end:
            return one.start + shift + (len(one.words) if end else 0)
        shift += len(one.words) - (one.end - one.start)
    return place + shift
