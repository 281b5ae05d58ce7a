"""Findings that rest on words to be taken away, and what the person decides about each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.withdrawal import Resting
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, flow
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.tick import TickLine


class RestingList(QWidget):
    """Ticked ones go with the words. What they say is on the screen only when `open_`, or once it is asked for."""

    def __init__(self, found: Sequence[Resting], *, open_: bool, always_with: bool = False) -> None:
        """With `always_with` those that rest on nothing else go without being asked about."""
        super().__init__()
        self._lines: list[tuple[Label, str]] = []
        self.boxes: dict[str, QCheckBox] = {}
        inside = column(gap=4)
        inside.addWidget(Heading(tr("Findings based on these notes, or with the same words"), "strong"))
        settled = [one for one in found if one.only and always_with]
        asked = [one for one in found if one not in settled]
        if settled:
            inside.addWidget(Quiet(tr("These have no other notes behind them, so they will be erased too:")))
        for one in settled:
            words = Label(_name(one))
            self._lines.append((words, one.finding.text))
            inside.addWidget(words)
        if asked:
            inside.addWidget(
                Quiet(tr("The ones you tick will be erased too. The rest will stay, without these words."))
            )
        for one in asked:
            line = TickLine(_name(one), on=one.rests and (one.only or one.repeats))
            self.boxes[one.finding.id] = line.box
            self._lines.append((line.words, one.finding.text))
            inside.addWidget(line)
        self.show_words = Button(tr("Show what they say"), self.open_words, kind="link")
        inside.addWidget(flow(self.show_words))
        self.setLayout(inside)
        if open_:
            self.open_words()
        if not found:
            self.hide()

    def chosen(self) -> list[str]:
        """The ids of those that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]

    def staying(self) -> int:
        """How many stay, without the words."""
        return len(self.boxes) - len(self.chosen())

    def open_words(self) -> None:
        """Say what each of them says."""
        for label, words in self._lines:
            label.setText(tr("{about}: {words}", about=label.text(), words=words))
        asked = self._lines[len(self._lines) - len(self.boxes) :]
        for box, (label, _) in zip(self.boxes.values(), asked, strict=True):
            box.setAccessibleName(label.text())
        self.show_words.hide()


def _name(one: Resting) -> str:
    number = tr("Finding {number}", number=one.finding.number)
    if one.only:
        return tr("{finding}: no other notes behind it", finding=number)
    if not one.rests:
        return tr("{finding}, has the same words in it", finding=number)
    if one.repeats:
        return tr("{finding}: has other notes behind it, and has the same words in it", finding=number)
    return tr("{finding}: has other notes behind it", finding=number)
