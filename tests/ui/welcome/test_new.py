"""A new programme through the controls of the welcome page."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop.app import Application
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.programme.keeping import is_encrypted
from crp_desktop.services.programme.people import person_at_work
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.keys import Key
from crp_desktop.ui.pages.welcome import new as welcome_new
from crp_desktop.ui.pages.welcome import parts as welcome_parts
from crp_desktop.ui.pages.welcome.page import WelcomePage
from tests.make import PASSPHRASE
from tests.ui.accessibility import settle
from tests.ui.welcome.doors import enter, fill_form, lock, type_into


def test_a_new_programme_with_its_recovery_code(
    app: Application, form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.crp"
    suggested: list[str] = []
    monkeypatch.setattr(welcome_new, "ask_save", lambda *asked: suggested.append(asked[2]) or path)
    fill_form(form)
    enter(form.new_programme.again)
    assert suggested == ["Northmere b District b.crp"]
    assert form.code.isVisible()
    code = form.code.code.text()
    assert not form.code.go.isEnabled()
    kept = tmp_path / "code.txt"
    monkeypatch.setattr(welcome_parts, "ask_save", lambda *_: kept)
    QTest.keyClick(form.code.save, Qt.Key.Key_Space)
    QTest.keyClick(form.code.kept, Qt.Key.Key_Space)
    QTest.keyClick(form.code.go, Qt.Key.Key_Space)
    settle()
    assert code in kept.read_text(encoding="utf-8")
    store = app.ops.store
    now = app.ops.ask(programme)
    assert (now.council, now.length_months) == ("Northmere & <b>District</b>", 36)
    assert set(now.badges) >= {"culture", "healthy", "place", "flourishing", "local_health_wellbeing"}
    assert is_encrypted(store)
    assert app.ops.ask(person_at_work).name == "Ana Reyes"
    assert app.nav.place is not None
    assert app.nav.place.page == "home"
    lock(app)
    again = open_programme(path, Key.from_recovery_code(code), backups=tmp_path)
    assert programme(again).council == "Northmere & <b>District</b>"
    again.close()


def test_a_form_that_lacks_something_says_what_and_makes_no_file(
    form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: pytest.fail("asked for a place"))
    new = form.new_programme
    QTest.keyClick(new.create_button, Qt.Key.Key_Space)
    assert "council’s name and your own" in str(new.problems.problem)
    fill_form(form)
    new.again.clear()
    enter(new.again)
    assert "not the same" in str(new.problems.problem)
    QTest.keyClick(new.thematic["place"], Qt.Key.Key_Space)
    enter(new.again)
    assert "thematic" in str(new.problems.problem)
    QTest.keyClick(new.thematic["place"], Qt.Key.Key_Space)
    for field in (new.passphrase, new.again):
        field.clear()
        type_into(field, "short")
    enter(new.again)
    assert new.problems.problem is not None
    assert not list(tmp_path.glob("*.crp"))


def test_a_folder_that_cannot_be_written_to_is_told_and_the_form_stays(
    form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: tmp_path / "gone" / "mine.crp")
    fill_form(form)
    enter(form.new_programme.again)
    assert form.new_programme.problems.isVisible()
    assert form.new_programme.council.text().startswith("Northmere")


def test_leaving_before_the_code_is_kept_gives_the_file_free(
    app: Application, form: WelcomePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mine.crp"
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: path)
    fill_form(form)
    enter(form.new_programme.again)
    app.nav.go("welcome", action="new")
    open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path).close()


def test_what_is_missing_in_a_new_programme_is_marked_and_the_first_has_the_focus(page: WelcomePage) -> None:
    page.new()
    form = page.new_programme
    form.council.setText("Northmere")
    form.create_programme()
    assert form.focusWidget() is form.person
    assert form.person.accessibleDescription() == "Missing"
    assert form.council.accessibleDescription() == ""
