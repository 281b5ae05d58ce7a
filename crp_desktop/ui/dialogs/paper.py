"""The paper of one sealed record: looked at, printed, and, where it has arrived, saved as a PDF."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from crp_desktop.documents.handover.handover import note_handover, paper_of, save_paper
from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.dialogs.printing import ask_printer, may_leave
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.documents.preview import Preview
from crp_desktop.ui.pages.documents.send import Progress, Sent, print_made
from crp_desktop.ui.widgets.notice import SavedNotice
from crp_desktop.ui.widgets.text import Label

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store


def print_record(
    store: "Store", /, record_id: str, to: str, printer: QPrinter, progress: Progress | None = None
) -> Sent:
    """Puts a record of the programme on paper and notes that it was given so. Raises Problem, NotFound."""
    sent = print_made(paper_of(store, record_id), printer, progress)
    note_handover(store, record_id, tr("paper"), to)
    return sent


class Outlet:
    """Takes a paper out of the program for the dialog that shows it; says there how it went."""

    def __init__(self, dialog: Dialog, ops: Operations, told: Label) -> None:
        self._dialog, self._ops, self._told = dialog, ops, told

    def printer(self, made: RenderedDocument) -> QPrinter | None:
        """The printer that the person chose, None when they did not."""
        if not may_leave(self._dialog, self._ops.preferences, made.warnings):
            return None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(made.job)
        return printer if ask_printer(self._dialog, printer, made.pages) else None

    def target(self, made: RenderedDocument) -> Path | None:
        """Where the person wants the PDF, None when they do not."""
        if not may_leave(self._dialog, self._ops.preferences, made.warnings):
            return None
        return ask_save(self._dialog, tr("Save PDF"), f"{made.name}.pdf", tr("PDF (*.pdf)"))

    def say(self, words: str) -> None:
        """A line in the dialog."""
        self._told.setText(words)
        self._told.show()
        self._dialog.fit()


class PaperDialog(Dialog):
    """The pages of one record. `record_id` names it in the programme: printing it is noted there as giving it to
    `to`; without it the paper came from a file, and it can be saved as a PDF as well."""

    def __init__(
        self,
        parent: QWidget | None,
        ops: Operations,
        made: RenderedDocument,
        *,
        record_id: str = "",
        to: str = "",
    ) -> None:
        super().__init__(parent, tr("The document"), width=720)
        self._ops, self._made, self._record_id, self._to = ops, made, record_id, to
        self.preview = Preview(ops)
        theme.size(self.preview, min_height=360)
        told = Label(ink="quiet")
        told.hide()
        self._out = Outlet(self, ops, told)
        self.body.addWidget(self.preview, 1)
        self.saved = SavedNotice()
        self.body.addWidget(told)
        self.body.addWidget(self.saved)
        self.print_button = self.add_button(tr("Print…"), self._print, kind="primary", default=True)
        if not record_id:
            self.save = self.add_button(tr("Save as PDF…"), self._save)
        self.add_button(tr("Close"))
        self.preview.show_made(made)

    def _print(self) -> None:
        printer = self._out.printer(self._made)
        if printer is not None:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Put it on paper, on the worker."""
        if self._record_id:
            self._ops.start(
                partial(print_record, self._ops.opened, self._record_id, self._to, printer),
                title=tr("Printing"),
                on_done=self._sent,
            )
        else:
            self._ops.start(
                partial(print_made, self._made, printer), title=tr("Printing"), on_done=self._sent
            )

    def _sent(self, sent: Sent) -> None:
        self._out.say(tr("{n} page(s) sent to the printer", n=sent.pages * sent.copies))

    def _save(self) -> None:
        path = self._out.target(self._made)
        if path is not None:
            self._ops.start(
                partial(save_paper, self._made, path),
                title=tr("Saving the PDF"),
                on_done=self._saved,
            )

    def _saved(self, path: Path) -> None:
        self.saved.show_file(path)
        self.fit()
