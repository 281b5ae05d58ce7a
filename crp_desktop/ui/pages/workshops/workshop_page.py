"""The plan of one workshop: when and where, what is asked, who comes, what consent is held. Saves as you go."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

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
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.form import Form
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.workshops.counts import CountEditor
from crp_desktop.ui.pages.workshops.prompts import PromptList
from crp_desktop.ui.pages.workshops.words import short_title
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DayField, TimeField
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from crp_desktop.ui.widgets.tick import TickLine


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
        self.form = Form(ops, change_workshop, self, pauses=True)
        self.notes = command("workshop", "take_notes").button(self._take_notes, on=self, kind="primary")
        self.set_actions(self.notes)
        self.audience = ComboBox()
        for one in Audience:
            self.audience.addItem(label(one), one)
        self.minutes = Stepper(tr("Total minutes"), 0, 0, 600, step=5)
        self.time = TimeField(tr("Time"))
        self.least = Stepper(tr("Fewest people"), nought=tr("any"))
        self.most = Stepper(tr("Most people"), nought=tr("any"))
        self.least.changed.connect(self._least_chosen)
        self.most.changed.connect(self._most_chosen)
        self.consent = Stepper(tr("Consents held"))
        self.prompts = PromptList()
        self.counts = CountEditor()
        self._badges = FlowLayout(gap=4)
        self._boxes: dict[str, QCheckBox] = {}
        for card in (self._basics(), self._asked(), self._people(), self._consent(), self._after()):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._connect()

    # Building

    def _line(self, name: str, words: str, placeholder: str = "") -> QWidget:
        return self.form.add(name, LineEdit(words, placeholder=placeholder), words)

    def _text(self, name: str, words: str, placeholder: str = "", *, least: int = 2) -> QWidget:
        return self.form.add(
            name, GrowingTextEdit(words, placeholder=placeholder, least=least, most=8), words
        )

    def _day(self, name: str, words: str, none: str) -> QWidget:
        return self.form.add(name, DayField(words, none), words)

    @staticmethod
    def _number(words: str, stepper: Stepper) -> QWidget:
        return panel(column(labelled(words, stepper.field), stepper, gap=4))

    def _basics(self) -> Card:
        when = FlowLayout(
            self._day("held_on", tr("Date"), tr("No date yet")),
            self.form.add("starts_at", self.time, tr("Time")),
            self.form.add("minutes", self.minutes, tr("Total minutes")),
            self.form.add("audience", self.audience, tr("Who it is with"), read=Audience),
            self._number(tr("Fewest people"), self.least),
            self._number(tr("Most people"), self.most),
            gap=16,
        )
        theme.size(self.time, min_width=120, max_width=120)
        return Card(
            self._line("title", tr("Title")),
            panel(when),
            self._line("place", tr("Place")),
            self._line("facilitators", tr("Facilitators"), tr("Who leads and who takes notes")),
            self._text("aim", tr("Aim"), tr("What you want to hear about")),
            gap=12,
        )

    def _asked(self) -> Card:
        return Card(
            Heading(tr("Prompts")),
            Quiet(
                tr(
                    "What you will ask, in order. {up} and {down} move a prompt.",
                    up=command("workshop", "prompt_up").key,
                    down=command("workshop", "prompt_down").key,
                )
            ),
            self.prompts,
            self._text("activity", tr("Activity"), tr("For example, warm-up, voting or drawing")),
            self._text("materials", tr("Materials"), tr("Paper, pens, dot stickers"), least=1),
            gap=12,
        )

    def _people(self) -> Card:
        told = Quiet(tr("Counts only: no names, no dates of birth, no photos."))
        return Card(Heading(tr("Who took part")), told, self.counts, gap=12)

    def _consent(self) -> Card:
        row_ = FlowLayout(
            self.form.add("consent_count", self.consent, tr("How many"), show=lambda count: count or 0),
            self._day("consent_on", tr("When"), tr("No date yet")),
            gap=16,
        )
        return Card(
            Heading(tr("Consent held")),
            Quiet(
                tr(
                    "Record that you have consent, not the forms themselves. People can stop "
                    "taking part at any time."
                )
            ),
            panel(row_),
            self._line(
                "consent_how",
                tr("How"),
                tr("For example, signed by parents and young people, and asked again at the start"),
            ),
            self._line("privacy_notice", tr("Under which privacy notice")),
            gap=12,
        )

    def _after(self) -> Card:
        return Card(
            Heading(tr("Badges it supports")),
            Quiet(tr("Badges that this workshop is about.")),
            panel(self._badges, tr("Badges it supports")),
            self._text(
                "next_steps", tr("What happens next"), tr("What you told the group would happen, and by when")
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
        return self.form.bound["title"].field

    def show_target(self, **target: Any) -> None:
        wanted = target.get("workshop")
        if wanted is not None and (self._shop is None or self._shop.id != wanted):
            self.save()
            self._shop = self.ops.ask(workshop, wanted)
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
            self.form.show(None)
            self.nav.go("workshops")
            return
        self._show()

    def leaving(self) -> None:
        self.save()

    # Showing

    def _show(self) -> None:
        shop = self._workshop()
        self.form.show(shop, shop.id)
        self.least.set_value(shop.group_least)
        self.most.set_value(shop.group_most)
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

    def save(self) -> None:
        """Save every field that differs from what is saved."""
        if self._shop is None:
            return
        for stepper in self.findChildren(Stepper):
            stepper.settle()
        self.form.save()
        for prompt_id, text in self.prompts.unsaved():
            self._word_prompt(prompt_id, text)

    def _least_chosen(self, least: int) -> None:
        most = self.most.value()
        self._save_size(least, max(least, most) if most else 0)

    def _most_chosen(self, most: int) -> None:
        least = self.least.value()
        self._save_size(min(least, most) if most else least, most)

    def _save_size(self, least: int, most: int) -> None:
        if self._shop is not None:
            self.ops.run(set_group_size, self._shop.id, least, most)

    def _badge_ticked(self, key: str, on: bool) -> None:
        if on == (key in self._workshop().badges):
            return
        kept = tuple(one for one in self._workshop().badges if one != key)
        self.ops.run(change_workshop, self._workshop().id, badges=(*kept, key) if on else kept)

    def _add_prompt(self, text: str, minutes: int) -> None:
        self.form.save()
        self.ops.run(add_prompt, self._workshop().id, text, minutes)
        self.prompts.new.setFocus()

    def _word_prompt(self, prompt_id: str, text: str) -> None:
        self.ops.run(change_prompt, prompt_id, text=text)

    def _time_prompt(self, prompt_id: str, minutes: int) -> None:
        self.form.save()
        self.ops.run(change_prompt, prompt_id, minutes=minutes)

    def _move_prompt(self, prompt_id: str, after_id: str) -> None:
        self.form.save()
        self.ops.run(move_prompt, prompt_id, after_id or None)

    def _remove_prompt(self, prompt_id: str) -> None:
        self.form.save()
        self.ops.run(delete_prompt, prompt_id)
        self.announce(tr("Prompt deleted. Its notes stay."))

    def _count(self, kind: HeadcountKind, words: str, count: int) -> None:
        self.form.save()
        self.ops.run(set_headcount, self._workshop().id, kind, words, count)

    def _take_notes(self) -> None:
        shop = self._workshop()
        if not shop.started_at and not shop.held_on:
            self.ops.run(start_session, shop.id)
        self.nav.go("capture", workshop=shop.id)
