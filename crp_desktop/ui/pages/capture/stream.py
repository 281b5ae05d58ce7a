"""The stream of notes: a view that measures only what is in sight, so that it stays quick at 100,000."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Note
from crp_desktop.ui import theme
from crp_desktop.ui.commands import asked
from crp_desktop.ui.models.notes import Group, NotesModel, Role
from crp_desktop.ui.pages.capture.delegate import NoteDelegate, NoteEditor
from crp_desktop.ui.widgets.button import is_typing


class NoteStream(QTableView):
    """Shows a `NotesModel`. `left` says that Escape was pressed; `acted(str)` names what a key asked for; `typed(str)`
    says that words were begun here, which belong into the line."""

    left = Signal()
    typed = Signal(str)
    acted = Signal(str)

    ACTS = frozenset({"delete", "up", "down", "join", "star", "move", "copy"})

    def __init__(self, model: NotesModel) -> None:
        super().__init__()
        self._busy = False
        self.notes = model
        self.delegate = NoteDelegate(self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(tr("Notes"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(self.edit_current)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(theme.px(38))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.measure)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged, model.modelReset):
            signal.connect(self._changed)

    # Measuring

    def _changed(self, *_: object) -> None:
        self._later.start()

    def _scrolled(self, _: int) -> None:
        self.measure()

    def measure(self) -> None:
        """Give the rows in sight their true heights, keeping the first whole one where it is."""
        if self._busy or not self.isVisible() or self.notes.rowCount() == 0:
            return
        self._busy = True
        try:
            bar = self.verticalScrollBar()
            at_end = bar.value() == bar.maximum()
            first = max(self.rowAt(0), 0)
            anchor = (
                first if self.rowViewportPosition(first) >= 0 else min(first + 1, self.notes.rowCount() - 1)
            )
            before = self.rowViewportPosition(anchor)
            if self._measure_from(first):
                self.updateGeometries()
                if at_end and first > 0:
                    bar.setValue(bar.maximum())
                    self._measure_from(max(self.rowAt(0), 0))
                    self.updateGeometries()
                    bar.setValue(bar.maximum())
                else:
                    bar.setValue(bar.value() + self.rowViewportPosition(anchor) - before)
        finally:
            self._busy = False

    def _measure_from(self, first: int) -> bool:
        """Measure down from a row to below the bottom edge; whether any height was another."""
        width, room = self.viewport().width(), self.viewport().height() + theme.px(200)
        changed = False
        row, y = first, self.rowViewportPosition(first)
        editing = self._edited_row()
        while row < self.notes.rowCount() and y < room:
            height = self.delegate.height(self.notes.row(row), width)
            if row == editing:
                height = max(height, self._editor_height())
            if height != self.rowHeight(row):
                self.setRowHeight(row, height)
                changed = True
            y += height
            row += 1
        return changed

    def show_row(self, row: int) -> None:
        """Bring a row wholly into sight, with what is around it measured."""
        if row < 0:
            return
        index = self.notes.index(row, 0)
        height = self.delegate.height(self.notes.row(row), self.viewport().width())
        if height != self.rowHeight(row):
            self.setRowHeight(row, height)
        self.updateGeometries()
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self.measure()
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def resized_text(self) -> None:
        """The text size or the theme is another; who was at the last note still is."""
        bar = self.verticalScrollBar()
        if bar.value() == bar.maximum():
            QTimer.singleShot(0, self, self.scrollToBottom)
        self.delegate.forget()
        self.verticalHeader().setDefaultSectionSize(theme.px(38))
        self.verticalHeader().reset()
        self.measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._later.start()

    # Choosing

    def chosen_rows(self) -> list[Note]:
        """The selected notes as they stand."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        notes = [self.notes.row(row) for row in rows]
        return [one for one in notes if isinstance(one, Note)]

    def chosen(self) -> list[Note]:
        """The selected notes; the current one when none is selected."""
        found = self.chosen_rows()
        if not found and (current := self.current()) is not None:
            found = [current]
        return found

    def current(self) -> Note | None:
        """The note with the focus, or None."""
        index = self.currentIndex()
        one = self.notes.row(index.row()) if index.isValid() else None
        return one if isinstance(one, Note) else None

    def choose(self, note_id: str, *others: str) -> None:
        """Select one note, with others, and bring it into sight."""
        row = self.notes.row_of(note_id)
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.notes.index(row, 0), flags)
            self.show_row(row)
        more = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for other in (self.notes.row_of(one) for one in others):
            if other >= 0:
                self.selectionModel().select(self.notes.index(other, 0), more)

    def choose_last(self) -> bool:
        """Select the last note in sight's order; False when there is none."""
        for row in range(self.notes.rowCount() - 1, -1, -1):
            one = self.notes.row(row)
            if isinstance(one, Note):
                self.choose(one.id)
                return True
        return False

    def choose_last_of(self, key: str) -> None:
        """Select the last note of a group, or the last of all when it has none."""
        one = self.notes.row(row) if (row := self.notes.last_row(key)) >= 0 else None
        if isinstance(one, Note):
            self.choose(one.id)
        else:
            self.choose_last()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """By keys, the newest note is where one begins; a click chooses its own, which must not move away under it."""
        super().focusInEvent(event)
        if self.current() is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.choose_last()

    def moveCursor(self, action: QAbstractItemView.CursorAction, keys: Qt.KeyboardModifier) -> QModelIndex:
        """Like Qt's, but over the headings."""
        index = super().moveCursor(action, keys)
        back = action in (
            QAbstractItemView.CursorAction.MoveUp,
            QAbstractItemView.CursorAction.MovePageUp,
            QAbstractItemView.CursorAction.MovePrevious,
        )
        while index.isValid() and isinstance(index.data(Role.ROW), Group):
            step = self.notes.index(index.row() + (-1 if back else 1), 0)
            if not step.isValid():
                return self.currentIndex()
            index = step
        return index

    # Editing

    def edit_current(self) -> None:
        """Open the current note for editing in place."""
        if self.current() is not None:
            self.edit(self.currentIndex())
            editor = self._editor()
            if editor is not None:
                editor.grew.connect(self._changed)
                self._later.start()

    def _editor(self) -> NoteEditor | None:
        return self.viewport().findChild(NoteEditor)

    def _edited_row(self) -> int:
        editor = self._editor()
        return -1 if editor is None else self.notes.row_of(editor.note_id)

    def _editor_height(self) -> int:
        editor = self._editor()
        return 0 if editor is None else editor.height() + 2

    def closeEditor(self, editor: QWidget, hint: object) -> None:
        super().closeEditor(editor, hint)  # type: ignore[arg-type]
        if isinstance(editor, NoteEditor):
            editor.setParent(None)
            editor.deleteLater()
        self.setFocus()
        self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name, _ = asked("capture", event)
        if name == "file":
            self.edit_current()
        elif name == "plain":
            self.left.emit()
        elif name in self.ACTS:
            self.acted.emit(name)
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
