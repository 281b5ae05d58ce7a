"""“You said”: what people told the council in a workshop, for them to take home."""

from dataclasses import dataclass, replace

from crp_desktop.domain.disclosure import help_for_a_child, help_for_children
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, FindingKind
from crp_desktop.rendering.content import (
    Beside,
    Bullets,
    Callout,
    Card,
    Checklist,
    Heading,
    Node,
    Paragraph,
    Quote,
    Section,
    Title,
    WriteLines,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import A4, MM, PLAIN, Brand, large, large_print
from crp_desktop.rendering.views import QuoteView

_EASY_RIGHT = 44 * MM


@dataclass(frozen=True, slots=True)
class SaidView:
    """One idea: what was said, the right it is about in a child's words ("" for none), and quotes that were chosen."""

    kind: FindingKind
    text: str
    right: str = ""
    quotes: tuple[QuoteView, ...] = ()


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything the handout says. `easy` is large type in short lines; `answers` leaves room to write the council's
    answer under each idea by hand; `audience` is who reads it: only children are told of their own rights."""

    council: str
    title: str
    date: str
    said: tuple[SaidView, ...]
    next_steps: tuple[str, ...]
    contact: str
    printed_at: str
    illustrative: bool = False
    easy: bool = False
    answers: bool = False
    audience: Audience = Audience.YOUNG_PEOPLE
    brand: Brand = PLAIN

    @property
    def adults(self) -> bool:
        """Whether no child was in the room."""
        return self.audience in (Audience.PROFESSIONALS, Audience.PARENTS_CARERS)


def compose(view: Handout) -> Document:
    """The handout as a document."""
    parts = [*_opening(view), *_said(view), _next(view), _ask(view)]
    return Document(
        title=tr("You said: {title}", title=view.title),
        body=parts,
        council=view.council,
        subject=tr("Handout for those who took part")
        if view.adults
        else tr("Handout for children and young people"),
        footer=tr("Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=large_print(view.brand) if view.easy else large(view.brand),
        paper=replace(A4, right=_EASY_RIGHT) if view.easy else A4,
    )


def _opening(view: Handout) -> list[Node]:
    top = Title(
        council=view.council,
        title=tr("You said"),
        subtitle=view.title,
        date=view.date,
        illustrative=view.illustrative,
    )
    if view.adults:
        thanks = tr("Thank you for telling us what you think. This is what you told us.")
    else:
        thanks = tr(
            "Thank you for telling us what you think. You have a right to be heard. This is what you told us."
        )
    return [top, Paragraph(thanks, Role.LEAD)]


def _said(view: Handout) -> list[Node]:
    if not view.said:
        words = tr("We have not finished writing up what you said.")
        return [Section([Heading(2, tr("What you told us")), Paragraph(words)])]
    parts: list[Node] = []
    for kind, name in (
        (FindingKind.STRENGTH, tr("What is good")),
        (FindingKind.CONCERN, tr("What needs to get better")),
        (FindingKind.IDEA, tr("Your ideas")),
        (FindingKind.UNSAID, tr("You also said")),
    ):
        found = [one for one in view.said if one.kind is kind]
        if found:
            cards = [_idea(one, view) for one in found]
            parts.append(Section([Heading(2, name), *cards]))
    return parts


def _idea(said: SaidView, view: Handout) -> Node:
    """One idea in a block of its own, with the sign of its kind."""
    body: list[Node] = [Paragraph(said.text)]
    if said.right:
        if view.audience is Audience.YOUNG_PEOPLE:
            words = tr("Your right: {right}", right=said.right)
        else:
            words = tr("Children’s right: {right}", right=said.right)
        body.append(Paragraph(words, Role.SMALL))
    body += [Quote(one, said.kind) for one in said.quotes]
    if view.answers:
        body += _answer()
    return Card(said.kind, body)


def _answer() -> list[Node]:
    """Room for the council's own hand: what was done, or why not yet, and by when."""
    did = Checklist([(tr("We did this"), None)])
    not_yet = Checklist([(tr("Not yet, because:"), None)])
    boxes = Beside([[did], [not_yet]], (0.42, 0.58))
    return [boxes, WriteLines(1), Paragraph(tr("By when:"), Role.SMALL)]


def _next(view: Handout) -> Node:
    body: list[Node] = [Heading(2, tr("What happens next"))]
    if view.next_steps:
        body.append(Bullets(list(view.next_steps)))
    else:
        body.append(Paragraph(tr("We do not know yet. You can ask us what has happened.")))
    return Section(body)


def _ask(view: Handout) -> Node:
    lines = [view.contact] if view.contact else [tr("Ask the person who ran your workshop.")]
    if view.adults:
        help_line = help_for_a_child()
        need = tr("If a child needs someone to talk to")
    else:
        help_line = help_for_children()
        need = tr("Need to talk to someone?")
    if view.easy:
        return Callout(tr("Who to ask"), [Paragraph(line) for line in (*lines, help_line)])
    who = Callout(tr("Who to ask"), [Paragraph(line) for line in lines])
    talk = Callout(need, [Paragraph(help_line)])
    return Beside([[who], [talk]])
