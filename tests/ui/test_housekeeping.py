"""What the application does by itself: backups, the check of the file, a copy when the disk fails, and locking."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from crp_desktop import paths
from crp_desktop.app import PAGES, Application
from crp_desktop.services.programme import keeping
from crp_desktop.services.programme.file import backups_folder, open_programme
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.suggest import read_suggester
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import backup, checks
from crp_desktop.storage.faults import full
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui import housekeeping
from crp_desktop.ui.pages.welcome.page import WelcomePage
from crp_desktop.ui.widgets.button import Button
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import settle
from tests.ui.shell import application_on


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encrypted programme, made once."""
    path = tmp_path_factory.mktemp("made") / "northmere.crp"
    new_programme(path, PASSPHRASE).close()
    return path


@pytest.fixture
def store(original: Path, tmp_path: Path) -> Store:
    path = Path(shutil.copy(original, tmp_path / "northmere.crp"))
    opened = open_programme(path, Key.from_passphrase(PASSPHRASE), backups=tmp_path / "before")
    sign_in(opened, "Ana Reyes", "device-of-tests")
    return opened


@pytest.fixture
def app(look, store: Store, tmp_path: Path) -> Iterator[Application]:
    whole = application_on(store, tmp_path / "settings", "home")
    whole.window.show()
    settle()
    yield whole
    whole.window.close()
    settle()


def done(app: Application, qtbot) -> None:
    qtbot.waitUntil(lambda: not app.ops.jobs)
    settle()


def made() -> list[Path]:
    return sorted(backups_folder(paths.user_data()).glob("*.crp"))


def press(app: Application, words: str) -> None:
    buttons = [one for one in app.window.problem_bar.findChildren(Button) if one.text() == words]
    assert buttons, words
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    settle()


def test_a_backup_is_made_after_opening_and_not_again_at_once(app: Application, qtbot) -> None:
    assert app.housekeeping._soon.isActive(), "it waits until the window is up"
    assert made() == []
    app.housekeeping._soon.timeout.emit()
    done(app, qtbot)
    assert len(made()) == 1
    assert app.window.problem_bar.isHidden()
    app.housekeeping._again.timeout.emit()
    done(app, qtbot)
    assert len(made()) == 1


def test_nothing_is_looked_after_when_open_to_read_or_closed(
    look, original: Path, tmp_path: Path, qtbot
) -> None:
    reading = open_programme(original, Key.from_passphrase(PASSPHRASE), backups=tmp_path, read_only=True)
    whole = application_on(reading, tmp_path / "settings", "home")
    assert not whole.housekeeping._soon.isActive()
    whole.housekeeping.look_after()
    assert whole.ops.jobs == []
    assert made() == []
    whole.window.close()


def test_what_was_saved_is_folded_in_without_a_word_in_the_window(
    app: Application, qtbot, store: Store
) -> None:
    done(app, qtbot)
    told: list[bool] = []
    app.ops.jobs_changed.connect(lambda: told.append(app.window.status.jobs.isVisibleTo(app.window)))
    app.ops.run(workshop.add_workshop)
    store.saved_at = datetime.now().astimezone() - timedelta(seconds=5)
    app.housekeeping.tidy()
    assert [job.shown for job in app.ops.jobs] == [False]
    done(app, qtbot)
    assert told
    assert not any(told)
    app.housekeeping.tidy()
    assert not app.ops.jobs
    with store.engine.connect() as conn:
        waiting = conn.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)").one()
    assert waiting[1] == waiting[2]


def test_first_visits_are_prepared_on_the_worker_without_a_word(app: Application, qtbot) -> None:
    read_suggester.cache_clear()
    app.ready.read()
    assert [job.shown for job in app.ops.jobs] == [False]
    qtbot.waitUntil(lambda: not app.ops.jobs, timeout=30_000)
    assert read_suggester.cache_info().currsize == 1
    assert all(entry.module in sys.modules for entry in PAGES)
    while not app.window.page("rights"):
        assert app.ready._quiet.isActive()
        app.ready._quiet.timeout.emit()
    app.ready._quiet.stop()
    app.ready.make_one()
    assert not app.ready._quiet.isActive(), "all are made"
    assert app.window.current_page is app.window.page("home")


