"""What stands over the list of findings: words to find, quick filters, how many are listed and why not all."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Workshop
from crp_desktop.services.findings.listing import FindingFilter, Group, Sort
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.pages.findings.form import FilterForm, rest_of, rest_said
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, flow, row
from crp_desktop.ui.widgets.text import Quiet
from crp_desktop.ui.widgets.textedit import LineEdit

_TYPING_MS = 120
_ON_MAPPING = (
    "article", "articles", "badge", "direction", "unmapped", "no_badge", "any_article", "no_article"
)  # fmt: skip


class FindingsFilter(QWidget):
    """Emits `changed` when the list should be asked for again; `wanted()`, `sort()` and `group()` say how.

    `form` holds everything else and stands elsewhere; `more` is pressed while it is shown. `set_folded` gives the list
    room: the quick filters move into the form.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fixed = FindingFilter()
        self.form = FilterForm()
        self.words = LineEdit(tr("Find in findings"), placeholder=tr("Find in findings"))
        self.unmapped = self._toggle(tr("Not mapped"), "tag")
        self.starred = self._toggle(tr("Starred"), "star")
        self.confirmed = self._toggle(tr("Confirmed"), "circle-check")
        self.voted = self._toggle(tr("With votes"), "thumbs-up")
        self.flagged = self._toggle(tr("Words changed"), "triangle-alert")
        self._toggles = {
            "unmapped": self.unmapped,
            "starred": self.starred,
            "confirmed": self.confirmed,
            "voted": self.voted,
            "flagged": self.flagged,
        }
        self.more = Button(tr("Filter and group"), icon="filter", kind="quiet")
        self.more.setCheckable(True)
        self.clear_all = Button(tr("Show all"), self.show_all, icon="x", kind="quiet")
        self._what = Quiet()
        quick = (self.unmapped, self.starred, self.confirmed, self.flagged)
        self._quick = flow(*quick, gap=2, name=tr("Quick filters"))
        self._tools = flow(self.more, self.clear_all, gap=2)
        self.form.above.addWidget(flow(self.voted))
        self._top = row(gap=8)
        self._top.addWidget(self.words, 1)
        self._inside = column(self._top, self._quick, self._what, self._tools, gap=4)
        self.setLayout(self._inside)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.words.textEdited.connect(self._typed)
        self.form.chosen.connect(self._tell)
        self._tidy()

    def _toggle(self, text: str, icon: str) -> Button:
        made = Button(text, icon=icon, kind="quiet")
        made.setCheckable(True)
        made.toggled.connect(self._toggled)
        return made

    def set_folded(self, folded: bool) -> None:
        """Keep the quick filters in the form, and the rest on one line, where the list has little height."""
        home = self._tools.layout() if folded else self._quick.layout()
        assert home is not None
        for button in (self.more, self.clear_all):
            home.addWidget(button)
        if folded:
            self.form.above.insertWidget(0, self._quick)
            self._top.addWidget(self._tools)
        else:
            self._inside.insertWidget(1, self._quick)
            self._inside.addWidget(self._tools)
        self._tools.setVisible(folded)

    def set_offers(self, shops: Sequence[Workshop], targets: Targets, flagged: int) -> None:
        """The workshops and badges there are, and how many findings have lost words to an edit."""
        self.flagged.setVisible(bool(flagged) or self.flagged.isChecked())
        self.form.set_offers(shops, targets)

    def wanted(self) -> FindingFilter:
        """Which findings the person asked for."""
        on: dict[str, Any] = {name: toggle.isChecked() for name, toggle in self._toggles.items()}
        return replace(self._fixed, words=self.words.text(), **on, **self.form.asked())

    def asks_for_mapping(self) -> bool:
        """Whether what is listed, and where, depends on what findings are mapped to."""
        asked, every = self.wanted(), FindingFilter()
        grouped = self.group() in (Group.ARTICLE, Group.BADGE, Group.MAPPED)
        sorted_so = self.sort() in (Sort.ARTICLE, Sort.UNMAPPED)
        return (
            grouped or sorted_so or any(getattr(asked, name) != getattr(every, name) for name in _ON_MAPPING)
        )

    def sort(self) -> Sort:
        """How the list runs."""
        return Sort(self.form.sort_by.key())

    def group(self) -> Group:
        """What the list is grouped by."""
        return Group(self.form.group_by.key())

    def narrow(self, wanted: FindingFilter) -> None:
        """Show what another page asked for, such as the findings behind a number."""
        self._put(wanted)
        self._tell()

    def show_all(self) -> None:
        """Take every filter away."""
        self.narrow(FindingFilter())
        self.words.setFocus()

    def _put(self, wanted: FindingFilter) -> None:
        self.words.set_text(wanted.words)
        for name, toggle in self._toggles.items():
            _set_quietly(toggle, getattr(wanted, name))
        self.form.narrow(wanted)
        self._fixed = rest_of(wanted)

    def is_narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return self.wanted() != FindingFilter()

    def say_count(self, shown: int, whole: int) -> None:
        """Show how many findings are listed, and by what they are narrowed."""
        count = tr("{n} finding(s)", n=whole)
        if shown != whole or self.is_narrowed():
            count = tr("{n} of {whole} findings", n=shown, whole=f"{whole:,}")
        on = [toggle.text() for toggle in self._toggles.values() if toggle.isChecked()]
        words = [tr("“{words}”", words=self.words.text())] if self.words.text() else []
        self._what.setText(" · ".join([count, *words, *on, *self.form.said(), *rest_said(self._fixed)]))
        self.form.see.setText(tr("See {n} finding(s)", n=shown))
        self.form.see.updateGeometry()

    def _toggled(self, checked: bool) -> None:
        self._tell()

    def _typed(self, text: str) -> None:
        self._typing.start()

    def _tidy(self) -> None:
        self.clear_all.setVisible(self.is_narrowed())

    def _tell(self) -> None:
        self._typing.stop()
        self._tidy()
        self.changed.emit()


def _set_quietly(toggle: Button, on: bool) -> None:
    before = toggle.blockSignals(True)
    toggle.setChecked(on)
    toggle.blockSignals(before)
    toggle.update()
