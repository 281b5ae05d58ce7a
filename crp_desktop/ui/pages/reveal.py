"""Bringing one part of a long page into view."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crp_desktop.ui import theme
from crp_desktop.ui.page import Page

W = TypeVar("W", bound=QWidget)
_LAYERS = 4


def newest(page: Page, kind: type[W], name: str) -> W | None:
    """The part of that object name that was built last: one cleared away just now still hangs on the page."""
    found = page.findChildren(kind, name)
    return found[-1] if found else None


def reveal(page: Page, part: QWidget) -> None:
    """Scroll so that `part` begins near the top of the page, once what was just built is laid out."""
    QTimer.singleShot(0, page, partial(_reveal, page, part))


def _reveal(page: Page, part: QWidget) -> None:
    for _ in range(_LAYERS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    area = page.scroll_area
    inside = area.widget() if area is not None else None
    if area is None or inside is None or not isValid(part) or not inside.isAncestorOf(part):
        return
    top = part.mapTo(inside, QPoint(0, 0)).y()
    area.verticalScrollBar().setValue(max(0, top - theme.px(12)))
