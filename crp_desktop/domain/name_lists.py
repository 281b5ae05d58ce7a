"""The lists by which names and places are known: `resources/names/*.toml`, and the council's own words.

`given.toml` and `family.toml` hold `[[names]]` (`community`, `words`), `places.toml` `[[places]]` (`kind`, `words`),
the others `[[words]]` (`kind`, `words`). Words are parted by commas, those of `ordinary` and `beside` by spaces.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from crp_desktop.domain import datafile
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.fold import fold
from crp_desktop.domain.lookalikes import unmixed

_APOSTROPHE = re.compile("['’ʼ`]")


@dataclass(frozen=True, slots=True)
class NameLists:
    """All words as `key` has them. `places` of several words stand under their first one in `long_places`; `doubles`
    are names that are everyday words too, `verbs`, `times` and `virtues` kinds of these; `large` points to nobody.
    `beside` are words that tell names by standing next to them, by kind ("title", "relation", "deed" and so on).

    `watched` and `harmless` are the council's own: sequences of keys to look out for, and never to ask about.
    """

    given: frozenset[str]
    family: frozenset[str]
    places: frozenset[str]
    long_places: dict[str, tuple[tuple[str, ...], ...]]
    large: frozenset[str]
    doubles: frozenset[str]
    verbs: frozenset[str]
    times: frozenset[str]
    virtues: frozenset[str]
    capitals: frozenset[str]
    ordinary: frozenset[str]
    beside: dict[str, frozenset[str]]
    watched: dict[str, tuple[tuple[str, ...], ...]]
    harmless: frozenset[tuple[str, ...]]

    def with_own(self, watched: Iterable[str], harmless: Iterable[str]) -> "NameLists":
        """The same lists with a council's own words."""
        looked_for = [way for words in watched for way in _ways(words)]
        let_be = frozenset(way for words in harmless for way in _ways(words))
        return replace(self, watched=_by_first(looked_for), harmless=let_be)


def key(word: str) -> str:
    """One word as the lists have it: small letters, no accents, no apostrophes or hyphens, and
    letters that look Latin among Latin ones as Latin."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return fold(unmixed(_APOSTROPHE.sub("", word))).replace(" ", "")


def keys(text: str) -> tuple[str, ...]:
    """The words of a text as `key` has them; a hyphen parts words as a space does."""
    return tuple(filter(None, map(key, re.split(r"[\s\-–.,]+", compared(text)))))


def _ways(text: str) -> list[tuple[str, ...]]:
    """The words of a text with hyphens parting them, and with hyphens joining them."""
    joined = tuple(filter(None, map(key, text.split())))
    return [way for way in dict.fromkeys((keys(text), joined)) if way]


def load_names(folder: Path) -> NameLists:
    """Reads the lists; raises InputProblem that names the file and line of an error."""
    given, family = (_all_words(folder / f"{name}.toml", "names") for name in ("given", "family"))
    places = _words_by_kind(folder / "places.toml", "places")
    words: dict[str, set[str]] = {}
    for name, mark in (("doubles", ","), ("capitals", ","), ("ordinary", " ")):
        words |= _words_by_kind(folder / f"{name}.toml", "words", mark)
    large = places.pop("large", set())
    local = {way for kind in places.values() for place in kind for way in _ways(place)}
    named = {kind: frozenset(map(key, found)) for kind, found in words.items()}
    return NameLists(
        given=frozenset(map(key, given)),
        family=frozenset(map(key, family)),
        places=frozenset(place[0] for place in local if len(place) == 1),
        long_places=_by_first(place for place in local if len(place) > 1),
        large=frozenset(part for place in large for part in keys(place)),
        doubles=named["double"] | named["verb"] | named["time"] | named["virtue"],
        verbs=named["verb"],
        times=named["time"],
        virtues=named["virtue"],
        capitals=named["capital"],
        ordinary=named["ordinary"],
        beside={
            kind: frozenset(found)
            for kind, found in _words_by_kind(folder / "beside.toml", "words", " ").items()
        },
        watched={},
        harmless=frozenset(),
    )


def _by_first(sequences: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Sequences of keys under their first one, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in sorted(set(sequences), key=lambda one: (-len(one), one)):
        found.setdefault(one[0], []).append(one)
    return {first: tuple(some) for first, some in found.items()}


def _all_words(path: Path, table: str) -> set[str]:
    file = datafile.read(path)
    file.only(table)
    return {word for entry in file.entries(table) for word in _parted(entry.get("words", str), ",")}


def _words_by_kind(path: Path, table: str, mark: str = ",") -> dict[str, set[str]]:
    file = datafile.read(path)
    file.only(table)
    found: dict[str, set[str]] = {}
    for entry in file.entries(table):
        entry.only("kind", "words")
        kind = entry.get("kind", str)
        found.setdefault(kind, set()).update(_parted(entry.get("words", str), mark))
    return found


def _parted(words: str, mark: str) -> list[str]:
    parts = words.split() if mark == " " else words.split(mark)
    return [part for one in parts if (part := " ".join(one.split()))]
