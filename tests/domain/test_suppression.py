"""Small numbers stay hidden, checked against a reader who tries every possible table."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.domain.suppression import (
    Hidden,
    Shown,
    safe_list,
    wider_bands,
    words,
)

SMALL = st.integers(0, 9)


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


@given(st.lists(SMALL, min_size=1, max_size=20), st.booleans())
@settings(max_examples=300, deadline=None)
def test_every_list_can_be_made_safe(counts: list[int], answers: bool) -> None:
    safe = safe_list(counts, answers=answers)
    assert len(safe.cells) == len(counts)
    if answers and len(counts) > 1 and sum(count > 0 for count in counts) == 1:
        assert all(cell.value is None for cell in safe.cells)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_small_counts_are_hidden_zeros_stay_and_what_is_shown_is_true(counts: list[int]) -> None:
    safe = safe_list(counts)
    for cell, count in zip((*safe.cells, safe.total), (*counts, sum(counts)), strict=True):
        assert cell.value in (None, count)
        if 0 < count < 5:
            assert cell.value is None
        if count == 0:
            assert cell.value == 0


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


def test_answers_that_are_all_alike_are_not_shown_with_their_zeros() -> None:
    assert [cell.hidden for cell in safe_list([0, 9, 0], answers=True).cells] == [Hidden.ALIKE] * 3
    assert [cell.value for cell in safe_list([0, 9, 0]).cells] == [0, 9, 0]
    assert [cell.value for cell in safe_list([6, 9, 0], answers=True).cells] == [6, 9, 0]
    assert words(safe_list([0, 9, 0], answers=True).cells[1]) == "not shown"


def test_another_threshold_says_its_number() -> None:
    assert words(safe_list([12, 8, 30], 10).cells[1], 10) == "fewer than 10"


@pytest.mark.parametrize("threshold", [2, 1, 0, -5])
def test_a_threshold_that_hides_nothing_is_refused(threshold: int) -> None:
    with pytest.raises(ValueError, match="hides nothing"):
        safe_list([1, 2], threshold)


def test_counts_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        safe_list([-1])


def test_an_empty_list_is_safe() -> None:
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
