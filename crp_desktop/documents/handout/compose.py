"""“You said”: what people told the council in a workshop, for them to take home."""

from dataclasses import dataclass, replace

from crp_desktop.documents.finding_cards import mark, quote
from crp_desktop.domain.disclosure import help_for_a_child, help_for_children
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, FindingKind
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.boxes import Box, BoxStyle
from crp_desktop.rendering.pdf.flow import Block, Columns, Stack
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import A4, KINDS, MM, PLAIN, Brand, Theme, large, large_print
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
    theme = large_print(view.brand) if view.easy else large(view.brand)
    parts = [_opening(theme, view), *_said(theme, view), _next(theme, view), _ask(theme, view)]
    return Document(
        title=tr("You said: {title}", title=view.title),
        body=parts,
        council=view.council,
        subject=tr("Handout for those who took part")
        if view.adults
        else tr("Handout for children and young people"),
        footer=tr("Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=theme,
        paper=replace(A4, right=_EASY_RIGHT) if view.easy else A4,
    )


def _opening(theme: Theme, view: Handout) -> Block:
    top = blocks.title_block(
        theme,
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
    return Stack([top, blocks.para(theme, thanks, theme.lead)])


def _said(theme: Theme, view: Handout) -> list[Block]:
    if not view.said:
        words = tr("We are still writing down what you said.")
        return [blocks.section([blocks.heading(theme, 2, tr("What you told us")), blocks.para(theme, words)])]
    parts: list[Block] = []
    for kind, name in (
        (FindingKind.STRENGTH, tr("What is good")),
        (FindingKind.CONCERN, tr("What needs to get better")),
        (FindingKind.IDEA, tr("Your ideas")),
        (FindingKind.UNSAID, tr("You also said")),
    ):
        found = [one for one in view.said if one.kind is kind]
        if found:
            cards = [_idea(theme, one, view) for one in found]
            parts.append(blocks.section([blocks.heading(theme, 2, name), *cards]))
    return parts


def _idea(theme: Theme, said: SaidView, view: Handout) -> Block:
    """One idea in a block of its own, with the sign of its kind."""
    colour = KINDS[said.kind]
    body: list[Block] = [Paragraph(said.text, theme.body)]
    if said.right:
        style = theme.small
        if view.audience is Audience.YOUNG_PEOPLE:
            words = tr("Your right: {right}", right=said.right)
        else:
            words = tr("Children’s right: {right}", right=said.right)
        body.append(Paragraph(words, style, space_before=theme.unit))
    body += [
        quote(theme, one, colour=colour.tint(0.5)).spaced(before=1.5 * theme.unit) for one in said.quotes
    ]
    if view.answers:
        body.append(_answer(theme))
    size = theme.body.size * 1.7
    inside = Columns([(size + 2.5 * theme.unit, mark(said.kind, size, size)), (-1, Stack(body))])
    ground = BoxStyle(fill=colour.tint(0.05), edge=colour, radius=5, padding=2.5 * theme.unit)
    return Box([inside], ground, element=Element("Div"), keep=1).spaced(after=2 * theme.unit)


def _answer(theme: Theme) -> Block:
    """Room for the council's own hand: what was done, or why not yet, and by when."""
    did = blocks.checklist(theme, [(tr("We did this"), None)])
    not_yet = blocks.checklist(theme, [(tr("Not yet, because:"), None)])
    boxes = Columns([(-0.42, did), (-0.58, not_yet)], gap=2 * theme.unit)
    when = Paragraph(tr("By when:"), theme.small)
    return Stack([boxes, blocks.write_lines(theme, 1), when]).spaced(before=2 * theme.unit)


def _next(theme: Theme, view: Handout) -> Block:
    body: list[Block] = [blocks.heading(theme, 2, tr("What happens next"))]
    if view.next_steps:
        body.append(blocks.bullets(theme, list(view.next_steps)))
    else:
        body.append(blocks.para(theme, tr("We do not know yet. You can ask us what has happened.")))
    return blocks.section(body)


def _ask(theme: Theme, view: Handout) -> Block:
    lines = [view.contact] if view.contact else [tr("Ask the person who ran your workshop.")]
    if view.adults:
        help_line = help_for_a_child()
        need = tr("If a child needs someone to talk to")
    else:
        help_line = help_for_children()
        need = tr("Need to talk to someone?")
    if view.easy:
        return blocks.callout(
            theme, tr("Who to ask"), [blocks.para(theme, line) for line in (*lines, help_line)]
        )
    who = blocks.callout(theme, tr("Who to ask"), [blocks.para(theme, line) for line in lines])
    talk = blocks.callout(theme, need, [blocks.para(theme, help_line)])
    return blocks.two_columns(theme, who, talk)
