"""A paper for a council's committee: the headings councils use, filled with what the programme knows.

What only an officer can say (resources, legal advice) is a line to fill in, never invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.rendering.content import (
    Bullets,
    CellLike,
    Clause,
    Column,
    Facts,
    Heading,
    Marked,
    Node,
    Numbered,
    Paragraph,
    Section,
    Table,
    Title,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Run, Text
from crp_desktop.rendering.theme import PLAIN, Brand, compact
from crp_desktop.rendering.views import FindingView

_TIED = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class HeldView:
    """A workshop in the paper's table: counts have passed suppression."""

    number: int
    title: str
    date: str
    audience: str
    people: str
    findings: int


@dataclass(frozen=True, slots=True)
class CommitteePaper:
    """Everything the paper says. `findings` are the chosen few; `counts` says how many there are of which kind,
    `elsewhere` how many of them come from no workshop."""

    council: str
    programme: str
    span: str
    printed_at: str
    illustrative: bool
    contact: str
    workshops: tuple[HeldView, ...]
    counts: str
    elsewhere: int
    findings: tuple[FindingView, ...]
    badges: tuple[str, ...]
    rights: str
    gaps: tuple[str, ...]
    next_steps: tuple[str, ...]
    care_findings: int
    lawful_basis: str
    threshold: int
    brand: Brand = PLAIN


