"""The stream of a workshop's notes under their prompts, as rows that never change but are exchanged."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind, ReadBack
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Note, Prompt

Index = QModelIndex | QPersistentModelIndex
PARKED = "parked"
NO_PROMPT = ""


class Role(IntEnum):
    """What the delegate asks for beside the words."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Group:
    """A heading: a prompt, the notes under none (`key` NO_PROMPT), or the parking lot (PARKED)."""

    key: str
    title: str
    number: int
    notes: int = 0


Row = Group | Note


def group_key(note: Note) -> str:
    """The key of the group that a note stands in."""
    return PARKED if note.parked else (note.prompt_id or NO_PROMPT)


def said(note: Note) -> str:
    """The whole of a note in words, for a screen reader."""
    parts = [note.speaker, label(note.kind), note.text]
    if note.votes:
        parts.append(tr("{n} vote(s)", n=note.votes))
    if note.starred:
        parts.append(tr("starred"))
    if note.read_back is not ReadBack.NOT_YET:
        parts.append(label(note.read_back))
    return ", ".join(parts)


class NotesModel(QAbstractTableModel):
    """One column. Rows are Groups, each followed by its Notes in their order; a prompt without notes has no row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._where: dict[str, Note] = {}
        self._groups: dict[str, int] = {}
        self._prompts: Sequence[Prompt] = ()
        self._gone: set[str] = set()
        self.returned: list[str] = []

    def load(self, prompts: Sequence[Prompt], notes: Iterable[Note]) -> None:
        """Shows other notes altogether."""
        self.beginResetModel()
        self._set_groups(prompts)
        by_group: dict[str, list[Note]] = {}
        self._where = {}
        for note in notes:
            self._where[note.id] = note
            by_group.setdefault(self._key(note), []).append(note)
        self._rows = []
        for key in sorted(by_group, key=lambda one: self._groups[one]):
            inside = by_group[key]
            self._rows += [self._heading(key, len(inside)), *inside]
        self.endResetModel()

    def set_prompts(self, prompts: Sequence[Prompt]) -> bool:
        """Shows prompts in other words; True when their order or number changed, so that `load` is needed."""
        before = list(self._groups)
        self._set_groups(prompts)
        if list(self._groups) != before:
            return True
        for row, one in enumerate(self._rows):
            if isinstance(one, Group) and one.title != (now := self._heading(one.key, one.notes)).title:
                self._rows[row] = now
                self._tell(row)
        return False

    def apply(self, note_ids: Sequence[str], found: Mapping[str, Note]) -> list[int]:
        """Brings the notes `note_ids` up to date: `found` has those that are there. Returns rows newly filled;
        `returned` are then those that had gone from here and are back."""
        self.returned = [one for one in note_ids if one in found and one in self._gone]
        self._gone |= {one for one in note_ids if one not in found}
        for note_id in note_ids:
            old, new = self._where.get(note_id), found.get(note_id)
            if old is not None and new is not None and self._place(old) == self._place(new):
                self._where[note_id] = new
                row = self._row_of(old)
                self._rows[row] = new
                self._tell(row)
                continue
            if old is not None:
                self._take(old)
            if new is not None:
                self._put(new)
        return [self._row_of(found[one]) for one in note_ids if one in found]

    def _set_groups(self, prompts: Sequence[Prompt]) -> None:
        self._prompts = tuple(prompts)
        keys = [NO_PROMPT, *(prompt.id for prompt in prompts), PARKED]
        self._groups = {key: at for at, key in enumerate(keys)}

    def _heading(self, key: str, notes: int) -> Group:
        number = self._groups[key]
        if key == PARKED:
            return Group(key, tr("Parked for later"), 0, notes)
        if key == NO_PROMPT:
            return Group(key, tr("No prompt"), 0, notes)
        return Group(
            key, self._prompts[number - 1].text or tr("Prompt {number}", number=number), number, notes
        )

    def _key(self, note: Note) -> str:
        key = group_key(note)
        return key if key in self._groups else NO_PROMPT

    def _place(self, note: Note) -> tuple[int, str, str]:
        return self._groups[self._key(note)], note.position, note.id

    def _order(self, row: Row) -> tuple[int, str, str]:
        return (self._groups[row.key], "", "") if isinstance(row, Group) else self._place(row)

    def _row_of(self, note: Note) -> int:
        return bisect_left(self._rows, self._place(note), key=self._order)

    def _put(self, note: Note) -> None:
        key = self._key(note)
        heading = bisect_left(self._rows, (self._groups[key], "", ""), key=self._order)
        if heading == len(self._rows) or self._key_of(heading) != key:
            self.beginInsertRows(QModelIndex(), heading, heading)
            self._rows.insert(heading, self._heading(key, 0))
            self.endInsertRows()
        row = self._row_of(note)
        self.beginInsertRows(QModelIndex(), row, row)
        insort(self._rows, note, key=self._order)
        self._where[note.id] = note
        self.endInsertRows()
        self._count(heading, 1)

    def _take(self, note: Note) -> None:
        key = self._key(note)
        row = self._row_of(note)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        del self._where[note.id]
        self.endRemoveRows()
        heading = bisect_left(self._rows, (self._groups[key], "", ""), key=self._order)
        group = self._rows[heading]
        if isinstance(group, Group) and group.notes == 1:
            self.beginRemoveRows(QModelIndex(), heading, heading)
            del self._rows[heading]
            self.endRemoveRows()
        else:
            self._count(heading, -1)

    def _key_of(self, row: int) -> str | None:
        one = self._rows[row]
        return one.key if isinstance(one, Group) else None

    def _count(self, heading: int, more: int) -> None:
        group = self._rows[heading]
        assert isinstance(group, Group)
        self._rows[heading] = replace(group, notes=group.notes + more)
        self._tell(heading)

    def _tell(self, row: int) -> None:
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    # What the page asks

    def row(self, row: int) -> Row:
        """The row at a place."""
        return self._rows[row]

    def note(self, note_id: str) -> Note | None:
        """A note that is shown, or None."""
        return self._where.get(note_id)

    def row_of(self, note_id: str) -> int:
        """The row of a note, -1 when it is not shown."""
        note = self._where.get(note_id)
        return -1 if note is None else self._row_of(note)

    def above(self, row: int) -> Note | None:
        """The note straight above a row in the same group, or None."""
        one = self._rows[row - 1] if row > 0 else None
        return one if isinstance(one, Note) else None

    def last_row(self, key: str) -> int:
        """The row of the last note of a group, -1 when it has none."""
        if key not in self._groups:
            return -1
        heading = bisect_left(self._rows, (self._groups[key], "", ""), key=self._order)
        if heading == len(self._rows):
            return -1
        group = self._rows[heading]
        return heading + group.notes if isinstance(group, Group) and group.key == key else -1

    def latest_prompt(self) -> str | None:
        """The group that the newest note was written under, the parking lot left out; None without notes."""
        newest = max(
            (one for one in self.notes() if not one.parked), key=lambda one: one.written_at, default=None
        )
        return None if newest is None else group_key(newest)

    def counts(self) -> dict[str, int]:
        """How many notes each group has."""
        found = {}
        for key in self._groups:
            at = bisect_left(self._rows, (self._groups[key], "", ""), key=self._order)
            one = self._rows[at] if at < len(self._rows) else None
            if isinstance(one, Group) and one.key == key:
                found[key] = one.notes
        return found

    def notes(self) -> list[Note]:
        """All notes, as they stand in the stream."""
        return [one for one in self._rows if isinstance(one, Note)]

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one = self._rows[index.row()]
        if role == Role.ROW:
            return one
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return one.title if isinstance(one, Group) else one.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return (
                tr("{title}, {n} note(s)", n=one.notes, title=one.title)
                if isinstance(one, Group)
                else said(one)
            )
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._rows[index.row()], Group):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


def shown_text(note: Note) -> str:
    """A note's words as they stand on the screen: a quote between quotation marks."""
    return f"“{note.text}”" if note.kind is NoteKind.QUOTE else note.text
