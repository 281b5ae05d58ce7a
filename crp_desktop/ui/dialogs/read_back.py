"""Reading back: one note or finding at a time, large, "Did I get you right?", with the group looking."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.domain.labels import label
from crp_desktop.services.workshops.read_back import Card, read_back_cards, set_read_back
from crp_desktop.ui import focus, theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, column, panel, row
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.widgets.textedit import GrowingTextEdit


class ReadBackDialog(QDialog):
    """Full screen. Enter confirms, E corrects, Delete strikes out, arrows go on and back, Escape ends."""

    def __init__(
        self, parent: QWidget | None, ops: Operations, workshop_id: str, *, of_findings: bool = False
    ) -> None:
        super().__init__(parent)
        self._ops, self._workshop_id, self._findings = ops, workshop_id, of_findings
        self._at = 0
        self.cards: list[Card] = []
        self.setWindowTitle(tr("Read back"))
        self.under = Label("", "lead", "quiet")
        self.words = Label("", "display")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.under.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.asked = Label(tr("Did we get this right?"), "section")
        self.asked.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.state = Label("", "strong", "quiet")
        self.state.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field = GrowingTextEdit(tr("In the group’s words"), least=2, most=8, enter_files=True)
        self.field.entered.connect(self._corrected)
        self.field.hide()
        self.yes = self._button(
            tr("Yes"), "check", "primary", "Enter", partial(self._set, ReadBack.CONFIRMED)
        )
        self.correct = self._button(tr("Correct it"), "pencil", "plain", "E", self._correct)
        self.strike = self._button(
            tr("Cross it out"), "x", "plain", "Del", partial(self._set, ReadBack.STRUCK)
        )
        self.back = self._button(tr("Back"), "arrow-left", "quiet", "Left", partial(self.step, -1))
        self.next = self._button(tr("Next"), "arrow-right", "quiet", "Right", partial(self.step, 1))
        self.other = self._button("", "list", "quiet", "", self._switch)
        self.end = self._button(tr("Close"), "x", "quiet", "Esc", self.accept)
        self.place = Label("", "quiet", "quiet", wrap=False)
        self._build()
        self._load()

    def _button(self, text: str, icon: str, kind: str, keys: str, act: Callable[[], object]) -> Button:
        button = Button(text, act, kind=kind, icon=icon, keys=keys)
        button.setAutoDefault(False)
        if kind != "quiet":
            button.set_big()
        return button

    def _build(self) -> None:
        top = row(self.place, None, self.other, self.end, gap=8)
        middle = column(
            None, self.under, self.words, self.field, self.state, None, gap=24, margins=(48, 0, 48, 0)
        )
        acts = FlowLayout(self.yes, self.correct, self.strike, self.back, self.next, gap=12)
        layout = column(top, gap=16, margins=24)
        layout.addWidget(DownScroll(panel(middle)), 1)
        layout.addWidget(self.asked)
        line = row(None, panel(acts), None, gap=0)
        layout.addLayout(line)
        self.setLayout(layout)

    def _load(self) -> None:
        self.cards = self._ops.ask(read_back_cards, self._workshop_id, of_findings=self._findings)
        self._at = next((at for at, one in enumerate(self.cards) if one.state is ReadBack.NOT_YET), 0)
        self._show()

    def _show(self) -> None:
        one = self.card()
        self.field.hide()
        self.words.show()
        for part in (self.yes, self.correct, self.strike, self.back, self.next, self.asked):
            part.setVisible(one is not None)
        self.other.setText(tr("Read notes") if self._findings else tr("Read findings"))
        if one is None:
            nothing = (
                tr("No findings to read back yet.") if self._findings else tr("No notes to read back yet.")
            )
            self.words.setText(nothing)
            self.under.setText("")
            self.state.setText("")
            self.place.setText("")
            return
        self.words.set_kind("display" if len(one.text) < 160 else "title")
        self.words.setText(f"“{one.text}”" if one.quote else one.text)
        self.under.setText(one.under)
        self.state.setText(label(one.state) if one.state is not ReadBack.NOT_YET else "")
        read = sum(card.state is not ReadBack.NOT_YET for card in self.cards)
        self.place.setText(
            tr("{at} of {all}, {read} read back", at=self._at + 1, all=len(self.cards), read=read)
        )
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at < len(self.cards) - 1)
        self.yes.setFocus()
        announce(self, self.words.text())

    def card(self) -> Card | None:
        """The one on the screen."""
        return self.cards[self._at] if self.cards else None

    def step(self, by: int) -> None:
        """Go on or back."""
        if 0 <= self._at + by < len(self.cards):
            self._at += by
            self._show()

    def _switch(self) -> None:
        self._findings = not self._findings
        self._load()

    def _set(self, state: ReadBack, text: str | None = None) -> None:
        one = self.card()
        if one is None or self._ops.run_done(set_read_back, one, state, text) is None:
            return
        at = self._at
        self.cards = self._ops.ask(read_back_cards, self._workshop_id, of_findings=self._findings)
        self._at = min(at + 1, len(self.cards) - 1)
        self._show()

    def _correct(self) -> None:
        one = self.card()
        if one is not None:
            self.words.hide()
            self.field.set_text(one.text)
            self.field.show()
            self.field.setFocus()
            self.field.caret_to_end()

    def _corrected(self) -> None:
        one, text = self.card(), self.field.text().strip()
        if one is not None and text:
            self._set(ReadBack.CORRECTED if text != one.text else ReadBack.CONFIRMED, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.field.isVisible():
            if event.key() == Qt.Key.Key_Escape:
                self._show()
            return
        acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Return: partial(self._set, ReadBack.CONFIRMED),
            Qt.Key.Key_Enter: partial(self._set, ReadBack.CONFIRMED),
            Qt.Key.Key_E: self._correct,
            Qt.Key.Key_Delete: partial(self._set, ReadBack.STRUCK),
            Qt.Key.Key_Right: partial(self.step, 1),
            Qt.Key.Key_Left: partial(self.step, -1),
        }
        act = acts.get(Qt.Key(event.key()))
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus.move(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("surface"))
