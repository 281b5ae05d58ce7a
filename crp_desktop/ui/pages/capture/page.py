"""In the room: one field that is always there, the notes above it, prompts and people at its sides."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.capture import ParsedLine, grammar
from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import Note, StepInfo, Workshop
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.services.capture.lines import file_line
from crp_desktop.services.capture.note import change_note, notes, notes_by_id
from crp_desktop.services.capture.note_edit import split_note
from crp_desktop.services.workshops.session import add_seconds, end_session, resume_session, start_session
from crp_desktop.services.workshops.workshop import (
    add_prompt,
    headcounts,
    prompts,
    speakers,
    workshop,
    workshops,
)
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.models.notes import NO_PROMPT, PARKED, NotesModel
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Concern, Page
from crp_desktop.ui.pages.capture.actions import CaptureActions
from crp_desktop.ui.pages.capture.clock import SessionClock
from crp_desktop.ui.pages.capture.find_bar import FindBar
from crp_desktop.ui.pages.capture.keep import DraftKeeper
from crp_desktop.ui.pages.capture.line import TypingLine
from crp_desktop.ui.pages.capture.new_speaker import NewSpeaker
from crp_desktop.ui.pages.capture.note_actions import NoteActions
from crp_desktop.ui.pages.capture.prompts import PromptsPane
from crp_desktop.ui.pages.capture.room import RoomPane, heads_words, present
from crp_desktop.ui.pages.capture.stream import NoteStream
from crp_desktop.ui.pages.workshops.words import short_title
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Label

_MANY = 1_500


class CapturePage(Page):
    """Files what is typed; keeps the stream in step with every change, note by note."""

    name = "capture"
    section = "workshops"
    scrolls = False
    interests = frozenset({RecordKind.WORKSHOP, RecordKind.PROMPT, RecordKind.SPEAKER, RecordKind.HEADCOUNT})

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._shop: Workshop | None = None
        self._stale = self._filing = False
        super().__init__(ops, nav)
        self.model = NotesModel(self)
        self.stream = NoteStream(self.model)
        self.line = TypingLine()
        self.prompts = PromptsPane()
        self.new_speaker = NewSpeaker(ops, self.workshop_id)
        self.room = RoomPane(self.new_speaker)
        self.acts = NoteActions(ops, self.stream, self.line.field)
        self.find_bar = FindBar(self.model)
        self.empty = Label(ink="quiet")
        self.empty.hide()
        self.keeper = DraftKeeper(ops, self.line, self, lambda: self.prompts.current)
        self.clock = SessionClock(self._save_seconds, self)
        self.ways = CaptureActions(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        main = column(self.find_bar, self.empty, gap=8)
        main.addWidget(self.stream, 1)
        self.line.add_acts(self.acts)
        for part in (self.keeper.restored, self.new_speaker.notice, self.line):
            main.addWidget(part)
        self.split = SplitPane(
            panel(main),
            left=(self.prompts, tr("Prompts"), 248),
            right=(self.room, tr("People and tools"), 208),
            main_width=460,
            beside=self.line.controls,
        )
        self.stream.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.size(self.stream, min_height=20)
        theme.space(self.body, 8, (24, 0, 24, 4))
        self.body.addWidget(self.split, 1)
        for button in self.ways.buttons:
            self.room.tools.addWidget(button)

    def _connect(self) -> None:
        self.ops.changed.connect(self._changed)
        self.line.filed.connect(self._file)
        self.keeper.met.connect(self.problem_met)
        self.keeper.said.connect(self.announced)
        self.line.asked.connect(self._asked)
        self.line.pasted.connect(self.ways.paste)
        self.line.by.connect(self.room.mark)
        self.prompts.chosen.connect(self._prompt_chosen)
        self.prompts.added.connect(self._add_prompt)
        self.prompts.session.connect(self._start_or_end)
        self.room.spoke.connect(self._spoke)
        self.new_speaker.added.connect(self.line.set_speaker)
        self.new_speaker.renamed.connect(self.line.rename_speaker)
        self.new_speaker.said.connect(self.announce)
        self.new_speaker.done.connect(self._to_line)
        self.room.asked.connect(self.ways.open)
        self.acts.more.connect(self.ways.open)
        self.acts.said.connect(self.announce)
        self.acts.shown.connect(self.line.show_acts)
        self.stream.left.connect(self._to_line)
        self.stream.typed.connect(self._type_on)
        self.stream.delegate.edited.connect(self._edited)
        self.stream.delegate.split.connect(self._split)
        self.find_bar.found.connect(self.stream.choose)
        self.find_bar.closed.connect(self._to_line)
        self.clock.ticked.connect(self._tick)
        self.clock.over.connect(self._prompt_over)
        command("capture", "find").bind(self, self.find_bar.open_bar)

    # What the window asks

    def title(self) -> str:
        return short_title(self._shop) if self._shop else tr("Notes")

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        return (*super().shortcuts(), *grammar())

    def first_focus(self) -> QWidget | None:
        return self.line.field

    def show_target(self, **target: Any) -> None:
        wanted = target.get("workshop")
        if wanted is None and self._shop is None:
            known = self.ops.ask(workshops)
            if not known:
                self.nav.go("workshops")
                return
            wanted = known[0].id
        if wanted is not None and (self._shop is None or wanted != self._shop.id or self._stale):
            self.line.flush()
            self.keeper.stop()
            if self.keeper.unsaved:
                self.keeper.go_on()
                self.show_problem(self.keeper.not_yet())
                return
            self._open(wanted)
        elif self._shop is not None:
            self.keeper.go_on()
            self.clock.show(self._shop, self.ops.ask(prompts, self._shop.id))
        if "note" in target:
            self.stream.choose(target["note"])
        if "open" in target:
            QTimer.singleShot(0, self, partial(self.ways.open, target["open"]))

    def refresh(self) -> None:
        if self._shop is None:
            return
        try:
            self._shop = self.ops.ask(workshop, self._shop.id)
        except NotFound:
            self._shop = None
            self.clock.pause()
            self.model.load((), ())
            self.nav.go("workshops")
            return
        self._show_sides()
        self.header_changed.emit()

    def typed(self) -> dict[str, tuple[str, Mapping[str, str]]]:
        return self.keeper.waiting()

    def unsaved(self) -> str:
        return tr("What you typed is not saved yet") if self.keeper.unsaved else ""

    def go_on_at(self) -> QWidget | None:
        return self.stream if self.stream.chosen_rows() else self.line.field

    def save_typed(self) -> None:
        self.line.flush()

    def leaving(self) -> None:
        self.line.flush()
        self.keeper.stop()
        self.clock.pause()

    def concern(self) -> Concern:
        if self._shop is None:
            return Concern()
        chosen = self.stream.chosen_rows()
        words = "\n".join(one.text for one in chosen) or self.line.field.text()
        return Concern(self._shop.id, words, tuple(one.id for one in chosen))

    def words_gone(self, words: tuple[str, ...]) -> None:
        """What stands in the line is on disk again at once, unless it repeats them; its own undo forgets them."""
        if self._shop is not None and self.ops.store is not None:
            if WithdrawnWordsMatcher(words).repeated_in(self.line.field.text()):
                self.line.clear()
            self.line.field.document().clearUndoRedoStacks()
            self.keeper.keep(self.line.field.text())

    def _open(self, workshop_id: str) -> None:
        self._shop = self.ops.ask(workshop, workshop_id)
        self._stale = False
        self.new_speaker.forget()
        self.model.load(self.ops.ask(prompts, workshop_id), self.ops.ask(notes, workshop_id))
        self._show_sides()
        self.prompts.choose(self.model.latest_prompt() or "")
        self.keeper.restore(workshop_id, self.prompts.choose)
        last = self.model.last_row(self.prompts.current)
        self.stream.show_row(last if last >= 0 else self.model.rowCount() - 1)
        self.header_changed.emit()

    def _show_sides(self) -> None:
        shop = self._workshop()
        asked = self.ops.ask(prompts, shop.id)
        if self.model.set_prompts(asked):
            self.model.load(asked, self.ops.ask(notes, shop.id))
        people = self.ops.ask(speakers, shop.id)
        counted = self.ops.ask(headcounts, shop.id)
        self.acts.prompts, self.acts.speakers = asked, people
        for part in (self.line, self.prompts.run, self.prompts.new, self.room):
            part.setEnabled(not self.ops.opened.read_only)
        self.prompts.show_prompts(asked, self.model.counts())
        self.line.set_speakers(present(people))
        self.room.show_speakers(people, *heads_words(shop, counted))
        self.room.mark(self.line.meant().speaker)
        self.clock.show(shop, asked)
        self.clock.go_to(self.prompts.current)
        self._show_clock()
        self._show_empty()

    def _show_empty(self) -> None:
        where = tr("It goes under “{prompt}”.", prompt=self.prompts.title(key := self.prompts.current))
        if key in (PARKED, NO_PROMPT):
            where = tr("It goes to the parking lot.") if key == PARKED else tr("It goes under no prompt.")
        self.empty.setText(f"{tr('Type below what is said.')} {where}")
        self.empty.setVisible(self.model.rowCount() == 0)

    def _show_clock(self) -> None:
        shop = self._workshop()
        run, left = self.clock.words()
        self.prompts.clock.setText(run)
        self.prompts.left_words.setText(left)
        self.prompts.left_words.setVisible(bool(left))
        text, icon = tr("Start session"), "play"
        if shop.started_at:
            text, icon = (tr("Resume session"), "play") if shop.ended_at else (tr("End session"), "check")
        self.prompts.run.setText(text)
        self.prompts.run.set_icon(icon)

    def _tick(self) -> None:
        self._show_clock()
        self.prompts.show_times(self.clock.seconds())

    def _prompt_over(self, prompt_id: str) -> None:
        self.announce(tr("The time for “{prompt}” is up.", prompt=self.prompts.title(prompt_id)))

    def _changed(self, step: StepInfo) -> None:
        """Take over what a step did to the notes of this workshop, and only that."""
        if self._shop is None or RecordKind.NOTE not in step.touched or self._shop.id not in step.workshops:
            return
        if not self.isVisible():
            self._stale = True
            return
        ids = [row_id for kind, row_id in step.rows if kind is RecordKind.NOTE]
        if not ids or len(ids) > _MANY:
            self._reload()
        else:
            rows = self.model.apply(ids, self._ours(ids))
            if self.model.returned and self.stream.chosen_rows():
                self.stream.choose(*self.model.returned)
            if rows and not self.stream.hasFocus() and not self._filing:
                self.stream.show_row(max(rows))
        self.prompts.show_counts(self.model.counts(), self.clock.seconds())
        self._show_empty()

    def _reload(self) -> None:
        """Ask for all notes again, staying where the stream was scrolled to."""
        at = self.stream.verticalScrollBar().value()
        shop = self._workshop()
        self.model.load(self.ops.ask(prompts, shop.id), self.ops.ask(notes, shop.id))
        self.stream.measure()
        self.stream.verticalScrollBar().setValue(at)

    def _ours(self, ids: list[str]) -> dict[str, Note]:
        found: dict[str, Note] = self.ops.ask(notes_by_id, ids)
        return {key: note for key, note in found.items() if note.workshop_id == self._workshop().id}

    def _workshop(self) -> Workshop:
        assert self._shop is not None
        return self._shop

    def workshop_id(self) -> str:
        """The id of the workshop in view."""
        return self._workshop().id

    def _file(self, meant: ParsedLine) -> None:
        if self._shop is None:
            return
        key = self.prompts.current
        if key == PARKED:
            meant = replace(meant, parked=True)
        prompt_id = None if key in (PARKED, NO_PROMPT) else key
        self.line.hold_draft()
        self._filing = True
        done = self.ops.run_done(file_line, self._shop.id, meant, prompt_id)
        self._filing = False
        if done is None:
            self.keeper.refused()
            return
        self.line.clear()
        self.keeper.filed()
        row = self.model.row_of(done.value)
        self.stream.show_row(row)

    def _type_on(self, text: str) -> None:
        """What is typed while a note is chosen goes into the line."""
        self._to_line()
        self.line.field.insertPlainText(text)

    def _to_line(self) -> None:
        self.stream.clearSelection()
        self.line.field.setFocus()

    def _asked(self, asked: str) -> None:
        what, _, amount = asked.partition(" ")
        if what == "prompt":
            self.prompts.step(int(amount))
        elif what == "stream" and self.model.rowCount():
            self.stream.setFocus()
            self.stream.choose_last_of(self.prompts.current)

    def _prompt_chosen(self, key: str) -> None:
        self.clock.go_to(key)
        self.prompts.show_times(self.clock.seconds())
        self.stream.show_row(self.model.last_row(key))
        self.line.set_place(self.prompts.place(key))
        self.line.field.setAccessibleName(tr("What is being said: {prompt}", prompt=self.prompts.title(key)))
        self._show_empty()
        self.line.field.setFocus()

    def _add_prompt(self, text: str) -> None:
        made = self.ops.run(add_prompt, self.workshop_id(), text)
        if made:
            self.prompts.choose(made)

    def _spoke(self, label: str) -> None:
        self.line.set_speaker(label)
        self.line.field.setFocus()

    def _start_or_end(self) -> None:
        shop = self._workshop()
        self.clock.flush()
        if not shop.started_at:
            self.ops.run(start_session, shop.id)
        else:
            self.ops.run(resume_session if shop.ended_at else end_session, shop.id)
        self.line.field.setFocus()

    def _save_seconds(self, spent: dict[str, int]) -> None:
        if self._shop is not None and not self.keeper.unsaved and not self.ops.opened.read_only:
            self.ops.run(add_seconds, self._shop.id, spent)

    def _edited(self, note_id: str, text: str) -> None:
        self.ops.run(change_note, note_id, text=text)

    def _split(self, note_id: str, text: str, at: int) -> None:
        note = self.model.note(note_id)
        if note is None:
            return
        if text != note.text and self.ops.run_done(change_note, note_id, text=text) is None:
            return
        made = self.ops.run(split_note, note_id, at)
        self.stream.choose(made or note_id)

    # Qt

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "stream"):
            self.stream.resized_text()

    def hideEvent(self, event: QHideEvent) -> None:
        """A choice of notes ends when the page is left."""
        super().hideEvent(event)
        self.line.flush()
        if not event.spontaneous():
            self.stream.clearSelection()
