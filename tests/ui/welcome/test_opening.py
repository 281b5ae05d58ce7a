"""Opening through the controls of the welcome page, on real encrypted files; what stays behind."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from crp_desktop import paths
from crp_desktop.app import Application
from crp_desktop.services.programme.file import open_programme, programme_recovery_code
from crp_desktop.services.programme.people import person_at_work, sign_in
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.keys import Key
from crp_desktop.ui.pages.welcome import page as welcome
from crp_desktop.ui.pages.welcome.page import WelcomePage
from crp_desktop.ui.preferences import Preferences
from tests.make import PASSPHRASE
from tests.ui.accessibility import settle, walk
from tests.ui.shell import application_on
from tests.ui.welcome.doors import enter, fill_form, lock, press, problem_of, type_into, unlock


def test_the_passphrase_opens_it_where_it_was(app: Application, page: WelcomePage, locked: Path) -> None:
    app.preferences.set_last_place(str(locked), "workshops")
    page.open(locked)
    assert page.unlock.isVisible()
    unlock(page, PASSPHRASE)
    assert page.who.isVisible()
    type_into(page.who.who, "Ben Okoro")
    enter(page.who.role)
    assert app.ops.ask(person_at_work).name == "Ben Okoro"
    assert app.nav.place is not None
    assert app.nav.place.page == "workshops"
    assert app.window.windowTitle().startswith("Northmere")
    lock(app)
    page = app.window.current_page  # type: ignore[assignment]
    unlock(page, PASSPHRASE)
    assert app.ops.ask(person_at_work).name == "Ben Okoro", "asked only once"


def test_the_recovery_code_opens_it(page: WelcomePage, locked: Path) -> None:
    code = programme_recovery_code(locked, PASSPHRASE)
    page.open(locked)
    QTest.keyClick(page.unlock.other, Qt.Key.Key_Space)
    assert page.unlock.secret.accessibleName() == "Recovery code"
    unlock(page, code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert problem_of(page)
    unlock(page, code.lower())
    assert page.who.isVisible()


def test_nobody_starts_without_a_name(page: WelcomePage, locked: Path) -> None:
    page.open(locked)
    unlock(page, PASSPHRASE)
    QTest.keyClick(page.who.go, Qt.Key.Key_Space)
    assert "name" in problem_of(page)
    assert page.who.isVisible()


@pytest.fixture
def held(locked: Path) -> Iterator[Path]:
    """Another process has the file open for writing."""
    other = subprocess.Popen(
        [sys.executable, "-m", "tests.storage.child", "lock", str(locked)],
        cwd=paths.resource().parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "locked\n"
    yield locked
    other.communicate("stop\n")


def test_a_file_in_use_names_who_and_opens_to_read(app: Application, page: WelcomePage, held: Path) -> None:
    page.open(held)
    assert "Ann" in problem_of(page)
    press(app, "Open to read only")
    assert page.unlock.isVisible(), "it still needs its passphrase"
    unlock(page, PASSPHRASE)
    assert app.ops.store.read_only
    assert app.ops.ask(programme).council == "Northmere"


def test_a_lock_of_another_computer_can_be_taken_over(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = locked.with_name(locked.name + ".lock")
    lock.write_text(
        json.dumps({"person": "Cal", "computer": "far-away", "pid": 1, "since": "2026-11-20T10:00:00+00:00"}),
        encoding="utf-8",
    )
    page.open(locked)
    assert "Cal on far-away" in problem_of(page)
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: False)
    press(app, "Take the file over")
    assert "Cal" in lock.read_text(encoding="utf-8")
    page.open(locked)
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: True)
    press(app, "Take the file over")
    unlock(page, PASSPHRASE)
    type_into(page.who.who, "Ana Reyes")
    enter(page.who.role)
    assert not app.ops.store.read_only


def test_a_file_without_its_newest_changes_says_so_and_opens_as_it_was(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_programme(locked, Key.from_passphrase(PASSPHRASE), backups=locked.parent)
    sign_in(store, "Ana Reyes", "another device")
    workshop.add_workshop(store)
    alone = Path(shutil.copy(locked, locked.with_name("alone.crp")))
    store.close()
    page.open(alone)
    unlock(page, PASSPHRASE)
    assert "its -wal is missing" in problem_of(page)
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: False)
    press(app, "Open what is there…")
    assert app.ops.store is None
    monkeypatch.setattr(welcome, "confirm", lambda *_, **__: True)
    press(app, "Open what is there…")
    assert page.who.isVisible()
    type_into(page.who.who, "Ana Reyes")
    enter(page.who.role)
    assert not app.ops.store.read_only


def test_a_synced_folder_is_warned_about(app: Application, page: WelcomePage, locked: Path) -> None:
    folder = locked.parent / "OneDrive - Northmere"
    folder.mkdir()
    path = Path(shutil.move(locked, folder / locked.name))
    page.open(path)
    unlock(page, PASSPHRASE)
    type_into(page.who.who, "Ana Reyes")
    enter(page.who.role)
    assert "OneDrive" in str(app.window.problem_bar.problem)
    assert app.window.problem_bar.isVisible()


def test_the_sample_opens_at_once_and_again(app: Application, page: WelcomePage) -> None:
    QTest.keyClick(page.start.sample, Qt.Key.Key_Space)
    settle()
    assert app.ops.ask(programme).illustrative
    file = app.ops.store.path
    app.nav.go("welcome")
    page = app.window.current_page  # type: ignore[assignment]
    page.open(file)
    assert app.nav.place is not None
    assert app.nav.place.page == "home", "the one that is open is not opened twice"
    lock(app)
    assert isinstance(app.window.current_page, WelcomePage)


def test_open_asks_for_a_file_and_takes_a_no(
    app: Application, page: WelcomePage, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers: list[Path | None] = [None, locked]
    monkeypatch.setattr(welcome, "ask_open", lambda *_: answers.pop(0))
    QTest.keyClick(page.start.choose, Qt.Key.Key_Space)
    assert page.start.isVisible()
    QTest.keyClick(page.start.choose, Qt.Key.Key_Space)
    assert page.unlock.isVisible()


def test_recent_programmes_are_first_and_open(app: Application, page: WelcomePage, locked: Path) -> None:
    app.preferences.opened(str(locked))
    page.show_start()
    first = page.first_focus()
    assert first is not None
    assert first.accessibleName() == "Open northmere"
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert page.unlock.isVisible()


def test_the_start_of_the_program_asks_for_the_last_file(look, qtbot, tmp_path: Path, locked: Path) -> None:
    folder = tmp_path / "settings"
    Preferences(folder / "settings.json").opened(str(locked))
    whole = application_on(None, folder, "welcome")
    whole.open(None)
    settle()
    page = whole.window.current_page
    assert isinstance(page, WelcomePage)
    qtbot.waitUntil(page.unlock.isVisible)
    assert page.unlock.secret.hasFocus()
    whole.window.close()


def test_no_secret_stays_in_a_field(app: Application, form: WelcomePage, locked: Path) -> None:
    fill_form(form)
    form.unlock.ask_for(locked)
    type_into(form.unlock.secret, PASSPHRASE)
    form.leaving()
    assert (
        form.unlock.secret.text()
        == form.new_programme.passphrase.text()
        == form.new_programme.again.text()
        == ""
    )
    settings = app.preferences._path.read_text(encoding="utf-8")
    assert "lantern" not in settings


def _to_start(page: WelcomePage, _: Path) -> None:
    page.show_start()


def _to_unlock(page: WelcomePage, path: Path) -> None:
    page.open(path)


def _to_who(page: WelcomePage, path: Path) -> None:
    page.open(path)
    unlock(page, PASSPHRASE)


def _to_new(page: WelcomePage, _: Path) -> None:
    page.new()


def _to_code(page: WelcomePage, path: Path) -> None:
    page.code.show_code("ABCDE-FGHIJ-KLMNO", path.name)
    page._show(page.code)


@pytest.mark.parametrize("show", [_to_start, _to_unlock, _to_who, _to_new, _to_code])
@pytest.mark.parametrize("size", [100, 200])
def test_every_panel_can_be_walked(
    look, page: WelcomePage, locked: Path, show: Callable[[WelcomePage, Path], None], size: int
) -> None:
    look.set_text_size(size)
    show(page, locked)
    settle()
    walk(page)


def test_no_dialog_was_left_open(page: WelcomePage) -> None:
    assert not page.findChildren(QDialog)
