"""A document to a real printer: its pages as pictures at the printer's resolution, drawn on the worker's thread."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from crp_desktop.documents.model import Request
from crp_desktop.documents.prepare import RenderedDocument, log_made, make_report
from crp_desktop.documents.preview import page_images, page_sizes
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.print_log import How
from crp_desktop.ui.pages.documents.preview import as_image

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

SHARPEST = 300
"""Dots an inch: a printer that has more gets its pages enlarged by whole dots; a page then takes 35 MB, not 550."""

Progress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Sent:
    """What went to the printer's queue; whether paper came out is not known to any program."""

    pages: int
    copies: int
    printer: str


def send_to_printer(
    store: "Store",
    /,
    request: Request,
    printer: QPrinter,
    progress: Progress | None = None,
    *,
    before: RenderedDocument | None = None,
) -> Sent:
    """Makes the document where `before` is not it any more, draws the pages that the printer's settings ask for, and
    notes that it was printed.

    Raises Problem when the printer does not take it. A cancel, or any error, gives the queue nothing.
    """
    made = make_report(store, request, _share(progress), before=before)
    sent = print_made(made, printer, progress)
    log_made(store, made, How.PRINTED, pages=sent.pages, copies=sent.copies)
    return sent


def print_made(made: RenderedDocument, printer: QPrinter, progress: Progress | None = None) -> Sent:
    """Draws the pages of a finished document that the printer's settings ask for; raises as `send_to_printer` does."""
    numbers = _wanted(printer, made.pages)
    printer.setDocName(made.job)
    printer.setFullPage(True)
    rounds = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    _draw(printer, made, numbers * rounds, progress)
    copies = max(printer.copyCount(), 1)
    return Sent(len(numbers), copies, printer.printerName() or printer.outputFileName())


def _share(progress: Progress | None) -> Callable[[int, int], object] | None:
    """Making the document moves the bar through its first tenth."""
    if progress is None:
        return None

    def told(done: int, total: int) -> object:
        return progress(done, total * 10, tr("Making the document"))

    return told


def _wanted(printer: QPrinter, pages: int) -> list[int]:
    """Page numbers in the order of printing."""
    first, last = 1, pages
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = max(printer.fromPage(), 1), min(printer.toPage() or pages, pages)
    numbers = list(range(first, last + 1))
    return numbers[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else numbers


def _draw(printer: QPrinter, made: RenderedDocument, numbers: list[int], progress: Progress | None) -> None:
    sizes = page_sizes(made.content)
    painter = QPainter()
    try:
        for at, number in enumerate(numbers):
            if progress is not None:
                words = tr("Page {number} of {n}", number=at + 1, n=len(numbers))
                progress(len(numbers) + 9 * at, 10 * len(numbers), words)
            wide, high = sizes[number - 1]
            _set_paper(printer, wide, high)
            if at == 0:
                begun = painter.begin(printer)
            else:
                begun = printer.newPage()
            if not begun:
                raise _not_taken(printer)
            dots = round(wide / 72 * min(printer.resolution(), SHARPEST))
            image = as_image(page_images(made.content, [number], dots).images[0])
            painter.drawImage(QRectF(painter.viewport()), image)
    except BaseException:
        printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _set_paper(printer: QPrinter, wide: float, high: float) -> None:
    """The paper of a page, in points: A4 on its short or its long side."""
    size = QPageSize(QSizeF(min(wide, high), max(wide, high)), QPageSize.Unit.Point)
    turned = QPageLayout.Orientation.Landscape if wide > high else QPageLayout.Orientation.Portrait
    if printer.pageLayout().pageSize() != size:
        printer.setPageSize(size)
    if printer.pageLayout().orientation() != turned:
        printer.setPageOrientation(turned)


def _not_taken(printer: QPrinter) -> Problem:
    return Problem(
        tr("The printer “{name}” did not accept the document.", name=printer.printerName() or tr("unknown")),
        tr("Nothing was printed, and your programme is as it was."),
        tr("Check that the printer is on and connected. Or save the document as a PDF and print that."),
    )
