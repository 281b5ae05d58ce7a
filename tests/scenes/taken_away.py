"""Pictures of words being taken away: the panel with what rests on them, the receipt, the backups in Settings."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crp_desktop import paths
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy.print_log import How, log_print
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.services.privacy.withdrawal import withdraw
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.file import backups_folder
from crp_desktop.services.workshops import session, workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests.ui.shell import application_on, window_on

Scene = Callable[[], QWidget]
SAID = "nobody opens the door when we ring"


def _panel(ops: Operations, store: Store, shop: str, told: str) -> QDialog:
    return ContactsDialog(None, ops, shop, SAID, [told], write=True)


def _panel_open(ops: Operations, store: Store, shop: str, told: str) -> QDialog:
    made = _panel(ops, store, shop, told)
    assert isinstance(made, ContactsDialog)
    made.resting.show_words.click()
    return made


def _withdrawal(ops: Operations, store: Store, shop: str, told: str) -> WithdrawDialog:
    for _ in range(2):
        keeping.back_up(store, backups_folder(paths.user_data()))
    log_print(store, "workshop-summary", How.PRINTED, pages=2, copies=3, workshop_id=shop)
    return WithdrawDialog.of_notes(None, ops, shop, [told])


def _receipt(ops: Operations, store: Store, shop: str, told: str) -> QDialog:
    made = _withdrawal(ops, store, shop, told)
    made.act.click()
    return made


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Scene]:
    def dialog(make: Callable[[Operations, Store, str, str], QWidget]) -> Scene:
        def shown() -> QWidget:
            store = make_programme("sample")
            ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
            ops.use(store)
            made = make(ops, store, *_told(store))
            made.setProperty("ownSize", True)
            ops.setParent(made)
            return made

        return shown

    def backups() -> QWidget:
        store = make_programme("sample")
        shop, told = _told(store)
        keeping.back_up(store, backups_folder(paths.user_data()))
        withdraw(store, shop, [told])
        window = window_on(store, Path(mkdtemp()), "settings")
        page = window.current_page
        QApplication.processEvents()
        page.scroll_area.ensureWidgetVisible(page.backups_card.held.delete)
        return window

    def covered() -> QWidget:
        store = make_programme("sample")
        whole = application_on(store, Path(mkdtemp()), "capture", workshop=workshop.workshops(store)[0].id)
        whole.ops.start(partial(_slowly, whole.ops.opened), title="Backing up")
        QTest.qWait(50)
        whole.lock()
        return whole.window

    def reminded() -> QWidget:
        store = make_programme("sample")
        for shop in workshop.workshops(store):
            if shop.started_at and not shop.ended_at:
                session.end_session(store, shop.id)
        seal(store, workshop.workshops(store)[0].id, Concern(SAID))
        return window_on(store, Path(mkdtemp()), "home")

    return {
        "covered": covered,
        "reminded": reminded,
        "panel": dialog(_panel),
        "panel-open": dialog(_panel_open),
        "withdrawal": dialog(_withdrawal),
        "receipt": dialog(_receipt),
        "backups": backups,
    }


def _slowly(store: Store, progress: Callable[[int, int], object]) -> None:
    """Work that is half done for as long as the picture takes."""
    for _ in range(300):
        progress(1, 2)
        time.sleep(0.01)


def _told(store: Store) -> tuple[str, str]:
    """A workshop, and a note in it on which a finding rests alone, one with another note, one in the same words."""
    shop = workshop.workshops(store)[0].id
    other = note.notes(store, shop)[0].id
    told = capture.file_line(store, shop, parse_line(f"P2: {SAID}"), None).value
    one, both = [finding.Span(told)], [finding.Span(told), finding.Span(other)]
    for text, spans in (("Not heard", one), ("Doors stay shut", both), (f"They said {SAID}", both)):
        finding.add_finding(store, FindingKind.CONCERN, text, workshop_id=shop, spans=spans)
    return shop, told
