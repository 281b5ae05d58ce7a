"""Pieces of words, against numbers that the published tokenizer of the model gave for the same texts."""

import pytest

from crp_desktop import paths
from crp_desktop.domain.wordpiece import WordPiece


@pytest.fixture(scope="module")
def pieces() -> WordPiece:
    return WordPiece(paths.resource("meaning/vocab.txt").read_text(encoding="utf-8").split("\n"))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("not enough time to play", [101, 2025, 2438, 2051, 2000, 2377, 102]),
        ("CAMHS takes 18 months", [101, 11503, 7898, 3138, 2324, 2706, 102]),
        (
            "Za\u017c\xf3\u0142\u0107 g\u0119\u015bl\u0105 ja\u017a\u0144",
            [101, 23564, 6844, 18818, 2278, 16216, 14540, 2050, 14855, 2480, 2078, 102],
        ),
        ("\u0645\u0631\u062d\u0628\u0627", [101, 1295, 17149, 29820, 29816, 25573, 102]),
        ("\u4e0d\u77e5\u9053 can't", [101, 1744, 100, 1957, 2064, 1005, 1056, 102]),
        ("\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 family", [101, 100, 2155, 102]),
        ("a\xadb\u200bc", [101, 5925, 102]),
        ("\xa35 \u2013 \u201cquoted\u201d", [101, 27813, 1516, 1523, 9339, 1524, 102]),
        ("\xe9t\xe9\u2028line", [101, 3802, 2063, 2240, 102]),
        ("", [101, 102]),
        (
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            [101, 100, 102],
        ),
    ],
)
def test_texts_become_the_numbers_that_the_model_was_trained_on(
    pieces: WordPiece, text: str, numbers: list[int]
) -> None:
    assert pieces.numbers(text, 64) == numbers


def test_a_long_text_is_cut_and_still_ended(pieces: WordPiece) -> None:
    numbers = pieces.numbers("buses " * 10_000, 16)
    assert (len(numbers), numbers[0], numbers[-1]) == (16, 101, 102)
