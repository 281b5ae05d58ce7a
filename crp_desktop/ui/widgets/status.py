"""The strip at the bottom: whether all is saved, what is under way, undo, redo, contacts, hide, lock."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.commands import EVERYWHERE, command
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Icon
from crp_desktop.ui.widgets.layout import row
from crp_desktop.ui.widgets.text import Label


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether everything is on disk, and the sentence that says so."""

    safe: bool
    words: str


class StatusStrip(QWidget):
    """Shows what `save_state()` says each time `ask` is called; announces only a turn for the worse or the better."""

    def __init__(
        self,
        undo: Callable[[], object],
        redo: Callable[[], object],
        contacts: Callable[[], object],
        hide: Callable[[], object],
        lock: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setAccessibleName(tr("Status"))
        self.save_state: Callable[[], SaveState] | None = None
        self._last: SaveState | None = None
        self._undo_words = ""
        self._steps: tuple[str | None, str | None] | None = None
        self._icon = Icon("circle-check", "strength", 16)
        self._words = Label("", "quiet", "quiet")
        self.jobs = QWidget()
        self.jobs.hide()
        self.undo = Button(tr("Undo"), undo, kind="quiet", icon="undo-2")
        self.redo = Button(tr("Redo"), redo, kind="quiet", icon="redo-2")
        self.contacts = command(EVERYWHERE, "contacts").button(contacts, kind="quiet")
        self.hide_screen = command(EVERYWHERE, "hide").button(hide, kind="quiet", text=tr("Hide"))
        self.lock = command(EVERYWHERE, "lock").button(lock, kind="quiet", text=tr("Lock"))
        line = row(self._icon, gap=8, margins=(24, 2, 16, 2))
        line.addWidget(self._words, 1)
        for widget in (self.jobs, self.undo, self.redo, self.contacts, self.hide_screen, self.lock):
            line.addWidget(widget)
        self.setLayout(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def ask(self) -> None:
        """Ask whether all is saved, and say it."""
        if self.save_state is None:
            return
        state = self.save_state()
        self._words.setText(state.words)
        self._words.set_ink("quiet" if state.safe else "concern")
        self._icon.set_icon(
            "circle-check" if state.safe else "triangle-alert", "strength" if state.safe else "concern"
        )
        if self._last is not None and self._last.safe != state.safe:
            announce(self, state.words, urgent=not state.safe)
        self._last = state

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Say what undo and redo would do; None greys one out."""
        if (undo, redo) == self._steps:
            return
        self._steps = (undo, redo)
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self._undo_words = tr("Undo: {label}", label=undo) if undo else ""
        self.undo.set_name(self._undo_words or tr("Undo"))
        self.redo.set_name(tr("Redo: {label}", label=redo) if redo else tr("Redo"))
        self._fit()

    def _fit(self) -> None:
        """Fold words where there is little room: first what undo does, then undo and redo, then lock. Their tooltips
        and menu entries always say it; contacts and hide keep their words."""
        undo, redo, lock = tr("Undo"), tr("Redo"), tr("Lock")
        whole = self._undo_words.replace("&", "&&") or undo
        for words in ((whole, redo, lock), (undo, redo, lock), ("", "", lock), ("", "", "")):
            for button, text in zip((self.undo, self.redo, self.lock), words, strict=True):
                button.setText(text)
            if self._needed() <= self.width():
                return

    def _needed(self) -> int:
        """The width that everything shown now takes."""
        shown = [self._words, self.undo, self.redo, self.contacts, self.hide_screen, self.lock]
        if not self.jobs.isHidden():
            shown.append(self.jobs)
        return sum(widget.sizeHint().width() for widget in shown) + theme.px(112)

    def show_jobs(self, shown: bool) -> None:
        """Show or hide what is under way; the words on undo make room for it."""
        self.jobs.setVisible(shown)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as it can be with every word left out that `_fit` may fold: they never keep the window wide."""
        folding = (self.undo, self.redo, self.lock)
        spare = sum(button.sizeHint().width() - button.sizeHint().height() for button in folding)
        least = super().minimumSizeHint()
        return QSize(least.width() - max(spare, 0), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
