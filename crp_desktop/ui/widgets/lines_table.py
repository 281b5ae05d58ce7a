"""The table of lines before they become notes: every cell is changed in place, by keys alone."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.ui.models.lines import Column, Index, LinesModel
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_WRAPPED = 300
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS = {
    Qt.Key.Key_Q: NoteKind.QUOTE,
    Qt.Key.Key_P: NoteKind.PARAPHRASE,
    Qt.Key.Key_O: NoteKind.OBSERVATION,
}


class LinesTable(QTableView):
    """Enter changes the cell, Delete leaves the line out (`dropped(rows)`), Ctrl+Enter is `entered`."""

    dropped = Signal(list)
    entered = Signal()

    def __init__(self, model: LinesModel) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(self))
        self.setAccessibleName(tr("Notes that will be added"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.doubleClicked.connect(self._double_clicked)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(Column.TEXT, QHeaderView.ResizeMode.Stretch)
        head.setResizeContentsPrecision(50)
        self.verticalHeader().setResizeContentsPrecision(50)
        model.rowsAboutToBeInserted.connect(self._before_more)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._shown_anew)
        model.dataChanged.connect(self._fit_columns)
        self._shown_anew()

    def _before_more(self, parent: Index, first: int, last: int) -> None:
        """Measure no row when there will be too many to measure."""
        if self.lines.rowCount() + last - first + 1 > _WRAPPED:
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def _shown_anew(self, *_: object) -> None:
        """Wrap lines where there are few enough to measure."""
        few = self.lines.rowCount() <= _WRAPPED
        mode = QHeaderView.ResizeMode.ResizeToContents if few else QHeaderView.ResizeMode.Fixed
        self.setWordWrap(few)
        self.verticalHeader().setSectionResizeMode(mode)
        self._fit_columns()
        if self.lines.rowCount() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.lines.index(0, 0))

    def _fit_columns(self, *_: object) -> None:
        self.setColumnHidden(Column.MORE, not self.lines.has_more())

    def chosen_rows(self) -> list[int]:
        """The rows that are selected, or the current one."""
        rows = {index.row() for index in self.selectedIndexes()}
        current = self.currentIndex()
        return sorted(rows or ({current.row()} if current.isValid() else set()))

    def _double_clicked(self, index: Index) -> None:
        if index.column() == Column.KIND:
            self.lines.next_kind(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.dropped.emit(self.chosen_rows())
        elif index.isValid() and index.column() == Column.KIND and plain and self._kind_key(key):
            return
        elif key in _ENTER and plain:
            if index.isValid() and self.state() != QAbstractItemView.State.EditingState:
                self.edit(index)
        else:
            super().keyPressEvent(event)

    def _kind_key(self, key: Qt.Key) -> bool:
        """Change the kind of the chosen lines; whether the key was meant for that."""
        rows = self.chosen_rows()
        if key in _LETTERS:
            for row in rows:
                self.lines.set_kind(row, _LETTERS[key])
        elif key in (*_ENTER, Qt.Key.Key_Space, Qt.Key.Key_F2):
            for row in rows:
                self.lines.next_kind(row)
        else:
            return False
        return True


class _LineDelegate(QStyledItemDelegate):
    """A field over the cell: Enter takes the words, Escape leaves them as they were."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() == Column.SPEAKER:
            return LineEdit(tr("Speaker of line {number}", number=index.row() + 1), parent=parent)
        words = tr("Words of line {number}", number=index.row() + 1)
        editor = GrowingTextEdit(words, enter_files=True, most=5, parent=parent)
        editor.entered.connect(self._entered)
        return editor

    def _entered(self) -> None:
        editor = self.sender()
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        words = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, LineEdit):
            editor.set_text(words)
        elif isinstance(editor, GrowingTextEdit) and not editor.text():
            editor.set_text(words)
            editor.caret_to_end()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, LineEdit | GrowingTextEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRect(option.rect)
        height = max(area.height(), editor.sizeHint().height())
        editor.setGeometry(area.x(), area.y(), area.width(), height)
