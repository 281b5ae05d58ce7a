"""Two periods of one badge by keyboard: scorers, young people, moderation, sign-off, a new rubric, the trend."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.assessment.period import periods
from crp_desktop.services.assessment.progress import progress
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import badge_view, overview
from crp_desktop.services.assessment.sign_off import versions
from crp_desktop.services.assessment.young_view import count_sheets
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.young_mode import YoungMode
from crp_desktop.ui.pages.assessment.review_page import ReviewPage
from crp_desktop.ui.pages.assessment.sign_off_page import SignOffPage
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from tests.make import PASSPHRASE
from tests.replay import assert_journal_explains
from tests.ui.accessibility import walk
from tests.ui.assessing import (
    BADGE,
    CTRL,
    KEY,
    choose,
    give,
    in_dialog,
    new_period,
    press,
    programme_with_findings,
    score_all,
    tab_to,
    write,
)
from tests.ui.window import Desk

Patch = pytest.MonkeyPatch


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = programme_with_findings(tmp_path / "a.crp")
    yield opened
    assert_journal_explains(opened)
    opened.close()


def test_two_periods_from_first_scorer_to_trend(at: Desk, store: Store, monkeypatch: Patch) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    ana = store.author
    tab_to(at, "Begin: Culture")
    press(at, KEY.Key_Space)
    score_all(at, "0", "Nothing to show yet.")
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).state is AssessmentState.FINISHED
    young_people_answer(at, store, period, monkeypatch)
    second_scorer(at, store, period, monkeypatch)
    assert store.author is not None
    assert ana is not None
    assert store.author.person_id == ana.person_id
    moderate_and_declare(at, store, period, monkeypatch)
    adopt_and_sign(at, store, period, monkeypatch)
    reword(at, store, monkeypatch)
    second_period(at, store, monkeypatch)
    shown = next(one for one in progress(store).badges if one.badge.key == BADGE)
    assert [(point.signed_off, len(point.breaks)) for point in shown.points] == [(True, 0), (False, 1)]
    trend = at.go("assessment_progress")
    assert any("1 statement reworded" in name for name in names(trend))
    assert versions(store, period, BADGE)[0].statements[0].level == 1
    assert not at.problems


def names(page: QWidget) -> list[str]:
    """What a screen reader says of everything in view."""
    return [one.accessibleName() for one in page.findChildren(QWidget) if one.isVisible()]


def young_people_answer(at: Desk, store: Store, period: str, monkeypatch: Patch) -> None:
    """Five young people answer on the laptop; Escape does not lead out, the passphrase does."""
    at.go("assessment_young", period=period, badge=BADGE)

    def act(mode: Any) -> None:
        for _ in range(5):
            QTest.keyClick(mode.begin, KEY.Key_Space)
            for _ in range(5):
                assert not {"not started", "developing"} & set(" ".join(names(mode)).lower().split(". "))
                QTest.keyClicks(QApplication.focusWidget(), "4")
            mode.next_person.setFocus()
            QTest.keyClick(mode.next_person, KEY.Key_Space)
        QTest.keyClick(mode, KEY.Key_Escape)
        assert mode.isVisible()
        QTest.keyClicks(mode.passphrase, "wrong")
        QTest.keyClick(mode.passphrase, KEY.Key_Return)
        assert mode.isVisible()
        mode.close()
        assert mode.isVisible()
        QTest.keyClicks(mode.passphrase, PASSPHRASE)
        QTest.keyClick(mode.passphrase, KEY.Key_Return)
        assert not mode.isVisible()

    in_dialog(at, monkeypatch, YoungMode, act)
    tab_to(at, "Hand over the laptop")
    press(at, KEY.Key_Space)
    assert count_sheets(store, period, BADGE) == 5


def second_scorer(at: Desk, store: Store, period: str, monkeypatch: Patch) -> None:
    """Somebody else scores blind, leaves half way, comes back: the first levels are nowhere to be seen."""

    def act(dialog: Any) -> None:
        dialog.name.setText("Sam Bell")
        dialog.job.setText("Youth worker")
        dialog.interests.set_text("none")
        choose(dialog, "Save")

    in_dialog(at, monkeypatch, Dialog, act, lambda dialog: choose(dialog, "Save"))
    at.go("assessment_review", period=period, badge=BADGE)
    tab_to(at, "Ask a second scorer")
    press(at, KEY.Key_Space)
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    assert page.view.role is ScorerRole.SECOND
    assert all(one.own.level is None for one in page.view.statements)
    assert not any("Nothing to show yet" in name for name in names(page))
    line = next(one for one in overview(store, period).badges if one.badge.key == BADGE)
    assert line.hidden
    give(at, "2", "I have seen it.")
    tab_to(at, "Finish later")
    press(at, KEY.Key_Space)
    at.go("assessment_review", period=period, badge=BADGE)
    tab_to(at, "Continue scoring")
    press(at, KEY.Key_Space)
    assert page.view is not None
    assert page.view.statements[0].own.reason == "I have seen it."
    press(at, KEY.Key_Return, CTRL)
    for _ in range(4):
        give(at, "0", "I saw nothing.")
        press(at, KEY.Key_Return, CTRL)
    press(at, KEY.Key_Space)
    tab_to(at, "Hand back the laptop")
    press(at, KEY.Key_Space)


def moderate_and_declare(at: Desk, store: Store, period: str, monkeypatch: Patch) -> None:
    page = at.go("assessment_review", period=period, badge=BADGE)
    assert isinstance(page, ReviewPage)
    assert page.shown is not None
    assert page.shown.agreement is not None
    assert len(page.shown.agreement.wide) == 1
    tab_to(at, "Level agreed on")
    press(at, KEY.Key_Down)
    press(at, KEY.Key_Down)
    tab_to(at, "How you agreed it")
    write(at, "One team can show it.")
    press(at, KEY.Key_Tab)

    def act(dialog: Any) -> None:
        dialog.interests.set_text("Leads the programme.")
        choose(dialog, "Save")

    in_dialog(at, monkeypatch, Dialog, act)
    tab_to(at, "Name, role and interests")
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).statements[0].level == 1


def adopt_and_sign(at: Desk, store: Store, period: str, monkeypatch: Patch) -> None:
    """What stands in the way is put right one after the other, each by its own button."""
    page = at.go("assessment_sign_off", period=period, badge=BADGE)
    assert isinstance(page, SignOffPage)
    assert not page.sign.isEnabled()
    walk(page)
    first = badge_view(store, period, BADGE).statements[0]
    press_mend(at, page, "mend-not_adopted")
    for name, words in (
        ("Who adopted it", "The Partnership Board"),
        ("How the youth forum took part", "Two evenings with the forum."),
    ):
        tab_to(at, name)
        write(at, words)
    tab_to(at, "Adopt this rubric")
    press(at, KEY.Key_Space)
    at.go("assessment_sign_off", period=period, badge=BADGE)
    press_mend(at, page, f"mend-over_cap-{first.key}")
    wizard = at.window.current_page
    assert isinstance(wizard, WizardPage)
    assert wizard.statement.over.hasFocus()
    assert "agreed level, 1, is above the cap of 0" in wizard.statement._over_note.text()
    write(at, "The minute is on its way.")
    at.go("assessment_sign_off", period=period, badge=BADGE)
    press_mend(at, page, "mend-no_names")
    for name, words in (
        ("Name", "Ruth Adeyemi"),
        ("Role", "Director"),
        ("Meeting", "Partnership Board"),
        ("Day of the meeting", "14 October 2026"),
        ("Reference of the minutes", "Item 4"),
    ):
        tab_to(at, name)
        write(at, words)
    press(at, KEY.Key_Tab)
    assert page.form().meeting.on == "2026-10-14"
    assert page.shown is not None
    assert page.shown.blockers == ()
    in_dialog(at, monkeypatch, Dialog, lambda dialog: choose(dialog, "Sign off"))
    tab_to(at, "Sign off")
    press(at, KEY.Key_Space)
    assert badge_view(store, period, BADGE).state is AssessmentState.SIGNED_OFF
    assert isinstance(at.window.current_page, ReviewPage)
    walk(at.window.current_page)


def press_mend(at: Desk, page: SignOffPage, name: str) -> None:
    """Press the button that puts a thing right, found by the start of its name."""
    button = next(one for one in page.findChildren(QWidget) if one.objectName().startswith(name))
    button.setFocus()
    press(at, KEY.Key_Space)


def reword(at: Desk, store: Store, monkeypatch: Patch) -> None:
    """The first statement is worded anew in the rubric, after its differences were shown."""
    at.go("assessment_rubric")
    text = current_framework(store).framework.badge(BADGE).statements[0].text

    def edit(dialog: Any) -> None:
        dialog.text.set_text("Every adult who meets children knows their rights.")
        choose(dialog, "See what changes")

    in_dialog(at, monkeypatch, Dialog, edit, lambda dialog: choose(dialog, "Use this rubric"))
    tab_to(at, f"Edit: {text}")
    press(at, KEY.Key_Space)
    assert current_framework(store).framework.badge(BADGE).statements[0].text != text


def second_period(at: Desk, store: Store, monkeypatch: Patch) -> None:
    new_period(at, monkeypatch)
    assert [one.label for one in periods(store)] == ["2026-27", "2027-28"]
    tab_to(at, "Begin: Culture")
    press(at, KEY.Key_Space)
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.statement.before.isVisible()
    assert "worded differently" in page.statement._before_words.text()
    score_all(at, "0", "Still nothing.")
    press(at, KEY.Key_Space)
