"""Dialogs about findings: a new one, merging, splitting, history."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.dates import long_date
from crp_desktop.domain.finding_kind import suggest_kind
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, FindingKind
from crp_desktop.domain.labels import label, workshop_in_list
from crp_desktop.domain.records import Excerpt, Finding, Workshop
from crp_desktop.services.findings.history import Entry
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import KINDS, KindMark
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import FlowLayout, column, panel, row
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit


class KindButtons(QWidget):
    """Strength, concern, idea, or none of them until somebody says it. `chosen(kind)` when a person pressed one;
    pressing the one that is on takes the kind away. While there is none, `suggest` marks the one that words may mean;
    it is never set by itself. With `says_none` all this stands in words beside the buttons."""

    chosen = Signal(object)

    def __init__(self, *, says_none: bool = True) -> None:
        super().__init__()
        self._says_none = says_none
        self._text = self.hint = ""
        self.setAccessibleName(tr("Kind of finding"))
        self.buttons: dict[FindingKind, Button] = {}
        line = FlowLayout(gap=4)
        for one in SAID_KINDS:
            made = Button(label(one), partial(self._pressed, one), icon=KINDS[one])
            made.setCheckable(True)
            made.setObjectName(f"kind-{one.value}")
            made.setToolTip(f"{label(one)} ({command('findings', one.value).key})")
            self.buttons[one] = made
            line.addWidget(made)
        self.none = Quiet(label(FindingKind.UNSAID))
        line.addWidget(self.none)
        self.setLayout(line)
        self.set_kind(FindingKind.UNSAID)

    def _pressed(self, one: FindingKind) -> None:
        self.set_kind(one if self.buttons[one].isChecked() else FindingKind.UNSAID)
        self.chosen.emit(self.kind())

    def kind(self) -> FindingKind:
        """The kind that is on; unsaid when none is."""
        on = (one for one, button in self.buttons.items() if button.isChecked())
        return next(on, FindingKind.UNSAID)

    def set_kind(self, kind: FindingKind) -> None:
        """Switch one on and the others off."""
        for one, button in self.buttons.items():
            button.setChecked(one is kind)
        self._mark()

    def suggest(self, text: str) -> None:
        """Mark the kind that a text may be, as long as nobody has said one."""
        if text != self._text:
            self._text = text
            self._mark()

    def _mark(self) -> None:
        unsaid = self.kind() is FindingKind.UNSAID
        found = suggest_kind(self._text) if unsaid else None
        self.hint = ""
        if found is not None:
            pressed = command("findings", found.kind.value).key
            self.hint = tr("Suggested: {kind}, for “{words}” ({keys})",
                           kind=label(found.kind), words=found.words, keys=pressed)  # fmt: skip
        for one, button in self.buttons.items():
            button.set_suggested(self.hint if found is not None and one is found.kind else "")
        self.none.setText(self.hint or label(FindingKind.UNSAID))
        self.none.setVisible(self._says_none and unsaid)


class NewFindingDialog(Dialog):
    """A finding from anywhere: a workshop, or a survey, an inspection, a forum."""

    def __init__(self, parent: QWidget | None, shops: Sequence[Workshop], workshop_id: str = "") -> None:
        super().__init__(parent, tr("New finding"), width=560)
        self.kinds = KindButtons()
        self.words = GrowingTextEdit(
            tr("What was found"), placeholder=tr("Write it in a sentence"), least=3, most=10
        )
        named = [(one.id, workshop_in_list(one.title, one.number)) for one in shops]
        self.source = Choice(
            tr("Where it comes from"), [("", tr("A survey, inspection or other source")), *named], longest=40
        )
        self.source.set_key(workshop_id)
        self.body.addWidget(self.kinds)
        self.body.addLayout(column(labelled(tr("What was found"), self.words), self.words, gap=2))
        self.body.addLayout(column(labelled(tr("Where it comes from"), self.source), self.source, gap=2))
        self.add_button(tr("Add finding"), self.accept, kind="primary", default=True)
        self.add_button(tr("Cancel"))
        self.words.entered.connect(self.accept)
        self.words.textChanged.connect(lambda: self.kinds.suggest(self.words.text()))
        for kind in SAID_KINDS:
            command("findings", kind.value).bind(self, partial(self.kinds.set_kind, kind))
        self.words.setFocus()


class MergeDialog(Dialog):
    """Which of several findings stays, and in which words. Shows them all, so that nothing is merged unseen."""

    def __init__(self, parent: QWidget | None, found: Sequence[Finding]) -> None:
        super().__init__(parent, tr("Merge {n} finding(s)", n=len(found)), width=640)
        self._found = list(found)
        self.body.addWidget(
            Label(tr("One finding is kept. It takes the words, mappings and evidence from the others."))
        )
        for one in found:
            take = Button(tr("Use these words"), partial(self._use, one), kind="link",
                          name=tr("Use the words of finding {number}", number=one.number))  # fmt: skip
            self.body.addWidget(
                Card(KindMark(one.kind), Label(one.text), take, gap=4, margin=12, ground="canvas")
            )
        self.words = GrowingTextEdit(tr("Words of the merged finding"), found[0].text, least=2, most=8)
        self.body.addLayout(
            column(labelled(tr("Words of the merged finding"), self.words), self.words, gap=2)
        )
        self.add_button(tr("Merge {n} finding(s)", n=len(found)), self.accept, kind="primary", default=True)
        self.add_button(tr("Keep them apart"))

    def _use(self, one: Finding) -> None:
        self.words.set_text(one.text)
        self.words.setFocus()


class SplitDialog(Dialog):
    """The second of two findings: its words, and which excerpts go with it."""

    def __init__(self, parent: QWidget | None, source: Finding, excerpts: Sequence[Excerpt]) -> None:
        super().__init__(parent, tr("Split finding {number}", number=source.number), width=640)
        self.body.addWidget(
            Label(tr("This makes a second finding with the same mappings. This finding keeps these words:"))
        )
        self.body.addWidget(Quiet(source.text))
        self.words = GrowingTextEdit(tr("Words of the second finding"), least=2, most=8)
        self.body.addLayout(
            column(labelled(tr("Words of the second finding"), self.words), self.words, gap=2)
        )
        self.checks: dict[str, QCheckBox] = {}
        if excerpts:
            self.body.addWidget(Label(tr("Words that go with the second one"), "strong"))
        for excerpt in excerpts:
            check = QCheckBox()
            check.setAccessibleName(tr("Move “{words}”", words=excerpt.words[:200]))
            self.checks[excerpt.id] = check
            line = row(check, gap=4)
            line.addWidget(Label(excerpt.words), 1)
            self.body.addLayout(line)
        self.add_button(tr("Split in two"), self.accept, kind="primary", default=True)
        self.add_button(tr("Cancel"))
        self.words.setFocus()

    def moved(self) -> list[str]:
        """The ids of the excerpts that go with the second finding."""
        return [excerpt_id for excerpt_id, check in self.checks.items() if check.isChecked()]


class HistoryDialog(Dialog):
    """Who changed a finding, when, and what."""

    def __init__(self, parent: QWidget | None, number: int, entries: Sequence[Entry]) -> None:
        super().__init__(parent, tr("History of finding {number}", number=number), width=600)
        for entry in entries:
            when = f"{long_date(entry.at.date())} {entry.at:%H:%M}"
            lines = [Label(entry.label, "strong"), *(Label(words) for words in entry.details)]
            self.body.addWidget(
                panel(column(Quiet(tr("{when}, {person}", when=when, person=entry.person)), *lines, gap=2))
            )
        if not entries:
            self.body.addWidget(Quiet(tr("Nothing was recorded.")))
        self.add_button(tr("Close"), default=True)
