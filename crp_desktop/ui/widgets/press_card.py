"""A card that is one large button: a name, and lines that say what choosing it brings."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import PressButton
from crp_desktop.ui.widgets.text import draw_text, text_height

_SIDE = 14
_ICON = 20
_EDGE = 3


class PressCard(PressButton):
    """Pressed anywhere, by click, Space or Enter. `lines` are its quiet lines below `name`; all of it wraps."""

    def __init__(self, name: str, lines: tuple[str, ...], icon: str, on_click: Callable[[], object]) -> None:
        super().__init__()
        self._name, self._lines, self._icon = name, tuple(line for line in lines if line), icon
        self.setAccessibleName(name)
        self.setAccessibleDescription(" ".join(self._lines))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: on_click())

    def _left(self) -> int:
        return theme.px(_SIDE) + theme.px(_ICON) + theme.px(10)

    def _room(self, width: int) -> int:
        return max(width - self._left() - theme.px(_SIDE), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._room(width)
        words = text_height(self._name, "strong", room)
        words += sum(text_height(line, "quiet", room) for line in self._lines)
        return max(words + 2 * theme.px(8) + 2 * _EDGE, theme.px(theme.BIG_TARGET))

    def sizeHint(self) -> QSize:
        width = theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(theme.BIG_TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        body = whole.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        ground = "pressed" if self.isDown() else "hover" if self.underMouse() else "surface"
        paint.fill(painter, body, ground, radius=8)
        paint.frame(painter, body, "line", radius=8)
        if self.hasFocus():
            paint.ring(painter, whole, radius=10)
        side, y = theme.px(_ICON), float(_EDGE + theme.px(8))
        icons.draw(painter, self._icon, "quiet", QRectF(theme.px(_SIDE), y, side, side))
        left, room = self._left(), self._room(self.width())
        y += draw_text(painter, QRectF(left, y, room, 0), self._name, "strong", "text")
        for line in self._lines:
            y += draw_text(painter, QRectF(left, y, room, 0), line, "quiet", "quiet")
