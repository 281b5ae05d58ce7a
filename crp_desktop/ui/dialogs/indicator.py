"""A new indicator: what is counted, the value now, and the baseline it is measured from."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.text import clean_line
from crp_desktop.domain.words import tr
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Label, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


class IndicatorDialog(Dialog):
    """After `exec`, `title_words` and `values` (columns of `Indicator`) are what to add; None for nothing."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, tr("New indicator"), width=560)
        self.values: dict[str, str] | None = None
        self.title_words = ""
        told = tr("A figure as its source gives it. With a baseline it counts as a measured change.")
        self.body.addWidget(Label(told, ink="quiet"))
        fields = {
            "title": tr("What is counted"),
            "value": tr("Value"),
            "unit": tr("Unit, such as %"),
            "dated": tr("Day, as year-month-day"),
            "baseline": tr("Baseline, the value before"),
            "baseline_dated": tr("When the baseline was taken"),
            "question": tr("Question, word for word"),
            "denominator": tr("Out of how many"),
            "source": tr("Source"),
        }
        self.fields = {name: LineEdit(words) for name, words in fields.items()}
        self.polarity = Choice(
            tr("Which way is better"),
            [("", tr("Not said")), ("Higher is better", tr("Higher is better")),
             ("Lower is better", tr("Lower is better"))],
        )  # fmt: skip
        for name, words in fields.items():
            self.body.addWidget(panel(column(labelled(words, self.fields[name]), self.fields[name], gap=4)))
        self.body.addWidget(
            panel(column(labelled(tr("Which way is better"), self.polarity), self.polarity, gap=4))
        )
        self.add_button(tr("Add and attach"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _save(self) -> None:
        values = {name: clean_line(field.text()) for name, field in self.fields.items()}
        if not values["title"] or not values["value"]:
            self.show_problem(InputProblem(tr("Say what is counted, and its value.")))
            return
        if values["dated"] and as_day(values["dated"]) is None:
            self.show_problem(
                InputProblem(tr("“{day}” is not a day of the calendar.", day=values["dated"]), "",
                             tr("Write it as year-month-day, such as 2026-09-01."))
            )  # fmt: skip
            return
        self.title_words = values.pop("title")
        self.values = values | {"polarity": self.polarity.key()}
        self.accept()
