"""Grounds for content: a card, and what a page shows while it has nothing to show."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import Item, column
from crp_desktop.ui.widgets.text import Heading, Label


class Card(QWidget):
    """A rounded surface around a column of items; `layout()` takes more. `ground` is a token."""

    def __init__(
        self, *items: Item, gap: int = 8, margin: int = 16, ground: str = "surface", name: str = ""
    ) -> None:
        super().__init__()
        self._ground = ground
        self.setLayout(column(*items, gap=gap, margins=margin))
        if name:
            self.setAccessibleName(name)

    def column(self) -> QVBoxLayout:
        """The layout inside, to add to."""
        inside: QLayout | None = self.layout()
        assert isinstance(inside, QVBoxLayout)
        return inside

    def set_ground(self, ground: str) -> None:
        """Use another ground (a token)."""
        self._ground = ground
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        paint.fill(painter, QRectF(self.rect()), self._ground, radius=10)


class Icon(QWidget):
    """A picture beside words that already say it; screen readers skip it."""

    def __init__(self, name: str, ink: str = "quiet", side: int = 20) -> None:
        super().__init__()
        self._name = name
        self._ink = ink
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str, ink: str = "") -> None:
        """Show another icon, in another token when given."""
        self._name = name
        self._ink = ink or self._ink
        self.update()

    def sizeHint(self) -> QSize:
        return icons.size(self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme.px(self._side)
        icons.draw(QPainter(self), self._name, self._ink, QRectF(0, (self.height() - side) / 2, side, side))


class EmptyState(QWidget):
    """Nothing here yet: an icon, what this place will hold, what to do next, and the button that does it."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        next_step: str = "",
        button: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "primary",
        other: Button | None = None,
    ) -> None:
        super().__init__()
        heading = Heading(sentence)
        heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = column(None, gap=12, margins=24)
        layout.addWidget(Icon(icon, "quiet", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(heading)
        if next_step:
            more = Label(next_step, ink="quiet")
            more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(more)
        self.button: Button | None = None
        if button:
            self.button = Button(button, on_click, kind=kind)
            layout.addSpacing(theme.px(4))
            layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        if other is not None:
            layout.addWidget(other, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.setLayout(layout)
