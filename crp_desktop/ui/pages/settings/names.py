"""The card of the settings page about words that could say who somebody is: the council's own list."""

from functools import partial

from crp_desktop.documents.review.review import ask_again, looked_at
from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.watched_words import read_own_words
from crp_desktop.services.programme.programme import change_programme, programme
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.form import Form, lines
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Heading, Quiet
from crp_desktop.ui.widgets.textedit import GrowingTextEdit


class NamesCard(Card):
    """Words to look out for and words never to ask about, one a line; each field is saved as it is left."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Names to look for before printing")))
        self._ops = ops
        self.form = Form(ops, change_programme, self)
        self.watched, self.harmless = (GrowingTextEdit("", least=2, most=6) for _ in range(2))
        self.add = Button(tr("Add from file…"), self._add, icon="upload")
        self.again = Button(tr("Ask again…"), self._ask_again, kind="quiet", icon="refresh-cw")
        self.said = Quiet()
        told = tr(
            "Before a document is saved or printed, names, schools, places and numbers in it are shown to you in "
            "private. Add what only your council knows: children’s homes, clubs, streets, names."
        )
        self.column().addWidget(Quiet(told))
        words = tr("Words to look out for here, one on each line")
        self.column().addWidget(self.form.add("watched", self.watched, words, read=lines, show="\n".join))
        self.column().addWidget(flow(self.add))
        told = tr("Words that look like names but do not identify a child, such as the council’s name.")
        words = tr("Words never to ask about, one on each line")
        self.column().addWidget(
            self.form.add("harmless", self.harmless, words, told=told, read=lines, show="\n".join)
        )
        self.column().addWidget(self.said)
        self.column().addWidget(flow(self.again))

    def refresh(self) -> None:
        """Show the lists, and how much has been answered for."""
        self.form.show(self._ops.ask(programme))
        many = self._ops.ask(looked_at)
        self.said.setText(tr("Places in your text marked as fine: {n}.", n=many))
        self.said.setVisible(bool(many))
        self.again.setVisible(bool(many))
        self.setEnabled(not self._ops.opened.read_only)

    def _add(self) -> None:
        path = ask_open(self, tr("Add words from a text file"), tr("Text (*.txt *.csv);;All files (*)"))
        if path is None:
            return
        self.form.save()
        found = self._ops.do(partial(read_own_words, path))
        if found is not None:
            words = dict.fromkeys((*lines(self.watched.text()), *found))
            self._ops.run(change_programme, watched=tuple(words))

    def _ask_again(self) -> None:
        words = tr(
            "You will be asked again about words you marked as fine. Quotes you left out may "
            "print until you decide again. Stand-ins stay."
        )
        if confirm(self, tr("Ask about everything again?"), words, tr("Ask again")):
            self._ops.run(ask_again)
            self.refresh()
