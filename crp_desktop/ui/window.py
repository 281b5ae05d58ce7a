"""The main window: rail, header, pages made on first visit, problem bar, status strip, menus."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from crp_desktop.domain.errors import NotFound, Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import StepInfo
from crp_desktop.ui import closing, focus, theme
from crp_desktop.ui.arrow_keys import ArrowKeys
from crp_desktop.ui.dialogs.base import tell_problem
from crp_desktop.ui.focus_keeper import FocusKeeper
from crp_desktop.ui.menus import Menus
from crp_desktop.ui.navigation import Navigation, Place
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page, PageEntry, control_at, focus_in, place_kept, put_focus
from crp_desktop.ui.page_stack import PageStack
from crp_desktop.ui.undo_keys import UndoKeys
from crp_desktop.ui.widgets.announce import Toast, announce
from crp_desktop.ui.widgets.header import Header
from crp_desktop.ui.widgets.layout import WithinScreen, column, panel, row
from crp_desktop.ui.widgets.notice import SavedNotice
from crp_desktop.ui.widgets.problem_bar import Action, ProblemBar
from crp_desktop.ui.widgets.progress import JobsButton
from crp_desktop.ui.widgets.rail import Rail
from crp_desktop.ui.widgets.status import SaveState, StatusStrip

_NARROW = 1000
_SAVED_EVERY_MS = 5000

PaletteFactory = Callable[["MainWindow"], QDialog]
WaysOn = Callable[[Problem], tuple[Action, ...]]


class MainWindow(QMainWindow):
    """Shows places of `nav` as pages; refreshes the one in view when `ops.changed` touches its interests.

    `lock_requested` and `closing` are for the application, which owns the store.
    """

    lock_requested = Signal()
    closing = Signal()

    def __init__(
        self, ops: Operations, nav: Navigation, look: theme.Look, entries: tuple[PageEntry, ...]
    ) -> None:
        super().__init__()
        self.ops, self.nav, self.look = ops, nav, look
        self._left_at: dict[str, tuple[str, ...]] = {}
        self._current: Page | None = None
        self._leaving = False
        self._failed: Problem | None = None
        self._palette: PaletteFactory | None = None
        self._ways_on: WaysOn | None = None
        self.may_lose: Callable[[str], bool] = partial(closing.asked_to_lose, self)
        self.may_leave_waiting: Callable[[], bool] = partial(closing.asked_to_leave_waiting, self, ops)
        self.setWindowTitle(tr("CRP Desktop"))
        self.rail = Rail()
        self.header = Header()
        self.header.search.hide()
        self.problem_bar = ProblemBar()
        self.saved = SavedNotice()
        self.stack = PageStack(ops, nav, entries)
        self.status = StatusStrip(
            self.undo, self.redo, self.open_contacts, self.hide_screen, self.lock_requested.emit
        )
        self.jobs = JobsButton(ops)
        self._build()
        self.toast = Toast(self._central, self.status)
        self.menus = Menus(self)
        self._undo_keys = UndoKeys(self)
        self._arrow_keys = ArrowKeys(self)
        self._focus_keeper = FocusKeeper(self)
        self._connect()
        self._show_steps()
        for widget in (self.rail, self.header, self.status):
            widget.hide()

    def _build(self) -> None:
        self.problem_bar.set_outer((24, 0, 24, 4))
        inside = column(self.header, self.problem_bar, row(self.saved, margins=(24, 0, 24, 4)), gap=0)
        inside.addWidget(self.stack, 1)
        inside.addWidget(self.status)
        self.status.jobs.setLayout(row(self.jobs))
        whole = row(self.rail, gap=0)
        whole.addWidget(panel(inside), 1)
        self._central = WithinScreen(whole)
        self.setCentralWidget(self._central)
        self.resize(min(theme.px(1280), 1600), min(theme.px(800), 1000))
        self._fold()

    def _connect(self) -> None:
        self.rail.chosen.connect(self.nav.go)
        self.header.back.clicked.connect(self.nav.back)
        self.header.search.clicked.connect(self.open_search)
        self.nav.moved.connect(self._show_place)
        self.stack.made.connect(self._connect_page)
        self.ops.changed.connect(self._changed)
        self.ops.failed.connect(self._show_failed)
        self.ops.store_changed.connect(self._store_changed)
        self.ops.jobs_changed.connect(self._jobs_changed)
        self.look.changing.connect(self.stack.throw_hidden_away)
        self.look.changed.connect(self._fold)
        self._clock = QTimer(self, interval=_SAVED_EVERY_MS)
        self._clock.timeout.connect(self.status.ask)
        self._clock.start()

    def set_palette_factory(self, factory: PaletteFactory) -> None:
        """Give the search box its palette: `factory(window)` returns a dialog, shown with `exec`."""
        self._palette = factory
        self.header.search.setVisible(self.ops.store is not None)

    def set_save_state(self, ask: Callable[[], SaveState]) -> None:
        """Give the status strip the truth about what is on disk."""
        self.status.save_state = ask
        self.status.ask()

    def set_ways_on(self, ways_on: WaysOn) -> None:
        """Give problems the buttons that the application knows for them."""
        self._ways_on = ways_on

    def set_programme_name(self, name: str) -> None:
        """Show the council's name on the rail and in the title bar."""
        self.rail.set_name(name)
        self.setWindowTitle(f"{name} – {tr('CRP Desktop')}" if name else tr("CRP Desktop"))

    def page(self, name: str) -> Page | None:
        """A page that was visited, None for one that was not."""
        return self.stack.page(name)

    @property
    def current_page(self) -> Page | None:
        """The page in view."""
        return self._current

    def open_search(self) -> None:
        """Open the palette."""
        if self._palette is not None and self.ops.store is not None:
            self._palette(self).exec()

    def open_contacts(self, *, write: bool = False) -> None:
        """Show who to call and what to do, and where to write down a concern about a child."""
        from crp_desktop.ui.safeguarding import open_contacts

        open_contacts(self, write=write)

    def forget_words(self, words: tuple[str, ...]) -> None:
        """Words were filed or erased: no page keeps them in a field."""
        for page in self.stack.pages():
            page.words_gone(words)

    def hide_screen(self) -> None:
        """Cover the screen at once; what is typed stays in its field."""
        from crp_desktop.ui.safeguarding import hide_screen

        hide_screen(self)

    def import_findings(self, workshop_id: str = "") -> None:
        """Add findings from a table, and show them."""
        from crp_desktop.ui.dialogs.import_findings import ImportFindingsDialog

        dialog = ImportFindingsDialog(self, self.ops, workshop_id)
        dialog.exec()
        dialog.deleteLater()
        if dialog.filed:
            self.nav.go("findings")
            self.toast.say(tr("{n} finding(s) added", n=dialog.filed))

    def undo(self) -> None:
        """Take back the last step and say which."""
        step = self.ops.undo() if self.status.undo.isEnabled() else None
        if step is not None:
            self.toast.say(step.label)

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        step = self.ops.redo() if self.status.redo.isEnabled() else None
        if step is not None:
            self.toast.say(step.label)

    def show_problem(self, problem: Problem, actions: tuple[Action, ...] = ()) -> None:
        """Show a problem on the page, or as a dialog when one is open over it; what stands there is not said twice."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            tell_problem(dialog, problem)
        elif not (self.problem_bar.isVisible() and str(self.problem_bar.problem) == str(problem)):
            more = self._ways_on(problem) if self._ways_on is not None else ()
            self.problem_bar.show_problem(problem, (*actions, *more))
        self.status.ask()

    def leave(self) -> None:
        """Let the page in view save what is typed; what that changes is shown when it is visited again."""
        if self._current is not None:
            self._leaving = True
            try:
                self._current.leaving()
            finally:
                self._leaving = False

    def unsaved(self) -> str:
        """What of the page in view the disk would not take, in words; "" while everything is on disk."""
        return self._current.unsaved() if self._current is not None and self.ops.store is not None else ""

    def stay(self) -> None:
        """Go on in the page in view after `leave`, because there was no leaving it."""
        if self._current is not None:
            with self.nav.hold():
                self._show_target(self._current, Place(self._current.name))

    def _show_place(self, place: Place) -> None:
        page = self._made(place.page)
        came_by_rail = self.rail.isAncestorOf(QApplication.focusWidget() or self)
        before: tuple[str, ...] = ()
        if page is not self._current:
            if self._current is not None:
                self._left_at[self._current.name] = focus_in(self._current)
            self.leave()
            before = self._left_at.get(page.name, ()) if self.nav.returning else ()
        self.problem_bar.dismiss()
        self.saved.hide()
        self._current = page
        self.stack.setCurrentWidget(page)
        self._dress(page)
        if self.stack.is_stale(place.page):
            self._refresh(page)
        self._show_target(page, place)
        if self.nav.waiting or self._current is not page:
            return
        self._head(page)
        if (first := control_at(before, page) or page.first_focus()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not came_by_rail:
            put_focus(page, None, None)
        announce(page, page.title())
        self._remember_place()

    def _show_target(self, page: Page, place: Place) -> None:
        """Show what the place names on its page; where that is no longer there, go to the list it was in."""
        try:
            page.show_target(**place.target)
        except NotFound as problem:
            self.nav.go("home" if page.section in ("", page.name) else page.section)
            self.toast.say(problem.what)
        except Problem as problem:
            self._tell_with_retry(page, problem)

    def _remember_place(self) -> None:
        """Keep where the person is for the next start: the page with the ids of what it shows, no words."""
        place, page = self.nav.place, self._current
        store = self.ops.store
        if store is not None and page is not None and not page.bare and place is not None:
            self.ops.preferences.set_last_place(str(store.path), place.to_text())

    def _made(self, name: str) -> Page:
        """The page of that name, made on the first visit; one that cannot be made says so in its place."""
        try:
            return self.stack.page(name) or self.stack.make(name)
        except Exception:
            self.stack.show_broken(lambda: self.nav.go(name))
            self._current = None
            self.header.show_page("", "", None)
            self.rail.mark(name)
            raise

    def _connect_page(self, page: Page) -> None:
        page.header_changed.connect(self._header_changed)
        page.problem_met.connect(self.show_problem)
        page.announced.connect(self.toast.say)
        page.file_saved.connect(self.saved.show_file)
        page.header_actions.setParent(self.header)
        page.header_actions.hide()

    def make_ready(self, name: str) -> bool:
        """Make a page before its first visit; False when it is there already, or there is none of that name."""
        return self.stack.can_make(name) and self.stack.make(name) is not None

    def _dress(self, page: Page) -> None:
        """Show or hide the rail and the strip as the page wants it."""
        framed = self.ops.store is not None and not page.bare
        for widget in (self.rail, self.status):
            widget.setVisible(framed)
        self.header.search.setVisible(framed and self._palette is not None)
        self.rail.mark(page.section or page.name)
        self.header.back.setVisible(self.nav.can_back)

    def _head(self, page: Page) -> None:
        self.header.setVisible(not page.bare or bool(page.title()))
        self.header.show_page(page.title(), page.purpose_in_view(), page.header_actions)

    def _header_changed(self) -> None:
        if self.sender() is self._current and self._current is not None:
            self._head(self._current)

    def _refresh(self, page: Page) -> None:
        """Show a page's content anew; a Problem in that is shown with a way to try again."""
        with self.nav.hold(), place_kept(page):
            try:
                self.stack.refresh(page)
            except Problem as problem:
                self._tell_with_retry(page, problem)

    def _tell_with_retry(self, page: Page, problem: Problem) -> None:
        self.show_problem(problem, ((tr("Try again"), lambda: self._refresh(page)),))

    def _show_failed(self, problem: Problem) -> None:
        self.show_problem(problem)
        self._failed = problem

    def _changed(self, step: StepInfo) -> None:
        """Show what a saved change concerns; what failed before it is not told any longer."""
        if self._failed is not None and self.problem_bar.problem is self._failed:
            self.problem_bar.dismiss()
        self.stack.touch(step)
        if self._current is not None and self.stack.is_stale(self._current.name) and not self._leaving:
            self._refresh(self._current)
        self._show_steps()
        self.status.ask()

    def _show_steps(self) -> None:
        store = self.ops.store
        telling = self.ops.telling(self.show_problem)
        can = store is not None and not store.read_only
        known = telling.do(store.step_labels) if store is not None and can else (None, None)
        if known is not None:
            self.status.show_steps(*known)
            self.menus.show_steps(*known)

    def _store_changed(self) -> None:
        """Another programme, or none: no page of the one before may stay."""
        self._current = None
        self.header.show_page("", "", None)
        self.stack.empty()
        self._left_at.clear()
        self.nav.reset()
        self.problem_bar.dismiss()
        self.menus.show_store(self.ops.store is not None)
        self._show_steps()
        self.status.ask()

    def _jobs_changed(self) -> None:
        self.status.show_jobs(any(job.shown for job in self.ops.jobs))

    def _fold(self) -> None:
        narrow = self.width() < theme.px(_NARROW)
        self.rail.set_narrow(narrow)
        self.header.set_narrow(narrow)
        self.jobs.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.status.ask()
            if focus.is_lost(self.focusWidget()):
                self._focus_keeper.keep()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab; Qt calls this too when what has the focus is hidden or disabled, and then it stays in the page."""
        focused = QApplication.focusWidget()
        if focused is None or not focus.is_lost(focused):
            return focus.move(self._central, forward)
        self._focus_keeper.keep(focused)
        return True

    def focus_region(self, forward: bool) -> None:
        """F6: from the page to the strip to the rail to the header, and round again."""
        focus.next_area([self.rail, self.header, self.stack, self.status], forward)

    def restore(self) -> None:
        """Put the window where it was last time; the first time within the screen, and filling one that is small."""
        if self.ops.preferences.geometry and self.restoreGeometry(QByteArray(self.ops.preferences.geometry)):
            return
        room = self.screen().availableGeometry()
        frame = QSize(theme.px(16), theme.px(40))
        wanted = self.size().boundedTo(room.size() - frame)
        if wanted != self.size():
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self.resize(wanted)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.leave()
        waiting = self.unsaved()
        if not self.may_leave_waiting() or (waiting and not self.may_lose(waiting)):
            event.ignore()
            self.stay()
            return
        self._remember_place()
        self.ops.preferences.set_geometry(bytes(self.saveGeometry().data()))
        self.closing.emit()
        super().closeEvent(event)