def test_no_page_is_made_ahead_where_somebody_works(app: Application, qtbot) -> None:
    app.nav.go("workshops")
    app.ready.make_one()
    assert not app.window.page("findings")


def test_damage_is_told(app: Application, qtbot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "quick_check", lambda _: ["The file is damaged: page 7."])
    app.housekeeping.look_after()
    done(app, qtbot)
    problem = app.window.problem_bar.problem
    assert problem is not None
    assert "page 7" in problem.what
    assert str(backups_folder(paths.user_data())) in problem.safe


def test_a_backup_that_fails_leaves_the_programme_alone(
    app: Application, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise full()

    monkeypatch.setattr(backup, "save_copy", no_room)
    app.housekeeping.back_up_when_due()
    done(app, qtbot)
    assert "No backup could be made. The disk is full." in str(app.window.problem_bar.problem)
    assert "the last change was not saved" not in str(app.window.problem_bar.problem)
    assert app.ops.run(workshop.add_workshop, title="Goes on")


def test_a_file_that_moved_can_be_saved_elsewhere_and_gone_on_with(
    app: Application, store: Store, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.ops.run(workshop.add_workshop, title="Saved before")
    os.replace(store.path, tmp_path / "moved.crp")
    assert app.ops.run(workshop.add_workshop, title="Refused") is None
    assert "moved, deleted or replaced" in str(app.window.problem_bar.problem)
    target = tmp_path / "stick.crp"
    monkeypatch.setattr(housekeeping, "ask_save", lambda *_: target)
    monkeypatch.setattr(housekeeping, "confirm", lambda *_, **__: True)
    press(app, "Save a copy elsewhere…")
    done(app, qtbot)
    page = app.window.current_page
    assert isinstance(page, WelcomePage)
    QTest.keyClicks(page.unlock.secret, PASSPHRASE)
    QTest.keyClick(page.unlock.secret, Qt.Key.Key_Return)
    settle()
    if page.who.isVisible():
        QTest.keyClicks(page.who.who, "Ana Reyes")
        QTest.keyClick(page.who.role, Qt.Key.Key_Return)
        settle()
    assert app.ops.store.path == target
    assert [one.title for one in app.ops.ask(workshop.workshops)] == ["Saved before"]


def test_other_problems_offer_no_copy(app: Application) -> None:
    app.ops.run(sign_in, "", "device-of-tests")
    assert app.window.problem_bar.problem is not None
    assert not [one for one in app.window.problem_bar.findChildren(Button) if "copy" in one.text()]


def test_locking_waits_for_the_work_under_way(app: Application, qtbot, tmp_path: Path) -> None:
    app.ops.start(
        partial(keeping.save_elsewhere, app.ops.opened, tmp_path / "copy.crp"), title="Saving a copy"
    )
    app.lock()
    assert app.ops.store is not None
    qtbot.waitUntil(lambda: app.ops.store is None)
    assert isinstance(app.window.current_page, WelcomePage)
    assert (tmp_path / "copy.crp").exists()


def test_another_programme_ends_the_work_on_the_one_before(
    app: Application, store: Store, tmp_path: Path, qtbot
) -> None:
    other = new_programme(tmp_path / "other.crp")
    app.housekeeping.look_after()
    app.ops.use(other)
    settle()
    assert app.ops.jobs == []
    assert app.ops.store is other
    app.ops.start(partial(keeping.find_faults, app.ops.opened), title="Checking")
    done(app, qtbot)
    assert app.window.problem_bar.isHidden()
    open_programme(store.path, Key.from_passphrase(PASSPHRASE), backups=tmp_path).close()


@pytest.mark.parametrize("locked", [True, False])
def test_a_copy_is_said_to_have_a_passphrase_only_where_it_has_one(
    app: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locked: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(housekeeping, "confirm", lambda _window, _title, words, *_, **__: told.append(words))
    monkeypatch.setattr(housekeeping, "is_encrypted", lambda _store: locked)
    app.housekeeping._saved(tmp_path / "copy.crp")
    assert ("same passphrase" in told[0]) == locked
