"""Suggestions while typing: one text against the floor of only parting it into words, and learning from mappings."""

from random import Random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from crp_desktop.domain.learning import Learning, Mapped
from crp_desktop.domain.stemming import tokens
from crp_desktop.domain.suggest import Suggester
from crp_desktop.services.rights.suggest import REMEMBERED, load_suggester, read_suggester
from tests.suggest import evaluate


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [item.text for item in evaluate.read("tuning")][:100]


@pytest.fixture(scope="module")
def learning(texts: list[str]) -> Learning:
    """As many mapped findings as are ever remembered, of shuffled real words."""
    choice = Random(5)
    words = " ".join(texts).split()
    mapped = tuple(
        Mapped(f"f{n}", " ".join(choice.choices(words, k=25)), (choice.randrange(1, 43), "healthy"))
        for n in range(REMEMBERED)
    )
    return Learning(mapped, {24: 30}, {27: 12})


def test_articles_and_badges_of_a_hundred_texts(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    suggester = load_suggester()
    benchmark(lambda: [(suggester.articles(text), suggester.badges(text)) for text in texts])


def test_the_same_with_all_that_is_remembered(
    benchmark: BenchmarkFixture, texts: list[str], learning: Learning
) -> None:
    suggester = load_suggester().with_learning(learning)
    benchmark(lambda: [(suggester.articles(text), suggester.badges(text)) for text in texts])


def test_floor_parting_a_hundred_texts_into_words(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    benchmark(lambda: [tokens(text) for text in texts])


def test_a_text_of_two_hundred_thousand_characters(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    suggester = load_suggester()
    long = (" ".join(texts) * 20)[:200_000]
    benchmark(suggester.articles, long)


def test_learning_from_all_that_is_remembered(benchmark: BenchmarkFixture, learning: Learning) -> None:
    suggester: Suggester = load_suggester()
    benchmark(suggester.with_learning, learning)


def test_loading(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(read_suggester.__wrapped__, rounds=3)
