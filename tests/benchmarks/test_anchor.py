"""Re-anchoring the excerpts of a long note after an edit, against one pass over its words by the standard library."""

from difflib import SequenceMatcher
from random import Random

from pytest_benchmark.fixture import BenchmarkFixture

from crp_desktop.domain.anchor import Anchor, reanchored


def edited() -> tuple[str, str, list[Anchor]]:
    """10,000 characters, the same after 40 scattered edits, and 110 excerpts of 40 characters."""
    choice = Random(3)
    words = ["CAMHS", "school", "youth club", "a", "I", "really", *(f"word{n}" for n in range(270))]
    old = " ".join(choice.choice(words) for _ in range(2_600))[:10_000]
    parts = old.split(" ")
    for _ in range(40):
        parts[choice.randrange(len(parts))] = choice.choice(words) + "s"
    anchors = [Anchor(at, at + 40, old[at : at + 40]) for at in range(0, 9_900, 90)]
    return old, " ".join(parts), anchors


def test_reanchor(benchmark: BenchmarkFixture) -> None:
    old, new, anchors = edited()
    assert len(benchmark(reanchored, old, new, anchors)) == len(anchors)


def test_floor_one_diff_of_the_words(benchmark: BenchmarkFixture) -> None:
    old, new, _ = edited()
    benchmark(lambda: SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes())
