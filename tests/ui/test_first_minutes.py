"""What somebody meets in the first minutes: where Enter goes, where a form with gaps leads, words below icons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QColorDialog, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.app import Application
from crp_desktop.domain.errors import InputProblem
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.keys import Key, recovery_code
from crp_desktop.ui import theme
from crp_desktop.ui.pages.settings.page import SettingsPage
from crp_desktop.ui.pages.welcome import new as welcome_new
from crp_desktop.ui.pages.welcome.page import WelcomePage
from crp_desktop.ui.pages.welcome.parts import code_lines
from crp_desktop.ui.widgets.button import Button
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import settle
from tests.ui.shell import application_on


@pytest.fixture
def app(qtbot: QtBot, look: theme.Look, tmp_path: Path) -> Iterator[Application]:
    whole = application_on(None, tmp_path, "welcome")
    whole.window.resize(1366, 768)
    whole.window.show()
    whole.window.activateWindow()
    settle()
    yield whole
    whole.window.close()


def in_view(page: WelcomePage, widget: QWidget) -> bool:
    """Whether the whole of a widget is in the part of the page that is scrolled to."""
    assert page.scroll_area is not None
    port = page.scroll_area.viewport()
    top = widget.mapTo(port, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= port.height()


@pytest.mark.parametrize("size", [100, 200])
def test_create_leads_to_the_first_field_that_is_missing(
    app: Application, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(welcome_new, "ask_save", lambda *_: pytest.fail("asked for a place"))
    app.window.look.set_text_size(size)
    page = app.window.current_page
    assert isinstance(page, WelcomePage)
    page.new()
    settle()
    form = page.new_programme
    steps: list[tuple[QWidget, str]] = [(form.council, "Northmere"), (form.person, "Ana Reyes")]
    for field, words in steps:
        press_create(page)
        assert QApplication.focusWidget() is field
        assert in_view(page, field)
        assert in_view(page, form.problems)
        QTest.keyClicks(field, words)
    press_create(page)
    first = next(iter(form.thematic.values()))
    assert QApplication.focusWidget() is first
    assert in_view(page, first)
    for box in list(form.thematic.values())[:3]:
        QTest.keyClick(box, Qt.Key.Key_Space)
    press_create(page)
    assert QApplication.focusWidget() is form.passphrase
    assert in_view(page, form.passphrase)
    form.passphrase.setText(PASSPHRASE)
    form.again.setText("something else")
    press_create(page)
    assert QApplication.focusWidget() is form.again
    form.again.setText(PASSPHRASE)
    form.local.setText("Play; play")
    press_create(page)
    assert QApplication.focusWidget() is form.local
    assert in_view(page, form.local)


def press_create(page: WelcomePage) -> None:
    """Go to the button at the bottom of the form and press it, as a person does."""
    button = page.new_programme.create_button
    assert page.scroll_area is not None
    button.setFocus()
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_enter_opens_the_programme_of_the_last_time(app: Application, tmp_path: Path) -> None:
    store = new_programme(tmp_path / "mine.crp")
    path = store.path
    store.close()
    app.preferences.opened(str(path))
    page = app.window.current_page
    assert isinstance(page, WelcomePage)
    app.nav.go("welcome")
    page.show_start()
    settle()
    focus = QApplication.focusWidget()
    assert focus is page.start.first_focus()
    assert focus is not page.start.new
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settle()
    assert page.unlock.isVisible() or page.who.isVisible() or app.ops.store is not None


def test_a_code_is_shown_in_three_even_lines_and_read_back_from_them(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "mine.crp")
    store.close()
    code = recovery_code(store.path, PASSPHRASE)
    shown = code_lines(code)
    groups = [line.split(" – ") for line in shown.split("\n")]
    assert [len(line) for line in groups] == [4, 4, 4]
    sizes = {len(group) for line in groups for group in line}
    assert max(sizes) - min(sizes) <= 1
    for typed in (shown, shown.lower(), shown.replace(" – ", ""), shown.replace("\n", " "), code):
        assert Key.from_recovery_code(typed).raw == Key.from_recovery_code(code).raw
    with pytest.raises(InputProblem):
        Key.from_recovery_code(shown[:-1])


@pytest.mark.parametrize("size", [125, 150, 200])
def test_the_narrow_rail_keeps_its_words(app: Application, size: int) -> None:
    app.window.look.set_text_size(size)
    rail = app.window.rail
    rail.set_narrow(True)
    rail.show()
    settle()
    for button in rail.buttons.values():
        assert button.width() >= button.sizeHint().width()
        assert button.accessibleName()
    assert rail.minimumSizeHint().height() <= 640, "it fits below the menu of a screen of 768"


def test_the_sections_of_settings_are_named_at_the_top_and_lead_there(
    qtbot: QtBot, look: theme.Look, tmp_path: Path
) -> None:
    store = new_programme(tmp_path / "mine.crp")
    whole = application_on(store, tmp_path, "settings")
    whole.window.resize(1366, 768)
    whole.window.show()
    whole.window.activateWindow()
    settle()
    page = whole.window.current_page
    assert isinstance(page, SettingsPage)
    assert page.scroll_area is not None
    assert [link.text() for link in page.links][:2] == ["This computer", "Who is working"]
    link = next(link for link in page.links if link.text() == "Names to look for before printing")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    settle()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert page.names_card.isAncestorOf(focused)
    top = page.names_card.mapTo(page.scroll_area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top <= 100
    whole.window.close()


def test_a_colour_is_picked_from_a_dialog_that_locking_can_close(
    qtbot: QtBot, look: theme.Look, tmp_path: Path
) -> None:
    store = new_programme(tmp_path / "mine.crp")
    whole = application_on(store, tmp_path, "settings")
    whole.window.show()
    settle()
    page = whole.window.current_page
    assert isinstance(page, SettingsPage)

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QColorDialog)
        native = dialog.testOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setCurrentColor(theme.chosen("#00573D"))
        dialog.accept() if native else dialog.reject()

    QTimer.singleShot(0, choose)
    page.paper_card.pick.click()
    settle()
    assert whole.ops.ask(programme).colour.casefold().endswith("00573d")
    whole.window.close()


def test_home_offers_to_start_a_workshop_once_there_is_one(
    qtbot: QtBot, look: theme.Look, tmp_path: Path
) -> None:
    store = new_programme(tmp_path / "mine.crp")
    whole = application_on(store, tmp_path, "home")
    whole.window.show()
    settle()
    assert whole.window.findChild(Button, "start-workshop") is None
    whole.nav.go("workshops")
    settle()
    first = QApplication.focusWidget()
    assert isinstance(first, Button)
    assert first.text() == "Start a workshop now"
    whole.ops.run(add_workshop)
    whole.nav.go("home")
    settle()
    button = whole.window.findChild(Button, "start-workshop")
    assert button is not None
    button.click()
    settle()
    assert whole.nav.place is not None
    assert whole.nav.place.page == "capture"
    whole.window.close()
