"""Keeps what stands in the typing line on disk, brings it back, and says at once when it cannot be kept."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.words import tr
from crp_desktop.services.capture import draft_place
from crp_desktop.services.draft import draft, save_draft
from crp_desktop.services.keeping import save_elsewhere
from crp_desktop.ui.dialogs.files import ask_save, programmes
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.capture_line import TypingLine
from crp_desktop.ui.pages.capture_notice import Notice
from crp_desktop.ui.pages.workshop_words import room_day_and_time


class DraftKeeper(QObject):
    """`unsaved` while the disk refuses what is typed; `met(Problem)` says why, once; `said(str)` tells of a turn."""

    met = Signal(object)
    said = Signal(str)

    def __init__(self, ops: Operations, line: TypingLine, page: QWidget, prompt: Callable[[], str]) -> None:
        super().__init__(page)
        self._ops, self._line, self._page, self._prompt = ops, line, page, prompt
        self._workshop_id = ""
        self.unsaved = False
        self.restored = Notice("chip")
        self.trouble = Notice("concern_soft")
        line.draft.connect(self.keep)

    def keep(self, text: str) -> None:
        """Put the text of the line on disk, with the place it belongs to."""
        if not self._workshop_id or self._ops.store is None or self._ops.store.read_only:
            return
        context = {"prompt": self._prompt(), **self._line.context()}
        try:
            save_draft(self._ops.store, draft_place(self._workshop_id), text, context)
        except Problem as problem:
            if not self.unsaved:
                self.met.emit(problem)
            self.refused()
        else:
            self.saved()

    def refused(self) -> None:
        """Say that what is typed is not on disk."""
        if not self.unsaved:
            self.unsaved = True
            self.trouble.say(
                tr("What you typed is still here but not on disk. Keep this window open."),
                (tr("Try again"), self._try_again),
                (tr("Save a copy elsewhere…"), self._save_elsewhere),
                urgent=True,
            )

    def saved(self) -> None:
        """The disk takes what is typed."""
        if self.unsaved:
            self.unsaved = False
            self.trouble.hide()
            self.said.emit(tr("Everything is saved again."))

    def restore(self, workshop_id: str, choose_prompt: Callable[[str], object]) -> None:
        """Put back what stood in the line of a workshop, and say when it was typed."""
        self._workshop_id = workshop_id
        self.unsaved = False
        self.trouble.hide()
        self.restored.hide()
        left = self._ops.ask(draft, draft_place(workshop_id))
        if left is None:
            self._line.clear()
            return
        choose_prompt(left.context.get("prompt", ""))
        self._line.restore(left.text, left.context)
        when = room_day_and_time(left.typed_at, left.utc_offset)
        self.restored.say(
            tr("Restored: what you typed on {when}. It is not filed yet.", when=when),
            (tr("Discard it"), self._discard),
        )

    def filed(self) -> None:
        """The line was filed."""
        self.restored.hide()
        self.saved()

    def _discard(self) -> None:
        self._line.clear()
        self.keep("")
        self.restored.hide()
        self._line.field.setFocus()

    def _try_again(self) -> None:
        self.keep(self._line.field.text())
        self._line.field.setFocus()

    def _save_elsewhere(self) -> None:
        """The programme as it was saved last; the line stays in its field."""
        target = ask_save(
            self._page, tr("Save a copy elsewhere"), tr("Copy of the programme.crp"), programmes()
        )
        if target is not None:
            self._ops.start(save_elsewhere, target, title=tr("Saving a copy"), on_done=self._copied)

    def _copied(self, _: object) -> None:
        self.said.emit(tr("The copy is saved. What stands in the field is not in it: file it there again."))
