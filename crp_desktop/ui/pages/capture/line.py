"""The typing line: one field that is always there, what it was understood to say, and a control for each prefix."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from crp_desktop.domain.capture import MOST_VOTES, ParsedLine, grammar, parse_line
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.ui import theme
from crp_desktop.ui.commands import asked, command
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, column, panel, row
from crp_desktop.ui.widgets.text import OneLine
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

DRAFT_EVERY_MS = 300


class LineField(GrowingTextEdit):
    """The field itself: hands on the keys of a session instead of typing them, and many pasted lines."""

    asked = Signal(str)
    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            tr("What is being said"),
            placeholder=tr("Type what is said, then press Enter"),
            most=6,
            enter_files=True,
        )
        self.document().setUndoRedoEnabled(True)
        self.setToolTip(
            "\n".join(tr("{typed}: {means}", typed=typed, means=means) for typed, means in grammar())
        )

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line for line in source.text().splitlines() if line.strip()]
        if len(lines) > 1:
            self.pasted.emit(source.text())
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = key_name(event, empty=not self.text())
        if asked:
            self.asked.emit(asked)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the session's keys from being taken for typing."""
        override = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if override and key_name(event, empty=not self.text()):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)


def speaker_of_key(digit: int, labels: Sequence[str]) -> str:
    """Whose note Ctrl+`digit` begins: Ctrl+3 is P3's, or that of another code with that number; 0 is the group, "".

    Codes without a number take the digits that are left, in order; a digit that is nobody's begins a new P.
    """
    keyed = speaker_keys(labels)
    return keyed.get(digit, f"P{digit}") if digit else ""


def speaker_keys(labels: Sequence[str]) -> dict[int, str]:
    """The codes that Ctrl+1 to Ctrl+9 stand for, by digit."""
    keyed: dict[int, str] = {}
    for label_ in sorted(labels, key=lambda one: not one.upper().startswith("P")):
        number = re.search(r"[1-9]$", label_)
        if number and re.fullmatch(r"\D*", label_[:-1]):
            keyed.setdefault(int(number[0]), label_)
    unkeyed = (one for one in labels if not re.search(r"\d", one))
    free = (digit for digit in range(1, 10) if digit not in keyed)
    return keyed | dict(zip(free, unkeyed, strict=False))


_LINE_KEYS = {
    "group": "speaker 0", "prompt_before": "prompt -1", "prompt_next": "prompt 1", "quote": "quote",
    "observation": "observation", "park": "park", "vote": "votes 1", "vote_less": "votes -1", "plain": "plain",
}  # fmt: skip


def key_name(event: QKeyEvent, *, empty: bool) -> str:
    """What a key asks for during a session, "" for typing. `empty` says that the field holds nothing."""
    name, place = asked("capture", event)
    if name == "speaker":
        return f"speaker {place + 1}"
    if name == "to_notes":
        return "stream" if empty else ""
    return _LINE_KEYS.get(name, "")


