"""Colours are read as people write them; one in which words cannot be read is refused with the nearest that can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.colour import LEAST, PAPER, contrast, judge, read_colour
from crp_desktop.domain.errors import InputProblem


@pytest.mark.parametrize(
    ("written", "colour"),
    [("#00573D", "#00573D"), (" 00573d ", "#00573D"), ("#0a5", "#00AA55"), ("fff", "#FFFFFF")],
)
def test_a_colour_is_read_as_people_write_it(written: str, colour: str) -> None:
    assert read_colour(written) == colour


@pytest.mark.parametrize("written", ["", "green", "#12345", "#GGGGGG", "#00573D;", "rgb(0,0,0)"])
def test_what_is_no_colour_is_said_to_be_none(written: str) -> None:
    with pytest.raises(InputProblem, match="not a colour"):
        read_colour(written)


def test_contrasts_are_those_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#2F55A4", "#FFFFFF") == contrast("#FFFFFF", "#2F55A4")


def test_a_light_colour_comes_with_the_nearest_shade_that_reads() -> None:
    verdict = judge("#FFD100")
    assert not verdict.is_readable
    assert "white is 1.4 to 1 (with black, 14.3 to 1)" in verdict.sentence
    assert verdict.nearest in verdict.sentence
    assert judge("#00573D").is_readable
    assert "can be read" in judge("#00573D").sentence


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_the_nearest_shade_always_reads_and_is_only_as_dark_as_it_must_be(
    parts: tuple[int, int, int],
) -> None:
    colour = "#{:02X}{:02X}{:02X}".format(*parts)
    verdict = judge(colour)
    least = min(contrast(verdict.nearest, ground) for ground in PAPER)
    assert least >= LEAST
    assert judge(verdict.nearest).is_readable
    if not verdict.is_readable:
        assert least < LEAST + 0.25
