"""The card of the settings page that shows what the suggestions learnt here, and forgets it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.learning import Lesson
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.rights.encoder import encoder_is_there
from crp_desktop.services.rights.learning import forget_learning, learnt
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


class LearningCard(Card):
    """For each article and badge how often a suggestion was accepted and dismissed, and what that does."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("What suggestions are based on here")))
        self._ops = ops
        self._list = column(gap=12)
        self.column().addWidget(Quiet(
            tr("Suggestions go by the words of a text and by its meaning. Both are worked out on this computer.")
            if encoder_is_there() else
            tr("Suggestions go by the words of a text alone: the part that reads its meaning is not installed here.")
        ))  # fmt: skip
        self.forget = Button(tr("Forget what was learnt…"), self._forget)
        self.column().addLayout(self._list)
        self.column().addWidget(flow(self.forget))

    def refresh(self) -> None:
        """Ask again what was learnt."""
        clear(self._list)
        learning = self._ops.ask(learnt)
        lessons, compared = learning.describe(), len(learning.mapped)
        if compared:
            words = tr("New words are compared with {n} finding(s) that people mapped here.", n=compared)
            self._list.addWidget(Label(words))
        targets = Targets(self._ops.ask(badges))
        for lesson in lessons:
            self._list.addWidget(self._line(lesson, targets))
        if not lessons:
            words = tr("Nothing yet. The suggestions you accept or dismiss will change the ranking a little.")
            self._list.addWidget(Quiet(words))
        anything = bool(lessons or compared)
        self.forget.setVisible(anything and not self._ops.opened.read_only)

    def _line(self, lesson: Lesson, targets: Targets) -> QWidget:
        counts = (
            tr("accepted {n} time(s)", n=lesson.accepted) if lesson.accepted else "",
            tr("dismissed {n} time(s)", n=lesson.dismissed) if lesson.dismissed else "",
        )
        said = Label(", ".join(part for part in counts if part), wrap=False)
        parts: list[QWidget] = [targets.chip(lesson.key), said]
        if not self._ops.opened.read_only:
            one = Button(tr("Forget"), partial(self._ops.run, forget_learning, lesson.key), kind="link",
                         name=tr("Forget what was learnt about {name}", name=targets.name(lesson.key)))  # fmt: skip
            one.setObjectName(f"forget-{lesson.key}")
            parts.append(one)
        return panel(column(flow(*parts, gap=8), Quiet(lesson.sentence), gap=0))

    def _forget(self) -> None:
        sure = confirm(
            self,
            tr("Forget what was learnt?"),
            tr(
                "Suggestions will be ranked as they were at the start. Your mappings stay. You can undo this."
            ),
            tr("Forget it"),
        )
        if sure:
            self._ops.run(forget_learning)
