"""The evidence pack for a panel: each claim numbered and traceable, with what speaks against it."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.labels import label
from crp_desktop.rendering import notes
from crp_desktop.rendering.content import (
    Card,
    Cell,
    CellLike,
    Chips,
    Column,
    Contents,
    Facts,
    Heading,
    Lines,
    Node,
    Paragraph,
    Quote,
    Section,
    Table,
    Title,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import PLAIN, Brand, compact
from crp_desktop.rendering.tree import walk
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
    parts = [_badge(badge) for badge in view.badges]
    ends = [_workshops(view), _index(view), _history(view)]
    chapters = [node for node in walk([*parts, *ends]) if isinstance(node, Heading) and node.level == 2]
    inside = [Heading(2, tr("What is in this pack")), Contents(chapters)]
    body: list[Node] = [*_opening(view), Section(inside), *parts, *ends]
    return Document(
        title=tr("Evidence pack"),
        body=[*body, notes.about_numbers(view.threshold)],
        council=view.council,
        subject=tr("Evidence for the panel, by badge"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=compact(view.brand),
    )


def _opening(view: EvidencePack) -> list[Node]:
    top = Title(
        council=view.council,
        title=tr("Evidence pack"),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    claims = sum(len(badge.claims) for badge in view.badges)
    against = sum(one.direction in _AGAINST for badge in view.badges for one in badge.claims)
    facts = Facts(
        [
            (tr("Badges"), str(len(view.badges))),
            (tr("Claims"), str(claims)),
            (tr("Mixed or contradicting"), str(against)),
            (tr("Workshops"), str(len(view.workshops))),
        ],
    )
    words = tr(
        "Every claim has a number. Below it you can see the finding, the workshop and date it "
        "came from, who spoke, and the codes of the notes behind it. Evidence against a claim "
        "is shown with it."
    )
    return [top, facts, Paragraph(words)]


def _badge(badge: BadgePart) -> Node:
    body: list[Node] = [Heading(2, badge.name)]
    if badge.definition:
        body.append(Paragraph(badge.definition, Role.QUIET, introduces=True))
    if not badge.claims and not badge.pieces and not badge.indicators:
        body.append(Paragraph(tr("There is no evidence for this badge yet.")))
    for name, directions in (
        (tr("Evidence that supports it"), {Direction.SUPPORTS}),
        (tr("Mixed or contradicting evidence"), _AGAINST),
        (tr("What people ask for"), {Direction.ASKS}),
        (tr("Not yet marked as supporting or contradicting"), {Direction.UNSAID}),
    ):
        found = [one for one in badge.claims if one.direction in directions]
        if found:
            body += [Heading(3, name), *[_claim(one) for one in found]]
    told = {one.direction for one in badge.claims}
    if Direction.SUPPORTS in told and not told & _AGAINST:
        body.append(Paragraph(tr("No finding contradicts it."), Role.QUIET))
    if badge.pieces:
        body += [Heading(3, tr("Documents and other evidence")), _pieces(badge.pieces)]
    if badge.indicators:
        body += [Heading(3, tr("Indicators")), _indicators(badge.indicators)]
    return Section(body)


def _claim(claim: ClaimView) -> Node:
    one = claim.finding
    told = " · ".join(
        part
        for part in (
            label(one.kind),
            label(claim.direction),
            tr("checked with the group") if one.confirmed else "",
        )
        if part
    )
    body: list[Node] = [Paragraph(one.text)]
    if one.statistic_text:
        body.append(Paragraph(one.statistic_text, Role.SMALL))
    body.append(Paragraph(f"{told}. {claim.source}", Role.SMALL))
    if one.articles:
        body.append(Chips(one.articles))
    body += map(Quote, one.quotes)
    if claim.rests_on:
        rests = tr("Based on {notes}.", notes="; ".join(claim.rests_on))
        body.append(Paragraph(rests, Role.SMALL))
    return Card(one.kind, body, claim.number, against=claim.direction in _AGAINST)


def _pieces(pieces: Sequence[PieceView]) -> Node:
    columns = [
        Column(tr("No."), width=44, header=True),
        Column(tr("What it is"), width=96),
        Column(tr("What it says")),
        Column(tr("Date"), width=86),
    ]
    rows: list[list[CellLike]] = []
    for one in pieces:
        words = [Paragraph(one.text, Role.DETAIL)]
        if one.answer:
            words.append(Paragraph(tr("Answer: {answer}", answer=one.answer), Role.SMALL))
        kind = ", ".join((one.type, one.direction.lower()))
        rows.append([one.number, kind, Cell(Lines(words)), one.dated])
    return Table(columns, rows)


def _indicators(indicators: Sequence[tuple[str, str, str, str]]) -> Node:
    columns = [
        Column(tr("Indicator"), header=True),
        Column(tr("Value"), width=70),
        Column(tr("Before"), width=70),
        Column(tr("Source")),
    ]
    return Table(columns, indicators)


def _workshops(view: EvidencePack) -> Node:
    columns = [
        Column(tr("Workshop"), header=True),
        Column(tr("Date"), width=96),
        Column(tr("Who"), width=92),
        Column(tr("People"), width=62, align="end"),
    ]
    return Section(
        [
            Heading(2, tr("Workshops the claims come from")),
            Table(columns, view.workshops),
        ]
    )


def _index(view: EvidencePack) -> Node:
    columns = [
        Column(tr("Article"), width=46, header=True),
        Column(tr("What it is about")),
        Column(tr("Claims")),
    ]
    return Section(
        [
            Heading(2, tr("Index by article")),
            Table(columns, view.index),
        ]
    )


def _history(view: EvidencePack) -> Node:
    columns = [
        Column(tr("Claim"), width=46, header=True),
        Column(tr("Added")),
        Column(tr("Changed last")),
        Column(tr("Changes"), width=60, align="end"),
    ]
    rows = [[one.number, *one.history] for badge in view.badges for one in badge.claims]
    return Section(
        [
            Heading(2, tr("Summary of changes")),
            Table(columns, rows),
        ]
    )
