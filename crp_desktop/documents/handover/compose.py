"""The paper of one sealed record: for the safeguarding lead, with a place to sign that they have it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block
from crp_desktop.rendering.pdf.tables import Column
from crp_desktop.rendering.theme import Theme, compact


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
    theme = compact()
    body: list[Block] = [
        blocks.title_block(
            theme,
            council=view.council,
            kind=tr("Confidential"),
            title=tr("Safeguarding record"),
            subtitle=tr("For the designated safeguarding lead only"),
        )
    ]
    if view.exact.words:
        body.append(blocks.callout(theme, view.exact.heading, _lines(theme, view.exact.words)))
    if view.facts:
        body.append(blocks.heading(theme, 2, tr("When, where, who")))
        body.append(_facts(theme, view.facts))
    for part in view.parts:
        body.append(
            blocks.section([blocks.heading(theme, 2, part.heading), *_lines(theme, part.words)], keep=0.35)
        )
    body.append(_receipt(theme))
    return Document(
        title=tr("Record for the designated safeguarding lead"),
        body=body,
        council=view.council,
        footer=tr("Confidential. Printed {date}.", date=view.printed_at),
    )


def _lines(theme: Theme, words: str) -> list[Block]:
    return [blocks.para(theme, line) for line in words.splitlines() if line.strip()]


def _facts(theme: Theme, facts: Sequence[Told]) -> Block:
    columns = [Column(tr("About"), width=128, header=True), Column(tr("As it was written down"))]
    return blocks.table(theme, columns, [[fact.heading, fact.words] for fact in facts])


def _receipt(theme: Theme) -> Block:
    """Signing for it, never parted from what it says."""
    return blocks.together(
        [
            blocks.heading(theme, 2, tr("Receipt")),
            blocks.para(
                theme, tr("The child’s identity is not on this paper. It goes on the council’s own form.")
            ),
            blocks.sign_lines(theme, [tr("Received by, role"), tr("Date and time"), tr("Signature")]),
            blocks.para(
                theme,
                tr("Keep it locked away, and tell the person who gave it to you that you have it."),
                theme.small,
            ),
        ]
    )
