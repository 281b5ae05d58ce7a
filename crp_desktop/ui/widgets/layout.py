"""Layouts whose gaps follow the text size: columns, rows, and a flow that wraps."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from crp_desktop.ui import theme

L = TypeVar("L", bound=QBoxLayout)
Item = QWidget | QLayout | int | None
Margins = int | tuple[int, int, int, int]


def column(*items: Item, gap: int = 8, margins: Margins = 0) -> QVBoxLayout:
    """A vertical layout. An int item is a space in pixels at 100%, None is a stretch."""
    return _filled(QVBoxLayout(), items, gap, margins)


def row(*items: Item, gap: int = 8, margins: Margins = 0) -> QHBoxLayout:
    """A horizontal layout. An int item is a space, None is a stretch."""
    return _filled(QHBoxLayout(), items, gap, margins)


def _filled(layout: L, items: tuple[Item, ...], gap: int, margins: Margins) -> L:
    theme.space(layout, gap, (margins,) * 4 if isinstance(margins, int) else margins)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(theme.px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)
    return layout


def panel(layout: QLayout, name: str = "") -> QWidget:
    """A bare widget around a layout, with an accessible name when it groups controls."""
    made = QWidget()
    made.setLayout(layout)
    if name:
        made.setAccessibleName(name)
    return made


class WithinScreen(QWidget):
    """The whole of a window's content: it asks for no more than the least screen has (1280 x 720 at 150%, less the
    frame), so that the window stays as large as the person made it, whatever the page in view and the text size."""

    MOST = QSize(840, 400)

    def __init__(self, layout: QLayout) -> None:
        super().__init__()
        self.setLayout(layout)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().boundedTo(self.MOST)


def clear(layout: QLayout, keep: Iterable[QWidget] = ()) -> None:
    """Take every widget and inner layout out of `layout` and delete them; `keep` are left to be added again."""
    kept = list(keep)
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None and widget in kept:
            continue
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner, kept)
            inner.deleteLater()


class FlowLayout(QLayout):
    """Places widgets in reading order and wraps; its height follows its width. Those of a line are centred, or with
    `foot` stand on one foot, as buttons do beside fields with their labels above."""

    def __init__(
        self, *widgets: QWidget, gap: int = 8, line_gap: int | None = None, foot: bool = False
    ) -> None:
        super().__init__()
        self._foot = foot
        self._items: list[QLayoutItem] = []
        self._line_gap = gap if line_gap is None else line_gap
        theme.space(self, gap)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in shown) + self.spacing() * max(len(shown) - 1, 0)
        return self._with_margins(QSize(width, max((hint.height() for hint in shown), default=0)))

    def minimumSize(self) -> QSize:
        least = QSize(0, 0)
        for item in self._items:
            if not item.isEmpty():
                least = least.expandedTo(item.minimumSize())
        return self._with_margins(least)

    def _with_margins(self, inner: QSize) -> QSize:
        m = self.contentsMargins()
        return inner + QSize(m.left() + m.right(), m.top() + m.bottom())

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay the items out in `rect`; the height they need, margins included."""
        m = self.contentsMargins()
        area = rect.marginsRemoved(m)
        y, line_gap = area.y(), theme.px(self._line_gap)
        for line in self._lines(max(area.width(), 1)):
            height = max(size.height() for _, size in line)
            x = area.x()
            for item, size in line:
                if move:
                    above = height - size.height()
                    place = QRect(QPoint(x, y + (above if self._foot else above // 2)), size)
                    item.setGeometry(self._mirrored(place, area))
                x += size.width() + self.spacing()
            y += height + line_gap
        return y - area.y() - (line_gap if y > area.y() else 0) + m.top() + m.bottom()

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            held = size.width() > width or size.width() == item.maximumSize().width()
            if size.width() > width:
                size.setWidth(max(width, item.minimumSize().width()))
            if held and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not lines or used + self.spacing() + size.width() > width:
                lines.append([(item, size)])
                used = size.width()
            else:
                lines[-1].append((item, size))
                used += self.spacing() + size.width()
        return lines

    def _mirrored(self, place: QRect, area: QRect) -> QRect:
        owner = self.parentWidget()
        if owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(area.right() - (place.x() - area.x()))
        return place


def flow(*widgets: QWidget, gap: int = 8, name: str = "") -> QWidget:
    """A widget whose children flow and wrap."""
    made = panel(FlowLayout(*widgets, gap=gap), name)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
