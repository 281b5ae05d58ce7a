"""The prompts of a plan: words and minutes, in an order that the keyboard can change."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Prompt
from crp_desktop.ui.commands import asked, command
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel, row
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Label, Quiet
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_MINUTES = 10


class PromptField(GrowingTextEdit):
    """The words of a prompt; its keys ask to move it, Enter goes to the next."""

    shifted = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name, _ = asked("workshop", event)
        if name in ("prompt_up", "prompt_down"):
            self.shifted.emit(-1 if name == "prompt_up" else 1)
        else:
            super().keyPressEvent(event)


class PromptList(QWidget):
    """`worded(id, text)`, `timed(id, minutes)`, `moved(id, after id or "")`, `removed(id)`, `added(text, minutes)`."""

    worded = Signal(str, str)
    timed = Signal(str, int)
    moved = Signal(str, str)
    removed = Signal(str)
    added = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self._prompts: Sequence[Prompt] = ()
        self._fields: dict[str, PromptField] = {}
        self._steppers: dict[str, Stepper] = {}
        self._list = column(gap=8)
        self.total = Quiet()
        self.new = LineEdit(tr("New prompt"), placeholder=tr("Type a question, then press Enter"))
        self.new.returnPressed.connect(self._add)
        self.setLayout(column(self._list, self.new, self.total, gap=8))

    def show_prompts(self, prompts: Sequence[Prompt]) -> None:
        """Show the prompts; fields that are there already keep caret and focus."""
        if [one.id for one in prompts] != [one.id for one in self._prompts]:
            self._rebuild(prompts)
        self._prompts = tuple(prompts)
        for one in prompts:
            self._fields[one.id].set_text(one.text)
            self._steppers[one.id].set_value(one.minutes)
        self.total.setText(tr("Total: {n} minute(s)", n=sum(one.minutes for one in prompts)))

    def _rebuild(self, prompts: Sequence[Prompt]) -> None:
        clear(self._list)
        self._fields, self._steppers = {}, {}
        for number, one in enumerate(prompts, 1):
            self._list.addWidget(self._line(number, one, last=number == len(prompts)))

    def _line(self, number: int, prompt: Prompt, *, last: bool) -> QWidget:
        field = PromptField(tr("Prompt {number}", number=number), prompt.text, most=4)
        field.setObjectName(f"words-{prompt.id}")
        field.left.connect(partial(self.worded.emit, prompt.id))
        field.shifted.connect(partial(self.shift, prompt.id))
        minutes = Stepper(tr("Minutes for prompt {number}", number=number), prompt.minutes, 0, 240, step=5)
        minutes.setObjectName(f"minutes-{prompt.id}")
        minutes.changed.connect(partial(self.timed.emit, prompt.id))
        self._fields[prompt.id], self._steppers[prompt.id] = field, minutes
        up = self._button(
            "arrow-up",
            tr("Move prompt {number} up", number=number),
            command("workshop", "prompt_up").key,
            partial(self.shift, prompt.id, -1),
        )
        down = self._button(
            "arrow-down",
            tr("Move prompt {number} down", number=number),
            command("workshop", "prompt_down").key,
            partial(self.shift, prompt.id, 1),
        )
        up.setEnabled(number > 1)
        down.setEnabled(not last)
        away = self._button(
            "trash-2", tr("Delete prompt {number}", number=number), "", partial(self.removed.emit, prompt.id)
        )
        for button, what in ((up, "up"), (down, "down"), (away, "away")):
            button.setObjectName(f"{what}-{prompt.id}")
        line = row(Label(f"{number}.", "strong", wrap=False), gap=8)
        line.addWidget(field, 1)
        tools = FlowLayout(minutes, Label(tr("minutes"), "quiet", "quiet", wrap=False), up, down, away, gap=2)
        made = panel(column(line, tools, gap=2), tr("Prompt {number}", number=number))
        made.setObjectName(f"prompt-{prompt.id}")
        return made

    def _button(self, icon: str, name: str, pressed: str, act: Callable[[], object]) -> Button:
        return Button(icon=icon, name=name, keys=pressed, kind="quiet", on_click=act)

    def shift(self, prompt_id: str, by: int) -> None:
        """Ask to move a prompt one place up or down."""
        ids = [one.id for one in self._prompts]
        at = ids.index(prompt_id)
        to = at + by
        if not 0 <= to < len(ids):
            return
        self._leave()
        rest = [one for one in ids if one != prompt_id]
        self.moved.emit(prompt_id, rest[to - 1] if to > 0 else "")

    def _leave(self) -> None:
        """Save words that are being typed before the order changes."""
        for prompt_id, field in self._fields.items():
            if field.is_changed():
                self.worded.emit(prompt_id, field.text())

    def _add(self) -> None:
        text = self.new.text().strip()
        if text:
            self.new.set_text("")
            self.added.emit(text, _MINUTES)

    def unsaved(self) -> list[tuple[str, str]]:
        """(prompt id, words) of fields whose words are not saved yet."""
        return [(key, field.text()) for key, field in self._fields.items() if field.is_changed()]
