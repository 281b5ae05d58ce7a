"""The left rail: where one can go, with the present place marked. Icons only when the window is narrow."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from crp_desktop.domain.words import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import is_enter
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label

_WIDTH = 216
_NARROW = 60


def rail_words() -> dict[str, str]:
    """The pages on the rail in order, and what they are called."""
    return {
        "home": tr("Home"),
        "workshops": tr("Workshops"),
        "findings": tr("Findings"),
        "rights": tr("Rights map"),
        "assessment": tr("Self-assessment"),
        "print": tr("Print"),
        "settings": tr("Settings"),
    }


RAIL_ICONS = {
    "home": "house",
    "workshops": "users",
    "findings": "lightbulb",
    "rights": "layout-grid",
    "assessment": "list-checks",
    "print": "printer",
    "settings": "settings",
}
RAIL_KEYS = {
    "home": "Ctrl+Shift+H",
    "workshops": "Ctrl+Shift+W",
    "findings": "Ctrl+Shift+F",
    "rights": "Ctrl+Shift+R",
    "assessment": "Ctrl+Shift+A",
    "print": "Ctrl+Shift+P",
    "settings": "Ctrl+,",
}


class RailButton(QAbstractButton):
    """One place on the rail; marked while the person is there."""

    def __init__(self, text: str, icon: str, keys: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._here = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._keys = keys
        self._narrow = False
        self.setToolTip(f"{text} ({keys})")

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def set_here(self, here: bool) -> None:
        """Mark it as the place where we are."""
        self._here = here
        self.setAccessibleDescription(tr("You are here") if here else "")
        self.update()

    def sizeHint(self) -> QSize:
        words = (
            0
            if self._narrow
            else QFontMetrics(theme.font("strong")).horizontalAdvance(self.text()) + theme.px(12)
        )
        return QSize(words + theme.px(20 + 24), theme.px(40))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        ground = (
            "selected" if self._here else "pressed" if self.isDown() else "hover" if self.underMouse() else ""
        )
        if ground:
            paint.fill(painter, whole.adjusted(1, 1, -1, -1), ground, radius=8)
        if self.hasFocus():
            paint.ring(painter, whole, radius=8)
        ink = "accent" if self._here else "text"
        side = theme.px(20)
        x = (whole.width() - side) / 2 if self._narrow else theme.px(12)
        icons.draw(painter, self._icon, ink, QRectF(x, (whole.height() - side) / 2, side, side))
        if not self._narrow:
            painter.setFont(theme.font("strong" if self._here else "body"))
            painter.setPen(theme.colour(ink))
            left = theme.px(12) + side + theme.px(12)
            flags = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(left, 0, whole.width() - left, whole.height()), flags, self.text())


class Rail(QWidget):
    """Emits `chosen(page)`; `mark` shows where we are; `set_narrow` folds it to icons."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pages"))
        self._name = Label("", "strong")
        self._name.setContentsMargins(theme.px(12), 0, 0, 0)
        self._narrow = False
        self.buttons: dict[str, RailButton] = {}
        layout = column(self._name, 8, gap=2, margins=(12, 16, 12, 12))
        for page, words in rail_words().items():
            if page == "settings":
                layout.addStretch(1)
            button = RailButton(words, RAIL_ICONS[page], RAIL_KEYS[page])
            button.clicked.connect(lambda _checked=False, name=page: self.chosen.emit(name))
            self.buttons[page] = button
            layout.addWidget(button)
        self.setLayout(layout)
        self.set_narrow(False)

    def set_name(self, name: str) -> None:
        """Show the programme's council at the top."""
        self._name.setText(name)
        self._name.setVisible(bool(name) and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only."""
        self._narrow = narrow
        width = _NARROW if narrow else _WIDTH
        theme.size(self, min_width=width, max_width=width)
        layout = self.layout()
        assert layout is not None
        theme.space(layout, 2, (8, 16, 8, 12) if narrow else (12, 16, 12, 12))
        self._name.setVisible(bool(self._name.text()) and not narrow)
        for button in self.buttons.values():
            button.set_narrow(narrow)

    def mark(self, page: str) -> None:
        """Mark `page` as where we are; "" for none."""
        for name, button in self.buttons.items():
            button.set_here(name == page)
