""" "Don't use my words": what will be erased, what rests on it, and a decision for each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.dates import long_date
from crp_desktop.domain.records import Speaker
from crp_desktop.domain.words import tr
from crp_desktop.services.print_log import How, may_hold_words_of
from crp_desktop.services.programme import programme
from crp_desktop.services.withdrawal import Withdrawal, withdraw, withdrawal_of_notes, withdrawal_of_speaker
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.tick import TickLine


class WithdrawDialog(Dialog):
    """Erases on its one button. `withdrawn` says how many notes went."""

    def __init__(
        self, parent: QWidget | None, ops: Operations, workshop_id: str, found: Withdrawal, whose: str = ""
    ) -> None:
        title = tr("Erase what {speaker} said", speaker=whose) if whose else tr("Erase the chosen notes")
        super().__init__(parent, title, width=640)
        self._ops, self._workshop_id, self._found = ops, workshop_id, found
        self.withdrawn = 0
        self._boxes: dict[str, QCheckBox] = {}
        self.body.addWidget(
            Label(tr("{n} note(s) will be erased, with every excerpt of them.", n=len(found.notes)), "strong")
        )
        self.body.addWidget(
            Label(tr("This cannot be undone. Earlier steps can no longer be undone either. The words also leave the "
                     "history and the search."))
        )  # fmt: skip
        for one in found.notes:
            self.body.addWidget(Quiet(one.text))
        self._findings()
        self._group_notes()
        self.body.addWidget(
            Quiet(tr("Papers and files that went out before still hold the words: ask for them back. Copies in backups "
                     "go when the backups do."))
        )  # fmt: skip
        self._left()
        self._legal()
        self.act = self.add_button(tr("Erase the words"), self._erase, kind="danger")
        keep = self.add_button(tr("Keep them"), default=True)
        self.act.setEnabled(bool(found.notes) or bool(found.group_notes))
        keep.setFocus()

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

    def _findings(self) -> None:
        if not self._found.findings:
            return
        self.body.addWidget(Heading(tr("Findings that rest on them"), "strong"))
        self.body.addWidget(
            Quiet(tr("Ticked ones are erased as well. The others stay, without these words."))
        )
        for resting in self._found.findings:
            words = resting.finding.text
            said = tr("{words} (rests on nothing else)", words=words) if resting.only else words
            self._box(resting.finding.id, said, on=resting.only)

    def _group_notes(self) -> None:
        if not self._found.group_notes:
            return
        self.body.addWidget(Heading(tr("Notes of the whole group"), "strong"))
        self.body.addWidget(
            Quiet(tr("This person may have said some of them. Tick those that should go too."))
        )
        for one in self._found.group_notes:
            self._box(one.id, one.text, on=False)

    def _box(self, row_id: str, words: str, *, on: bool) -> None:
        line = TickLine(words, on=on)
        self._boxes[row_id] = line.box
        self.body.addWidget(line)

    def _left(self) -> None:
        """What left the file about this workshop, so that it can be asked for."""
        for one in self._ops.ask(may_hold_words_of, self._workshop_id):
            name = one.document.replace("_", " ").replace("-", " ")
            day = long_date(one.at.date())
            if one.how is How.PRINTED:
                said = tr(
                    "{n} paper(s): {name}, {day}, {person}",
                    n=one.copies,
                    name=name,
                    day=day,
                    person=one.person,
                )
            else:
                said = tr("Saved as a file: {name}, {day}, {person}", name=name, day=day, person=one.person)
            self.body.addWidget(Quiet(said))

    def _legal(self) -> None:
        contact = self._ops.ask(programme).contact
        words = tr(
            "If somebody asks for this as their legal right, tell your data-protection officer as well."
        )
        self.body.addWidget(Quiet(f"{words} {contact}".strip()))

    def _ticked(self, ids: Sequence[str]) -> list[str]:
        return [one for one in ids if self._boxes[one].isChecked()]

    def _erase(self) -> None:
        notes = [one.id for one in self._found.notes] + self._ticked(
            [one.id for one in self._found.group_notes]
        )
        gone = self._ticked([one.finding.id for one in self._found.findings])
        if notes:
            done = self._ops.run_done(withdraw, self._workshop_id, notes, gone)
            if done is None:
                return
            self.withdrawn = done.value
        self.accept()
