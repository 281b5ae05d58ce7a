"""The reminder of what is not confirmed yet, and hiding the screen, in the real window."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import update

from crp_desktop.documents.handover import handover
from crp_desktop.services.capture import note
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.workshops import session, workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.hide_screen import HideScreen
from crp_desktop.ui.widgets.button import Button
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import walk
from tests.ui.hands import CTRL, KEY
from tests.ui.test_taken_away import shown
from tests.ui.window import Desk


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    return workshop.add_workshop(store, title="Youth forum").value


def set_sealed(store: Store, **values: str) -> None:
    with store.unjournaled() as conn:
        conn.execute(update(tables.sealed).values(values))


@pytest.mark.parametrize("page", ["home", "workshops"])
def test_it_stays_until_somebody_has_confirmed(at: Desk, store: Store, shop: str, page: str) -> None:
    assert at.go(page).findChild(Button, "waiting") is None
    record = safeguarding.seal(store, shop, Concern("quetzalcoatl")).value

    def words() -> str:
        at.go("settings")
        at.window.page(page).refresh()
        return shown(at.go(page))

    told = words()
    assert "1 record to hand over, today" in told
    for word in ("quetzalcoatl", "safeguard", "seal", "child’s", "P1"):
        assert word not in told
    walk(at.window)
    handover.note_handover(store, record, "paper", "Duty desk")
    assert "1 handover to confirm, today" in words()
    yesterday = datetime.now(UTC) - timedelta(days=2)
    set_sealed(store, sealed_at=yesterday.isoformat("T", "milliseconds"))
    assert "1 handover to confirm, since" in words()
    session.start_session(store, shop)
    assert "handover to confirm" not in words(), "nobody in the room may read it over a shoulder"
    with store.unjournaled() as conn:
        begun = datetime.now(UTC) - timedelta(hours=13)
        conn.execute(update(tables.workshop).values(started_at=begun.isoformat("T", "milliseconds")))
    assert "to confirm, since" in words(), "a session that nobody ended is over by then"
    handover.confirm_receipt(store, record, "J. Okoro")
    assert "handover to confirm" not in words()


def test_it_leads_to_the_panel_even_when_the_workshop_is_gone(at: Desk, store: Store, shop: str) -> None:
    safeguarding.seal(store, shop, Concern("quetzalcoatl"))
    workshop.delete_workshop(store, shop)
    page = at.go("workshops")
    seen: list[str] = []

    def panel() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ContactsDialog)
        seen.append(shown(dialog))
        dialog.reject()

    QTimer.singleShot(0, panel)
    page.findChild(Button, "waiting").click()
    at.settle()
    assert "Hand over…" in seen[0]


@pytest.mark.parametrize("name", ["home", "workshops"])
def test_a_page_that_is_drawn_anew_under_the_focus_keeps_it(
    at: Desk, store: Store, shop: str, name: str
) -> None:
    safeguarding.seal(store, shop, Concern("quetzalcoatl"))
    page = at.go(name)
    page.findChild(Button, "waiting").setFocus()
    page.redraw()
    assert at.focus().objectName() == "waiting"
    page.refresh()
    at.settle()
    assert page.isAncestorOf(at.focus())


@pytest.mark.parametrize("asks", [False, True])
def test_one_key_hides_the_screen_and_the_moment_is_kept(
    at: Desk, store: Store, shop: str, asks: bool
) -> None:
    at.preferences.set_hide_asks(asks)
    page = at.go("capture", workshop=shop)
    field = page.line.field
    QTest.keyClicks(field, "P1: half a sent")
    seen: list[object] = []

    def hidden() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, HideScreen)
            seen.append(dialog.isFullScreen())
            image = dialog.grab().toImage()
            edge = {
                image.pixel(x, y) for x in range(4, image.width() - 4, 40) for y in (4, image.height() - 4)
            }
            seen.append(len(edge))
            seen.append("half" in shown(dialog))
            QTest.keyClick(at.window, KEY.Key_N, CTRL)
            QTest.keyClicks(dialog.field if asks else dialog, "typed by somebody else")
            QTest.keyClick(dialog, KEY.Key_Escape)
            if asks:
                assert dialog.isVisible(), "only the passphrase brings it back"
                dialog.field.setText(PASSPHRASE)
                QTest.keyClick(dialog.field, KEY.Key_Return)
            seen.append(dialog.isVisible())
        finally:
            if dialog is not None:
                dialog.done(0)

    QTimer.singleShot(0, hidden)
    QTest.keyClick(field, KEY.Key_F9)
    at.settle()
    assert seen == [True, 1, False, False]
    assert at.nav.place.page == "capture"
    QTest.keyClicks(field, "ence")
    assert field.text() == "P1: half a sentence"
    assert at.window.focusWidget() is field
    QTest.keyClick(field, KEY.Key_Return)
    assert [one.text for one in note.notes(store, shop)] == ["half a sentence"]
