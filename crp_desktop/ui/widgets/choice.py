"""A closed list to choose one from, by key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from crp_desktop.ui import theme

_LONGEST = 34
"""Characters of a text shown, when the one who makes the list names no other number."""


class ComboBox(QComboBox):
    """A closed list that the wheel never changes: the page below it scrolls instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Choice(ComboBox):
    """Shows texts, speaks in keys. `chosen(key)` only when a person chose; long texts are shortened in the list."""

    chosen = Signal(str)

    def __init__(self, name: str, items: Iterable[tuple[str, str]] = (), longest: int = _LONGEST) -> None:
        super().__init__()
        self._longest = longest
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(16)
        theme.size(self, min_height=theme.TARGET - 8)
        self.set_items(items)
        self.activated.connect(self._activated)

    def set_items(self, items: Iterable[tuple[str, str]]) -> None:
        """Offer these (key, text), keeping the choice when it is still there."""
        now = self.key()
        wanted = list(items)
        if [(self.itemData(row), self.itemText(row)) for row in range(self.count())] == wanted:
            return
        before = self.blockSignals(True)
        self.clear()
        for key, text in wanted:
            self.addItem(
                text if len(text) <= self._longest else text[: self._longest - 1].rstrip() + "…", key
            )
        self.set_key(now)
        self.blockSignals(before)

    def key(self) -> str:
        """The key of what is chosen, "" for nothing."""
        return str(self.currentData() or "")

    def set_key(self, key: str) -> None:
        """Choose without telling; the first one when the key is not offered."""
        self.setCurrentIndex(max(self.findData(key), 0))

    def _activated(self, row: int) -> None:
        self.chosen.emit(self.key())
