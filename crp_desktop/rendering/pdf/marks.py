"""Symbols drawn as lines and shapes, so that no meaning hangs on colour or on a font."""

from collections.abc import Callable
from typing import Any

from crp_desktop.domain.kinds import BadgeKind, FindingKind
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.colour import WHITE, Ink
from crp_desktop.rendering.theme import BADGE, KINDS

_DASH = (1.6, 1.2)


def kind_mark(canvas: Any, kind: FindingKind, x: float, y: float, size: float) -> None:
    """The mark of a finding in a square with its lower left corner at (x, y).

    A disc with a plus for a strength, a square with an exclamation for a concern, a bulb for an idea, a ring for none.
    """
    marks = {
        FindingKind.STRENGTH: _plus,
        FindingKind.CONCERN: _exclamation,
        FindingKind.IDEA: _bulb,
        FindingKind.UNSAID: _ring,
    }
    marks[kind](canvas, x, y, size, KINDS[kind])


def _ring(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(size * 0.12)
    canvas.circle(x + size / 2, y + size / 2, size * 0.4, stroke=1, fill=0)


def _plus(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    canvas.setFillColorRGB(*colour)
    canvas.circle(x + size / 2, y + size / 2, size / 2, stroke=0, fill=1)
    long, thick = size * 0.56, size * 0.15
    middle_x, middle_y = x + size / 2, y + size / 2
    ink.box(canvas, middle_x - long / 2, middle_y - thick / 2, long, thick, fill=WHITE, radius=thick / 2)
    ink.box(canvas, middle_x - thick / 2, middle_y - long / 2, thick, long, fill=WHITE, radius=thick / 2)


def _exclamation(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    edge = size * 0.04
    ink.box(canvas, x + edge, y + edge, size - 2 * edge, size - 2 * edge, fill=colour, radius=size * 0.2)
    thick = size * 0.16
    ink.box(canvas, x + (size - thick) / 2, y + size * 0.42, thick, size * 0.38, fill=WHITE, radius=thick / 2)
    canvas.setFillColorRGB(*WHITE)
    canvas.circle(x + size / 2, y + size * 0.27, thick * 0.58, stroke=0, fill=1)


def _bulb(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    canvas.setFillColorRGB(*colour)
    canvas.circle(x + size / 2, y + size * 0.62, size * 0.36, stroke=0, fill=1)
    ink.polygon(
        canvas,
        [(x + size * at, y + size * up) for at, up in ((0.2, 0.5), (0.8, 0.5), (0.65, 0.26), (0.35, 0.26))],
        fill=colour,
    )
    for up in (0.13, 0.02):
        ink.box(
            canvas, x + size * 0.36, y + size * up, size * 0.28, size * 0.075, fill=colour, radius=size * 0.03
        )
    canvas.setLineCap(1)
    for dx, up, to_dx, to_up in ((-0.12, 0.62, 0, 0.5), (0.12, 0.62, 0, 0.5), (0, 0.5, 0, 0.3)):
        middle = x + size / 2
        ink.rule(
            canvas,
            middle + dx * size,
            y + up * size,
            middle + to_dx * size,
            y + to_up * size,
            WHITE,
            size * 0.07,
        )
    canvas.setLineCap(0)


def shield(canvas: Any, kind: BadgeKind, x: float, y: float, size: float) -> None:
    """A badge's shield: filled for a foundational one, outlined for a thematic one, dashed for a local one."""
    path = canvas.beginPath()
    wide, left = size * 0.82, x + size * 0.09
    path.moveTo(left + wide / 2, y + size)
    path.lineTo(left + wide, y + size * 0.84)
    path.lineTo(left + wide, y + size * 0.5)
    path.curveTo(left + wide, y + size * 0.24, left + wide * 0.75, y + size * 0.08, left + wide / 2, y)
    path.curveTo(left + wide * 0.25, y + size * 0.08, left, y + size * 0.24, left, y + size * 0.5)
    path.lineTo(left, y + size * 0.84)
    path.close()
    canvas.setFillColorRGB(*BADGE)
    canvas.setStrokeColorRGB(*BADGE)
    canvas.setLineWidth(size * 0.1)
    canvas.setLineJoin(1)
    if kind is BadgeKind.LOCAL:
        canvas.setDash(*(_DASH,))
    canvas.drawPath(path, stroke=1, fill=1 if kind is BadgeKind.FOUNDATIONAL else 0)
    canvas.setDash()
    canvas.setLineJoin(0)


def tick(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    """A tick in a square."""
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(x + size * 0.14, y + size * 0.5)
    path.lineTo(x + size * 0.4, y + size * 0.24)
    path.lineTo(x + size * 0.88, y + size * 0.78)
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(size * 0.16)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.setLineCap(0)
    canvas.setLineJoin(0)


def empty_box(canvas: Any, x: float, y: float, size: float, colour: Ink) -> None:
    """A box to tick by hand."""
    ink.box(canvas, x + 0.5, y + 0.5, size - 1, size - 1, line=colour, thickness=1, radius=1.5)


def fill_for(kind: FindingKind) -> Callable[[Any, float, float, float, float], None]:
    """How the bar of a kind is filled, given canvas, x, y, width, height: solid, hatched, dotted or empty in its
    colour."""
    return {
        FindingKind.STRENGTH: _solid,
        FindingKind.CONCERN: _hatched,
        FindingKind.IDEA: _dotted,
        FindingKind.UNSAID: _empty,
    }[kind]


def _empty(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    colour = KINDS[FindingKind.UNSAID]
    ink.box(canvas, x + 0.4, y + 0.4, max(width - 0.8, 0.1), height - 0.8, line=colour, thickness=0.8)


def _solid(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    ink.box(canvas, x, y, width, height, fill=KINDS[FindingKind.STRENGTH])


def _clipped(canvas: Any, x: float, y: float, width: float, height: float, colour: Ink) -> None:
    canvas.saveState()
    ink.clip(canvas, x, y, width, height)
    ink.box(canvas, x, y, width, height, fill=colour)


def _hatched(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    _clipped(canvas, x, y, width, height, KINDS[FindingKind.CONCERN])
    at = x - height
    while at < x + width:
        ink.rule(canvas, at, y, at + height, y + height, WHITE, 1.1)
        at += 4.6
    canvas.restoreState()


def _dotted(canvas: Any, x: float, y: float, width: float, height: float) -> None:
    _clipped(canvas, x, y, width, height, KINDS[FindingKind.IDEA])
    canvas.setFillColorRGB(*WHITE)
    row, up = 0, y + 2.2
    while up < y + height:
        at = x + (2.4 if row % 2 else 4.6)
        while at < x + width:
            canvas.circle(at, up, 0.75, stroke=0, fill=1)
            at += 4.4
        row, up = row + 1, up + 3.2
    canvas.restoreState()
