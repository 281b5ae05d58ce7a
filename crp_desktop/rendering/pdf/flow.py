"""Blocks that stack, stand side by side and part over pages."""

import copy
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import HAIR
from crp_desktop.rendering.pdf.tagging import Element


@dataclass(frozen=True, slots=True)
class Room:
    """What is left of a page: width, height left, the height of an empty page, all in points.

    `must` says that something has to be placed here, however little fits: the page is empty.
    """

    width: float
    height: float
    page: float
    must: bool = False

    def less(self, height: float, *, must: bool = False) -> "Room":
        """The room below something `height` points high."""
        return Room(self.width, self.height - height, self.page, must)

    def narrower(self, width: float, *, padding: float = 0) -> "Room":
        """The room in a column `width` points wide, inside of `padding` above and below."""
        return Room(width, self.height - padding, self.page - padding, self.must)

    def holds(self, height: float) -> bool:
        """Whether `height` points fit."""
        return height <= self.height + HAIR


Fit = tuple["Block | None", "Block | None"]
"""What goes here and what goes on: (all, None), (part, rest) or (None, all)."""


class Block(ABC):
    """Something that takes a width and needs a height; drawn from its top left corner.

    `space_before` and `space_after` are in points; between two blocks the larger one counts. A block with
    `keep_with_next` never ends a page, one with `new_page` starts one. A card is at least
    `least` points high. `element` is its place in the structure tree;
    None leaves that to what is in it.
    """

    element: Element | None = None
    space_before: float = 0
    space_after: float = 0
    keep_with_next: bool = False
    new_page: bool = False
    least: float = 0

    @abstractmethod
    def height(self, width: float) -> float:
        """How high it is when `width` points wide, without the space before and after."""

    @abstractmethod
    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw it below `top` and right of `x`."""

    def fit(self, room: Room) -> Fit:
        """As much of it as there is room for; one that cannot be parted goes here only if it must or fits."""
        if room.must or room.holds(self.height(room.width)):
            return self, None
        return None, self

    def elements(self) -> list[Element]:
        """Its elements for the structure tree: its own, or those of what is in it."""
        return [self.element] if self.element else [e for child in self.children() for e in child.elements()]

    def children(self) -> Sequence["Block"]:
        """The blocks in it, in reading order."""
        return ()

    def walk(self) -> Iterator["Block"]:
        """It and everything in it."""
        yield self
        for child in self.children():
            yield from child.walk()

    def starts_page(self) -> bool:
        """Whether it, or the first thing in it, wants a new page."""
        return self.new_page

    def space_above(self) -> float:
        """The space it wants before it, or the first thing in it wants."""
        return self.space_before

    def space_below(self) -> float:
        """The space it wants after it, or the last thing in it wants."""
        return self.space_after

    def spaced(self, before: float | None = None, after: float | None = None) -> Self:
        """The same block with other space around it, in points."""
        if before is not None:
            self.space_before = before
        if after is not None:
            self.space_after = after
        return self


class Space(Block):
    """Empty space; none at the top of a page."""

    def __init__(self, height: float) -> None:
        self._height = height

    def height(self, width: float) -> float:
        """The height it was made with."""
        return self._height

    def fit(self, room: Room) -> Fit:
        """Space that does not fit is not carried over."""
        return (self, None) if room.holds(self._height) else (Space(0), None)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Nothing."""


class PageBreak(Space):
    """What follows starts on a new page."""

    new_page = True

    def __init__(self) -> None:
        super().__init__(0)


