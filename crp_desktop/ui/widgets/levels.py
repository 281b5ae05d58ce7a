"""Levels of a statement: five cards to choose from, and the strip that shows how a badge's statements are spread."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QSizePolicy, QWidget

from crp_desktop.domain.assessment import Spread, spread, spread_words
from crp_desktop.domain.i18n import tr
from crp_desktop.ui import icons, theme
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import is_typing
from crp_desktop.ui.widgets.layout import column, flow, row
from crp_desktop.ui.widgets.text import Label, draw_text, text_height

_SIDE_BY_SIDE = 5 * 168


def _ink(level: int) -> str:
    return "on_accent" if level >= 3 else "text"


class LevelCard(QAbstractButton):
    """A radio card: number, name, what it looks like, and that the evidence supports a lower level only."""

    def __init__(self, level: int, name: str, descriptor: str) -> None:
        super().__init__()
        self.level = level
        self._descriptor = descriptor
        self._cap: int | None = None
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(tr("{level}, {name}", level=self.level, name=self.text()))
        self.setAccessibleDescription(f"{self._descriptor} {self._over()}".strip())

    def _over(self) -> str:
        """That this level may be chosen although it is over the cap, "" where it is not."""
        if self._cap is None:
            return ""
        return tr("You can choose this. The evidence supports {cap}.", cap=self._cap)

    def set_descriptor(self, descriptor: str) -> None:
        """Say what this level looks like for another statement."""
        self._descriptor = descriptor
        self._name()
        self.updateGeometry()
        self.update()

    def set_capped(self, cap: int | None) -> None:
        """Say that the evidence supports `cap` only, which is lower; None when it supports this level."""
        self._cap = cap
        self._name()
        self.updateGeometry()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt takes the other cards of an exclusive group out of the reach of Tab here; they are put back."""
        super().focusInEvent(event)
        group = self.parentWidget()
        for card in group.findChildren(LevelCard) if group is not None else ():
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _stacked(self, width: int) -> bool:
        return width < theme.px(300)

    def _text_left(self, width: int) -> int:
        return theme.px(16) if self._stacked(width) else theme.px(16 + 32 + 12)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = width - self._text_left(width) - theme.px(16)
        top = theme.px(12) + (theme.px(40) if self._stacked(width) else 0)
        name = text_height(self.text(), "strong", self._name_room(width, room))
        words = text_height(self._descriptor, "body", room)
        over = text_height(self._over(), "small", room - theme.px(24)) + theme.px(6)
        return top + name + theme.px(4) + words + (over if self._over() else 0) + theme.px(12)

    def _name_room(self, width: int, room: int) -> int:
        """The name leaves room for the tick beside it."""
        return room if self._stacked(width) else room - theme.px(28)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(168), self.heightForWidth(theme.px(168)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(64))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        body = whole.adjusted(3, 3, -3, -3)
        on = self.isChecked()
        paint.fill(
            painter, body, "selected" if on else "hover" if self.underMouse() else "surface", radius=10
        )
        paint.frame(painter, body, "accent" if on else "line", 2 if on else 1, radius=10)
        if self.hasFocus():
            paint.ring(painter, whole, radius=12)
        self._paint_number(painter, on)
        left = self._text_left(self.width())
        room = self.width() - left - theme.px(16)
        y = theme.px(12) + (theme.px(40) if self._stacked(self.width()) else 0)
        name_room = self._name_room(self.width(), room)
        y += draw_text(painter, QRectF(left, y, name_room, 0), self.text(), "strong", "text") + theme.px(4)
        y += draw_text(painter, QRectF(left, y, room, 0), self._descriptor, "body", "text") + theme.px(6)
        if self._over():
            icons.draw(painter, "info", "quiet", QRectF(left, y, theme.px(16), theme.px(16)))
            words = QRectF(left + theme.px(24), y, room - theme.px(24), 0)
            draw_text(painter, words, self._over(), "small", "quiet")

    def _paint_number(self, painter: QPainter, on: bool) -> None:
        side = theme.px(32)
        disc = QRectF(theme.px(16), theme.px(12), side, side)
        paint.fill(painter, disc, f"level_{self.level}", radius=16)
        painter.setFont(theme.font("section"))
        painter.setPen(theme.colour(_ink(self.level)))
        painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), str(self.level))
        right = self.width() - theme.px(16) - theme.px(20)
        if on:
            top = theme.px(18 if self._stacked(self.width()) else 12)
            icons.draw(painter, "circle-check", "accent", QRectF(right, top, theme.px(20), theme.px(20)))


