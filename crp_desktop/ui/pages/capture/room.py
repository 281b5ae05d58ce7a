"""The right pane of a session: who speaks, how many took part, and what to do at the end."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import HeadcountKind
from crp_desktop.domain.labels import group_words
from crp_desktop.domain.records import Headcount, Speaker, Workshop
from crp_desktop.ui.commands import command
from crp_desktop.ui.pages.capture.line import speaker_keys
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit


class RoomPane(QWidget):
    """`spoke(label)`: the next note is theirs ("" for the group); `asked(name)` for a dialog."""

    spoke = Signal(str)
    asked = Signal(str)

    def __init__(self, new: LineEdit) -> None:
        super().__init__()
        self._flow = FlowLayout(gap=2)
        self._shown: list[str] = []
        self.count = Label()
        people = self._action(tr("Speakers…"), "users", "people")
        self.tools = column(gap=0)
        heads = self._action(tr("Count people…"), "plus", "heads")
        phrases = self._action(tr("Success phrases…"), "list-checks", "phrases")
        self.setLayout(
            column(
                column(
                    Heading(tr("Speakers"), "strong"),
                    panel(self._flow, tr("Who is speaking next")),
                    new,
                    gap=4,
                ),
                Quiet(tr("Codes only, never names.")),
                people,
                8,
                column(Heading(tr("Took part"), "strong"), self.count, heads, phrases, gap=4),
                8,
                column(Heading(tr("Tools"), "strong"), self.tools, gap=4),
                None,
                gap=6,
            )
        )

    def _action(self, text: str, icon: str, asked: str) -> Button:
        return Button(text, partial(self.asked.emit, asked), kind="quiet", icon=icon)

    def show_speakers(self, speakers: Sequence[Speaker], people: int, planned: str = "") -> None:
        """List who can speak, how many took part, and for how many it was planned, in words."""
        labels = present(speakers)
        if labels != self._shown:
            self._shown = labels
            clear(self._flow)
            self._flow.addWidget(self._button(tr("The group"), "", 0))
            digits = {label: digit for digit, label in speaker_keys(labels).items()}
            for label in labels:
                self._flow.addWidget(self._button(label, label, digits.get(label)))
        said = tr("People counted: {n}", n=people) if people else tr("No one counted yet")
        self.count.setText(
            tr("{counted}, planned for {group}", counted=said, group=planned.lower()) if planned else said
        )

    def _button(self, text: str, label: str, digit: int | None) -> Button:
        """A speaker's button; `digit` is that of its key, 0 for the group, None for none."""
        pressed = ""
        if digit is not None:
            pressed = (
                command("capture", "speaker").key_of(digit) if digit else command("capture", "group").key
            )
        button = Button(text.replace("&", "&&"), partial(self.spoke.emit, label), keys=pressed)
        button.setAccessibleName(tr("Next note by {speaker}", speaker=text))
        button.setObjectName(f"speaker-{label}")
        button.setCheckable(True)
        return button

    def mark(self, label: str) -> None:
        """Mark whose the next note is."""
        for button in self.findChildren(Button):
            if button.objectName().startswith("speaker-"):
                button.setChecked(button.objectName() == f"speaker-{label}")


def present(speakers: Sequence[Speaker]) -> list[str]:
    """The labels of those who take part, in the order they came; the group is not among them."""
    return [one.label for one in speakers if not one.everyone and not one.left_at]


def heads_words(shop: Workshop, counted: Sequence[Headcount]) -> tuple[int, str]:
    """How many took part, and for how many it was planned in words."""
    people = sum(one.count for one in counted if one.kind is HeadcountKind.AGE_BAND)
    return people, group_words(shop.group_least, shop.group_most)
