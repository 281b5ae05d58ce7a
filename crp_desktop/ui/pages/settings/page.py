"""Settings: how the window looks, who works, the programme's details and badges, passphrase and backups."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.services.programme.people import people, person_at_work, sign_in
from crp_desktop.ui import focus, theme
from crp_desktop.ui.dialogs.outcome import add_own_outcome
from crp_desktop.ui.form import Form
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.reveal import reveal
from crp_desktop.ui.pages.settings.keeping import BackupsCard, PassphraseCard
from crp_desktop.ui.pages.settings.learning import LearningCard
from crp_desktop.ui.pages.settings.names import NamesCard
from crp_desktop.ui.pages.settings.paper import PaperCard
from crp_desktop.ui.pages.settings.programme import BadgesCard, ProgrammeCard
from crp_desktop.ui.pages.settings.room import RoomCard
from crp_desktop.ui.pages.settings.rubric import RubricCard
from crp_desktop.ui.pages.welcome.parts import NameField
from crp_desktop.ui.preferences import LONGEST_LOCK
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import NumberField
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Heading, labelled


class SettingsPage(Page):
    """All settings on one page; each is saved as it is changed."""

    name = "settings"
    interests = frozenset(
        {
            RecordKind.PROGRAMME,
            RecordKind.PERSON,
            RecordKind.CONTACT,
            RecordKind.FRAMEWORK,
            RecordKind.FINDING,
            RecordKind.FINDING_ARTICLE,
            RecordKind.FINDING_BADGE,
            RecordKind.DISMISSAL,
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
        if (content := self.body.parentWidget()) is not None:
            theme.size(content, max_width=908)
        self.body.addWidget(self._sections())
        for card in self._cards():
            self.body.addWidget(card)
        self.body.addStretch(1)

    def _sections(self) -> QWidget:
        """The names of the cards; each leads to its card and puts the focus on its first control."""
        self.links = [
            Button(heading.text(), partial(self._go_to, card), kind="link")
            for card in self._cards()
            for heading in card.findChildren(Heading)[:1]
        ]
        for link in self.links:
            link.setAccessibleName(tr("Go to {section}", section=link.text()))
        return flow(*self.links, gap=0, name=tr("Sections of this page"))

    def _go_to(self, card: QWidget) -> None:
        """Show a card from its top; Tab goes on inside it."""
        first = next(iter(focus.reading_order(card)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
        reveal(self, card)

    def title(self) -> str:
        return tr("Settings")

    def purpose(self) -> str:
        return tr("Changes are saved when you leave a field. Where there is a button, press it to save.")

    def refresh(self) -> None:
        for card in self._cards():
            card.refresh()

    def leaving(self) -> None:
        for form in self.findChildren(Form):
            form.save()

    def first_focus(self) -> QWidget | None:
        return self._goal or self.window_card.theme_choice

    def show_target(self, **target: Any) -> None:
        """`card` "person", "room" or "rubric" goes there."""
        places: dict[str, tuple[QWidget, QWidget]] = {
            "person": (self.person_card, self.person_card.who),
            "room": (self.room_card, self.room_card.add),
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
        self.theme_choice = ComboBox()
        for key, words in (
            ("system", tr("As the computer has it")),
            ("light", tr("Light")),
            ("dark", tr("Dark")),
        ):
            self.theme_choice.addItem(words, key)
        self.text_size = ComboBox()
        for size in theme.TEXT_SIZES:
            self.text_size.addItem(tr("{percent} %", percent=size), size)
        self.lock_after = NumberField(tr("Lock after no activity for"), 0, 0, LONGEST_LOCK)
        self.lock_after.setSuffix(" " + tr("minutes"))
        self.lock_after.setSpecialValueText(tr("Never"))
        self.refresh()
        self.theme_choice.activated.connect(self._set_theme)
        self.text_size.activated.connect(self._set_text_size)
        self.lock_after.valueChanged.connect(self._preferences.set_auto_lock_minutes)
        fields = (
            (tr("Light or dark"), self.theme_choice),
            (tr("Text size"), self.text_size),
            (tr("Lock after no activity for"), self.lock_after),
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
        self.setEnabled(not self._ops.opened.read_only)

    def _change(self) -> None:
        self._ops.run(sign_in, self.who.currentText(), self._ops.preferences.device_id)
        self.refresh()
