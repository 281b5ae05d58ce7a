"""The evidence pack for children and young people: two pages, large type, what was said for each badge."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.documents.finding_cards import mark
from crp_desktop.domain.disclosure import help_for_children
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.boxes import list_item, list_of
from crp_desktop.rendering.pdf.flow import Block, Stack
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, large


@dataclass(frozen=True, slots=True)
class ChildBadge:
    """A badge and the few things said about it that stand here: (kind, words)."""

    name: str
    said: tuple[tuple[FindingKind, str], ...]


@dataclass(frozen=True, slots=True)
class ChildPack:
    """Everything the two pages say."""

    council: str
    printed_at: str
    illustrative: bool
    contact: str
    workshops: int
    badges: tuple[ChildBadge, ...]
    caveat: str
    brand: Brand = PLAIN


def compose(view: ChildPack) -> Document:
    """The two pages as a document."""
    theme = large(view.brand)
    words = tr(
        "The council wants to be a good place to grow up in. Children and young people told us in {workshops} how it "
        "is going. Here is some of what they said. People who do not work for the council will look at it too.",
        workshops=tr("{n} workshop(s)", n=view.workshops),
    )
    body: list[Block] = [
        blocks.title_block(
            theme, council=view.council, title=tr("How are we doing?"), illustrative=view.illustrative
        ),
        blocks.para(theme, words),
        *[_badge(theme, badge) for badge in view.badges],
    ]
    ask = view.contact or tr("Ask the people who ran your workshop.")
    who = blocks.callout(theme, tr("Who to ask"), [blocks.para(theme, ask)])
    talk = blocks.callout(theme, tr("Need to talk to someone?"), [blocks.para(theme, help_for_children())])
    body.append(blocks.two_columns(theme, who, talk).spaced(before=2 * theme.unit))
    return Document(
        title=tr("How are we doing? For children and young people"),
        body=body,
        council=view.council,
        subject=tr("Evidence, for children and young people"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=theme,
    )


def _badge(theme: Theme, badge: ChildBadge) -> Block:
    said = _said(theme, badge.said) if badge.said else None
    none = blocks.para(theme, tr("No child or young person has told us about this yet."), theme.quiet)
    return Stack([blocks.heading(theme, 2, badge.name), said or none], keep=1)


def _said(theme: Theme, said: Sequence[tuple[FindingKind, str]]) -> Block:
    size = theme.body.size * 1.2
    items = [
        list_item(mark(kind, size, size), [Paragraph(words, theme.body)], indent=size + 2 * theme.unit)
        for kind, words in said
    ]
    return list_of(items, gap=1.5 * theme.unit)
