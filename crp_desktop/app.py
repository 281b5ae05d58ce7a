"""Wires a window to a programme: the only file that knows every floor."""

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crp_desktop import paths
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import StepInfo
from crp_desktop.ui import icons
from crp_desktop.ui.clipboard import CopiedHere
from crp_desktop.ui.collector import Collector, is_nested, spare_collector
from crp_desktop.ui.display import start_qt
from crp_desktop.ui.errors import Handler
from crp_desktop.ui.navigation import Navigation, Place
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import PageEntry
from crp_desktop.ui.page_preloader import PagePreloader
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.lock_overlay import LockOverlay
from crp_desktop.ui.widgets.status import SaveState
from crp_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store
    from crp_desktop.ui.housekeeping import Housekeeping

_AFTER_PAINT_MS = 20
_UNWIND_MS = 20
_PAGES = "crp_desktop.ui.pages."
PAGES = (
    PageEntry("welcome", _PAGES + "welcome.page", "WelcomePage"),
    PageEntry("home", _PAGES + "home.page", "HomePage"),
    PageEntry("workshops", _PAGES + "workshops.page", "WorkshopsPage"),
    PageEntry("workshop", _PAGES + "workshops.workshop_page", "WorkshopPage"),
    PageEntry("capture", _PAGES + "capture.page", "CapturePage"),
    PageEntry("findings", _PAGES + "findings.page", "FindingsPage"),
    PageEntry("coding", _PAGES + "findings.coding_page", "CodingPage"),
    PageEntry("rights", _PAGES + "rights.page", "RightsMapPage"),
    PageEntry("article", _PAGES + "rights.article_page", "ArticlePage"),
    PageEntry("assessment", _PAGES + "assessment.page", "AssessmentPage"),
    PageEntry("assessment_wizard", _PAGES + "assessment.wizard_page", "WizardPage"),
    PageEntry("assessment_review", _PAGES + "assessment.review_page", "ReviewPage"),
    PageEntry("assessment_sign_off", _PAGES + "assessment.sign_off_page", "SignOffPage"),
    PageEntry("assessment_young", _PAGES + "assessment.young_page", "YoungViewPage"),
    PageEntry("assessment_progress", _PAGES + "assessment.progress_page", "ProgressPage"),
    PageEntry("assessment_readiness", _PAGES + "assessment.readiness_page", "ReadinessPage"),
    PageEntry("assessment_rubric", _PAGES + "assessment.rubric_page", "RubricPage"),
    PageEntry("assessment_sources", _PAGES + "assessment.sources_page", "SourcesPage"),
    PageEntry("print", _PAGES + "documents.page", "PrintPage"),
    PageEntry("settings", _PAGES + "settings.page", "SettingsPage"),
)


