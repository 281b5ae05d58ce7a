"""What every page on the left rail is."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import StepInfo
from crp_desktop.ui import commands, focus, theme
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.layout import FlowLayout, column
from crp_desktop.ui.widgets.scroll import DownScroll


@dataclass(frozen=True, slots=True)
class Concern:
    """What a page knows when somebody opens Contacts on it: the workshop, and the notes chosen there."""

    workshop_id: str = ""
    words: str = ""
    note_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a page was last shown: kinds of record, and the records, with what they are parts of; None
    for any."""

    kinds: frozenset[RecordKind] = frozenset()
    records: frozenset[tuple[RecordKind, str]] | None = frozenset()

    @classmethod
    def of(cls, step: StepInfo) -> "Changes":
        """What one step changed."""
        records = step.rows | step.owners if 0 < len(step.rows) <= _MOST else None
        return cls(step.touched, records)

    def __or__(self, other: "Changes") -> "Changes":
        known = None if self.records is None or other.records is None else self.records | other.records
        return Changes(self.kinds | other.kinds, known if known is not None and len(known) <= _MOST else None)

    def ids(self, kind: RecordKind) -> frozenset[str] | None:
        """The records of a kind that changed, or parts of which did; None for any."""
        if self.records is None:
            return None
        return frozenset(record_id for one, record_id in self.records if one is kind)


_MOST = 500
"""So many changed records are told one by one."""


class Page(QWidget):
    """A page: build the content in `__init__` into `self.body`, fill it in `refresh`.

    Class attributes: `name` is what `nav.go` calls it; `interests` are the kinds of record that it shows, whose
    changes make it refresh; `scrolls` puts the body into a scroll area that goes down only (False for pages that fill
    the height themselves); `section` is the rail entry to mark when it is not the page's own; `bare` hides rail and
    status strip (welcome); `dense` pages give up the line of their purpose at large text, where every line is wanted
    below.
    """

    name: ClassVar[str]
    interests: ClassVar[frozenset[RecordKind]] = frozenset()
    scrolls: ClassVar[bool] = True
    section: ClassVar[str] = ""
    bare: ClassVar[bool] = False
    dense: ClassVar[bool] = False

    touched: Changes | None = None
    """Set before each `refresh`: what changed since the last one, None for anything."""

    header_changed = Signal()
    problem_met = Signal(object)
    announced = Signal(str)
    file_saved = Signal(object)
    """Path: a file was saved; the window says where, and offers to open it."""

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__()
        self.ops = ops
        self.nav = nav
        self.setAccessibleName(self.title())
        self.header_actions = QWidget()
        self.header_actions.setLayout(FlowLayout(gap=4))
        self.header_actions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.body: QVBoxLayout = column(gap=16, margins=(24, 8, 24, 24))
        if self.scrolls:
            inside = QWidget()
            inside.setLayout(self.body)
            self.scroll_area: QScrollArea | None = DownScroll(inside)
            self.setLayout(column(self.scroll_area, gap=0))
        else:
            self.scroll_area = None
            self.setLayout(self.body)

    def concerned(self, *kinds: RecordKind) -> bool:
        """Whether records of one of these kinds may have changed since the last `refresh`."""
        return self.touched is None or not self.touched.kinds.isdisjoint(kinds)

    def title(self) -> str:
        """The page's title, in the header."""
        raise NotImplementedError

    def purpose(self) -> str:
        """One line that says what this page is for."""
        return ""

    def purpose_in_view(self) -> str:
        """The purpose, as far as there is room for it now."""
        return "" if self.dense and theme.scale() >= theme.LARGE else self.purpose()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self.dense and event.type() == QEvent.Type.StyleChange:
            self.header_changed.emit()

    def refresh(self) -> None:
        """Ask the services again and show what they say. The window keeps focus and scroll around it."""

    def redraw(self) -> None:
        """Refresh now, after something that no step tells of; focus and scroll stay where they are."""
        with place_kept(self):
            self.refresh()

    def show_target(self, **target: Any) -> None:
        """Show what `nav.go(page, **target)` named; called with nothing when nothing was named."""

    def first_focus(self) -> QWidget | None:
        """The control that takes the focus when the person arrives; None leaves it on the rail."""
        return None

    def go_on_at(self) -> QWidget | None:
        """The control where work goes on when the one with the focus is gone; None for the nearest."""
        return None

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """(keys, what they do) of this page, for the shortcuts dialog."""
        return commands.listed(self.name)

    def concern(self) -> Concern:
        """What a record of a concern about a child would start from, when it is begun on this page."""
        return Concern()

    def words_gone(self, words: tuple[str, ...]) -> None:
        """Called when these words were filed separately or erased: they must stand nowhere on the page any more."""

    def leaving(self) -> None:
        """Called before another page is shown, the programme is locked or the window closes: save what is typed."""

    def save_typed(self) -> None:
        """Called before a panel is opened over the page, which goes on under it: save what is typed."""
        self.leaving()

    def typed(self) -> dict[str, tuple[str, Mapping[str, str]]]:
        """What stands in fields and could not be put on disk, {draft place: (text, context)}: a copy takes it along."""
        return {}

    def unsaved(self) -> str:
        """What of this page the disk would not take, in words; "" while everything is on disk."""
        return ""

    def set_actions(self, *buttons: QWidget) -> None:
        """Put buttons beside the title in the header; at most one of them primary."""
        layout = self.header_actions.layout()
        assert layout is not None
        for button in buttons:
            layout.addWidget(button)

    def announce(self, words: str) -> None:
        """Tell a screen reader, and show for a moment, that something happened which cannot be seen here."""
        self.announced.emit(words)

    def show_problem(self, problem: Problem) -> None:
        """Show a problem in the bar at the top of the page."""
        self.problem_met.emit(problem)


