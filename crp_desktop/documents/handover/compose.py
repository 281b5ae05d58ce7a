"""The paper of one sealed record: for the safeguarding lead, with a place to sign that they have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import (
    Callout,
    Column,
    Heading,
    Node,
    Paragraph,
    Section,
    SignLines,
    Table,
    Title,
    Together,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import compact


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and the words under it, line breaks as they were written."""

    heading: str
    words: str


@dataclass(frozen=True, slots=True)
class HandoverPaper:
    """`exact` are the child's own words; `facts` are short, `parts` long; `printed_at` is written out."""

    council: str
    exact: Told
    facts: tuple[Told, ...]
    parts: tuple[Told, ...]
    printed_at: str


def compose(view: HandoverPaper) -> Document:
    """The record as a document; nothing of it stands in the title, which a queue or a reader's window shows."""
    body: list[Node] = [
        Title(
            council=view.council,
            kind=tr("Confidential"),
            title=tr("Safeguarding record"),
            subtitle=tr("For the designated safeguarding lead only"),
        )
    ]
    if view.exact.words:
        body.append(Callout(view.exact.heading, _lines(view.exact.words)))
    if view.facts:
        body.append(Heading(2, tr("When, where, who")))
        body.append(_facts(view.facts))
    for part in view.parts:
        body.append(Section([Heading(2, part.heading), *_lines(part.words)], keep=0.35))
    body.append(_receipt())
    return Document(
        title=tr("Record for the designated safeguarding lead"),
        body=body,
        council=view.council,
        footer=tr("Confidential. Printed {date}.", date=view.printed_at),
        theme=compact(),
    )


def _lines(words: str) -> list[Node]:
    return [Paragraph(line) for line in words.splitlines() if line.strip()]


def _facts(facts: Sequence[Told]) -> Node:
    columns = [Column(tr("About"), width=128, header=True), Column(tr("As it was written down"))]
    return Table(columns, [[fact.heading, fact.words] for fact in facts])


def _receipt() -> Node:
    """Signing for it, never parted from what it says."""
    return Together(
        [
            Heading(2, tr("Receipt")),
            Paragraph(tr("The child’s identity is not in this document. It goes on the council’s own form.")),
            SignLines([tr("Received by, role"), tr("Date and time"), tr("Signature")]),
            Paragraph(
                tr("Keep it locked away, and tell the person who gave it to you that you have it."),
                Role.SMALL,
            ),
        ]
    )
