"""What two papers give away together, against every way in which the people could have been."""

import random
from itertools import product

import pytest

from crp_desktop.domain.difference import Published, Revealed, revealed

THRESHOLD = 5


def number(counts: dict[str, int], *cells: str) -> Published:
    return Published(frozenset(cells), sum(counts[cell] for cell in cells))


COUNTS = {"a": 6, "b": 9, "c": 3, "d": 7}


@pytest.mark.parametrize(
    ("now", "earlier", "given"),
    [
        (["abcd"], ["abd"], "c"),
        (["ab", "abcd"], ["cd", "d"], "c"),
        (["abcd"], ["ab"], ""),
        (["abcd", "cd"], ["abcd"], ""),
        (["ab", "cd"], ["abd"], "c"),
        (["abcd"], [], ""),
        ([], ["abd", "abcd"], "c"),
    ],
)
def test_a_group_that_follows_from_both(now: list[str], earlier: list[str], given: str) -> None:
    found = revealed(
        [number(COUNTS, *one) for one in now], [number(COUNTS, *one) for one in earlier], COUNTS, THRESHOLD
    )
    assert [one.cells for one in found] == ([frozenset(given)] if given else [])


def test_what_a_paper_gives_away_by_itself_is_not_the_earlier_ones_doing() -> None:
    own = [number(COUNTS, *"abcd"), number(COUNTS, *"abd")]
    assert revealed(own, own, COUNTS, THRESHOLD) == ()


def test_a_group_of_several_cells_can_be_the_difference() -> None:
    counts = {"a": 9, "b": 1, "c": 2}
    found = revealed([number(counts, *"abc")], [number(counts, "a")], counts, THRESHOLD)
    assert found == (Revealed(frozenset("bc"), 3),)


@pytest.mark.parametrize(
    ("before", "flagged"), [(23, True), (27, True), (25, False), (20, False), (29, True), (30, False)]
)
def test_few_who_came_or_left(before: int, flagged: bool) -> None:
    found = revealed([number(COUNTS, *"abcd")], [Published(frozenset("abcd"), before)], COUNTS, THRESHOLD)
    assert bool(found) is flagged


def test_cells_that_are_gone_are_no_equation() -> None:
    assert revealed([number(COUNTS, "a")], [Published(frozenset("az"), 9)], COUNTS, THRESHOLD) == ()


@pytest.mark.parametrize("seed", range(60))
def test_against_every_way_the_people_could_have_been(seed: int) -> None:
    """A group is given away exactly if its number is the same in every whole-numbered solution near the true one."""
    chance = random.Random(seed)
    cells = "abcd"
    counts = {cell: chance.choice((2, 3, 6, 8, 9)) for cell in cells}

    def some() -> list[Published]:
        return [
            number(counts, *chance.sample(cells, chance.randint(1, 4))) for _ in range(chance.randint(1, 3))
        ]

    now, earlier = some(), some()
    found = {one.cells for one in revealed(now, earlier, counts, THRESHOLD)}

    def fixed(cell: str, known: list[Published]) -> bool:
        steps = (dict(zip(cells, step, strict=True)) for step in product(range(-2, 3), repeat=len(cells)))
        fits = (step for step in steps if all(sum(step[one] for one in each.cells) == 0 for each in known))
        return all(step[cell] == 0 for step in fits)

    for cell in cells:
        small = counts[cell] < THRESHOLD
        wanted = small and fixed(cell, [*now, *earlier]) and not fixed(cell, now)
        assert (frozenset(cell) in found) is wanted, (cell, counts, now, earlier)


def test_many_cells_take_no_time() -> None:
    counts = {f"c{at}": 7 for at in range(200)}
    names = list(counts)
    now = [number(counts, *names[: at + 2]) for at in range(120)]
    assert revealed(now[:60], now[60:], counts, THRESHOLD) == ()
