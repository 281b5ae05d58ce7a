"""The speakers of a session: their codes and age bands, stopping, and taking words back."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Speaker
from crp_desktop.services.workshops.session import stop_taking_part, take_part_again
from crp_desktop.services.workshops.workshop import AGE_BANDS, change_speaker, speakers
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.widgets.textedit import LineEdit


class PeopleDialog(Dialog):
    """Saves as you go. `gone` are the words that were erased from here."""

    def __init__(self, parent: QWidget | None, ops: Operations, workshop_id: str) -> None:
        super().__init__(parent, tr("Speakers"), width=760)
        self._ops, self._workshop_id = ops, workshop_id
        self.gone: tuple[str, ...] = ()
        self.body.addWidget(
            Label(tr("A code for each person, never a name. An age band only if it helps."), ink="quiet")
        )
        self._list = column(gap=8)
        self.body.addWidget(panel(self._list))
        close = self.add_button(tr("Close"), self.accept, kind="primary", default=True)
        self._fill()
        close.setFocus()

    def _fill(self) -> None:
        clear(self._list)
        people = [one for one in self._ops.ask(speakers, self._workshop_id) if not one.everyone]
        for one in people:
            self._list.addWidget(self._line(one))
        if not people:
            self._list.addWidget(
                Label(tr("No speakers yet. Type “P1: ” before what someone says to add P1."))
            )

    def _line(self, one: Speaker) -> QWidget:
        code = LineEdit(tr("Code of {code}", code=one.label), one.label)
        code.left.connect(partial(self._rename, one.id))
        band = ComboBox()
        band.setAccessibleName(tr("Age band of {code}", code=one.label))
        band.addItems([tr("No age band"), *AGE_BANDS])
        band.setCurrentText(one.age_band or tr("No age band"))
        band.activated.connect(partial(self._set_band, one.id, band))
        stop = Button(
            tr("Takes part again") if one.left_at else tr("Stops taking part"),
            partial(self._stop, one),
            kind="plain",
        )
        words = Button(tr("Withdraw their words…"), partial(self._withdraw, one), icon="trash-2")
        words.setAccessibleName(tr("Withdraw the words of {code}", code=one.label))
        heads = (tr("Code"), code), (tr("Age band"), band)
        parts = [panel(column(Label(head, "small", "quiet"), field, gap=2)) for head, field in heads]
        parts += [stop, words]
        if one.left_at:
            parts.insert(0, Label(tr("Stopped"), "small", "quiet", wrap=False))
        line = FlowLayout(*parts, gap=8, foot=True)
        return Card(panel(line), margin=8, ground="canvas")

    def _rename(self, speaker_id: str, code: str) -> None:
        code = code.strip()
        taken = [
            label_key(one.label) for one in self._ops.ask(speakers, self._workshop_id) if one.id != speaker_id
        ]
        if code and label_key(code) not in taken:
            self._ops.run(change_speaker, speaker_id, label=code)
        self._fill()

    def _set_band(self, speaker_id: str, band: ComboBox, at: int) -> None:
        self._ops.run(change_speaker, speaker_id, age_band=band.itemText(at) if at else "")

    def _stop(self, one: Speaker) -> None:
        self._ops.run(take_part_again if one.left_at else stop_taking_part, one.id)
        self._fill()

    def _withdraw(self, one: Speaker) -> None:
        dialog = WithdrawDialog.of_speaker(self, self._ops, self._workshop_id, one)
        dialog.exec()
        self.gone = (*self.gone, *dialog.gone)
        dialog.deleteLater()
        self._fill()
