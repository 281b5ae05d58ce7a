"""Finding words in the stream of notes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.ui.models.notes import NotesModel
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import row
from crp_desktop.ui.widgets.text import Quiet
from crp_desktop.ui.widgets.textedit import LineEdit


class FindBar(QWidget):
    """Finds words in the stream as they are typed. `found(note id)` says where; Enter goes on, Escape closes."""

    found = Signal(str)
    closed = Signal()

    def __init__(self, model: NotesModel) -> None:
        super().__init__()
        self._model = model
        self._folded: dict[str, tuple[str, str]] = {}
        self._at = -1
        self.field = LineEdit(tr("Find in these notes"), placeholder=tr("Find in these notes"))
        self.field.textEdited.connect(self._search)
        self._count = Quiet()
        close = Button(icon="x", name=tr("Close find"), kind="quiet", on_click=self.close_bar)
        line = row(gap=8)
        line.addWidget(self.field, 1)
        line.addWidget(self._count)
        line.addWidget(close)
        self.setLayout(line)
        self.hide()

    def open_bar(self) -> None:
        """Show the field and put the caret into it."""
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the field."""
        self.hide()
        self.closed.emit()

    def matches(self) -> list[str]:
        """The ids of the notes that hold every word typed, in the order of the stream."""
        words = fold(self.field.text()).split()
        if not words:
            return []
        return [
            one.id
            for one in self._model.notes()
            if all(word in self._fold(one.id, one.text) for word in words)
        ]

    def _fold(self, note_id: str, text: str) -> str:
        kept = self._folded.get(note_id)
        if kept is None or kept[0] != text:
            kept = self._folded[note_id] = (text, fold(text))
        return kept[1]

    def _search(self) -> None:
        self._at = -1
        self.step(1)

    def step(self, by: int) -> None:
        """Go to the next or the previous match, round and round."""
        ids = self.matches()
        if not ids:
            self._count.setText(tr("Not found") if fold(self.field.text()) else "")
            return
        self._at = (self._at + by) % len(ids) if self._at >= 0 or by > 0 else len(ids) - 1
        self._count.setText(tr("{at} of {all}", at=self._at + 1, all=len(ids)))
        self.found.emit(ids[self._at])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