class TypingLine(QWidget):
    """`filed(ParsedLine)` asks to file the line, `draft(str)` to keep its text, `asked(str)` for prompts and stream;
    `by(str)` says whose the note is now."""

    filed = Signal(object)
    draft = Signal(str)
    asked = Signal(str)
    pasted = Signal(str)
    by = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._speakers: list[str] = []
        self._set: dict[str, object] = {}
        self._corrected = ""
        self._more_votes = 0
        self._plain = False
        self._place = ""
        self._trouble = False
        self._chosen = 0
        self._laid = False
        self.field = LineField()
        self.field.entered.connect(self._enter)
        self.field.textChanged.connect(self._typed)
        self.field.asked.connect(self._key)
        self.field.pasted.connect(self.pasted)
        self.words = OneLine()
        self.quote, self.observation, self.park, self.votes, self.plain = (
            command("capture", name).button(partial(self._key, _LINE_KEYS[name]), kind="quiet")
            for name in ("quote", "observation", "park", "vote", "plain")
        )
        for button in (self.quote, self.observation, self.park, self.plain):
            button.setCheckable(True)
        self.file = command("capture", "file").button(self._enter, kind="primary")
        for button in (self.quote, self.observation, self.park, self.votes, self.plain, self.file):
            button.setAutoDefault(False)
        controls = FlowLayout(self.quote, self.observation, self.park, self.votes, self.plain, gap=0)
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self.file, 0, Qt.AlignmentFlag.AlignTop)
        self._marks = {
            one: one.text() for one in (self.quote, self.observation, self.park, self.votes, self.plain)
        }
        self.controls = controls
        self._controls = panel(controls, tr("What kind of note it is"))
        self._below = QStackedWidget()
        self._below.addWidget(self._controls)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self._below.setSizePolicy(policy)
        self.setLayout(column(self.words, line, self._below, gap=4))
        self._draft = QTimer(self)
        self._draft.setSingleShot(True)
        self._draft.setInterval(DRAFT_EVERY_MS)
        self._draft.timeout.connect(self._save_draft)
        self._show()

    # What the page sets and asks

    def set_speakers(self, labels: Sequence[str]) -> None:
        """The codes of those who take part, which the speaker keys stand for."""
        self._speakers = list(labels)
        self._show()

    def set_place(self, words: str) -> None:
        """Where notes go now, in words."""
        self._place = words
        self._show()

    def set_speaker(self, label_: str) -> None:
        """The next note is this speaker's; "" for the group. A line that names one speaker already is corrected."""
        self._set["speaker"] = label_
        self._corrected = self._parsed().speaker
        self._show()

    def rename_speaker(self, before: str, label_: str) -> None:
        """Who was chosen as `before` has another code now."""
        if self._set.get("speaker") == before:
            self._set["speaker"] = label_
            self._show()

    def _parsed(self) -> ParsedLine:
        return parse_line(self.field.text(), self._speakers, plain=self._plain)

    def meant(self) -> ParsedLine:
        """What Enter would file now: what was typed, and over it what was pressed. Whom the line names wins over the
        speaker chosen before, and always when it names several; votes pressed are more than those typed: both were
        taken out of the words, and would be lost."""
        typed = self._parsed()
        pressed = dict(self._set)
        if typed.others or typed.speaker not in ("", self._corrected):
            pressed.pop("speaker", None)
        votes = min(max(typed.votes + self._more_votes, 0), MOST_VOTES)
        return replace(typed, votes=votes, **pressed)  # type: ignore[arg-type]

    def context(self) -> Mapping[str, str]:
        """What was pressed, to be kept with the draft."""
        kept = {key: str(value) for key, value in self._set.items() if value is not None}
        if self._corrected:
            kept["corrected"] = self._corrected
        if self._more_votes:
            kept["votes"] = str(self._more_votes)
        return kept | ({"plain": "1"} if self._plain else {})

    def restore(self, text: str, context: Mapping[str, str]) -> None:
        """Put a draft back as it was, the caret at its end."""
        self._plain = bool(context.get("plain"))
        self._forget_pressed()
        if "speaker" in context:
            self._set["speaker"] = context["speaker"]
            self._corrected = context.get("corrected", "")
        if context.get("kind"):
            self._set["kind"] = NoteKind(context["kind"])
        if "parked" in context:
            self._set["parked"] = context["parked"] == "True"
        if "votes" in context:
            self._more_votes = int(context["votes"])
        self.field.set_text(text)
        self.field.caret_to_end()
        self._draft.stop()
        self._show()

    def clear(self) -> None:
        """Empty the field and take back what was pressed, ready for the next note."""
        self._forget_pressed()
        self._plain = False
        self.field.set_text("")
        self._draft.stop()
        self._show()

    def _forget_pressed(self) -> None:
        self._set, self._corrected, self._more_votes = {}, "", 0

    def flush(self) -> None:
        """Keep the draft now, if it waits to be kept."""
        if self._draft.isActive():
            self._draft.stop()
            self._save_draft()

    def add_acts(self, acts: QWidget) -> None:
        """What can be done with chosen notes: it takes the place of the controls, and the line stays where it is."""
        self._below.addWidget(acts)

    def show_acts(self, chosen: int) -> None:
        """Show what can be done with so many chosen notes, or for none the controls of the line."""
        self._chosen = chosen
        self._below.setCurrentIndex(1 if chosen else 0)
        self._show()

    def set_trouble(self, trouble: bool) -> None:
        """Say that the disk does not take what is typed; the controls make room for the problem above."""
        if trouble != self._trouble:
            self._trouble = trouble
            for one in self._marks:
                one.setVisible(not trouble)
            self.words.set_ink("concern" if trouble else "quiet")
            self._show()
            if trouble:
                announce(self, self.words.text(), urgent=True)

    def hold_draft(self) -> None:
        """Let no draft be kept of what is being filed now."""
        self._draft.stop()

    # What happens

    def _enter(self) -> None:
        meant = self.meant()
        if meant.text or meant.votes:
            self.filed.emit(meant)
        self.field.setFocus()

    def _typed(self) -> None:
        if not self._draft.isActive():
            self._draft.start()
        self._show()

    def _save_draft(self) -> None:
        self.draft.emit(self.field.text())

    def _key(self, asked: str) -> None:
        what, _, amount = asked.partition(" ")
        meant = self.meant()
        if what == "speaker":
            self.set_speaker(speaker_of_key(int(amount), self._speakers))
        elif what in ("quote", "observation"):
            kind = NoteKind(what)
            self._set["kind"] = None if meant.kind is kind else kind
        elif what == "park":
            self._set["parked"] = not meant.parked
        elif what == "votes":
            wanted = min(max(meant.votes + int(amount), 0), MOST_VOTES)
            self._more_votes = wanted - self._parsed().votes
        elif what == "plain":
            self._take_back()
        else:
            self.asked.emit(asked)
            return
        self._typed()
        self.field.setFocus()

    def _take_back(self) -> None:
        """Plain text, or, when it is so already, understood again; what was pressed goes first. An empty line has
        nothing to take back."""
        if self._set or self._more_votes:
            self._forget_pressed()
        elif self._plain or self.field.text():
            self._plain = not self._plain

    def _show(self) -> None:
        meant = self.meant()
        self.by.emit(meant.speaker)
        self.quote.setChecked(meant.kind is NoteKind.QUOTE)
        self.observation.setChecked(meant.kind is NoteKind.OBSERVATION)
        self.park.setChecked(meant.parked)
        self.plain.setChecked(self._plain)
        self._marks[self.votes] = tr("{n} vote(s)", n=meant.votes) if meant.votes else tr("Vote")
        self._fit_marks()
        said = self.understood_words(meant)
        if self._chosen:
            said = tr("{n} note(s) chosen", n=self._chosen)
        if self._trouble:
            said = tr("Not saved yet. It will stay here. Press Enter to try again.")
        if said != self.words.text():
            self.words.setText(said)
            self.field.setAccessibleDescription(said)

    def _fit_marks(self) -> None:
        """Show the words of the controls where all of them fit on a line; elsewhere their pictures."""
        others = [
            one
            for one in self._controls.findChildren(Button)
            if one not in self._marks and not one.isHidden()
        ]
        spare = theme.px(18 + 8 + 2 * 12 + 6)
        words = QFontMetrics(theme.font())
        room = sum(words.horizontalAdvance(text) + spare for text in self._marks.values())
        room += sum(one.sizeHint().width() for one in others)
        wide = not self._laid or room <= self.width()
        for button, text in self._marks.items():
            shown = text if wide or (button is self.votes and self.meant().votes) else ""
            if shown != button.text():
                button.setText(shown)
                button.set_name(text)
                button.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._laid = True
        self._fit_marks()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._laid:
            self._fit_marks()
        return super().event(event)

    def understood_words(self, meant: ParsedLine) -> str:
        """In a line: what pressing Enter will file."""
        if meant.votes and not meant.text:
            return tr("{n} vote(s) for the last note here", n=meant.votes)
        kind = label(meant.kind or NoteKind.PARAPHRASE)
        parts = [kind, tr("by {speaker}", speaker=meant.speaker or tr("the group"))]
        if meant.speaker and meant.speaker not in self._speakers:
            parts.append(tr("a new speaker"))
        if meant.others:
            parts.append(tr("{speakers} kept in the words", speakers=", ".join(meant.others)))
        if meant.votes:
            parts.append(tr("{n} vote(s)", n=meant.votes))
        where = tr("to the parking lot") if meant.parked else self._place
        if where:
            parts.append(where)
        if self._plain:
            parts.append(tr("as typed"))
        return tr("Will be saved as: {what}", what=" · ".join(parts))
