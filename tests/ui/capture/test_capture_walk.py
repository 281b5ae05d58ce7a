"""The pages and dialogs of a session, walked through with Tab alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from crp_desktop.documents.handover.handover import waiting
from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.privacy.safeguarding import Concern, contacts, seal
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.contacts import ContactsDialog
from crp_desktop.ui.dialogs.counts import HeadsDialog, PhrasesDialog
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.new_workshop import NewWorkshopDialog
from crp_desktop.ui.dialogs.palette import PaletteDialog
from crp_desktop.ui.dialogs.paste import PasteDialog
from crp_desktop.ui.dialogs.people import PeopleDialog
from crp_desktop.ui.dialogs.read_back import ReadBackDialog
from crp_desktop.ui.dialogs.withdraw import WithdrawDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests.ui.accessibility import walk
from tests.ui.window import desk


@pytest.fixture
def shop(store: Store) -> str:
    made = templates.add_from_template(store, "young_people").value
    prompt = workshop.prompts(store, made)[0].id
    for line in ("P1: Nobody asks us +2", "“They listen here”", "> They laugh", "? Who pays"):
        capture.file_line(store, made, parse_line(line), prompt)
    seal(store, made, Concern("words"))
    return made


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("page", ["workshops", "workshop", "capture"])
def test_pages_are_walked_with_tab(
    look, store: Store, shop: str, tmp_path: Path, page: str, text_size: int
) -> None:
    look.set_text_size(text_size)
    with desk(look, store, tmp_path) as at:
        shown = at.go(page, **({} if page == "workshops" else {"workshop": shop}))
        walk(shown)


def test_the_empty_list_and_a_chosen_note(look, store: Store, shop: str, tmp_path: Path) -> None:
    with desk(look, store, tmp_path) as at:
        page = at.go("capture", workshop=shop)
        page.stream.setFocus()
        page.stream.choose_last()
        at.settle()
        assert any("Join" in name for name in walk(page))


DIALOGS: dict[str, Callable[[Operations, str], QDialog]] = {
    "new": lambda ops, shop: NewWorkshopDialog(None, ops, ops.ask(workshop.workshops)),
    "paste": lambda ops, shop: PasteDialog(None, ops, shop, None, "Here", [], "one\ntwo"),
    "palette": lambda ops, shop: PaletteDialog(None, ops, Navigation()),
    "people": lambda ops, shop: PeopleDialog(None, ops, shop),
    "heads": lambda ops, shop: HeadsDialog(None, ops, shop),
    "phrases": lambda ops, shop: PhrasesDialog(None, ops, shop),
    "contacts": lambda ops, shop: ContactsDialog(None, ops, shop),
    "write": lambda ops, shop: ContactsDialog(None, ops, shop, "words", [], write=True),
    "handover": lambda ops, shop: HandoverDialog(None, ops, ops.ask(waiting)[0]),
    "withdraw": lambda ops, shop: WithdrawDialog.of_speaker(
        None, ops, shop, ops.ask(workshop.speakers, shop)[1]
    ),
    "read back": lambda ops, shop: ReadBackDialog(None, ops, shop),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_dialogs_are_walked_with_tab(look, store: Store, shop: str, tmp_path: Path, name: str) -> None:
    ops = Operations(Preferences(tmp_path / "settings.json"))
    ops.use(store)
    dialog = DIALOGS[name](ops, shop)
    dialog.show()
    walk(dialog)
    dialog.close()
    dialog.deleteLater()
    ops.close()


def test_contacts_are_added_and_changed_in_settings(look, store: Store, tmp_path: Path) -> None:
    with desk(look, store, tmp_path) as at:
        page = at.go("settings")
        card = page.room_card
        card.add.setFocus()
        card.add.click()
        at.settle()
        field = QApplication.focusWidget()
        QTest.keyClicks(field, "Duty desk")
        QTest.keyClick(field, Qt.Key.Key_Tab)
        at.settle()
        assert contacts(store)[1].role == "Duty desk"
        card.asks.click()
        assert at.preferences.hide_asks
        walk(card)
