"""The plan of one workshop: when and where, what is asked, who comes, what consent is held. Saves as you go."""

from functools import partial
from typing import Any, Literal, Unpack

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.changes import WorkshopChange
from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, HeadcountKind, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Workshop
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.session import start_session
from crp_desktop.services.workshops.workshop import (
    add_prompt,
    change_prompt,
    change_workshop,
    delete_prompt,
    headcounts,
    move_prompt,
    prompts,
    set_group_size,
    set_headcount,
    workshop,
)
from crp_desktop.ui import keys, theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.workshops.counts import CountEditor
from crp_desktop.ui.pages.workshops.prompts import PromptList
from crp_desktop.ui.pages.workshops.words import short_title
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DayField, TimeField
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from crp_desktop.ui.widgets.tick import TickLine

_PAUSE_MS = 1500
Field = LineEdit | GrowingTextEdit
_Text = Literal[
    "title",
    "place",
    "facilitators",
    "aim",
    "activity",
    "materials",
    "consent_how",
    "privacy_notice",
    "next_steps",
]
_When = Literal["held_on", "starts_at", "consent_on"]


class WorkshopPage(Page):
    """Each field is saved when it is left, or after a pause; each saving is one step."""

    name = "workshop"
    section = "workshops"
    interests = frozenset(
        {RecordKind.WORKSHOP, RecordKind.PROMPT, RecordKind.HEADCOUNT, RecordKind.PROGRAMME, RecordKind.BADGE}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._shop: Workshop | None = None
        super().__init__(ops, nav)
        self.fields: dict[_Text, Field] = {}
        self._shown: dict[_Text, str] = {}
        self.days: dict[_When, DayField] = {}
        self.notes = Button(
            tr("Take notes"),
            self._take_notes,
            kind="primary",
            icon="pencil",
            keys=keys.press("workshop", "take_notes"),
        )
        self.set_actions(self.notes)
        keys.bind(self, "workshop", "take_notes", self._take_notes)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.audience = ComboBox()
        for one in Audience:
            self.audience.addItem(label(one), one)
        self.audience.activated.connect(self._audience_chosen)
        self.minutes = Stepper(tr("Minutes in all"), 0, 0, 600, step=5)
        self.minutes.changed.connect(self._minutes_chosen)
        self.time = TimeField(tr("Time"))
        self.time.left.connect(partial(self._when_left, "starts_at"))
        self.least = Stepper(tr("People at least"), nought=tr("any"))
        self.most = Stepper(tr("People at most"), nought=tr("any"))
        self.least.changed.connect(self._least_chosen)
        self.most.changed.connect(self._most_chosen)
        self.consent = Stepper(tr("Consents held"))
        self.consent.changed.connect(self._consents_chosen)
        self.prompts = PromptList()
        self.counts = CountEditor()
        self._badges = FlowLayout(gap=4)
        self._boxes: dict[str, QCheckBox] = {}
        for card in (self._basics(), self._asked(), self._people(), self._consent(), self._after()):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._connect()

    # Building

    def _line(self, name: _Text, words: str, placeholder: str = "") -> QWidget:
        field = LineEdit(words, placeholder=placeholder)
        field.left.connect(partial(self._left, name))
        field.textEdited.connect(self._typing)
        return self._kept(name, words, field)

    def _text(self, name: _Text, words: str, placeholder: str = "", *, least: int = 2) -> QWidget:
        field = GrowingTextEdit(words, placeholder=placeholder, least=least, most=8)
        field.left.connect(partial(self._left, name))
        field.textChanged.connect(self._typing)
        return self._kept(name, words, field)

    def _kept(self, name: _Text, words: str, field: Field) -> QWidget:
        field.setObjectName(name)
        self.fields[name] = field
        return panel(column(labelled(words, field), field, gap=4))

    def _day(self, name: _When, words: str, none: str) -> QWidget:
        field = DayField(words, none)
        field.setObjectName(name)
        field.left.connect(partial(self._when_left, name))
        self.days[name] = field
        return panel(column(labelled(words, field), field, gap=4))

    @staticmethod
    def _number(words: str, stepper: Stepper) -> QWidget:
        return panel(column(labelled(words, stepper.field), stepper, gap=4))

    def _basics(self) -> Card:
        when = FlowLayout(
            self._day("held_on", tr("Date"), tr("No date yet")),
            panel(column(labelled(tr("Time"), self.time), self.time, gap=4)),
            self._number(tr("Minutes in all"), self.minutes),
            panel(column(labelled(tr("Who it is with"), self.audience), self.audience, gap=4)),
            self._number(tr("People at least"), self.least),
            self._number(tr("People at most"), self.most),
            gap=16,
        )
        theme.size(self.time, min_width=120, max_width=120)
        return Card(
            self._line("title", tr("Title")),
            panel(when),
            self._line("place", tr("Place")),
            self._line("facilitators", tr("Facilitators"), tr("Who leads and who types")),
            self._text("aim", tr("Aim"), tr("What you want to hear about")),
            gap=12,
        )

    def _asked(self) -> Card:
        return Card(
            Heading(tr("Prompts")),
            Quiet(tr("What you will ask, in order. Alt+Up and Alt+Down move a prompt.")),
            self.prompts,
            self._text("activity", tr("Activity"), tr("How you warm up, vote, draw")),
            self._text("materials", tr("Materials"), tr("Paper, pens, dot stickers"), least=1),
            gap=12,
        )

    def _people(self) -> Card:
        told = Quiet(tr("Counts only: no names, no dates of birth, no photos."))
        return Card(Heading(tr("Who took part")), told, self.counts, gap=12)

    def _consent(self) -> Card:
        row_ = FlowLayout(
            self._number(tr("How many"), self.consent),
            self._day("consent_on", tr("When"), tr("No date yet")),
            gap=16,
        )
        return Card(
            Heading(tr("Consent held")),
            Quiet(tr("Record that you hold it, not the forms. Taking part stays a choice until the end.")),
            panel(row_),
            self._line(
                "consent_how", tr("How"), tr("Signed by parents and young people; asked again at the start")
            ),
            self._line("privacy_notice", tr("Under which privacy notice")),
            gap=12,
        )

    def _after(self) -> Card:
        return Card(
            Heading(tr("What it feeds")),
            Quiet(tr("Badges that this workshop is about.")),
            panel(self._badges, tr("Badges it feeds")),
            self._text(
                "next_steps", tr("What happens next"), tr("What you told the group will happen, and by when")
            ),
            gap=12,
        )

    def _connect(self) -> None:
        self.prompts.added.connect(self._add_prompt)
        self.prompts.worded.connect(self._word_prompt)
        self.prompts.timed.connect(self._time_prompt)
        self.prompts.moved.connect(self._move_prompt)
        self.prompts.removed.connect(self._remove_prompt)
        self.counts.counted.connect(self._count)

    # What the window asks

    def title(self) -> str:
        return tr("Plan: {title}", title=short_title(self._shop)) if self._shop else tr("Plan")

    def purpose(self) -> str:
        return tr("Fill in what you know; the rest can wait. Everything is saved as you go.")

    def first_focus(self) -> QWidget | None:
        return self.fields["title"]

    def show_target(self, **target: Any) -> None:
        wanted = target.get("workshop")
        if wanted is not None and (self._shop is None or self._shop.id != wanted):
            self.save()
            self._shop = self.ops.ask(workshop, wanted)
            self._shown = {name: field.text() for name, field in self.fields.items()}
            self._show()
        elif self._shop is None:
            self.nav.go("workshops")

    def refresh(self) -> None:
        if self._shop is None:
            return
        try:
            self._shop = self.ops.ask(workshop, self._shop.id)
        except NotFound:
            self._shop = None
            self.nav.go("workshops")
            return
        self._show()

    def leaving(self) -> None:
        self.save()

    # Showing

    def _show(self) -> None:
        shop = self._workshop()
        waiting = {name for name, _ in self._changed_fields()}
        for name, field in self.fields.items():
            if name not in waiting:
                field.set_text(getattr(shop, name))
                self._shown[name] = field.text()
        for which, day in self.days.items():
            day.set_iso(getattr(shop, which))
        self.time.set_time(shop.starts_at)
        self.audience.setCurrentIndex(self.audience.findData(shop.audience))
        self.minutes.set_value(shop.minutes)
        self.least.set_value(shop.group_least)
        self.most.set_value(shop.group_most)
        self.consent.set_value(shop.consent_count or 0)
        self.prompts.show_prompts(self.ops.ask(prompts, shop.id))
        self.counts.show_counts(self.ops.ask(headcounts, shop.id))
        self._show_badges()
        self.header_changed.emit()

    def _show_badges(self) -> None:
        pursued = self.ops.ask(programme).badges
        names = {badge.key: badge.name for badge in self.ops.ask(badges)}
        keys = [key for key in names if key in pursued or key in self._workshop().badges]
        if keys != list(self._boxes):
            clear(self._badges)
            self._boxes = {key: self._box(key, names[key]) for key in keys}
        for key, box in self._boxes.items():
            box.setChecked(key in self._workshop().badges)

    def _box(self, key: str, name: str) -> QCheckBox:
        line = TickLine(name)
        line.box.setObjectName(f"badge-{key}")
        line.box.toggled.connect(partial(self._badge_ticked, key))
        self._badges.addWidget(line)
        return line.box

    def _workshop(self) -> Workshop:
        assert self._shop is not None
        return self._shop

    # Saving

    def _typing(self, *_: object) -> None:
        self._pause.start()

    def _changed_fields(self) -> list[tuple[_Text, str]]:
        """(name, words) of the fields whose words are not saved yet."""
        if self._shop is None:
            return []
        found = [(name, field.text()) for name, field in self.fields.items()]
        return [(name, words) for name, words in found if words != self._shown.get(name, "")]

    def save(self) -> None:
        """Save every field that differs from what is saved."""
        self._pause.stop()
        if self._shop is None:
            return
        for stepper in self.findChildren(Stepper):
            stepper.settle()
        for field in (*self.days.values(), self.time):
            field.settle()
        self.save_fields_only()
        for prompt_id, text in self.prompts.unsaved():
            self._word_prompt(prompt_id, text)

    def _left(self, name: _Text, text: str) -> None:
        if self._shop is None or text == getattr(self._shop, name):
            self._shown[name] = text
            return
        before, self._shown[name] = self._shown.get(name, ""), text
        values: WorkshopChange = {}
        values[name] = text
        if not self._save(**values):
            self._shown[name] = before

    def _save(self, **values: Unpack[WorkshopChange]) -> bool:
        """Save parts of the workshop that differ from what is saved; False when the disk refused."""
        shop = self._shop
        if shop is None or all(getattr(shop, name) == value for name, value in values.items()):
            return shop is not None
        return self.ops.run_done(change_workshop, shop.id, **values) is not None

    def _when_left(self, name: _When, when: str) -> None:
        values: WorkshopChange = {}
        values[name] = when
        self._save(**values)

    def _minutes_chosen(self, minutes: int) -> None:
        self._save(minutes=minutes)

    def _consents_chosen(self, count: int) -> None:
        self._save(consent_count=count)

    def _least_chosen(self, least: int) -> None:
        most = self.most.value()
        self._save_size(least, max(least, most) if most else 0)

    def _most_chosen(self, most: int) -> None:
        least = self.least.value()
        self._save_size(min(least, most) if most else least, most)

    def _save_size(self, least: int, most: int) -> None:
        if self._shop is not None:
            self.ops.run(set_group_size, self._shop.id, least, most)

    def _audience_chosen(self, index: int) -> None:
        self._save(audience=Audience(self.audience.itemData(index)))

    def _badge_ticked(self, key: str, on: bool) -> None:
        if on == (key in self._workshop().badges):
            return
        kept = tuple(one for one in self._workshop().badges if one != key)
        self._save(badges=(*kept, key) if on else kept)

    def save_fields_only(self) -> None:
        """Save the workshop's own fields, before its prompts change."""
        for name, text in self._changed_fields():
            self._left(name, text)

    def _add_prompt(self, text: str, minutes: int) -> None:
        self.save_fields_only()
        self.ops.run(add_prompt, self._workshop().id, text, minutes)
        self.prompts.new.setFocus()

    def _word_prompt(self, prompt_id: str, text: str) -> None:
        self.ops.run(change_prompt, prompt_id, text=text)

    def _time_prompt(self, prompt_id: str, minutes: int) -> None:
        self.save_fields_only()
        self.ops.run(change_prompt, prompt_id, minutes=minutes)

    def _move_prompt(self, prompt_id: str, after_id: str) -> None:
        self.save_fields_only()
        self.ops.run(move_prompt, prompt_id, after_id or None)

    def _remove_prompt(self, prompt_id: str) -> None:
        self.save_fields_only()
        self.ops.run(delete_prompt, prompt_id)
        self.announce(tr("Prompt deleted. Its notes stay."))

    def _count(self, kind: HeadcountKind, words: str, count: int) -> None:
        self.save_fields_only()
        self.ops.run(set_headcount, self._workshop().id, kind, words, count)

    def _take_notes(self) -> None:
        shop = self._workshop()
        if not shop.started_at and not shop.held_on:
            self.ops.run(start_session, shop.id)
        self.nav.go("capture", workshop=shop.id)
