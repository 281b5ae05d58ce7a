"""One of a few: buttons side by side of which one is pressed. Tab reaches each; Space, Enter or a click chooses."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout


class Segments(QWidget):
    """`items` are (key, text); each button says `name` and its text aloud. `chosen(key)` follows the person only.

    No QButtonGroup: an exclusive one takes the buttons that are not pressed out of the reach of Tab.
    """

    chosen = Signal(str)

    def __init__(self, name: str, items: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[str, Button] = {}
        layout = FlowLayout(gap=4)
        for key, text in items:
            button = Button(text.replace("&", "&&"))
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {text}")
            button.setObjectName(f"segment-{key}")
            button.clicked.connect(partial(self._clicked, key))
            self.buttons[key] = button
            layout.addWidget(button)
        self.setLayout(layout)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def key(self) -> str:
        """The key chosen, "" for none."""
        return next((key for key, button in self.buttons.items() if button.isChecked()), "")

    def set_key(self, key: str) -> None:
        """Show a choice without telling anybody; "" for none."""
        for own, button in self.buttons.items():
            button.setChecked(own == key)

    def _clicked(self, key: str, _checked: bool = False) -> None:
        self.set_key(key)
        self.chosen.emit(key)
