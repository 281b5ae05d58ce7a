"""Reading a tree of meanings: its nodes, its words, and what its writers have in common."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import content
from crp_desktop.rendering.content import Chips, Item, Node, Paragraph, Quote
from crp_desktop.rendering.text import Role, Run, Text
from crp_desktop.rendering.views import FindingView


def kinds() -> list[type[Node]]:
    """Every kind of node."""
    found = [one for one in vars(content).values() if isinstance(one, type) and issubclass(one, Node)]
    return [one for one in found if one is not Node]


def walk(thing: object) -> Iterator[Node]:
    """Every node of a tree, in reading order, the outer ahead of what is in it."""
    if isinstance(thing, Node):
        yield thing
    for part in _parts(thing):
        yield from walk(part)


def nodes_of(item: Item) -> list[Node] | None:
    """The nodes of an item; None for one that is text."""
    if isinstance(item, str | Run):
        return None
    nodes = [part for part in item if isinstance(part, Node)]
    return nodes or None


def text_of(item: Item) -> Text:
    """The text of an item that has no nodes."""
    return item if isinstance(item, str | Run) else [part for part in item if isinstance(part, str | Run)]


def words(thing: object) -> Iterator[str]:
    """Every string in a tree, and every text of several runs as one."""
    if isinstance(thing, str):
        if not isinstance(thing, Enum):
            yield thing
        return
    if isinstance(thing, list | tuple) and any(isinstance(part, Run) for part in thing):
        yield "".join(part.text if isinstance(part, Run) else str(part) for part in thing)
    for part in _parts(thing):
        yield from words(part)


def _parts(thing: object) -> Iterator[object]:
    if isinstance(thing, list | tuple):
        yield from thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield from (getattr(thing, field.name) for field in fields(thing))


def check_words(done: bool | None) -> str:
    """How the state of a thing to do is read aloud."""
    return {True: tr("Done:"), False: tr("Not done:"), None: tr("To do:")}[done]


def finding_parts(finding: FindingView) -> list[Node]:
    """What is printed of a finding under its name: text, statistic, articles and badges, quotes."""
    parts: list[Node] = [Paragraph(finding.text)]
    if finding.statistic_text:
        parts.append(Paragraph(finding.statistic_text, Role.SMALL))
    if finding.articles or finding.badges:
        parts.append(Chips(finding.articles, finding.badges))
    return parts + [Quote(one, finding.kind) for one in finding.quotes]


Out = TypeVar("Out")


class Writer(Generic[Out]):
    """Turns nodes into something else: has a method for each kind, `heading(node)` for a Heading, and so on."""

    def write(self, node: Node) -> Out:
        """What becomes of a node, by its kind."""
        made: Any = getattr(self, method_of(type(node)))(node)
        return made  # type: ignore[no-any-return]


def method_of(kind: type[Node]) -> str:
    """The name of the method that writes nodes of a kind."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
