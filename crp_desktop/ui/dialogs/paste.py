"""Many lines at once: pasted, typed or from a file, one note each, put right in a preview before anything is added."""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.encodings import Encoding, encoding_name
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.services.capture.import_notes import Line, Preview, file_all, read_preview
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.models.lines import LinesModel
from crp_desktop.ui.models.pasted import Key, PastedLines
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import FlowLayout, clear, flow, panel
from crp_desktop.ui.widgets.lines_table import LinesTable
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_AT_ONCE = 100_000
"""Bytes of a file that is read while the person waits; a larger one is read on the worker."""
_FEW = 300
"""Notes that are added while the person waits."""
_A_TURN = 2_000
"""Lines that are read before the window answers again."""
_MOST_CODES = 6


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
        self._pasted = PastedLines(speakers)
        self._file: Preview | None = None
        self._put_right: dict[Key, Line | None] = {}
        self._keys: list[Key] = []
        self._focused: QWidget | None = None
        self.filed = 0
        self.field = GrowingTextEdit(
            tr("Lines"), text, tr("Paste or type, one note on each line"), least=3, most=6
        )
        self.field.textChanged.connect(self._typed)
        self.field.entered.connect(self._add)
        self.plain = QCheckBox(tr("Keep every line exactly as it is, without speakers and marks"))
        self.plain.toggled.connect(self._set_plain)
        self._boxes: dict[str, QCheckBox] = {}
        self._codes = FlowLayout(gap=12)
        self.asked = panel(self._codes, tr("Codes to take as speakers"))
        self.said = Label("", ink="quiet")
        self.encoding = Choice(
            tr("How the file was written"), [(one, encoding_name(one)) for one in Encoding]
        )
        self.encoding.chosen.connect(self._read_again)
        self._written = labelled(tr("How the file was written"), self.encoding)
        self.count = Label("", "strong")
        self.model = LinesModel()
        self.model.setParent(self)
        self.model.edited.connect(self._edited)
        self.table = LinesTable(self.model)
        self.table.dropped.connect(self._drop)
        self.table.entered.connect(self._add)
        theme.size(self.table, min_height=150, max_height=240)
        self.again = Button("", self._bring_back, kind="quiet", icon="undo-2")
        self._build(prompt)
        self._preview()
        self.field.setFocus()

    def _build(self, prompt: str) -> None:
        open_file = Button(tr("From a file…"), self._choose, kind="plain", icon="folder-open")
        told = tr(
            "Press Enter to change an entry, Delete to leave a line out. Kind: Q quote, P "
            "paraphrase, O observation."
        )
        for part in (
            Label(tr("They go under: {prompt}", prompt=prompt), ink="quiet"),
            labelled(tr("Lines"), self.field),
            self.field,
            self.asked,
            self.said,
            self._written,
            self.encoding,
            self.count,
            self.table,
            Quiet(told),
            flow(self.again),
            flow(open_file, self.plain),
            Quiet(tr("A file may be text (TXT) or a table (CSV) with columns text, prompt, speaker, kind.")),
        ):
            self.body.addWidget(part)
        self.act = self.add_button(tr("Add notes"), self._add, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def lines(self) -> list[Line]:
        """What would be added now."""
        return [line for _, line in self._left(self._read(sys.maxsize))]

    def _read(self, most: int) -> list[tuple[Key, Line]]:
        """Each line as it was read, with what it is known by while the lines above change."""
        if self._file is None:
            return self._pasted.read(self.field.text().splitlines(), most)
        lines = self._file.lines or [line for _, line in self._pasted.read(self._file.raw, most)]
        return [(("", at), line) for at, line in enumerate(lines)]

    def _left(self, read: list[tuple[Key, Line]]) -> list[tuple[Key, Line]]:
        """The lines as they were put right, without those left out."""
        if not self._put_right:
            return read
        kept = ((key, self._put_right.get(key, line)) for key, line in read)
        return [(key, line) for key, line in kept if line is not None]

    def _typed(self) -> None:
        self._file = None
        self._preview()

    def _set_plain(self, plain: bool) -> None:
        self._pasted.set_plain(plain)
        self._preview()

    def _preview(self) -> None:
        read = self._read(_A_TURN)
        left = self._left(read)
        whole = bool(self._file and self._file.lines) or self._pasted.is_whole
        if not whole:
            QTimer.singleShot(0, self, self._preview)
        self._keys = [key for key, _ in left]
        self.model.show_lines([line for _, line in left])
        self.count.setText(tr("{n} note(s) will be added", n=len(left)))
        self.act.setText(tr("Add {n} note(s)", n=len(left)))
        self.act.setEnabled(bool(left) and whole)
        self.act.updateGeometry()
        out = len(read) - len(left)
        self.again.setText(tr("Bring {n} line(s) back", n=out))
        self.again.setVisible(out > 0)
        self._show_codes()
        self._show_file()

    def _show_codes(self) -> None:
        """Ask whether codes that the workshop does not have are speakers; those asked about already stay in place."""
        codes = {} if self._pasted.plain or (self._file and self._file.lines) else self._pasted.codes
        shown = dict(list(codes.items())[:_MOST_CODES])
        if list(shown) != list(self._boxes):
            clear(self._codes)
            self._boxes = {letters: QCheckBox() for letters in shown}
            if shown:
                self._codes.addWidget(Label(tr("New speakers:"), ink="quiet", wrap=False))
            for letters, box in self._boxes.items():
                box.setChecked(self._pasted.is_taken(letters))
                box.toggled.connect(partial(self._take, letters))
                self._codes.addWidget(box)
        for letters, some in shown.items():
            names = ", ".join(some[:3]) + ("…" if len(some) > 3 else "")
            if self._boxes[letters].text() != names:
                self._boxes[letters].setText(names)
        self.asked.setVisible(bool(shown))

    def _take(self, letters: str, taken: bool) -> None:
        self._pasted.take(letters, taken)
        self._preview()

    def _show_file(self) -> None:
        """What is to be known about the file, and the way to read it otherwise."""
        said = self._file.said if self._file else ()
        self.said.setText("\n".join(said))
        self.said.setVisible(bool(said))
        beyond = bool(self._file and self._file.file.file.beyond)
        for one in (self._written, self.encoding):
            one.setVisible(beyond)
        if self._file:
            self.encoding.set_key(self._file.file.file.encoding)

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

    def take_file(self, path: Path, encoding: Encoding | None = None) -> None:
        """Show what a file holds; a file that cannot be taken is told in the dialog."""
        try:
            small = path.stat().st_size <= _AT_ONCE
        except OSError:
            small = True
        if not small:
            self._wait()
            self._ops.start(
                partial(read_preview, self._ops.opened, self._workshop_id, path, encoding),
                title=tr("Reading “{name}”", name=path.name),
                on_done=self._show_preview,
                on_failed=self._not_taken,
            )
            return
        asking = self._ops.telling(self.show_problem)
        if (found := asking.ask(read_preview, self._workshop_id, path, encoding)) is not None:
            self._show_preview(found)

    def _wait(self) -> None:
        """Take no keys while the worker is busy."""
        self._focused = self.focusWidget()
        self.setEnabled(False)

    def _go_on(self) -> None:
        """Take keys again, where they went before."""
        if not self.isEnabled():
            self.setEnabled(True)
            (self._focused or self.table).setFocus()

    def _show_preview(self, found: Preview) -> None:
        self._go_on()
        self._file = found
        self._put_right = {key: line for key, line in self._put_right.items() if key[0]}
        self.problem_bar.dismiss()
        self._preview()
        self.fit()

    def _not_taken(self, error: Exception) -> None:
        self._go_on()
        if isinstance(error, Problem):
            self.show_problem(error)

    def _read_again(self, encoding: str) -> None:
        if self._file:
            self.take_file(self._file.file.file.path, Encoding(encoding))

    def _add(self) -> None:
        lines = self.lines()
        if not lines:
            return
        if len(lines) > _FEW:
            self._wait()
            self._ops.start(
                partial(file_all, self._ops.opened, self._workshop_id, lines, self._prompt_id, len(lines)),
                title=tr("Adding {n} note(s)", n=len(lines)),
                on_done=self._added,
                on_failed=self._not_taken,
            )
            return
        done = self._ops.run_done(file_all, self._workshop_id, lines, self._prompt_id, len(lines))
        if done is not None:
            self._added(done.value)

    def _added(self, many: int) -> None:
        self._go_on()
        self.filed = many
        self.accept()
