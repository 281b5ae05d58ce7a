"""The button: primary (one a page), plain, quiet, danger; text, icon or both."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QWidget

from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint

_GROUNDS = {
    "primary": ("accent", "accent_hover", "accent_pressed", "on_accent"),
    "plain": ("surface", "hover", "pressed", "text"),
    "quiet": ("", "hover", "pressed", "text"),
    "danger": ("danger", "danger_hover", "danger_hover", "on_danger"),
    "link": ("", "hover", "pressed", "accent"),
}
_OUTER = 3


def is_enter(event: QKeyEvent) -> bool:
    """Whether Enter was pressed, by itself and once: it presses every button of ours, as Space does."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()


def is_typing(event: QKeyEvent) -> bool:
    """Whether a key writes a letter, a digit or a sign: no space, which presses, and no shortcut."""
    command = (
        Qt.KeyboardModifier.ControlModifier
        | Qt.KeyboardModifier.AltModifier
        | Qt.KeyboardModifier.MetaModifier
    )
    return not event.modifiers() & command and event.text().isprintable() and bool(event.text().strip())


class PressButton(QAbstractButton):
    """A button of a look of its own, that Tab reaches and Enter presses; not squeezed unless it says how far."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)


class Button(QPushButton):
    """A button that paints itself: a ring with a gap when it has the focus, and never a cut-off word. Enter presses it.

    `kind` is "primary", "plain", "quiet", "danger" or "link". Without a visible text pass `name`, which becomes
    the accessible name and the tooltip; `keys` is shown there too. "&" in `text` marks a mnemonic: double it in
    user text.
    """

    def __init__(
        self,
        text: str = "",
        on_click: Callable[[], object] | None = None,
        *,
        kind: str = "plain",
        icon: str = "",
        name: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self._icon = icon
        self._keys = keys
        self._target = theme.TARGET
        self._suggested = False
        self.setProperty("painted", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(kind == "primary")
        self.set_name(name)
        if on_click is not None:
            self.clicked.connect(lambda _checked=False: on_click())

    def set_name(self, name: str) -> None:
        """Set the accessible name and tooltip of a button whose face does not say it all."""
        if name:
            self.setAccessibleName(name)
        tip = " ".join(part for part in (name, f"({self._keys})" if self._keys else "") if part)
        self.setToolTip(tip if not self.text() or name or self._keys else "")

    def describe(self, does: str) -> None:
        """Say what it does, where its face is too short for that: as its tooltip and to screen readers."""
        self.setAccessibleDescription(does)
        self.setToolTip(f"{does} ({self._keys})" if self._keys else does)

    def set_icon(self, icon: str) -> None:
        """Show another icon, by name; "" for none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Become "primary", "plain", "quiet", "danger" or "link"."""
        self._kind = kind
        self.update()

    def set_suggested(self, why: str) -> None:
        """Mark it with a dashed outline as what may be meant, and say why; "" takes the mark away."""
        self._suggested = bool(why)
        self.setAccessibleDescription(why)
        self.update()

    def set_big(self) -> None:
        """Be 44 pixels high, for young people's hands and for big choices."""
        self._target = theme.BIG_TARGET
        self.updateGeometry()

    def _font_kind(self) -> str:
        return "strong" if self._kind in ("primary", "danger") else "body"

    def _face(self) -> str:
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def sizeHint(self) -> QSize:
        words = (
            QFontMetrics(theme.font(self._font_kind())).horizontalAdvance(self._face()) + 1
            if self.text()
            else 0
        )
        icon = theme.px(18) if self._icon else 0
        gap = theme.px(8) if words and icon else 0
        side = theme.px(12 if words else 7)
        height = theme.px(self._target) + 2 * _OUTER
        return QSize(max(words + icon + gap + 2 * side + 2 * _OUTER, height), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        body = whole.adjusted(_OUTER, _OUTER, -_OUTER, -_OUTER)
        ink = self._paint_ground(painter, body)
        if self.hasFocus():
            paint.ring(painter, whole, theme.RADIUS + 2)
        self._paint_face(painter, body, ink)

    def _paint_ground(self, painter: QPainter, body: QRectF) -> str:
        rest, hover, pressed, ink = _GROUNDS[self._kind]
        if not self.isEnabled():
            if rest:
                paint.fill(painter, body, "disabled_ground")
            return "disabled"
        ground = pressed if self.isDown() else hover if self.underMouse() else rest
        if self.isChecked():
            ground, ink = "selected", "accent"
        if ground:
            paint.fill(painter, body, ground)
        if self._kind == "plain":
            dashed = self._suggested and not self.isChecked()
            style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
            paint.frame(painter, body, "accent" if dashed or self.isChecked() else "line", style=style)
        return ink

    def _paint_face(self, painter: QPainter, body: QRectF, ink: str) -> None:
        font = theme.font(self._font_kind())
        words = QFontMetrics(font).horizontalAdvance(self._face()) + 1 if self.text() else 0
        icon = theme.px(18) if self._icon else 0
        gap = theme.px(8) if words and icon else 0
        x = body.x() + (body.width() - words - icon - gap) / 2
        if self._icon:
            icons.draw(painter, self._icon, ink, QRectF(x, body.center().y() - icon / 2, icon, icon))
        if words:
            painter.setFont(font)
            painter.setPen(theme.colour(ink))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextHideMnemonic
            painter.drawText(
                QRectF(x + icon + gap, body.y(), words + 2, body.height()), int(flags), self.text()
            )
