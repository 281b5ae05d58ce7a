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


HAIR = 0.01
"""Two lengths in points closer than this are the same."""

WHITE = Ink(1, 1, 1)


def contrast(one: Ink, other: Ink) -> float:
    """The contrast between two colours, from 1 to 21, as WCAG defines it."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


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
    if fill:
        canvas.setFillColorRGB(*fill)
    if line:
        canvas.setStrokeColorRGB(*line)
        canvas.setLineWidth(thickness)
        canvas.setDash(*(dash,) if dash else ())
    radius = min(radius, width / 2, height / 2)
    shape = canvas.roundRect if radius else canvas.rect
    extra = (radius,) if radius else ()
    shape(x, y, width, height, *extra, stroke=1 if line else 0, fill=1 if fill else 0)
    if line and dash:
        canvas.setDash()


def rule(
    canvas: Any, x: float, y: float, to_x: float, to_y: float, ink: Ink, thickness: float = 0.75
) -> None:
    """A straight line."""
    canvas.setStrokeColorRGB(*ink)
    canvas.setLineWidth(thickness)
    canvas.line(x, y, to_x, to_y)


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
