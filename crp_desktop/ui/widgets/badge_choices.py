"""Badges to choose from, each with the sentence that says what it means."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.programme.programme import THEMATIC_CHOICES
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Quiet

_TWO_COLUMNS = 560
_INDENT = 35


def chosen_words(chosen: int) -> str:
    """How many thematic badges are chosen, and what to do when there are too many."""
    if chosen > THEMATIC_CHOICES:
        return tr(
            "{chosen} of {n} thematic badge(s) chosen: untick {more}",
            chosen=chosen, n=THEMATIC_CHOICES, more=chosen - THEMATIC_CHOICES,
        )  # fmt: skip
    return tr("{chosen} of {n} thematic badge(s) chosen", chosen=chosen, n=THEMATIC_CHOICES)


class BadgeChoices(QWidget):
    """Boxes with their sentences: two columns where there is room for two, else one; read row by row."""

    def __init__(self, choices: Iterable[tuple[QCheckBox, str]]) -> None:
        super().__init__()
        self._cells = [_cell(box, sentence) for box, sentence in choices]
        self._grid = QGridLayout(self)
        theme.space(self._grid, 12)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._columns = 0
        self._place(1 if theme.scale() >= theme.LARGE else 2)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // columns, at % columns, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(2 if self.width() >= theme.px(_TWO_COLUMNS) else 1)


class _Sentence(Quiet):
    """What a badge means; a click on it is a click on its box."""

    def __init__(self, sentence: str, box: QCheckBox) -> None:
        super().__init__(sentence)
        self._box = box

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._box.click()


def _cell(box: QCheckBox, sentence: str) -> QWidget:
    if not sentence:
        return panel(column(box, gap=0))
    return panel(column(box, panel(column(_Sentence(sentence, box), margins=(_INDENT, 0, 0, 0))), gap=0))
