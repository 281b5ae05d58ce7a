"""Handing one record over: on paper, or as one encrypted file, and the receipt that ends the reminder."""

from pathlib import Path

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from crp_desktop.domain.words import tr
from crp_desktop.services.safeguarding import (
    Waiting,
    confirm_receipt,
    hand_over_file,
    handover_text,
    note_handover,
    waiting,
)
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


class HandoverDialog(Dialog):
    """`done` is true once the receipt is confirmed."""

    def __init__(self, parent: QWidget | None, ops: Operations, one: Waiting) -> None:
        super().__init__(parent, tr("Hand over"), width=560)
        self._ops, self._one = ops, one
        self.done_ = False
        self.to = LineEdit(tr("Who it goes to"), one.handed_to)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.by = LineEdit(tr("Who confirmed that they have it"))
        paper = Button(tr("Print it…"), self._print, icon="printer")
        paper.setAutoDefault(False)
        file = Button(tr("Save encrypted file…"), self._save, icon="lock-keyhole")
        self._first = paper
        self.body.addWidget(
            Label(tr("It goes to the safeguarding lead only, on paper or as one encrypted file."))
        )
        self.body.addWidget(Heading(tr("Step 1 of 2: give it to them"), "strong"))
        self.body.addWidget(panel(column(labelled(tr("Who it goes to"), self.to), self.to, gap=2)))
        self.body.addWidget(flow(paper))
        self.body.addWidget(
            panel(
                column(
                    labelled(tr("Passphrase for the file"), self.passphrase),
                    self.passphrase,
                    Quiet(tr("Make a new one and tell it to them by phone, never in the same message.")),
                    flow(file),
                    gap=2,
                )
            )
        )
        self.body.addWidget(Heading(tr("Step 2 of 2: they have it"), "strong"))
        self.body.addWidget(Quiet(tr("A reminder stays until somebody has confirmed that they have it.")))
        self.body.addWidget(
            panel(column(labelled(tr("Who confirmed that they have it"), self.by), self.by, gap=2))
        )
        self.confirm = self.add_button(tr("Receipt confirmed"), self._confirm)
        self.add_button(tr("Close"))
        self._mark_step(given=bool(one.handed_at))

    def _mark_step(self, *, given: bool) -> None:
        """Make what comes next the primary: giving it, then the receipt."""
        for button, now in ((self._first, not given), (self.confirm, given)):
            button.set_kind("primary" if now else "plain")
            button.updateGeometry()

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        chooser = QPrintDialog(printer, self)
        if chooser.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Put the record on paper and note that it was."""
        document = QTextDocument()
        document.setDefaultFont(theme.font())
        document.setPlainText(self._ops.ask(handover_text, self._one.id))
        document.print_(printer)
        self._ops.run(note_handover, self._one.id, tr("paper"), self.to.text())
        self._look_again()

    def _save(self) -> None:
        target = ask_save(self, tr("Save encrypted file"), tr("Handover.crph"), tr("Handover files (*.crph)"))
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Write the encrypted file; a Problem is shown and the dialog stays."""
        self._ops.run(hand_over_file, self._one.id, target, self.passphrase.text(), self.to.text())
        self._look_again()

    def _look_again(self) -> None:
        found: list[Waiting] = self._ops.ask(waiting)
        self._mark_step(given=any(one.handed_at for one in found if one.id == self._one.id))

    def _confirm(self) -> None:
        if not self.by.text().strip():
            self.by.setFocus()
            return
        self._ops.run(confirm_receipt, self._one.id, self.by.text())
        self.done_ = True
        self.accept()
