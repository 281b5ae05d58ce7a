"""The summary of one workshop: who took part, what was asked, what was heard, what happens next."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from crp_desktop.documents.finding_cards import findings
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.suppression import THRESHOLD
from crp_desktop.rendering import blocks, charts, notes
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block, Stack
from crp_desktop.rendering.pdf.lines import Run, Text
from crp_desktop.rendering.pdf.tables import Column
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, standard
from crp_desktop.rendering.views import FindingView, Touched

_DENSE = 0.45
"""The space above and below the rows of the longest table, in units of the grid."""


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
    theme = theme or standard(view.brand)
    parts = [
        _opening(theme, view),
        _people(theme, view),
        _heard(theme, view),
        _rights(theme, view),
        _next(theme, view),
    ]
    return Document(
        title=view.title or tr("Workshop {number}", number=view.number),
        body=[part for part in parts if part is not None],
        council=view.council,
        subject=tr("Workshop summary"),
        footer=tr("Printed {date}", date=view.printed_at) if view.printed_at else "",
        illustrative=view.illustrative,
        theme=theme,
    )


def _opening(theme: Theme, view: WorkshopSummary) -> Block:
    top = blocks.title_block(
        theme,
        council=view.council,
        kind=tr("Workshop summary"),
        title=view.title or tr("Workshop {number}", number=view.number),
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    facts = blocks.key_facts(
        theme,
        [
            (tr("When"), view.date),
            (tr("Where"), view.place),
            (tr("Who it was for"), view.audience),
            (tr("Took part"), view.total_text),
        ],
    )
    aim = [blocks.para(theme, view.aim, theme.lead)] if view.aim else []
    return Stack([top, facts, *aim])


def _people(theme: Theme, view: WorkshopSummary) -> Block | None:
    """Who took part beside what they were asked, and why some counts are not there."""
    who, asked = _who(theme, view), _asked(theme, view)
    if who is None or asked is None:
        both = who or asked
    else:
        both = blocks.two_columns(theme, who, asked).spaced(before=6 * theme.unit, after=theme.unit)
    if both is None or not view.took_part:
        return both
    return Stack([both, blocks.para(theme, notes.numbers_words(view.options.threshold), theme.small)])


def _who(theme: Theme, view: WorkshopSummary) -> Block | None:
    if not view.took_part and not view.facilitators:
        return None
    body: list[Block] = [blocks.heading(theme, 2, tr("Who took part"))]
    if view.took_part:
        columns = [Column(tr("Group"), header=True), Column(tr("People"), align="end")]
        table = blocks.table(theme, columns, [[name, count] for name, count in view.took_part])
        body.append(table.spaced(after=2 * theme.unit))
    if view.facilitators:
        body.append(blocks.para(theme, tr("Facilitated by {names}.", names="; ".join(view.facilitators))))
    return blocks.section(body)


def _asked(theme: Theme, view: WorkshopSummary) -> Block | None:
    if not view.prompts:
        return None
    items: list[Text] = list(view.prompts)
    return blocks.section([blocks.heading(theme, 2, tr("What we asked")), blocks.numbered(theme, items)])


def _heard(theme: Theme, view: WorkshopSummary) -> Block:
    title = blocks.heading(theme, 2, tr("What we heard"))
    if not view.findings:
        return blocks.section(
            [title, blocks.para(theme, tr("No findings have been recorded yet."), theme.quiet)]
        )
    counted = blocks.para(theme, _counted(view.findings))
    counted.keep_with_next = True
    body: list[Block] = [title, counted]
    for kind, name in _groups():
        group = [
            _with_quotes(finding, view.options.quotes) for finding in view.findings if finding.kind is kind
        ]
        if group:
            body += [blocks.heading(theme, 3, name), findings(theme, group)]
    if any(finding.articles or finding.badges for finding in view.findings):
        words, said = notes.main_mapping_words(), notes.main_mapping_said()
        body.append(Paragraph(words, theme.small, actual=said, space_before=theme.unit))
    return blocks.section(body)


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


def _rights(theme: Theme, view: WorkshopSummary) -> Block | None:
    touched = [row for row in view.articles_touched if row.total]
    title = blocks.heading(theme, 2, tr("Children’s rights in what we heard"))
    about: list[Block] = [notes.about_convention(theme)] if view.options.convention else []
    if not touched:
        return blocks.section([title, *about]) if about else None
    said = tr("How many findings touch each article of the Convention. A finding can touch more than one.")
    body: list[Block] = [title, *about]
    if view.options.chart:
        body.append(charts.legend(theme, touched).spaced(after=theme.unit))
    dense = replace(theme, table=replace(theme.table, pad_y=_DENSE * theme.unit))
    body.append(charts.articles_table(dense, touched, said, bars=view.options.chart))
    return blocks.section(body)


def _next(theme: Theme, view: WorkshopSummary) -> Block | None:
    if not view.next_steps and not view.contact:
        return None
    body: list[Block] = [blocks.heading(theme, 2, tr("What happens next"))]
    if view.next_steps:
        body.append(blocks.bullets(theme, list(view.next_steps)))
    if view.contact:
        asked = Run(tr("Questions, or something to add?") + " ", bold=True)
        body.append(blocks.para(theme, [asked, view.contact]))
    return blocks.section(body, keep=0.5)
