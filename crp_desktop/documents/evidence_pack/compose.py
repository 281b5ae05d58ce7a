"""The evidence pack for a panel: each claim numbered and traceable, with what speaks against it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from crp_desktop.documents.finding_cards import mark, quote
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.labels import label
from crp_desktop.rendering import blocks, notes
from crp_desktop.rendering.chips import article_chips
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.boxes import Box, BoxStyle
from crp_desktop.rendering.pdf.flow import Block, Columns, Stack
from crp_desktop.rendering.pdf.headings import Heading, contents
from crp_desktop.rendering.pdf.tables import Cell, CellLike, Column
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import KINDS, LINE, PLAIN, QUIET, Brand, Theme, compact
from crp_desktop.rendering.views import FindingView

_AGAINST = {Direction.MIXED, Direction.CONTRADICTS}


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A finding that stands for a badge: its number in the pack, which way it points, where it comes from and on what
    it rests (each a line of words), its history in brief."""

    number: str
    finding: FindingView
    direction: Direction
    source: str
    rests_on: tuple[str, ...]
    history: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class PieceView:
    """A document, figure, link or assertion that was attached in an assessment."""

    number: str
    type: str
    direction: str
    text: str
    dated: str
    answer: str


@dataclass(frozen=True, slots=True)
class BadgePart:
    """One badge: its definition (local wording), claims, other evidence, and indicators as rows (what, value, before,
    source)."""

    name: str
    definition: str
    claims: tuple[ClaimView, ...]
    pieces: tuple[PieceView, ...]
    indicators: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class EvidencePack:
    """Everything the pack says; `workshops` are rows (number and title, date, audience, people), `index` (article, its
    title, claim numbers)."""

    council: str
    programme: str
    printed_at: str
    illustrative: bool
    contact: str
    badges: tuple[BadgePart, ...]
    workshops: tuple[tuple[str, str, str, str], ...]
    index: tuple[tuple[str, str, str], ...]
    threshold: int
    caveat: str
    brand: Brand = PLAIN


