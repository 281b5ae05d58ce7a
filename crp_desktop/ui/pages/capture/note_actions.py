"""What can be done with chosen notes: buttons that appear with a selection, and the services behind them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Note, Prompt, Speaker
from crp_desktop.services.capture.note import delete_notes, move_note
from crp_desktop.services.capture.note_edit import change_notes, join_notes, move_to_prompt, star_notes
from crp_desktop.ui.commands import command
from crp_desktop.ui.models.notes import NotesModel, shown_text
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.capture.stream import NoteStream
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout

if TYPE_CHECKING:
    from crp_desktop.services.done import Done
    from crp_desktop.services.handle import Store

P = ParamSpec("P")


class NoteActions(QWidget):
    """Acts on the notes chosen in a stream. `more(str)` asks for what the page does ("seal", "withdraw")."""

    more = Signal(str)
    said = Signal(str)
    shown = Signal(int)

    def __init__(self, ops: Operations, stream: NoteStream, line: QPlainTextEdit) -> None:
        super().__init__()
        self._ops, self._stream, self._line = ops, stream, line
        self.prompts: Sequence[Prompt] = ()
        self.speakers: Sequence[Speaker] = ()
        edit, join, star, move, delete = (
            command("capture", name).button(partial(self.act, name), kind="quiet")
            for name in ("edit", "join", "star", "move", "delete")
        )
        change = Button(tr("Change…"), partial(self.act, "change"), kind="quiet", icon="ellipsis")
        self._buttons = [edit, join, star, move, change, delete]
        self.setLayout(FlowLayout(*self._buttons, gap=0))
        self.setAccessibleName(tr("With the chosen notes"))
        stream.acted.connect(self.act)
        stream.selectionModel().selectionChanged.connect(self.show_count)
        line.textChanged.connect(self._end_choice)

    def _end_choice(self) -> None:
        """Whoever types goes on with the line: a note chosen before must not be filed or deleted with what follows."""
        if self._line.hasFocus() and self._stream.chosen_rows():
            self._stream.clearSelection()

    def show_count(self, *_: object) -> None:
        """Tell how many notes are selected."""
        chosen = len(self._stream.selectionModel().selectedRows())
        self.shown.emit(chosen)
        self._buttons[0].setEnabled(chosen == 1)
        self._buttons[1].setEnabled(chosen in (1, 2))

    def act(self, asked: str) -> None:
        """Do with the chosen notes what a key or a button asked for."""
        notes = self._stream.chosen()
        acts: dict[str, Callable[[list[Note]], None]] = {
            "edit": self._edit, "join": self._join, "star": self._star, "move": self._move_menu,
            "change": self._change_menu, "delete": self._delete, "copy": self._copy,
            "up": partial(self._shift, -1), "down": partial(self._shift, 1),
        }  # fmt: skip
        if notes:
            acts[asked](notes)
            self._go_on(asked)

    def _go_on(self, asked: str) -> None:
        """The focus goes to the notes, where the next act is; to the line when there are none left."""
        if asked == "edit":
            return
        if self._stream.current() is not None:
            self._stream.setFocus()
        else:
            self._stream.left.emit()

    def _model(self) -> NotesModel:
        return self._stream.notes

    def _edit(self, notes: list[Note]) -> None:
        self._stream.choose(notes[0].id)
        self._stream.setFocus()
        self._stream.edit_current()

    def _join(self, notes: list[Note]) -> None:
        """Join one note with the one above it, or two that stand one below the other."""
        lower = notes[-1]
        upper = self._model().above(self._model().row_of(lower.id))
        if upper is None or (len(notes) == 2 and upper.id != notes[0].id):
            self.said.emit(tr("You can only join notes that are next to each other."))
        elif self._ops.run_done(join_notes, upper.id, lower.id) is not None:
            self._stream.choose(upper.id)

    def _star(self, notes: list[Note]) -> None:
        self._ops.run(star_notes, _ids(notes), not all(one.starred for one in notes))

    def _delete(self, notes: list[Note]) -> None:
        row = self._model().row_of(notes[0].id)
        if self._ops.run_done(delete_notes, _ids(notes)) is None:
            return
        self.said.emit(tr("{n} note(s) deleted. Choose Undo to bring back what you deleted.", n=len(notes)))
        for place in (row, row - 1, row + 1):
            one = self._model().row(place) if 0 <= place < self._model().rowCount() else None
            if isinstance(one, Note):
                self._stream.choose(one.id)
                return

    def _copy(self, notes: list[Note]) -> None:
        QGuiApplication.clipboard().setText("\n".join(shown_text(one) for one in notes))

    def _shift(self, by: int, notes: list[Note]) -> None:
        """Move one note up or down among its neighbours."""
        note = notes[0]
        row = self._model().row_of(note.id)
        after: str | None
        if by < 0:
            upper = self._model().above(row)
            if upper is None:
                return
            before = self._model().above(self._model().row_of(upper.id))
            after = before.id if before is not None else self._before(upper)
        else:
            below = self._model().row(row + 1) if row + 1 < self._model().rowCount() else None
            if not isinstance(below, Note):
                return
            after = below.id
        if self._ops.run_done(move_note, note.id, after) is not None:
            self._stream.choose(note.id)

    def _before(self, first: Note) -> str | None:
        """The note that stands before `first` in the workshop's whole order, whatever prompt it is under."""
        earlier = [
            one for one in self._model().notes() if (one.position, one.id) < (first.position, first.id)
        ]
        return max(earlier, key=lambda one: (one.position, one.id)).id if earlier else None

    def _move_menu(self, notes: list[Note]) -> None:
        menu = QMenu(self)
        for number, prompt in enumerate(self.prompts, 1):
            words = f"{'&' if number < 10 else ''}{number}. {_short(prompt.text)}"
            self._entry(menu, words, move_to_prompt, _ids(notes), prompt.id)
        menu.addSeparator()
        self._entry(menu, tr("&Parking lot"), move_to_prompt, _ids(notes), None, parked=True)
        self._entry(menu, tr("&No prompt"), move_to_prompt, _ids(notes), None)
        self._pop(menu)

    def _change_menu(self, notes: list[Note]) -> None:
        menu = QMenu(self)
        for kind in NoteKind:
            self._entry(menu, label(kind), change_notes, _ids(notes), kind=kind)
        said = menu.addMenu(tr("Said &by"))
        for one in self.speakers:
            self._entry(said, _short(one.label), change_notes, _ids(notes), speaker_id=one.id)
        votes = notes[0].votes
        self._entry(menu, tr("Add a &vote"), change_notes, _ids(notes), votes=votes + 1)
        if votes:
            self._entry(menu, tr("&Remove a vote"), change_notes, _ids(notes), votes=votes - 1)
        menu.addSeparator()
        menu.addAction(tr("&Withdraw these words…")).triggered.connect(partial(self._more, "withdraw"))
        menu.addAction(tr("&File separately…")).triggered.connect(partial(self._more, "seal"))
        self._pop(menu)

    def _more(self, name: str, _checked: bool = False) -> None:
        self.more.emit(name)

    def _entry(
        self,
        menu: QMenu,
        words: str,
        service: "Callable[Concatenate[Store, P], Done[None]]",
        *args: P.args,
        **values: P.kwargs,
    ) -> None:
        def act() -> None:
            chosen = self._stream.current()
            self._ops.run(service, *args, **values)
            if chosen is not None:
                self._stream.choose(chosen.id)

        menu.addAction(words).triggered.connect(act)

    def _pop(self, menu: QMenu) -> None:
        current = self._stream.visualRect(self._stream.currentIndex())
        menu.exec(self._stream.viewport().mapToGlobal(QPoint(current.left() + 40, current.bottom())))
        menu.deleteLater()


def _ids(notes: Sequence[Note]) -> list[str]:
    return [one.id for one in notes]


def _short(text: str) -> str:
    """A text as a menu entry: not too long, ampersands doubled."""
    return (text if len(text) <= 60 else text[:59] + "…").replace("&", "&&")
