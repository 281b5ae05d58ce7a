"""Text as data: strings and runs that say something of themselves; never markup."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from crp_desktop.domain.text import clean, printable

Align = Literal["start", "centre", "end"]


class Role(StrEnum):
    """What a paragraph is to its reader. A label names what stands after it; details are set as a table's text is."""

    BODY = "body"
    LABEL = "label"
    LEAD = "lead"
    QUIET = "quiet"
    SMALL = "small"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Run:
    """Part of a text that says something of itself; `link` is a web address or `#` and the key of a heading."""

    text: str
    strong: bool = False
    quiet: bool = False
    link: str = ""


Text = str | Run | Sequence[str | Run]
"""What every node takes as text: a string, or strings and runs one after the other."""


def runs_of(text: Text) -> list[Run]:
    """Any kind of text as cleaned runs."""
    parts = [text] if isinstance(text, str | Run) else text
    runs = [part if isinstance(part, Run) else Run(part) for part in parts]
    return [Run(printable(clean(run.text)), run.strong, run.quiet, run.link) for run in runs if run.text]


def plain(text: Text) -> str:
    """The words of `text` without what they say of themselves."""
    return "".join(run.text for run in runs_of(text))
