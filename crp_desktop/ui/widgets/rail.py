"""The left rail: where one can go, with the present place marked. In a narrow window words go below their icons."""

import re
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.commands import EVERYWHERE, command
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label, text_height

_WIDTH = 216
_NARROW = 60
_ICON_BELOW = 28
_ENDLESS = 10_000
_BELOW = "rail"
"""The kind of text that stands below an icon: it grows a little, so that every word fits a narrow rail."""


def _lines(words: str) -> str:
    """One line for each part that words may be broken into: after a space or a hyphen."""
    return "\n".join(re.findall(r"[^\s-]+-?", words))


def rail_words() -> dict[str, str]:
    """The pages on the rail in order, and what they are called."""
    return {page: command(EVERYWHERE, f"to_{page}").text for page in RAIL_ICONS}


RAIL_ICONS = {
    "home": "house",
    "workshops": "users",
    "findings": "lightbulb",
    "rights": "layout-grid",
    "assessment": "list-checks",
    "print": "printer",
    "settings": "settings",
}


class RailButton(PressButton):
    """One place on the rail; marked while the person is there. `walked(1 or -1)`: an arrow key went down or up."""

    walked = Signal(int)

    def __init__(self, text: str, icon: str, keys: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self._here = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._icon = icon
        self._keys = keys
        self._narrow = False
        self.setToolTip(f"{text} ({keys})")

    def set_narrow(self, narrow: bool) -> None:
        """Show the words below the icon."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def set_here(self, here: bool) -> None:
        """Mark it as the place where we are."""
        self._here = here
        self.setAccessibleDescription(tr("You are here") if here else "")
        self.update()

    def sizeHint(self) -> QSize:
        if self._narrow:
            metrics = QFontMetrics(theme.font(_BELOW))
            widest = max(metrics.horizontalAdvance(part) for part in _lines(self.text()).split("\n"))
            words = text_height(_lines(self.text()), _BELOW, _ENDLESS)
            return QSize(widest + 12, 6 + _ICON_BELOW + 2 + words + 6)
        words = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text()) + theme.px(12)
        return QSize(words + theme.px(20 + 24), theme.px(40))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(1 if event.key() == Qt.Key.Key_Down else -1)
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
        if self._narrow:
            self._paint_below(painter, whole, ink)
        else:
            side = theme.px(20)
            icons.draw(
                painter, self._icon, ink, QRectF(theme.px(12), (whole.height() - side) / 2, side, side)
            )
            painter.setFont(theme.font("strong" if self._here else "body"))
            painter.setPen(theme.colour(ink))
            left = theme.px(12) + side + theme.px(12)
            flags = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(left, 0, whole.width() - left, whole.height()), flags, self.text())

    def _paint_below(self, painter: QPainter, whole: QRectF, ink: str) -> None:
        left = (whole.width() - _ICON_BELOW) / 2
        icons.draw(painter, self._icon, ink, QRectF(left, 6, _ICON_BELOW, _ICON_BELOW))
        painter.setFont(theme.font(_BELOW))
        painter.setPen(theme.colour(ink))
        flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        top = 6 + _ICON_BELOW + 2
        painter.drawText(QRectF(0, top, whole.width(), whole.height() - top), flags, _lines(self.text()))


class Rail(QWidget):
    """Emits `chosen(page)`; `mark` shows where we are; `set_narrow` puts words below icons."""

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
            button = RailButton(words, RAIL_ICONS[page], command(EVERYWHERE, f"to_{page}").key)
            button.clicked.connect(lambda _checked=False, name=page: self.chosen.emit(name))
            button.walked.connect(self._walk)
            self.buttons[page] = button
            layout.addWidget(button)
        self.setLayout(layout)
        self.set_narrow(False)

    def _walk(self, step: int) -> None:
        """From the place with the focus to the one below or above it, round the end."""
        places = list(self.buttons.values())
        here = next((at for at, button in enumerate(places) if button.hasFocus()), 0)
        places[(here + step) % len(places)].setFocus(Qt.FocusReason.OtherFocusReason)

    def set_name(self, name: str) -> None:
        """Show the programme's council at the top."""
        self._name.setText(name)
        self._name.setVisible(bool(name) and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Show every place as its icon with the words below, in as little width as the longest word takes."""
        self._narrow = narrow
        for button in self.buttons.values():
            button.set_narrow(narrow)
        widest = max(button.sizeHint().width() for button in self.buttons.values())
        width = max(_NARROW, ceil((widest + 8) / theme.scale())) if narrow else _WIDTH
        theme.size(self, min_width=width, max_width=width)
        layout = self.layout()
        assert layout is not None
        theme.space(layout, 2, (2, 4, 2, 4) if narrow else (12, 16, 12, 12))
        self._name.setVisible(bool(self._name.text()) and not narrow)

    def mark(self, page: str) -> None:
        """Mark `page` as where we are; "" for none."""
        for name, button in self.buttons.items():
            button.set_here(name == page)
