"""Two papers side by side: what the difference of their numbers gives away though each is safe by itself.

A published number is the sum of people in one or more cells (the smallest groups that are counted). Numbers that were
published while the cells were the same are equations; a small group is given away when its sum follows from them. A
number that was published before the counts changed gives away how many came or went, when the sum now can be worked
out and differs by few. The cells' own values are needed for this and are never kept with a paper.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_PRIME = (1 << 61) - 1
_Row = dict[str, int]


@dataclass(frozen=True, slots=True)
class Published:
    """A number that stands on a paper: how many people are in these cells taken together."""

    cells: frozenset[str]
    value: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """The cells whose people, or the people who came to them or left, are given away, and how many those are."""

    cells: frozenset[str]
    people: int


def revealed(
    now: Sequence[Published], earlier: Sequence[Published], counts: Mapping[str, int], threshold: int
) -> tuple[Revealed, ...]:
    """What `now` and `earlier` give away together and `now` does not by itself; `counts` are the cells as they are.

    Only what is smaller than the threshold counts, and zero does not: it says that nobody was there.
    """
    known = _Span(now)
    same = [one for one in earlier if one.cells <= counts.keys() and _sum(counts, one.cells) == one.value]
    moved = [one for one in earlier if one.cells <= counts.keys() and _sum(counts, one.cells) != one.value]
    both = _Span((*now, *same))
    found = [
        Revealed(one.cells, abs(_sum(counts, one.cells) - one.value))
        for one in moved
        if abs(_sum(counts, one.cells) - one.value) < threshold and both.has(one.cells)
    ]
    for cells in _groups((*now, *same), counts):
        people = _sum(counts, cells)
        if 0 < people < threshold and both.has(cells) and not known.has(cells):
            found.append(Revealed(cells, people))
    return tuple(dict.fromkeys(found))


def _sum(counts: Mapping[str, int], cells: Iterable[str]) -> int:
    return sum(counts[cell] for cell in cells)


def _groups(every: Sequence[Published], counts: Mapping[str, int]) -> Iterable[frozenset[str]]:
    """The groups that could be given away: every cell, and what one published group has more than another."""
    groups = {frozenset((cell,)): None for cell in counts}
    for one, other in combinations(dict.fromkeys(each.cells for each in every), 2):
        if one < other or other < one:
            groups[one ^ other] = None
    return groups


class _Span:
    """Everything that can be worked out from some sums: their span, kept as rows in echelon form modulo a prime."""

    def __init__(self, published: Iterable[Published]) -> None:
        self._rows: dict[str, _Row] = {}
        for one in published:
            rest = self._reduced(dict.fromkeys(one.cells, 1))
            if rest:
                lead = min(rest)
                inverse = pow(rest[lead], -1, _PRIME)
                self._rows[lead] = {cell: value * inverse % _PRIME for cell, value in rest.items()}

    def has(self, cells: frozenset[str]) -> bool:
        """Whether the people in these cells can be counted from what was published."""
        return not self._reduced(dict.fromkeys(cells, 1))

    def _reduced(self, row: _Row) -> _Row:
        """What is left of a row when everything known has been taken away from it."""
        left = {cell: value for cell, value in row.items() if value}
        done: set[str] = set()
        while lead := min((cell for cell in left if cell in self._rows and cell not in done), default=None):
            factor = left[lead]
            done.add(lead)
            for cell, value in self._rows[lead].items():
                changed = (left.get(cell, 0) - factor * value) % _PRIME
                if changed:
                    left[cell] = changed
                else:
                    left.pop(cell, None)
        return left
