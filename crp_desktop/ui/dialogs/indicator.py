"""An indicator: what is counted, its value, the baseline it is measured from, and what else its source says."""

from collections.abc import Iterable
from typing import Literal

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.changes import IndicatorFigures
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Indicator
from crp_desktop.domain.text import clean_line
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.fields import DayField
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit

_HIGHER, _LOWER = "Higher is better", "Lower is better"


_Text = Literal[
    "title", "value", "unit", "dated", "baseline", "baseline_dated", "comparator", "target", "source", "question",
    "denominator",
]  # fmt: skip


class WhenField(QWidget):
    """A day of the calendar, or words such as “March 2026” where the source gives no more."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self.day = DayField(name, tr("No exact day"), text)
        self.words = LineEdit(
            tr("{field}, in words", field=name), text if as_day(text) is None else "",
            tr("For example, March 2026, or 2025-26"),
        )  # fmt: skip
        self.setLayout(column(self.day, self.words, gap=4))
        self.day.left.connect(self._changed)
        self._changed("")

    def _changed(self, _iso: str) -> None:
        self.words.setVisible(not self.day.iso())

    def text(self) -> str:
        """The day as an ISO text, else the words; "" for neither."""
        return self.day.iso() or clean_line(self.words.text())

    def set_text(self, text: str) -> None:
        """Show a day or words."""
        self.day.set_iso(text)
        self.words.set_text("" if self.day.iso() else text)
        self._changed("")


class IndicatorDialog(Dialog):
    """After `exec`, `badge_key`, `title_words` and `values` (columns of `Indicator`) are what to save; None: nothing.

    `badges` are (key, name) to choose the badge from; without any the caller knows it. `save` is what a button says
    that also attaches the indicator, which takes a value.
    """

    def __init__(
        self,
        parent: QWidget | None,
        shown: Indicator | None = None,
        badges: Iterable[tuple[str, str]] = (),
        *,
        save: str = "",
    ) -> None:
        super().__init__(parent, tr("Change indicator") if shown else tr("New indicator"), width=600)
        self.values: IndicatorFigures | None = None
        self.title_words = ""
        self._needs_value = bool(save)
        told = tr("A figure from its source. With a baseline, it counts as a measured change.")
        self.body.addWidget(Label(told, ink="quiet"))
        self.badge = Choice(tr("Badge"), badges)
        if self.badge.count():
            self.badge.set_key(shown.badge_key if shown else "")
            self._add(tr("Badge"), self.badge)
        self.fields: dict[_Text, LineEdit | WhenField] = {}
        self._text("title", tr("What is counted"), shown)
        self._pair(("value", tr("Value")), ("unit", tr("Unit, for example %")), shown)
        self._when("dated", tr("When"), shown)
        self._text("baseline", tr("Baseline, the value before"), shown)
        self._when("baseline_dated", tr("When the baseline was taken"), shown)
        self.polarity = Choice(
            tr("Which direction is better"),
            [("", tr("Not said")), (_HIGHER, tr("Higher is better")), (_LOWER, tr("Lower is better"))],
        )
        self.polarity.set_key(shown.polarity if shown else "")
        self._add(tr("Which direction is better"), self.polarity)
        self._pair(
            ("comparator", tr("Compared with, for example England: 72%")), ("target", tr("Target")), shown
        )
        self._text("source", tr("Source"), shown)
        self._text("question", tr("Question, word for word"), shown)
        self._text("denominator", tr("Out of how many"), shown)
        self.body.addWidget(Quiet(tr("Leave blank anything the source does not say.")))
        words = save or (tr("Save") if shown else tr("Add indicator"))
        self.add_button(words, self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _add(self, words: str, field: QWidget) -> None:
        self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))

    def _line(self, name: _Text, words: str, shown: Indicator | None) -> LineEdit:
        field = LineEdit(words, getattr(shown, name) if shown else "")
        self.fields[name] = field
        return field

    def _text(self, name: _Text, words: str, shown: Indicator | None) -> None:
        self._add(words, self._line(name, words, shown))

    def _pair(self, first: tuple[_Text, str], second: tuple[_Text, str], shown: Indicator | None) -> None:
        parts = []
        for name, words in (first, second):
            field = self._line(name, words, shown)
            theme.size(field, min_width=240)
            parts.append(panel(column(labelled(words, field), field, gap=4)))
        self.body.addWidget(flow(*parts, gap=16))

    def _when(self, name: _Text, words: str, shown: Indicator | None) -> None:
        field = WhenField(words, getattr(shown, name) if shown else "")
        self.fields[name] = field
        self._add(words, field)

    @property
    def badge_key(self) -> str:
        """The badge chosen, "" where the caller knows it."""
        return self.badge.key()

    def _save(self) -> None:
        title = clean_line(self.fields["title"].text())
        values: IndicatorFigures = {"polarity": self.polarity.key()}
        for name, field in self.fields.items():
            if name != "title":
                values[name] = clean_line(field.text())
        if not title:
            self._miss("title", tr("Say what is counted."))
        elif self._needs_value and not values["value"]:
            self._miss("value", tr("Enter the value."))
        else:
            self.title_words, self.values = title, values
            self.accept()

    def _miss(self, name: _Text, words: str) -> None:
        self.show_problem(InputProblem(words))
        self.fields[name].setFocus()
