"""The card of the settings page that leads to the rubric: which one is in use, and taking another from a file."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.framework import HeldFramework, current_framework
from crp_desktop.ui.dialogs.rubric_take import save_as_file, take_from_file
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.words import notice
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


class RubricCard(Card):
    """What badges are assessed by, whether the council has adopted it, and the ways to change it."""

    def __init__(self, page: Page) -> None:
        super().__init__(Heading(tr("Rubric")))
        self._page = page
        self._words = Label()
        self.open = Button(tr("View and change"), self._open, icon="book-open")
        self.open.setAccessibleName(tr("Look at the rubric and change it"))
        self.take = Button(tr("Import from file…"), self._take, kind="quiet", icon="upload")
        self.save = Button(tr("Save as file…"), self._save, kind="quiet", icon="download")
        told = tr(
            "The rubric is what each badge is assessed by: its statements, what each level looks like, "
            "and the evidence a statement needs."
        )
        self.column().addWidget(Label(told))
        self.column().addWidget(self._words)
        self.column().addWidget(Quiet(notice()))
        self.column().addWidget(flow(self.open, self.take, self.save, gap=4))

    def refresh(self) -> None:
        """Say which version is in use and who adopted it."""
        held: HeldFramework = self._page.ops.ask(current_framework)
        name = tr("{label}, version {version}.", label=held.framework.label, version=held.framework.version)
        if held.adopted_by and held.adopted_on and held.youth_part:
            said = tr("Adopted by {who} on {day}.", who=held.adopted_by, day=day_words(held.adopted_on))
        else:
            said = tr("The council has not adopted it yet, so nothing can be signed off against it.")
        self._words.setText(f"{name} {said}")
        self.take.setEnabled(not self._page.ops.opened.read_only)

    def first_focus(self) -> QWidget:
        """The way in."""
        return self.open

    def _open(self) -> None:
        self._page.nav.go("assessment_rubric")

    def _take(self) -> None:
        if take_from_file(self._page):
            self._page.nav.go("assessment_rubric")

    def _save(self) -> None:
        save_as_file(self._page)
