"""Blocks around blocks: cards, list items, figures."""

import copy
from collections.abc import Callable, Sequence
from typing import Self

from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import box, clip
from crp_desktop.rendering.pdf.flow import Block, Columns, Fit, Room, Stack
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.theme import BoxStyle


class Box(Block):
    """A card: blocks on a ground of their own; over a page end it goes on as another card."""

    def __init__(
        self,
        children: Sequence[Block],
        style: BoxStyle,
        *,
        element: Element | None = None,
        gap: float = 0,
        keep: float = 0,
        least: float = 0,
    ) -> None:
        self.style = style
        self.least = least
        self._inner = Stack(children, element=element, gap=gap, keep=keep)

    def children(self) -> Sequence[Block]:
        """One stack with everything in it."""
        return (self._inner,)

    def _sides(self) -> tuple[float, float]:
        style = self.style
        left = style.padding + (style.edge_width if style.edge else 0)
        return left, style.padding

    def height(self, width: float) -> float:
        """The height of what is in it with the padding."""
        left, right = self._sides()
        return max(self.least, self._inner.height(width - left - right) + 2 * self.style.padding)

    def fit(self, room: Room) -> Fit:
        """Parts where what is in it parts."""
        if room.holds(self.height(room.width)):
            return self, None
        left, right = self._sides()
        inner = room.narrower(room.width - left - right, padding=2 * self.style.padding)
        part, rest = self._inner.fit(inner)
        return (self._part(part) if part else None), (self._part(rest) if rest else None)

    def _part(self, inner: Block) -> Self:
        part = copy.copy(self)
        part._inner = inner  # type: ignore[assignment]
        part.least = 0
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """The ground as an artifact, then what is in it."""
        style, high = self.style, self.height(width)
        left, right = self._sides()
        with canvas.artifact("Background"):
            canvas.saveState()
            if style.edge:
                clip(canvas, x, top - high, width, high, style.radius)
            if style.fill or style.line:
                box(
                    canvas,
                    x,
                    top - high,
                    width,
                    high,
                    fill=style.fill,
                    line=style.line,
                    radius=style.radius,
                    dash=style.dash,
                )
            if style.edge:
                box(canvas, x, top - high, style.edge_width, high, fill=style.edge)
            canvas.restoreState()
        self._inner.draw(canvas, x + left, top - style.padding, width - left - right)


def list_item(
    label: Block, body: Sequence[Block], *, indent: float, gap: float = 0, keep: float = 0
) -> Block:
    """One item of a list: its label in a gutter `indent` points wide, its body beside it (LI, Lbl, LBody)."""
    if label.element:
        label.element.tag = "Lbl"
    inside = Stack(body, gap=gap, keep=keep, element=Element("LBody"))
    return Columns([(indent, label), (-1, inside)], element=Element("LI"))


def list_of(items: Sequence[Block], *, numbering: str = "None", gap: float = 0) -> Stack:
    """Items made by `list_item` as one list; `numbering` is Decimal, Disc or None."""
    return Stack(items, element=Element("L", numbering=numbering), gap=gap)


class Drawing(Block):
    """Something drawn by a function: a picture with alternative text, or decoration when that is empty.

    The function gets the canvas, the lower left corner and the width and height in points. Text inside is drawn, not
    read: the alternative text says it.
    """

    def __init__(
        self,
        paint: Callable[[TaggedCanvas, float, float, float, float], None],
        height: float,
        *,
        alt: str = "",
        width: float | None = None,
        tag: str = "Figure",
    ) -> None:
        self._paint = paint
        self._height = height
        self._width = width
        self.element = Element(tag, alt=alt) if alt else None

    def height(self, width: float) -> float:
        """The height it was made with."""
        return self._height

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """One piece of marked content."""
        wide = self._width or width
        low = top - self._height
        region = canvas.picture(self.element, (x, low, x + wide, top)) if self.element else canvas.artifact()
        with region:
            canvas.saveState()
            self._paint(canvas, x, low, wide, self._height)
            canvas.restoreState()
