"""The young people's mode: the whole screen, one sentence at a time, faces to press; leaving it takes the passphrase.

Each answer is saved at once under the slip of whoever has the laptop, and no slip says whose it is. What adults think
is never shown here.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QStackedWidget, QWidget

from crp_desktop.domain.framework_model import Answer
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.records import BadgeView
from crp_desktop.services.assessment.young_view import answer_sheet, new_sheet
from crp_desktop.services.programme.keeping import is_encrypted, is_passphrase
from crp_desktop.ui import focus, theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.faces import FaceButton
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Label, labelled

_WELCOME, _QUESTION, _THANKS, _LEAVING = range(4)


class YoungMode(QDialog):
    """Shown over everything with `exec`; `given` counts the slips on which something was answered."""

    def __init__(self, parent: QWidget | None, ops: Operations, view: BadgeView) -> None:
        super().__init__(parent)
        self._ops, self._view = ops, view
        self._sheet = new_sheet()
        self._answers: dict[str, str] = {}
        self._at = 0
        self._may_leave = False
        self.given = 0
        self.setWindowTitle(tr("What you think"))
        self.setModal(True)
        self.stack = QStackedWidget()
        self._build_welcome()
        self._build_question()
        self._build_thanks()
        self._build_leaving()
        self.leave = Button(tr("For the adult: exit"), self._ask_to_leave, kind="quiet", icon="lock")
        foot = row(self.before, self.skip, None, self.leave, gap=16)
        self.setLayout(column(DownScroll(self.stack), foot, gap=8, margins=16))
        self.layout().setStretch(0, 1)  # type: ignore[union-attr]
        self.stack.currentChanged.connect(self._screen_changed)
        self._screen_changed(_WELCOME)
        ops.store_changed.connect(self._store_gone)

    # The four screens

    def _screen(self, *items: QWidget) -> None:
        made = column(None, *items, None, gap=24, margins=(24, 8, 24, 8))
        self.stack.addWidget(panel(made))

    def _build_welcome(self) -> None:
        self.begin = Button(tr("Start"), self._start, kind="primary")
        self.begin.set_big()
        told = tr(
            "You will see {n} sentences, one at a time. For each one, press the face that is "
            "most like how it is for you. There are no right or wrong answers. No one can see "
            "which answers are yours.",
            n=len(self._view.statements),
        )
        self._screen(Label(tr("What do you think?"), "display"), Label(told, "lead"), flow(self.begin))

    def _build_question(self) -> None:
        self._where = Label("", "lead", "quiet")
        self._plain = Label("", "display")
        self.faces = [self._face(answer, number) for number, answer in enumerate(self._view.scale, start=1)]
        self.before = Button(tr("Back"), self._back, icon="arrow-left")
        self.skip = Button(tr("Skip this one"), self._forward, kind="quiet", icon="arrow-right")
        self._screen(self._where, self._plain, flow(*self.faces, gap=16))

    def _face(self, answer: Answer, number: int) -> FaceButton:
        face = FaceButton(answer.symbol, answer.words, str(number))
        face.setObjectName(f"face-{answer.key}")
        face.clicked.connect(lambda _checked=False: self._answer(answer.key))
        return face

    def _build_thanks(self) -> None:
        self.next_person = Button(tr("Next person"), self._next_person, kind="primary")
        self.next_person.set_big()
        told = tr("Your answers are saved. Pass the laptop to the next person, or back to the adult.")
        self._screen(Label(tr("Thank you!"), "display"), Label(told, "lead"), flow(self.next_person))

    def _build_leaving(self) -> None:
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self._try_to_leave)
        theme.size(self.passphrase, max_width=420)
        self._wrong = Label("", ink="concern")
        out = Button(tr("Leave"), self._try_to_leave, kind="primary")
        stay = Button(tr("Back to the sentences"), self._stay)
        self._screen(
            Label(tr("For the adult"), "title"),
            panel(column(labelled(tr("Passphrase"), self.passphrase), self.passphrase, self._wrong, gap=4)),
            flow(out, stay),
        )

    # What a young person does

    def _start(self) -> None:
        self._at = 0
        self._show_question()

    def _show_question(self) -> None:
        one = self._view.statements[self._at]
        total = len(self._view.statements)
        self._where.setText(tr("Sentence {number} of {total}", number=self._at + 1, total=total))
        self._plain.setText(one.plain)
        chosen = self._answers.get(one.key)
        for face, answer in zip(self.faces, self._view.scale, strict=True):
            face.setChecked(answer.key == chosen)
        self.before.setEnabled(self._at > 0)
        self.stack.setCurrentIndex(_QUESTION)
        self.faces[0].setFocus()
        announce(self, f"{self._where.text()}. {one.plain}")

    def _answer(self, answer: str) -> None:
        one = self._view.statements[self._at]
        saved = self._ops.run(
            answer_sheet, self._view.period.id, self._view.badge_key, self._sheet, {one.key: answer}
        )
        if saved is None:
            self._show_question()
            return
        self.given += not self._answers
        self._answers[one.key] = answer
        self._forward()

    def _forward(self) -> None:
        self._at += 1
        if self._at < len(self._view.statements):
            self._show_question()
        else:
            self.stack.setCurrentIndex(_THANKS)
            self.next_person.setFocus()
            announce(self, tr("Thank you!"))

    def _back(self) -> None:
        self._at = max(self._at - 1, 0)
        self._show_question()

    def _next_person(self) -> None:
        """A new slip; nothing of the one before can be reached any more."""
        self._sheet, self._answers = new_sheet(), {}
        self.stack.setCurrentIndex(_WELCOME)
        self.begin.setFocus()

    # Leaving

    def _ask_to_leave(self) -> None:
        if not self._ops.ask(is_encrypted):
            self._go()
            return
        self.passphrase.clear()
        self._wrong.setText("")
        self.stack.setCurrentIndex(_LEAVING)
        self.passphrase.setFocus()

    def _try_to_leave(self) -> None:
        if self._ops.ask(is_passphrase, self.passphrase.text()):
            self._go()
            return
        self.passphrase.clear()
        self._wrong.setText(tr("That is not the passphrase. Try again."))
        announce(self, self._wrong.text(), urgent=True)

    def _screen_changed(self, index: int) -> None:
        self.leave.setVisible(index != _LEAVING)
        for button in (self.before, self.skip):
            button.setVisible(index == _QUESTION)

    def _stay(self) -> None:
        """Back to a fresh start, so that nobody comes upon half of somebody's answers."""
        self._next_person()

    def _go(self) -> None:
        self._may_leave = True
        self.accept()

    def _store_gone(self) -> None:
        if self._ops.store is None:
            self._go()

    def reject(self) -> None:
        """Escape does not lead out."""
        self._ask_to_leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_leave:
            super().closeEvent(event)
        else:
            event.ignore()
            self._ask_to_leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if self.stack.currentIndex() == _QUESTION and digit.isdigit() and 0 < int(digit) <= len(self.faces):
            self.faces[int(digit) - 1].click()
        elif event.key() == Qt.Key.Key_Escape:
            self._ask_to_leave()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return focus.move(self, forward)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.colour("canvas"))


def hand_over(parent: QWidget, ops: Operations, view: BadgeView) -> int:
    """Shows the mode over the whole screen until an adult leaves it; how many slips were given."""
    mode = YoungMode(parent, ops, view)
    mode.setWindowState(Qt.WindowState.WindowFullScreen)
    mode.exec()
    mode.deleteLater()
    return mode.given
