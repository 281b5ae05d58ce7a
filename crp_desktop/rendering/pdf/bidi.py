"""Right-to-left text: levels by python-bidi, order by the last rule of the Unicode algorithm."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from bidi import algorithm

Thing = TypeVar("Thing")
_UNASSIGNED = "a"
"""Stands for letters that Unicode has not given a direction yet: python-bidi fails on them."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def has_right_to_left(text: str) -> bool:
    """Whether any letter of `text` is written from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text)


def levels(text: str) -> tuple[int, list[int]]:
    """The paragraph's level (0 left to right, 1 right to left) and the level of each letter of `text`."""
    base, found = _levels(text)
    return base, list(found)


@lru_cache(maxsize=256)
def _levels(text: str) -> tuple[int, tuple[int, ...]]:
    text = "".join(char if unicodedata.bidirectional(char) else _UNASSIGNED for char in text)
    base = int(algorithm.get_base_level(text))
    storage = algorithm.get_empty_storage()
    storage["base_level"] = base
    storage["base_dir"] = "R" if base else "L"
    algorithm.get_embedding_levels(text, storage)
    chars = list(storage["chars"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    return base, tuple(int(char["level"]) for char in chars)


def visual_order(things: Sequence[tuple[int, Thing]]) -> list[Thing]:
    """(level, thing) of one line in reading order to the things from left to right (rule L2)."""
    line = list(things)
    if not line:
        return []
    for level in range(max(pair[0] for pair in line), 0, -1):
        start = 0
        while start < len(line):
            if line[start][0] < level:
                start += 1
                continue
            end = start
            while end < len(line) and line[end][0] >= level:
                end += 1
            line[start:end] = reversed(line[start:end])
            start = end
    return [thing for _, thing in line]
