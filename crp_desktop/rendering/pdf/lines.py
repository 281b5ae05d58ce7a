"""Text to lines: the one place where words meet fonts, direction and the width of the page.

User text is only ever data here: there is no markup to escape. Words of any length break, so that nothing is drawn
outside its column.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from crp_desktop.rendering.pdf import bidi
from crp_desktop.rendering.pdf.fonts import clusters, faces_for, reading_face
from crp_desktop.rendering.pdf.shaping import Shaped, shape
from crp_desktop.rendering.text import Run, Text, runs_of
from crp_desktop.rendering.theme import TextStyle

_CHUNK = re.compile(r"[ \u2000-\u200a\u3000]+|[^ \u2000-\u200a\u3000]+")
_BREAK_AFTER = re.compile(r"(?<=[-\u2010\u2013\u2014/\u200b])(?=[^\W\d])")
_EAST = "\u2e80-\u2fff\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff"
_NOT_FIRST = "、。，．：；！？」』）】》〉〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ…・"
_NOT_LAST = "「『（【《〈〔［｛"
_EAST_BREAK = re.compile(
    f"(?:(?<=[{_EAST}])(?![{_NOT_FIRST}])|(?=[{_EAST}])(?![{_NOT_FIRST}]))(?<![{_NOT_LAST}])"
)
"""Chinese and Japanese have no spaces: a line may end between any two letters, but for marks that close or open."""

_LONGEST_PIECE = 160
_ROOM_FOR_ERROR = 0.01


class Piece(NamedTuple):
    """Shaped letters of one run at one level."""

    shaped: Shaped
    run: Run
    level: int
    width: float
    space: bool = False


@dataclass(slots=True, eq=False)
class Line:
    """Pieces from left to right, in points: width without the spaces at its end, which are `trail` wide,
    height, and the baseline from the top.
    """

    pieces: list[Piece]
    width: float
    trail: float
    height: float
    baseline: float
    rtl: bool


class _Word:
    """Letters that stay together and the spaces after them; `width` and `gap` are theirs in points."""

    __slots__ = ("gap", "pieces", "spaces", "width")

    def __init__(self, pieces: Iterable[Piece] = (), spaces: Iterable[Piece] = ()) -> None:
        self.pieces: list[Piece] = []
        self.spaces: list[Piece] = []
        self.width = self.gap = 0.0
        self.add(pieces)
        self.follow(spaces)

    def add(self, pieces: Iterable[Piece]) -> None:
        """More letters."""
        for piece in pieces:
            self.pieces.append(piece)
            self.width += piece.width

    def follow(self, spaces: Iterable[Piece]) -> None:
        """More spaces."""
        for piece in spaces:
            self.spaces.append(piece)
            self.gap += piece.width


def break_lines(text: Text, style: TextStyle, width: float) -> list[Line]:
    """The lines of `text` in a column `width` points wide; at least one, even when there is no text."""
    lines: list[Line] = []
    for paragraph in _paragraphs(runs_of(text)):
        lines.extend(_Breaker(style, width).lines(paragraph))
    return lines


def natural_width(text: Text, style: TextStyle) -> float:
    """How wide the widest line would be if nothing wrapped, in points."""
    return measured(text, style)[1]


def measured(text: Text, style: TextStyle) -> tuple[float, float]:
    """The width in points of the widest word, which a column needs so that no word is broken, and of the widest line
    if nothing wrapped."""
    breaker = _Breaker(style, float("inf"))
    longest = widest = 0.0
    for runs in _paragraphs(runs_of(text)):
        words, _ = breaker.words(runs)
        longest = max(longest, *(word.width for word in words), 0.0)
        whole = sum(word.width + word.gap for word in words)
        widest = max(widest, whole - words[-1].gap if words else 0.0)
    return longest, widest


def _paragraphs(runs: list[Run]) -> list[list[Run]]:
    """The runs between line ends; a space stands for each end, so that nothing is glued when it is read aloud."""
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.replace("\n", " \n").split("\n")
        found[-1].append(replace(run, text=first))
        found.extend([replace(run, text=other)] for other in others)
    return found


class _Breaker:
    """Fills lines word by word."""

    def __init__(self, style: TextStyle, width: float) -> None:
        self.style = style
        self.room = width + _ROOM_FOR_ERROR

    def lines(self, runs: list[Run]) -> list[Line]:
        """The lines of one paragraph without line ends."""
        words, base = self.words(runs)
        lines: list[list[_Word]] = [[]]
        used = 0.0
        queue = list(reversed(words))
        while queue:
            word = queue.pop()
            width = word.width
            if used + width <= self.room:
                lines[-1].append(word)
                used += width + word.gap
            elif lines[-1]:
                lines.append([])
                used = 0.0
                queue.append(word)
            else:
                head, tail = self._cut(word)
                lines[-1].append(head)
                if tail:
                    lines.append([])
                    queue.append(tail)
                else:
                    used = head.width + head.gap
        return [self._line(line, base) for line in lines]

    def words(self, runs: list[Run]) -> tuple[list[_Word], int]:
        """Words with the spaces after them, and the paragraph's level."""
        whole = "".join(run.text for run in runs)
        base, levels = bidi.levels(whole) if bidi.has_right_to_left(whole) else (0, None)
        words = [_Word()]
        at = 0
        for run in runs:
            for chunk in _CHUNK.findall(run.text):
                level = levels[at : at + len(chunk)] if levels else None
                self._add_chunk(words, chunk, run, level)
                at += len(chunk)
        return [word for word in words if word.pieces or word.spaces], base

    def _add_chunk(self, words: list[_Word], chunk: str, run: Run, levels: Sequence[int] | None) -> None:
        if chunk[0] in " \u3000" or "\u2000" <= chunk[0] <= "\u200a":
            words[-1].follow(self._pieces(chunk, run, levels, space=True))
            return
        start = 0
        for part in _parts(chunk):
            if words[-1].spaces or start:
                words.append(_Word())
            part_levels = levels[start : start + len(part)] if levels else None
            words[-1].add(self._pieces(part, run, part_levels))
            start += len(part)

    def _pieces(self, text: str, run: Run, levels: Sequence[int] | None, space: bool = False) -> list[Piece]:
        style = self.style
        bold, italic, size = style.bold or run.strong, style.italic, style.size / 1000
        if levels is None and "\u200b" not in text:
            word = _word(text, bold, italic, False)
            return [Piece(shaped, run, 0, shaped.width * size, space) for shaped in word]
        pieces: list[Piece] = []
        if "\u200b" in text:
            kept = [at for at, char in enumerate(text) if char != "\u200b"]
            text = "".join(text[at] for at in kept)
            levels = [levels[at] for at in kept] if levels else None
        for part, level in _by_level(text, levels):
            for shaped in _word(part, bold, italic, bool(level % 2)):
                pieces.append(Piece(shaped, run, level, shaped.width * size, space))
        return pieces

    def _cut(self, word: _Word) -> tuple[_Word, _Word | None]:
        """The start of a word that fills one line, and what is left of it; always takes at least one letter."""
        taken: list[Piece] = []
        used = 0.0
        for at, piece in enumerate(word.pieces):
            if used + piece.width <= self.room:
                taken.append(piece)
                used += piece.width
                continue
            halves = self._cut_piece(piece, self.room - used, must=not taken)
            if halves is None:
                return _Word(taken), _Word(word.pieces[at:], word.spaces)
            taken.append(halves[0])
            left = [*halves[1:], *word.pieces[at + 1 :]]
            return (_Word(taken), _Word(left, word.spaces)) if left else (_Word(taken, word.spaces), None)
        return _Word(taken, word.spaces), None

    def _cut_piece(self, piece: Piece, room: float, must: bool) -> list[Piece] | None:
        shaped = piece.shaped
        size = self.style.size / 1000
        used, end = 0.0, 0
        for stop, advance in shaped.advances:
            if used + advance * size > room and not (must and end == 0):
                break
            used += advance * size
            end = stop
        if end == 0:
            return None
        halves = [half for half in (shaped.text[:end], shaped.text[end:]) if half]
        return [self._reshape(piece, half) for half in halves]

    def _reshape(self, piece: Piece, text: str) -> Piece:
        old = piece.shaped
        shaped = shape(old.face, text, old.rtl, old.missing)
        return Piece(shaped, piece.run, piece.level, shaped.width * self.style.size / 1000)

    def _line(self, words: list[_Word], base: int) -> Line:
        pieces = [piece for word in words for piece in (*word.pieces, *word.spaces)]
        end = len(pieces)
        while end and pieces[end - 1].space:
            end -= 1
        size = self.style.size / 1000
        faces = {piece.shaped.face for piece in pieces} or {reading_face()}
        ascent = max(face.ascent for face in faces) * size
        descent = max(face.descent for face in faces) * size
        height = max(self.style.leading, ascent + descent)
        ordered = pieces
        if base or any(piece.level for piece in pieces):
            levels = [piece.level for piece in pieces[:end]] + [base] * (len(pieces) - end)
            ordered = bidi.visual_order(list(zip(levels, pieces, strict=True)))
        return Line(
            pieces=ordered,
            width=sum(piece.width for piece in pieces[:end]),
            trail=sum(piece.width for piece in pieces[end:]),
            height=height,
            baseline=(height - ascent - descent) / 2 + ascent,
            rtl=base == 1,
        )