def compose(view: CommitteePaper) -> Document:
    """The paper as a document."""
    paper = _Numbered()
    body = [
        *_opening(view),
        _summary(view),
        *paper.section(tr("Why this report is needed"), _why(view)),
        *paper.section(tr("Reasons for the recommendations"), _reasons()),
        *paper.section(tr("Alternative options considered"), _alternatives()),
        *paper.section(tr("Next steps after the decision"), _next(view)),
        *paper.section(tr("Implications of the decision"), _implications(view)),
        *paper.section(tr("Background papers"), _background(view)),
    ]
    return Document(
        title=tr("Children’s rights: what we heard"),
        body=body,
        council=view.council,
        subject=tr("Committee paper"),
        footer=tr("Draft for officers to complete. Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=compact(view.brand),
    )


class _Numbered:
    """Sections with numbers, and paragraphs numbered within them (1.1, 1.2), as committee papers have them."""

    def __init__(self) -> None:
        self._section = 0

    def section(self, title: str, parts: Sequence[Text | Node]) -> list[Node]:
        """A heading and its paragraphs; a node that is no text stands without a number of its own, and belongs to the
        paragraph before it."""
        self._section += 1
        body: list[Node] = [Heading(2, f"{self._section}. {title}")]
        at = 0
        for part, behind in zip_longest(parts, parts[1:]):
            if isinstance(part, Node):
                body.append(part)
            else:
                at += 1
                body.append(Clause(self._section, at, part, introduces=isinstance(behind, Marked | Bullets)))
        return [Section(body)]


def _opening(view: CommitteePaper) -> list[Node]:
    top = Title(
        council=view.council,
        kind=tr("Committee paper"),
        title=tr("Children’s rights: what we heard"),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    facts = [
        (tr("Report from"), tr("To be completed")),
        (tr("Wards"), tr("All")),
        (tr("Status"), tr("Public")),
        (tr("Findings"), view.span),
    ]
    contact = [Paragraph(tr("Contact: {contact}", contact=view.contact))] if view.contact else []
    return [top, Facts(facts), *contact]


def _summary(view: CommitteePaper) -> Node:
    told = tr(
        "In {workshops}, children, young people and adults around them told the council how "
        "children’s rights are met.",
        workshops=tr("{n} workshop(s)", n=len(view.workshops)),
    )
    if view.gaps:
        set_out = tr(
            "This report sets out what was found ({counts}), where nobody has been heard yet, and what happens next.",
            counts=view.counts,
        )
    else:
        set_out = tr(
            "This report sets out what was found ({counts}) and what happens next.", counts=view.counts
        )
    words = f"{told} {set_out}"
    if view.elsewhere:
        words += " " + tr(
            "Findings from surveys and other sources, not from a workshop: {n}.",
            n=view.elsewhere,
        )
    asks = [
        tr("That the Committee notes what children, young people and others said, as set out in section 1."),
        tr(
            "That the Committee asks the services responsible to respond to each concern, and "
            "to tell the people who raised it."
        ),
    ]
    if view.gaps:
        asks.append(
            tr("That the Committee notes the gaps in section 1 and supports work to hear those not heard.")
        )
    return Section(
        [
            Heading(2, tr("Summary")),
            Paragraph(words),
            Heading(2, tr("Recommendations")),
            Numbered(asks),
        ]
    )


def _why(view: CommitteePaper) -> list[Text | Node]:
    parts: list[Text | Node] = [
        tr(
            "The Child Rights Partners programme asks the council to put the Convention into "
            "practice and to show progress with evidence, including from children."
        )
    ]
    if view.workshops:
        parts.append(_held(view.workshops))
    if view.findings:
        parts += [tr("Among what was said:"), _said(view.findings)]
    if view.rights:
        parts.append(view.rights)
    if view.gaps:
        parts += [
            tr("These badges have nothing from young people yet:"),
            Bullets(view.gaps),
        ]
    return parts


def _held(held: Sequence[HeldView]) -> Node:
    columns = [
        Column(tr("Workshop"), header=True),
        Column(tr("Date"), width=92),
        Column(tr("Who"), width=84),
        Column(tr("People"), width=58, align="end"),
        Column(tr("Findings"), width=50, align="end"),
    ]
    rows: list[list[CellLike]] = [
        [f"{one.number}. {one.title}", one.date, one.audience, one.people, str(one.findings)] for one in held
    ]
    return Table(columns, rows, caption=tr("Workshops and how many took part"))


def _said(found: Sequence[FindingView]) -> Node:
    items: list[tuple[FindingKind, Text]] = []
    for one in found:
        where = ", ".join(
            tr("Article {number}", number=article.number) for article in one.articles if article.main
        )
        told = " · ".join(part for part in (label(one.kind), where) if part).replace(" ", _TIED)
        items.append((one.kind, [one.text, Run(f"  {told}", quiet=True)]))
    return Marked(items)


def _reasons() -> list[Text | Node]:
    return [
        tr(
            "Under Article 12 of the Convention, every child who can form a view has the right "
            "to express it in all matters affecting them, and to have it given due weight."
        )
    ]


def _alternatives() -> list[Text | Node]:
    return [tr("Do nothing: not recommended, because people were told that decision makers would hear them.")]


def _next(view: CommitteePaper) -> list[Text | Node]:
    if not view.next_steps:
        return [tr("To be completed.")]
    return [
        tr("People who took part were told that this will happen:"),
        Bullets(view.next_steps),
    ]


def _implications(view: CommitteePaper) -> list[Text | Node]:
    badges = ", ".join(view.badges)
    care = tr(
        "Findings about children in care or apart from family (Articles 9, 20, 25): {n}.",
        n=view.care_findings,
    )
    risk = tr(
        "what children say is personal. This report has no names, no quotes and no counts under {threshold}.",
        threshold=view.threshold,
    )
    gaps = tr("to be completed with the gaps named in section 1.") if view.gaps else tr("to be completed.")
    return [
        [Run(f"{name}: ", strong=True), words]
        for name, words in (
            (tr("Corporate priorities"), tr("the programme pursues these badges: {badges}.", badges=badges)),
            (tr("Resources"), tr("to be completed.")),
            (
                tr("Legal references"),
                tr(
                    "UN Convention on the Rights of the Child (ratified; not domestic law in "
                    "England). Powers to be completed."
                ),
            ),
            (tr("Risk and data protection"), f"{risk} {view.lawful_basis}".rstrip()),
            (tr("Equalities"), gaps),
            (tr("Corporate parenting"), care),
            (
                tr("Consultation and engagement"),
                tr("this report sets out what children and others told us."),
            ),
        )
    ]


def _background(view: CommitteePaper) -> list[Text | Node]:
    papers = [
        tr("Workshop summary {number}: {title}, {date}", number=one.number, title=one.title, date=one.date)
        for one in view.workshops
    ]
    return ["; ".join(papers) + "." if papers else tr("None.")]
