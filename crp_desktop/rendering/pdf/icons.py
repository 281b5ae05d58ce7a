"""The window's icons on paper: strokes of the shipped SVGs, in one ink."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from crp_desktop import paths
from crp_desktop.rendering.pdf.colour import Ink

Point = tuple[float, float]
Stroke = tuple[str, tuple[float, ...]]
"""("M", (x, y)), ("L", (x, y)), ("C", (x1, y1, x2, y2, x, y)) or ("Z", ()), in the icon's own units, y downwards."""

_SIDE = 24.0
_WIDTH = 2.0
_TOKEN = re.compile(r"([MmLlHhVvCcSsQqAaZz])|(-?\d*\.?\d+(?:e-?\d+)?)")
_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "A": 7, "Z": 0}


def icon(canvas: Any, name: str, x: float, y: float, side: float, ink: Ink) -> None:
    """Draw an icon `side` points wide and high, lower left corner at (x, y). Raises FileNotFoundError."""
    scale = side / _SIDE
    canvas.saveState()
    canvas.translate(x, y + side)
    canvas.scale(scale, -scale)
    canvas.setStrokeColorRGB(*ink)
    canvas.setLineWidth(_WIDTH)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    for command, numbers in strokes(name):
        {"M": path.moveTo, "L": path.lineTo, "C": path.curveTo, "Z": path.close}[command](*numbers)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


