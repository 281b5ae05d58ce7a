"""The rights map as a table: clusters and their articles down the side, badges or audiences across."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crp_desktop.domain.convention import Article, Cluster
from crp_desktop.domain.i18n import tr
from crp_desktop.services.rights.rights_map import NO_BADGE, Column, Count, RightsMap
from crp_desktop.ui.models.targets import cluster_number
from crp_desktop.ui.widgets.bars import count_words
from crp_desktop.ui.widgets.chips import ROMAN

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A row that is the heading of a cluster; None for the articles without one."""

    cluster: Cluster | None


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The last row: every finding that is mapped to an article, once in each column."""


Row = ClusterRow | Article | TotalRow


@dataclass(frozen=True, slots=True)
class Cell:
    """What is painted in a cell: its counts, and those of the other selection when two are compared. A bar as wide as
    the cell stands for `largest`."""

    count: Count
    other: Count | None
    total: bool
    largest: int


class RightsModel(QAbstractTableModel):
    """Column 0 is the article, then one a column of the map, then the total of the row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map: RightsMap | None = None
        self.other: RightsMap | None = None
        self.names = ("", "")
        self.rows: list[Row] = []
        self.columns: list[Column] = []
        self.largest = self.largest_total = self.largest_all = 1

    def set_maps(self, found: RightsMap, other: RightsMap | None, names: tuple[str, str] = ("", "")) -> None:
        """Show a map, or two side by side in each cell."""
        self.beginResetModel()
        self.map, self.other, self.names = found, other, names
        self.rows = []
        for cluster, articles in found.clusters:
            self.rows.append(ClusterRow(cluster))
            self.rows.extend(articles)
        self.rows.append(TotalRow())
        shown = {column.key: column for column in (*found.columns, *(other.columns if other else ()))}
        self.columns = list(shown.values())
        maps = [one for one in (found, other) if one is not None]
        self.largest = max((count.total for one in maps for count in one.cells.values()), default=1)
        self.largest_total = max((count.total for one in maps for count in one.rows.values()), default=1)
        self.largest_all = max(one.total.total for one in maps)
        self.endResetModel()

    def article_at(self, row: int) -> Article | None:
        """The article of a row, None for a cluster's heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Article) else None

    def is_counted(self, row: int) -> bool:
        """Whether a row holds numbers: an article's, or the totals'."""
        return 0 <= row < len(self.rows) and not isinstance(self.rows[row], ClusterRow)

    def column_at(self, place: int) -> Column | None:
        """The map's column at a table column, None for titles and totals."""
        return self.columns[place - 1] if 1 <= place <= len(self.columns) else None

    def row_of(self, number: int) -> int:
        """The row of an article."""
        return next(
            at for at, row in enumerate(self.rows) if isinstance(row, Article) and row.number == number
        )

    def first_number(self) -> tuple[int, int]:
        """The first place that holds a count, in reading order; the first article's first one in an empty map."""
        for row in range(len(self.rows)):
            for place in range(1, self.columnCount()):
                cell = self.cell(row, place)
                if cell is not None and (cell.count.total or (cell.other and cell.other.total)):
                    return row, place
        return 1, 1

    def cell(self, row: int, place: int) -> Cell | None:
        """What stands in a cell, None where there is nothing to count."""
        if not self.is_counted(row) or self.map is None or place == 0:
            return None
        article, column = self.article_at(row), self.column_at(place)

        def counted(one: RightsMap) -> Count:
            if article is None:
                return one.foot.get(column.key, Count()) if column else one.total
            return one.cell(article.number, column.key) if column else one.rows.get(article.number, Count())

        largest = self.largest_all if article is None else self.largest if column else self.largest_total
        other = counted(self.other) if self.other else None
        return Cell(counted(self.map), other, column is None, largest)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.map is None else len(self.columns) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not self.is_counted(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            column = self.column_at(section)
            if role == Qt.ItemDataRole.DisplayRole:
                return column.name if column else tr("All") if section else tr("Article")
            if role == Qt.ItemDataRole.ToolTipRole and column:
                return escape(column.name)
        return None

    def said(self, row: int, place: int) -> str:
        """A place of the map in words: the article and the column, each side's counts, what the title is."""
        return self._said(self.rows[row], row, place) if 0 <= row < len(self.rows) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row if index.column() == 0 else self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row, index.row(), index.column())
        return None

    def _said(self, row: Row, at: int, place: int) -> str:
        if isinstance(row, ClusterRow):
            return cluster_words(row.cluster) if place == 0 else ""
        if place == 0:
            return tr("All articles") if isinstance(row, TotalRow) else row.label
        cell = self.cell(at, place)
        if cell is None:
            return ""
        name = self.headerData(place, Qt.Orientation.Horizontal)
        said = count_words(cell.count)
        if cell.other is not None:
            other = count_words(cell.other)
            said = f"{self.names[0]}: {said}; {self.names[1]}: {other}"
        if isinstance(row, TotalRow):
            return tr("All articles, {name}: {counts}", name=name, counts=said)
        return tr("Article {number}, {name}: {counts}", number=row.number, name=name, counts=said)


def short_names(columns: Sequence[Column], fits: Callable[[str], bool]) -> list[str]:
    """A name for each column that `fits` in little room and is no other column's: the whole one, its first word when
    no other begins so, the first letters of its words, the first three letters, or its place in the row."""
    firsts = Counter(_words(column.name)[0] for column in columns)
    taken: set[str] = set()
    made: list[str] = []
    for place, column in enumerate(columns, start=1):
        words = _words(column.name)
        letters = ("&" if "&" in column.name else "").join(word[0].upper() for word in words)
        tries = [column.name or words[0], letters, words[0][:3].capitalize()]
        if firsts[words[0]] == 1:
            tries.insert(1, words[0])
        if len(words) == 1:
            tries.remove(letters)
        if column.key == NO_BADGE:
            tries.insert(1, tr("None"))
        short = next((one for one in tries if one not in taken and fits(one)), str(place))
        taken.add(short)
        made.append(short)
    return made


def _words(name: str) -> list[str]:
    """The words of a name that tell: not “&”, nor small ones but for the first."""
    words = re.findall(r"\w[\w’'-]*", name) or [name or "?"]
    return [words[0], *(word for word in words[1:] if len(word) > 3)]


def cluster_words(cluster: Cluster | None) -> str:
    """A cluster's numeral and name, or what the articles without one are called."""
    return f"{cluster.id}  {cluster.name}" if cluster else tr("In no cluster")


def cluster_token_number(row: Row) -> int:
    """1 to 9 for the colour of a row, 0 for none."""
    if isinstance(row, TotalRow):
        return 0
    if isinstance(row, ClusterRow):
        return ROMAN.index(row.cluster.id) if row.cluster else 0
    return cluster_number(row)
