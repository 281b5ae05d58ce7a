"""Settings: how the window looks, who works, the programme's details and badges, passphrase and backups."""

from functools import partial
from textwrap import fill
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from crp_desktop.domain.kinds import BadgeKind, Stage
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Programme
from crp_desktop.domain.suppression import LEAST_THRESHOLD
from crp_desktop.domain.words import tr
from crp_desktop.services.framework import badges
from crp_desktop.services.people import people, person_at_work, sign_in
from crp_desktop.services.programme import THEMATIC_CHOICES, change_programme, choose_badges, programme
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.outcome import add_own_outcome
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.reveal import reveal
from crp_desktop.ui.pages.settings_keeping import BackupsCard, PassphraseCard
from crp_desktop.ui.pages.settings_learning import LearningCard
from crp_desktop.ui.pages.settings_names import NamesCard
from crp_desktop.ui.pages.settings_paper import PaperCard
from crp_desktop.ui.pages.settings_room import RoomCard
from crp_desktop.ui.pages.settings_rubric import RubricCard
from crp_desktop.ui.pages.welcome_parts import NameField
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.fields import DateField, NumberField
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class SettingsPage(Page):
    """All settings on one page; each is saved as it is changed."""

    name = "settings"
    interests = frozenset(
        {
            "programme",
            "person",
            "contact",
            "framework",
            "finding",
            "finding_article",
            "finding_badge",
            "dismissal",
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._goal: QWidget | None = None
        self.window_card = WindowCard(ops)
        self.person_card = PersonCard(ops)
        self.programme_card = ProgrammeCard(ops)
        self.paper_card = PaperCard(ops)
        self.names_card = NamesCard(ops)
        self.badges_card = BadgesCard(ops)
        self.badges_card.own.clicked.connect(self._add_outcome)
        self.rubric_card = RubricCard(self)
        self.room_card = RoomCard(ops)
        self.passphrase_card = PassphraseCard(ops)
        self.backups_card = BackupsCard(ops)
        self.learning_card = LearningCard(ops)
        for card in self._cards():
            theme.size(card, max_width=860)
            self.body.addWidget(card)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Settings")

    def purpose(self) -> str:
        return tr(
            "Fields are saved as you leave them; a choice beside a button waits for it. "
            "The first card is about this computer, the others about the programme."
        )

    def refresh(self) -> None:
        for card in self._cards():
            card.refresh()

    def first_focus(self) -> QWidget | None:
        return self._goal or self.window_card.theme_choice

    def show_target(self, **target: Any) -> None:
        """`card` "person" or "rubric" goes there."""
        places: dict[str, tuple[QWidget, QWidget]] = {
            "person": (self.person_card, self.person_card.who),
            "rubric": (self.rubric_card, self.rubric_card.open),
        }
        card, self._goal = places.get(target.get("card", ""), (None, None))
        if card is not None:
            reveal(self, card)

    def _add_outcome(self) -> None:
        if key := add_own_outcome(self, self.ops):
            self.announce(tr("Outcome added"))
            self.nav.go("assessment_rubric", badge=key)

    def _cards(
        self,
    ) -> tuple[
        "WindowCard | PersonCard | ProgrammeCard | PaperCard | NamesCard | BadgesCard | RubricCard | RoomCard"
        " | PassphraseCard | BackupsCard | LearningCard",
        ...,
    ]:
        return (
            self.window_card,
            self.person_card,
            self.programme_card,
            self.paper_card,
            self.names_card,
            self.badges_card,
            self.rubric_card,
            self.room_card,
            self.passphrase_card,
            self.backups_card,
            self.learning_card,
        )


class WindowCard(Card):
    """Light or dark, the size of text, when to lock: this person's, on this computer."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("This computer")))
        self._preferences = ops.preferences
        self.theme_choice = QComboBox()
        for key, words in (
            ("system", tr("As the computer has it")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        ):
            self.theme_choice.addItem(words, key)
        self.text_size = QComboBox()
        for size in theme.TEXT_SIZES:
            self.text_size.addItem(tr("{percent} %", percent=size), size)
        self.lock_after = NumberField(tr("Lock when nobody has touched it for"), 0, 0, 240)
        self.lock_after.setSuffix(" " + tr("minutes"))
        self.lock_after.setSpecialValueText(tr("Never"))
        self.refresh()
        self.theme_choice.activated.connect(self._set_theme)
        self.text_size.activated.connect(self._set_text_size)
        self.lock_after.valueChanged.connect(self._preferences.set_auto_lock_minutes)
        fields = (
            (tr("Light or dark"), self.theme_choice),
            (tr("Text size"), self.text_size),
            (tr("Lock when nobody has touched it for"), self.lock_after),
        )
        self.column().addWidget(
            flow(*(panel(column(labelled(words, field), field, gap=4)) for words, field in fields), gap=16)
        )

    def refresh(self) -> None:
        """Show what is set."""
        self.theme_choice.setCurrentIndex(self.theme_choice.findData(self._preferences.theme))
        self.text_size.setCurrentIndex(self.text_size.findData(self._preferences.text_size))
        self.lock_after.setValue(self._preferences.auto_lock_minutes)

    def _set_theme(self) -> None:
        self._preferences.set_theme(self.theme_choice.currentData())

    def _set_text_size(self) -> None:
        self._preferences.set_text_size(self.text_size.currentData())


class PersonCard(Card):
    """Who is working now."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Who is working")))
        self._ops = ops
        self.who = NameField()
        self.change = Button(tr("Work under this name"), self._change)
        self.column().addWidget(labelled(tr("Your name"), self.who))
        self.column().addWidget(self.who)
        self.column().addWidget(flow(self.change))

    def refresh(self) -> None:
        """Offer the people of the programme; the present one is shown."""
        now = self._ops.ask(person_at_work)
        self.who.offer([person.name for person in self._ops.ask(people)], now.name if now else "")
        self.setEnabled(not self._ops.store.read_only)

    def _change(self) -> None:
        self._ops.run(sign_in, self.who.currentText(), self._ops.preferences.device_id)
        self.refresh()


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
        self.stage = QComboBox()
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
                    "A count of people smaller than this is never printed or exported, so that no child stands out."
                )
            )
        )
        for words, field in long:
            inside.addWidget(labelled(words, field))
            inside.addWidget(field)

    def _connect(self) -> None:
        self.council.left.connect(partial(self._save, "council"))
        self.contact.left.connect(partial(self._save, "contact"))
        self.privacy.left.connect(partial(self._save, "privacy_notice"))
        self.lawful.left.connect(partial(self._save, "lawful_basis"))
        self.phrases.left.connect(self._save_phrases)
        self.starts_on.left.connect(partial(self._save, "starts_on"))
        self.months.valueChanged.connect(self._save_length)
        self.stage.activated.connect(self._save_stage)
        self.threshold.valueChanged.connect(partial(self._save, "threshold"))

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
        self.setEnabled(not self._ops.store.read_only)

    def _save(self, column_name: str, value: object) -> None:
        if not self._filling and self._ops.run_done(change_programme, **{column_name: value}) is None:
            self.refresh()

    def _show_length(self, months: int) -> None:
        """In years when it is whole years, as in a new programme."""
        self._in_years = months % 12 == 0
        self.months.setRange(1, 20 if self._in_years else 240)
        self.months.setSuffix(" " + (tr("years") if self._in_years else tr("months")))
        self.months.setValue(months // 12 if self._in_years else months)

    def _save_length(self, value: int) -> None:
        self._save("length_months", value * 12 if self._in_years else value)

    def _save_stage(self) -> None:
        self._save("stage", self.stage.currentData())

    def _save_phrases(self, text: str) -> None:
        self._save("phrases", tuple(text.split("\n")))


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
        self._inside.addWidget(flow(*self._boxes_of(BadgeKind.THEMATIC)))
        self._chosen = Quiet()
        self._inside.addWidget(self._chosen)
        if own := self._boxes_of(BadgeKind.LOCAL):
            self._inside.addWidget(Label(tr("Outcomes of your own:")))
            self._inside.addWidget(flow(*own))
        self._count()
        self.setEnabled(not self._ops.store.read_only)

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
