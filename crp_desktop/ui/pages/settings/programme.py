"""Cards of the settings page about the programme: its years and texts, and the badges it pursues."""

from functools import partial
from textwrap import fill
from typing import Literal, Unpack

from PySide6.QtWidgets import QCheckBox

from crp_desktop.domain.changes import ProgrammeChange
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, Stage
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Programme
from crp_desktop.domain.suppression import LEAST_THRESHOLD
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.programme.programme import (
    THEMATIC_CHOICES,
    change_programme,
    choose_badges,
    programme,
)
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.badge_choices import BadgeChoices
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DateField, NumberField
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_Text = Literal["council", "contact", "privacy_notice", "lawful_basis", "starts_on"]


class ProgrammeCard(Card):
    """The council, the programme's years and stage, and the texts it prints."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("The programme")))
        self._ops = ops
        self._filling = False
        self._in_years = True
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
        self.phrases = GrowingTextEdit(tr("Success phrases, one a line"), least=3, most=6)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = self.column()
        short = (
            (tr("Starts on"), self.starts_on),
            (tr("Lasts"), self.months),
            (tr("Stage"), self.stage),
            (tr("Hide counts below"), self.threshold),
        )
        long = (
            (tr("Success phrases, one a line"), self.phrases),
            (tr("Who to ask about this work (printed on handouts)"), self.contact),
            (tr("Privacy notice"), self.privacy),
            (tr("Lawful basis"), self.lawful),
        )
        inside.addWidget(labelled(tr("Council"), self.council))
        inside.addWidget(self.council)
        inside.addWidget(
            flow(*(panel(column(labelled(words, field), field, gap=4)) for words, field in short), gap=16)
        )
        inside.addWidget(
            Quiet(
                tr(
                    "“Hide counts below”: a number of people smaller than this is never printed or exported, "
                    "so that no single child can be picked out."
                )
            )
        )
        for words, field in long:
            inside.addWidget(labelled(words, field))
            if field is self.phrases:
                told = tr(
                    "Short sentences that say what success would sound like, such as “I feel safe on my way home”. "
                    "In a session you count who agrees."
                )
                inside.addWidget(Quiet(told))
            inside.addWidget(field)

    def _connect(self) -> None:
        self.council.left.connect(partial(self._save_text, "council"))
        self.contact.left.connect(partial(self._save_text, "contact"))
        self.privacy.left.connect(partial(self._save_text, "privacy_notice"))
        self.lawful.left.connect(partial(self._save_text, "lawful_basis"))
        self.phrases.left.connect(self._save_phrases)
        self.starts_on.left.connect(partial(self._save_text, "starts_on"))
        self.months.valueChanged.connect(self._save_length)
        self.stage.activated.connect(self._save_stage)
        self.threshold.valueChanged.connect(self._save_threshold)

    def refresh(self) -> None:
        """Show what the programme says."""
        now: Programme = self._ops.ask(programme)
        self._filling = True
        self.council.set_text(now.council)
        self.contact.set_text(now.contact)
        self.privacy.set_text(now.privacy_notice)
        self.lawful.set_text(now.lawful_basis)
        self.phrases.set_text("\n".join(now.phrases))
        self.starts_on.set_iso(now.starts_on)
        self._show_length(now.length_months)
        self.stage.setCurrentIndex(self.stage.findData(now.stage))
        self.threshold.setValue(now.threshold)
        self._filling = False
        self.setEnabled(not self._ops.opened.read_only)

    def _save(self, **values: Unpack[ProgrammeChange]) -> None:
        if not self._filling and self._ops.run_done(change_programme, **values) is None:
            self.refresh()

    def _save_text(self, part: _Text, text: str) -> None:
        values: ProgrammeChange = {}
        values[part] = text
        self._save(**values)

    def _show_length(self, months: int) -> None:
        """In years when it is whole years, as in a new programme."""
        self._in_years = months % 12 == 0
        self.months.setRange(1, 20 if self._in_years else 240)
        self.months.setSuffix(" " + (tr("years") if self._in_years else tr("months")))
        self.months.setValue(months // 12 if self._in_years else months)

    def _save_length(self, value: int) -> None:
        self._save(length_months=value * 12 if self._in_years else value)

    def _save_threshold(self, value: int) -> None:
        self._save(threshold=value)

    def _save_stage(self) -> None:
        self._save(stage=Stage(self.stage.currentData()))

    def _save_phrases(self, text: str) -> None:
        self._save(phrases=tuple(text.split("\n")))


class BadgesCard(Card):
    """Which badges the programme pursues."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Badges")))
        self._ops = ops
        self._inside = column(gap=8)
        self.boxes: dict[str, QCheckBox] = {}
        self.keep = Button(tr("Keep this choice"), self._keep)
        self.own = Button(tr("Add an outcome of your own"), kind="quiet", icon="plus")
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
            self._inside.addWidget(Label(tr("Outcomes of your own:")))
            self._inside.addWidget(flow(*own))
        self._count()
        self.setEnabled(not self._ops.opened.read_only)

    def _boxes_of(self, kind: BadgeKind) -> list[QCheckBox]:
        return [box for key, box in self.boxes.items() if self._kinds[key] is kind]

    def _chosen_keys(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def _count(self) -> None:
        thematic = sum(self._kinds[key] is BadgeKind.THEMATIC for key in self._chosen_keys())
        self._chosen.setText(
            tr("{chosen} of {n} thematic badges chosen", n=THEMATIC_CHOICES, chosen=thematic)
        )

    def _keep(self) -> None:
        fixed = tuple(key for key, kind in self._kinds.items() if kind is BadgeKind.FOUNDATIONAL)
        self._ops.run(choose_badges, (*fixed, *self._chosen_keys()))
