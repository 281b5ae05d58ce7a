"""Colours and the few shapes that documents are drawn with."""

from typing import Any, NamedTuple, Self


class Ink(NamedTuple):
    """A colour, each part from 0 to 1."""

    red: float
    green: float
    blue: float

    @classmethod
    def hex(cls, code: str) -> Self:
        """The colour written as `#RRGGBB`."""
        return cls(*(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5)))

    def tint(self, share: float) -> "Ink":
        """`share` of this colour on white paper: 1 is the colour itself, 0 is white."""
        return Ink(*(1 - share * (1 - part) for part in self))

    @property
    def operands(self) -> str:
        """The colour as PDF operands."""
        return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") for part in self)

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 (black) to 1 (white), as WCAG defines it."""
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in self]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


_CIRCLE = 0.5523
"""How far the handles of a quarter circle reach, as a share of its radius."""

HAIR = 0.01
"""Two lengths in points closer than this are the same."""

WHITE = Ink(1, 1, 1)


def contrast(one: Ink, other: Ink) -> float:
    """The contrast between two colours, from 1 to 21, as WCAG defines it."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _n(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def box(
    canvas: Any,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: Ink | None = None,
    line: Ink | None = None,
    thickness: float = 0.75,
    radius: float = 0,
    dash: tuple[float, float] | None = None,
) -> None:
    """A rectangle with its lower left corner at (x, y), filled, outlined or both."""
    if width <= 0 or height <= 0:
        return
    code: list[str] = []
    if fill:
        code.append(f"{fill.operands} rg")
    if line:
        code.append(f"{line.operands} RG {_n(thickness)} w")
        if dash:
            code.append(f"[{_n(dash[0])} {_n(dash[1])}] 0 d")
    code.append(_outline(x, y, width, height, radius))
    code.append("B" if fill and line else "f" if fill else "S" if line else "n")
    if line and dash:
        code.append("[] 0 d")
    canvas.paint(" ".join(code))


def clip(canvas: Any, x: float, y: float, width: float, height: float, radius: float = 0) -> None:
    """Until the state is restored nothing shows outside of this rectangle."""
    canvas.paint(f"{_outline(x, y, width, height, radius)} W n")


def _outline(x: float, y: float, width: float, height: float, radius: float) -> str:
    if not radius:
        return f"{_n(x)} {_n(y)} {_n(width)} {_n(height)} re"
    r = min(radius, width / 2, height / 2)
    bend = r * (1 - _CIRCLE)
    right, top = x + width, y + height
    points = (
        (x + r, y, "m"),
        (right - r, y, "l"),
        (right - bend, y, right, y + bend, right, y + r, "c"),
        (right, top - r, "l"),
        (right, top - bend, right - bend, top, right - r, top, "c"),
        (x + r, top, "l"),
        (x + bend, top, x, top - bend, x, top - r, "c"),
        (x, y + r, "l"),
        (x, y + bend, x + bend, y, x + r, y, "c"),
    )
    return " ".join(f"{' '.join(_n(at) for at in step[:-1])} {step[-1]}" for step in points) + " h"


def rule(
    canvas: Any, x: float, y: float, to_x: float, to_y: float, ink: Ink, thickness: float = 0.75
) -> None:
    """A straight line."""
    canvas.paint(f"{ink.operands} RG {_n(thickness)} w {_n(x)} {_n(y)} m {_n(to_x)} {_n(to_y)} l S")


def polygon(
    canvas: Any,
    points: list[tuple[float, float]],
    *,
    fill: Ink | None = None,
    line: Ink | None = None,
    thickness: float = 0.75,
) -> None:
    """A closed shape through `points`, corners rounded by the thickness of its line."""
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    path.close()
    if fill:
        canvas.setFillColorRGB(*fill)
    if line:
        canvas.setStrokeColorRGB(*line)
        canvas.setLineWidth(thickness)
        canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1 if line else 0, fill=1 if fill else 0)
    if line:
        canvas.setLineJoin(0)
