"""The figure that goes with a finding: value, the question asked, of how many, from where and when."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Statistic
from crp_desktop.services.findings.finding import set_statistic
from crp_desktop.ui.form import Form
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class FigureSection(QWidget):
    """Folded to one line until it is wanted; its fields are saved as they are left."""

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self.form = Form(ops, set_statistic, self)
        self.value = LineEdit(tr("Value"), placeholder=tr("46%"))
        self.question = GrowingTextEdit(tr("Question as it was asked"), most=5)
        self.denominator = LineEdit(tr("Of how many"), placeholder=tr("1,204 young people"))
        self.source = LineEdit(tr("Source"), placeholder=tr("Resident perception survey"))
        self.dated = LineEdit(tr("Date of the source"), placeholder=tr("December 2016"))
        self._said = Label()
        self._from = Quiet()
        self.edit = Button(tr("Add a figure"), self._toggle, kind="plain", icon="chart-column")
        self.edit.setObjectName("figure-edit")
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
            fields.addWidget(self.form.add(name, field, field.accessibleName(), read=str.strip))
        self._fields = panel(fields, tr("Figure"))
        self._fields.hide()
        self.setLayout(
            column(Heading(tr("Figure")), self._said, self._from, row(self.edit, None), self._fields, gap=4)
        )

    def show_figure(self, finding_id: str, figure: Statistic | None) -> None:
        """Show a finding's figure, or that it has none."""
        now = figure or Statistic("", finding_id, *[""] * 6)
        self.form.show(now, finding_id)
        said = " ".join(part for part in (now.value, now.question) if part)
        self._said.setText(said)
        self._from.setText(", ".join(part for part in (now.denominator, now.source, now.dated) if part))
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
