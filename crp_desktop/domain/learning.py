"""What a programme's people taught the suggester: the mappings they confirmed, what they accepted and dismissed."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.lexicon import Lexicon, Word
from crp_desktop.domain.vocabulary import Key

SHIFT_LIMIT = 0.25
"""The most that accepting and dismissing may raise or lower a score, as a share of it."""
STEADY = 4
"""Acceptances and dismissals that count as none, so that a single one moves little."""
NEIGHBOURS = 5
LIKE = 0.35
"""How alike (0 to 1) a mapped finding must be to count."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A finding's text and the keys of the articles and badges that people mapped it to."""

    finding_id: str
    text: str
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row for the settings page: how often suggestions of `key` were taken and refused, and what that does."""

    key: Key
    accepted: int
    dismissed: int
    shift: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Learning:
    """All that is learnt from: confirmed mappings (newest last), suggestions accepted and dismissed by key."""

    mapped: tuple[Mapped, ...] = ()
    accepted: Mapping[Key, int] = field(default_factory=dict)
    dismissed: Mapping[Key, int] = field(default_factory=dict)

    def shift(self, key: Key) -> float:
        """By what share (-0.25 to 0.25) scores of `key` are raised or lowered."""
        taken, refused = self.accepted.get(key, 0), self.dismissed.get(key, 0)
        return SHIFT_LIMIT * (taken - refused) / (taken + refused + STEADY)

    def describe(self) -> tuple[Lesson, ...]:
        """One row for every article and badge that people accepted or dismissed, articles first."""
        keys = sorted({*self.accepted, *self.dismissed}, key=lambda key: (isinstance(key, str), key))
        return tuple(self._lesson(key) for key in keys)

    def _lesson(self, key: Key) -> Lesson:
        taken, refused, shift = self.accepted.get(key, 0), self.dismissed.get(key, 0), self.shift(key)
        percent = round(abs(shift) * 100)
        if percent == 0:
            sentence = tr("Suggested as before.")
        elif shift > 0:
            sentence = tr("Suggested a little higher up: its score is raised by {percent}%.", percent=percent)
        else:
            sentence = tr(
                "Suggested a little lower down: its score is lowered by {percent}%.", percent=percent
            )
        return Lesson(key, taken, refused, shift, sentence)


class Memory:
    """Confirmed mappings, ready to be asked which of them a text is like. Never changes after it is made."""

    def __init__(self, lexicon: Lexicon, mapped: tuple[Mapped, ...]) -> None:
        self._mapped = mapped
        self._quiet = lexicon.quiet
        forms = [self._telling(lexicon.read(item.text)) for item in mapped]
        postings: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(forms):
            for form in words:
                postings[form].append(place)
        self._postings = dict(postings)
        self._lengths = [math.sqrt(sum(self._rarity(form) ** 2 for form in words)) for words in forms]

    def _telling(self, words: list[Word]) -> list[str]:
        """The words by which texts are compared: not those that every other text holds."""
        return sorted({word.forms[0] for word in words} - self._quiet)

    def _rarity(self, form: str) -> float:
        return math.log(1 + (len(self._mapped) + 1) / (len(self._postings.get(form, ())) + 0.5))

    def like(self, words: list[Word], own: str = "") -> list[tuple[float, Mapped]]:
        """Up to five mapped findings most like the text, (likeness, finding), but for the finding `own` itself."""
        scores: dict[int, float] = defaultdict(float)
        total = 0.0
        for form in self._telling(words):
            rarity = self._rarity(form)
            total += rarity**2
            for place in self._postings.get(form, ()):
                scores[place] += rarity**2
        found = [
            (score / (math.sqrt(total) * self._lengths[place]), self._mapped[place])
            for place, score in scores.items()
            if self._mapped[place].finding_id != own or not own
        ]
        close = [pair for pair in found if pair[0] >= LIKE]
        return sorted(close, key=lambda pair: (-pair[0], pair[1].finding_id))[:NEIGHBOURS]
