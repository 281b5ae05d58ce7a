"""Lines that are about to become notes: a table in which words, speaker and kind can still be changed."""

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from crp_desktop.domain.capture import ParsedLine
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.text import clean, clean_line
from crp_desktop.services.capture.import_notes import Line

LONGEST_CODE = 40
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns in their order."""

    TEXT, SPEAKER, KIND, MORE = range(4)


class LinesModel(QAbstractTableModel):
    """`edited(row, Line)` when a person changed a line. A line never becomes empty; a code stays short."""

    edited = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines; those that stay as they were keep selection and caret."""
        now, before = list(lines), self._lines
        least = min(len(now), len(before))
        start = next((row for row in range(least) if not _same(now[row], before[row])), least)
        left = least - start
        end = next((row for row in range(left) if not _same(now[-1 - row], before[-1 - row])), left)
        gone, come = len(before) - start - end, len(now) - start - end
        both = min(gone, come)
        if both:
            before[start : start + both] = now[start : start + both]
            self.dataChanged.emit(self.index(start, 0), self.index(start + both - 1, len(Column) - 1))
        at = start + both
        if gone > both:
            self.beginRemoveRows(QModelIndex(), at, at + gone - both - 1)
            del before[at : at + gone - both]
            self.endRemoveRows()
        elif come > both:
            self.beginInsertRows(QModelIndex(), at, at + come - both - 1)
            before[at:at] = now[at : at + come - both]
            self.endInsertRows()

    def line(self, row: int) -> Line:
        """The line of a row."""
        return self._lines[row]

    def next_kind(self, row: int) -> None:
        """Go on to the next kind of note."""
        kinds = list(NoteKind)
        now = self._lines[row].meant.kind or NoteKind.PARAPHRASE
        self.set_kind(row, kinds[(kinds.index(now) + 1) % len(kinds)])

    def set_kind(self, row: int, kind: NoteKind) -> None:
        """Make the line of a row a quote, a paraphrase or an observation."""
        self._change(row, replace(self._lines[row].meant, kind=kind))

    def _change(self, row: int, meant: ParsedLine) -> None:
        if meant != self._lines[row].meant:
            self._lines[row] = replace(self._lines[row], meant=meant)
            self._tell(row)
            self.edited.emit(row, self._lines[row])

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def _words(self, row: int, column: int) -> str:
        line = self._lines[row]
        if column == Column.TEXT:
            return line.meant.text
        if column == Column.SPEAKER:
            return line.meant.speaker or tr("the group")
        if column == Column.KIND:
            return label(line.meant.kind or NoteKind.PARAPHRASE)
        votes = tr("{n} vote(s)", n=line.meant.votes) if line.meant.votes else ""
        where = tr("Parked for later") if line.meant.parked else line.prompt
        others = ", ".join(line.meant.others)
        also = tr("{speakers} kept in the words", speakers=others) if others else ""
        return " · ".join(part for part in (where, votes, also) if part)

    def has_more(self) -> bool:
        """Whether any line has votes, more speakers or a place of its own."""
        return any(
            one.prompt or one.meant.votes or one.meant.parked or one.meant.others for one in self._lines
        )

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words(index.row(), index.column())
        if role == Qt.ItemDataRole.EditRole:
            meant = self._lines[index.row()].meant
            return (
                meant.speaker
                if index.column() == Column.SPEAKER
                else self._words(index.row(), index.column())
            )
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return (tr("Words"), tr("Speaker"), tr("Kind"), tr("Where, votes"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return (
            flags | Qt.ItemFlag.ItemIsEditable if index.column() in (Column.TEXT, Column.SPEAKER) else flags
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        meant = self._lines[index.row()].meant
        if index.column() == Column.TEXT:
            words = clean(value).strip()
            if not words:
                return False
            self._change(index.row(), replace(meant, text=words))
        elif index.column() == Column.SPEAKER:
            code = clean_line(value)[:LONGEST_CODE]
            nobody = code.casefold() == tr("the group").casefold()
            self._change(index.row(), replace(meant, speaker="" if nobody else code))
        return True


def _same(one: Line, other: Line) -> bool:
    return one is other or one == other
