"""Where a paragraph stands: cards as ground and edge of every paragraph in them, quotes and lists as indents."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.rendering.text import Align
from crp_desktop.rendering.theme import BoxStyle
from crp_desktop.rendering.word.look import step
from crp_desktop.rendering.word.words import run
from crp_desktop.rendering.word.xml import Xml, colour, el, twips

_PAD = 8
"""Points between a card's edge and its words."""
_TWIP = 0.05
_EDGE, _LINE = 24, 4
_TICKED, _UNTICKED = "☑", "☐"
_SIGNS = "Segoe UI Symbol"


@dataclass(frozen=True, slots=True)
class Card:
    """A card's looks; two cards that follow each other are told apart by `odd`, or Word makes one of them."""

    style: BoxStyle
    odd: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where text stands: how deep in lists, in a quote, in which card, in a table’s cell under which style, how aligned
    there and by how much its type is smaller."""

    depth: int = 0
    quote: bool = False
    card: Card | None = None
    cell: str = ""
    align: Align = "start"
    squeeze: float = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before a paragraph: a list's number, or its bullet; runs of a label, or a box to tick."""

    number: int | None = None
    level: int = 0
    counted: bool = False
    label: Sequence[Xml] = ()
    tick: bool | None = None


def indent(mark: Mark | None, place: Place) -> Xml:
    """How far a paragraph stands in; None where its list's own level says it. Text in a card has one left edge."""
    if place.card is None:
        if mark and mark.number is not None:
            return None
        left = step(place.depth) + (step(1) if place.quote else 0)
        return el("w:ind", left=twips(left)) if left else None
    pad = _PAD + (_TWIP if place.card.odd else 0)
    if mark and mark.number is not None:
        hanging = step(1)
        return el("w:ind", left=twips(pad + hanging), right=twips(pad), hanging=twips(hanging))
    return el("w:ind", left=twips(pad), right=twips(pad))


def ground(card: Card) -> list[Xml]:
    """The edge and ground of a card, around every paragraph in it."""
    style = card.style
    fill = colour(style.fill) if style.fill else ""
    around = colour(style.line) if style.line else fill
    found = []
    for side in ("top", "left", "bottom", "right"):
        edge = colour(style.edge) if style.edge and side == "left" else ""
        space = _PAD if side in ("left", "right") else 5
        if edge or around:
            found.append(
                el(f"w:{side}", val="single", sz=_EDGE if edge else _LINE, space=space, color=edge or around)
            )
    shade = el("w:shd", val="clear", color="auto", fill=fill) if fill else None
    return [one for one in (el("w:pBdr", *found) if found else None, shade) if one is not None]


def box_to_tick(done: bool) -> Xml:
    """The sign of a box, ticked or not."""
    fonts = el("w:rFonts", ascii=_SIGNS, hAnsi=_SIGNS, eastAsia=_SIGNS, cs=_SIGNS)
    return run(f"{_TICKED if done else _UNTICKED} ", el("w:rPr", fonts))
