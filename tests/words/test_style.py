"""Every text that people read keeps the style guide (domain/STYLE.md), as far as a program can hold it."""

import re
import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from crp_desktop import paths
from tests.words import style
from tests.words.collect import Said, in_source, of_the_package, of_the_resources

Rule = Callable[[Said], str]

RULES: dict[Rule, tuple[Said, ...]] = {
    style.words_not_used: (
        Said("", "Mend that line and try again."),
        Said("", "Ask the person for whom it was written."),
        Said("", "The articles that a finding touches"),
        Said("", "“{name}” is no file."),
        Said("", "What the evidence carries"),
        Said("", "Close the program first."),
        Said("", "They rest on nothing else."),
    ),
    style.contraction: (Said("", "Don’t use these words"), Said("", "We’ll tell you.")),
    style.straight_marks: (Said("", "The council's plan"), Said("", 'The "plan"')),
    style.joined: (Said("", ", main"), Said("", "One · two"), Said("", "Not yet ")),
    style.button_length: (
        Said("", "Go on with the second scoring", button=True),
        Said("", "Do it at once now", button=True),
    ),
    style.plural: (
        Said("", "{n} note(s)"),
        Said("", "{n} copy(s)", counted=True),
        Said("", "{n} note(s) are gone.", counted=True),
        Said("", "{n} note(s) deleted. Undo brings them back.", counted=True),
        Said("", "{n} notes", counted=True),
    ),
}
"""Each rule with texts that break it: a rule that lets them pass holds nothing."""

_SPEECH = re.compile(r"somebody|anybody|whom|nor|need not", re.IGNORECASE)
"""The sample quotes people, who speak as they speak."""


def broken(rule: Rule, texts: tuple[Said, ...]) -> list[str]:
    return [f"{said.where} {fault}: {said.text}" for said in texts if (fault := rule(said))]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_text_of_the_program_breaks_it(rule: Rule) -> None:
    assert broken(rule, of_the_package()) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_planted_text_is_found(rule: Rule) -> None:
    for said in RULES[rule]:
        assert rule(said), said


@pytest.mark.parametrize(
    "text",
    [
        "{n} note(s) deleted. Choose Undo to bring back what you deleted.",
        "Findings to map: {n}",
        "Someone stays in touch, whoever they are. There is no record.",
    ],
)
def test_a_good_text_passes(text: str) -> None:
    assert [rule.__name__ for rule in RULES if rule(Said("", text, counted="{n}" in text))] == []


def test_the_resources_keep_the_words_and_the_marks() -> None:
    faults = []
    for said in of_the_resources():
        if fault := style.straight_marks(said):
            faults.append(f"{said.where} {fault}: {said.text}")
        fault = style.words_not_used(said)
        if fault and not (said.where == "northmere.toml" and _SPEECH.search(fault)):
            faults.append(f"{said.where} {fault}: {said.text}")
    assert faults == []


def test_buttons_and_counts_are_told_from_other_texts() -> None:
    found = list(
        in_source(
            'add_button(tr("Save")); Label(tr("{n} note(s)", n=3)); Button(tr("&Go"), go); tr("x", 2)', "a"
        )
    )
    assert {(one.text, one.counted, one.button) for one in found} == {
        ("Save", False, True),
        ("{n} note(s)", True, False),
        ("&Go", False, True),
        ("x", True, False),
    }
    assert sum(one.button for one in of_the_package()) > 100
    assert sum(one.counted for one in of_the_package()) > 100


# What children read

HARDEST, LONGEST, ON_AVERAGE = 7.5, 21, 6.0
"""The grade and the words of a sentence that no text for children passes, and the grade of all together."""


def load(name: str) -> dict[str, Any]:
    return tomllib.loads(paths.resource(name).read_text(encoding="utf-8"))


def explanations() -> list[str]:
    return [one["explanation"] for one in load("convention.toml")["article"] if one["mappable"]]


def questions() -> list[str]:
    return [one["question"] for one in load("convention.toml")["article"] if one["mappable"]]


def plain_statements() -> list[str]:
    return [one["plain"] for badge in load("framework.toml")["badge"] for one in badge["statement"]]


@pytest.mark.parametrize("texts", [explanations, questions, plain_statements])
def test_children_of_ten_can_read_it(texts: Callable[[], list[str]]) -> None:
    found = texts()
    assert len(found) > 40
    hard = [(round(style.grade(one), 1), style.longest(one), one) for one in found]
    assert [one for one in hard if one[0] > HARDEST or one[1] > LONGEST] == []
    assert sum(grade for grade, _, _ in hard) / len(hard) <= ON_AVERAGE


def test_the_grade_tells_hard_from_easy() -> None:
    easy = "We like the park. It is near to us. We play there with our friends."
    hard = "The implementation of participatory consultation arrangements necessitates multidisciplinary collaboration."
    assert style.grade(easy) < 2 < HARDEST < 15 < style.grade(hard)
    assert [
        style.syllables(word) for word in ("make", "table", "wanted", "children", "asked", "opinion")
    ] == [
        1,
        2,
        2,
        2,
        1,
        3,
    ]
    assert style.longest("One two three. One two!") == 3
