"""Telling whether a text repeats what was said."""

import pytest

from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher

SAID = WithdrawnWordsMatcher(["He hits me when mum is out.", "Łódź", ""])


@pytest.mark.parametrize(
    ("text", "repeats"),
    [
        ("he hits me when MUM is out", True),
        ("P2: “He hits me, when mum is out”", True),
        ("me when mum is", True),
        ("then he hits me when mum is here", True),
        ("He hits me when mum", True),
        ("lodz", True),
        ("lodz is far", False),
        ("he hits", False),
        ("mum is out", False),
        ("", False),
        ("...", False),
    ],
)
def test_case_marks_and_spaces_make_no_difference_and_chance_is_no_repeat(text: str, repeats: bool) -> None:
    assert SAID.repeated_in(text) is repeats


def test_how_much_must_be_shared_can_be_said() -> None:
    said = WithdrawnWordsMatcher(["mental health"])
    assert said.repeated_in("mental health waits too long")
    assert not said.repeated_in("mental health waits too long", 20)
    assert said.repeated_in("Mental health!", 20)


def test_nothing_said_is_repeated_nowhere() -> None:
    assert not WithdrawnWordsMatcher([]).repeated_in("anything")
    assert not WithdrawnWordsMatcher(["", "…"]).repeated_in("")
