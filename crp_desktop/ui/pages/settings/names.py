"""The card of the settings page about words that could say who somebody is: the council's own list."""

from functools import partial
from typing import Literal

from crp_desktop.documents.review.review import ask_again, looked_at
from crp_desktop.domain.changes import ProgrammeChange
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Programme
from crp_desktop.services.privacy.watched_words import read_own_words
from crp_desktop.services.programme.programme import change_programme, programme
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Heading, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_Words = Literal["watched", "harmless"]


class NamesCard(Card):
    """Words to look out for and words never to ask about, one a line; each field is saved as it is left."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Names to look for before printing")))
        self._ops = ops
        self.watched = self._field(tr("Words to look out for here, one a line"), "watched")
        self.harmless = self._field(tr("Words never to ask about, one a line"), "harmless")
        self.add = Button(tr("Add from a text file…"), self._add, icon="upload")
        self.again = Button(
            tr("Ask about everything again…"), self._ask_again, kind="quiet", icon="refresh-cw"
        )
        self.said = Quiet()
        told = tr(
            "Before a document is saved or printed, names, schools, places and numbers in it are shown to you in "
            "private. Add what only your council knows: children’s homes, clubs, streets, names."
        )
        self.column().addWidget(Quiet(told))
        for field in (self.watched, self.harmless):
            self.column().addWidget(labelled(field.accessibleName(), field))
            if field is self.harmless:
                told = tr(
                    "Words that look like names but say nothing about a child, such as the council’s own name."
                )
                self.column().addWidget(Quiet(told))
            self.column().addWidget(field)
            if field is self.watched:
                self.column().addWidget(flow(self.add))
        self.column().addWidget(self.said)
        self.column().addWidget(flow(self.again))

    def _field(self, name: str, part: _Words) -> GrowingTextEdit:
        field = GrowingTextEdit(name, least=2, most=6)
        field.left.connect(partial(self._save, part))
        return field

    def refresh(self) -> None:
        """Show the lists, and how much has been answered for."""
        now: Programme = self._ops.ask(programme)
        self.watched.set_text("\n".join(now.watched))
        self.harmless.set_text("\n".join(now.harmless))
        many = self._ops.ask(looked_at)
        self.said.setText(tr("{n} place(s) in your texts are not asked about any more.", n=many))
        self.said.setVisible(bool(many))
        self.again.setVisible(bool(many))
        self.setEnabled(not self._ops.opened.read_only)

    def _save(self, part: _Words, text: str) -> None:
        values: ProgrammeChange = {}
        values[part] = tuple(text.split("\n"))
        if self._ops.run_done(change_programme, **values) is None:
            self.refresh()

    def _add(self) -> None:
        path = ask_open(self, tr("Add words from a text file"), tr("Text (*.txt *.csv);;All files (*)"))
        if path is None:
            return
        try:
            found = read_own_words(path)
        except Problem as problem:
            self._ops.failed.emit(problem)
            return
        now = self.watched.text().split("\n")
        self._save("watched", "\n".join(dict.fromkeys((*now, *found))))

    def _ask_again(self) -> None:
        words = tr(
            "What was found fine is asked about again, and quotes that were left out may print again until somebody "
            "decides. Stand-ins that were put stay."
        )
        if confirm(self, tr("Ask about everything again?"), words, tr("Ask again")):
            self._ops.run(ask_again)
            self.refresh()
