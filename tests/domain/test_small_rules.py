"""Fractional keys, clean text, plurals, and a word for every value of every list."""

import inspect
import unicodedata
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain import kinds
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id, seeded_id
from crp_desktop.domain.labels import label
from crp_desktop.domain.order import between
from crp_desktop.domain.text import clean, clean_line


@given(st.lists(st.integers(0, 30), max_size=60))
def test_any_row_can_stand_anywhere(places: list[int]) -> None:
    keys: list[str] = []
    for place in places:
        at = min(place, len(keys))
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, between(before, after))
    assert keys == sorted(set(keys))


def test_adding_at_the_end_keeps_keys_short() -> None:
    key = None
    for _ in range(100_000):
        following = between(key, None)
        assert key is None or key < following
        key = following
    assert key is not None
    assert len(key) <= 8


def test_no_key_fits_between_equals() -> None:
    with pytest.raises(ValueError, match="no key fits"):
        between("a", "a")


@given(st.text())
def test_clean_text_is_stable_and_can_be_stored(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\x00" not in once
    assert "\r" not in once
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\x1b[31mred\x07", "[31mred"),
        ("a\x00b\x7fc\x9fd", "abcd"),
        ("one\vtwo\fthree\x85four\rfive", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb\n", "a\tb\n"),
        ("not \u202edesrever\u202c", "not desrever\u202c"),
        ("\u200b", ""),
        (" \ufeff\u2060\n", " \n"),
        ("\u200b" * 100 + "a", "\u200b" * 100 + "a"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("\u2067عربي\u2069", "\u2067عربي\u2069"),
    ],
)
def test_what_cannot_be_seen_or_turns_letters_round_is_left_out(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_clean_line_is_one_line() -> None:
    assert clean_line("  one\r\n\ttwo\u2028three ") == "one two three"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes"), (12_345, "12,345 notes")]
)
def test_plurals(n: int, said: str) -> None:
    assert tr("{n} note(s)", n=n) == said


def test_a_value_with_braces_is_data() -> None:
    assert tr("“{name}” is open", name="{n} (s)") == "“{n} (s)” is open"


def test_every_value_of_every_list_has_words() -> None:
    lists = [one for _, one in inspect.getmembers(kinds, inspect.isclass) if issubclass(one, StrEnum)]
    of_programs = {StrEnum, kinds.RecordKind, kinds.MappingKind}
    values = [value for one in lists if one not in of_programs for value in one]
    assert len(values) > 40
    assert all(label(value).strip() for value in values)


def test_seeded_ids_are_the_same_everywhere() -> None:
    assert seeded_id("badge", "culture") == seeded_id("badge", "culture")
    assert seeded_id("ab", "c") != seeded_id("a", "bc")
    assert new_id() != new_id()
