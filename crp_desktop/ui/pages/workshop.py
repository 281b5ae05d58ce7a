"""The plan of one workshop: when and where, what is asked, who comes, what consent is held. Saves as you go."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from crp_desktop.domain.dates import long_date
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.kinds import Audience, HeadcountKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Workshop
from crp_desktop.domain.words import tr
from crp_desktop.services.framework import badges
from crp_desktop.services.programme import programme
from crp_desktop.services.session import start_session
from crp_desktop.services.workshop import (
    add_prompt,
    change_prompt,
    change_workshop,
    delete_prompt,
    headcounts,
    move_prompt,
    prompts,
    set_headcount,
    workshop,
)
from crp_desktop.ui import theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.workshop_counts import CountEditor
from crp_desktop.ui.pages.workshop_prompts import PromptList
from crp_desktop.ui.pages.workshop_words import read_day, short_title
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_PAUSE_MS = 1500
Field = LineEdit | GrowingTextEdit
_DAYS = ("held_on", "consent_on")


class WorkshopPage(Page):
    """Each field is saved when it is left, or after a pause; each saving is one step."""

    name = "workshop"
    section = "workshops"
    interests = frozenset({"workshop", "prompt", "headcount", "programme", "badge"})

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._shop: Workshop | None = None
        super().__init__(ops, nav)
        self.fields: dict[str, Field] = {}
        self._shown: dict[str, str] = {}
        self.notes = Button(
            tr("Take notes"), self._take_notes, kind="primary", icon="pencil", keys="Ctrl+Return"
        )
        self.set_actions(self.notes)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._take_notes)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.save)
        self.audience = QComboBox()
        for one in Audience:
            self.audience.addItem(label(one), one)
        self.audience.activated.connect(self._audience_chosen)
        self.minutes = Stepper(tr("Minutes in all"), 0, 0, 600, step=5)
        self.minutes.changed.connect(partial(self._save_number, "minutes"))
        self.consent = Stepper(tr("Consents held"))
        self.consent.changed.connect(partial(self._save_number, "consent_count"))
        self.prompts = PromptList()
        self.counts = CountEditor()
        self._badges = FlowLayout(gap=4)
        self._boxes: dict[str, QCheckBox] = {}
        for card in (self._basics(), self._asked(), self._people(), self._consent(), self._after()):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self._connect()

    # Building

    def _line(self, name: str, words: str, placeholder: str = "", *, width: int = 0) -> QWidget:
        field = LineEdit(words, placeholder=placeholder)
        field.left.connect(partial(self._left, name))
        field.textEdited.connect(self._typing)
        return self._kept(name, words, field, width)

    def _text(self, name: str, words: str, placeholder: str = "", *, least: int = 2) -> QWidget:
        field = GrowingTextEdit(words, placeholder=placeholder, least=least, most=8)
        field.left.connect(partial(self._left, name))
        field.textChanged.connect(self._typing)
        return self._kept(name, words, field, 0)

    def _kept(self, name: str, words: str, field: Field, width: int) -> QWidget:
        field.setObjectName(name)
        self.fields[name] = field
        if width:
            theme.size(field, min_width=width, max_width=width)
        return panel(column(labelled(words, field), field, gap=4))

    def _basics(self) -> Card:
        when = FlowLayout(
            self._line("held_on", tr("Date"), tr("day/month/year"), width=184),
            self._line("starts_at", tr("Time"), tr("hh:mm"), width=96),
            panel(column(labelled(tr("Minutes in all"), self.minutes.field), self.minutes, gap=4)),
            panel(column(labelled(tr("Who it is with"), self.audience), self.audience, gap=4)),
            gap=16,
        )
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
            panel(column(labelled(tr("How many"), self.consent.field), self.consent, gap=4)),
            self._line("consent_on", tr("When"), tr("day/month/year"), width=184),
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

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Return", tr("Take notes")), ("Alt+Up, Alt+Down", tr("Move a prompt")))

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
                field.set_text(_as_shown(name, getattr(shop, name)))
                self._shown[name] = field.text()
        self.audience.setCurrentIndex(self.audience.findData(shop.audience))
        self.minutes.set_value(shop.minutes)
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
        box = QCheckBox(name.replace("&", "&&"))
        box.setObjectName(f"badge-{key}")
        box.toggled.connect(partial(self._badge_ticked, key))
        self._badges.addWidget(box)
        return box

    def _workshop(self) -> Workshop:
        assert self._shop is not None
        return self._shop

    # Saving

    def _typing(self, *_: object) -> None:
        self._pause.start()

    def _changed_fields(self) -> list[tuple[str, str]]:
        """(name, words) of the fields whose words are not saved yet."""
        if self._shop is None:
            return []
        found = [(name, field.text()) for name, field in self.fields.items()]
        return [(name, words) for name, words in found if words != self._shown.get(name, "")]

    def save(self) -> None:
        """Save every field whose words differ from what is saved."""
        self._pause.stop()
        if self._shop is None:
            return
        for name, text in self._changed_fields():
            self._left(name, text)
        for prompt_id, text in self.prompts.unsaved():
            self._word_prompt(prompt_id, text)

    def _left(self, name: str, text: str) -> None:
        if self._shop is None or text == getattr(self._shop, name):
            self._shown[name] = text
            return
        shown = text
        if name in _DAYS and text:
            day = read_day(text)
            if day is None:
                self._no_day(name, text)
                return
            text, shown = day, _as_shown(name, day)
            if not self.fields[name].hasFocus():
                self.fields[name].set_text(shown)
            if day == getattr(self._shop, name):
                return
        before, self._shown[name] = self._shown.get(name, ""), shown
        if not self._save(**{name: text}):
            self._shown[name] = before

    def _no_day(self, name: str, text: str) -> None:
        """Say that words are no date, once the field is left."""
        if not self.fields[name].hasFocus():
            self.show_problem(
                InputProblem(
                    tr("“{words}” is not a date.", words=text[:40]),
                    tr("The rest is saved."),
                    tr("Write day, month and year, such as 30 June 2026."),
                )
            )

    def _save(self, **values: Any) -> bool:
        """Save columns of the workshop; False when the disk refused."""
        return (
            self._shop is not None and self.ops.run_done(change_workshop, self._shop.id, **values) is not None
        )

    def _save_number(self, name: str, value: int) -> None:
        self._save(**{name: value})

    def _audience_chosen(self, index: int) -> None:
        self._save(audience=self.audience.itemData(index))

    def _badge_ticked(self, key: str, on: bool) -> None:
        if on == (key in self._workshop().badges):
            return
        kept = tuple(one for one in self._workshop().badges if one != key)
        self._save(badges=(*kept, key) if on else kept)

    def _prompt(self, service: Callable[..., Any], *args: Any, **values: Any) -> Any:
        self.save_fields_only()
        return self.ops.run(service, *args, **values)

    def save_fields_only(self) -> None:
        """Save the workshop's own fields, before its prompts change."""
        for name, text in self._changed_fields():
            self._left(name, text)

    def _add_prompt(self, text: str, minutes: int) -> None:
        self._prompt(add_prompt, self._workshop().id, text, minutes)
        self.prompts.new.setFocus()

    def _word_prompt(self, prompt_id: str, text: str) -> None:
        self.ops.run(change_prompt, prompt_id, text=text)

    def _time_prompt(self, prompt_id: str, minutes: int) -> None:
        self._prompt(change_prompt, prompt_id, minutes=minutes)

    def _move_prompt(self, prompt_id: str, after_id: str) -> None:
        self._prompt(move_prompt, prompt_id, after_id or None)

    def _remove_prompt(self, prompt_id: str) -> None:
        self._prompt(delete_prompt, prompt_id)
        self.announce(tr("Prompt deleted. Its notes stay."))

    def _count(self, kind: HeadcountKind, words: str, count: int) -> None:
        self._prompt(set_headcount, self._workshop().id, kind, words, count)

    def _take_notes(self) -> None:
        shop = self._workshop()
        if not shop.started_at and not shop.held_on:
            self.ops.run(start_session, shop.id)
        self.nav.go("capture", workshop=shop.id)


def _as_shown(name: str, kept: str) -> str:
    """What a field shows for what is kept: a day as 14 October 2026."""
    return long_date(date.fromisoformat(kept)) if name in _DAYS and kept else kept