class LevelCards(QWidget):
    """Five cards, 0 to 4: side by side where there is room, else one below the other. Digits and arrows choose too.

    `names` are the framework's names of the levels, `descriptors` what each looks like for the statement.
    `chosen(int)` follows the person only; `level()` is None while none is chosen. `typed(text)`: words were begun here.
    """

    chosen = Signal(int)
    typed = Signal(str)

    def __init__(self, names: Sequence[str], descriptors: Sequence[str] = ("", "", "", "", "")) -> None:
        super().__init__()
        self.setAccessibleName(tr("Level"))
        self._group = QButtonGroup(self)
        self._box = column(gap=8)
        said = enumerate(zip(names, descriptors, strict=True))
        self.cards = [LevelCard(level, name, text) for level, (name, text) in said]
        for card in self.cards:
            self._group.addButton(card, card.level)
            self._box.addWidget(card, 1)
        self._group.idClicked.connect(self.chosen.emit)
        self.setLayout(self._box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_descriptors(self, descriptors: Sequence[str]) -> None:
        """Show what the levels look like for another statement, 0 to 4."""
        for card, text in zip(self.cards, descriptors, strict=True):
            card.set_descriptor(text)

    def set_level(self, level: int | None) -> None:
        """Show a level as chosen without telling anybody; None for not assessed."""
        self._group.setExclusive(False)
        for card in self.cards:
            card.setChecked(card.level == level)
            card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.setExclusive(True)

    def level(self) -> int | None:
        """The level chosen, None for none."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else chosen

    def set_cap(self, cap: int | None) -> None:
        """Mark every level above `cap`; None for no cap."""
        for card in self.cards:
            card.set_capped(cap if cap is not None and card.level > cap else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("0", "1", "2", "3", "4"):
            card = self.cards[int(event.text())]
            card.setFocus()
            card.click()
        elif is_typing(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= theme.px(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)


class LevelLegend(QWidget):
    """One line that says what the numbers in the squares stand for: each level's square and its name."""

    def __init__(self, names: Mapping[int, str]) -> None:
        super().__init__()
        said = [_Sample(level, name) for level, name in sorted(names.items())]
        self.setLayout(column(flow(*said, _Sample(None, tr("not assessed yet")), gap=16), gap=0))
        self.setAccessibleName(
            tr("Levels: {names}", names=", ".join(f"{level} {name}" for level, name in sorted(names.items())))
        )


class _Sample(QWidget):
    """A square of a level and its name."""

    def __init__(self, level: int | None, name: str) -> None:
        super().__init__()
        square = SpreadStrip(spread({"": level}), {} if level is None else {level: name})
        self.setLayout(row(square, Label(name, "quiet", "quiet", wrap=False), gap=6))


class SpreadStrip(QWidget):
    """One square a statement, in the statements' order, its level inside; a dashed one for each not assessed.

    `names` are the framework's names of the levels by number; `name` says whose spread it is.
    """

    def __init__(self, found: Spread, names: Mapping[int, str], name: str = "") -> None:
        super().__init__()
        self._names = names
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_spread(found)

    def set_spread(self, found: Spread) -> None:
        """Show the spread of another badge or period."""
        self._levels = found.in_order
        said = spread_words(found, self._names)
        self.setAccessibleName(f"{self._name}: {said}" if self._name else said)
        self.setToolTip(escape(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        count = len(self._levels)
        return QSize(count * theme.px(24) + max(count - 1, 0) * theme.px(3), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), theme.px(120)), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        count = max(len(self._levels), 1)
        gap = theme.px(3)
        side = min(theme.px(24), (self.width() - gap * (count - 1)) / count)
        painter.setFont(theme.font("small"))
        for index, level in enumerate(self._levels):
            where = QRectF(index * (side + gap), 0, side, theme.px(24))
            if level is None:
                paint.frame(painter, where, "outline", 1.2, radius=5, style=Qt.PenStyle.DashLine)
                painter.setPen(theme.colour("quiet"))
            else:
                paint.fill(painter, where, f"level_{level}", radius=5)
                painter.setPen(theme.colour(_ink(level)))
            if side >= QFontMetrics(painter.font()).horizontalAdvance("4"):
                painter.drawText(
                    where, int(Qt.AlignmentFlag.AlignCenter), "–" if level is None else str(level)
                )
