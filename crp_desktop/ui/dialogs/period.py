"""An assessment period: a new one, or the label and days of one that is there; an empty one can be deleted."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Period
from crp_desktop.services.assessment.period import (
    NewPeriod,
    add_period,
    change_period,
    delete_period,
    period_room,
)
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.fields import DateField
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


class PeriodDialog(Dialog):
    """Offers the period that comes next, or shows one that is there.

    After `exec`, `period_id` is the one added or changed, "" when nothing was done; `deleted` says that it went.
    """

    def __init__(self, parent: QWidget | None, ops: Operations, shown: NewPeriod | Period) -> None:
        title = tr("Change period") if isinstance(shown, Period) else tr("New assessment period")
        super().__init__(parent, title, width=480)
        self._ops = ops
        self.period_id = ""
        self.deleted = False
        self.label = LineEdit(tr("Label"), shown.label)
        self.first = DateField(tr("First day"))
        self.first.set_iso(shown.starts_on)
        self.last = DateField(tr("Last day"))
        self.last.set_iso(shown.ends_on)
        told = tr("Evidence counts for the period it was gathered in. A period is usually 12 months.")
        self.body.addWidget(Label(told, ink="quiet"))
        for field in (self.label, self.first, self.last):
            words = field.accessibleName()
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        if isinstance(shown, Period):
            self._build_change(shown)
        else:
            self.add_button(tr("Add period"), partial(self._save, ""), kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _build_change(self, shown: Period) -> None:
        room = self._ops.ask(period_room, shown.id)
        for day in (self.first, self.last):
            day.setEnabled(not room.days_locked)
        if room.days_locked:
            self.body.addWidget(
                Quiet(tr("Something is signed off for this period, so its dates are locked."))
            )
        self.add_button(tr("Save"), partial(self._save, shown.id), kind="primary", default=True)
        if room.holds:
            what = ", ".join(room.holds)
            self.body.addWidget(Quiet(tr("You cannot delete it, because it has {what}.", what=what)))
        else:
            self.add_button(tr("Delete period"), partial(self._delete, shown.id), kind="danger")

    def _save(self, period_id: str) -> None:
        """Change the period of that id, or add one; a problem stays in the dialog."""
        fields = self.label.text(), self.first.iso(), self.last.iso()
        runner = self._ops.telling(self.show_problem)
        if period_id:
            saved = runner.run_done(change_period, period_id, *fields)
            self.period_id = period_id if saved else ""
        else:
            self.period_id = runner.run(add_period, *fields) or ""
        if self.period_id:
            self.accept()

    def _delete(self, period_id: str) -> None:
        if self._ops.telling(self.show_problem).run_done(delete_period, period_id):
            self.deleted = True
            self.accept()
