"""Reading a handover file that somebody sent, with or without a programme: on the screen, on paper, as a PDF."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLineEdit, QWidget

from crp_desktop.documents.handover.handover import make_paper, read_handover
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.dialogs.handover import handover_files
from crp_desktop.ui.dialogs.paper import PaperDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled

if TYPE_CHECKING:
    from crp_desktop.services.handle import Part


class ReadHandoverDialog(Dialog):
    """Asks for the file and its passphrase, then shows the record; nothing of it is kept when it closes.

    It closes by itself after the minutes without a key or click that lock a programme, with or without one.
    """

    def __init__(self, parent: QWidget | None, ops: Operations, path: Path | None = None) -> None:
        super().__init__(parent, tr("Read a handover file"), width=640)
        self._ops = ops
        self._path = path
        self._parts: Sequence[Part] = ()
        self._inside = column(gap=12)
        self.body.addLayout(self._inside)
        self.where = Label("")
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.shown = QCheckBox(tr("Show what I type"))
        self.shown.toggled.connect(self._show_or_hide)
        self.choose = Button(tr("Choose the file…"), self._choose, icon="folder-open")
        self.choose.setAutoDefault(False)
        self._inside.addWidget(
            Label(
                tr(
                    "For people who were sent one record as an encrypted file. You need the "
                    "passphrase from the sender."
                )
            )
        )
        self._inside.addWidget(panel(column(self.where, flow(self.choose), gap=4)))
        self._inside.addWidget(
            panel(column(labelled(tr("Passphrase"), self.secret), self.secret, flow(self.shown), gap=4))
        )
        self.read = self.add_button(tr("Read it"), self._read, kind="primary", default=True)
        self.paper = self.add_button(tr("Print or save PDF…"), self._paper)
        self.paper.hide()
        self.add_button(tr("Close"))
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._after = ops.preferences.auto_lock_minutes * 60_000
        self._idle.timeout.connect(self._left_alone)
        self._show_path()

    def _show_path(self) -> None:
        self.where.setText(str(self._path) if self._path else tr("No file chosen yet."))
        self.choose.setText(tr("Choose another file…") if self._path else tr("Choose the file…"))
        (self.secret if self._path else self.choose).setFocus()

    def _show_or_hide(self, shown: bool) -> None:
        self.secret.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)

    def _choose(self) -> None:
        path = ask_open(self, tr("Read a handover file"), handover_files())
        if path is not None:
            self._path = path
            self.problem_bar.dismiss()
            self._show_path()

    def _read(self) -> None:
        if self._path is None:
            self.choose.setFocus()
            return
        try:
            self._parts = read_handover(self._path, self.secret.text())
        except Problem as problem:
            self.show_problem(problem)
            self.secret.selectAll()
            self.secret.setFocus()
            return
        self._show_record(self._path)

    def _show_record(self, path: Path) -> None:
        """Put the record in place of the fields."""
        self.problem_bar.dismiss()
        clear(self._inside)
        self._inside.addWidget(
            Quiet(
                tr(
                    "From “{name}”. When you close this, nothing is kept on this computer.",
                    name=path.name,
                )
            )
        )
        for part in self._parts:
            self._inside.addWidget(panel(column(Heading(part.heading, "strong"), Label(part.words), gap=2)))
        self.read.hide()
        self.paper.show()
        self.paper.set_kind("primary")
        self.paper.setDefault(True)
        self.fit()
        self.paper.setFocus()
        if self._after:
            self._idle.start(self._after)
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress) and self._idle.isActive():
            self._idle.start(self._after)
        return False

    def _left_alone(self) -> None:
        """Nobody is here: close this and what is open over it."""
        for dialog in (*self.findChildren(QDialog), self):
            dialog.done(QDialog.DialogCode.Rejected)

    def done(self, result: int) -> None:
        self._idle.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        super().done(result)

    def _paper(self) -> None:
        dialog = PaperDialog(self, self._ops, make_paper(self._parts))
        dialog.exec()
        dialog.deleteLater()


def read_handover_file(parent: QWidget, ops: Operations, path: Path | None = None) -> None:
    """Ask for a handover file (unless `path` names it) and show what is in it."""
    dialog = ReadHandoverDialog(parent, ops, path)
    dialog.exec()
    dialog.deleteLater()
