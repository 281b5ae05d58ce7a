"""Which quotes could point to one child, by how many people they could have come from."""

from itertools import product

import pytest

from crp_desktop.domain.quote_risk import Risk, quote_risk


@pytest.mark.parametrize(
    ("people", "in_band", "in_group", "in_both", "expected"),
    [
        (None, None, None, None, Risk.NOT_COUNTED),
        (4, None, None, None, Risk.FEW_PEOPLE),
        (5, None, None, None, None),
        (20, 4, None, None, Risk.FEW_IN_BAND),
        (20, 5, 4, None, Risk.FEW_IN_GROUP),
        (20, 9, 9, 4, Risk.FEW_IN_BOTH),
        (20, 9, 9, 5, None),
        (20, 0, None, None, Risk.FEW_IN_BAND),
    ],
)
def test_the_first_reason_there_is(
    people: int | None, in_band: int | None, in_group: int | None, in_both: int | None, expected: Risk | None
) -> None:
    found = quote_risk(people=people, in_band=in_band, in_group=in_group, in_both=in_both, threshold=5)
    assert found is expected


@pytest.mark.parametrize("threshold", [3, 5, 8])
def test_a_quote_prints_only_if_every_group_it_could_be_of_is_large_enough(threshold: int) -> None:
    sizes = (None, 1, threshold - 1, threshold, threshold + 4)
    for people, in_band, in_group, in_both in product(sizes, repeat=4):
        found = quote_risk(
            people=people, in_band=in_band, in_group=in_group, in_both=in_both, threshold=threshold
        )
        known = [one for one in (people, in_band, in_group, in_both) if one is not None]
        assert (found is None) == (people is not None and min(known) >= threshold)
