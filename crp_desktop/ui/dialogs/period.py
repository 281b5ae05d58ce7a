"""A new assessment period: its label, its first and its last day."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.words import tr
from crp_desktop.services.period import NewPeriod, add_period
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.fields import DateField
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Label, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


class PeriodDialog(Dialog):
    """Offers the period that comes next; after `exec`, `period_id` is the one added, or ""."""

    def __init__(self, parent: QWidget | None, ops: Operations, offered: NewPeriod) -> None:
        super().__init__(parent, tr("New assessment period"), width=440)
        self._ops = ops
        self.period_id = ""
        self.label = LineEdit(tr("Label"), offered.label)
        self.first = DateField(tr("First day"))
        self.first.set_iso(offered.starts_on)
        self.last = DateField(tr("Last day"))
        self.last.set_iso(offered.ends_on)
        self.body.addWidget(
            Label(
                tr("Evidence counts for the period it was gathered in. Twelve months is usual."), ink="quiet"
            )
        )
        for words, field in (
            (tr("Label"), self.label),
            (tr("First day"), self.first),
            (tr("Last day"), self.last),
        ):
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.add_button(tr("Add period"), self._add, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _add(self) -> None:
        try:
            done = add_period(self._ops.store, self.label.text(), self.first.iso(), self.last.iso())
        except Problem as problem:
            self.show_problem(problem)
            return
        self._ops.changed.emit(done.step)
        self.period_id = done.value
        self.accept()
