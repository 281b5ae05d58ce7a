"""The pages of a document as a list with small pictures, which arrive one after the other."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from crp_desktop.domain.i18n import tr

Index = QModelIndex | QPersistentModelIndex


class PagesModel(QAbstractListModel):
    """Row 0 is page 1. The picture is DecorationRole (a QImage, or None so far), the words are DisplayRole."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._pictures: list[QImage | None] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._pictures):
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pictures[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr("Page {number}", number=index.row() + 1)
        return None

    def start(self, pages: int) -> None:
        """Another document of so many pages; keeps the pictures of the one before until new ones come, so that nothing
        flickers while a person tries options."""
        if pages == len(self._pictures):
            return
        self.beginResetModel()
        self._pictures = (self._pictures + [None] * pages)[:pages]
        self.endResetModel()

    def set_picture(self, page: int, picture: QImage) -> None:
        """The picture of a page, counted from 1."""
        if 1 <= page <= len(self._pictures):
            self._pictures[page - 1] = picture
            at = self.index(page - 1)
            self.dataChanged.emit(at, at, [Qt.ItemDataRole.DecorationRole])
