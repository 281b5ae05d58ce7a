"""The left pane of a session: the clock, the prompts with their time, the parking lot."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Prompt
from crp_desktop.ui import theme
from crp_desktop.ui.models.notes import NO_PROMPT, PARKED
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear, column, row
from crp_desktop.ui.widgets.text import Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit


class PromptButton(QAbstractButton):
    """A prompt with its time: pressed, it becomes the one that notes are filed under."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = Label(title)
        self._time = Quiet()
        self._spent, self._planned = 0, 0
        for part in (self._title, self._time):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(column(self._title, self._time, gap=2, margins=(12, 6, 12, 9)))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._weigh)
        self.setAccessibleName(title)

    def say(self, title: str, words: str, spent: int, planned: int) -> None:
        """Show the title, a line below it, and seconds spent of seconds planned."""
        if (spent, planned) != (self._spent, self._planned):
            self._spent, self._planned = spent, planned
            self.update()
        if (title, words) != (self._title.text(), self._time.text()):
            self._title.setText(title)
            self._time.setText(words)
            self.setAccessibleName(title)
            self.setAccessibleDescription(words)

    def _weigh(self, checked: bool) -> None:
        self._title.set_kind("strong" if checked else "body")

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        body = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked() or self.underMouse():
            paint.fill(painter, body, "selected" if self.isChecked() else "hover")
        if self._planned and self._spent:
            track = QRectF(
                body.x() + theme.px(10), body.bottom() - theme.px(6), body.width() - theme.px(20), theme.px(3)
            )
            paint.fill(painter, track, "line", radius=2)
            share = min(self._spent / self._planned, 1.0)
            ink = "concern" if self._spent > self._planned else "accent"
            paint.fill(
                painter, QRectF(track.x(), track.y(), track.width() * share, track.height()), ink, radius=2
            )
        if self.hasFocus():
            paint.ring(painter, QRectF(self.rect()))


class PromptsPane(QWidget):
    """`chosen(key)`: notes go to that group now; `added(str)` asks for a new prompt; `session()` to start or end."""

    chosen = Signal(str)
    added = Signal(str)
    session = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.clock = Label("", "section")
        self.left_words = Quiet()
        self.run = Button(tr("Start session"), self.session.emit, icon="play")
        self._list = column(gap=2)
        self._buttons: dict[str, PromptButton] = {}
        self._prompts: Sequence[Prompt] = ()
        self._counts: Mapping[str, int] = {}
        self._current = NO_PROMPT
        self.new = LineEdit(tr("New prompt"), placeholder=tr("New prompt, then Enter"))
        self.new.returnPressed.connect(self._add)
        line = row(gap=4)
        line.addWidget(self.new, 1)
        self.setLayout(
            column(column(self.clock, self.left_words, self.run, gap=4), self._list, line, None, gap=12)
        )

    @property
    def current(self) -> str:
        """The key of the group that notes are filed under."""
        return self._current

    def show_prompts(self, prompts: Sequence[Prompt], counts: Mapping[str, int]) -> None:
        """List the prompts; the parking lot comes last, notes without a prompt only when there are any."""
        keys = [prompt.id for prompt in prompts]
        keys += [NO_PROMPT] if counts.get(NO_PROMPT) or not prompts else []
        keys.append(PARKED)
        self._prompts, self._counts = prompts, counts
        if keys != list(self._buttons):
            clear(self._list)
            self._buttons = {key: self._button(key) for key in keys}
            for button in self._buttons.values():
                self._list.addWidget(button)
        if self._current not in keys or (
            self._current == NO_PROMPT and prompts and not counts.get(NO_PROMPT)
        ):
            self._current = keys[0]
            self.chosen.emit(self._current)
        self.mark(self._current)
        self.show_times({prompt.id: prompt.seconds_spent for prompt in prompts})

    def show_counts(self, counts: Mapping[str, int], spent: Mapping[str, int]) -> None:
        """Show how many notes each group has now; notes without a prompt may need a place of their own."""
        if (NO_PROMPT in counts) != (NO_PROMPT in self._buttons) and self._prompts:
            self.show_prompts(self._prompts, counts)
        self._counts = counts
        self.show_times(spent)

    def _button(self, key: str) -> PromptButton:
        button = PromptButton("")
        button.setObjectName(f"prompt-{key}")
        button.clicked.connect(partial(self.choose, key))
        return button

    def show_times(self, spent: Mapping[str, int]) -> None:
        """Show how long each prompt has taken, {prompt id: seconds}."""
        for number, prompt in enumerate(self._prompts, 1):
            seconds = spent.get(prompt.id, 0)
            said = f"{number}. {prompt.text or tr('Prompt {number}', number=number)}"
            self._buttons[prompt.id].say(said, self._time(prompt, seconds), seconds, prompt.minutes * 60)
        for key, words in ((NO_PROMPT, tr("No prompt")), (PARKED, tr("Parked for later"))):
            if key in self._buttons:
                self._buttons[key].say(words, tr("{n} note(s)", n=self._counts.get(key, 0)), 0, 0)

    def _time(self, prompt: Prompt, seconds: int) -> str:
        minutes = seconds // 60
        count = tr("{n} note(s)", n=self._counts.get(prompt.id, 0))
        if not prompt.minutes:
            return tr("{spent} min, {notes}", spent=minutes, notes=count)
        if seconds >= prompt.minutes * 60:
            return tr(
                "{spent} of {planned} min, {notes}. Time to move on.",
                spent=minutes,
                planned=prompt.minutes,
                notes=count,
            )
        return tr("{spent} of {planned} min, {notes}", spent=minutes, planned=prompt.minutes, notes=count)

    def mark(self, key: str) -> None:
        """Mark the group that notes are filed under."""
        for one, button in self._buttons.items():
            button.setChecked(one == key)

    def choose(self, key: str, _checked: bool = False) -> None:
        """File notes under another group from now on."""
        if key in self._buttons:
            self._current = key
            self.mark(key)
            self.chosen.emit(key)

    def step(self, by: int) -> None:
        """Go to the next or the previous prompt."""
        keys = list(self._buttons)
        at = keys.index(self._current) if self._current in keys else 0
        self.choose(keys[min(max(at + by, 0), len(keys) - 1)])

    def title(self, key: str) -> str:
        """The words of a group."""
        found = next((prompt for prompt in self._prompts if prompt.id == key), None)
        if found is not None:
            return found.text or tr("Prompt {number}", number=list(self._prompts).index(found) + 1)
        return tr("Parked for later") if key == PARKED else tr("No prompt")

    def place(self, key: str) -> str:
        """In a few words, where notes of a group go; "" for no prompt."""
        number = next((at for at, prompt in enumerate(self._prompts, 1) if prompt.id == key), 0)
        if number:
            return tr("under prompt {number}", number=number)
        return tr("to the parking lot") if key == PARKED else ""

    def _add(self) -> None:
        text = self.new.text().strip()
        if text:
            self.new.set_text("")
            self.added.emit(text)
