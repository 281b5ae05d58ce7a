""" "Don't use my words": what will be erased, what rests on it, and a decision for each."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Speaker
from crp_desktop.services.privacy.print_log import How, Logged, may_hold_words_of
from crp_desktop.services.privacy.withdrawal import (
    Withdrawal,
    withdraw,
    withdrawal_of_notes,
    withdrawal_of_speaker,
)
from crp_desktop.services.programme.programme import programme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.held_backups import HeldBackups
from crp_desktop.ui.dialogs.resting import RestingList
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.layout import clear
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.tick import TickLine


class WithdrawDialog(Dialog):
    """Erases on its one button, then says what still holds the words. `withdrawn` says how many notes went, `gone`
    which words."""

    def __init__(
        self, parent: QWidget | None, ops: Operations, workshop_id: str, found: Withdrawal, whose: str = ""
    ) -> None:
        title = tr("Erase what {speaker} said", speaker=whose) if whose else tr("Erase the chosen notes")
        super().__init__(parent, title, width=640)
        self._ops, self._workshop_id, self._found = ops, workshop_id, found
        self.withdrawn = 0
        self.gone: tuple[str, ...] = ()
        self._boxes: dict[str, QCheckBox] = {}
        self.body.addWidget(
            Label(
                tr("{n} note(s) will be erased, with every excerpt taken from there.", n=len(found.notes)),
                "strong",
            )
        )
        self.body.addWidget(
            Label(tr("You cannot undo this, or anything you did before it. The words are also "
"removed from the history and search."))
        )  # fmt: skip
        for one in found.notes:
            self.body.addWidget(Quiet(one.text))
        self.resting = RestingList(found.findings, open_=True)
        self.body.addWidget(self.resting)
        self._group_notes()
        self.body.addWidget(Quiet(_ask_back()))
        self.body.addWidget(
            Quiet(
                tr(
                    "Backups made before today still contain the words. You will see a list of "
                    "these afterwards."
                )
            )
        )
        self._left()
        self._legal()
        self.act = self.add_button(tr("Erase the words"), self._erase, kind="danger")
        self.keep = self.add_button(tr("Cancel"), default=True)
        self._to_ask = (*found.naming_notes, *found.group_notes)
        self.act.setEnabled(bool(found.notes) or bool(self._to_ask))
        self.keep.setFocus()

    @classmethod
    def of_notes(
        cls, parent: QWidget | None, ops: Operations, workshop_id: str, ids: Sequence[str]
    ) -> "WithdrawDialog":
        """For chosen notes."""
        return cls(parent, ops, workshop_id, ops.ask(withdrawal_of_notes, ids))

    @classmethod
    def of_speaker(
        cls, parent: QWidget | None, ops: Operations, workshop_id: str, one: Speaker
    ) -> "WithdrawDialog":
        """For all that a speaker said."""
        return cls(parent, ops, workshop_id, ops.ask(withdrawal_of_speaker, workshop_id, one.id), one.label)

    def _group_notes(self) -> None:
        """Notes of others in which this person's words may stand, each with a tick."""
        parts = (
            (tr("Notes that name this person’s code"), self._found.naming_notes,
             tr("Other notes say something about this person. Tick those that should go too.")),
            (tr("Notes of the whole group"), self._found.group_notes,
             tr("These notes are from the whole group. Tick any that this person said and wants erased.")),
        )  # fmt: skip
        for heading, listed, words in parts:
            if listed:
                self.body.addWidget(Heading(heading, "strong"))
                self.body.addWidget(Quiet(words))
            for one in listed:
                self._box(one.id, one.text, on=False)

    def _box(self, row_id: str, words: str, *, on: bool) -> None:
        line = TickLine(words, on=on)
        self._boxes[row_id] = line.box
        self.body.addWidget(line)

    def _left(self) -> int:
        """What left the file about this workshop, so that it can be asked for; how many."""
        found = self._ops.ask(may_hold_words_of, self._workshop_id)
        for one in found:
            self.body.addWidget(Quiet(_left_words(one)))
        return len(found)

    def _legal(self) -> None:
        contact = self._ops.ask(programme).contact
        words = tr(
            "If someone asks for their data to be erased, tell your data protection officer as well. The council must "
            "reply within 1 month."
        )
        self.body.addWidget(Quiet(f"{words} {contact}".strip()))

    def _ticked(self, ids: Sequence[str]) -> list[str]:
        return [one for one in ids if self._boxes[one].isChecked()]

    def _erase(self) -> None:
        ticked = self._ticked([one.id for one in self._to_ask])
        taken = [*self._found.notes, *(one for one in self._to_ask if one.id in ticked)]
        if taken:
            ids = [one.id for one in taken]
            done = self._ops.run_done(withdraw, self._workshop_id, ids, self.resting.chosen())
            if done is None:
                return
            self.withdrawn = done.value
            self.gone = tuple(one.text for one in taken)
        self._receipt()

    def _receipt(self) -> None:
        """What was erased, and what still holds the words; nothing to say beyond that closes the dialog."""
        backups = HeldBackups(self._ops)
        if not backups.held and not self._ops.ask(may_hold_words_of, self._workshop_id):
            backups.deleteLater()
            self.accept()
            return
        clear(self.body)
        now = datetime.now().astimezone()
        self.body.addWidget(
            Label(
                tr("{n} note(s) erased on {day} at {time}.", n=self.withdrawn, day=long_date(now.date()),
                   time=f"{now:%H:%M}"),
                "strong",
            )
        )  # fmt: skip
        self.body.addWidget(backups)
        if self._left():
            self.body.addWidget(Quiet(_ask_back()))
        self.act.hide()
        self.keep.setText(tr("Close"))
        self.keep.setFocus()
        self.fit()


def _ask_back() -> str:
    return tr(
        "Documents already printed or saved still contain the words. Ask people to return or destroy them."
    )


def _left_words(one: Logged) -> str:
    name = one.document.replace("_", " ").replace("-", " ")
    day = long_date(one.at.date())
    if one.how is How.PRINTED:
        return tr(
            "{n} document(s): {name}, {day}, {person}", n=one.copies, name=name, day=day, person=one.person
        )
    return tr("Saved as a file: {name}, {day}, {person}", name=name, day=day, person=one.person)
