"""A paper for a council's committee: the headings councils use, filled with what the programme knows.

What only an officer can say (resources, legal advice) is a line to fill in, never invented.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.documents.finding_cards import mark
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.boxes import list_item, list_of
from crp_desktop.rendering.pdf.flow import Block, Stack
from crp_desktop.rendering.pdf.lines import Run
from crp_desktop.rendering.pdf.tables import CellLike, Column
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import PLAIN, QUIET, Brand, Theme, compact
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
    theme = compact(view.brand)
    paper = _Numbered(theme)
    body = [
        _opening(theme, view),
        _summary(theme, view),
        *paper.section(tr("Why this report is needed"), _why(theme, view)),
        *paper.section(tr("Reasons for the recommendations"), _reasons()),
        *paper.section(tr("Alternative options considered"), _alternatives()),
        *paper.section(tr("Next steps after the decision"), _next(theme, view)),
        *paper.section(tr("Implications of the decision"), _implications(theme, view)),
        *paper.section(tr("Background papers"), _background(view)),
    ]
    return Document(
        title=tr("Children’s rights: what we heard"),
        body=body,
        council=view.council,
        subject=tr("Committee paper"),
        footer=tr("Draft for an officer to complete. Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=theme,
    )


class _Numbered:
    """Sections with numbers, and paragraphs numbered within them (1.1, 1.2), as committee papers have them."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._section = 0

    def section(self, title: str, parts: Sequence[str | Block]) -> list[Block]:
        """A heading and its paragraphs; a block that is no text stands without a number of its own."""
        self._section += 1
        body: list[Block] = [blocks.heading(self._theme, 2, f"{self._section}. {title}")]
        at = 0
        for part in parts:
            if isinstance(part, str):
                at += 1
                body.append(self._paragraph(f"{self._section}.{at}", part))
            else:
                body.append(part)
        return [blocks.section(body)]

    def _paragraph(self, number: str, words: str) -> Block:
        theme = self._theme
        name, _, rest = words.partition(": ") if words.startswith("**") else ("", "", words)
        said: list[str | Run] = [Run(f"{name[2:]}: ", bold=True), rest] if name else [rest]
        item = list_item(Paragraph(number, theme.quiet), [Paragraph(said, theme.body)], indent=9 * theme.unit)
        numbered = list_of([item], numbering="Decimal").spaced(after=1.5 * theme.unit)
        numbered.keep_with_next = words.endswith(":")
        return numbered


def _opening(theme: Theme, view: CommitteePaper) -> Block:
    top = blocks.title_block(
        theme,
        council=view.council,
        kind=tr("Committee paper"),
        title=tr("Children’s rights: what we heard"),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    facts = [
        (tr("Report of"), tr("To be completed")),
        (tr("Wards"), tr("All")),
        (tr("Status"), tr("Public")),
        (tr("Findings"), view.span),
    ]
    contact = [blocks.para(theme, tr("Contact: {contact}", contact=view.contact))] if view.contact else []
    return Stack([top, blocks.key_facts(theme, facts), *contact])


def _summary(theme: Theme, view: CommitteePaper) -> Block:
    told = tr(
        "Children, young people and those who work and live with them told the council in {workshops} what their "
        "rights are like in practice.",
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
            "{n} finding(s) among them came from surveys and other sources, not from a workshop.",
            n=view.elsewhere,
        )
    asks = [
        tr("That the Committee notes what children, young people and others said, as set out in section 1."),
        tr(
            "That the Committee asks the services concerned to answer each concern, and to tell those who raised it."
        ),
    ]
    if view.gaps:
        asks.append(
            tr("That the Committee notes the gaps in section 1 and supports work to hear those not heard.")
        )
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Summary")),
            blocks.para(theme, words),
            blocks.heading(theme, 2, tr("Recommendations")),
            blocks.numbered(theme, asks),
        ]
    )


def _why(theme: Theme, view: CommitteePaper) -> list[str | Block]:
    parts: list[str | Block] = [
        tr(
            "The council takes part in the Child Rights Partners programme, which asks it to put the Convention on the "
            "Rights of the Child to work and to show progress with evidence, children’s own among it."
        )
    ]
    if view.workshops:
        parts.append(_held(theme, view.workshops))
    if view.findings:
        parts += [tr("Among what was said:"), _said(theme, view.findings)]
    if view.rights:
        parts.append(view.rights)
    if view.gaps:
        parts += [
            tr("No words of young people stand behind these badges yet:"),
            blocks.bullets(theme, view.gaps),
        ]
    return parts


def _held(theme: Theme, held: Sequence[HeldView]) -> Block:
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
    return blocks.table(theme, columns, rows, caption=tr("Workshops and how many took part"))


def _said(theme: Theme, found: Sequence[FindingView]) -> Block:
    size = theme.body.size * 1.15
    items = []
    for one in found:
        where = ", ".join(
            tr("Article {number}", number=article.number) for article in one.articles if article.main
        )
        told = " · ".join(part for part in (label(one.kind), where) if part).replace(" ", _TIED)
        said: list[str | Run] = [one.text, Run(f"  {told}", ink=QUIET)]
        items.append(
            list_item(mark(one.kind, size, size), [Paragraph(said, theme.body)], indent=size + 2 * theme.unit)
        )
    return list_of(items, gap=1.25 * theme.unit).spaced(after=2 * theme.unit)


def _reasons() -> list[str | Block]:
    return [
        tr(
            "Article 12 of the Convention gives every child the right to be heard in matters that affect them, and to "
            "have their views taken seriously. Hearing without an answer does not meet it."
        )
    ]


def _alternatives() -> list[str | Block]:
    return [
        tr(
            "Not to report what was said: not recommended, as those who took part were told that the people who decide "
            "would hear it."
        )
    ]


def _next(theme: Theme, view: CommitteePaper) -> list[str | Block]:
    if not view.next_steps:
        return [tr("To be completed.")]
    return [
        tr("Those who took part were told that this will happen:"),
        blocks.bullets(theme, view.next_steps),
    ]


def _implications(theme: Theme, view: CommitteePaper) -> list[str | Block]:
    badges = ", ".join(view.badges)
    care = tr(
        "**Corporate parenting: {n} finding(s) concern children in care or separated from their family "
        "(Articles 9, 20 and 25).",
        n=view.care_findings,
    )
    return [
        tr("**Corporate priorities: the programme pursues these badges: {badges}.", badges=badges),
        tr("**Resources: to be completed."),
        tr("**Legal references: Convention on the Rights of the Child. {basis}", basis=view.lawful_basis),
        tr(
            "**Risk: children’s words about their lives are personal. No names are held, counts under {threshold} are "
            "not shown, and quotes are not printed in this report.",
            threshold=view.threshold,
        ),
        tr("**Equalities: to be completed with the gaps named in section 1.")
        if view.gaps
        else tr("**Equalities: to be completed."),
        care,
        tr("**Consultation and engagement: this report is itself what children and others said."),
    ]


def _background(view: CommitteePaper) -> list[str | Block]:
    papers = [
        tr("Workshop summary {number}: {title}, {date}", number=one.number, title=one.title, date=one.date)
        for one in view.workshops
    ]
    return ["; ".join(papers) + "." if papers else tr("None.")]
