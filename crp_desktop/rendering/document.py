"""A document: what it says, and what is known about it wherever it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import Node
from crp_desktop.rendering.theme import A4, Paper, Theme, standard

Progress = Callable[[int, int], object]
"""Called with steps done and steps in all; may raise to stop."""


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """Everything about a document but where it goes.

    `title` is shown in the reader's window and in the head of later pages with `council`; `footer` stands at the
    foot of each page beside the page number. `illustrative` marks every page of a document made from the sample.
    `theme` is the type it is set in.
    """

    title: str
    body: Sequence[Node]
    council: str = ""
    subject: str = ""
    lang: str = "en-GB"
    footer: str = ""
    illustrative: bool = False
    paper: Paper = A4
    furniture: bool = True
    theme: Theme = field(default_factory=standard)

    @property
    def head(self) -> str:
        """Whose document and what it is called, for the head of a page."""
        return " · ".join(part for part in (self.council, self.title) if part)


def illustrative_words() -> str:
    """What every page of a sample says."""
    return tr("Illustrative: not a real programme")
