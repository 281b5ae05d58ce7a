"""The evidence pack for children and young people: two pages, large type, what was said for each badge."""

from dataclasses import dataclass

from crp_desktop.domain.disclosure import help_for_children
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.rendering.content import Beside, Callout, Heading, Marked, Node, Paragraph, Title, Together
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import PLAIN, Brand, large


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
    words = tr(
        "The council wants this to be a good place to grow up. Children and young people came "
        "to {workshops} and told us how it is going. Here is some of what they said. A group "
        "of people from outside the council will read it too.",
        workshops=tr("{n} workshop(s)", n=view.workshops),
    )
    body: list[Node] = [
        Title(council=view.council, title=tr("How are we doing?"), illustrative=view.illustrative),
        Paragraph(words),
        *[_badge(badge) for badge in view.badges],
    ]
    ask = view.contact or tr("Ask the people who ran your workshop.")
    who = Callout(tr("Who to ask"), [Paragraph(ask)])
    talk = Callout(tr("Need to talk to someone?"), [Paragraph(help_for_children())])
    body.append(Beside([[who], [talk]]))
    return Document(
        title=tr("How are we doing? For children and young people"),
        body=body,
        council=view.council,
        subject=tr("Evidence, for children and young people"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=large(view.brand),
    )


def _badge(badge: ChildBadge) -> Node:
    none = Paragraph(tr("We have not heard from children or young people about this yet."), Role.QUIET)
    return Together([Heading(2, badge.name), Marked(badge.said) if badge.said else none])
