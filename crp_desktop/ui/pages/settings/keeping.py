"""Cards of the settings page that keep a programme safe: passphrase and backups."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from crp_desktop import paths
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.services.programme.backups import back_up
from crp_desktop.services.programme.file import backups_folder
from crp_desktop.services.programme.keeping import (
    change_passphrase,
    is_encrypted,
    list_backups,
    save_elsewhere,
)
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_save, programmes
from crp_desktop.ui.dialogs.held_backups import HeldBackups
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.welcome.parts import CodePanel
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import clear, column, flow
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled

_SHOWN = 8


class PassphraseCard(Card):
    """Changing the passphrase, which makes a new recovery code."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Passphrase")))
        self._ops = ops
        self._words = Label()
        self.change = Button(tr("Change the passphrase…"), self._change, icon="key-round")
        self.column().addWidget(self._words)
        self.column().addWidget(flow(self.change))

    def refresh(self) -> None:
        """Say whether the file is locked."""
        locked = self._ops.ask(is_encrypted)
        self._words.setText(
            tr("The file is encrypted. It protects a lost laptop or a copied file while it is locked.")
            if locked
            else tr("This is the sample and it has no passphrase. Do not use it for what real children say.")
        )
        self.change.setVisible(locked and not self._ops.opened.read_only)

    def _change(self) -> None:
        PassphraseDialog(self, self._ops).exec()


class PassphraseDialog(Dialog):
    """Old passphrase, new one twice; then the new recovery code."""

    def __init__(self, parent: Card, ops: Operations) -> None:
        super().__init__(parent, tr("Change the passphrase"))
        self._ops = ops
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for words, field in (
            (tr("Current passphrase"), self.old),
            (tr("New passphrase"), self.new),
            (tr("New passphrase again"), self.again),
        ):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            self.body.addWidget(labelled(words, field))
            self.body.addWidget(field)
        self.body.addWidget(Quiet(tr("Backups made before today still open with the old passphrase only.")))
        self.go = self.add_button(tr("Change it"), self._go, kind="primary", default=True)
        self.leave = self.add_button(tr("Cancel"))
        self.old.setFocus()

    def _go(self) -> None:
        code = self._ops.telling(self.show_problem).do(self._change)
        if code is not None:
            self.show_code(code)

    def _change(self) -> str:
        if self.new.text() != self.again.text():
            raise InputProblem(
                tr("The two new passphrases are not the same."),
                tr("Nothing was changed."),
                tr("Type the same one in both fields."),
            )
        if self._ops.jobs:
            raise Refused(
                tr("Please wait: {title} is still running.", title=self._ops.jobs[0].title),
                tr("Nothing was changed."),
                tr("Wait until it is done, or cancel it; then try again."),
            )
        return change_passphrase(self._ops.opened, self.old.text(), self.new.text())

    def show_code(self, code: str) -> None:
        """Show the new recovery code in place of the fields."""
        self.problem_bar.dismiss()
        clear(self.body)
        panel = CodePanel(self.accept)
        panel.show_code(code, self._ops.opened.path.name)
        self.body.addWidget(panel)
        self.go.hide()
        self.leave.hide()
        self.fit()
        panel.first_focus().setFocus()


class BackupsCard(Card):
    """The backups of this file, one more now, and a copy elsewhere."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Backups")))
        self._ops = ops
        self._list = column(gap=4)
        self.held = HeldBackups(ops, changed=self._list_them)
        self.now = Button(tr("Back up now"), self._back_up, icon="hard-drive")
        self.copy = Button(tr("Save a copy elsewhere…"), self._save_copy, icon="save")
        self.column().addWidget(
            Label(tr("A backup is made by itself every few hours while the programme is open."))
        )
        self.column().addLayout(self._list)
        self.column().addWidget(self.held)
        self.column().addWidget(flow(self.now, self.copy))

    def _folder(self) -> Path:
        return backups_folder(paths.user_data())

    def refresh(self) -> None:
        """List the newest backups, and those that hold what was taken out since."""
        self._list_them()
        self.held.refresh()

    def _list_them(self) -> None:
        clear(self._list)
        found = self._ops.ask(list_backups, self._folder())
        for one in found[:_SHOWN]:
            when = one.made_at.astimezone()
            words = tr("{day}, {time}", day=long_date(when.date()), time=f"{when:%H:%M}")
            if not one.current_key:
                words = tr("{when}: opens with an earlier passphrase", when=words)
            self._list.addWidget(Label(words))
        if not found:
            self._list.addWidget(Quiet(tr("None yet.")))
        elif len(found) > _SHOWN:
            self._list.addWidget(Quiet(tr("and {n} older one(s)", n=len(found) - _SHOWN)))
        self._list.addWidget(Quiet(tr("They are in {folder}", folder=str(self._folder()))))
        self.now.setVisible(not self._ops.opened.read_only)

    def _back_up(self) -> None:
        self._ops.start(
            partial(back_up, self._ops.opened, self._folder()), title=tr("Backing up"), on_done=self._done
        )

    def _done(self, _: object) -> None:
        self.refresh()

    def _save_copy(self) -> None:
        name = f"{self._ops.opened.path.stem} {datetime.now():%Y-%m-%d}.crp"
        path = ask_save(self, tr("Save a copy"), name, programmes())
        if path is not None:
            self._ops.start(
                partial(save_elsewhere, self._ops.opened, path), title=tr("Saving a copy"), on_done=self._done
            )