class Application(QObject):
    """One window, one programme at a time. `folder` holds this person's settings and log on this computer."""

    def __init__(self, app: QApplication, folder: Path, pages: tuple[PageEntry, ...] = PAGES) -> None:
        super().__init__(app)
        self.collector = Collector(self)
        self.preferences = Preferences(folder / "settings.json", self)
        self.errors = Handler(folder / "errors.log", self)
        self.look = Look(app, self.preferences.theme, self.preferences.text_size, self)
        app.setWindowIcon(icons.icon("message-square", "accent", 64))
        self.ops = Operations(self.preferences, self)
        self.nav = Navigation(self)
        self.window = MainWindow(self.ops, self.nav, self.look, pages)
        self.copied = CopiedHere(self)
        self.cover = LockOverlay(self.window, self.ops)
        self.ready = PagePreloader(self.ops, self.window, pages)
        self.housekeeping: Housekeeping | None = None
        self._pages = frozenset(entry.name for entry in pages)
        self._store: Store | None = None
        self._lock_later = False
        self._return_to: tuple[str, Place] | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        self._connect(app)

    def _connect(self, app: QApplication) -> None:
        self.preferences.changed.connect(self._preference_changed)
        self.errors.problem.connect(self.window.show_problem)
        self.errors.crashed.connect(self._crashed)
        self.ops.store_changed.connect(self._store_changed)
        self.ops.changed.connect(self._step_saved)
        self.ops.jobs_changed.connect(self._jobs_changed)
        self.window.lock_requested.connect(self.lock)
        self.window.closing.connect(self.close)
        self.window.set_save_state(self._save_state)
        self.window.set_palette_factory(self._palette)
        app.aboutToQuit.connect(self.close)
        self._watch = _Idle(self, self._busy)
        app.focusWindowChanged.connect(self._watch.watch)

    def _palette(self, window: QWidget) -> QDialog:
        """The palette of Ctrl+K, imported when first asked for."""
        from crp_desktop.ui.dialogs.palette import PaletteDialog

        return PaletteDialog(window, self.ops, self.nav)

    def open(self, path: Path | None) -> None:
        """Show the window on the programme at `path`, the one that was open last, or the welcome page."""
        self.window.restore()
        self.window.show()
        named = str(path) if path is not None else self.preferences.last_file
        QTimer.singleShot(_AFTER_PAINT_MS, self, partial(self._arrive, named))

    def _arrive(self, named: str) -> None:
        if self.ops.store is None:
            self.nav.go("welcome", **({"path": named} if named else {}))
        self.ready.begin()

    def lock(self) -> None:
        """Hide the page, save drafts, close what is open over it, close the programme, drop its key, and ask for the
        passphrase; one without a passphrase is closed. Work under way is waited for behind a cover, and so is what the
        disk would not take: it is tried again with each locking."""
        store = self._store
        if store is None:
            self._lock_later = False
            return
        self.cover.lay()
        self.copied.clear()
        if _close_dialogs():
            QTimer.singleShot(_UNWIND_MS, self, self.lock)
            return
        self.window.leave()
        self._lock_later = bool(self.ops.jobs)
        if self._lock_later:
            return
        if self.window.unsaved():
            self._hide_unsaved()
            return
        place = self.nav.place
        self._return_to = (str(store.path), place) if place is not None else None
        self.ops.use(None)
        self.nav.go("welcome", path=str(store.path), locked=True)

    def _hide_unsaved(self) -> None:
        """Keep what was typed, out of sight, until the passphrase: closing the programme would lose it."""
        from crp_desktop.services.programme.keeping import is_encrypted, is_passphrase
        from crp_desktop.ui.dialogs.hide_screen import HideScreen

        store = self.ops.opened
        check = partial(is_passphrase, store) if is_encrypted(store) else None
        hidden = HideScreen(
            self.window, check, tr("This could not be saved to the disk. Your words are kept here.")
        )
        hidden.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        hidden.accepted.connect(self._show_unsaved)
        hidden.open()

    def _show_unsaved(self) -> None:
        self.cover.lift()
        self.window.stay()

    def _jobs_changed(self) -> None:
        if self._lock_later and not self.ops.jobs:
            QTimer.singleShot(0, self.lock)

    def _go_on_in(self, copy: Path) -> None:
        self.nav.go("welcome", path=str(copy))

    def close(self) -> None:
        """End work under way and close the programme."""
        self.copied.clear()
        self.ready.stop()
        if self.housekeeping is not None:
            self.housekeeping.stop()
        self.ops.close()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _store_changed(self) -> None:
        """Close the programme before, and show the one that was opened where its person left it."""
        if self._store is not None and self._store is not self.ops.store:
            self.ops.close()
            self._store.close()
        self._store = store = self.ops.store
        self._lock_later = False
        self.cover.lift()
        self._keep_house()
        self._name_window()
        if store is None:
            self._idle.stop()
            return
        file = str(store.path)
        self.preferences.opened(file)
        self._busy()
        place = Place.from_text(self.preferences.last_place(file) or "home")
        if self._return_to is not None and self._return_to[0] == file:
            place = self._return_to[1]
        self._return_to = None
        if place.page not in self._pages or place.page == "welcome":
            place = Place("home")
        self.nav.go(place.page, **place.target)

    def _keep_house(self) -> None:
        """Begin with the first programme: until then nothing of storage is imported, and the window is up sooner."""
        if self.housekeeping is None and self.ops.store is not None:
            from crp_desktop.services.programme.file import backups_folder
            from crp_desktop.ui.housekeeping import Housekeeping

            self.housekeeping = Housekeeping(self.ops, self.window, lambda: backups_folder(paths.user_data()))
            self.housekeeping.copied.connect(self._go_on_in)
            self.housekeeping.begin()
            spare_collector()

    def _name_window(self) -> None:
        if self.ops.store is None:
            self.window.set_programme_name("")
            return
        from crp_desktop.services.programme.programme import programme

        self.window.set_programme_name(self.ops.ask(programme).council)

    def _step_saved(self, step: StepInfo) -> None:
        if RecordKind.PROGRAMME in step.touched:
            self._name_window()

    def _save_state(self) -> SaveState:
        """What is true of the file on disk now."""
        store = self.ops.store
        if store is None:
            return SaveState(True, "")
        if store.read_only:
            return SaveState(True, tr("Open to read only. You cannot change anything here."))
        try:
            store.check_place()
        except Problem as problem:
            return SaveState(False, problem.what)
        page = self.window.current_page
        if page is not None and (waiting := page.unsaved()):
            return SaveState(False, waiting)
        if store.saved_at is None:
            return SaveState(True, tr("All changes saved"))
        return SaveState(True, tr("All changes saved {time}", time=f"{store.saved_at:%H:%M}"))

    def _preference_changed(self, name: str) -> None:
        if name == "theme":
            self.look.set_theme(self.preferences.theme)
        elif name == "text_size":
            self.look.set_text_size(self.preferences.text_size)
        elif name == "auto_lock_minutes":
            self._busy()

    def _busy(self) -> None:
        """A key or a click: the time until locking starts again, and pages ahead are not made now."""
        self.ready.wait()
        minutes = self.preferences.auto_lock_minutes
        if minutes and self.ops.store is not None:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def _crashed(self, details: str) -> None:
        from crp_desktop.ui.dialogs.crash import CrashDialog

        if self.window.findChild(CrashDialog) is None:
            CrashDialog(self.window, details).exec()


def _close_dialogs() -> bool:
    """Close dialogs and menus without acting; True while any of them still waits for its call to come back."""
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.done(QDialog.DialogCode.Rejected)
    return is_nested()


def main(path: Path | None = None, arguments: Sequence[str] = ()) -> int:
    """Open the window and stay until it is closed; the exit code."""
    QCoreApplication.setApplicationName("CRP Desktop")
    app = start_qt([sys.argv[0], *arguments])
    whole = Application(app, paths.user_data())
    whole.errors.install()
    whole.open(path)
    return app.exec()


class _Idle(QObject):
    """Sees keys and clicks arrive at the window in use; watching each widget would cost every event of the program."""

    def __init__(self, parent: QObject, busy: Callable[[], None]) -> None:
        super().__init__(parent)
        self._busy = busy

    @Slot(QWindow)
    def watch(self, window: QWindow | None) -> None:
        """Watch the window that has the focus now."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress):
            self._busy()
        return False
