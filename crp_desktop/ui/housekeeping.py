"""What is done by itself for an open programme: backups, checks, tidying up, and a way out when its disk fails."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from crp_desktop.domain.errors import Damaged, Problem, StoreProblem, WriteFailed
from crp_desktop.domain.i18n import tr
from crp_desktop.services.programme.backups import back_up
from crp_desktop.services.programme.keeping import (
    backup_is_due,
    find_faults,
    is_encrypted,
    save_elsewhere,
    tidy_up,
)
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.files import ask_save, programmes
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.problem_bar import Action
from crp_desktop.ui.window import MainWindow

AFTER_OPENING_MS = 2_000
EVERY_MS = 15 * 60_000
TIDY_EVERY_MS = 5_000


class Housekeeping(QObject):
    """Waits until the window is up, then works on the worker thread. `copied(Path)`: go on in that copy."""

    copied = Signal(object)

    def __init__(self, ops: Operations, window: MainWindow, backups: Callable[[], Path]) -> None:
        super().__init__(window)
        self._ops = ops
        self._window = window
        self._backups = backups
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_OPENING_MS)
        self._soon.timeout.connect(self.look_after)
        self._again = QTimer(self)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.back_up_when_due)
        self._tidied_at: datetime | None = None
        self._tidy_until: datetime | None = None
        self._tidying = QTimer(self)
        self._tidying.setInterval(TIDY_EVERY_MS)
        self._tidying.timeout.connect(self.tidy)
        ops.store_changed.connect(self.begin)
        window.set_ways_on(self.ways_on)

    @Slot()
    def begin(self) -> None:
        """Look after the programme that is open now, from a little later on."""
        self._tidied_at = None
        for timer in (self._soon, self._again, self._tidying):
            timer.stop()
            if self._ops.store is not None and not self._ops.store.read_only:
                timer.start()

    def stop(self) -> None:
        """The window closes: begin nothing more."""
        for timer in (self._soon, self._again, self._tidying):
            timer.stop()

    @Slot()
    def look_after(self) -> None:
        """Make the backup that is due, then check the file."""
        if self._ops.store is None or self._ops.store.read_only:
            return
        self.back_up_when_due()
        self._ops.start(
            partial(find_faults, self._ops.opened), title=tr("Checking the file"), on_done=self._checked
        )

    @Slot()
    def back_up_when_due(self) -> None:
        """Make a backup when the newest one is hours old."""
        if self._ops.store is not None and self._ops.ask(backup_is_due, self._backups()):
            self._ops.start(
                partial(back_up, self._ops.opened, self._backups()),
                title=tr("Backing up"),
                on_failed=self._not_backed_up,
            )

    @Slot()
    def tidy(self) -> None:
        """Fold and merge what was saved since the last time, so that no change has to: it would take it 0.1 s."""
        store = self._ops.store
        if store is None or self._ops.jobs or store.saved_at == self._tidied_at:
            return
        self._tidy_until = store.saved_at
        self._ops.start(
            partial(tidy_up, store),
            title=tr("Tidying up"),
            on_done=self._tidied,
            on_failed=self._not_tidied,
            shown=False,
        )

    def _tidied(self, all_done: bool) -> None:
        if all_done:
            self._tidied_at = self._tidy_until

    def _not_tidied(self, error: Exception) -> None:
        """Nothing is lost by it, and the next change tells what is wrong with the disk; it is tried again after it."""
        self._tidied_at = self._tidy_until

    def _not_backed_up(self, error: Exception) -> None:
        """A backup that was cancelled is made next time; one that failed is told."""
        if isinstance(error, Damaged):
            self._window.show_problem(error)
        elif isinstance(error, Problem):
            self._window.show_problem(
                Problem(
                    tr("No backup could be made. {why}", why=error.what),
                    tr("The programme itself is safe."),
                    tr(
                        "Free some space for backups in {folder}. CRP Desktop will try again later.",
                        folder=self._backups(),
                    ),
                )
            )

    def _checked(self, faults: list[str]) -> None:
        if faults:
            self._window.show_problem(
                Damaged(
                    tr("A check found damage in the programme file. {fault}", fault=faults[0]),
                    tr(
                        "Backups are separate files in {folder}. They are not affected.",
                        folder=self._backups(),
                    ),
                    tr("Make no more changes. Open the newest backup, and keep this file."),
                )
            )

    def ways_on(self, problem: Problem) -> tuple[Action, ...]:
        """What a person can press when the disk of the open programme fails."""
        lost = isinstance(problem, WriteFailed) or type(problem) is StoreProblem
        if lost and self._ops.store is not None and not self._ops.store.read_only:
            return ((tr("Save a copy elsewhere…"), self.save_elsewhere),)
        return ()

    def save_elsewhere(self) -> None:
        """Ask where, and write all that is saved there, with what stands in the field."""
        name = f"{self._ops.opened.path.stem} {tr('copy')}.crp"
        target = ask_save(self._window, tr("Save a copy elsewhere"), name, programmes())
        if target is not None:
            page = self._window.current_page
            typed = page.typed() if page is not None else {}
            self._ops.start(
                partial(save_elsewhere, self._ops.opened, target, typed=typed),
                title=tr("Saving a copy"),
                on_done=self._saved,
            )

    def _saved(self, target: Path) -> None:
        if self._ops.store is not None and is_encrypted(self._ops.store):
            what = tr("It is “{name}”, with the same passphrase and all that was saved.", name=target.name)
        else:
            what = tr("It is “{name}”, with all that was saved. It has no passphrase.", name=target.name)
        if confirm(
            self._window,
            tr("The copy is saved. Continue in the copy?"),
            what,
            tr("Continue in the copy"),
            cancel=tr("Stay here"),
        ):
            self.copied.emit(target)
