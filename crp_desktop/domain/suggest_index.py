"""Finds which phrases of the vocabulary a text holds, and what its single words weigh for each target."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crp_desktop.domain.lexicon import Lexicon, Word
from crp_desktop.domain.vocabulary import Key, Phrase

TIER_WEIGHT = {"strong": 2.2, "words": 1.3, "weak": 0.55}
LENGTH_BONUS = 0.45
"""What each further word of a phrase adds to its weight, as a share."""
SHARED = 0.35
"""How fast a phrase loses weight with the number of targets that list it (a power)."""
GAP = 2
"""How many words may stand between two words of a phrase."""
REACH = 6
"""How far apart they may be when words that phrases do without are counted too."""
GAP_COST = 0.07
SLIP_COST = 0.25
SATURATION = 1.2
LENGTH_SHARE = 0.4


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text: which words of it (positions), and how much it says for each target.

    `telling` is False for a phrase that is no reason by itself, such as one word that could be said of anything.
    """

    positions: tuple[int, ...]
    weights: Mapping[Key, float]
    telling: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """What is written about one target elsewhere: (text, weight) pairs such as its title and explanation."""

    key: Key
    fields: tuple[tuple[str, float], ...]


class Index:
    """The phrases and documents of one set of targets. Never changes after it is made."""

    def __init__(self, lexicon: Lexicon, phrases: Iterable[Phrase], documents: Iterable[Document]) -> None:
        listed: dict[tuple[str, ...], dict[Key, float]] = defaultdict(dict)
        texts: dict[Key, list[tuple[tuple[str, ...], float]]] = defaultdict(list)
        for phrase in phrases:
            if not (forms := lexicon.phrase(phrase.text)):
                continue
            weight = TIER_WEIGHT[phrase.tier]
            listed[forms][phrase.key] = max(weight, listed[forms].get(phrase.key, 0.0))
            texts[phrase.key].append((forms, 0.3 + 0.2 * weight))
        for document in documents:
            for text, weight in document.fields:
                texts[document.key].append((lexicon.phrase(text), weight))
        self._phrases = {forms: _weights(forms, keys) for forms, keys in listed.items()}
        self._anchored = _anchors(self._phrases)
        self._quiet = lexicon.quiet
        self._words = _word_weights(texts, lexicon.quiet)
        self.stems = frozenset(
            form for forms, _ in (pair for pairs in texts.values() for pair in pairs) for form in forms
        )

    def matches(self, words: list[Word]) -> list[Match]:
        """Every phrase that the text holds, once each at its best place."""
        places: dict[str, list[int]] = defaultdict(list)
        for position, word in enumerate(words):
            for form in word.forms:
                places[form].append(position)
        found: list[Match] = []
        for form in places:
            for forms in self._anchored.get(form, ()):
                if all(other in places for other in forms) and (best := _align(forms, places, words)):
                    positions, gaps = best
                    slips = sum(words[position].mended for position in positions)
                    share = (1 - GAP_COST) ** gaps * (1 - SLIP_COST) ** slips
                    weights = {key: weight * share for key, weight in self._phrases[forms].items()}
                    found.append(Match(positions, weights, self._telling(forms)))
        return found

    def _telling(self, forms: tuple[str, ...]) -> bool:
        """Whether a phrase is a reason that people would accept: one word of it says something, or it is long."""
        return len(forms) > 3 or any(_says(form, self._quiet) or form.startswith("@") for form in forms)

    def word_weights(self, words: list[Word]) -> list[tuple[int, Mapping[Key, float]]]:
        """(position, weight for each target) of every word of the text that any document holds, once each."""
        seen: set[str] = set()
        found: list[tuple[int, Mapping[Key, float]]] = []
        for position, word in enumerate(words):
            form = word.forms[0]
            if form not in seen and form in self._words:
                found.append((position, self._words[form]))
            seen.add(form)
        return found


def _says(form: str, quiet: frozenset[str]) -> bool:
    """Whether a word says something by itself: no class, no single letter or digit, nothing said of anything."""
    return form not in quiet and not form.startswith("@") and len(form) > 1


def _weights(forms: tuple[str, ...], keys: Mapping[Key, float]) -> dict[Key, float]:
    bonus = (1 + LENGTH_BONUS * (len(forms) - 1)) / len(keys) ** SHARED
    return {key: weight * bonus for key, weight in keys.items()}


def _anchors(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by the rarest of their words, where looking for them starts."""
    listed = list(phrases)
    often = Counter(form for forms in listed for form in forms)
    anchored: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for forms in listed:
        anchored[min(forms, key=lambda form: (form.startswith("@"), often[form]))].append(forms)
    return dict(anchored)


def _align(
    forms: tuple[str, ...], places: Mapping[str, list[int]], words: list[Word]
) -> tuple[tuple[int, ...], int] | None:
    """The tightest place of a phrase, its words in order and little apart: (positions, words between)."""
    best: tuple[tuple[int, ...], int] | None = None
    for start in places[forms[0]]:
        positions = [start]
        for form in forms[1:]:
            last = positions[-1]
            reach = words[min(last + 1, len(words) - 1)].rank + GAP
            after = [
                place
                for place in places[form]
                if last < place <= last + REACH
                and words[place].rank <= reach
                and words[place].sentence == words[start].sentence
            ]
            if not after:
                break
            positions.append(after[0])
        else:
            gaps = positions[-1] - start - len(forms) + 1
            if best is None or gaps < best[1]:
                best = (tuple(positions), gaps)
    return best


def _word_weights(
    texts: Mapping[Key, list[tuple[tuple[str, ...], float]]], quiet: frozenset[str]
) -> dict[str, dict[Key, float]]:
    """BM25 weights of single words: how much each says for each target, fields weighted before saturation."""
    counts: dict[Key, dict[str, float]] = {}
    for key, pairs in texts.items():
        counter: dict[str, float] = defaultdict(float)
        for forms, weight in pairs:
            for form in forms:
                if _says(form, quiet):
                    counter[form] += weight
        counts[key] = counter
    lengths = {key: sum(counter.values()) for key, counter in counts.items()}
    mean = sum(lengths.values()) / max(len(lengths), 1)
    holders: dict[str, dict[Key, float]] = defaultdict(dict)
    for key, counter in counts.items():
        norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths[key] / mean)
        for form, count in counter.items():
            holders[form][key] = count * (SATURATION + 1) / (count + norm)
    return {form: _times_rarity(weights, len(counts)) for form, weights in holders.items()}


def _times_rarity(weights: dict[Key, float], targets: int) -> dict[Key, float]:
    """Weights times how rare the word is among targets, counting a target by its share of the word."""
    top = max(weights.values())
    holders = sum(weight / top for weight in weights.values())
    rarity = math.log(1 + (targets - holders + 0.5) / (holders + 0.5))
    return {key: weight * rarity for key, weight in weights.items()}
