"""Tab goes in reading order, which is the order of the layouts; a focus that is lost goes to the nearest control."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLayout, QMainWindow, QScrollArea, QWidget
from shiboken6 import isValid


def reading_order(top: QWidget) -> list[QWidget]:
    """Every control of `top` that Tab should reach, in order."""
    return [widget for widget in _walk(top) if _takes_tab(widget, top)]


def _takes_tab(widget: QWidget, top: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisibleTo(top)
        and widget.focusProxy() is None
    )


def _walk(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    children = [child for child in widget.children() if isinstance(child, QWidget)]
    for child in dict.fromkeys((*_in_layout(widget.layout(), children), *children)):
        if not child.isWindow() and child.isVisibleTo(widget):
            yield from _walk(child)


def _in_layout(layout: QLayout | None, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of a widget's children that stand in a layout of its, in order.

    Never by `itemAt`: PySide keeps the item it gives for as long as the layout lives, and is not told when Qt deletes
    it; whatever comes to stand in its memory is then taken for it, which ended the program.
    """
    if layout is None or isinstance(layout.parent(), QMainWindow):
        return
    placed: dict[int, QWidget | QLayout] = {layout.indexOf(one): one for one in children}
    placed |= {layout.indexOf(one): one for one in layout.children() if isinstance(one, QLayout)}
    for index in sorted(placed):
        part = placed[index]
        if isinstance(part, QLayout):
            yield from _in_layout(part, children)
        elif index >= 0:
            yield part


def move(top: QWidget, forward: bool) -> bool:
    """Give the focus to the control after (or before) the present one; call from `focusNextPrevChild` of a window."""
    order = reading_order(top)
    if not order:
        return False
    now = QApplication.focusWidget()
    while now is not None and now not in order and now is not top:
        now = now.parentWidget()
    step = 1 if forward else -1
    at = order.index(now) if now in order else (-1 if forward else 0)
    target = order[(at + step) % len(order)]
    target.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    show(target)
    return True


def is_lost(widget: QWidget | None) -> bool:
    """Whether what had the focus cannot take keys any more: hidden, disabled, taken out of the window, or nothing."""
    return widget is None or not isValid(widget) or not (widget.isVisible() and widget.isEnabled())


def centre_in(widget: QWidget, top: QWidget) -> QPoint | None:
    """The middle of a widget in the coordinates of `top`; None when it is not inside."""
    return widget.mapTo(top, widget.rect().center()) if top.isAncestorOf(widget) else None


def nearest(top: QWidget, centre: QPoint) -> QWidget | None:
    """The control of `top` nearest to a point, rather at the point's height or below it than above."""
    order = reading_order(top)
    return min(order, key=lambda one: _distance(one, top, centre)) if order else None


def _distance(widget: QWidget, top: QWidget, centre: QPoint) -> int:
    area = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
    down = area.top() - centre.y() if area.top() > centre.y() else 2 * max(centre.y() - area.bottom(), 0)
    across = max(area.left() - centre.x(), centre.x() - area.right(), 0)
    return down * 4 + across


def next_area(areas: list[QWidget], forward: bool) -> None:
    """Give the focus to the first control of the area after (or before) the one that has it."""
    reachable = [area for area in areas if area.isVisible() and reading_order(area)]
    now = QApplication.focusWidget()
    inside = (place for place, area in enumerate(reachable) if now is not None and area.isAncestorOf(now))
    at = next(inside, -1 if forward else 0)
    if reachable:
        target = reachable[(at + (1 if forward else -1)) % len(reachable)]
        reading_order(target)[0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def show(widget: QWidget) -> None:
    """Scroll every area around `widget` so that it can be seen."""
    parent = widget.parentWidget()
    while parent is not None:
        inside = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and inside is not None and inside.isAncestorOf(widget):
            parent.ensureWidgetVisible(widget, 16, 24)
        parent = parent.parentWidget()
