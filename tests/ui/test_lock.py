"""Locking hides at once what is on the screen, whatever is under way or open over it."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from crp_desktop.app import Application
from crp_desktop.domain.capture import parse_line
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.capture.draft import draft
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.files import ask_open, ask_save
from crp_desktop.ui.dialogs.hide_screen import HideScreen
from crp_desktop.ui.pages.welcome.page import WelcomePage
from tests.disks import let_grow
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import settle
from tests.ui.hands import CTRL, KEY
from tests.ui.shell import application_on

LONG = "what was said " * 8_000
SAID = "quetzalcoatl is what P2 said"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_programme(tmp_path / "a.crp", PASSPHRASE)
    shop = workshop.add_workshop(made).value
    capture.file_line(made, shop, parse_line(f"P2: {SAID}"), None)
    return made


@pytest.fixture
def app(look, store: Store, tmp_path: Path):
    shop = workshop.workshops(store)[0].id
    whole = application_on(store, tmp_path / "home", "capture", workshop=shop)
    whole.window.resize(1100, 700)
    whole.window.show()
    whole.window.activateWindow()
    settle()
    yield whole
    whole.window.close()
    settle()


class Slow:
    """Work that goes on until it is let go or cancelled."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def work(self, store: Any, progress: Any) -> str:
        while not self.go_on.wait(0.005):
            progress(1, 2)
        return "done"


def wait(app: Application) -> None:
    for _ in range(2_000):
        if app.ops.store is None:
            return
        QTest.qWait(5)
    raise AssertionError("it never locked")


def plain(app: Application) -> bool:
    """Whether the window shows one colour all over its edges and where the notes stood: no page shows through."""
    image = app.window.grab().toImage()
    spots = [(x, y) for x in (5, 40, 200, 420, 600, 1000) for y in (8, 40, 120, 200, 640, 690)]
    return len({image.pixel(x, y) for x, y in spots}) == 1


def test_the_page_is_hidden_at_once_and_locked_when_the_work_ends(app: Application, store: Store) -> None:
    page = app.window.current_page
    page.line.field.setFocus()
    QTest.keyClicks(page.line.field, "half a sentence")
    shop = page.workshop_id()
    slow = Slow()
    app.ops.start(partial(slow.work, app.ops.opened), title="Backing up")
    assert not plain(app)
    app.lock()
    assert app.cover.isVisible()
    assert plain(app)
    assert app.ops.store is not None
    assert draft(store, capture.draft_place(shop)).text == "half a sentence", "what was typed is on disk"
    app.window.resize(1200, 760)
    settle()
    assert app.cover.size() == app.window.size()
    before = note.notes(store, shop)
    for key, modifiers in (
        (KEY.Key_Z, CTRL),
        (KEY.Key_K, CTRL),
        (KEY.Key_F8, KEY(0)),
        (KEY.Key_Return, KEY(0)),
    ):
        QTest.keyClick(app.window, key, modifiers) if modifiers == CTRL else QTest.keyClick(app.window, key)
        settle()
    assert note.notes(store, shop) == before
    assert QApplication.activeModalWidget() is None
    slow.go_on.set()
    wait(app)
    settle()
    assert isinstance(app.window.current_page, WelcomePage)
    assert not app.cover.isVisible()
    assert app.window.centralWidget().isEnabled()
    assert app.window.menuBar().isEnabled()


def test_the_work_can_be_stopped_from_the_cover(app: Application) -> None:
    app.ops.start(partial(Slow().work, app.ops.opened), title="Backing up")
    app.lock()
    assert app.cover.progress.cancel.isVisible()
    app.cover.progress.cancel.click()
    wait(app)


@pytest.mark.parametrize("ask", [ask_open, ask_save])
def test_a_file_dialog_is_closed_and_hides_nothing_from_the_lock(app: Application, ask: Any) -> None:
    seen: list[bool] = []

    def look_and_lock() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog.testOption(QFileDialog.Option.DontUseNativeDialog))
        app._idle.timeout.emit()
        seen.append(app.ops.store is None or plain(app))

    QTimer.singleShot(0, look_and_lock)
    words = ("a.txt", "Text (*.txt)") if ask is ask_save else ("Text (*.txt)",)
    assert ask(app.window, "Choose", *words) is None
    wait(app)
    settle()
    assert seen == [True, True]
    assert isinstance(app.window.current_page, WelcomePage)
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible()
    ]


def test_locking_twice_or_with_nothing_open_is_no_harm(app: Application) -> None:
    slow = Slow()
    app.ops.start(partial(slow.work, app.ops.opened), title="Backing up")
    app.lock()
    app.lock()
    slow.go_on.set()
    wait(app)
    settle()
    app.lock()
    assert not app.cover.isVisible()


def test_what_the_disk_would_not_take_waits_behind_the_passphrase(app: Application, store: Store) -> None:
    page = app.window.current_page
    app.window.may_lose = lambda _: True
    let_grow(store, 0)
    page.line.field.insertPlainText(LONG)
    app.lock()
    settle()
    hidden = QApplication.activeModalWidget()
    assert isinstance(hidden, HideScreen)
    QTest.keyClick(hidden, KEY.Key_Escape)
    QTest.keyClicks(hidden.field, "not the passphrase")
    QTest.keyClick(hidden.field, KEY.Key_Return)
    assert hidden.isVisible()
    QTest.keyClicks(hidden.field, PASSPHRASE)
    QTest.keyClick(hidden.field, KEY.Key_Return)
    settle()
    assert app.window.current_page is page
    assert not app.cover.isVisible()
    assert page.line.field.isEnabled()
    assert page.line.field.text() == LONG
    app.lock()
    settle()
    let_grow(store, 1_000_000)
    app.lock()
    wait(app)
    settle()
    assert app.ops.store is None
    assert QApplication.activeModalWidget() is None
    again = open_programme(store.path, Key.from_passphrase(PASSPHRASE), backups=store.path.parent / "backups")
    shop = workshop.workshops(again)[0].id
    assert draft(again, capture.draft_place(shop)).text == LONG
    again.close()
