"""Small numbers: counts that could point at a child are not shown, and no total gives them away.

Counts from 1 to one less than the threshold are hidden ("fewer than 5"). Where the numbers that stay would let a
hidden one be worked out, more are hidden, totals among them, until every hidden number could be at least one other
number too. A zero stays: it says that nobody was there, not who was. Where people gave answers, a zero can say that
everybody answered alike; then the whole row is hidden.

What a careful reader can work out is decided exactly: with its totals a table is a network in which what flows into a
node flows out of it, and a hidden number can change if, and only if, the hidden numbers form a ring through it along
which every one can move without leaving its bounds.
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


@dataclass(frozen=True, slots=True)
class SafeTable:
    """Counts of a table with the totals of its rows and columns, safe to show together."""

    cells: tuple[tuple[Shown, ...], ...]
    row_totals: tuple[Shown, ...]
    column_totals: tuple[Shown, ...]
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
    """Counts whose sum is known too; `answers` says that they count what people answered."""
    _check([counts], threshold)
    total = len(counts)
    network = _Network(threshold)
    for at, count in enumerate(counts):
        network.add((0, at), count, "in", "out")
    network.add((0, total), sum(counts), "out", "in", total=True)
    if answers and _alike(counts):
        network.hide_alike([(0, at) for at in range(total)], [])
    network.make_safe()
    return SafeList(tuple(network.shown(0, at) for at in range(total)), network.shown(0, total), threshold)


def safe_table(
    counts: Sequence[Sequence[int]], threshold: int = THRESHOLD, *, answers: bool = False
) -> SafeTable:
    """Counts by row and column, every total of which may be shown beside them.

    `answers` says that each row counts what the people of that row answered. Raises ValueError for a negative count,
    rows of different length, or a threshold under 3 (a hidden number must have two values at least).
    """
    _check(counts, threshold)
    rows, columns = len(counts), len(counts[0]) if counts else 0
    network = _Network(threshold)
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            network.add((row, column), count, f"row {row}", f"column {column}")
        network.add((row, columns), sum(line), "rows", f"row {row}", total=True)
    for column in range(columns):
        held = sum(line[column] for line in counts)
        network.add((rows, column), held, f"column {column}", "columns", total=True)
    network.add((rows, columns), sum(map(sum, counts)), "columns", "rows", total=True)
    if answers:
        alike = [(row, column) for row in range(rows) if _alike(counts[row]) for column in range(columns)]
        network.hide_alike(alike, [(rows, column) for column in range(columns)])
    network.make_safe()
    return SafeTable(
        cells=tuple(tuple(network.shown(row, column) for column in range(columns)) for row in range(rows)),
        row_totals=tuple(network.shown(row, columns) for row in range(rows)),
        column_totals=tuple(network.shown(rows, column) for column in range(columns)),
        total=network.shown(rows, columns),
        threshold=threshold,
    )


def _check(counts: Sequence[Sequence[int]], threshold: int) -> None:
    if threshold < LEAST_THRESHOLD:
        raise ValueError(f"a threshold of {threshold} hides nothing: it must be {LEAST_THRESHOLD} or more")
    if any(count < 0 for row in counts for count in row):
        raise ValueError("a count is negative")
    if len({len(row) for row in counts}) > 1:
        raise ValueError("rows have different lengths")


def _alike(row: Sequence[int]) -> bool:
    """Whether everybody gave the one answer: seen with its zeros, it would be each person's."""
    return len(row) > 1 and sum(count > 0 for count in row) == 1


def percentage(part: Shown, whole: Shown) -> int | None:
    """`part` of `whole` in whole per cent; None where either is hidden, as one gives the other, or nobody is there."""
    if part.value is None or not whole.value:
        return None
    return round(100 * part.value / whole.value)


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


_Place = tuple[int, int]


