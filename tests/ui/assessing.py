"""A lead at the keyboard of the self-assessment: keys, dialogs, a level given, a period begun."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crp_desktop.domain.kinds import Audience, Direction, FindingKind
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.pages.assessment.review_page import ReviewPage
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import name_of
from tests.ui.window import Desk

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BADGE = "culture"


def programme_with_findings(path: Path) -> Store:
    """An encrypted programme with one finding for and one against the badge."""
    opened = new_programme(path, PASSPHRASE)
    shop = add_workshop(
        opened, title="Youth forum", held_on="2026-05-02", audience=Audience.YOUNG_PEOPLE
    ).value
    for kind, text, direction in (
        (FindingKind.STRENGTH, "Our worker explains our rights to us.", Direction.SUPPORTS),
        (FindingKind.CONCERN, "The front desk talks over us.", Direction.CONTRADICTS),
    ):
        found = add_finding(opened, kind, text, workshop_id=shop).value
        map_badge(opened, found, BADGE, direction=direction)
    return opened


def press(at: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget() or at.window
    QTest.keyClick(focus, key, modifier)
    at.settle()


def write(at: Desk, words: str) -> None:
    QTest.keyClicks(at.focus(), words)
    at.settle()


def tab_to(at: Desk, name: str) -> None:
    """Press Tab until the control of that accessible name has the focus."""
    met = []
    for _ in range(120):
        focus = QApplication.focusWidget()
        if focus is not None and name in (name_of(focus), focus.accessibleName()):
            return
        met.append(name_of(focus) if focus is not None else None)
        press(at, KEY.Key_Tab)
    raise AssertionError(f"Tab never reached {name!r}, but {list(dict.fromkeys(met))}")


def in_dialog(
    at: Desk, monkeypatch: pytest.MonkeyPatch, cls: type[QWidget], *acts: Callable[[Any], object]
) -> None:
    """The next dialogs of this class are driven by these, one each, instead of waiting for somebody."""
    waiting = list(acts)

    def stand_in(dialog: QWidget) -> int:
        dialog.show()
        at.settle()
        waiting.pop(0)(dialog)
        at.settle()
        dialog.close()
        at.window.activateWindow()
        at.settle()
        return 1

    monkeypatch.setattr(cls, "exec", stand_in)


def choose(dialog: QWidget, words: str) -> None:
    """Press the dialog's button that says so."""
    button = next(one for one in dialog.findChildren(QPushButton) if one.text() == words)
    button.setFocus()
    QTest.keyClick(button, KEY.Key_Space)


def give(at: Desk, level: str, why: str) -> None:
    """One statement by keyboard: the level, the reason, how sure."""
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    press(at, KEY.Key_1, CTRL)
    write(at, level)
    if page.statement.over.isVisible():
        tab_to(at, "Why is it above the cap?")
        write(at, "The minute is on its way.")
    tab_to(at, "Reason for this level")
    write(at, why)
    tab_to(at, "Confidence: High")
    press(at, KEY.Key_Space)
    tab_to(at, "Reason for your confidence")
    write(at, "It is plain to see.")


def score_all(at: Desk, level: str, why: str) -> None:
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    for _ in page.view.statements:
        give(at, level, why)
        press(at, KEY.Key_Return, CTRL)
    assert isinstance(at.window.current_page, ReviewPage)


def new_period(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    at.go("assessment")
    in_dialog(at, monkeypatch, Dialog, lambda dialog: choose(dialog, "Add period"))
    tab_to(at, "New period")
    press(at, KEY.Key_Space)
