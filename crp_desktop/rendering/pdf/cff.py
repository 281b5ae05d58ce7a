"""PostScript outlines (CFF), as Chinese fonts have them, put so that a PDF may address them by glyph."""

from itertools import pairwise

import uharfbuzz as hb

_CHARSET = 15
_TWO_BYTES, _FOUR_BYTES = 28, 29
_REAL = 30


def program(font: bytes) -> bytes:
    """The CFF table of an OpenType font, its character ids made the same as its glyph numbers.

    A PDF addresses the glyphs of such a font by character id only. Raises ValueError when the font has no such table.
    """
    face = hb.Face(font)
    if "CFF " not in face.table_tags:
        raise ValueError("the font has no CFF table")
    table = bytearray(face.reference_table("CFF ").data)
    at, glyphs = _charset(bytes(table)), face.glyph_count
    if at > 2 and glyphs > 3:
        table[at : at + 5] = b"\x02" + (1).to_bytes(2, "big") + (glyphs - 2).to_bytes(2, "big")
    return bytes(table)


def _charset(table: bytes) -> int:
    """Where the table of character ids begins; 0 to 2 stand for one that is known by name."""
    _, after_names = _index(table, table[2])
    tops, _ = _index(table, after_names)
    start, end = tops[0]
    operands: list[int] = []
    while start < end:
        first = table[start]
        if first <= 21:
            if first == _CHARSET:
                return operands[-1]
            operands = []
            start += 2 if first == 12 else 1
        else:
            value, start = _operand(table, start)
            operands.append(value)
    return 0


def _operand(table: bytes, at: int) -> tuple[int, int]:
    """One operand of a dictionary and where the next begins; a fraction counts as 0."""
    first = table[at]
    if first == _TWO_BYTES:
        return int.from_bytes(table[at + 1 : at + 3], "big", signed=True), at + 3
    if first == _FOUR_BYTES:
        return int.from_bytes(table[at + 1 : at + 5], "big", signed=True), at + 5
    if first == _REAL:
        at += 1
        while table[at] & 0x0F != 0x0F and table[at] >> 4 != 0x0F:
            at += 1
        return 0, at + 1
    if first <= 246:
        return first - 139, at + 1
    if first <= 250:
        return (first - 247) * 256 + table[at + 1] + 108, at + 2
    return -(first - 251) * 256 - table[at + 1] - 108, at + 2


def _index(table: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """(start, end) of each object of an index, and where what follows the index begins."""
    count = int.from_bytes(table[at : at + 2], "big")
    if not count:
        return [], at + 2
    size = table[at + 2]
    places = [at + 3 + size * place for place in range(count + 1)]
    base = at + 2 + size * (count + 1)
    ends = [base + int.from_bytes(table[place : place + size], "big") for place in places]
    return list(pairwise(ends)), ends[-1]
