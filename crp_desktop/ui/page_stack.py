"""The pages that were made so far, one of them in view."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import StepInfo
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Changes, Page, PageEntry
from crp_desktop.ui.widgets.card import EmptyState


class PageStack(QStackedWidget):
    """Makes a page on its first visit and knows which have to ask the services again. `made(Page)` follows each."""

    made = Signal(object)

    def __init__(self, ops: Operations, nav: Navigation, entries: tuple[PageEntry, ...]) -> None:
        super().__init__()
        self._ops, self._nav = ops, nav
        self._entries = {entry.name: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._stale: dict[str, Changes | None] = {}

    def minimumSizeHint(self) -> QSize:
        """What the page in view needs; Qt would ask for the most that any page needs."""
        page = self.currentWidget()
        return page.minimumSizeHint() if page is not None else QSize()

    def pages(self) -> Iterable[Page]:
        """The pages made so far."""
        return self._pages.values()

    def page(self, name: str) -> Page | None:
        """A page that was made, None for one that was not."""
        return self._pages.get(name)

    def can_make(self, name: str) -> bool:
        """Whether there is a page of that name that was not made yet."""
        return name in self._entries and name not in self._pages

    def make(self, name: str) -> Page:
        """Make a page; what goes wrong in that is raised on."""
        page = self._entries[name].make(self._ops, self._nav)
        self._pages[name] = page
        self._stale[name] = None
        self.addWidget(page)
        self.made.emit(page)
        return page

    def touch(self, step: StepInfo) -> None:
        """A step changed records: the pages that they interest are stale."""
        changes = Changes.of(step)
        for name, page in self._pages.items():
            before = self._stale.get(name, Changes())
            if before is not None and changes.kinds & page.interests:
                self._stale[name] = before | Changes(changes.kinds & page.interests, changes.records)

    def is_stale(self, name: str) -> bool:
        """Whether something that a page shows has changed since it was last refreshed."""
        return name in self._stale

    def spoil(self, name: str) -> None:
        """Let a page ask for everything anew when it is shown next."""
        self._stale[name] = None

    def refresh(self, page: Page) -> None:
        """Let a page ask again for what has changed since it last did."""
        page.touched = self._stale.pop(page.name, None)
        page.refresh()

    def show_broken(self, again: Callable[[], object]) -> None:
        """Say where a page would be that it cannot be shown."""
        state = EmptyState(
            "triangle-alert",
            tr("This page cannot be shown."),
            tr("What was saved is safe. The other pages still work."),
            tr("Try again"), again, kind="plain",
        )  # fmt: skip
        for old in self.findChildren(EmptyState, "broken"):
            self.removeWidget(old)
            old.deleteLater()
        state.setObjectName("broken")
        self.addWidget(state)
        self.setCurrentWidget(state)

    def empty(self) -> None:
        """Throw every page away: another programme is open, or none."""
        for name in list(self._pages):
            self._throw_away(name)

    def throw_hidden_away(self) -> None:
        """Keep the page in view, and those with something that is not on disk; the others are made on their next visit.
        A new text size or theme is worked out for every control there is, and that takes seconds for all pages."""
        for name, page in list(self._pages.items()):
            if page is not self.currentWidget() and not page.unsaved():
                self._throw_away(name)
                for part in (page.header_actions, page):
                    part.setParent(None)

    def _throw_away(self, name: str) -> None:
        page = self._pages.pop(name)
        self._stale.pop(name, None)
        self.removeWidget(page)
        page.header_actions.deleteLater()
        page.deleteLater()