class Stack(Block):
    """Blocks one below the other, parted over pages between them and inside them."""

    def __init__(
        self, children: Sequence[Block], *, element: Element | None = None, gap: float = 0, keep: float = 0
    ) -> None:
        """`gap` is the least space between two blocks.

        They stay on one page when together they are no higher than `keep` of a page (1: whenever a page can hold them).
        """
        self._children = list(children)
        self._gap = gap
        self._keep = keep
        self.element = element
        if element:
            element.adopt(e for child in children for e in child.elements())

    def children(self) -> Sequence[Block]:
        """The blocks, from the top."""
        return self._children

    def starts_page(self) -> bool:
        """Whether it or its first block wants a new page."""
        return self.new_page or (bool(self._children) and self._children[0].starts_page())

    def between(self, above: Block | None, below: Block) -> float:
        """The space between two blocks, in points; none above the first of the stack or of a page."""
        if above is None or isinstance(above, PageBreak):
            return 0
        return max(above.space_below(), below.space_above(), self._gap)

    def space_above(self) -> float:
        """Its own or its first block's, whichever is larger."""
        return max(self.space_before, self._children[0].space_above() if self._children else 0)

    def space_below(self) -> float:
        """Its own or its last block's, whichever is larger."""
        return max(self.space_after, self._children[-1].space_below() if self._children else 0)

    def height(self, width: float) -> float:
        """All of them with the space between them."""
        above: Block | None = None
        total = 0.0
        for child in self._children:
            total += self.between(above, child) + child.height(width)
            above = child
        return total

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """From the top down."""
        above: Block | None = None
        for child in self._children:
            top -= self.between(above, child)
            child.draw(canvas, x, top, width)
            top -= child.height(width)
            above = child

    def fit(self, room: Room) -> Fit:
        """As many blocks as fit, then as much as fits of the next; headings stay with what follows them."""
        if self._keep and not room.must:
            high = self.height(room.width)
            if high <= room.page * self._keep and not room.holds(high):
                return None, self
        taken: list[Block] = []
        left = room
        for at, child in enumerate(self._children):
            if child.starts_page() and any(block.height(room.width) for block in taken):
                return self._parts(taken, self._children[at:])
            gap = self.between(taken[-1] if taken else None, child)
            must = room.must and all(block.keep_with_next for block in taken)
            part, rest = child.fit(left.less(gap, must=must))
            if part:
                taken.append(part)
                left = left.less(gap + part.height(room.width))
            if rest:
                waiting = [rest, *self._children[at + 1 :]]
                if part is None:
                    self._take_back(taken, waiting, room.must)
                return self._parts(taken, waiting)
        same = all(part is child for part, child in zip(taken, self._children, strict=True))
        return (self if same else self._part(taken)), None

    def _take_back(self, taken: list[Block], waiting: list[Block], must: bool) -> None:
        """Headings at the foot of the page go over to what they are a heading of, if anything else stays."""
        keep = len(taken)
        while keep and taken[keep - 1].keep_with_next:
            keep -= 1
        if keep or not must:
            waiting[:0] = taken[keep:]
            del taken[keep:]

    def _parts(self, taken: list[Block], waiting: list[Block]) -> Fit:
        return (self._part(taken) if taken else None), (self._part(waiting) if waiting else None)

    def _part(self, children: list[Block]) -> Self:
        part = copy.copy(self)
        part._children = children
        return part


class Columns(Block):
    """Blocks side by side, tops aligned; each parts over pages by itself."""

    def __init__(
        self,
        columns: Sequence[tuple[float, Block]],
        *,
        gap: float = 0,
        element: Element | None = None,
        equal: bool = False,
    ) -> None:
        """`columns` are (points, block) for a fixed width, or (-share, block) for a share of what is left.

        With `equal`, cards side by side are as high as the highest.
        """
        self._columns = list(columns)
        self._gap = gap
        self._equal = equal
        self.element = element
        if element:
            element.adopt(e for child in self.children() for e in child.elements())

    def children(self) -> Sequence[Block]:
        """The blocks, from the left."""
        return [block for _, block in self._columns]

    def widths(self, width: float) -> list[float]:
        """The width of each column, in points."""
        fixed = sum(size for size, _ in self._columns if size > 0) + self._gap * (len(self._columns) - 1)
        shares = -sum(size for size, _ in self._columns if size < 0)
        return [size if size > 0 else max(0, width - fixed) * -size / shares for size, _ in self._columns]

    def height(self, width: float) -> float:
        """The highest column's."""
        pairs = zip(self._columns, self.widths(width), strict=True)
        return max((block.height(wide) for (_, block), wide in pairs), default=0)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """From the left to the right."""
        high = self.height(width)
        for (_, block), wide in zip(self._columns, self.widths(width), strict=True):
            if self._equal:
                block.least = high
            block.draw(canvas, x, top, wide)
            x += wide + self._gap

    def fit(self, room: Room) -> Fit:
        """Every column as far as it goes; nothing, if one of them cannot even start."""
        if room.holds(self.height(room.width)):
            return self, None
        parts: list[tuple[float, Block]] = []
        rests: list[tuple[float, Block]] = []
        for (size, block), wide in zip(self._columns, self.widths(room.width), strict=True):
            part, rest = block.fit(room.narrower(wide))
            if part is None and not room.must:
                return None, self
            parts.append((size, part or Space(0)))
            rests.append((size, rest or Space(0)))
        left_over = any(not isinstance(block, Space) for _, block in rests)
        return self._part(parts), (self._part(rests) if left_over else None)

    def _part(self, columns: list[tuple[float, Block]]) -> Self:
        part = copy.copy(self)
        part._columns = columns
        return part
