"""The first page: a new programme, an existing one, or the sample; and the passphrase of a locked one.

What opens programmes is imported when one is opened: it brings the database, which would be waited for at every start.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop import paths
from crp_desktop.domain.errors import InUse, PartMissing, PassphraseNeeded, Problem, ReadOnly
from crp_desktop.domain.i18n import tr
from crp_desktop.services.handle import HANDOVER_ENDING, Key
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.files import ask_open, programmes
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.welcome.parts import CodePanel, StartPanel, UnlockPanel, WhoPanel
from crp_desktop.ui.widgets.layout import column, panel, row
from crp_desktop.ui.widgets.problem_bar import ProblemBar

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store
    from crp_desktop.ui.pages.welcome.new import NewProgrammePanel

Panel = Union[StartPanel, UnlockPanel, WhoPanel, "NewProgrammePanel", CodePanel]


class WelcomePage(Page):
    """Shown while no programme is open. One panel at a time: start, unlock, who is working, new, recovery code."""

    name = "welcome"
    bare = True

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._opening: Store | None = None
        self._read_only = False
        self._taking_over = False
        self._incomplete = False
        self.problems = ProblemBar()
        self.start = StartPanel(
            ops.preferences, self.new, self.choose, self.sample, self.open, self.read_handover
        )
        self.unlock = UnlockPanel(self._attempt, self._back, self.problems.show_problem)
        self.who = WhoPanel(self._signed_in, self._nobody)
        self._new_programme: NewProgrammePanel | None = None
        self.code = CodePanel(self._finish)
        self._panels: list[Panel] = [self.start, self.unlock, self.who, self.code]
        self._shown: Panel = self.start
        self._inside = column(self.problems, *self._panels, None, gap=16)
        middle = panel(self._inside)
        theme.size(middle, max_width=760)
        line = row(gap=0)
        line.setAlignment(Qt.AlignmentFlag(0))
        line.addStretch(1)
        line.addWidget(middle, 8)
        line.addStretch(1)
        self.body.addLayout(line)

    @property
    def new_programme(self) -> "NewProgrammePanel":
        """The form of a new programme, made when first wanted: most days begin with one that is there."""
        if self._new_programme is None:
            from crp_desktop.ui.pages.welcome.new import NewProgrammePanel

            made = NewProgrammePanel(self.ops.preferences.device_id, self._made, self._back)
            made.hide()
            self._inside.insertWidget(1, made)
            self._panels.append(made)
            self._new_programme = made
        return self._new_programme

    def title(self) -> str:
        return ""

    def refresh(self) -> None:
        self.start.show_recent()

    def show_target(self, **target: Any) -> None:
        self.problems.dismiss()
        if target.get("locked") and not _has_passphrase(Path(target["path"])):
            self.show_start()
        elif target.get("path"):
            self.open(Path(target["path"]))
        elif target.get("action") == "new":
            self.new()
        elif target.get("action") == "open":
            self.show_start()
            self.choose()
        elif self.ops.store is None:
            self.show_start()

    def first_focus(self) -> QWidget | None:
        return self._shown.first_focus()

    def leaving(self) -> None:
        self.unlock.clear()
        if self._new_programme is not None:
            self._new_programme.clear_passphrase()
        self._let_go()

    def _let_go(self) -> None:
        """Close the programme that was opened but that nobody works in yet."""
        if self._opening is not None:
            self._opening.close()
            self._opening = None

    def _back(self) -> None:
        """To the programme that is open, or to the three ways to begin."""
        if self.ops.store is not None:
            self.nav.go("home")
        else:
            self.show_start()

    def show_start(self) -> None:
        """The three ways to begin."""
        self._let_go()
        self.problems.dismiss()
        self.start.show_recent()
        self._show(self.start)

    def new(self) -> None:
        """Begin a new programme."""
        self._let_go()
        self.problems.dismiss()
        self._show(self.new_programme)

    def choose(self) -> None:
        """Ask for a programme file and open it."""
        path = ask_open(self, tr("Open a programme"), programmes())
        if path is not None:
            self.open(path)
        elif self.ops.store is not None:
            self.nav.go("home")

    def sample(self) -> None:
        """Open the sample programme, made when it is not there yet."""
        path = paths.sample()
        if path.exists():
            self.open(path)
        else:
            self._write_sample(path)

    def _write_sample(self, path: Path) -> None:
        from crp_desktop.services.programme.sample import write_sample

        telling = self.ops.telling(self.problems.show_problem)
        store = telling.do(partial(write_sample, path, None, self.ops.preferences.device_id))
        if store is not None:
            self._use(store)

    def open(self, path: Path) -> None:
        """Open a programme; asks for the passphrase when it has one."""
        if path.suffix.casefold() == HANDOVER_ENDING:
            self.show_start()
            self.read_handover(path)
        elif self.ops.store is not None and _same(self.ops.store.path, path):
            self.nav.go("home")
        else:
            self._begin(path, Key.none())

    def read_handover(self, path: Path | None = None) -> None:
        """Read a record that somebody sent; no programme is opened."""
        from crp_desktop.ui.dialogs.read_handover import read_handover_file

        read_handover_file(self.window(), self.ops, path)

    def _begin(
        self,
        path: Path,
        key: Key,
        *,
        read_only: bool = False,
        take_over: bool = False,
        incomplete: bool = False,
    ) -> None:
        """Open it in this way, now or once the passphrase is typed."""
        self._let_go()
        self._read_only, self._taking_over, self._incomplete = read_only, take_over, incomplete
        self._attempt(path, key)

    def _attempt(self, path: Path, key: Key) -> None:
        try:
            self._open(path, key)
        except PassphraseNeeded:
            self.problems.dismiss()
            self.unlock.ask_for(path)
            self._show(self.unlock)
        except Problem as problem:
            self._let_go()
            if self._shown is not self.unlock:
                self.show_start()
            self._tell(problem, path, key)

    def _open(self, path: Path, key: Key) -> None:
        from crp_desktop.services.programme.file import backups_folder, open_programme
        from crp_desktop.services.programme.people import last_person, sign_in

        store = open_programme(
            path,
            key,
            backups=backups_folder(paths.user_data()),
            read_only=self._read_only,
            take_over=self._taking_over,
            incomplete=self._incomplete,
        )
        self._opening = store
        known = last_person(store, self.ops.preferences.device_id)
        if known is None and not store.read_only:
            self.unlock.clear()
            self.who.ask_for(store)
            self._show(self.who)
            return
        if known is not None:
            sign_in(store, known.name, self.ops.preferences.device_id)
        self._opening = None
        self.unlock.clear()
        self._use(store)

    def _tell(self, problem: Problem, path: Path, key: Key) -> None:
        """Show a problem of opening, with the ways on that it leaves."""
        actions: list[tuple[str, Callable[[], object]]] = []
        if isinstance(problem, InUse | ReadOnly):
            actions.append((tr("Open to read only"), partial(self._begin, path, key, read_only=True)))
        if isinstance(problem, InUse) and problem.left_behind:
            actions.append((tr("Take the file over"), partial(self._take_over, path, key)))
        if isinstance(problem, PartMissing):
            actions.append((tr("Open what is there…"), partial(self._open_incomplete, path, key)))
        if not path.exists():
            actions.append((tr("Forget this file"), partial(self._forget, path)))
        self.problems.show_problem(problem, tuple(actions))
        answer = self.problems.first_action()
        if isinstance(problem, InUse | ReadOnly) and answer is not None:
            answer.setFocus()

    def _take_over(self, path: Path, key: Key) -> None:
        sure = confirm(
            self,
            tr("Take the file over?"),
            tr("If it is still open on the other computer, both would write to it and words could be lost."),
            tr("Take the file over"),
            danger=True,
        )
        if sure:
            self._begin(path, key, take_over=True)

    def _open_incomplete(self, path: Path, key: Key) -> None:
        sure = confirm(
            self,
            tr("Open without the newest changes?"),
            tr(
                "The file opens as it was some minutes or hours earlier. Once it is open, you "
                "cannot add the missing changes any more. Keep a copy of the file if you may "
                "still find them."
            ),
            tr("Open what is there"),
            danger=True,
        )
        if sure:
            self._begin(path, key, incomplete=True)

    def _forget(self, path: Path) -> None:
        self.ops.preferences.forget(str(path))
        self.show_start()

    def _signed_in(self, name: str, role: str) -> None:
        from crp_desktop.services.programme.people import sign_in

        store = self._opening
        assert store is not None
        telling = self.ops.telling(self.problems.show_problem)
        if telling.do(partial(sign_in, store, name, self.ops.preferences.device_id, role)) is not None:
            self._opening = None
            self._use(store)

    def _nobody(self) -> None:
        """Leave without saying who is working: the programme is closed again."""
        self._let_go()
        self._back()

    def _made(self, store: "Store", recovery: str) -> None:
        self._opening = store
        self.code.show_code(recovery, store.path.name)
        self._show(self.code)

    def _finish(self) -> None:
        store, self._opening = self._opening, None
        assert store is not None
        self._use(store)

    def _use(self, store: "Store") -> None:
        from crp_desktop.services.programme.file import synced_with

        self.problems.dismiss()
        self.ops.use(store)
        cloud = synced_with(store.path)
        if cloud:
            self.show_problem(
                Problem(
                    tr("This programme is in a folder that {cloud} syncs.", cloud=cloud),
                    tr(
                        "Nothing is lost, but two computers could open it at the same time and overwrite each other."
                    ),
                    tr("Close it and move the file to a folder on this computer only."),
                )
            )

    def _show(self, panel: Panel) -> None:
        self._shown = panel
        for one in self._panels:
            one.setVisible(one is panel)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus()


def _has_passphrase(path: Path) -> bool:
    from crp_desktop.services.programme.file import has_passphrase

    return has_passphrase(path)


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
