"""A count with minus and plus: for numbers of people, votes, minutes."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.fields import NumberField
from crp_desktop.ui.widgets.layout import row

SETTLES_MS = 400


class Stepper(QWidget):
    """One stop for Tab: arrows, plus, minus, page keys or digits change it. `moved(int)` follows every press,
    `changed(int)` once for presses in quick succession, 0.4 s after the last or when the focus goes: one step to undo.
    `nought` are words for the least value, such as "Any".
    """

    moved = Signal(int)
    changed = Signal(int)

    def __init__(
        self,
        name: str,
        value: int = 0,
        least: int = 0,
        most: int = 999,
        *,
        step: int = 1,
        nought: str = "",
    ) -> None:
        super().__init__()
        self._told = value
        self._untold = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLES_MS)
        self._settling.timeout.connect(self.settle)
        self.field = NumberField(name, value, least, most)
        self.field.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.field.setSingleStep(step)
        self.field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.field.setSpecialValueText(nought)
        theme.size(self.field, min_width=56, max_width=72)
        self.field.valueChanged.connect(self._value_changed)
        self.field.left.connect(self.settle)
        self.field.undoing.connect(self.settle)
        self.less = self._mouse_button("minus", tr("One less: {name}", name=name), -1)
        self.more = self._mouse_button("plus", tr("One more: {name}", name=name), 1)
        self.setLayout(row(self.less, self.field, self.more, gap=0))
        self.setFocusProxy(self.field)
        self._enable(value)

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
        """Show a count without telling anybody; a count that a person is pressing stands."""
        if self._untold:
            return
        self.field.blockSignals(True)
        self.field.setValue(value)
        self.field.blockSignals(False)
        self._told = self.value()
        self._enable(value)

    def settle(self) -> None:
        """Tell of presses that nobody was told of yet."""
        self._settling.stop()
        if self._untold:
            self._untold = False
            if self._told != self.value():
                self._told = self.value()
                self.changed.emit(self._told)

    def hideEvent(self, event: QHideEvent) -> None:
        self.settle()
        super().hideEvent(event)

    def _value_changed(self, value: int) -> None:
        self._enable(value)
        self._untold = True
        self._settling.start()
        self.moved.emit(value)

    def _enable(self, value: int) -> None:
        self.less.setEnabled(value > self.field.minimum())
        self.more.setEnabled(value < self.field.maximum())
