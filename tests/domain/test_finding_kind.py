"""The kind that words suggest: right nearly always when it says something, silent when the words do not tell."""

from pathlib import Path

import pytest

from crp_desktop.domain.finding_kind import suggest_kind
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.finding import findings
from crp_desktop.storage.store import Store

LIST = Path(__file__).with_name("finding_kind_sentences.txt")


def labelled() -> list[tuple[str, str]]:
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [(kind.strip(), text.strip()) for kind, text in (line.split("|", 1) for line in lines)]


def judged() -> tuple[list[tuple[str, str, str]], int]:
    """Every sentence a kind was offered for with the one it has, and how many have one."""
    offered = [
        (kind, hint.kind.value, text) for kind, text in labelled() if (hint := suggest_kind(text)) is not None
    ]
    return offered, sum(kind != "none" for kind, _ in labelled())


def test_what_is_offered_is_right_and_most_plain_sentences_get_an_offer() -> None:
    offered, there = judged()
    wrong = [one for one in offered if one[0] != one[1]]
    assert len(wrong) <= 0.05 * len(offered), wrong
    assert len(offered) - len(wrong) >= 0.85 * there


def test_a_strength_and_a_concern_are_never_taken_for_one_another() -> None:
    pair = {"strength", "concern"}
    assert [one for one in judged()[0] if set(one[:2]) == pair] == []


@pytest.mark.parametrize("text", ["", " ", "?!", "İ" * 40, "I like it\0, I don't feel safe", "a" * 100_000])
def test_nothing_is_offered_for_words_that_do_not_tell(text: str) -> None:
    assert suggest_kind(text) is None


def test_it_says_which_words_made_it_think_so_as_they_were_written() -> None:
    hint = suggest_kind("We Don’t\u00a0feel safe there.")
    assert hint is not None
    assert (hint.kind, hint.words) == (FindingKind.CONCERN, "Don’t\u00a0feel safe")


def test_the_sample_findings_that_others_labelled_agree_nine_times_in_ten(sample: Store) -> None:
    told = [(one.kind, hint.kind) for one in findings(sample) if (hint := suggest_kind(one.text)) is not None]
    assert len(told) >= 10
    assert sum(kind is hint for kind, hint in told) >= 0.9 * len(told)