@lru_cache(maxsize=128)
def strokes(name: str) -> tuple[Stroke, ...]:
    """All strokes of an icon, absolute, made of lines and cubic curves only."""
    root = ET.fromstring(paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8"))
    found: list[Stroke] = []
    for part in root.iter():
        tag = part.tag.rpartition("}")[2]
        if tag == "path":
            found += _path(part.attrib["d"])
        elif tag in ("circle", "ellipse"):
            found += _ellipse(part.attrib)
        elif tag == "rect":
            found += _rectangle(part.attrib)
        elif tag in ("line", "polyline", "polygon"):
            found += _lines(tag, part.attrib)
    return tuple(found)


def _path(words: str) -> Iterator[Stroke]:
    """The strokes of a path's data; quadratic curves and arcs become cubic ones."""
    at: Point = (0.0, 0.0)
    begun: Point = at
    handle: Point | None = None
    for command, numbers in _commands(words):
        kind = command.upper()
        own = _absolute(command, numbers, at)
        before, handle = handle, None
        if kind == "Z":
            yield "Z", ()
            at = begun
            continue
        if kind == "A":
            yield from _arc(at, own)
        elif kind in ("C", "S"):
            first = own[:2] if kind == "C" else _mirrored(before, at)
            yield "C", (*first, *own[-4:])
            handle = (own[-4], own[-3])
        elif kind == "Q":
            yield "C", _cubic(at, own)
        else:
            yield ("M" if kind == "M" else "L"), own
        at = (own[-2], own[-1])
        if kind == "M":
            begun = at


def _commands(words: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its own numbers; numbers that go on repeat it (lines after a move)."""
    command = ""
    numbers: list[float] = []
    for match in _TOKEN.finditer(words):
        if match[1]:
            command, numbers = match[1], []
            if command in "Zz":
                yield command, []
            continue
        numbers.extend(_parted(match[2], command, len(numbers)))
        while len(numbers) >= _COUNT[command.upper()]:
            count = _COUNT[command.upper()]
            yield command, numbers[:count]
            numbers = numbers[count:]
            command = {"M": "L", "m": "l"}.get(command, command)


def _parted(text: str, command: str, place: int) -> list[float]:
    """A number; the two flags of an arc may stand without a space before what follows ("01.5" is 0, 1 and .5)."""
    if command in "Aa" and place in (3, 4) and len(text) > 1 and text[0] in "01":
        return [float(text[0]), *_parted(text[1:], command, place + 1)]
    return [float(text)]


def _absolute(command: str, numbers: list[float], at: Point) -> tuple[float, ...]:
    kind, moved = command.upper(), command.islower()
    x, y = at if moved else (0.0, 0.0)
    if kind == "H":
        return (numbers[0] + x, at[1])
    if kind == "V":
        return (at[0], numbers[0] + y)
    if kind == "A":
        return (*numbers[:5], numbers[5] + x, numbers[6] + y)
    return tuple(number + (y if place % 2 else x) for place, number in enumerate(numbers))


def _mirrored(handle: Point | None, at: Point) -> Point:
    return (2 * at[0] - handle[0], 2 * at[1] - handle[1]) if handle else at


def _cubic(at: Point, own: tuple[float, ...]) -> tuple[float, ...]:
    """A quadratic curve as a cubic one."""
    qx, qy, x, y = own
    return (
        at[0] + 2 / 3 * (qx - at[0]), at[1] + 2 / 3 * (qy - at[1]), x + 2 / 3 * (qx - x), y + 2 / 3 * (qy - y), x, y,
    )  # fmt: skip


def _arc(at: Point, own: tuple[float, ...]) -> Iterator[Stroke]:
    """An elliptical arc without rotation as cubic curves (SVG 1.1, appendix F.6.5)."""
    rx, ry, _, large, sweep, x, y = own
    if not rx or not ry or at == (x, y):
        yield "L", (x, y)
        return
    half = ((at[0] - x) / 2, (at[1] - y) / 2)
    short = math.sqrt((half[0] / rx) ** 2 + (half[1] / ry) ** 2)
    if short > 1:
        rx, ry = rx * short, ry * short
    u = (rx * half[1]) ** 2 + (ry * half[0]) ** 2
    root = math.sqrt(max(0.0, (rx * ry) ** 2 - u) / u) * (-1 if bool(large) == bool(sweep) else 1)
    middle = (root * rx * half[1] / ry, -root * ry * half[0] / rx)
    centre = (middle[0] + (at[0] + x) / 2, middle[1] + (at[1] + y) / 2)
    start = math.atan2((half[1] - middle[1]) / ry, (half[0] - middle[0]) / rx)
    turn = math.atan2((-half[1] - middle[1]) / ry, (-half[0] - middle[0]) / rx) - start
    if sweep and turn < 0:
        turn += 2 * math.pi
    elif not sweep and turn > 0:
        turn -= 2 * math.pi
    yield from _turned(centre, (rx, ry), start, turn)


def _turned(centre: Point, radii: Point, start: float, turn: float) -> Iterator[Stroke]:
    """Cubic curves along an ellipse from an angle by an angle, both in radians."""
    parts = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / parts
    reach = 4 / 3 * math.tan(step / 4)
    (cx, cy), (rx, ry) = centre, radii
    for part in range(parts):
        one, two = start + part * step, start + (part + 1) * step
        yield (
            "C",
            (
                cx + rx * (math.cos(one) - reach * math.sin(one)),
                cy + ry * (math.sin(one) + reach * math.cos(one)),
                cx + rx * (math.cos(two) + reach * math.sin(two)),
                cy + ry * (math.sin(two) - reach * math.cos(two)),
                cx + rx * math.cos(two),
                cy + ry * math.sin(two),
            ),
        )


def _ellipse(given: dict[str, str]) -> Iterator[Stroke]:
    cx, cy = float(given["cx"]), float(given["cy"])
    rx, ry = float(given.get("rx", given.get("r", 0))), float(given.get("ry", given.get("r", 0)))
    yield "M", (cx + rx, cy)
    yield from _turned((cx, cy), (rx, ry), 0, 2 * math.pi)
    yield "Z", ()


def _rectangle(given: dict[str, str]) -> Iterator[Stroke]:
    x, y = float(given.get("x", 0)), float(given.get("y", 0))
    wide, high, r = float(given["width"]), float(given["height"]), float(given.get("rx", 0))
    yield from _path(
        f"M{x + r} {y}h{wide - 2 * r}a{r} {r} 0 0 1 {r} {r}v{high - 2 * r}a{r} {r} 0 0 1 {-r} {r}"
        f"h{2 * r - wide}a{r} {r} 0 0 1 {-r} {-r}v{2 * r - high}a{r} {r} 0 0 1 {r} {-r}z"
    )


def _lines(tag: str, given: dict[str, str]) -> Iterator[Stroke]:
    if tag == "line":
        yield "M", (float(given["x1"]), float(given["y1"]))
        yield "L", (float(given["x2"]), float(given["y2"]))
        return
    numbers = [float(one) for one in re.findall(r"-?\d*\.?\d+", given["points"])]
    for place, point in enumerate(zip(numbers[::2], numbers[1::2], strict=True)):
        yield ("M" if place == 0 else "L"), point
    if tag == "polygon":
        yield "Z", ()
