"""A programme that is open to be read only: what cannot be changed does not look as if it could."""

from pathlib import Path

from crp_desktop.services.capture.draft import save_draft
from crp_desktop.services.capture.lines import draft_place
from crp_desktop.services.programme.file import open_programme
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE
from tests.ui.window import desk


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
