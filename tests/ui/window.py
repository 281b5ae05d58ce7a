"""A real window on a real programme, for tests of pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.app import PAGES
from crp_desktop.domain.suggest import Suggestion
from crp_desktop.storage.store import Store
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.findings.mapping import SuggestedRow
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.theme import Look
from crp_desktop.ui.window import MainWindow


class Desk:
    """A window, and what tests do with it."""

    def __init__(self, look: Look, store: Store, folder: Path) -> None:
        self.preferences = Preferences(folder / "settings.json")
        self.ops = Operations(self.preferences)
        self.nav = Navigation()
        self.window = MainWindow(self.ops, self.nav, look, PAGES)
        self.window.may_leave_waiting = lambda: True
        self.problems: list[str] = []
        self.ops.failed.connect(self._failed)
        self.ops.use(store)
        self.window.resize(1366, 768)
        self.window.show()
        self.settle()

    def _failed(self, problem: object) -> None:
        self.problems.append(str(problem))

    def go(self, page: str, **target: str) -> Page:
        """Show a page and return it."""
        self.nav.go(page, **target)
        self.settle()
        assert self.window.current_page is not None
        return self.window.current_page

    def settle(self) -> None:
        """Let Qt do all it has waiting."""
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents()

    def focus(self) -> QWidget:
        """The control with the focus."""
        found = QApplication.focusWidget()
        assert found is not None
        return found


def offered(page: FindingsPage) -> list[Suggestion]:
    """The articles that are suggested on the page of findings, in their order."""
    return [row.suggestion for row in page.view.articles.findChildren(SuggestedRow) if not row.isHidden()]


@contextmanager
def desk(look: Look, store: Store, folder: Path) -> Iterator[Desk]:
    """A desk that is cleared away afterwards; the store stays the caller's."""
    made = Desk(look, store, folder)
    yield made
    made.window.leave()
    made.ops.close()
    made.window.close()
    made.window.deleteLater()
    made.settle()