@dataclass(frozen=True, slots=True)
class PageEntry:
    """Where a page's class is; it is imported and made on the first visit."""

    name: str
    module: str
    cls: str

    def make(self, ops: Operations, nav: Navigation) -> Page:
        """Import the module and make the page."""
        page: Page = getattr(import_module(self.module), self.cls)(ops, nav)
        return page


def focus_in(page: QWidget) -> tuple[str, ...]:
    """Where the focus is in a page, for `control_at` to find again; empty when it is elsewhere."""
    focused = QApplication.focusWidget()
    return _path(focused, page) if focused is not None and page.isAncestorOf(focused) else ()


def control_at(path: tuple[str, ...], page: QWidget) -> QWidget | None:
    """The control that `focus_in` told of, or the one that was made in its place; None when there is none."""
    return _find(path, page) if path else None


def _path(widget: QWidget, top: QWidget) -> tuple[str, ...]:
    """Names from `top` down to `widget`, to find its successor after a rebuild."""
    names: list[str] = []
    at: QWidget | None = widget
    while at is not None and at is not top:
        names.append(at.objectName() or f"{type(at).__name__}:{at.accessibleName()}")
        at = at.parentWidget()
    return tuple(reversed(names))


def _find(path: tuple[str, ...], top: QWidget) -> QWidget | None:
    for widget in top.findChildren(QWidget):
        if widget.isVisibleTo(top) and widget.focusPolicy() and path and _path(widget, top) == path:
            return widget
    return None


@contextmanager
def place_kept(page: QWidget) -> Iterator[None]:
    """Keep the focus and every scroll position over a rebuild of the page's content.

    A control that was rebuilt is found again by its `objectName`, or by its type and accessible name.
    """
    focused = QApplication.focusWidget()
    inside = focused is not None and page.isAncestorOf(focused)
    path = _path(focused, page) if focused is not None and inside else ()
    centre = focus.centre_in(focused, page) if focused is not None else None
    bars = [
        (bar, bar.value())
        for area in page.findChildren(QAbstractScrollArea)
        for bar in (area.verticalScrollBar(), area.horizontalScrollBar())
        if bar.value()
    ]
    yield
    show_new(page)
    for bar, value in bars:
        if isValid(bar):
            bar.setValue(value)
    if inside and focus.is_lost(focused):
        put_focus(page, _find(path, page), centre)


def put_focus(page: QWidget, wanted: QWidget | None, centre: QPoint | None) -> None:
    """Give the focus to a control of a page: the wanted one, else where work goes on there, else the nearest to where
    it was, else the first."""
    if wanted is None and isinstance(page, Page):
        wanted = page.go_on_at()
    if wanted is None or focus.is_lost(wanted):
        wanted = focus.nearest(page, centre if centre is not None else QPoint(0, 0))
    if wanted is not None:
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        focus.show(wanted)


def show_new(page: QWidget) -> None:
    """Show and lay out at once what was just made; Qt would do it when the event loop comes round."""
    for widget in page.findChildren(QWidget):
        if widget.isHidden() and not widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            widget.show()
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
