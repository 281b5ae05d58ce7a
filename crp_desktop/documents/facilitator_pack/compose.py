"""What a facilitator takes to a workshop on paper: the plan, the checks, sheets to write on, whom to call."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.disclosure import help_for_children, steps
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.flow import Block, PageBreak, Space, Stack
from crp_desktop.rendering.pdf.tables import Cell, CellLike, Column
from crp_desktop.rendering.theme import PLAIN, QUIET, Brand, Theme, standard

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
    theme = standard(view.brand)
    parts = [
        _plan(theme, view),
        _checks(theme, view),
        _tally(theme, view),
        _typing(theme, view),
        *[_notes(theme, at, step.text) for at, step in enumerate(view.steps, 1)],
        *([] if view.steps else [_notes(theme, 0, "")]),
        _dots(theme),
        _safeguarding(theme, view),
        _privacy(theme, view),
    ]
    body: list[Block] = []
    for part in parts:
        body += [PageBreak(), part] if body else [part]
    return Document(
        title=tr("Facilitator’s pack: {title}", title=view.title),
        body=body,
        council=view.council,
        subject=tr("Plan and sheets for one workshop"),
        footer=tr("Printed {date}. Write no names on these sheets.", date=view.printed_at),
        illustrative=view.illustrative,
        theme=theme,
    )


def _plan(theme: Theme, view: FacilitatorPack) -> Block:
    body: list[Block] = [
        blocks.title_block(
            theme,
            council=view.council,
            kind=tr("Facilitator’s pack"),
            title=view.title,
            illustrative=view.illustrative,
        ),
        blocks.key_facts(theme, view.facts),
    ]
    if view.aim:
        body.append(blocks.para(theme, view.aim, theme.lead))
    body.append(blocks.heading(theme, 2, tr("The plan")))
    columns = [
        Column(tr("Begins"), width=52),
        Column(tr("Minutes"), width=52, align="end"),
        Column(tr("Question"), header=True),
        Column(tr("Began at"), width=62),
    ]
    rows: list[list[CellLike]] = [
        [step.begins, str(step.minutes) if step.minutes else "", step.text, ""] for step in view.steps
    ]
    rows += [["", "", Cell(Space(_ROW)), ""] for _ in range(0 if view.steps else 5)]
    body.append(blocks.table(theme, columns, rows))
    for name, words in (
        (tr("What we do"), view.activity),
        (tr("What to bring"), view.materials),
        (tr("Who facilitates"), view.facilitators),
    ):
        if words:
            body += [blocks.heading(theme, 3, name), blocks.para(theme, words)]
    return Stack(body)


def _checks(theme: Theme, view: FacilitatorPack) -> Block:
    before = [
        tr(
            "Everyone has agreed to take part. We have recorded how many, how they agreed and which privacy notice "
            "they saw."
        ),
        tr("A parent or carer has also agreed for anyone under 16, if our privacy notice says we need this."),
        tr("The room is accessible for everyone who told us what they need. There is a quiet space."),
        tr("One adult leads and another takes notes. No photos, and no names on phones."),
        tr("The safeguarding page is at hand, and both adults know who to call."),
        tr("The laptop is charged, locked when nobody is at it, and this pack stays with us."),
    ]
    rules = [
        tr("You can say as much or as little as you like, or pass."),
        tr("You can stop at any time. You do not have to say why."),
        tr("We listen to one another and do not laugh at what somebody says."),
        tr("Please do not say the names of people or schools. We write down what you say, not your name."),
        tr("We will tell the council what the group said, but not your names."),
        tr("If we think someone is not safe, we have to tell people who can help."),
        tr("At the end we read back what we wrote. You can tell us if we got it wrong."),
    ]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Before you begin")),
            blocks.checklist(theme, [(words, None) for words in before]),
            blocks.heading(theme, 2, tr("Our rules: read them out")),
            blocks.checklist(theme, [(words, None) for words in rules]),
            blocks.heading(theme, 3, tr("Rules the group adds")),
            blocks.write_lines(theme, 4),
        ]
    )


def _tally(theme: Theme, view: FacilitatorPack) -> Block:
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Who is here")),
            blocks.para(theme, tr("Counts only: no names, no dates of birth.")),
            _counting(theme, tr("Age"), view.bands),
            _counting(theme, tr("What people need to take part"), (*view.needs, "", "")),
            blocks.heading(theme, 3, tr("Agreement to take part")),
            blocks.checklist(
                theme,
                [
                    (tr("Signed forms: how many?"), None),
                    (tr("Said or recorded: how many?"), None),
                    (tr("Left during the workshop: how many?"), None),
                ],
            ),
        ]
    )


def _counting(theme: Theme, what: str, names: Sequence[str]) -> Block:
    columns = [Column(what, width=150, header=True), Column(tr("Tally")), Column(tr("How many"), width=70)]
    return blocks.table(theme, columns, [[name, Cell(Space(_ROW)), ""] for name in names])


def _typing(theme: Theme, view: FacilitatorPack) -> Block:
    """A card for whoever types the notes for the first time."""
    steps = [
        tr("One note for each thing that is said. Press Enter after each."),
        tr("Write what they say, not names. P1, P2 and P3 stand for the people in the room."),
        tr("The line above the field shows what will be saved. Esc takes the line exactly as you typed it."),
    ]
    columns = [Column(tr("What you type"), width=180, header=True), Column(tr("What it means"))]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("How to type notes")),
            blocks.bullets(theme, steps),
            blocks.table(theme, columns, [list(row) for row in view.grammar]),
        ]
    )


def _notes(theme: Theme, number: int, prompt: str) -> Block:
    """One sheet whose columns are those of the CSV import."""
    title = tr("Notes, question {number}", number=number) if number else tr("Notes")
    columns = [
        Column(tr("prompt"), width=48, align="centre"),
        Column(tr("speaker"), width=56),
        Column(tr("kind"), width=36),
        Column(tr("text")),
    ]
    words = tr(
        "prompt: the question’s number. speaker: P1, P2, or nothing for the group. kind: Q for a quote, word for word; "
        "P for a paraphrase; O for what you saw. One line for each note. The columns are those of the CSV file that "
        "the program takes in."
    )
    code = str(number) if number else ""
    rows: list[list[CellLike]] = [[code, "", "", Cell(Space(_ROW))] for _ in range(_SHEET_ROWS)]
    body: list[Block] = [blocks.heading(theme, 2, title)]
    if prompt:
        body.append(blocks.para(theme, prompt, theme.strong))
    return blocks.section([*body, blocks.para(theme, words, theme.small), blocks.table(theme, columns, rows)])


def _dots(theme: Theme) -> Block:
    words = tr(
        "Write one thing on each line. Everybody gets the same number of dots and puts them where they matter."
    )
    columns = [Column(tr("What was said")), Column(tr("Dots"), width=190), Column(tr("Sum"), width=40)]

    def dots(canvas: object, x: float, y: float, width: float, height: float) -> None:
        step = width / _DOTS
        for at in range(_DOTS):
            ink.box(canvas, x + at * step + 1, y + height / 2 - 4, 8, 8, line=QUIET, thickness=0.6, radius=4)

    rows: list[list[CellLike]] = [
        [Cell(Space(_ROW + 12)), Drawing(dots, _ROW + 12), ""] for _ in range(_DOT_ROWS)
    ]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Dot voting")),
            blocks.para(theme, words),
            blocks.table(theme, columns, rows),
        ]
    )


def _safeguarding(theme: Theme, view: FacilitatorPack) -> Block:
    columns = [
        Column(tr("What for"), header=True),
        Column(tr("Who")),
        Column(tr("Number"), width=96),
        Column(tr("When")),
    ]
    rows = [[call.role, call.name, call.phone, call.hours] for call in view.calls]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("If a child tells you something worrying")),
            blocks.numbered(theme, steps()),
            blocks.table(theme, columns, rows, caption=tr("Who to call")),
        ]
    )


def _privacy(theme: Theme, view: FacilitatorPack) -> Block:
    """The privacy notice in a child's words."""
    who = (
        tr("{council} runs this workshop.", council=view.council)
        if view.council
        else tr("We run this workshop.")
    )
    lines = [
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
    body: list[Block] = [
        blocks.heading(theme, 2, tr("What we do with what you tell us") if view.young else tr("Privacy"))
    ]
    for name, words in lines:
        body += [blocks.heading(theme, 3, name), blocks.para(theme, words)]
    ask = view.contact or tr("Ask the people who run the workshop.")
    body.append(blocks.callout(theme, tr("Who to ask"), [blocks.para(theme, ask)]))
    if view.young:
        talk = [blocks.para(theme, help_for_children())]
        body.append(blocks.callout(theme, tr("Need to talk to someone?"), talk))
    if view.notice:
        words = tr("The council’s full notice: {notice}", notice=view.notice)
        body.append(blocks.para(theme, words, theme.small))
    return blocks.section(body)
