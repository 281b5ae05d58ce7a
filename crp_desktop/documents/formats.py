"""What a document can be saved as: PDF for paper, a web page, a Word file to paste from."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from crp_desktop.documents.model import DocumentKind
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr

if TYPE_CHECKING:
    from crp_desktop.rendering.document import Document

Progress = Callable[[int, int], object]


class Form(StrEnum):
    """A kind of file, by the ending of its name."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file: its bytes, its pages (0 where it has none of its own), and letters that print as a box."""

    content: bytes
    pages: int = 0
    missing: tuple[str, ...] = ()


def forms(wanted: DocumentKind) -> tuple[Form, ...]:
    """What a kind of document can be saved as; one that only makes sense on paper is a PDF."""
    return tuple(Form) if wanted.flows else (Form.PDF,)


def form_name(form: Form) -> str:
    """What people call it."""
    return {Form.PDF: tr("PDF"), Form.HTML: tr("Web page"), Form.DOCX: tr("Word")}[form]


def file_filter(form: Form) -> str:
    """What a dialog offers to save it as."""
    return {
        Form.PDF: tr("PDF (*.pdf)"),
        Form.HTML: tr("Web page (*.html)"),
        Form.DOCX: tr("Word document (*.docx)"),
    }[form]


def form_use(form: Form) -> str:
    """What it is good for."""
    return {
        Form.PDF: tr("To print and to read: tagged for screen readers."),
        Form.HTML: tr("One file for the council’s website, without scripts."),
        Form.DOCX: tr("To paste into board papers: real headings, lists and tables."),
    }[form]


ENDINGS = {".pdf": Form.PDF, ".docx": Form.DOCX, ".html": Form.HTML, ".htm": Form.HTML}
"""What a file's name may end with."""


def form_of(target: Path, given: str | None = None) -> Form:
    """The one that was asked for, else the one a file's name ends with, else a PDF."""
    if given:
        return Form(given)
    return ENDINGS.get(target.suffix.lower(), Form.PDF)


def check_form(wanted: DocumentKind, form: Form) -> None:
    """Raises InputProblem for a kind that cannot be saved so."""
    if form not in forms(wanted):
        raise InputProblem(
            tr(
                "“{title}” is for printing only. You cannot save it as a {form}.",
                title=wanted.title,
                form=_inside(form),
            ),
            tr("Nothing was saved."),
            tr("Save it as a PDF."),
        )


def _inside(form: Form) -> str:
    """Its name within a sentence."""
    return {Form.PDF: tr("PDF"), Form.HTML: tr("web page"), Form.DOCX: tr("Word document")}[form]


def write(document: "Document", form: Form, progress: Progress | None = None) -> Written:
    """The document as a file of that form. `progress(done, total)` may raise to stop."""
    if form is Form.PDF:
        from crp_desktop.rendering.pdf.writer import build

        target = io.BytesIO()
        built = build(document, target, progress)
        return Written(target.getvalue(), built.pages, built.missing)
    if form is Form.HTML:
        from crp_desktop.rendering.html.writer import as_page

        return Written(as_page(document, progress).encode("utf-8"))
    from crp_desktop.rendering.word.writer import as_docx

    return Written(as_docx(document, progress))