@lru_cache(maxsize=1 << 14)
def _parts(chunk: str) -> tuple[str, ...]:
    """A chunk without spaces as the parts between which a line may end."""
    parts = _BREAK_AFTER.split(chunk)
    if not chunk.isascii():
        parts = [short for part in parts for short in _EAST_BREAK.split(part) if short]
    return tuple(parts)


@lru_cache(maxsize=1 << 15)
def _word(text: str, bold: bool, italic: bool, rtl: bool) -> tuple[Shaped, ...]:
    """Letters of one direction, shaped in the faces that have them."""
    return tuple(
        shape(run.face, short, rtl, run.missing)
        for run in faces_for(text, bold, italic)
        for short in _short(run.text)
    )


def _by_level(text: str, levels: Sequence[int] | None) -> list[tuple[str, int]]:
    if not levels:
        return [(text, 0)] if text else []
    found: list[tuple[str, int]] = []
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or levels[at] != levels[start]:
            found.append((text[start:at], levels[start]))
            start = at
    return found


def _short(text: str) -> list[str]:
    """Very long words in parts, so that cutting them line by line stays quick."""
    if len(text) <= _LONGEST_PIECE:
        return [text]
    parts = [""]
    for cluster in clusters(text):
        if len(parts[-1]) >= _LONGEST_PIECE:
            parts.append("")
        parts[-1] += cluster
    return parts
