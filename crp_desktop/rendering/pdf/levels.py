"""Charts of levels: how a badge's statements are spread, and how that moved from period to period.

A level is told by its place and its numeral; the shades only help the eye.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import LevelStrip, TrendStrip
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import WHITE, Ink, contrast
from crp_desktop.rendering.pdf.flow import Block, Stack
from crp_desktop.rendering.pdf.furniture import shortened
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import ACCENT, LINE, QUIET, TEXT, TextStyle, Theme
from crp_desktop.rendering.views import Spread, TrendPoint

_SHADES = (0.1, 0.28, 0.5, 0.84, 1.0)
_STRIP = 17.0
_LEAST = 16.0
_COLUMN_HIGH = 96.0
_DASH = (2.0, 2.0)


def shade(level: int) -> Ink:
    """The shade of a level."""
    return ACCENT.tint(_SHADES[min(level, len(_SHADES) - 1)])


def level_strip(theme: Theme, strip: LevelStrip) -> Drawing:
    """A bar parted by level, as wide as there are statements. It has no legend: see `level_legend`."""
    style, spread = theme.small_strong, strip.spread

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        for part, wide in zip(_parts(spread), _widths(spread, width), strict=True):
            _segment(canvas, style, part, (x, y, wide - 1.5, height))
            x += wide

    return Drawing(paint, _STRIP * theme.unit / 4, alt=strip.alt)


def _parts(spread: Spread) -> list[tuple[int | None, int]]:
    """(level, count) from left to right; level None is what has not been assessed."""
    parts: list[tuple[int | None, int]] = [
        (level, count) for level, count in enumerate(spread.counts) if count
    ]
    return parts + ([(None, spread.not_assessed)] if spread.not_assessed else [])


def _widths(spread: Spread, width: float) -> list[float]:
    """Widths in proportion, each at least wide enough for its number."""
    counts = [count for _, count in _parts(spread)]
    spare = max(0, width - _LEAST * len(counts))
    return [_LEAST + spare * count / sum(counts) for count in counts]


def _segment(
    canvas: Any, style: TextStyle, part: tuple[int | None, int], at: tuple[float, float, float, float]
) -> None:
    """One part of a bar with its count; what has not been assessed is an empty, dashed frame."""
    (level, count), (x, y, width, height) = part, at
    if level is None:
        ink.box(canvas, x + 0.5, y + 0.5, width - 1, height - 1, line=QUIET, dash=_DASH, radius=2)
        colour = QUIET
    else:
        ground = shade(level)
        ink.box(canvas, x, y, width, height, fill=ground, radius=2)
        colour = WHITE if contrast(WHITE, ground) > contrast(TEXT, ground) else TEXT
    number = replace(style, ink=colour, bold=True, align="centre")
    Paragraph(str(count), number, tag=None).draw(canvas, x, y + height / 2 + number.leading / 2, width)


def level_legend(theme: Theme, names: Sequence[str]) -> Block:
    """The levels with their shades, for once on a page above the bars; decoration, as every bar says it in words."""
    words = [*(f"{level} {name}" for level, name in enumerate(names)), tr("not assessed")]
    return _Legend(theme.small, words, len(names)).spaced(after=2 * theme.unit)


class _Legend(Drawing):
    """Swatches with words, on as many lines as they need; what comes after `shades` of them is not assessed."""

    def __init__(self, style: TextStyle, words: Sequence[str], shades: int) -> None:
        super().__init__(self._draw_all, 0)
        self._style = style
        self._words = words
        self._shades = shades
        self.keep_with_next = True

    def _lay(self, width: float) -> list[tuple[float, int, Paragraph, float]]:
        """(left, line, words, their width) of each."""
        found, left, line = [], 0.0, 0
        before, after = self._style.size + 4, 12
        for text in self._words:
            fitting = shortened(text, self._style, width - before)
            wide = natural_width(fitting, self._style) + 0.5
            if left and left + before + wide > width:
                left, line = 0, line + 1
            found.append((left, line, Paragraph(fitting, self._style, tag=None), wide))
            left += before + wide + after
        return found

    def _line_height(self, width: float) -> float:
        return max(words.height(wide) for _, _, words, wide in self._lay(width))

    def height(self, width: float) -> float:
        """All lines."""
        self._height = (self._lay(width)[-1][1] + 1) * self._line_height(width)
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """As decoration."""
        self.height(width)
        super().draw(canvas, x, top, width)

    def _draw_all(self, canvas: Any, x: float, y: float, width: float, height: float) -> None:
        high, size = self._line_height(width), self._style.size
        for at, (left, line, words, wide) in enumerate(self._lay(width)):
            top = y + height - line * high
            low = top - high / 2 - size / 2
            if at < self._shades:
                ink.box(
                    canvas, x + left, low, size, size, fill=shade(at), line=LINE, thickness=0.5, radius=1.5
                )
            else:
                ink.box(canvas, x + left, low, size, size, line=QUIET, dash=_DASH, radius=1.5)
            words.draw(canvas, x + left + size + 4, top - (high - words.height(wide)) / 2, wide)


def trend_strip(theme: Theme, strip: TrendStrip) -> Block:
    """A column for each period, parted by level with the highest on top; a torn line and words where a break is."""
    if not strip.points:
        return Stack([])
    alt = " ".join(
        [tr("{what}, period by period.", what=strip.what or tr("Levels of the statements"))]
        + [_point_in_words(point, strip.names) for point in strip.points]
    )
    return _Trend(theme, strip.points, alt).spaced(after=3 * theme.unit)


class _Trend(Drawing):
    """Columns with their labels below; the labels say how high it is."""

    def __init__(self, theme: Theme, points: Sequence[TrendPoint], alt: str) -> None:
        super().__init__(self._draw_all, 0, alt=alt)
        self._points = points
        self._style = replace(theme.small, ink=TEXT, align="centre")
        self._columns_high = _COLUMN_HIGH * theme.unit / 4

    def _foot(self, width: float) -> float:
        wide = _trend_slots(self._points, width)[0][1] - 8
        lines = max(len(Paragraph(point.label, self._style).lines(wide)) for point in self._points)
        return lines * self._style.leading + 6

    def height(self, width: float) -> float:
        """The columns and the labels."""
        self._height = self._columns_high + self._foot(width)
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """One picture, at its own height."""
        self.height(width)
        super().draw(canvas, x, top, width)

    def _draw_all(self, canvas: Any, x: float, y: float, width: float, height: float) -> None:
        foot = self._foot(width)
        _draw_trend(canvas, self._style, self._points, (x, y + foot, width, height - foot))


def _point_in_words(point: TrendPoint, names: Sequence[str]) -> str:
    said = tr("{period}: {spread}.", period=point.label, spread=point.spread.in_words(names))
    if point.break_before:
        return tr("Break in the line, {why}. {point}", why=point.break_before, point=said)
    return said


def _trend_slots(points: Sequence[TrendPoint], width: float) -> list[tuple[float, float]]:
    """(left, width) of each column; a break takes half a column."""
    places = [1.5 if point.break_before and at else 1.0 for at, point in enumerate(points)]
    unit = min(width / sum(places), 110)
    found, left = [], 0.0
    for place in places:
        left += (place - 1) * unit
        found.append((left, unit))
        left += unit
    return found


def _draw_trend(
    canvas: Any, style: TextStyle, points: Sequence[TrendPoint], at: tuple[float, float, float, float]
) -> None:
    x, y, width, height = at
    slots = _trend_slots(points, width)
    for point, (left, wide) in zip(points, slots, strict=True):
        if point.break_before and left:
            _draw_break(canvas, style, point.break_before, (x + left - wide / 2, y, wide / 2, height))
        ink.rule(canvas, x + left, y, x + left + wide, y, QUIET, 1)
        _draw_column(canvas, style, point.spread, (x + left + wide * 0.2, y + 1, wide * 0.6, height - 1))
        Paragraph(point.label, style, tag=None).draw(canvas, x + left + 4, y - 4, wide - 8)


def _draw_column(
    canvas: Any, style: TextStyle, spread: Spread, at: tuple[float, float, float, float]
) -> None:
    x, y, width, height = at
    if not spread.total:
        return
    parts = _parts(spread)
    least = min(style.size + 3, height / len(parts))
    spare = height - least * len(parts)
    for level, count in parts:
        high = least + spare * count / spread.total
        _segment(canvas, style, (level, count), (x, y, width, high - 1.5))
        y += high


def _draw_break(canvas: Any, style: TextStyle, why: str, at: tuple[float, float, float, float]) -> None:
    """A torn line from top to bottom with the reason written along it."""
    x, y, width, height = at
    path = canvas.beginPath()
    middle, step = x + width * 0.25, 5.0
    path.moveTo(middle, y - 4)
    up, side = y - 4, 1
    while up < y + height:
        up, side = up + step, -side
        path.lineTo(middle + side * 2.5, min(up, y + height))
    canvas.setStrokeColorRGB(*QUIET)
    canvas.setLineWidth(1)
    canvas.setDash()
    canvas.drawPath(path, stroke=1, fill=0)
    quiet = replace(style, ink=QUIET, bold=False, align="start")
    words = Paragraph(shortened(why, quiet, height), quiet, tag=None)
    canvas.saveState()
    canvas.translate(middle + 5, y)
    canvas.rotate(90)
    words.draw(canvas, 0, 0, height + 1)
    canvas.restoreState()
