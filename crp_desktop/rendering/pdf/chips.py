"""Articles and badges as chips: the same everywhere, in lists, in findings, in tables."""

import copy
from dataclasses import dataclass, replace
from typing import Self

from crp_desktop.domain.kinds import BadgeKind
from crp_desktop.rendering import content
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.colour import HAIR, WHITE, Ink
from crp_desktop.rendering.pdf.flow import Block, Fit, Room
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.marks import shield
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import BADGE, GROUND, TEXT, TextStyle, Theme, cluster_ink

_EDGE = 3.0
_PAD_X = 6.0
_PAD_Y = 2.5
_GAP = 5.0
_RADIUS = 2.5


@dataclass(frozen=True, slots=True)
class _Chip:
    """One chip: `head` is what stands in its coloured head (a number), or `badge` the shield that stands there.

    `spoken` is what is read aloud for all of it. The head of a `main` chip is filled.
    """

    label: str
    spoken: str
    colour: Ink
    head: str = ""
    badge: BadgeKind | None = None
    main: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    chip: _Chip
    label: Paragraph
    x: float
    width: float
    head: float
    height: float


def _chips(node: content.Chips) -> list[_Chip]:
    """An article's number and title at its cluster's colour; a badge's shield and name."""
    articles = [
        _Chip(one.title, one.spoken, cluster_ink(one.cluster), head=str(one.number), main=one.main)
        for one in node.articles
    ]
    return articles + [
        _Chip(one.name, one.spoken, BADGE, badge=one.kind, main=one.main) for one in node.badges
    ]


class Chips(Block):
    """Chips in rows as wide as there is room; a label that is wider than the column wraps inside its chip."""

    def __init__(self, node: content.Chips, theme: Theme) -> None:
        self._style: TextStyle = theme.small_strong
        self._scale = theme.small.size / 9
        self._labels = [
            (chip, Paragraph(chip.label, self._label_style(chip), tag="LBody", actual=chip.spoken))
            for chip in _chips(node)
        ]
        items = [Element("LI").adopt(label.elements()) for _, label in self._labels]
        self.element = Element("L", numbering="None").adopt(items)
        self._laid: tuple[float, list[list[_Placed]]] = (-1, [])

    def _label_style(self, chip: _Chip) -> TextStyle:
        style = self._style
        return replace(style, ink=TEXT, bold=chip.main)

    def _rows(self, width: float) -> list[list[_Placed]]:
        if abs(self._laid[0] - width) > HAIR:
            self._laid = (width, self._lay(width))
        return self._laid[1]

    def _lay(self, width: float) -> list[list[_Placed]]:
        rows: list[list[_Placed]] = []
        x = 0.0
        gap, pad = _GAP * self._scale, _PAD_X * self._scale
        for chip, label in self._labels:
            head = self._head_width(chip)
            wide = min(width, head + natural_width(chip.label, label.style) + 2 * pad + HAIR)
            high = label.height(wide - head - 2 * pad) + 2 * _PAD_Y * self._scale
            if not rows or x + wide > width + HAIR:
                rows.append([])
                x = 0
            rows[-1].append(_Placed(chip, label, x, wide, head, high))
            x += wide + gap
        return rows

    def _head_width(self, chip: _Chip) -> float:
        if chip.badge is not None:
            return self._style.size * 1.35 + _EDGE
        return natural_width(chip.head, self._style) + (_PAD_X + _EDGE) * self._scale if chip.head else _EDGE

    def height(self, width: float) -> float:
        """Rows with the gap between them."""
        rows = self._rows(width)
        return sum(max(at.height for at in row) for row in rows) + _GAP * self._scale * max(len(rows) - 1, 0)

    def fit(self, room: Room) -> Fit:
        """Whole rows."""
        rows = self._rows(room.width)
        count, used = 0, 0.0
        for row in rows:
            used += max(at.height for at in row) + (_GAP * self._scale if count else 0)
            if not room.holds(used):
                break
            count += 1
        if count == len(rows):
            return self, None
        count = max(count, 1) if room.must else count
        chips = sum(len(row) for row in rows[:count])
        if not chips:
            return None, self
        return self._part(self._labels[:chips]), (
            self._part(self._labels[chips:]) if count < len(rows) else None
        )

    def _part(self, labels: list[tuple[_Chip, Paragraph]]) -> Self:
        part = copy.copy(self)
        part._labels = labels
        part._laid = (-1, [])
        return part

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Grounds and heads as decoration, then the labels."""
        pad = _PAD_X * self._scale
        for row in self._rows(width):
            for at in row:
                with canvas.artifact():
                    self._draw_ground(canvas, at, x + at.x, top)
                inner = at.width - at.head - 2 * pad
                at.label.draw(canvas, x + at.x + at.head + pad, top - _PAD_Y * self._scale, inner + HAIR)
            top -= max(at.height for at in row) + _GAP * self._scale

    def _draw_ground(self, canvas: TaggedCanvas, at: _Placed, x: float, top: float) -> None:
        chip, low = at.chip, top - at.height
        canvas.saveState()
        ink.clip(canvas, x, low, at.width, at.height, _RADIUS)
        ink.box(canvas, x, low, at.width, at.height, fill=GROUND if chip.badge else chip.colour.tint(0.09))
        filled = chip.main and chip.badge is None
        ink.box(canvas, x, low, at.head if filled else _EDGE, at.height, fill=chip.colour)
        canvas.restoreState()
        first = top - _PAD_Y * self._scale - self._style.leading / 2
        if chip.badge is not None:
            size = self._style.size * 1.05
            shield(canvas, chip.badge, x + _EDGE + _PAD_X * self._scale * 0.7, first - size * 0.52, size)
        elif chip.head:
            style = TextStyle(
                self._style.size, self._style.leading, WHITE if filled else chip.colour, bold=True
            )
            number = Paragraph(chip.head, style, tag=None)
            left = x + (_EDGE + _PAD_X) * self._scale * (0.5 if filled else 0.75)
            number.draw(canvas, left, first + self._style.leading / 2, at.head + 1)
