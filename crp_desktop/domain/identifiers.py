"""Words of a text that could say who somebody is, for a person to look at before they are printed.

Nothing here decides: each hit says what it looks like, and somebody who knows the children answers. Text is read in
one pass; the same text and lists always give the same hits.
"""

from collections.abc import Iterable

from crp_desktop.domain import identifier_places as places
from crp_desktop.domain.identifier_model import Hit, What
from crp_desktop.domain.identifier_names import people
from crp_desktop.domain.identifier_patterns import patterns
from crp_desktop.domain.identifier_tokens import words
from crp_desktop.domain.name_lists import NameLists, keys

__all__ = ["Hit", "What", "find_identifiers"]


def find_identifiers(text: str, lists: NameLists) -> list[Hit]:
    """The hits of a text in order; none overlap, and none is one of the council's harmless words."""
    some = words(text)
    groups: tuple[Iterable[Hit], ...] = (
        places.own(some, lists),
        patterns(text),
        places.schools(some, lists),
        places.streets(some, text, lists),
        places.towns(some, lists),
        people(some, text, lists),
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
