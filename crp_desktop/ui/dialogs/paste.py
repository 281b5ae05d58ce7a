"""Many lines at once: pasted, typed or from a file, one note each, put right in a preview before anything is added."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.words import tr
from crp_desktop.services.import_notes import Line, file_all, read_lines, read_notes
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.models.lines import LinesModel
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.lines_table import LinesTable
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

Key = tuple[str, int]


class PasteDialog(Dialog):
    """Adds under `prompt_id`, whose words are `prompt`. After `exec`, `filed` says how many notes were added.

    What is changed in the preview stays when the lines above change, for every line whose words there stay the same.
    """

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
        super().__init__(parent, tr("One note for each line"), width=760)
        self._ops, self._workshop_id, self._prompt_id = ops, workshop_id, prompt_id
        self._speakers = list(speakers)
        self._from_file: list[Line] | None = None
        self._put_right: dict[Key, Line | None] = {}
        self._keys: list[Key] = []
        self.filed = 0
        self.field = GrowingTextEdit(tr("Lines"), text, tr("Paste or type, one note a line"), least=3, most=6)
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._file)
        self.plain = QCheckBox(tr("Take every line as it is, without speakers and marks"))
        self.plain.toggled.connect(self._preview)
        self.count = Label("", "strong")
        self.model = LinesModel()
        self.model.setParent(self)
        self.model.edited.connect(self._edited)
        self.table = LinesTable(self.model)
        self.table.dropped.connect(self._drop)
        self.table.entered.connect(self._file)
        theme.size(self.table, min_height=150, max_height=240)
        self.again = Button("", self._bring_back, kind="quiet", icon="undo-2")
        self._build(prompt)
        self._preview()
        self.field.setFocus()

    def _build(self, prompt: str) -> None:
        open_file = Button(tr("From a file…"), self._choose, kind="plain", icon="folder-open")
        told = tr(
            "Enter changes what you are on, Delete leaves a line out. Kind: Q quote, P paraphrase, O observation."
        )
        for part in (
            Label(tr("They go under: {prompt}", prompt=prompt), ink="quiet"),
            labelled(tr("Lines"), self.field),
            self.field,
            self.count,
            self.table,
            Quiet(told),
            flow(self.again),
            flow(open_file, self.plain),
            Quiet(tr("A file may be text (TXT) or a table (CSV) with columns text, prompt, speaker, kind.")),
        ):
            self.body.addWidget(part)
        self.act = self.add_button(tr("Add notes"), self._file, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def lines(self) -> list[Line]:
        """What would be added now."""
        return [line for _, line in self._left()]

    def _read(self) -> Iterator[tuple[Key, Line]]:
        """Each line as it was read, with what it is known by while the lines above change."""
        if self._from_file is not None:
            for at, line in enumerate(self._from_file):
                yield ("", at), line
            return
        met: Counter[str] = Counter()
        for raw in self.field.text().splitlines():
            for line in read_lines(raw, self._speakers, plain=self.plain.isChecked()):
                yield (raw, met[raw]), line
                met[raw] += 1

    def _left(self) -> list[tuple[Key, Line]]:
        """The lines as they were put right, without those left out."""
        kept = ((key, self._put_right.get(key, line)) for key, line in self._read())
        return [(key, line) for key, line in kept if line is not None]

    def _typed(self) -> None:
        self._from_file = None
        self._preview()

    def _preview(self, *_: object) -> None:
        left = self._left()
        self._keys = [key for key, _ in left]
        self.model.show_lines([line for _, line in left])
        self.count.setText(tr("{n} note(s) will be added", n=len(left)))
        self.act.setText(tr("Add {n} note(s)", n=len(left)))
        self.act.setEnabled(bool(left))
        self.act.updateGeometry()
        out = sum(self._put_right.get(key, line) is None for key, line in self._read())
        self.again.setText(tr("Bring {n} line(s) back", n=out))
        self.again.setVisible(out > 0)

    def _edited(self, row: int, line: Line) -> None:
        self._put_right[self._keys[row]] = line

    def _drop(self, rows: list[int]) -> None:
        for row in rows:
            self._put_right[self._keys[row]] = None
        self._preview()
        announce(self, tr("{n} line(s) left out", n=len(rows)))
        if rows and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(min(rows[0], self.model.rowCount() - 1), 0))
            self.table.setFocus()

    def _bring_back(self) -> None:
        self._put_right = {key: line for key, line in self._put_right.items() if line is not None}
        self._preview()
        self.table.setFocus()

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
        self._put_right = {key: line for key, line in self._put_right.items() if key[0]}
        self.problem_bar.dismiss()
        self._preview()

    def _file(self) -> None:
        lines = self.lines()
        if lines:
            done = self._ops.run_done(file_all, self._workshop_id, lines, self._prompt_id)
            if done is not None:
                self.filed = done.value
                self.accept()
