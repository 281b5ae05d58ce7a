"""Counting during a session: who took part, and how the success phrases were answered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import HeadcountKind
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.session import count_phrase, phrase_counts
from crp_desktop.services.workshops.workshop import headcounts, set_headcount
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.counts import CountEditor
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Label, labelled


class HeadsDialog(Dialog):
    """Who took part, by age band and access need; saves as you go."""

    def __init__(self, parent: QWidget | None, ops: Operations, workshop_id: str) -> None:
        super().__init__(parent, tr("Count people"), width=640)
        self._ops, self._workshop_id = ops, workshop_id
        self.editor = CountEditor()
        self.editor.counted.connect(self._counted)
        self.body.addWidget(Label(tr("Plus and minus keys count. Counts only, no names."), ink="quiet"))
        self.body.addWidget(self.editor)
        self.editor.show_counts(ops.ask(headcounts, workshop_id))
        self.add_button(tr("Close"), self.accept, kind="primary", default=True)

    def _counted(self, kind: HeadcountKind, words: str, count: int) -> None:
        self._ops.run(set_headcount, self._workshop_id, kind, words, count)
        self.editor.show_counts(self._ops.ask(headcounts, self._workshop_id))


class PhrasesDialog(Dialog):
    """How many agree with each of the council's success phrases, by slips or by hands; saves as you go, presses
    in quick succession as one step."""

    def __init__(self, parent: QWidget | None, ops: Operations, workshop_id: str) -> None:
        super().__init__(parent, tr("Success phrases"), width=680)
        self._ops, self._workshop_id = ops, workshop_id
        self._known = {one.phrase: one for one in ops.ask(phrase_counts, workshop_id)}
        self.method = ComboBox()
        for key, words in (("slips", tr("One slip each, in private")), ("hands", tr("Hands up"))):
            self.method.addItem(words, key)
        self.method.setCurrentIndex(
            max(self.method.findData(next((one.method for one in self._known.values()), "slips")), 0)
        )
        self.method.activated.connect(self._method_chosen)
        self.body.addWidget(labelled(tr("How they are asked"), self.method))
        self.body.addWidget(flow(self.method))
        self._steppers: dict[str, tuple[Stepper, Stepper, Stepper]] = {}
        phrases = dict.fromkeys((*ops.ask(programme).phrases, *self._known))
        for phrase in phrases:
            self.body.addWidget(self._line(phrase))
        self.add_button(tr("Close"), self.accept, kind="primary", default=True)

    def _line(self, phrase: str) -> QWidget:
        known = self._known.get(phrase)
        counts = (known.agree, known.unsure, known.disagree) if known else (0, 0, 0)
        names = (tr("Agree"), tr("Not sure"), tr("Disagree"))
        steppers = [Stepper(f"{name}: {phrase}", value) for name, value in zip(names, counts, strict=True)]
        self._steppers[phrase] = (steppers[0], steppers[1], steppers[2])
        save: Callable[[int], None] = partial(self._save, phrase)
        parts = []
        for name, stepper in zip(names, steppers, strict=True):
            stepper.changed.connect(save)
            parts.append(panel(column(Label(name), stepper, gap=0)))
        return Card(Label(phrase, "strong"), flow(*parts, gap=16), margin=12, ground="canvas")

    def _save(self, phrase: str, _count: int = 0) -> None:
        agree, unsure, disagree = (one.value() for one in self._steppers[phrase])
        method = self.method.currentData()
        self._ops.run(
            count_phrase,
            self._workshop_id,
            phrase,
            agree=agree,
            unsure=unsure,
            disagree=disagree,
            method=method,
        )

    def _method_chosen(self, _index: int) -> None:
        for phrase, steppers in self._steppers.items():
            for one in steppers:
                one.settle()
            if any(one.value() for one in steppers):
                self._save(phrase)
