"""The smaller panels of the welcome page: ways to begin, the passphrase, who is working, the recovery code."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from crp_desktop.domain.errors import Problem, WriteFailed
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.saving import save
from crp_desktop.services.handle import Key
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import tell_problem
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.layout import clear, column, flow, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store


class StartPanel(QWidget):
    """Three ways to begin, and the programmes opened lately."""

    def __init__(
        self,
        preferences: Preferences,
        new: Callable[[], None],
        choose: Callable[[], None],
        sample: Callable[[], None],
        open_path: Callable[[Path], None],
        read_handover: Callable[[], None],
    ) -> None:
        super().__init__()
        self._preferences = preferences
        self._open = open_path
        self.new = Button(tr("New programme"), new, kind="primary", icon="file-plus")
        self.choose = Button(tr("Open…"), choose, icon="folder-open")
        self.sample = Button(tr("Try the sample"), sample, icon="sparkles")
        self.handover = Button(tr("Read a handover file…"), read_handover, kind="link", icon="lock-keyhole")
        self._recent = column(gap=4)
        ways = (
            (
                self.new,
                tr("Start your council’s programme. It is saved as one file, locked with your passphrase."),
            ),
            (self.choose, tr("Open a programme that is on this computer or on a USB stick.")),
            (
                self.sample,
                tr("Explore Northmere, a made-up borough. No real children are quoted."),
            ),
        )
        cards = [Card(Label(words), button, gap=12) for button, words in ways]
        self.setLayout(
            column(
                Heading(tr("CRP Desktop"), "title"),
                Label(
                    tr(
                        "Write down what children say, link it to their rights and show what "
                        "changed. Everything stays on this computer."
                    ),
                    "lead",
                    "quiet",
                ),
                8,
                self._recent,
                8,
                *cards,
                flow(self.handover),
                gap=12,
            )
        )
        self.show_recent()

    def first_focus(self) -> QWidget:
        """The newest programme, or New when there is none."""
        return self._newest or self.new

    def show_recent(self) -> None:
        """List the programmes opened lately."""
        clear(self._recent)
        self._newest: Button | None = None
        files = [Path(file) for file in self._preferences.recent_files]
        if files:
            self._recent.addWidget(Heading(tr("Recent programmes")))
        self.new.set_kind("plain" if files else "primary")
        for path in files:
            face = path.stem.replace("&", "&&")
            kind = "primary" if path is files[0] else "link"
            button = Button(face, partial(self._open, path), kind=kind, icon="file-text")
            button.setAccessibleName(tr("Open {name}", name=path.stem))
            self._newest = self._newest or button
            self._recent.addWidget(button)
            self._recent.addWidget(Quiet(str(path.parent)))
            button.show()  # at once: what is not shown yet cannot take the focus


class UnlockPanel(QWidget):
    """Asks for the passphrase, or the recovery code, of one file."""

    def __init__(
        self,
        unlock: Callable[[Path, Key], None],
        back: Callable[[], None],
        tell: Callable[[Problem], None],
    ) -> None:
        super().__init__()
        self._unlock = unlock
        self._tell = tell
        self._path = Path()
        self._title = Heading("")
        self._where = Quiet()
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.returnPressed.connect(self._try)
        self._label = labelled(tr("Passphrase"), self.secret)
        self.shown = QCheckBox(tr("Show what I type"))
        self.shown.toggled.connect(self._show_or_hide)
        self.other = Button(tr("Use the recovery code"), self._switch, kind="link")
        self.open = Button(tr("Open"), self._try, kind="primary", icon="lock-keyhole")
        self._by_code = False
        self.setLayout(
            column(
                Card(
                    row(Icon("lock", "quiet", 28), self._title, None, gap=12),
                    self._where,
                    8,
                    self._label,
                    self.secret,
                    flow(self.shown),
                    8,
                    flow(self.open, Button(tr("Back"), back), self.other),
                    margin=24,
                ),
                None,
            )
        )

    def first_focus(self) -> QWidget:
        """The field."""
        return self.secret

    def ask_for(self, path: Path) -> None:
        """Ask for what opens the file at `path`."""
        self._path = path
        self._title.setText(path.stem)
        self._where.setText(str(path.parent))
        self._by_code = True
        self._switch()

    def clear(self) -> None:
        """Forget what was typed."""
        self.secret.clear()
        self.shown.setChecked(False)

    def _switch(self) -> None:
        self._by_code = not self._by_code
        self.clear()
        words = tr("Recovery code") if self._by_code else tr("Passphrase")
        self._label.setText(words)
        self.secret.setAccessibleName(words)
        self.other.setText(tr("Use the passphrase") if self._by_code else tr("Use the recovery code"))
        self.shown.setChecked(self._by_code)
        self.secret.setFocus()

    def _show_or_hide(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.secret.setEchoMode(mode)

    def _try(self) -> None:
        text = self.secret.text()
        try:
            key = Key.from_recovery_code(text) if self._by_code else Key.from_passphrase(text)
        except Problem as problem:
            self._tell(problem)
            return
        self._unlock(self._path, key)
        self.secret.selectAll()


class NameField(ComboBox):
    """A name to type, or to take from those who worked here before."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def offer(self, names: list[str], now: str) -> None:
        """Offer these names; `now` stands in the field."""
        self.clear()
        self.addItems(names)
        self.setEditText(now)


