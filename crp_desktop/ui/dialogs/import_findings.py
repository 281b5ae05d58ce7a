"""Findings from a table: looked through before they are added, all of them in one step or none."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from crp_desktop.domain.encodings import Encoding, encoding_name
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.import_findings import (
    MOST_SHOWN,
    Preview,
    Row,
    file_findings,
    read_preview,
)
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.words import title_of
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.progress import ProgressPanel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.worker import Job


class ImportFindingsDialog(Dialog):
    """After `exec`, `filed` says how many findings were added. Reading and adding go on beside the window; Cancel stops
    them, and then nothing was added."""

    def __init__(self, parent: QWidget | None, ops: Operations, workshop_id: str = "") -> None:
        super().__init__(parent, tr("Import findings"), width=760)
        self._ops = ops
        self._preview: Preview | None = None
        self._names = {one.key: one.name for one in ops.ask(badges)}
        self.filed = 0
        self.choose = Button(tr("Choose a file…"), self._choose, icon="folder-open")
        self.source = Choice(tr("Where they come from"), longest=48)
        shops = [(one.id, title_of(one)) for one in ops.ask(workshops)]
        self.source.set_items([("", tr("A survey, inspection or other source")), *shops])
        self.source.set_key(workshop_id)
        self.told = Label("", ink="quiet")
        self.encoding = Choice(
            tr("How the file was written"), [(one, encoding_name(one)) for one in Encoding]
        )
        self.encoding.chosen.connect(self._read_again)
        self._written = panel(column(labelled(tr("How the file was written"), self.encoding), self.encoding))
        self.count = Label("", "strong")
        self.model = QStandardItemModel(self)
        self.table = _table(self.model)
        self.progress = ProgressPanel()
        ops.jobs_changed.connect(self._show_progress)
        self.under_way: Job | None = None
        columns = tr(
            "A table (CSV) with the columns kind (strength, concern or idea) and text, and optionally articles, badges"
            " and reason."
        )
        for part in (
            flow(self.choose), Quiet(columns), labelled(tr("Where they come from"), self.source), self.source,
            self.told, self._written, self.count, self.table, self.progress,
        ):  # fmt: skip
            self.body.addWidget(part)
        self.act = self.add_button(tr("Add findings"), self._add, kind="primary", default=True)
        self.add_button(tr("Cancel"))
        self._show()
        self.choose.setFocus()

    def take_file(self, path: Path, encoding: Encoding | None = None) -> None:
        """Read a file and show what it would add; one that cannot be taken is told in the dialog."""
        self.problem_bar.dismiss()
        work = partial(read_preview, self._ops.opened, path, encoding)
        title = tr("Reading “{name}”", name=path.name)
        self._wait(self._ops.start(work, title=title, on_done=self._read, on_failed=self._not_done))

    def reject(self) -> None:
        """Cancel stops the adding that is under way, else it closes the dialog."""
        if self.under_way is not None and self.under_way.can_cancel:
            self.under_way.cancel()
            self._show_progress()
        else:
            super().reject()

    def _choose(self) -> None:
        path = ask_open(self, tr("Findings from a file"), tr("Tables (*.csv *.tsv *.txt);;All files (*)"))
        if path is not None:
            self.take_file(path)

    def _read_again(self, encoding: str) -> None:
        if self._preview is not None:
            self.take_file(self._preview.file.table.file.path, Encoding(encoding))

    def _wait(self, job: Job) -> None:
        self.under_way = job
        self._show_progress()
        self._show()

    def _show_progress(self) -> None:
        self.progress.show_job(self.under_way if self.under_way in self._ops.jobs else None)

    def _ended(self) -> None:
        self.under_way = None
        self.progress.show_job(None)

    def _not_done(self, error: Exception) -> None:
        self._ended()
        self._show()
        if isinstance(error, Problem):
            self.show_problem(error)

    def _read(self, found: Preview) -> None:
        self._ended()
        self._preview = found
        self.encoding.set_key(found.file.table.file.encoding)
        self._show()
        self.fit()
        self.act.setFocus()

    def _show(self) -> None:
        """Show the table that was read, and what can be done now."""
        found = self._preview
        self._written.setVisible(found is not None and bool(found.file.table.file.beyond))
        self.told.setText("\n".join(found.told) if found else "")
        self.told.setVisible(bool(self.told.text()))
        self.count.setVisible(found is not None)
        self.table.setVisible(found is not None)
        self.choose.setDefault(found is None)
        self.act.setDefault(found is not None)
        many = found.findings if found else 0
        if found is not None:
            shown = tr("{n} finding(s) will be added.", n=many)
            more = tr("The first {n} of them:", n=MOST_SHOWN) if many > MOST_SHOWN else ""
            self.count.setText(f"{shown} {more}".strip())
            self._fill(found.first)
        self.act.setText(tr("Add {n} finding(s)", n=many) if found else tr("Add findings"))
        self.act.updateGeometry()
        free = self.under_way is None
        self.act.setEnabled(found is not None and free)
        for one in (self.choose, self.source, self.encoding):
            one.setEnabled(free)

    def _fill(self, rows: tuple[Row, ...]) -> None:
        self.model.clear()
        self.model.setHorizontalHeaderLabels([tr("Kind"), tr("What was found"), tr("Articles"), tr("Badges")])
        for row in rows:
            keys = [one.key for one in row.links]
            articles = ", ".join(str(key) for key in keys if isinstance(key, int))
            named = ", ".join(self._names.get(key, key) for key in keys if isinstance(key, str))
            kind = label(row.kind) if row.kind is not None else ""
            self.model.appendRow([_cell(one) for one in (kind, row.text, articles, named)])
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _add(self) -> None:
        found = self._preview
        if found is not None and self.under_way is None:
            title = tr("Adding {n} finding(s)", n=found.findings)
            shop = self.source.key() or None
            self.problem_bar.dismiss()
            work = partial(file_findings, self._ops.opened, found.file, shop, found.findings)
            self._wait(self._ops.start(work, title=title, on_done=self._added, on_failed=self._not_done))

    def _added(self, many: int) -> None:
        self._ended()
        self.filed = many
        self.accept()


def _cell(words: str) -> QStandardItem:
    made = QStandardItem(words)
    made.setEditable(False)
    return made


def _table(model: QStandardItemModel) -> QTableView:
    """The rows, to read only; Tab leaves it."""
    made = QTableView()
    made.setModel(model)
    made.setAccessibleName(tr("Findings that will be added"))
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setShowGrid(False)
    made.setTabKeyNavigation(False)
    made.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.verticalHeader().hide()
    made.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    head = made.horizontalHeader()
    head.setHighlightSections(False)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    theme.size(made, min_height=150, max_height=240)
    return made
