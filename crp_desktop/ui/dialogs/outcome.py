"""A new outcome of the council's own: its name and meaning; its first statements come with it, to be worded anew."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.rubric import Offered, add_outcome, with_outcome
from crp_desktop.services.programme.file import local_key
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.rubric import OfferDialog, article_numbers, not_articles
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class OutcomeDialog(Dialog):
    """After `exec`, `offered` is the rubric with the outcome and `key` the outcome's; None and "" when cancelled."""

    def __init__(self, parent: QWidget | None, ops: Operations) -> None:
        super().__init__(parent, tr("Your own outcome"), width=640)
        self._ops = ops
        self.offered: Offered | None = None
        self.key = ""
        told = tr(
            "Something your council wants for its children besides the badges. You assess it "
            "like a badge, but an independent panel does not."
        )
        self.body.addWidget(Label(told, ink="quiet"))
        self.name = LineEdit(tr("Name"), placeholder=tr("For example, Health & Wellbeing"))
        self.definition = GrowingTextEdit(tr("What it means, in your own words"), least=2)
        self.articles = LineEdit(tr("Article numbers (optional)"))
        for field in (self.name, self.definition, self.articles):
            words = field.accessibleName()
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.body.addWidget(
            Quiet(tr("It starts with statements that fit any outcome. Reword them under Rubric."))
        )
        self.add_button(tr("See what changes"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _save(self) -> None:
        articles = article_numbers(self.articles.text())
        if articles is None:
            self.show_problem(not_articles())
            return
        asking = self._ops.telling(self.show_problem)
        self.offered = asking.ask(with_outcome, self.name.text(), self.definition.text(), articles)
        if self.offered is None:
            self.name.setFocus()
            return
        self.key = local_key(self.name.text())
        self.accept()


def add_own_outcome(host: QWidget, ops: Operations) -> str:
    """Ask for a new outcome, show what it changes, add it; its key, or "" when nothing was added."""
    dialog = OutcomeDialog(host.window(), ops)
    dialog.exec()
    offered, key = dialog.offered, dialog.key
    dialog.deleteLater()
    if offered is None:
        return ""
    shown = OfferDialog(host.window(), offered)
    shown.exec()
    taken = shown.taken
    shown.deleteLater()
    if not taken or ops.run(add_outcome, offered.framework, key) is None:
        return ""
    return key
