"""The summary of one workshop: who took part, what was asked, what was heard, what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.suppression import THRESHOLD
from crp_desktop.rendering import notes
from crp_desktop.rendering.chart_tables import articles_table
from crp_desktop.rendering.content import (
    Beside,
    Bullets,
    Column,
    Facts,
    Findings,
    Heading,
    KindLegend,
    Node,
    Numbered,
    Paragraph,
    Section,
    Table,
    Title,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role, Run
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, standard
from crp_desktop.rendering.views import FindingView, Touched


@dataclass(frozen=True, slots=True)
class SummaryOptions:
    """What the person chose to print; `threshold` is the council's for small numbers."""

    quotes: bool = False
    chart: bool = True
    convention: bool = True
    threshold: int = THRESHOLD


@dataclass(frozen=True, slots=True)
class WorkshopSummary:
    """Everything the summary says, as words that are ready to print.

    `took_part` and `total_text` have passed small-number suppression; `date` and `printed_at` are written out
    ("9 November 2017"); `articles_touched` counts findings by article, in the order of the Convention.
    """

    council: str
    programme: str
    illustrative: bool
    number: int
    title: str
    date: str
    place: str = ""
    audience: str = ""
    aim: str = ""
    facilitators: tuple[str, ...] = ()
    took_part: tuple[tuple[str, str], ...] = ()
    total_text: str = ""
    prompts: tuple[str, ...] = ()
    findings: tuple[FindingView, ...] = ()
    articles_touched: tuple[Touched, ...] = ()
    next_steps: tuple[str, ...] = ()
    contact: str = ""
    printed_at: str = ""
    options: SummaryOptions = field(default_factory=SummaryOptions)
    brand: Brand = PLAIN


def compose(view: WorkshopSummary, theme: Theme | None = None) -> Document:
    """The summary as a document."""
    parts = [
        *_opening(view),
        *_people(view),
        _heard(view),
        _rights(view),
        _next(view),
    ]
    return Document(
        title=view.title or tr("Workshop {number}", number=view.number),
        body=[part for part in parts if part is not None],
        council=view.council,
        subject=tr("Workshop summary"),
        footer=tr("Printed {date}", date=view.printed_at) if view.printed_at else "",
        illustrative=view.illustrative,
        theme=theme or standard(view.brand),
    )


def _opening(view: WorkshopSummary) -> list[Node]:
    top = Title(
        council=view.council,
        kind=tr("Workshop summary"),
        title=view.title or tr("Workshop {number}", number=view.number),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    facts = Facts(
        [
            (tr("When"), view.date),
            (tr("Where"), view.place),
            (tr("Who it was for"), view.audience),
            (tr("Took part"), view.total_text),
        ],
    )
    aim = [Paragraph(view.aim, Role.LEAD)] if view.aim else []
    return [top, facts, *aim]


def _people(view: WorkshopSummary) -> list[Node]:
    """Who took part beside what they were asked, and why some counts are not there."""
    parts: list[Node] = [part for part in (_who(view), _asked(view)) if part is not None]
    if len(parts) > 1:
        parts = [Beside([[part] for part in parts])]
    if view.took_part:
        parts.append(Paragraph(notes.numbers_words(view.options.threshold), Role.SMALL))
    return parts


def _who(view: WorkshopSummary) -> Node | None:
    if not view.took_part and not view.facilitators:
        return None
    body: list[Node] = [Heading(2, tr("Who took part"))]
    if view.facilitators:
        body.append(Paragraph(tr("Facilitators: {names}", names="; ".join(view.facilitators))))
    if view.took_part:
        columns = [Column(tr("Group"), header=True), Column(tr("People"), align="end")]
        body.append(Table(columns, view.took_part))
    return Section(body)


def _asked(view: WorkshopSummary) -> Node | None:
    if not view.prompts:
        return None
    return Section([Heading(2, tr("What we asked")), Numbered(view.prompts)])


def _heard(view: WorkshopSummary) -> Node:
    title = Heading(2, tr("What we heard"))
    if not view.findings:
        return Section([title, Paragraph(tr("No findings have been recorded yet."), Role.QUIET)])
    body: list[Node] = [title, Paragraph(_counted(view.findings), introduces=True)]
    for kind, name in _groups():
        group = [
            _with_quotes(finding, view.options.quotes) for finding in view.findings if finding.kind is kind
        ]
        if group:
            body += [Heading(3, name), Findings(group)]
    if any(finding.articles or finding.badges for finding in view.findings):
        words, said = notes.main_mapping_words(), notes.main_mapping_said()
        body.append(Paragraph(words, Role.SMALL, spoken=said))
    return Section(body)


def _groups() -> list[tuple[FindingKind, str]]:
    return [
        (FindingKind.STRENGTH, tr("What works well")),
        (FindingKind.CONCERN, tr("What worries people")),
        (FindingKind.IDEA, tr("What could be done")),
        (FindingKind.UNSAID, tr("What else was said")),
    ]


def _with_quotes(finding: FindingView, quotes: bool) -> FindingView:
    if quotes or not finding.quotes:
        return finding
    return FindingView(
        number=finding.number,
        kind=finding.kind,
        text=finding.text,
        articles=finding.articles,
        badges=finding.badges,
        statistic_text=finding.statistic_text,
        confirmed=finding.confirmed,
    )


def _counted(views: Sequence[FindingView]) -> str:
    counts = {kind: sum(view.kind is kind for view in views) for kind in FindingKind}
    told: dict[str, Any] = {
        "all": tr("{n} finding(s)", n=len(views)),
        "strengths": tr("{n} strength(s)", n=counts[FindingKind.STRENGTH]),
        "concerns": tr("{n} concern(s)", n=counts[FindingKind.CONCERN]),
        "ideas": tr("{n} idea(s)", n=counts[FindingKind.IDEA]),
    }
    if unsaid := counts[FindingKind.UNSAID]:
        return tr("{all}: {strengths}, {concerns}, {ideas} and {n} without a kind yet.", n=unsaid, **told)
    return tr("{all}: {strengths}, {concerns} and {ideas}.", **told)


def _rights(view: WorkshopSummary) -> Node | None:
    touched = [row for row in view.articles_touched if row.total]
    title = Heading(2, tr("Children’s rights in what we heard"))
    about: list[Node] = [notes.about_convention()] if view.options.convention else []
    if not touched:
        return Section([title, *about]) if about else None
    said = tr(
        "How many findings are about each article of the Convention. A finding can be about more than one."
    )
    body: list[Node] = [title, *about]
    if view.options.chart:
        body.append(KindLegend(touched))
    body.append(articles_table(touched, said, bars=view.options.chart, dense=True))
    return Section(body)


def _next(view: WorkshopSummary) -> Node | None:
    if not view.next_steps and not view.contact:
        return None
    body: list[Node] = [Heading(2, tr("What happens next"))]
    if view.next_steps:
        body.append(Bullets(list(view.next_steps)))
    if view.contact:
        asked = Run(tr("Questions, or something to add?"), strong=True)
        body.append(Paragraph([asked, f" {view.contact}"]))
    return Section(body, keep=0.5)
