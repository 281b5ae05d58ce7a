"""The numbers that suggestions are taken by: they stay with their suggestions until the next finding."""

from collections.abc import Collection, Sequence

from crp_desktop.domain.suggest import Suggestion

Key = int | str


class Numbered:
    """Numbers suggestions 1 to `most` by rank until the first is taken; from then on each keeps its number, and that of
    one that was taken or dismissed is not given to another. Somebody who read “2” and presses 2 gets what was there."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._numbers: dict[Key, int] = {}

    def reset(self) -> None:
        """Begin anew, for the next finding."""
        self._numbers = {}

    def number(self, found: Sequence[Suggestion], taken: Collection[Key]) -> list[tuple[int, Suggestion]]:
        """What can be offered, by number; `taken` are the keys that were taken or dismissed by now."""
        if self._numbers.keys().isdisjoint(taken):
            self._numbers = {one.key: place for place, one in enumerate(found[: self._most], start=1)}
        else:
            offered = {one.key for one in found}
            self._numbers = {
                key: number for key, number in self._numbers.items() if key in offered or key in taken
            }
            free = sorted({*range(1, self._most + 1)} - {*self._numbers.values()})
            fresh = [one.key for one in found if one.key not in self._numbers]
            self._numbers |= dict(zip(fresh, free, strict=False))
        numbered = [(self._numbers[one.key], one) for one in found if one.key in self._numbers]
        return sorted(numbered, key=lambda one: one[0])
