"""Many lines at once: pasted, typed or from a file, one note each, with a preview before anything is filed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QListWidget, QWidget

from crp_desktop.domain.capture import Understood
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.words import tr
from crp_desktop.services.import_notes import Line, file_all, read_lines, read_notes
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_PREVIEWED = 200


class PasteDialog(Dialog):
    """Files under `prompt_id`, whose words are `prompt`. After `exec`, `filed` says how many notes were."""

    def __init__(
        self,
        parent: QWidget | None,
        ops: Operations,
        workshop_id: str,
        prompt_id: str | None,
        prompt: str,
        speakers: Sequence[str],
        text: str = "",
    ) -> None:
        super().__init__(parent, tr("One note for each line"), width=680)
        self._ops, self._workshop_id, self._prompt_id = ops, workshop_id, prompt_id
        self._speakers = list(speakers)
        self._from_file: list[Line] | None = None
        self.filed = 0
        self.field = GrowingTextEdit(tr("Lines"), text, tr("Paste or type, one note a line"), least=4, most=8)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._file)
        self.plain = QCheckBox(tr("Take every line as it is, without speakers and marks"))
        self.plain.toggled.connect(self._preview)
        self.count = Label("", "strong")
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setAccessibleName(tr("What will be filed"))
        theme.size(self.list, min_height=140, max_height=220)
        open_file = Button(tr("From a file…"), self._choose, kind="plain", icon="folder-open")
        self.body.addWidget(Label(tr("They go under: {prompt}", prompt=prompt), ink="quiet"))
        self.body.addWidget(labelled(tr("Lines"), self.field))
        self.body.addWidget(self.field)
        self.body.addWidget(flow(open_file, self.plain))
        self.body.addWidget(
            Quiet(tr("A file may be text (TXT) or a table (CSV) with columns text, prompt, speaker, kind."))
        )
        self.body.addWidget(self.count)
        self.body.addWidget(self.list)
        self.act = self.add_button(tr("File notes"), self._file, kind="primary", default=True)
        self.add_button(tr("Cancel"))
        self._preview()
        self.field.setFocus()

    def lines(self) -> list[Line]:
        """What would be filed now."""
        if self._from_file is not None:
            return self._from_file
        return read_lines(self.field.text(), self._speakers, plain=self.plain.isChecked())

    def _typed(self) -> None:
        self._from_file = None
        self._preview()

    def _preview(self, *_: object) -> None:
        lines = self.lines()
        self.list.clear()
        self.list.addItems([_said(line) for line in lines[:_PREVIEWED]])
        more = len(lines) - _PREVIEWED
        if more > 0:
            self.list.addItem(tr("and {n} more", n=more))
        self.count.setText(tr("{n} note(s) will be filed", n=len(lines)))
        self.act.setText(tr("File {n} note(s)", n=len(lines)))
        self.act.setEnabled(bool(lines))
        self.act.updateGeometry()

    def _choose(self) -> None:
        path = ask_open(
            self, tr("Notes from a file"), tr("Text and tables (*.txt *.csv *.tsv);;All files (*)")
        )
        if path is not None:
            self.take_file(path)

    def take_file(self, path: Path) -> None:
        """Show what a file holds; a file that cannot be taken is told in the dialog."""
        try:
            self._from_file = read_notes(path)
        except Problem as problem:
            self.show_problem(problem)
            return
        self.problem_bar.dismiss()
        self._preview()

    def _file(self) -> None:
        lines = self.lines()
        if lines:
            done = self._ops.run_done(file_all, self._workshop_id, lines, self._prompt_id)
            if done is not None:
                self.filed = done.value
                self.accept()


def _said(line: Line) -> str:
    meant: Understood = line.meant
    text = f"“{meant.text}”" if meant.kind is NoteKind.QUOTE else meant.text
    marks = [meant.speaker, label(meant.kind) if meant.kind is NoteKind.OBSERVATION else ""]
    marks += [
        tr("parking lot") if meant.parked else line.prompt,
        tr("{n} vote(s)", n=meant.votes) if meant.votes else "",
    ]
    said = " · ".join(mark for mark in marks if mark)
    return f"{text[:400]}   ({said})" if said else text[:400]
