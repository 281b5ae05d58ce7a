"""Speakers' codes that look like names."""

import pytest

from crp_desktop.services.privacy.watched_words import names_among
from crp_desktop.services.programme.programme import change_programme
from crp_desktop.storage.store import Store


@pytest.mark.parametrize("code", ["Zara", "zara", "ZARA", "Mohammed", "Zara K", "Sam2", "Zara-Mae"])
def test_names_look_like_names(store: Store, code: str) -> None:
    assert names_among(store, {"a": "P1", "b": code}) == {"b": code}


@pytest.mark.parametrize(
    "code", ["P5", "p 5", "A1", "SW1", "KS3", "Blue", "TIGER", "Rose", "Tall boy", "Group 3", "", "😀"]
)
def test_codes_do_not(store: Store, code: str) -> None:
    assert names_among(store, {"a": code}) == {}


def test_the_councils_own_words_count(store: Store) -> None:
    change_programme(store, watched=("Zubba",), harmless=("Zara",))
    assert names_among(store, {"a": "Zara", "b": "Zubba"}) == {"b": "Zubba"}
