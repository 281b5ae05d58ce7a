"""Cards of the settings page about the programme: its years and texts, and the badges it pursues."""

from textwrap import fill

from PySide6.QtWidgets import QCheckBox

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, Stage
from crp_desktop.domain.labels import label
from crp_desktop.domain.suppression import LEAST_THRESHOLD
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.programme.programme import (
    change_programme,
    choose_badges,
    programme,
)
from crp_desktop.ui.form import Form, lines
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.badge_choices import BadgeChoices, chosen_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DateField, NumberField
from crp_desktop.ui.widgets.layout import clear, column, flow
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class ProgrammeCard(Card):
    """The council, the programme's years and stage, and the texts it prints."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("The programme")))
        self._ops = ops
        self._in_years = True
        self.form = Form(ops, change_programme, self)
        self.council = LineEdit(tr("Council"))
        self.starts_on = DateField(tr("Starts on"))
        self.months = NumberField(tr("Lasts"), 3, 1, 20)
        self.stage = ComboBox()
        for stage in Stage:
            self.stage.addItem(label(stage), stage)
        self.threshold = NumberField(tr("Hide counts below"), 5, LEAST_THRESHOLD, 20)
        self.contact = GrowingTextEdit(tr("Who to ask about this work"), least=1, most=4)
        self.privacy = GrowingTextEdit(tr("Privacy notice"), least=2, most=6)
        self.lawful = LineEdit(tr("Lawful basis"))
        self.phrases = GrowingTextEdit(tr("Success phrases, one on each line"), least=3, most=6)
        self._lay_out()

    def _lay_out(self) -> None:
        add, inside = self.form.add, self.column()
        short = (
            add("starts_on", self.starts_on, tr("Starts on")),
            add("length_months", self.months, tr("Lasts"), read=self._months, show=self._years_or_months),
            add("stage", self.stage, tr("Stage"), read=Stage),
            add("threshold", self.threshold, tr("Hide counts below")),
        )
        inside.addWidget(add("council", self.council, tr("Council")))
        inside.addWidget(flow(*short, gap=16))
        inside.addWidget(
            Quiet(
                tr(
                    "Numbers of people smaller than this are never printed or exported, so "
                    "that no child can be identified."
                )
            )
        )
        told = tr(
            "Short sentences that describe success, such as “I feel safe on my way home”. In a "
            "session you count how many agree."
        )
        words = tr("Success phrases, one on each line")
        inside.addWidget(add("phrases", self.phrases, words, told=told, read=lines, show="\n".join))
        inside.addWidget(add("contact", self.contact, tr("Who to ask about this work (printed on handouts)")))
        inside.addWidget(add("privacy_notice", self.privacy, tr("Privacy notice")))
        inside.addWidget(add("lawful_basis", self.lawful, tr("Lawful basis")))

    def refresh(self) -> None:
        """Show what the programme says."""
        self.form.show(self._ops.ask(programme))
        self.setEnabled(not self._ops.opened.read_only)

    def _years_or_months(self, months: int) -> int:
        """In years when it is whole years, as in a new programme."""
        self._in_years = months % 12 == 0
        self.months.setRange(1, 20 if self._in_years else 240)
        self.months.setSuffix(" " + (tr("years") if self._in_years else tr("months")))
        return months // 12 if self._in_years else months

    def _months(self, value: int) -> int:
        return value * 12 if self._in_years else value


class BadgesCard(Card):
    """Which badges the programme pursues."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Badges")))
        self._ops = ops
        self._inside = column(gap=8)
        self.boxes: dict[str, QCheckBox] = {}
        self.keep = Button(tr("Save badges"), self._keep)
        self.own = Button(tr("Add your own outcome"), kind="quiet", icon="plus")
        self.column().addLayout(self._inside)
        self.column().addWidget(flow(self.keep, self.own))

    def refresh(self) -> None:
        """Show every badge of the framework; the pursued ones are ticked."""
        clear(self._inside)
        everything = self._ops.ask(badges)
        pursued = self._ops.ask(programme).badges
        fixed = [badge for badge in everything if badge.kind is BadgeKind.FOUNDATIONAL]
        self.boxes = {}
        for badge in everything:
            if badge.kind is not BadgeKind.FOUNDATIONAL:
                box = QCheckBox(fill(badge.name, 44).replace("&", "&&"))
                box.setObjectName(f"pursue-{badge.key}")
                box.setAccessibleName(badge.name)
                box.setAccessibleDescription(badge.definition)
                box.setChecked(badge.key in pursued)
                box.toggled.connect(self._count)
                self.boxes[badge.key] = box
        self._kinds = {badge.key: badge.kind for badge in everything}
        self._inside.addWidget(Label(tr("Part of every programme:")))
        self._inside.addWidget(flow(*(BadgeChip(badge.name, badge.kind) for badge in fixed)))
        self._inside.addWidget(Label(tr("Three thematic badges:")))
        said = {badge.key: badge.definition for badge in everything}
        thematic = [
            (box, said[key]) for key, box in self.boxes.items() if self._kinds[key] is BadgeKind.THEMATIC
        ]
        self._inside.addWidget(BadgeChoices(thematic))
        self._chosen = Quiet()
        self._inside.addWidget(self._chosen)
        if own := self._boxes_of(BadgeKind.LOCAL):
            self._inside.addWidget(Label(tr("Your own outcomes:")))
            self._inside.addWidget(flow(*own))
        self._count()
        self.setEnabled(not self._ops.opened.read_only)

    def _boxes_of(self, kind: BadgeKind) -> list[QCheckBox]:
        return [box for key, box in self.boxes.items() if self._kinds[key] is kind]

    def _chosen_keys(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _count(self) -> None:
        thematic = sum(self._kinds[key] is BadgeKind.THEMATIC for key in self._chosen_keys())
        self._chosen.setText(chosen_words(thematic))

    def _keep(self) -> None:
        fixed = tuple(key for key, kind in self._kinds.items() if kind is BadgeKind.FOUNDATIONAL)
        self._ops.run(choose_badges, (*fixed, *self._chosen_keys()))
