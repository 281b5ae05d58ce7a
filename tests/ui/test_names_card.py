"""Settings: the council's own words to look out for, and asking about everything again."""

from pathlib import Path

import pytest

from crp_desktop.documents.prepare import find_subject
from crp_desktop.documents.review.review import looked_at, remember_fine, review
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.settings import names as settings_names
from crp_desktop.ui.pages.settings.names import NamesCard
from tests.programmes import programme_at
from tests.ui.window import Desk


@pytest.fixture
def store(tmp_path: Path):
    opened = programme_at(tmp_path / "a.crp")
    yield opened
    opened.close()


def card(at: Desk) -> NamesCard:
    found = at.go("settings").names_card
    assert isinstance(found, NamesCard)
    return found


def test_words_are_saved_as_the_field_is_left_and_undone_as_one_step(at: Desk, store: Store) -> None:
    one = card(at)
    one.watched.setPlainText("The Lighthouse\n\n  Spruce Close ")
    one.watched.left.emit(one.watched.text())
    one.harmless.setPlainText("Quayside")
    one.harmless.left.emit(one.harmless.text())
    assert programme(store).watched == ("The Lighthouse", "Spruce Close")
    assert programme(store).harmless == ("Quayside",)
    store.undo()
    assert programme(store).harmless == ()


def test_words_from_a_file_are_added_to_those_there(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.txt"
    path.write_text("Spruce Close\nThe Lighthouse\n", encoding="utf-8")
    monkeypatch.setattr(settings_names, "ask_open", lambda *_: path)
    one = card(at)
    one.watched.setPlainText("The Lighthouse")
    one.add.click()
    assert one.watched.text() == "The Lighthouse\nSpruce Close"
    assert programme(store).watched == ("The Lighthouse", "Spruce Close")
    path.write_bytes(b"\xff\x00")
    one.add.click()
    assert len(at.problems) == 1
    assert len(programme(store).watched) == 2


def test_everything_is_asked_about_again(at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_names, "confirm", lambda *_, **__: True)
    one = card(at)
    assert one.again.isHidden()
    request = find_subject(store, "handout")
    remember_fine(store, review(store, request).found)
    one.refresh()
    assert not one.again.isHidden()
    one.again.click()
    assert looked_at(store) == 0
    assert not review(store, request).is_empty
    assert one.again.isHidden()
