"""A box to tick beside words that wrap, for texts of people: a check box alone is as wide as its whole text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.ui.widgets.layout import row
from crp_desktop.ui.widgets.text import Label


class TickLine(QWidget):
    """`box` is the check box and has the words as its accessible name; a press on the words ticks it too."""

    def __init__(self, words: str, *, on: bool = False) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.setChecked(on)
        self.words = Label(words)
        line = row(gap=4)
        line.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.setLayout(line)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.setFocus(Qt.FocusReason.MouseFocusReason)
            self.box.toggle()
        super().mouseReleaseEvent(event)
