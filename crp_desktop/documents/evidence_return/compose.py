"""A form that a partner agency fills in for a badge; its columns are those of the CSV import of notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import blocks
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block, PageBreak, Space, Stack
from crp_desktop.rendering.pdf.tables import Cell, CellLike, Column
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, standard

_ROW = 27.0
_NOTE_ROWS = 11
_OTHER_ROWS = 4


@dataclass(frozen=True, slots=True)
class ReturnStatement:
    """A statement of the badge and the kinds of evidence it needs, in words."""

    text: str
    needs: str


@dataclass(frozen=True, slots=True)
class ReturnBadge:
    """A badge with what it means here and its statements."""

    name: str
    definition: str
    statements: tuple[ReturnStatement, ...]


@dataclass(frozen=True, slots=True)
class EvidenceReturn:
    """Everything the form says: one form for each badge."""

    council: str
    programme: str
    printed_at: str
    illustrative: bool
    contact: str
    badges: tuple[ReturnBadge, ...]
    caveat: str
    brand: Brand = PLAIN


def compose(view: EvidenceReturn) -> Document:
    """The forms as a document; each badge begins on a page of its own."""
    theme = standard(view.brand)
    body: list[Block] = []
    for badge in view.badges:
        body += [PageBreak(), *_form(theme, view, badge)] if body else _form(theme, view, badge)
    return Document(
        title=tr("Evidence return"),
        body=body,
        council=view.council,
        subject=tr("Form for partner agencies"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=theme,
    )


def _form(theme: Theme, view: EvidenceReturn, badge: ReturnBadge) -> list[Block]:
    top = blocks.title_block(
        theme,
        council=view.council,
        kind=tr("Evidence return"),
        title=badge.name,
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    about = [blocks.para(theme, badge.definition, theme.lead)] if badge.definition else []
    ask = tr(
        "Tell us what your organisation knows about this badge: what works, what does not, and how you know. Write no "
        "names of children, no dates of birth and nothing that points to one child."
    )
    who = blocks.sign_lines(theme, [tr("Organisation"), tr("Filled in by (role)"), tr("Date")])
    send = tr("Send it to: {contact}", contact=view.contact) if view.contact else ""
    return [
        Stack([top, *about, blocks.para(theme, ask), who]),
        _statements(theme, badge.statements),
        _notes(theme),
        _other(theme),
        *([blocks.para(theme, send, theme.strong)] if send else []),
    ]


def _statements(theme: Theme, statements: Sequence[ReturnStatement]) -> Block:
    columns = [
        Column(tr("No."), width=30, header=True),
        Column(tr("What the badge asks")),
        Column(tr("Evidence it needs"), width=130),
        Column(tr("We have some"), width=58),
    ]
    rows: list[list[CellLike]] = [[str(at), one.text, one.needs, ""] for at, one in enumerate(statements, 1)]
    return blocks.section(
        [blocks.heading(theme, 2, tr("What this badge asks")), blocks.table(theme, columns, rows)]
    )


def _notes(theme: Theme) -> Block:
    words = tr(
        "What children, young people, parents or staff told you. prompt: the number from the table above. speaker: a "
        "code such as P1, or nothing. kind: Q for a quote, word for word; P for a paraphrase; O for what you saw. The "
        "columns are those of the CSV file that the program takes in."
    )
    columns = [
        Column(tr("prompt"), width=48),
        Column(tr("speaker"), width=54),
        Column(tr("kind"), width=34),
        Column(tr("text")),
    ]
    rows: list[list[CellLike]] = [["", "", "", Cell(Space(_ROW))] for _ in range(_NOTE_ROWS)]
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("What people told you")),
            blocks.para(theme, words, theme.small),
            blocks.table(theme, columns, rows),
        ]
    )


def _other(theme: Theme) -> Block:
    columns = [
        Column(tr("No."), width=30),
        Column(tr("Document or figure")),
        Column(tr("Source and date"), width=120),
        Column(tr("Supports, mixed or contradicts"), width=110),
    ]
    rows: list[list[CellLike]] = [["", Cell(Space(_ROW)), "", ""] for _ in range(_OTHER_ROWS)]
    return blocks.section(
        [blocks.heading(theme, 2, tr("Documents and figures")), blocks.table(theme, columns, rows)]
    )
