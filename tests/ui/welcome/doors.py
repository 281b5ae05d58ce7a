"""What tests of the welcome page do with its fields and buttons."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crp_desktop.app import Application
from crp_desktop.ui.pages.welcome.page import WelcomePage
from tests.make import PASSPHRASE
from tests.ui.accessibility import settle
from tests.ui.hands import Hands


def type_into(field: QWidget, words: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, words)


def enter(field: QWidget) -> None:
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def press(app: Application, words: str) -> None:
    """Press the button of the problem bar that says this."""
    page = app.window.current_page
    bars = [page.problems] if isinstance(page, WelcomePage) else [app.window.problem_bar]
    button = next(
        one for bar in bars for one in bar.findChildren(QWidget) if getattr(one, "text", str)() == words
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle()


def problem_of(page: WelcomePage) -> str:
    assert page.problems.isVisible()
    return str(page.problems.problem)


def unlock(page: WelcomePage, secret: str) -> None:
    page.unlock.secret.clear()
    type_into(page.unlock.secret, secret)
    enter(page.unlock.secret)


def lock(app: Application) -> None:
    """Lock, and wait for the work under way that locking waits for."""
    app.lock()
    Hands(app).wait_for(lambda: app.ops.store is None, seconds=20)


def fill_form(page: WelcomePage, passphrase: str = PASSPHRASE) -> None:
    new = page.new_programme
    type_into(new.council, "Northmere & <b>District</b>")
    type_into(new.person, "Ana Reyes")
    type_into(new.local, "Health & Wellbeing")
    for key in ("healthy", "place", "flourishing"):
        QTest.keyClick(new.thematic[key], Qt.Key.Key_Space)
    type_into(new.passphrase, passphrase)
    type_into(new.again, passphrase)
