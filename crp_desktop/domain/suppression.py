"""Small numbers: counts that could point at a child are not shown, and no total gives them away.

Counts from 1 to one less than the threshold are hidden ("fewer than 5"). Where the numbers that stay would let a
hidden one be worked out, more are hidden, totals among them, until every hidden number could be at least one other
number too. A zero stays: it says that nobody was there, not who was. Where people gave answers, a zero can say that
everybody answered alike; then the whole row is hidden.

What a careful reader can work out is decided exactly: a hidden number can be another one if, and only if, a second
hidden number can move with it, within its own bounds, so that the sum stays right.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crp_desktop.domain.i18n import tr

THRESHOLD = 5
"""The smallest count that is shown, unless the council decides otherwise."""

LEAST_THRESHOLD = 3
_MANY = 1 << 40


class Hidden(StrEnum):
    """Why a number is not shown: it is small itself, it would give a small one away, or all answers are the same."""

    SMALL = "small"
    OTHER = "other"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Shown:
    """A number as it may leave the programme: `value` is None where `hidden` says why."""

    value: int | None
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True)
class SafeList:
    """Counts of one list and their total, safe to show together."""

    cells: tuple[Shown, ...]
    total: Shown
    threshold: int


def words(shown: Shown, threshold: int = THRESHOLD) -> str:
    """The number as it prints: "12", "fewer than 5" or "not shown"."""
    if shown.value is not None:
        return f"{shown.value:,}"
    if shown.hidden is Hidden.SMALL:
        return tr("fewer than {threshold}", threshold=threshold)
    return tr("not shown")


def safe_list(counts: Sequence[int], threshold: int = THRESHOLD, *, answers: bool = False) -> SafeList:
    """Counts whose sum is known too; `answers` says that they count what people answered.

    Raises ValueError for a negative count or a threshold under 3 (a hidden number must have two values at least).
    """
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} hides nothing: it must be {LEAST_THRESHOLD} or more")
    if any(count < 0 for count in counts):
        raise ValueError("a count is negative")
    numbers = _Numbers(counts, threshold)
    if answers and _alike(counts):
        numbers.hide_counts()
    numbers.make_safe()
    *cells, total = numbers.shown()
    return SafeList(tuple(cells), total, threshold)


def _alike(counts: Sequence[int]) -> bool:
    """Whether everybody gave the one answer: seen with its zeros, it would be each person's."""
    return len(counts) > 1 and sum(count > 0 for count in counts) == 1


def wider_bands(counts: Sequence[int], threshold: int = THRESHOLD) -> tuple[tuple[int, int], ...] | None:
    """The finest bands made of neighbours that hide nothing: each is empty or holds `threshold` people at least.

    Bands are (first, last) positions, both included. None when even one band for all would be too small.
    """
    best: list[tuple[int, tuple[tuple[int, int], ...]] | None] = [(0, ())]
    for end in range(1, len(counts) + 1):
        found: tuple[int, tuple[tuple[int, int], ...]] | None = None
        for start in range(end):
            before = best[start]
            held = sum(counts[start:end])
            if before is None or 0 < held < threshold:
                continue
            if found is None or before[0] + 1 > found[0]:
                found = (before[0] + 1, (*before[1], (start, end - 1)))
        best.append(found)
    last = best[-1]
    return last[1] if last else None


class _Numbers:
    """Counts and, as the last number, their total; the hidden ones by place, with the reason."""

    def __init__(self, counts: Sequence[int], threshold: int) -> None:
        self._threshold = threshold
        self._values = [*counts, sum(counts)]
        self._total = len(counts)
        small = [at for at, value in enumerate(self._values) if 0 < value < threshold]
        self._hidden = dict.fromkeys(small, Hidden.SMALL)
        self._fixed: set[int] = set()

    def hide_counts(self) -> None:
        """Hide every count of a list in which all answered alike; a reader may know that the others are zero."""
        self._hidden.update(dict.fromkeys(range(self._total), Hidden.ALIKE))
        self._fixed = {at for at in range(self._total) if not self._values[at]}

    def shown(self) -> list[Shown]:
        """Each number, or why it is hidden; the total last."""
        return [
            Shown(None if at in self._hidden else value, self._hidden.get(at))
            for at, value in enumerate(self._values)
        ]

    def make_safe(self) -> None:
        """Hide more numbers until none that is hidden for being small, or to cover for one, can be worked out."""
        while self._given_away():
            choices = self._open() or self._named_small()
            if not choices:
                raise RuntimeError("every number is hidden and one can still be worked out")
            cheapest = min(choices, key=self._cost)
            self._hidden[cheapest] = Hidden.OTHER

    def _given_away(self) -> list[int]:
        audited = [at for at, why in self._hidden.items() if why is not Hidden.ALIKE]
        return [at for at in audited if not self._can_change(at)]

    def _open(self) -> list[int]:
        return [at for at, value in enumerate(self._values) if value and at not in self._hidden]

    def _named_small(self) -> list[int]:
        """What is said to be small: the words can give a number away (two of 1 at least, "fewer than 3" in all)."""
        named = [at for at, why in self._hidden.items() if why is Hidden.SMALL]
        return [at for at in named if at == self._total] or named

    def _cost(self, at: int) -> tuple[int, bool, int, int]:
        """What hiding a number costs: best is one that leaves least given away, no total, a small one."""
        before = dict(self._hidden)
        self._hidden[at] = Hidden.OTHER
        left = len(self._given_away())
        self._hidden = before
        return left, at == self._total, self._values[at], at

    def _moves(self, at: int) -> set[int]:
        """Which ways (1, -1) a hidden number can move the sum of all counts less the total."""
        low, high = self._bounds(at)
        ways = {1} if self._values[at] < high else set()
        if self._values[at] > low:
            ways.add(-1)
        return {-way for way in ways} if at == self._total else ways

    def _bounds(self, at: int) -> tuple[int, int]:
        """What a reader who knows these rules can say of a hidden number."""
        why = self._hidden[at]
        if why is Hidden.SMALL:
            return 1, self._threshold - 1
        if why is Hidden.ALIKE:
            return 0, _MANY
        return min(self._threshold, self._values[at]), _MANY

    def _can_change(self, at: int) -> bool:
        """Whether the hidden number could be another one, everything shown staying as it is."""
        others = [self._moves(other) for other in self._hidden if other != at and other not in self._fixed]
        return any(-way in ways for way in self._moves(at) for ways in others)
