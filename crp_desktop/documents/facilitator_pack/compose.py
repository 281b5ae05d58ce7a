"""What a facilitator takes to a workshop on paper: the plan, the checks, sheets to write on, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.disclosure import help_for_children, steps
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import (
    Blank,
    Bullets,
    Callout,
    Cell,
    CellLike,
    Checklist,
    Column,
    Dots,
    Facts,
    Heading,
    Node,
    Numbered,
    PageBreak,
    Paragraph,
    Section,
    Table,
    Title,
    WriteLines,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import PLAIN, Brand, standard

_ROW = 25.0
_SHEET_ROWS = 16
_DOT_ROWS = 12
_DOTS = 16


@dataclass(frozen=True, slots=True)
class StepView:
    """A prompt of the plan: when it begins (or how far in), its minutes, its words."""

    begins: str
    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class CallView:
    """Somebody to call: what for, who, the number, when they answer."""

    role: str
    name: str
    phone: str
    hours: str


@dataclass(frozen=True, slots=True)
class FacilitatorPack:
    """Everything the pack says; what is not planned yet is "" or empty and leaves a line to write on."""

    council: str
    title: str
    number: int
    illustrative: bool
    printed_at: str
    facts: tuple[tuple[str, str], ...]
    aim: str
    activity: str
    materials: str
    facilitators: str
    steps: tuple[StepView, ...]
    bands: tuple[str, ...]
    needs: tuple[str, ...]
    calls: tuple[CallView, ...]
    contact: str
    notice: str
    young: bool
    grammar: tuple[tuple[str, str], ...] = ()
    brand: Brand = PLAIN


def compose(view: FacilitatorPack) -> Document:
    """The pack as a document; every part begins on a page of its own."""
    parts = [
        _checks(view),
        _tally(view),
        _typing(view),
        *[_notes(at, step.text) for at, step in enumerate(view.steps, 1)],
        *([] if view.steps else [_notes(0, "")]),
        _dots(),
        _safeguarding(view),
        _privacy(view),
    ]
    body = _plan(view)
    for part in parts:
        body += [PageBreak(), part]
    return Document(
        title=tr("Facilitator’s pack: {title}", title=view.title),
        body=body,
        council=view.council,
        subject=tr("Plan and sheets for one workshop"),
        footer=tr("Printed {date}. Write no names on these sheets.", date=view.printed_at),
        illustrative=view.illustrative,
        theme=standard(view.brand),
    )


def _plan(view: FacilitatorPack) -> list[Node]:
    body: list[Node] = [
        Title(
            council=view.council,
            kind=tr("Facilitator’s pack"),
            title=view.title,
            illustrative=view.illustrative,
        ),
        Facts(view.facts),
    ]
    if view.aim:
        body.append(Paragraph(view.aim, Role.LEAD))
    body.append(Heading(2, tr("The plan")))
    columns = [
        Column(tr("Begins"), width=52),
        Column(tr("Minutes"), width=52, align="end"),
        Column(tr("Question"), header=True),
        Column(tr("Began at"), width=62),
    ]
    rows: list[list[CellLike]] = [
        [step.begins, str(step.minutes) if step.minutes else "", step.text, ""] for step in view.steps
    ]
    rows += [["", "", Cell(Blank(_ROW)), ""] for _ in range(0 if view.steps else 5)]
    body.append(Table(columns, rows))
    for name, words in (
        (tr("What we do"), view.activity),
        (tr("What to bring"), view.materials),
        (tr("Who facilitates"), view.facilitators),
    ):
        if words:
            body += [Heading(3, name), Paragraph(words)]
    return body


def _checks(view: FacilitatorPack) -> Node:
    before = [
        tr(
            "Everyone has agreed to take part. We have recorded how many, how they agreed and which privacy notice "
            "they saw."
        ),
        tr("A parent or carer has also agreed for anyone under 16, if our privacy notice says we need this."),
        tr("The room is accessible for everyone who told us what they need. There is a quiet space."),
        tr("One adult leads and another takes notes. No photos, and no names on phones."),
        tr("The safeguarding page is within reach, and both adults know who to call."),
        tr("The laptop is charged, and locked when no one is using it. This pack stays with us."),
    ]
    rules = [
        tr("You can say as much or as little as you like, or pass."),
        tr("You can stop at any time. You do not have to say why."),
        tr("We listen to each other and do not laugh at what anyone says."),
        tr("Please do not say the names of people or schools. We write down what you say, not your name."),
        tr("We will tell the council what the group said, but not your names."),
        tr("If we think someone is not safe, we have to tell people who can help."),
        tr("At the end we read back what we wrote. You can tell us if we got it wrong."),
    ]
    return Section(
        [
            Heading(2, tr("Before you begin")),
            Checklist([(words, None) for words in before]),
            Heading(2, tr("Our rules: read them out")),
            Checklist([(words, None) for words in rules]),
            Heading(3, tr("Rules the group adds")),
            WriteLines(4),
        ]
    )


def _tally(view: FacilitatorPack) -> Node:
    return Section(
        [
            Heading(2, tr("Who is here")),
            Paragraph(tr("Counts only: no names, no dates of birth.")),
            _counting(tr("Age"), view.bands),
            _counting(tr("What people need to take part"), (*view.needs, "", "")),
            Heading(3, tr("Agreement to take part")),
            Checklist(
                [
                    (tr("Signed forms: how many?"), None),
                    (tr("Said or recorded: how many?"), None),
                    (tr("Left during the workshop: how many?"), None),
                ],
            ),
        ]
    )


def _counting(what: str, names: Sequence[str]) -> Node:
    columns = [Column(what, width=150, header=True), Column(tr("Tally")), Column(tr("How many"), width=70)]
    return Table(columns, [[name, Cell(Blank(_ROW)), ""] for name in names])


def _typing(view: FacilitatorPack) -> Node:
    """A card for whoever types the notes for the first time."""
    steps = [
        tr("One note for each thing that is said. Press Enter after each."),
        tr("Write what they say, not names. P1, P2 and P3 stand for the people in the room."),
        tr("The line above the field shows what will be saved. Esc takes the line exactly as you typed it."),
    ]
    columns = [Column(tr("What you type"), width=180, header=True), Column(tr("What it means"))]
    return Section(
        [
            Heading(2, tr("How to type notes")),
            Bullets(steps),
            Table(columns, view.grammar),
        ]
    )


def _notes(number: int, prompt: str) -> Node:
    """One sheet whose columns are those of the CSV import."""
    title = tr("Notes, question {number}", number=number) if number else tr("Notes")
    columns = [
        Column(tr("prompt"), width=48, align="centre"),
        Column(tr("speaker"), width=56),
        Column(tr("kind"), width=36),
        Column(tr("text")),
    ]
    words = tr(
        "One line for each note. Prompt: the number of the question. Speaker: P1, P2 and so on, or leave blank for the "
        "group. Kind: Q for exact words, P for your summary, O for something you saw. A CSV file with the same columns "
        "can be imported into CRP Desktop."
    )
    code = str(number) if number else ""
    rows: list[list[CellLike]] = [[code, "", "", Cell(Blank(_ROW))] for _ in range(_SHEET_ROWS)]
    body: list[Node] = [Heading(2, title)]
    if prompt:
        body.append(Paragraph(prompt, Role.LABEL))
    return Section([*body, Paragraph(words, Role.SMALL), Table(columns, rows)])


def _dots() -> Node:
    words = tr(
        "Write one idea on each line. Everyone gets the same number of dots to put next to the "
        "ideas that matter most to them."
    )
    columns = [Column(tr("What was said")), Column(tr("Dots"), width=190), Column(tr("Total"), width=40)]

    high = _ROW + 12
    rows: list[list[CellLike]] = [[Cell(Blank(high)), Cell(Dots(_DOTS, high)), ""] for _ in range(_DOT_ROWS)]
    return Section(
        [
            Heading(2, tr("Dot voting")),
            Paragraph(words),
            Table(columns, rows),
        ]
    )


def _safeguarding(view: FacilitatorPack) -> Node:
    columns = [
        Column(tr("What for"), header=True),
        Column(tr("Who")),
        Column(tr("Number"), width=96),
        Column(tr("When")),
    ]
    rows = [[call.role, call.name, call.phone, call.hours] for call in view.calls]
    return Section(
        [
            Heading(2, tr("If a child tells you something worrying")),
            Numbered(steps()),
            Table(columns, rows, caption=tr("Who to call")),
        ]
    )


def _privacy_lines(view: FacilitatorPack) -> list[tuple[str, str]]:
    """(heading, words) of the privacy notice, in a child's words."""
    who = (
        tr("{council} runs this workshop.", council=view.council)
        if view.council
        else tr("We run this workshop.")
    )
    return [
        (tr("Who we are"), who),
        (
            tr("What we write down"),
            tr(
                "What you say about your life here, how many people came and roughly how old you are. We do not write "
                "down your name or birthday."
            ),
        ),
        (
            tr("Why"),
            tr("So that the people who decide can hear what children and young people think, and act on it."),
        ),
        (
            tr("Who sees it"),
            tr(
                "The people who run this work at the council. We do not print your name. Your exact words are checked "
                "before they are printed. If we think someone might guess it was you, we leave them out."
            ),
        ),
        (
            tr("How long we keep it"),
            tr("We keep it while we work on what you told us. We delete it when we no longer need it.")
            + " "
            + (
                tr("The council’s full notice says how long that is.")
                if view.notice
                else tr("Ask us how long that is.")
            ),
        ),
        (
            tr("What you can do"),
            tr(
                "You can stop at any time. You can ask to see what we wrote down about you. You can ask us not to use "
                "your words or to delete them. You can complain to us, or to the ICO (ico.org.uk)."
            ),
        ),
        (
            tr("When we have to tell someone"),
            tr(
                "If we think you or someone else is not safe, we have to tell people who can help. We will tell you "
                "first if we can."
            ),
        ),
    ]


def _privacy(view: FacilitatorPack) -> Node:
    """The privacy notice, whom to ask, and for children whom to talk to."""
    body: list[Node] = [Heading(2, tr("What we do with what you tell us") if view.young else tr("Privacy"))]
    for name, words in _privacy_lines(view):
        body += [Heading(3, name), Paragraph(words)]
    ask = view.contact or tr("Ask the people who run the workshop.")
    body.append(Callout(tr("Who to ask"), [Paragraph(ask)]))
    if view.young:
        talk = [Paragraph(help_for_children())]
        body.append(Callout(tr("Need to talk to someone?"), talk))
    if view.notice:
        words = tr("The council’s full notice: {notice}", notice=view.notice)
        body.append(Paragraph(words, Role.SMALL))
    return Section(body)
