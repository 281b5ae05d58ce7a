"""How a text is read for the suggester: words that mean the same folded into one, little words left out,
slips of the finger mended where only one known word is near."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from crp_desktop.domain.comparable import comparable, compared
from crp_desktop.domain.stemming import Token, tokens
from crp_desktop.domain.vocabulary import Vocabulary

_STOP = re.compile(r"[.!?…]+(?=[\s\"'”’)\]]|$)|\n")
"""Where a sentence ends; a full stop within a word or a figure ends none."""
_VOWELS = frozenset("aeiouy")
MEND_FROM = 5
"""The shortest stem in which a slip is looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word (or words folded into one): the forms it goes by, and its place in the text.

    `rank` counts the words before it that phrases cannot do without; `mended` says that a slip was put right;
    `sentence` counts the sentences before its own: no phrase goes from one into the next.
    """

    forms: tuple[str, ...]
    start: int
    end: int
    rank: int = 0
    mended: bool = False
    sentence: int = 0


class Lexicon:
    """Reads texts the way the phrases of one vocabulary are read. Never changes after it is made."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._same: dict[tuple[str, ...], str] = {}
        for word, others in vocabulary.same:
            canonical = _stems(word)
            for other in (word, *others):
                self._same[_stems(other)] = "_".join(canonical)
        self._longest: dict[str, int] = {}
        for key in self._same:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 1))
        self._little = frozenset(self._folded(tokens(word))[0].stem for word in vocabulary.little)
        self._plain = frozenset(token.stem for word in vocabulary.plain for token in tokens(word))
        self._spare = frozenset(self._folded(tokens(word))[0].stem for word in vocabulary.spare)
        quiet = {self._folded(tokens(word))[0].stem for word in vocabulary.quiet}
        self.quiet = frozenset(quiet | self._spare | self._little)
        classes: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name, words in vocabulary.classes:
            for word in words:
                found = self._folded(tokens(word))
                classes[tuple(token.stem for token in found)].append(f"@{name}")
        self._classes = {run: tuple(names) for run, names in classes.items()}
        self._longest_class = max(map(len, self._classes), default=0)
        self._known: frozenset[str] = frozenset()
        self._near: dict[str, list[str]] = {}

    def learn_known(self, stems: frozenset[str]) -> None:
        """Takes the stems that slips may be mended to; called once while the index is built."""
        singles = {key[0] for key in self._same if len(key) == 1}
        self._known = stems | self.quiet | self._plain | {run[-1] for run in self._classes} | singles
        near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._known - self._plain):
            if len(word) >= MEND_FROM and word.isalpha():
                for shorter in {word, *_deletions(word)}:
                    near[shorter].append(word)
        self._near = dict(near)

    def phrase(self, text: str) -> tuple[str, ...]:
        """The forms that a phrase of the vocabulary asks for, in order: without little words, and without spare
        ones when two others are left, one of which says something. Nothing when all of it is little."""
        forms: list[str] = []
        run: list[str] = []
        for word in [*text.split(), "@"]:
            if not word.startswith("@"):
                run += _stems(word)
                continue
            forms += [stem for stem, _, _ in self._runs(run)]
            run = []
            if word != "@":
                forms.append(word)
        said = tuple(form for form in forms if form not in self._little)
        needed = tuple(form for form in said if form not in self._spare)
        telling = any(form not in self.quiet and not form.startswith("@") for form in needed)
        return needed if telling and len(needed) > 1 else said

    def read(self, text: str) -> list[Word]:
        """The words of a text that say something, in order."""
        words: list[Word] = []
        rank = 0
        same = comparable(text)
        for sentence, found in enumerate(_sentences(same.text)):
            said: list[str] = []
            for token in self._folded(found):
                stem, mended = token.stem, False
                if stem in self._little:
                    continue
                if self._known and stem not in self._known:
                    better = self._mend(stem)
                    mended = better != stem
                    stem = self._same.get((better,), better)
                said.append(stem)
                forms = (stem, *self._classes_at_end(said))
                start, end = same.span(token.start, token.end)
                words.append(Word(forms, start, end, rank, mended, sentence))
                rank += stem not in self._spare
        return words

    def _classes_at_end(self, said: list[str]) -> list[str]:
        """The classes of every run of words that ends with the last one said."""
        return [
            name
            for length in range(1, min(self._longest_class, len(said)) + 1)
            for name in self._classes.get(tuple(said[-length:]), ())
        ]

    def _folded(self, found: list[Token]) -> list[Token]:
        """The tokens with the longest runs that `same` knows put together."""
        return [
            Token(stem, found[first].start, found[last].end)
            for stem, first, last in self._runs([token.stem for token in found])
        ]

    def _runs(self, stems: list[str]) -> list[tuple[str, int, int]]:
        """(word, first place, last place) of the stems with the longest runs that `same` knows put together."""
        runs: list[tuple[str, int, int]] = []
        place = 0
        while place < len(stems):
            length = min(self._longest.get(stems[place], 0), len(stems) - place)
            while length and tuple(stems[place : place + length]) not in self._same:
                length -= 1
            word = self._same[tuple(stems[place : place + length])] if length else stems[place]
            length = max(length, 1)
            runs.append((word, place, place + length - 1))
            place += length
        return runs

    def _mend(self, stem: str) -> str:
        """The one known stem a single slip away (a letter more, less, other, or two swapped), or `stem` itself."""
        if not MEND_FROM <= len(stem) <= 20 or not stem.isalpha():
            return stem
        candidates: set[str] = set()
        for shorter in (stem, *_deletions(stem)):
            candidates.update(self._near.get(shorter, ()))
        fit = [known for known in candidates if known[0] == stem[0] and _one_slip(stem, known)]
        return fit[0] if len(fit) == 1 else stem


def _sentences(text: str) -> list[list[Token]]:
    """The tokens of a text by sentence."""
    sentences: list[list[Token]] = [[]]
    stops = (stop.start() for stop in _STOP.finditer(text))
    stop = next(stops, None)
    for token in tokens(text):
        if stop is not None and stop < token.start:
            sentences.append([])
            while stop is not None and stop < token.start:
                stop = next(stops, None)
        sentences[-1].append(token)
    return sentences


@lru_cache(maxsize=20_000)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(token.stem for token in tokens(compared(text)))


def _deletions(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _one_slip(one: str, other: str) -> bool:
    """Whether the words differ by one letter more or less, two neighbours swapped, or one vowel for another."""
    if abs(len(one) - len(other)) > 1:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    if len(one) == len(other):
        swapped = one[head + 1 : head + 2] + one[head : head + 1] + one[head + 2 :]
        vowels = {one[head], other[head]} <= _VOWELS
        return swapped == other[head:] or (vowels and one[head + 1 :] == other[head + 1 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return head < len(shorter) and longer[head + 1 :] == shorter[head:]
