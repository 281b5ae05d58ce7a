"""Words of a text that could say who somebody is, for a person to look at before they are printed.

Nothing here decides: each hit says what it looks like, and somebody who knows the children answers. What is read is
the text as it is compared (`domain.comparable`); the same text and lists give the same hits, a date those of this year.
"""

from collections.abc import Iterable, Iterator, Sequence

from crp_desktop.domain import identifier_places as places
from crp_desktop.domain.comparable import comparable
from crp_desktop.domain.identifier_disguises import disguised, turned
from crp_desktop.domain.identifier_model import Hit, What
from crp_desktop.domain.identifier_names import people
from crp_desktop.domain.identifier_patterns import patterns
from crp_desktop.domain.identifier_tokens import Word, words
from crp_desktop.domain.name_lists import NameLists, keys

__all__ = ["Hit", "What", "find_identifiers"]


def find_identifiers(text: str, lists: NameLists) -> list[Hit]:
    """The hits of a text in order, in the places and words of what was written; none overlap, and none is one of the
    council's harmless words."""
    same = comparable(text)
    found = [(*same.span(hit.start, hit.end), hit) for hit in _hits(same.text, lists)]
    hits = [Hit(start, end, text[start:end], hit.what, hit.why) for start, end, hit in found]
    return hits if text.isascii() else sorted((*hits, *_turned(text, hits)), key=lambda hit: hit.start)


def _turned(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Where the order of letters is turned round, unless it is asked about already."""
    for hit in turned(text):
        if all(hit.end <= one.start or one.end <= hit.start for one in hits):
            yield hit


def _hits(text: str, lists: NameLists) -> list[Hit]:
    some = words(text)
    groups: tuple[Iterable[Hit], ...] = (
        places.own(some, lists),
        patterns(text),
        places.schools(some, lists),
        places.streets(some, text, lists),
        places.towns(some, lists),
        people(some, text, lists),
        _joined(some, text, lists),
        disguised(some, text, lists),
    )
    taken = bytearray(len(text))
    found: list[Hit] = []
    for group in groups:
        for hit in group:
            if any(taken[hit.start : hit.end]):
                continue
            told = text[hit.start : hit.end]
            if lists.harmless and keys(told) in lists.harmless:
                continue
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            found.append(Hit(hit.start, hit.end, told, hit.what, hit.why))
    return sorted(found, key=lambda hit: hit.start)


def _joined(some: Sequence[Word], text: str, lists: NameLists) -> Iterator[Hit]:
    """Names that a hyphen joins to what is no name: “Fatima-she said no”."""
    places_of = [(word.start, word.end) for word in some if "-" in word.text]
    if not places_of:
        return
    parted = "".join(
        letter if letter != "-" or not 0 < at < len(text) - 1 else " " for at, letter in enumerate(text)
    )
    apart = words(parted)
    for hit in people(apart, parted, lists):
        sure = keys(text[hit.start : hit.end])
        if any(low <= hit.start < high for low, high in places_of) and any(
            one in lists.given and one not in lists.doubles and len(one) > 2 for one in sure
        ):
            yield hit
