"""Words taken away during a session, in the real window: what rests on them, what stays, what nobody may see."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from crp_desktop import paths
from crp_desktop.documents.handover.handover import waiting
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.capture.draft import draft
from crp_desktop.services.findings import finding
from crp_desktop.services.programme.file import backups_folder
from crp_desktop.services.programme.keeping import back_up, list_backups
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.held_backups import HeldBackups
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.text import Label
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import walk
from tests.ui.hands import CTRL, KEY
from tests.ui.window import Desk

SECRET = "quetzalcoatl hits me at night"


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    made = workshop.add_workshop(store).value
    for line in ("P1: before", f"P2: {SECRET}", "P1: after"):
        capture.file_line(store, made, parse_line(line), None)
    return made


@pytest.fixture
def shared(store: Store, shop: str) -> dict[str, str]:
    """Findings on the second note: alone, with others, and with others in the same words."""
    first, second, _ = (finding.Span(one.id) for one in note.notes(store, shop))
    return {
        text: finding.add_finding(store, FindingKind.CONCERN, text, workshop_id=shop, spans=spans).value
        for text, spans in (
            ("Alone", [second]),
            ("Night buses", [first, second]),
            (f"One said {SECRET}", [first, second]),
        )
    }


def shown(top: QWidget) -> str:
    """All words that can be seen or are read out in a window."""
    said = []
    for one in (top, *top.findChildren(QWidget)):
        if one.isVisible():
            text = one.text() if isinstance(one, Label | Button | QLabel) else ""
            said += [text, one.accessibleName(), one.accessibleDescription(), one.windowTitle()]
    return "\n".join(said)


def file_separately(at: Desk, note_id: str, act=lambda dialog: None) -> list[str]:
    """F8 on a chosen note, write it down, file it; what stood on the screen on the way."""
    page, seen = at.window.current_page, []
    page.stream.setFocus()
    page.stream.choose(note_id)
    at.settle()

    def sure() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(shown(dialog))
        next(one for one in dialog.findChildren(Button) if one.text() == "File separately").click()

    def panel() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ContactsDialog)
        try:
            seen.append(shown(dialog))
            dialog.open_form.click()
            seen.append(shown(dialog))
            act(dialog)
            QTimer.singleShot(0, sure)
            dialog.act.click()
        finally:
            dialog.reject()

    QTimer.singleShot(0, panel)
    at.window.open_contacts()
    at.settle()
    return seen


def test_a_finding_that_rests_on_other_notes_too_is_asked_about_without_its_words(
    at: Desk, store: Store, shop: str, shared: dict[str, str]
) -> None:
    at.go("capture", workshop=shop)
    boxes: dict[str, bool] = {}

    def look_at(dialog: ContactsDialog) -> None:
        boxes.update({key: box.isChecked() for key, box in dialog.resting.boxes.items()})
        walk(dialog)
        assert "Night buses" not in shown(dialog)
        dialog.resting.show_words.click()
        assert "Night buses" in shown(dialog)

    seen = file_separately(at, note.notes(store, shop)[1].id, look_at)
    assert boxes == {shared["Night buses"]: False, shared[f"One said {SECRET}"]: True}
    assert "Finding 1: no other notes behind it" in seen[1]
    assert "Not affected, because other notes support it too: 1 finding." in seen[2]
    assert "Finding 2: has other notes behind it" in seen[1]
    for screen in seen:
        assert "Night buses" not in screen
        assert "quetzalcoatl" not in screen
        assert "P2" not in screen
    assert [one.text for one in finding.findings(store)] == ["Night buses"]
    assert len(waiting(store)) == 1
    assert "quetzalcoatl" not in shown(at.window)
    for word in ("seal", "safeguard", "secret"):
        assert word not in shown(at.window).casefold()


def test_what_stands_in_the_line_is_on_disk_at_once_and_undo_brings_nothing_back(
    at: Desk, store: Store, shop: str
) -> None:
    page = at.go("capture", workshop=shop)
    field = page.line.field
    field.setFocus()
    QTest.keyClicks(field, SECRET)
    QTest.keyClick(field, KEY.Key_A, CTRL)
    QTest.keyClicks(field, "P1: half a sentence")
    file_separately(at, note.notes(store, shop)[1].id)
    assert field.text() == "P1: half a sentence"
    kept = draft(store, capture.draft_place(shop))
    assert kept is not None
    assert kept.text == "P1: half a sentence"
    field.setFocus()
    for _ in range(3):
        QTest.keyClick(field, KEY.Key_Z, CTRL)
        assert "quetzalcoatl" not in field.text()


def test_the_line_and_the_clipboard_do_not_keep_the_words(at: Desk, store: Store, shop: str) -> None:
    page = at.go("capture", workshop=shop)
    page.line.field.setFocus()
    QTest.keyClicks(page.line.field, f"P2: {SECRET.upper()}")
    QGuiApplication.clipboard().setText(SECRET)
    file_separately(at, note.notes(store, shop)[1].id)
    assert page.line.field.text() == ""
    assert draft(store, capture.draft_place(shop)) is None
    assert QGuiApplication.clipboard().text() == ""


def test_withdrawal_says_what_still_holds_the_words_and_deletes_the_backups(
    at: Desk, store: Store, shop: str, shared: dict[str, str]
) -> None:
    folder = backups_folder(paths.user_data())
    old = back_up(store, folder)
    dialog = WithdrawDialog.of_notes(at.window, at.ops, shop, [note.notes(store, shop)[1].id])
    assert {key: box.isChecked() for key, box in dialog.resting.boxes.items()} == {
        shared["Alone"]: True,
        shared["Night buses"]: False,
        shared[f"One said {SECRET}"]: True,
    }
    dialog.show()
    dialog.act.click()
    at.settle()
    told = shown(dialog)
    assert "1 note erased on" in told
    assert "1 backup with erased words still in" in told
    assert "deleted by" in told
    walk(dialog)
    backups = dialog.findChild(HeldBackups)
    backups.delete_now()
    while at.ops.jobs:
        QTest.qWait(5)
    at.settle()
    assert "1 backup deleted. A new one was made." in shown(dialog)
    left = [one.path for one in list_backups(store, folder)]
    assert old not in left
    assert len(left) == 1
    dialog.keep.click()
    assert not dialog.isVisible()
    assert [one.text for one in finding.findings(store)] == ["Night buses"]
    dialog.deleteLater()


def test_settings_and_the_handover_name_the_backups_too(at: Desk, store: Store, shop: str) -> None:
    back_up(store, backups_folder(paths.user_data()))
    at.go("capture", workshop=shop)
    file_separately(at, note.notes(store, shop)[1].id)
    dialog: QDialog = HandoverDialog(at.window, at.ops, waiting(store)[0])
    dialog.show()
    assert "deleted by" in shown(dialog)
    dialog.close()
    dialog.deleteLater()
    page = at.go("settings")
    assert "deleted by" in shown(page.backups_card)
    assert "seal" not in shown(page.backups_card).casefold()
