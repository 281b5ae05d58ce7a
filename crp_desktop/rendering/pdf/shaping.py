"""Letters to placed glyphs, by HarfBuzz."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from crp_desktop.rendering.pdf.fonts import Face, box_text, letters


class Glyph(NamedTuple):
    """A glyph's number, where its cluster starts in the text, how far it moves on and how far it is moved.

    Lengths are in thousandths of the face's em, before zoom.
    """

    id: int
    start: int
    advance: float
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Glyphs from left to right. `show` is the inside of a PDF TJ array, None where marks must be raised one by one.

    `actual` is what they stand for where the glyphs' own letters do not say it.
    """

    glyphs: tuple[Glyph, ...]
    show: str | None
    actual: str


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A piece of text in one face and one direction.

    `width` and `advances` are in thousandths of the text's size; `advances` holds (end in text, width) for each
    cluster in reading order. `reads` is what each glyph stands for when text is copied out.
    """

    face: Face
    text: str
    rtl: bool
    missing: bool
    width: float
    advances: tuple[tuple[int, float], ...]
    segments: tuple[Segment, ...]
    reads: dict[int, str]


def number(value: float) -> str:
    """A number as PDF wants it: at most three decimals, never an exponent."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=1 << 15)
def shape(face: Face, text: str, rtl: bool = False, missing: bool = False) -> Shaped:
    """Shape `text`, which the face covers (or which a box stands for when `missing`)."""
    drawn = box_text() if missing else text
    glyphs = _shape(face, drawn, rtl)
    starts = sorted({glyph.start for glyph in glyphs})
    spans = dict(zip(starts, [*starts[1:], len(drawn)], strict=True))
    known = letters(face)
    reads = {g.id: known.get(g.id) or drawn[g.start : spans[g.start]] for g in glyphs}
    widths = dict.fromkeys(starts, 0.0)
    for glyph in glyphs:
        widths[glyph.start] += glyph.advance * face.zoom
    width = sum(widths.values())
    if missing:
        segments: tuple[Segment, ...] = (Segment(glyphs, _show(face, glyphs), text),)
        advances: tuple[tuple[int, float], ...] = ((len(text), width),)
    else:
        segments = _segments(face, drawn, glyphs, spans, reads, rtl)
        advances = tuple((spans[start], widths[start]) for start in starts)
    return Shaped(face, text, rtl, missing, width, advances, segments, reads)


def _shape(face: Face, text: str, rtl: bool) -> tuple[Glyph, ...]:
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    hb.shape(face.font, buffer)
    scale = face.scale
    return tuple(
        Glyph(info.codepoint, info.cluster, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def _segments(
    face: Face, text: str, glyphs: tuple[Glyph, ...], spans: dict[int, int], reads: dict[int, str], rtl: bool
) -> tuple[Segment, ...]:
    """Runs of clusters that read as they are, and single clusters that need to say what they stand for."""
    found: list[tuple[list[Glyph], str]] = []
    at = 0
    while at < len(glyphs):
        end = at + 1
        while end < len(glyphs) and glyphs[end].start == glyphs[at].start:
            end += 1
        cluster = list(glyphs[at:end])
        says = text[glyphs[at].start : spans[glyphs[at].start]]
        parts = [reads[glyph.id] for glyph in cluster]
        read = "".join(reversed(parts) if rtl else parts)
        if read != says:
            found.append((cluster, says))
        elif found and not found[-1][1]:
            found[-1][0].extend(cluster)
        else:
            found.append((cluster, ""))
        at = end
    return tuple(Segment(tuple(run), _show(face, run), actual) for run, actual in found)


def _show(face: Face, glyphs: list[Glyph] | tuple[Glyph, ...]) -> str | None:
    """Hex strings with kerning between them; PDF moves left by the numbers."""
    parts: list[str] = []
    run: list[str] = []
    for glyph in glyphs:
        if glyph.dx or glyph.dy:
            return None
        run.append(f"{glyph.id:04X}")
        kern = natural_width(face, glyph.id) - glyph.advance
        if abs(kern) > 0.01:
            parts.append(f"<{''.join(run)}>{number(kern)}")
            run = []
    if run:
        parts.append(f"<{''.join(run)}>")
    return "".join(parts)


@lru_cache(maxsize=1 << 14)
def natural_width(face: Face, glyph: int) -> float:
    """The glyph's own advance in thousandths of an em, before kerning: what the PDF's width table says."""
    return float(face.font.get_glyph_h_advance(glyph) * face.scale)
