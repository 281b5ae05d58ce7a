"""The rights map as a table: clusters and their articles down the side, badges or audiences across."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from crp_desktop.domain.convention import Article, Cluster
from crp_desktop.domain.words import tr
from crp_desktop.services.rights_map import Column, Count, RightsMap
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
class Cell:
    """What is painted in a cell: its counts, and those of the other selection when two are compared."""

    count: Count
    other: Count | None
    total: bool


class RightsModel(QAbstractTableModel):
    """Column 0 is the article, then one a column of the map, then the total of the row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.map: RightsMap | None = None
        self.other: RightsMap | None = None
        self.names = ("", "")
        self.rows: list[ClusterRow | Article] = []
        self.columns: list[Column] = []
        self.largest = 1

    def set_maps(self, found: RightsMap, other: RightsMap | None, names: tuple[str, str] = ("", "")) -> None:
        """Show a map, or two side by side in each cell."""
        self.beginResetModel()
        self.map, self.other, self.names = found, other, names
        self.rows = []
        for cluster, articles in found.clusters:
            self.rows.append(ClusterRow(cluster))
            self.rows.extend(articles)
        shown = {column.key: column for column in (*found.columns, *(other.columns if other else ()))}
        self.columns = list(shown.values())
        maps = [one for one in (found, other) if one is not None]
        self.largest = max((count.total for one in maps for count in one.cells.values()), default=1)
        self.endResetModel()

    def article_at(self, row: int) -> Article | None:
        """The article of a row, None for a cluster's heading."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, Article) else None

    def column_at(self, place: int) -> Column | None:
        """The map's column at a table column, None for titles and totals."""
        return self.columns[place - 1] if 1 <= place <= len(self.columns) else None

    def row_of(self, number: int) -> int:
        """The row of an article."""
        return next(
            at for at, row in enumerate(self.rows) if isinstance(row, Article) and row.number == number
        )

    def cell(self, row: int, place: int) -> Cell | None:
        """What stands in a cell, None where there is nothing to count."""
        article = self.article_at(row)
        if article is None or self.map is None or place == 0:
            return None
        column = self.column_at(place)

        def counted(one: RightsMap) -> Count:
            return one.cell(article.number, column.key) if column else one.rows.get(article.number, Count())

        return Cell(counted(self.map), counted(self.other) if self.other else None, column is None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() or self.map is None else len(self.columns) + 2

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.article_at(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            column = self.column_at(section)
            return column.name if column else tr("All") if section else tr("Article")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row if index.column() == 0 else self.cell(index.row(), index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(row, index.row(), index.column())
        return None

    def _said(self, row: ClusterRow | Article, at: int, place: int) -> str:
        if isinstance(row, ClusterRow):
            return cluster_words(row.cluster) if place == 0 else ""
        if place == 0:
            return row.label
        cell = self.cell(at, place)
        if cell is None:
            return ""
        name = self.headerData(place, Qt.Orientation.Horizontal)
        said = count_words(cell.count.strength, cell.count.concern, cell.count.idea)
        if cell.other is not None:
            other = count_words(cell.other.strength, cell.other.concern, cell.other.idea)
            said = f"{self.names[0]}: {said}; {self.names[1]}: {other}"
        return tr("Article {number}, {name}: {counts}", number=row.number, name=name, counts=said)


def cluster_words(cluster: Cluster | None) -> str:
    """A cluster's numeral and name, or what the articles without one are called."""
    return f"{cluster.id}  {cluster.name}" if cluster else tr("In no cluster")


def cluster_token_number(row: ClusterRow | Article) -> int:
    """1 to 9 for the colour of a row, 0 for none."""
    if isinstance(row, ClusterRow):
        return ROMAN.index(row.cluster.id) if row.cluster else 0
    return cluster_number(row)
