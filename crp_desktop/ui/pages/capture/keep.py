"""Keeps what stands in the typing line on disk, brings it back, and says at once when it cannot be kept."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.services.capture.draft import draft, save_draft
from crp_desktop.services.capture.lines import draft_place
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.capture.line import TypingLine
from crp_desktop.ui.pages.workshops.words import room_day_and_time
from crp_desktop.ui.widgets.notice import Notice

_AGAIN_MS = 2_000


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
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.try_again)
        line.draft.connect(self.keep)

    def keep(self, text: str) -> None:
        """Put the text of the line on disk, with the place it belongs to."""
        if not self._workshop_id or self._ops.store is None or self._ops.store.read_only:
            return
        try:
            save_draft(self._ops.store, draft_place(self._workshop_id), text, self._context())
        except Problem as problem:
            first = not self.unsaved
            self.refused()
            if first:
                self.met.emit(problem)
        else:
            self.saved()

    def waiting(self) -> dict[str, tuple[str, Mapping[str, str]]]:
        """What the disk refuses, {draft place: (text, context)}."""
        if not self.unsaved:
            return {}
        return {draft_place(self._workshop_id): (self._line.field.text(), self._context())}

    def _context(self) -> Mapping[str, str]:
        return {"prompt": self._prompt(), **self._line.context()}

    def refused(self) -> None:
        """Say that what is typed is not on disk, and go on trying."""
        self.unsaved = True
        self._line.set_trouble(True)
        self.restored.hide()
        self._again.start()

    def saved(self) -> None:
        """The disk takes what is typed."""
        if self.unsaved:
            self.unsaved = False
            self._again.stop()
            self._line.set_trouble(False)
            self.said.emit(tr("Everything is saved again."))

    def try_again(self) -> None:
        """Put the line on disk, if it can be."""
        self.keep(self._line.field.text())

    def stop(self) -> None:
        """Try once more, then no more: the page is left."""
        if self.unsaved:
            self.try_again()
        self._again.stop()

    def go_on(self) -> None:
        """Try again what the disk refused: the page is back, or was not left after all."""
        if self.unsaved:
            self._again.start()

    def not_yet(self) -> Problem:
        """Why no other workshop is opened while this one's line is not on disk."""
        return Problem(
            tr("We could not open the other workshop, because what you typed in this one is not saved yet."),
            safe=tr("Your words are in the box below."),
            todo=tr(
                "Free some space on the disk, or save a copy somewhere else. Then open the workshop again."
            ),
        )

    def restore(self, workshop_id: str, choose_prompt: Callable[[str], object]) -> None:
        """Put back what stood in the line of a workshop, and say when it was typed."""
        self._workshop_id = workshop_id
        self.unsaved = False
        self._again.stop()
        self._line.set_trouble(False)
        self.restored.hide()
        left = self._ops.ask(draft, draft_place(workshop_id))
        if left is None:
            self._line.clear()
            return
        choose_prompt(left.context.get("prompt", ""))
        self._line.restore(left.text, left.context)
        when = room_day_and_time(left.typed_at, left.utc_offset)
        self.restored.say(
            tr(
                "Restored: what you typed on {when}. It is not saved as a note yet. Press Enter to add it.",
                when=when,
            ),
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
