"""People counted by age band and access need, with plus and minus; shared by the plan page and the session."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import HeadcountKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Headcount
from crp_desktop.services.workshops.workshop import AGE_BANDS
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit

ACCESS_NEEDS = ("Wheelchair", "Hearing", "Sight", "Learning", "Interpreter")


class CountEditor(QWidget):
    """`counted(kind, label, count)` follows every change. Counts only: no names, no dates of birth."""

    counted = Signal(object, str, int)

    def __init__(self) -> None:
        super().__init__()
        self._steppers: dict[tuple[HeadcountKind, str], Stepper] = {}
        self._flows = {kind: FlowLayout(gap=12) for kind in HeadcountKind}
        self.total = Quiet()
        parts = column(gap=8)
        for kind, words in (
            (HeadcountKind.AGE_BAND, tr("Age bands")),
            (HeadcountKind.ACCESS_NEED, tr("Access needs")),
        ):
            parts.addWidget(Heading(words, "strong"))
            parts.addWidget(panel(self._flows[kind], words))
            other = LineEdit(tr("Another: {kind}", kind=label(kind)), placeholder=tr("Another, then Enter"))
            other.returnPressed.connect(partial(self._add_from, kind, other))
            parts.addWidget(other)
        parts.addWidget(self.total)
        self.setLayout(parts)

    def show_counts(self, counted: Sequence[Headcount]) -> None:
        """Show what was counted; bands and needs that nobody counted yet stand there with nought."""
        wanted = {(HeadcountKind.AGE_BAND, band): 0 for band in AGE_BANDS}
        wanted |= {(HeadcountKind.ACCESS_NEED, need): 0 for need in ACCESS_NEEDS}
        wanted |= {(one.kind, one.label): one.count for one in counted}
        if set(wanted) != set(self._steppers):
            self._rebuild(list(wanted))
        for key, count in wanted.items():
            self._steppers[key].set_value(count)
        self._say_total()

    def _rebuild(self, keys: Sequence[tuple[HeadcountKind, str]]) -> None:
        for layout in self._flows.values():
            clear(layout)
        self._steppers = {}
        for kind, words in keys:
            stepper = Stepper(words)
            stepper.setObjectName(f"count-{kind}-{words}")
            stepper.moved.connect(self._say_total)
            stepper.changed.connect(partial(self.counted.emit, kind, words))
            self._steppers[(kind, words)] = stepper
            self._flows[kind].addWidget(panel(column(Label(words), stepper, gap=0)))

    def _add_from(self, kind: HeadcountKind, field: LineEdit) -> None:
        words = field.text().strip()
        if words and (kind, words) not in self._steppers:
            field.set_text("")
            self.counted.emit(kind, words, 1)

    def _say_total(self, *_: object) -> None:
        people = sum(
            one.value() for (kind, _), one in self._steppers.items() if kind is HeadcountKind.AGE_BAND
        )
        self.total.setText(tr("Total people: {n}", n=people))
