"""The list of findings as rows: headings of groups, and findings that are read a screenful at a time."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ReadBack
from crp_desktop.domain.labels import label
from crp_desktop.services.findings.listing import FindingRow, ListedFinding

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[str]], dict[str, FindingRow]]
_CHUNK = 60
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A group's heading and how many findings stand under it."""

    text: str
    count: int


def said(row: FindingRow) -> str:
    """A finding in the words of a screen reader."""
    parts = [tr("Finding {number}", number=row.number), label(row.kind), row.text]
    if row.articles:
        parts.append(tr("articles {numbers}", numbers=", ".join(map(str, row.articles))))
    else:
        parts.append(tr("no article yet"))
    if row.votes:
        parts.append(tr("{n} vote(s)", n=row.votes))
    if row.starred:
        parts.append(tr("starred"))
    if row.read_back is not ReadBack.NOT_YET:
        parts.append(label(row.read_back))
    return ", ".join(parts)


class FindingsModel(QAbstractTableModel):
    """One column. `fetch(ids)` gives the rows that are looked at; what it gave is kept until `set_list`."""

    def __init__(self, fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._items: list[Heading | ListedFinding] = []
        self._known: dict[str, FindingRow] = {}
        self._places: dict[str, list[int]] = {}

    def set_list(self, placed: Sequence[ListedFinding], heading: Callable[[str], str] | None = None) -> bool:
        """Show these findings, under headings when `heading` names their groups. False when the rows are the same
        ones as before; what they say is then read anew."""
        items: list[Heading | ListedFinding] = list(placed)
        if heading is not None:
            items = []
            for key, group in groupby(placed, key=lambda one: one.group):
                inside = list(group)
                items.append(Heading(heading(key), len(inside)))
                items.extend(inside)
        if items == self._items:
            self.reread(None)
            return False
        self._known = {}
        self.beginResetModel()
        self._items = items
        self._places = {}
        self.endResetModel()
        return True

    def reread(self, finding_ids: Collection[str] | None) -> None:
        """Read anew what the rows of these findings say, or all rows for None; which rows there are stays."""
        if finding_ids is None:
            self._known = {}
            rows = [0, len(self._items) - 1] if self._items else []
        else:
            stale = self._known.keys() & finding_ids
            self._known.update(self._fetch(sorted(stale)) if stale else {})
            rows = sorted(row for one in stale for row in self._rows_of(one))
        if rows:
            self.dataChanged.emit(self.index(rows[0], 0), self.index(rows[-1], 0))

    def headings(self) -> list[int]:
        """The rows that are headings."""
        return [row for row, item in enumerate(self._items) if isinstance(item, Heading)]

    def finding_at(self, row: int) -> str | None:
        """The id of the finding in a row; None for a heading or outside."""
        item = self._items[row] if 0 <= row < len(self._items) else None
        return item.finding_id if isinstance(item, ListedFinding) else None

    def row_of(self, finding_id: str) -> int:
        """The first row a finding stands in, -1 when it is not listed."""
        return next(iter(self._rows_of(finding_id)), -1)

    def _rows_of(self, finding_id: str) -> Sequence[int]:
        if not self._places:
            for row, item in enumerate(self._items):
                if isinstance(item, ListedFinding):
                    self._places.setdefault(item.finding_id, []).append(row)
        return self._places.get(finding_id, ())

    def next_finding(self, row: int, step: int) -> int:
        """The next row up or down that is a finding, -1 at the end."""
        row += step
        while 0 <= row < len(self._items) and isinstance(self._items[row], Heading):
            row += step
        return row if 0 <= row < len(self._items) else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.finding_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            ROW,
        ):
            return None
        item = self._items[index.row()]
        if isinstance(item, ListedFinding):
            row = self._row(index.row(), item.finding_id)
            if role == ROW:
                return row
            if row is None:
                return ""
            return said(row) if role == Qt.ItemDataRole.AccessibleTextRole else row.text
        if role == ROW:
            return item
        return tr("{heading}, {n} finding(s)", n=item.count, heading=item.text)

    def _row(self, at: int, finding_id: str) -> FindingRow | None:
        if finding_id not in self._known:
            around = self._items[max(at - _CHUNK // 3, 0) : at + _CHUNK]
            missing = [item.finding_id for item in around if isinstance(item, ListedFinding)]
            self._known.update(self._fetch([one for one in missing if one not in self._known]))
        return self._known.get(finding_id)