def compose(view: EvidencePack) -> Document:
    """The pack as a document."""
    theme = compact(view.brand)
    parts = [_badge(theme, badge) for badge in view.badges]
    ends = [_workshops(theme, view), _index(theme, view), _history(theme, view)]
    chapters = [
        block
        for part in (*parts, *ends)
        for block in part.walk()
        if isinstance(block, Heading) and block.level == 2
    ]
    inside = [blocks.heading(theme, 2, tr("What is in this pack")), contents(chapters, theme.body)]
    body: list[Block] = [_opening(theme, view), blocks.section(inside), *parts, *ends]
    return Document(
        title=tr("Evidence pack"),
        body=[*body, notes.about_numbers(theme, view.threshold)],
        council=view.council,
        subject=tr("Evidence for the panel, by badge"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=theme,
    )


def _opening(theme: Theme, view: EvidencePack) -> Block:
    top = blocks.title_block(
        theme,
        council=view.council,
        title=tr("Evidence pack"),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    claims = sum(len(badge.claims) for badge in view.badges)
    against = sum(one.direction in _AGAINST for badge in view.badges for one in badge.claims)
    facts = blocks.key_facts(
        theme,
        [
            (tr("Badges"), str(len(view.badges))),
            (tr("Claims"), str(claims)),
            (tr("Mixed or contradicting"), str(against)),
            (tr("Workshops"), str(len(view.workshops))),
        ],
    )
    words = tr(
        "Every claim has a number. Under it stand the finding it is, the workshop and date it comes from, who spoke, "
        "and the notes it rests on, by their codes in the programme file. What speaks against a claim stands with it."
    )
    return Stack([top, facts, blocks.para(theme, words)])


def _badge(theme: Theme, badge: BadgePart) -> Block:
    body: list[Block] = [blocks.heading(theme, 2, badge.name)]
    if badge.definition:
        definition = blocks.para(theme, badge.definition, theme.quiet)
        definition.keep_with_next = True
        body.append(definition)
    if not badge.claims and not badge.pieces and not badge.indicators:
        body.append(blocks.para(theme, tr("There is no evidence for this badge yet.")))
    for name, directions in (
        (tr("What supports it"), {Direction.SUPPORTS}),
        (tr("What is mixed or contradicts it"), _AGAINST),
        (tr("What people ask for"), {Direction.ASKS}),
        (tr("What nobody has said the direction of yet"), {Direction.UNSAID}),
    ):
        found = [one for one in badge.claims if one.direction in directions]
        if found:
            body += [blocks.heading(theme, 3, name), *[_claim(theme, one) for one in found]]
    told = {one.direction for one in badge.claims}
    if Direction.SUPPORTS in told and not told & _AGAINST:
        body.append(blocks.para(theme, tr("No finding contradicts it."), theme.quiet))
    if badge.pieces:
        body += [blocks.heading(theme, 3, tr("Documents and other evidence")), _pieces(theme, badge.pieces)]
    if badge.indicators:
        body += [blocks.heading(theme, 3, tr("Indicators")), _indicators(theme, badge.indicators)]
    return blocks.section(body)


def _claim(theme: Theme, claim: ClaimView) -> Block:
    one = claim.finding
    number = replace(theme.strong, ink=KINDS[one.kind])
    told = " · ".join(
        part
        for part in (
            label(one.kind),
            label(claim.direction),
            tr("checked with the group") if one.confirmed else "",
        )
        if part
    )
    body: list[Block] = [Paragraph(one.text, theme.body)]
    if one.statistic_text:
        body.append(Paragraph(one.statistic_text, theme.small))
    body.append(Paragraph(f"{told}. {claim.source}", theme.small, space_before=theme.unit / 2))
    if one.articles:
        body.append(article_chips(one.articles, theme).spaced(before=theme.unit))
    body += [quote(theme, words).spaced(before=theme.unit) for words in one.quotes]
    if claim.rests_on:
        rests = tr("Rests on {notes}.", notes="; ".join(claim.rests_on))
        body.append(Paragraph(rests, theme.small, space_before=theme.unit))
    size = theme.body.size * 1.15
    head = Stack([Paragraph(claim.number, number), mark(one.kind, size, size)])
    columns = Columns([(12 * theme.unit, head), (-1, Stack(body))])
    against = claim.direction in _AGAINST
    style = BoxStyle(line=LINE, edge=QUIET if against else None, radius=4, padding=2.5 * theme.unit)
    return Box([columns], style, element=Element("Div"), keep=0.5).spaced(after=1.5 * theme.unit)


def _pieces(theme: Theme, pieces: Sequence[PieceView]) -> Block:
    columns = [
        Column(tr("No."), width=44, header=True),
        Column(tr("What it is"), width=96),
        Column(tr("What it says")),
        Column(tr("Date"), width=86),
    ]
    rows: list[list[CellLike]] = []
    for one in pieces:
        words: list[Block] = [Paragraph(one.text, theme.table.body)]
        if one.answer:
            words.append(Paragraph(tr("Answer: {answer}", answer=one.answer), theme.small))
        kind = ", ".join((one.type, one.direction.lower()))
        rows.append([one.number, kind, Cell(Stack(words)), one.dated])
    return blocks.table(theme, columns, rows)


def _indicators(theme: Theme, indicators: Sequence[tuple[str, str, str, str]]) -> Block:
    columns = [
        Column(tr("Indicator"), header=True),
        Column(tr("Value"), width=70),
        Column(tr("Before"), width=70),
        Column(tr("Source")),
    ]
    return blocks.table(theme, columns, [list(row) for row in indicators])


def _workshops(theme: Theme, view: EvidencePack) -> Block:
    columns = [
        Column(tr("Workshop"), header=True),
        Column(tr("Date"), width=96),
        Column(tr("Who"), width=92),
        Column(tr("People"), width=62, align="end"),
    ]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Workshops the claims come from")),
            blocks.table(theme, columns, [list(row) for row in view.workshops]),
        ]
    )


def _index(theme: Theme, view: EvidencePack) -> Block:
    columns = [
        Column(tr("Article"), width=46, header=True),
        Column(tr("What it is about")),
        Column(tr("Claims")),
    ]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Index by article")),
            blocks.table(theme, columns, [list(row) for row in view.index]),
        ]
    )


def _history(theme: Theme, view: EvidencePack) -> Block:
    columns = [
        Column(tr("Claim"), width=46, header=True),
        Column(tr("Added")),
        Column(tr("Changed last")),
        Column(tr("Changes"), width=60, align="end"),
    ]
    rows = [[one.number, *one.history] for badge in view.badges for one in badge.claims]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Change history in brief")),
            blocks.table(theme, columns, rows),
        ]
    )
