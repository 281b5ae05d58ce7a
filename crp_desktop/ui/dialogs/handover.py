"""Handing one record over: on paper, or as one encrypted file, and the receipt that ends the reminder."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from crp_desktop.documents.handover.handover import (
    Waiting,
    confirm_receipt,
    hand_over_file,
    paper_of,
    waiting,
)
from crp_desktop.domain.i18n import tr
from crp_desktop.services.handle import HANDOVER_ENDING
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.dialogs.held_backups import HeldBackups
from crp_desktop.ui.dialogs.paper import PaperDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.words import room_day_and_time
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


def handover_files() -> str:
    """The filter for handover files."""
    return tr("Handover files (*.crph);;All files (*)")


class HandoverDialog(Dialog):
    """Handing one record over, until its receipt is confirmed."""

    def __init__(self, parent: QWidget | None, ops: Operations, one: Waiting) -> None:
        super().__init__(parent, tr("Hand over"), width=560)
        self._ops, self._one = ops, one
        self.state = Label("", "strong")
        self.to = LineEdit(tr("Who it goes to"), one.handed_to)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.by = LineEdit(tr("Who confirmed that they have it"))
        self.paper = Button(tr("Preview and print…"), self._paper, icon="printer")
        self.paper.setAutoDefault(False)
        self.file = Button(tr("Save encrypted file…"), self._save, icon="lock-keyhole")
        self._build()
        self.confirm = self.add_button(tr("Receipt confirmed"), self._confirm)
        self.add_button(tr("Close"))
        self._show_state(one)

    def _build(self) -> None:
        told = tr("Make up a new passphrase and tell them by phone. Never send it with the "
"file. They open the file with “Read a handover file” in CRP Desktop.")  # fmt: skip
        for part in (
            Label(tr("It goes to the designated safeguarding lead only, on paper or as one encrypted file.")),
            self.state,
            Heading(tr("Step 1 of 2: hand it over"), "strong"),
            panel(column(labelled(tr("Who it goes to"), self.to), self.to, gap=2)),
            flow(self.paper),
            panel(
                column(
                    labelled(tr("Passphrase for the file"), self.passphrase),
                    self.passphrase,
                    Quiet(told),
                    flow(self.file),
                    gap=2,
                )
            ),
            Heading(tr("Step 2 of 2: they have it"), "strong"),
            Quiet(tr("You will see a reminder until someone confirms they have it.")),
            panel(column(labelled(tr("Who confirmed that they have it"), self.by), self.by, gap=2)),
            HeldBackups(self._ops),
        ):
            self.body.addWidget(part)

    def _show_state(self, one: Waiting) -> None:
        """Say what was done so far, and make what comes next the primary: giving it, then the receipt."""
        self.state.setText(given_words(one))
        for button, now in ((self.paper, not one.handed_at), (self.confirm, bool(one.handed_at))):
            button.set_kind("primary" if now else "plain")
            button.updateGeometry()

    def _paper(self) -> None:
        made = self._ops.ask(paper_of, self._one.id)
        dialog = PaperDialog(self, self._ops, made, record_id=self._one.id, to=self.to.text())
        dialog.exec()
        dialog.deleteLater()
        self._look_again()

    def _save(self) -> None:
        name = f"{tr('handover')} {datetime.now():%Y-%m-%d %H%M}{HANDOVER_ENDING}"
        target = ask_save(self, tr("Save encrypted file"), name, handover_files())
        if target is not None:
            self.save_to(target)

    def save_to(self, target: Path) -> None:
        """Write the encrypted file; a Problem is shown and the dialog stays."""
        self._ops.run(hand_over_file, self._one.id, target, self.passphrase.text(), self.to.text())
        self._look_again()

    def _look_again(self) -> None:
        found: list[Waiting] = self._ops.ask(waiting)
        for one in found:
            if one.id == self._one.id:
                self._show_state(one)

    def _confirm(self) -> None:
        if not self.by.text().strip():
            self.by.setFocus()
            return
        self._ops.run(confirm_receipt, self._one.id, self.by.text())
        if self._one.id not in {one.id for one in self._ops.ask(waiting)}:
            self.accept()


def given_words(one: Waiting) -> str:
    """How far a record is on its way: not given yet, or when, how and to whom it was given."""
    if not one.handed_at:
        return tr("Not handed over yet.")
    when = room_day_and_time(one.handed_at, one.utc_offset)
    if one.handed_to:
        return tr(
            "Handed over to {who} as {how} on {when}. Not confirmed yet.",
            who=one.handed_to,
            how=one.handed_how,
            when=when,
        )
    return tr("Handed over as {how} on {when}. Not confirmed yet.", how=one.handed_how, when=when)
