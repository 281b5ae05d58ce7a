"""Reading the structure of a document for formats without pages: lists with their labels, contents, echoes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from crp_desktop.rendering.pdf.boxes import Box
from crp_desktop.rendering.pdf.flow import Block
from crp_desktop.rendering.pdf.lines import runs_of
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph

COUNTED = re.compile(r"(\d+)\.")
"""The label of an item in a list that is counted."""


def said(element: Element) -> str:
    """What an element is read as: what is to be said in place of what is drawn, its words, or its description."""
    return element.actual or element.text or element.alt


def parts(element: Element, tag: str) -> Iterator[Element]:
    """Elements of a kind below this one, as far as no list begins in between."""
    for child in element.children:
        if child.tag == tag:
            yield child
        elif child.tag != "L":
            yield from parts(child, tag)


def items(element: Element) -> list[tuple[Element | None, Element]]:
    """The items of a list, each with its label, if it has one."""
    return [(next(parts(one, "Lbl"), None), one) for one in element.children if one.tag == "LI"]


def first_number(labels: Sequence[str]) -> int | None:
    """The number a counted list begins with; None for any other list."""
    found = [COUNTED.fullmatch(label) for label in labels]
    return int(found[0][1]) if found and found[0] and all(found) else None


def paragraphs(elements: Iterable[Element]) -> Iterator[Paragraph]:
    """The paragraphs that elements are made of, in reading order."""
    for element in elements:
        if isinstance(element.block, Paragraph):
            yield element.block
        yield from paragraphs(element.children)


def target(block: Paragraph) -> str:
    """The key of the heading that a line of contents leads to; "" for its page number."""
    return next((one.link[1:] for one in runs_of(block.text) if one.link.startswith("#")), "")


def is_fact(label: Element | None, item: Element) -> bool:
    """Whether an item of a list is a name and a value, as in the key facts of a first page."""
    values = [child for child in item.children if child.tag == "LBody"]
    return bool(label and label.text) and len(values) == 1 and isinstance(values[0].block, Paragraph)


def chart_of(element: Element) -> Block | None:
    """The chart that an element stands for, with its legend; None for everything else."""
    if (
        element.tag in ("Sect", "Figure")
        and isinstance(element.block, Block)
        and not isinstance(element.block, Box)
    ):
        return element.block
    return None


def without_echoes(elements: Sequence[Element]) -> list[Element]:
    """The same without pictures that only say what the paragraph behind them says."""
    return [
        one
        for one, behind in zip_longest(elements, elements[1:])
        if behind is None or not _echoed(one, behind)
    ]


def _echoed(picture: Element, behind: Element) -> bool:
    if picture.tag != "Figure" or picture.block is not None or behind.tag != "P":
        return False
    words = behind.text.rstrip(".").casefold()
    return bool(words) and words in picture.alt.casefold()
