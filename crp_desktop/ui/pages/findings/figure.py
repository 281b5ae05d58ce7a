"""The figure that goes with a finding: value, the question asked, of how many, from where and when."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Statistic
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class FigureSection(QWidget):
    """Folded to one line until it is wanted. `changed(field, text)` when a field was left with other words in it."""

    changed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.value = LineEdit(tr("Value"), placeholder=tr("46%"))
        self.question = GrowingTextEdit(tr("Question as it was asked"), most=5)
        self.denominator = LineEdit(tr("Of how many"), placeholder=tr("1,204 young people"))
        self.source = LineEdit(tr("Source"), placeholder=tr("Resident perception survey"))
        self.dated = LineEdit(tr("Date of the source"), placeholder=tr("December 2016"))
        self._said = Label()
        self._from = Quiet()
        self.edit = Button(tr("Add a figure"), self._toggle, kind="plain", icon="chart-column")
        fields = column(gap=12, margins=(0, 4, 0, 0))
        named = (
            ("value", self.value),
            ("question", self.question),
            ("denominator", self.denominator),
            ("source", self.source),
            ("dated", self.dated),
        )
        for name, field in named:
            field.setObjectName(f"figure-{name}")
            field.left.connect(partial(self.changed.emit, name))
            fields.addLayout(column(labelled(field.accessibleName(), field), field, gap=2))
        self._fields = panel(fields, tr("Figure"))
        self._fields.hide()
        self.setLayout(
            column(Heading(tr("Figure")), self._said, self._from, row(self.edit, None), self._fields, gap=4)
        )

    def show_figure(self, figure: Statistic | None) -> None:
        """Show a finding's figure, or that it has none."""
        value, question, denominator, source, dated = (
            (figure.value, figure.question, figure.denominator, figure.source, figure.dated)
            if figure
            else ("", "", "", "", "")
        )
        self.value.set_text(value)
        self.question.set_text(question)
        self.denominator.set_text(denominator)
        self.source.set_text(source)
        self.dated.set_text(dated)
        said = " ".join(part for part in (value, question) if part)
        self._said.setText(said)
        self._from.setText(", ".join(part for part in (denominator, source, dated) if part))
        self._said.setVisible(bool(said))
        self._from.setVisible(bool(self._from.text()))
        self._tell_button(bool(said or self._from.text()))

    def _tell_button(self, there: bool) -> None:
        shown = not self._fields.isHidden()
        self.edit.setText(tr("Done") if shown else tr("Change the figure") if there else tr("Add a figure"))
        self.edit.updateGeometry()

    def _toggle(self) -> None:
        self._fields.setVisible(self._fields.isHidden())
        self._tell_button(bool(self._said.text() or self._from.text()))
        if not self._fields.isHidden():
            self.value.setFocus()
