"""The self-assessment on paper: one badge or a whole period, and what is still missing before the panel."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import notes
from crp_desktop.rendering.chart_tables import levels_table
from crp_desktop.rendering.content import (
    Beside,
    Bullets,
    Callout,
    Checklist,
    Column,
    Facts,
    Heading,
    LevelLegend,
    LevelStrip,
    Node,
    PageBreak,
    Paragraph,
    Section,
    Table,
    Title,
    Together,
    TrendStrip,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role, Run, Text
from crp_desktop.rendering.theme import PLAIN, Brand, standard
from crp_desktop.rendering.views import Spread, TrendPoint


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
    body: list[Node] = [_opening(view)]
    if len(view.badges) != 1:
        body.append(_overview(view))
    for badge in view.badges:
        body += [_badge(view, badge)] if len(view.badges) == 1 else [PageBreak(), _badge(view, badge)]
    body.append(_rubric(view))
    if any(statement.young for badge in view.badges for statement in badge.statements):
        body.append(notes.about_numbers(view.threshold))
    return Document(
        title=": ".join((view.title, view.subtitle)),
        body=body,
        council=view.council,
        subject=tr("Self-assessment"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=standard(view.brand),
    )


def _opening(view: AssessmentPaper) -> Node:
    return Title(
        council=view.council,
        kind=view.caveat,
        title=view.title,
        subtitle=view.subtitle,
        date=view.programme,
        illustrative=view.illustrative,
    )


def _overview(view: AssessmentPaper) -> Node:
    body: list[Node] = [
        Heading(2, tr("The badges at a glance")),
        LevelLegend(view.levels),
    ]
    for badge in view.badges:
        title = Paragraph([Run(badge.name, strong=True), f"  {badge.state}"], introduces=True)
        body.append(Together([title, LevelStrip(badge.spread, view.levels, badge.name)]))
    rows = [(badge.name, badge.spread) for badge in view.badges]
    body.append(levels_table(rows, view.levels, first=tr("Badge"), caption=tr("Statements at each level")))
    if view.not_begun:
        words = tr("Not started in this period: {names}.", names=", ".join(view.not_begun))
        body.append(Paragraph(words))
    return Section(body)


def _badge(view: AssessmentPaper, badge: BadgePart) -> Node:
    title = badge.name if badge.name != view.title else tr("The assessment")
    body: list[Node] = [Heading(2, title), Facts(badge.facts)]
    if badge.definition:
        body.append(Paragraph(badge.definition, Role.LEAD))
    body += [
        Paragraph(badge.signed),
        LevelLegend(view.levels),
        LevelStrip(badge.spread, view.levels, badge.name, echoed=True),
        Paragraph(badge.spread.in_words(view.levels).capitalize() + ".", Role.SMALL),
    ]
    if badge.agreement:
        body.append(Paragraph(badge.agreement))
    for number, statement in enumerate(badge.statements, 1):
        body += _statement(number, statement)
    if len(badge.trend) > 1:
        rows = [(point.label, point.spread) for point in badge.trend]
        body += [
            Heading(3, tr("From period to period")),
            TrendStrip(badge.trend, view.levels, badge.name),
            levels_table(rows, view.levels, first=tr("Period")),
        ]
    if badge.lacking:
        body += [Heading(3, tr("What is still missing")), Bullets(badge.lacking)]
    if badge.comments:
        body.append(Heading(3, tr("What the board asked")))
        for asked, answer in badge.comments:
            body += [
                Paragraph(asked),
                Paragraph(answer or tr("Not answered yet."), Role.QUIET),
            ]
    return Section(body)


def _statement(number: int, one: StatementPart) -> list[Node]:
    head = Heading(3, f"{number}. {one.text}")
    level: Text = (
        [Run(one.level, strong=True), f": {one.descriptor}"]
        if one.descriptor
        else [Run(one.level, strong=True)]
    )
    body: list[Node] = [head, Paragraph(level, introduces=bool(one.lines))]
    for what, words in one.lines:
        body.append(Paragraph([Run(f"{what}: ", strong=True), words], Role.DETAIL))
    if one.evidence:
        columns = [
            Column(tr("Evidence"), width=104),
            Column(tr("Supports or contradicts"), width=66),
            Column(tr("What it says")),
            Column(tr("Date"), width=70),
        ]
        body.append(
            Table(columns, one.evidence, caption=tr("Evidence for statement {number}", number=number))
        )
    both = Paragraph(one.view, Role.DETAIL)
    if one.young:
        answers = [
            Column(tr("Young people’s answers"), header=True),
            Column(tr("How many"), width=74, align="end"),
        ]
        table = Table(answers, one.young)
        body.append(Together([Beside([[table], [both]], (0.52, 0.48))]))
    elif one.view:
        body.append(both)
    return body


def _rubric(view: AssessmentPaper) -> Node:
    return Callout(tr("The rubric"), [Paragraph(view.rubric, Role.DETAIL)])


def compose_readiness(view: ReadinessPaper) -> Document:
    """What a panel would ask, badge by badge."""
    top = Title(
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
    glance = [Heading(2, tr("At a glance")), Table(columns, rows)]
    return Document(
        title=tr("Readiness for the panel"),
        body=[top, Section(glance), *[_ready(one) for one in view.badges]],
        council=view.council,
        subject=tr("What is missing, badge by badge"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=standard(view.brand),
    )


def _ready(one: ReadyPart) -> Node:
    said = Paragraph(" ".join(one.sentences), introduces=True)
    body: list[Node] = [Heading(2, one.name), said]
    for text, questions in one.questions:
        body.append(Together([Heading(3, text), _asked(questions)]))
    return Section(body)


def _asked(questions: Sequence[str]) -> Node:
    return Checklist([(words, None) for words in questions])
