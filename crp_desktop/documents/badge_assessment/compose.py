"""The self-assessment on paper: one badge or a whole period, and what is still missing before the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import blocks, notes
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.levels import (
    Spread,
    TrendPoint,
    in_words,
    level_legend,
    level_strip,
    levels_table,
    trend_strip,
)
from crp_desktop.rendering.pdf.flow import Block, PageBreak, Stack
from crp_desktop.rendering.pdf.lines import Run, Text
from crp_desktop.rendering.pdf.tables import CellLike, Column
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, standard


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One statement as it prints; every part may be "" or empty, and then does not print.

    `lines` are (what, words): reasons, caps, confidence, the second scorer, moderation, the period before. `evidence`
    are rows (what, which way, words, date); `young` rows (answer, count ready to print); `view` compares the two views.
    """

    text: str
    level: str
    descriptor: str
    lines: tuple[tuple[str, str], ...]
    evidence: tuple[tuple[str, str, str, str], ...]
    young: tuple[tuple[str, str], ...]
    view: str


@dataclass(frozen=True, slots=True)
class BadgePart:
    """One badge in a period; `signed` says by whom and when, or that it is not signed off."""

    name: str
    definition: str
    state: str
    signed: str
    facts: tuple[tuple[str, str], ...]
    spread: Spread
    statements: tuple[StatementPart, ...]
    trend: tuple[TrendPoint, ...]
    agreement: str
    lacking: tuple[str, ...]
    comments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AssessmentPaper:
    """One or more badges of a period; `levels` are the levels' names from 0 up."""

    council: str
    programme: str
    title: str
    subtitle: str
    printed_at: str
    illustrative: bool
    levels: tuple[str, ...]
    badges: tuple[BadgePart, ...]
    not_begun: tuple[str, ...]
    rubric: str
    threshold: int
    caveat: str
    brand: Brand = PLAIN


@dataclass(frozen=True, slots=True)
class ReadyPart:
    """A badge before the panel: its sentences, and for each statement what a panel would ask."""

    name: str
    state: str
    ready: int
    statements: int
    sentences: tuple[str, ...]
    questions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ReadinessPaper:
    """Every badge pursued, before the panel."""

    council: str
    programme: str
    period: str
    printed_at: str
    illustrative: bool
    badges: tuple[ReadyPart, ...]
    caveat: str
    brand: Brand = PLAIN


