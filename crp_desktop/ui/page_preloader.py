"""First visits made quick: what pages need is read on the worker, and pages are made while nobody does anything."""

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import PageEntry
from crp_desktop.ui.window import MainWindow
from crp_desktop.ui.worker import Report

WARM_UP_MS = 400
QUIET_MS = 1_200
AHEAD = ("capture", "findings", "rights")


class PagePreloader(QObject):
    """`begin` once the window is up; `wait` at every key and click."""

    def __init__(self, ops: Operations, window: MainWindow, entries: tuple[PageEntry, ...]) -> None:
        super().__init__(window)
        self._ops, self._window, self._entries = ops, window, entries
        self._read = False
        self._warm = self._timer(WARM_UP_MS, self.read)
        self._quiet = self._timer(QUIET_MS, self.make_one)
        ops.store_changed.connect(self.wait)

    def _timer(self, milliseconds: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(act)
        return timer

    def begin(self) -> None:
        """Read what pages need as soon as the window has been painted."""
        self._warm.start()

    def read(self) -> None:
        """Import the pages and read the vocabulary on the worker; the person hears nothing of it."""
        self._ops.start(
            self._warm_up,
            title=tr("Getting ready"),
            on_done=self._has_read,
            on_failed=self._has_not_read,
            shown=False,
        )

    def _warm_up(self, progress: Report | None = None) -> None:
        for entry in self._entries:
            if progress is not None:
                progress(0, 0, "")
            import_module(entry.module)
        from crp_desktop.services.rights.rights_map import convention
        from crp_desktop.services.rights.suggest import load_suggester

        convention()
        load_suggester()

    def _has_read(self, _: object) -> None:
        self._read = True
        self.wait()

    def _has_not_read(self, error: Exception) -> None:
        """The page that needs it tries again, and tells."""

    def wait(self) -> None:
        """Make nothing until it has been quiet for a while again."""
        if self._read and self._ops.store is not None:
            self._quiet.start()
        else:
            self._quiet.stop()

    def stop(self) -> None:
        """Read and make nothing any more: the window is closing."""
        self._read = False
        self._warm.stop()
        self._quiet.stop()

    def make_one(self) -> None:
        """Make one page while the person looks at the home page: it takes 0.1 to 0.2 s, which nobody may wait.

        Where one cannot be made, that is told once, no other is made ahead, and the home page stays.
        """
        page = self._window.current_page
        if page is None or page.name != "home":
            return
        self._read = False
        made = any(self._window.make_ready(name) for name in AHEAD)
        self._read = True
        if made:
            self.wait()
