"""A count with minus and plus: for numbers of people, votes, minutes."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from crp_desktop.domain.words import tr
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.fields import NumberField
from crp_desktop.ui.widgets.layout import row


class Stepper(QWidget):
    """One stop for Tab: arrows, plus, minus, page keys or digits change it. `changed(int)` follows the person only."""

    changed = Signal(int)

    def __init__(self, name: str, value: int = 0, least: int = 0, most: int = 999, *, step: int = 1) -> None:
        super().__init__()
        self.field = NumberField(name, value, least, most)
        self.field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.field.setSingleStep(step)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        theme.size(self.field, min_width=56, max_width=72)
        self.field.valueChanged.connect(self._value_changed)
        self.less = self._mouse_button("minus", tr("One less: {name}", name=name), -1)
        self.more = self._mouse_button("plus", tr("One more: {name}", name=name), 1)
        self.setLayout(row(self.less, self.field, self.more, gap=0))
        self.setFocusProxy(self.field)
        self._value_changed(value, tell=False)

    def _mouse_button(self, icon: str, name: str, step: int) -> Button:
        """A button for the mouse; the keyboard has the field itself."""
        button = Button(icon=icon, name=name, on_click=partial(self.field.stepBy, step))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("keyboardTwin", True)
        button.setAutoRepeat(True)
        return button

    def value(self) -> int:
        """The count now."""
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Show a count without telling anybody."""
        self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(False)
        self._value_changed(value, tell=False)

    def _value_changed(self, value: int, *, tell: bool = True) -> None:
        self.less.setEnabled(value > self.field.minimum())
        self.more.setEnabled(value < self.field.maximum())
        if tell:
            self.changed.emit(value)
