"""One of a few: buttons side by side of which one is pressed. Arrows move between them, Space or a click chooses."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout


class Segments(QWidget):
    """`items` are (key, text); each button says `name` and its text aloud. `chosen(key)` follows the person only."""

    chosen = Signal(str)

    def __init__(self, name: str, items: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        layout = FlowLayout(gap=4)
        for key, text in items:
            button = Button(text.replace("&", "&&"))
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            button.setObjectName(f"segment-{key}")
            self._group.addButton(button, len(self._keys))
            self._keys.append(key)
            layout.addWidget(button)
        self._group.idClicked.connect(self._clicked)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def key(self) -> str:
        """The key chosen, "" for none."""
        chosen = self._group.checkedId()
        return "" if chosen < 0 else self._keys[chosen]

    def set_key(self, key: str) -> None:
        """Show a choice without telling anybody; "" for none."""
        self._group.setExclusive(False)
        for number, own in enumerate(self._keys):
            self._group.button(number).setChecked(own == key)
        self._group.setExclusive(True)

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._keys[number])
