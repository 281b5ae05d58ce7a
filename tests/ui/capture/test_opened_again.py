"""A session opened again goes on where it was; opened to be read only, nothing looks as if it could be changed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.services.capture.draft import save_draft
from crp_desktop.services.capture.lines import draft_place
from crp_desktop.services.programme.file import open_programme
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE
from tests.ui.window import Desk, desk


def test_it_goes_on_under_the_prompt_of_its_newest_note(
    at: Desk, shop: str, look: Look, tmp_path: Path
) -> None:
    page = at.go("capture", workshop=shop)
    assert isinstance(page, CapturePage)
    field = page.line.field
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    second = page.prompts.current
    for words, key in (("two", None), ("parked", Qt.Key.Key_F4)):
        QTest.keyClicks(field, words)
        if key is not None:
            QTest.keyClick(field, key)
        QTest.keyClick(field, Qt.Key.Key_Return)
    with desk(look, at.ops.store, tmp_path) as again:
        assert again.go("capture", workshop=shop).prompts.current == second


def test_nothing_can_be_typed_started_or_undone(look: Look, store: Store, shop: str, tmp_path: Path) -> None:
    save_draft(store, draft_place(shop), "half a sent", {})
    path = store.path
    store.close()
    reading = open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path, read_only=True)
    with desk(look, reading, tmp_path) as at:
        page = at.go("capture", workshop=shop)
        assert page.line.field.text() == "half a sent"
        for part in (page.line.field, page.prompts.run, page.prompts.new, page.room):
            assert not part.isEnabled()
        assert not at.window.status.undo.isEnabled()
        at.go("home")
        assert at.window.unsaved() == ""
    reading.close()