def compose(view: AssessmentPaper) -> Document:
    """One badge, or a period: first an overview, then each badge on pages of its own."""
    theme = standard(view.brand)
    body: list[Block] = [_opening(theme, view)]
    if len(view.badges) != 1:
        body.append(_overview(theme, view))
    for badge in view.badges:
        body += (
            [_badge(theme, view, badge)]
            if len(view.badges) == 1
            else [PageBreak(), _badge(theme, view, badge)]
        )
    body.append(_rubric(theme, view))
    if any(statement.young for badge in view.badges for statement in badge.statements):
        body.append(notes.about_numbers(theme, view.threshold))
    return Document(
        title=": ".join((view.title, view.subtitle)),
        body=body,
        council=view.council,
        subject=tr("Self-assessment"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=theme,
    )


def _opening(theme: Theme, view: AssessmentPaper) -> Block:
    top = blocks.title_block(
        theme,
        council=view.council,
        kind=view.caveat,
        title=view.title,
        subtitle=view.subtitle,
        date=view.programme,
        illustrative=view.illustrative,
    )
    return Stack([top])


def _overview(theme: Theme, view: AssessmentPaper) -> Block:
    body: list[Block] = [
        blocks.heading(theme, 2, tr("The badges at a glance")),
        level_legend(theme, view.levels),
    ]
    for badge in view.badges:
        title = blocks.para(theme, [Run(badge.name, bold=True), f"  {badge.state}"])
        title.keep_with_next = True
        strip = level_strip(theme, badge.spread, view.levels, what=badge.name)
        body.append(blocks.together([title, strip]).spaced(after=2.5 * theme.unit))
    rows = [(badge.name, badge.spread) for badge in view.badges]
    body.append(
        levels_table(theme, rows, view.levels, first=tr("Badge"), caption=tr("Statements at each level"))
    )
    if view.not_begun:
        words = tr("Not begun in this period: {names}.", names=", ".join(view.not_begun))
        body.append(blocks.para(theme, words))
    return blocks.section(body)


def _badge(theme: Theme, view: AssessmentPaper, badge: BadgePart) -> Block:
    title = badge.name if badge.name != view.title else tr("The assessment")
    body: list[Block] = [blocks.heading(theme, 2, title), blocks.key_facts(theme, badge.facts)]
    if badge.definition:
        body.append(blocks.para(theme, badge.definition, theme.lead))
    body += [
        blocks.para(theme, badge.signed),
        level_legend(theme, view.levels),
        level_strip(theme, badge.spread, view.levels, what=badge.name).spaced(after=2 * theme.unit),
        blocks.para(theme, in_words(badge.spread, view.levels).capitalize() + ".", theme.small),
    ]
    if badge.agreement:
        body.append(blocks.para(theme, badge.agreement))
    for number, statement in enumerate(badge.statements, 1):
        body.append(_statement(theme, number, statement))
    if len(badge.trend) > 1:
        rows = [(point.label, point.spread) for point in badge.trend]
        body += [
            blocks.heading(theme, 3, tr("From period to period")),
            trend_strip(theme, badge.trend, view.levels, what=badge.name),
            levels_table(theme, rows, view.levels, first=tr("Period")),
        ]
    if badge.lacking:
        body += [blocks.heading(theme, 3, tr("What is still missing")), blocks.bullets(theme, badge.lacking)]
    if badge.comments:
        body.append(blocks.heading(theme, 3, tr("What the board asked")))
        for asked, answer in badge.comments:
            body += [
                blocks.para(theme, asked),
                blocks.para(theme, answer or tr("Not answered yet."), theme.quiet),
            ]
    return blocks.section(body)


def _statement(theme: Theme, number: int, one: StatementPart) -> Block:
    head = blocks.heading(theme, 3, f"{number}. {one.text}")
    level: Text = (
        [Run(one.level, bold=True), f": {one.descriptor}"] if one.descriptor else [Run(one.level, bold=True)]
    )
    first = blocks.para(theme, level)
    first.keep_with_next = bool(one.lines)
    body: list[Block] = [head, first]
    for what, words in one.lines:
        body.append(blocks.para(theme, [Run(f"{what}: ", bold=True), words], theme.table.body))
    if one.evidence:
        columns = [
            Column(tr("Evidence"), width=104),
            Column(tr("Which way"), width=66),
            Column(tr("What it says")),
            Column(tr("Date"), width=70),
        ]
        rows: list[list[CellLike]] = [list(row) for row in one.evidence]
        body.append(
            blocks.table(theme, columns, rows, caption=tr("Evidence for statement {number}", number=number))
        )
    both = Paragraph(one.view, theme.table.body, space_after=theme.unit)
    if one.young:
        answers = [
            Column(tr("Young people’s answers"), header=True),
            Column(tr("How many"), width=74, align="end"),
        ]
        table = blocks.table(theme, answers, [list(row) for row in one.young])
        body.append(blocks.together([blocks.two_columns(theme, table, both, share=0.52)]))
    elif one.view:
        body.append(both)
    return Stack(body)


def _rubric(theme: Theme, view: AssessmentPaper) -> Block:
    return blocks.callout(theme, tr("The rubric"), [blocks.para(theme, view.rubric, theme.table.body)])


def compose_readiness(view: ReadinessPaper) -> Document:
    """What a panel would ask, badge by badge."""
    theme = standard(view.brand)
    top = blocks.title_block(
        theme,
        council=view.council,
        title=tr("Readiness for the panel"),
        subtitle=view.period,
        date=view.programme,
        illustrative=view.illustrative,
    )
    columns = [
        Column(tr("Badge"), header=True),
        Column(tr("Assessment")),
        Column(tr("Statements ready"), align="end"),
    ]
    rows = [[one.name, one.state, tr("{n} of {all}", n=one.ready, all=one.statements)] for one in view.badges]
    glance = [blocks.heading(theme, 2, tr("At a glance")), blocks.table(theme, columns, rows)]
    return Document(
        title=tr("Readiness for the panel"),
        body=[top, blocks.section(glance), *[_ready(theme, one) for one in view.badges]],
        council=view.council,
        subject=tr("What is missing, badge by badge"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=theme,
    )


def _ready(theme: Theme, one: ReadyPart) -> Block:
    said = blocks.para(theme, " ".join(one.sentences))
    said.keep_with_next = True
    body: list[Block] = [blocks.heading(theme, 2, one.name), said]
    for text, questions in one.questions:
        body.append(blocks.together([blocks.heading(theme, 3, text), _asked(theme, questions)]))
    return blocks.section(body)


def _asked(theme: Theme, questions: Sequence[str]) -> Block:
    return blocks.checklist(theme, [(words, None) for words in questions])
