"""Keeping an excerpt on its words while the note around it is edited.

The shortest edit that explains the change is taken as what happened. An excerpt whose words it leaves whole moves with
them. Any other is flagged, and so is one whose words stood twice side by side when one of the two went: nobody can
tell from the texts which, and an excerpt is never moved to other words, even if they read the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crp_desktop.domain.kinds import ExcerptState

_WORD = re.compile(r"\w+")
_DEPTH = 6


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a note: code points, end exclusive. `words` is what the excerpt is of, even when it is flagged."""

    start: int
    end: int
    words: str
    state: ExcerptState = ExcerptState.FIRM


@dataclass(frozen=True, slots=True)
class _Kept:
    """`length` code points that stand in both texts, at `old` and at `new`."""

    old: int
    new: int
    length: int


def reanchored(old: str, new: str, anchors: Iterable[Anchor]) -> list[Anchor]:
    """Where each excerpt of `old` is in `new`.

    FIRM: `new[start:end]` is its words, and they are the ones it stood on. GONE: its words are nowhere in `new`.
    ELSEWHERE: the same words stand in `new`, but not those it was on. A flagged one covers what came in its words'
    place, or nothing; it becomes firm again when the very same words are typed there once more.
    """
    kept = _alignment(old, new)
    doubtful = list(_doubtful(old, kept, len(new)))
    starts = [block.old for block in kept]
    return [_moved(anchor, new, kept, starts, doubtful) for anchor in anchors]


def _moved(
    anchor: Anchor, new: str, kept: Sequence[_Kept], starts: list[int], doubtful: list[tuple[int, int]]
) -> Anchor:
    start, end = _image(anchor, kept, starts, len(new))
    if any(low < anchor.end and anchor.start < high for low, high in doubtful):
        end = start
    came = new[start:end]
    if anchor.state is not ExcerptState.FIRM and came.count(anchor.words) == 1:
        start += came.index(anchor.words)
        end = start + len(anchor.words)
    if start < end and new[start:end] == anchor.words:
        return Anchor(start, end, anchor.words)
    if anchor.words in came:
        end = start
    state = ExcerptState.ELSEWHERE if anchor.words in new else ExcerptState.GONE
    return Anchor(start, end, anchor.words, state)


def _image(anchor: Anchor, kept: Sequence[_Kept], starts: list[int], new_length: int) -> tuple[int, int]:
    """The range in the new text that an excerpt's range became; an empty range takes in what was typed there."""

    def place(index: int, past: int, later: bool) -> int:
        """Where an old code point is now, `past` further on; for one that went, the edge of what came in its place."""
        at = bisect_right(starts, index) - 1
        if at >= 0 and index < kept[at].old + kept[at].length:
            return kept[at].new + index - kept[at].old + past
        if later:
            return kept[at + 1].new if at + 1 < len(kept) else new_length
        return kept[at].new + kept[at].length if at >= 0 else 0

    if anchor.start >= anchor.end:
        low, high = place(anchor.start - 1, 1, False), place(anchor.start, 0, True)
    else:
        low, high = place(anchor.start, 0, False), place(anchor.end - 1, 1, True)
    return low, max(low, high)


def _doubtful(old: str, kept: Sequence[_Kept], new_length: int) -> Iterator[tuple[int, int]]:
    """Ranges of the old text of which a part was taken out, where it cannot be told which part."""
    edges = [_Kept(0, 0, 0), *kept, _Kept(len(old), new_length, 0)]
    for before, after in pairwise(edges):
        low, high = before.old + before.length, after.old
        if low < high and before.new + before.length == after.new:
            left = right = 0
            while left < low and old[low - left - 1] == old[high - left - 1]:
                left += 1
            while high + right < len(old) and old[low + right] == old[high + right]:
                right += 1
            if left or right:
                yield low - left, high + right


def _alignment(old: str, new: str) -> list[_Kept]:
    """What both texts share, in order: first the ends, then around words that each has exactly once."""
    found: list[_Kept] = []
    todo = [(0, len(old), 0, len(new), 0)]
    while todo:
        low, high, new_low, new_high, depth = todo.pop()
        head = _common_prefix(old[low:high], new[new_low:new_high])
        found.append(_Kept(low, new_low, head))
        low, new_low = low + head, new_low + head
        tail = _common_suffix(old[low:high], new[new_low:new_high])
        high, new_high = high - tail, new_high - tail
        found.append(_Kept(high, new_high, tail))
        if low == high or new_low == new_high or depth == _DEPTH:
            continue
        words = _shared_words(old, new, (low, high), (new_low, new_high))
        for word in words:
            todo.append((low, word.old, new_low, word.new, depth + 1))
            found.append(word)
            low, new_low = word.old + word.length, word.new + word.length
        if words:
            todo.append((low, high, new_low, new_high, depth + 1))
    return _joined(found)


def _joined(blocks: list[_Kept]) -> list[_Kept]:
    """The blocks in order, those that touch made one."""
    made: list[_Kept] = []
    for block in sorted(blocks, key=lambda block: (block.old, block.new)):
        if not block.length:
            continue
        last = made[-1] if made else None
        if last and last.old + last.length == block.old and last.new + last.length == block.new:
            made[-1] = _Kept(last.old, last.new, last.length + block.length)
        else:
            made.append(block)
    return made


def _shared_words(old: str, new: str, within: tuple[int, int], new_within: tuple[int, int]) -> list[_Kept]:
    """The longest run, in order in both, of words that stand exactly once in each of the two ranges."""
    here, there = _single_words(old, *within), _single_words(new, *new_within)
    pairs = [(at, there[word], len(word)) for word, at in here.items() if word in there]
    tops: list[int] = []
    tails: list[int] = []
    previous: list[int] = []
    for index, (_, new_at, _) in enumerate(pairs):
        place = bisect_left(tops, new_at)
        previous.append(tails[place - 1] if place else -1)
        tops[place : place + 1] = [new_at]
        tails[place : place + 1] = [index]
    chosen: list[_Kept] = []
    index = tails[-1] if tails else -1
    while index >= 0:
        chosen.append(_Kept(*pairs[index]))
        index = previous[index]
    return chosen[::-1]


def _single_words(text: str, low: int, high: int) -> dict[str, int]:
    """Where each word that stands exactly once between `low` and `high` begins, in order."""
    places: dict[str, int] = {}
    for match in _WORD.finditer(text, low, high):
        places[match[0]] = -1 if match[0] in places else match.start()
    return {word: at for word, at in places.items() if at >= 0}


def _common_prefix(one: str, other: str) -> int:
    """How many code points both texts begin with."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while high - low > 1:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _common_suffix(one: str, other: str) -> int:
    """How many code points both texts end with."""
    length = min(len(one), len(other))
    if not length:
        return 0
    one, other = one[-length:], other[-length:]
    if one == other:
        return length
    low, high = 0, length
    while high - low > 1:
        middle = (low + high) // 2
        if one[length - middle :] == other[length - middle :]:
            low = middle
        else:
            high = middle
    return low
