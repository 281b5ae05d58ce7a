"""A form that a partner agency fills in for a badge; its columns are those of the CSV import of notes."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.content import (
    Blank,
    Cell,
    CellLike,
    Column,
    Heading,
    Node,
    PageBreak,
    Paragraph,
    Section,
    SignLines,
    Table,
    Title,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.text import Role
from crp_desktop.rendering.theme import PLAIN, Brand, standard

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
    body: list[Node] = []
    for badge in view.badges:
        body += [PageBreak(), *_form(view, badge)] if body else _form(view, badge)
    return Document(
        title=tr("Evidence return"),
        body=body,
        council=view.council,
        subject=tr("Form for partner agencies"),
        footer=" · ".join((view.caveat, tr("Printed {date}", date=view.printed_at))),
        illustrative=view.illustrative,
        theme=standard(view.brand),
    )


def _form(view: EvidenceReturn, badge: ReturnBadge) -> list[Node]:
    top = Title(
        council=view.council,
        kind=tr("Evidence return"),
        title=badge.name,
        subtitle=view.programme,
        illustrative=view.illustrative,
    )
    about = [Paragraph(badge.definition, Role.LEAD)] if badge.definition else []
    ask = tr(
        "Tell us what your organisation knows about this badge: what works, what does not, and how you know. Write no "
        "names of children, no dates of birth and nothing that points to one child."
    )
    who = SignLines([tr("Organisation"), tr("Filled in by (role)"), tr("Date")])
    send = tr("Send it to: {contact}", contact=view.contact) if view.contact else ""
    return [
        top,
        *about,
        Paragraph(ask),
        who,
        _statements(badge.statements),
        _notes(),
        _other(),
        *([Paragraph(send, Role.LABEL)] if send else []),
    ]


def _statements(statements: Sequence[ReturnStatement]) -> Node:
    columns = [
        Column(tr("No."), width=30, header=True),
        Column(tr("What the badge asks")),
        Column(tr("Evidence it needs"), width=130),
        Column(tr("We have some"), width=58),
    ]
    rows: list[list[CellLike]] = [[str(at), one.text, one.needs, ""] for at, one in enumerate(statements, 1)]
    return Section([Heading(2, tr("What this badge asks")), Table(columns, rows)])


def _notes() -> Node:
    words = tr(
        "What children, young people, parents or staff told you. Prompt: the number from the table above. Speaker: a "
        "code such as P1, or leave blank. Kind: Q for exact words, P for your summary, O for something you saw. A CSV "
        "file with the same columns can be imported into CRP Desktop."
    )
    columns = [
        Column(tr("prompt"), width=48),
        Column(tr("speaker"), width=54),
        Column(tr("kind"), width=34),
        Column(tr("text")),
    ]
    rows: list[list[CellLike]] = [["", "", "", Cell(Blank(_ROW))] for _ in range(_NOTE_ROWS)]
    return Section(
        [
            Heading(2, tr("What people told you")),
            Paragraph(words, Role.SMALL),
            Table(columns, rows),
        ]
    )


def _other() -> Node:
    columns = [
        Column(tr("No."), width=30),
        Column(tr("Document or figure")),
        Column(tr("Source and date"), width=120),
        Column(tr("Supports, mixed or contradicts"), width=110),
    ]
    rows: list[list[CellLike]] = [["", Cell(Blank(_ROW)), "", ""] for _ in range(_OTHER_ROWS)]
    return Section([Heading(2, tr("Documents and figures")), Table(columns, rows)])
