"""Small numbers stay hidden, checked against a reader who tries every possible table."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.domain.suppression import (
    Hidden,
    SafeTable,
    Shown,
    percentage,
    safe_list,
    safe_table,
    wider_bands,
    words,
)

SMALL = st.integers(0, 9)


def possible(table: SafeTable, most: int) -> list[tuple[tuple[int, ...], ...]]:
    """Every table with counts up to `most` that a reader of `table` cannot rule out, knowing the rules."""
    rows, columns = len(table.cells), len(table.cells[0])
    found = []
    for flat in product(*(choices(cell, table.threshold, most) for row in table.cells for cell in row)):
        grid = tuple(flat[at * columns : (at + 1) * columns] for at in range(rows))
        totals = [(sum(row), shown) for row, shown in zip(grid, table.row_totals, strict=True)]
        totals += [
            (sum(col), shown) for col, shown in zip(zip(*grid, strict=True), table.column_totals, strict=True)
        ]
        totals.append((sum(flat), table.total))
        if all(fits(value, shown, table.threshold) for value, shown in totals):
            found.append(grid)
    return found


def choices(cell: Shown, threshold: int, most: int) -> list[int]:
    return [value for value in range(most + 1) if fits(value, cell, threshold)]


def fits(value: int, shown: Shown, threshold: int) -> bool:
    if shown.value is not None:
        return value == shown.value
    if shown.hidden is Hidden.SMALL:
        return 0 < value < threshold
    return value > 0 if shown.hidden is Hidden.OTHER else True


@given(st.lists(SMALL, min_size=1, max_size=4), st.sampled_from([3, 5]))
@settings(max_examples=300, deadline=None)
def test_no_list_gives_a_hidden_count_away(counts: list[int], threshold: int) -> None:
    safe = safe_list(counts, threshold)
    lists = [
        flat
        for flat in product(*(choices(cell, threshold, 12) for cell in safe.cells))
        if fits(sum(flat), safe.total, threshold)
    ]
    assert tuple(counts) in lists
    for at, cell in enumerate(safe.cells):
        if cell.value is None:
            assert len({flat[at] for flat in lists}) > 1


@given(
    st.integers(1, 3).flatmap(
        lambda wide: st.lists(st.lists(SMALL, min_size=wide, max_size=wide), min_size=1, max_size=3)
    )
)
@settings(max_examples=120, deadline=None)
def test_no_table_gives_a_hidden_count_away(counts: list[list[int]]) -> None:
    """Exhaustive for 2 by 2, for larger tables where few enough are hidden to try them all."""
    table = safe_table(counts, 3)
    hidden = [(r, c) for r, row in enumerate(table.cells) for c, cell in enumerate(row) if cell.value is None]
    if len(hidden) > 4:
        return
    tables = possible(table, 12)
    assert tuple(tuple(row) for row in counts) in tables
    for row, column in hidden:
        assert len({grid[row][column] for grid in tables}) > 1


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4), min_size=1, max_size=5), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_table_can_be_made_safe(counts: list[list[int]], answers: bool) -> None:
    table = safe_table(counts, answers=answers)
    assert len(table.cells) == len(counts)
    if answers:
        for row, line in zip(table.cells, counts, strict=True):
            if sum(count > 0 for count in line) == 1:
                assert all(cell.value is None for cell in (*row, *table.column_totals))


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_small_counts_are_hidden_zeros_stay_and_what_is_shown_is_true(counts: list[list[int]]) -> None:
    table = safe_table(counts)
    for row, line in enumerate(counts):
        for column, count in enumerate(line):
            cell = table.cells[row][column]
            assert cell.value in (None, count)
            if 0 < count < 5:
                assert cell.value is None
            if count == 0:
                assert cell.value == 0
    for shown, true in zip(table.row_totals, counts, strict=True):
        assert shown.value in (None, sum(true))
        assert shown.value is None or not 0 < sum(true) < 5


@pytest.mark.parametrize(
    ("counts", "expected", "total"),
    [
        ([12, 3, 8], ["12", "fewer than 5", "not shown"], "23"),
        ([12, 3, 2], ["12", "fewer than 5", "fewer than 5"], "17"),
        ([12, 1, 1], ["not shown", "fewer than 5", "fewer than 5"], "14"),
        ([12, 4, 4], ["not shown", "fewer than 5", "fewer than 5"], "20"),
        ([12, 0, 8], ["12", "0", "8"], "20"),
        ([3, 0], ["fewer than 5", "0"], "fewer than 5"),
        ([12, 3], ["not shown", "fewer than 5"], "15"),
        ([12, 3, 0], ["not shown", "fewer than 5", "0"], "15"),
    ],
)
def test_lists_as_they_print(counts: list[int], expected: list[str], total: str) -> None:
    safe = safe_list(counts)
    assert [words(cell) for cell in safe.cells] == expected
    assert words(safe.total) == total


def test_one_small_row_does_not_come_back_from_the_totals() -> None:
    table = safe_table([[3, 0], [9, 9]])
    assert table.cells[0][0].value is None
    assert table.row_totals[0].value is None
    assert len({grid[0][0] for grid in possible(table, 20)}) > 1


def test_answers_that_are_all_alike_are_not_shown_with_their_zeros() -> None:
    assert [cell.hidden for cell in safe_list([0, 9, 0], answers=True).cells] == [Hidden.ALIKE] * 3
    assert [cell.value for cell in safe_list([0, 9, 0]).cells] == [0, 9, 0]
    assert [cell.value for cell in safe_list([6, 9, 0], answers=True).cells] == [6, 9, 0]
    assert words(safe_list([0, 9, 0], answers=True).cells[1]) == "not shown"


def test_percentages_go_with_their_counts() -> None:
    safe = safe_list([12, 3, 8, 10])
    shown = [percentage(cell, safe.total) for cell in safe.cells]
    assert shown == [36, None, None, 30]
    small = safe_list([3, 0])
    assert [percentage(cell, small.total) for cell in small.cells] == [None, None]
    assert percentage(Shown(0), Shown(0)) is None


def test_another_threshold_says_its_number() -> None:
    assert words(safe_list([12, 8, 30], 10).cells[1], 10) == "fewer than 10"


@pytest.mark.parametrize("threshold", [2, 1, 0, -5])
def test_a_threshold_that_hides_nothing_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="hides nothing"):
        safe_list([1, 2], threshold)


def test_counts_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        safe_list([-1])
    with pytest.raises(ValueError, match="lengths"):
        safe_table([[1], [1, 2]])


def test_empty_tables_are_safe() -> None:
    assert safe_table([]).total.value == 0
    assert safe_list([]).total.value == 0


@given(st.lists(st.integers(0, 12), max_size=8))
@settings(max_examples=200, deadline=None)
def test_wider_bands_hide_nothing_cover_everything_and_are_as_many_as_can_be(counts: list[int]) -> None:
    bands = wider_bands(counts)
    if bands is None:
        assert 0 < sum(counts) < 5
        return
    assert [at for first, last in bands for at in range(first, last + 1)] == list(range(len(counts)))
    held = [sum(counts[first : last + 1]) for first, last in bands]
    assert all(count == 0 or count >= 5 for count in held)
    assert len(bands) == most_bands(tuple(counts))


def most_bands(counts: tuple[int, ...]) -> int:
    if not counts:
        return 0
    ends = [end for end in range(1, len(counts) + 1) if not 0 < sum(counts[:end]) < 5]
    rests = [most_bands(counts[end:]) for end in ends if wider_bands(counts[end:]) is not None]
    return 1 + max(rests)


def test_eight_people_in_three_bands_get_fewer_bands() -> None:
    assert wider_bands([3, 3, 2]) == ((0, 2),)
    assert wider_bands([3, 5, 0, 6]) == ((0, 1), (2, 2), (3, 3))
    assert wider_bands([2, 1]) is None
