"""The field for new speakers' codes: one after another, and what to do when a code looks like a name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.watched_words import names_among
from crp_desktop.services.workshops.workshop import add_speaker, change_speaker, speakers
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.notice import Notice
from crp_desktop.ui.widgets.textedit import LineEdit


class NewSpeaker(LineEdit):
    """Enter adds the code and keeps the focus; Escape, or Enter when it is empty, is `done()`.

    `added(code)`, `renamed(code before, code)` and `said(words)` tell what happened. `notice` asks about codes that
    look like names, one after another; they are speakers already, and nobody has to answer.
    """

    added = Signal(str)
    renamed = Signal(str, str)
    said = Signal(str)
    done = Signal()

    def __init__(self, ops: Operations, workshop_id: Callable[[], str]) -> None:
        super().__init__(tr("New speaker"), placeholder=tr("Code, such as P4"))
        self._ops = ops
        self._workshop_id = workshop_id
        self._names: dict[str, str] = {}
        self.notice = Notice("chip")
        self.returnPressed.connect(self._enter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Ask about no code any more: another workshop is in view."""
        self._names = {}
        self.notice.hide()

    def _labels(self) -> dict[str, str]:
        return {one.id: one.label for one in self._ops.ask(speakers, self._workshop_id())}

    def _enter(self) -> None:
        code = self.text().strip()
        if not code:
            self.done.emit()
            return
        if label_key(code) in map(label_key, self._labels().values()):
            self.set_text("")
            self.said.emit(tr("{code} is a speaker already.", code=code))
            return
        made = self._ops.run(add_speaker, self._workshop_id(), code)
        if made is None:
            return
        self.set_text("")
        self.added.emit(code)
        self._ops.start(
            partial(names_among, self._ops.opened, {made: code}),
            title=tr("Looking for names"),
            on_done=self._found,
            shown=False,
        )

    def _found(self, names: dict[str, str]) -> None:
        self._names |= names
        if self._names:
            self._ask()

    def _ask(self) -> None:
        """Ask about the first code that looks like a name and is still a speaker's."""
        labels = self._labels()
        self._names = {key: name for key, name in self._names.items() if labels.get(key) == name}
        if not self._names:
            self.notice.hide()
            return
        speaker_id, name = next(iter(self._names.items()))
        code = _free_code(labels)
        self.notice.say(
            tr(
                "“{name}” looks like a name. With a code such as {code}, no one can tell who it is.",
                name=name,
                code=code,
            ),
            (tr("Use {code}", code=code), partial(self._rename, speaker_id, code)),
            (tr("Keep “{name}”", name=name), partial(self._keep, speaker_id)),
        )

    def _rename(self, speaker_id: str, code: str) -> None:
        labels = self._labels()
        free = label_key(code) not in map(label_key, labels.values())
        if free and labels.get(speaker_id) == self._names.get(speaker_id):
            name = self._names[speaker_id]
            if self._ops.run_done(change_speaker, speaker_id, label=code) is None:
                return
            self.renamed.emit(name, code)
        self._ask()
        self._leave_notice()

    def _keep(self, speaker_id: str) -> None:
        self._names.pop(speaker_id, None)
        self._ask()
        self._leave_notice()

    def _leave_notice(self) -> None:
        if self.notice.isHidden():
            self.setFocus()


def _free_code(labels: dict[str, str]) -> str:
    """The first of P1, P2 and so on that is nobody's."""
    taken = set(map(label_key, labels.values()))
    return next(code for code in (f"P{n}" for n in range(1, len(taken) + 2)) if label_key(code) not in taken)