class _Network:
    """Numbers as flows from node to node: into each node flows what flows out of it."""

    def __init__(self, threshold: int) -> None:
        self._threshold = threshold
        self._value: dict[_Place, int] = {}
        self._arc: dict[_Place, tuple[str, str]] = {}
        self._totals: set[_Place] = set()
        self._hidden: dict[_Place, Hidden] = {}
        self._fixed: set[_Place] = set()

    def add(self, place: _Place, value: int, start: str, end: str, *, total: bool = False) -> None:
        """A number that flows from `start` to `end`; hidden at once if it is small."""
        self._value[place] = value
        self._arc[place] = (start, end)
        if total:
            self._totals.add(place)
        if 0 < value < self._threshold:
            self._hidden[place] = Hidden.SMALL

    def hide_alike(self, cells: Sequence[_Place], totals: Sequence[_Place]) -> None:
        """Hide rows in which all answered alike, and the totals that would say which answer it was."""
        if cells:
            self._hidden.update(dict.fromkeys((*cells, *totals), Hidden.ALIKE))
            self._fixed.update(place for place in cells if not self._value[place])

    def shown(self, row: int, column: int) -> Shown:
        """The number at a place, or why it is hidden."""
        why = self._hidden.get((row, column))
        return Shown(None if why else self._value[row, column], why)

    def make_safe(self) -> None:
        """Hide more numbers until none that is hidden for being small, or to cover for one, can be worked out."""
        while given := self._given_away():
            near = [place for place in self._open() if set(self._arc[place]) & set(self._arc[given[0]])]
            choices = near or self._open() or self._named_small()
            if not choices:
                raise RuntimeError("every number is hidden and one can still be worked out")
            cheapest = min(choices, key=self._cost)
            self._hidden[cheapest] = Hidden.OTHER

    def _given_away(self) -> list[_Place]:
        audited = [place for place, why in self._hidden.items() if why is not Hidden.ALIKE]
        return [place for place in audited if not self._can_change(place)]

    def _open(self) -> list[_Place]:
        return [place for place, value in self._value.items() if value and place not in self._hidden]

    def _named_small(self) -> list[_Place]:
        """What is said to be small: the words can give a number away (two of 1 at least, "fewer than 3" in all)."""
        named = [place for place, why in self._hidden.items() if why is Hidden.SMALL]
        return [place for place in named if place in self._totals] or named

    def _cost(self, place: _Place) -> tuple[int, bool, int, _Place]:
        """What hiding a number costs: best is one that leaves least given away, no total, a small one."""
        before = dict(self._hidden)
        self._hidden[place] = Hidden.OTHER
        left = len(self._given_away())
        self._hidden = before
        return left, place in self._totals, self._value[place], place

    def _bounds(self, place: _Place) -> tuple[int, int]:
        """What a reader who knows these rules can say of a hidden number."""
        why = self._hidden[place]
        if why is Hidden.SMALL:
            return 1, self._threshold - 1
        if why is Hidden.ALIKE:
            return 0, _MANY
        return min(self._threshold, self._value[place]), _MANY

    def _moves(self, besides: _Place) -> dict[str, list[str]]:
        """From node to nodes: along every hidden number that can grow, against every one that can shrink."""
        moves: dict[str, list[str]] = {}
        for place in self._hidden:
            if place == besides or place in self._fixed:
                continue
            low, high = self._bounds(place)
            start, end = self._arc[place]
            if self._value[place] < high:
                moves.setdefault(start, []).append(end)
            if self._value[place] > low:
                moves.setdefault(end, []).append(start)
        return moves

    def _can_change(self, place: _Place) -> bool:
        """Whether the hidden number could be another one, everything shown staying as it is."""
        moves = self._moves(besides=place)
        low, high = self._bounds(place)
        start, end = self._arc[place]
        grows = self._value[place] < high and _leads(moves, end, start)
        return grows or (self._value[place] > low and _leads(moves, start, end))


def _leads(moves: dict[str, list[str]], start: str, end: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        for there in moves.get(here, ()):
            if there not in seen:
                seen.add(there)
                waiting.append(there)
    return False