class WhoPanel(QWidget):
    """Asks who is working, once for each programme on this computer."""

    def __init__(self, chosen: Callable[[str, str], None], back: Callable[[], None]) -> None:
        super().__init__()
        self._chosen = chosen
        self.who = NameField()
        self.role = QLineEdit()
        line = self.who.lineEdit()
        if line is not None:
            line.returnPressed.connect(self._go)
        self.role.returnPressed.connect(self._go)
        self.go = Button(tr("Start working"), self._go, kind="primary")
        self.setLayout(
            column(
                Card(
                    Heading(tr("Who is working?")),
                    Label(
                        tr(
                            "Your name is shown next to your changes so that colleagues can ask "
                            "you about them."
                        ),
                        ink="quiet",
                    ),
                    8,
                    labelled(tr("Your name"), self.who),
                    self.who,
                    labelled(tr("Your role (optional)"), self.role),
                    self.role,
                    8,
                    flow(self.go, Button(tr("Back"), back)),
                    margin=24,
                ),
                None,
            )
        )

    def first_focus(self) -> QWidget:
        """The name."""
        return self.who

    def ask_for(self, store: "Store") -> None:
        """Offer the people that the programme knows."""
        from crp_desktop.services.programme.people import people

        self.who.offer([person.name for person in people(store)], "")
        self.role.clear()

    def _go(self) -> None:
        self._chosen(self.who.currentText(), self.role.text())


class CodeField(Label):
    """The code, large; Tab stops at it so that a screen reader can read it again."""

    def __init__(self) -> None:
        super().__init__("", "lead")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContentsMargins(8, 8, 8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint.smooth(painter)
            paint.ring(painter, QRectF(self.rect()))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def code_lines(code: str) -> str:
    """The code in three lines of groups, all as long as can be; reading it back takes any spaces and hyphens."""
    letters = "".join(part for part in code if part.isalnum())
    groups = max(3, round(len(letters) / 4.25 / 3) * 3)
    cuts = [at * len(letters) // groups for at in range(groups + 1)]
    parts = [letters[start:end] for start, end in pairwise(cuts)]
    each = groups // 3
    return "\n".join(" – ".join(parts[at : at + each]) for at in range(0, groups, each))


class CodePanel(QWidget):
    """Shows the recovery code, once, and does not go on before it was kept."""

    def __init__(self, finish: Callable[[], None]) -> None:
        super().__init__()
        self._finish = finish
        self._file = ""
        self.code = CodeField()
        self.kept = QCheckBox(tr("I have printed it or written it down"))
        self.kept.toggled.connect(self._kept)
        self.go = Button(tr("Start working"), self._go, kind="primary")
        self.go.setEnabled(False)
        self.save = Button(tr("Save as text…"), self._save, icon="save")
        self.print = Button(tr("Print…"), self._print, icon="printer")
        self.setLayout(
            column(
                Card(
                    Heading(tr("Your recovery code")),
                    Label(
                        tr(
                            "Use it to open your programme if you forget the passphrase. You "
                            "will only see it once. Keep it on paper, away from this computer. "
                            "Anyone who has it can read everything."
                        )
                    ),
                    8,
                    Card(self.code, ground="canvas"),
                    flow(self.print, self.save),
                    8,
                    self.kept,
                    self.go,
                    margin=24,
                ),
                None,
            )
        )

    def first_focus(self) -> QWidget:
        """The first way to keep it."""
        return self.print

    def show_code(self, code: str, file: str) -> None:
        """Show the code of the file with this name."""
        self._file = file
        self.code.setText(code_lines(code))
        self.code.setAccessibleName(tr("Recovery code: {code}", code=code))
        self.kept.setChecked(False)

    def _kept(self, kept: bool) -> None:
        self.go.setEnabled(kept)

    def _text(self) -> str:
        return tr("Recovery code of {file}", file=self._file) + "\n\n" + self.code.text() + "\n"

    def _save(self) -> None:
        path = ask_save(self, tr("Save the recovery code"), "recovery-code.txt", tr("Text (*.txt)"))
        if path is None:
            return
        try:
            save(self._text().encode(), path)
        except WriteFailed as problem:
            tell_problem(self, problem)

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(tr("Recovery code"))
        if QPrintDialog(printer, self).exec():
            painter = QPainter(printer)
            painter.setFont(theme.font("lead"))
            area = painter.viewport()
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(area, int(flags), self._text())
            painter.end()

    def _go(self) -> None:
        self.code.setText("")
        self._finish()
