"""The few things that every part of a Word file is written with."""

import re
from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from crp_desktop.rendering.pdf.colour import Ink

Xml = Any
"""An element of lxml, which has no types of its own."""

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VISIBLE = "\ufffd"


def safe(text: str) -> str:
    """`text` with a visible sign in place of every letter that XML cannot hold."""
    return _FORBIDDEN.sub(_VISIBLE, text)


def quoted(text: str) -> str:
    """`text` as an attribute's value with its quotation marks."""
    return quoteattr(safe(text))


def el(tag: str, *children: Xml, **attributes: str | int) -> Xml:
    """An element such as `w:p`; attributes without a prefix get the tag's own (`val` becomes `w:val`)."""
    element = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        full = name.replace("__", ":") if "__" in name else f"{prefix}:{name}"
        element.set(qn(full), safe(str(value)))
    element.extend(child for child in children if child is not None)
    return element


def twips(points: float) -> int:
    """Twentieths of a point, as Word counts lengths."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Half points, as Word counts sizes of type."""
    return round(points * 2)


def colour(ink: Ink) -> str:
    """A colour as RRGGBB."""
    return "".join(f"{round(part * 255):02X}" for part in ink)
