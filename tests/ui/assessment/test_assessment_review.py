"""The review: a jump to each of its parts, from each to the very place, and nothing shown to who scores blind."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.services.programme.people import person_at_work
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.assessment.review_page import ReviewPage
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.text import Label
from tests import assessed
from tests.assessed import BADGE, SECOND, period_of
from tests.ui.accessibility import walk
from tests.ui.assessment.test_assessment_pages import answer, press
from tests.ui.window import Desk, desk


@pytest.fixture
def at(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def named(page: QWidget, name: str) -> Any:
    """The control of that object name in view."""
    return next(one for one in page.findChildren(QWidget, name) if one.isVisible())


@pytest.mark.parametrize("key", ["levels", "lowest", "caps", "evidence", "contradictions", "young", "since"])
def test_every_part_is_a_press_away_and_leads_on(at: Desk, sample: Store, key: str) -> None:
    page = at.go("assessment_review", period=period_of(sample, "2025-26"), badge=BADGE)
    assert isinstance(page, ReviewPage)
    named(page, f"jump-{key}").click()
    at.settle()
    card = page._sections[key]
    assert page.scroll_area is not None
    top = card.mapTo(page.scroll_area, card.rect().topLeft()).y()
    assert (
        0 <= top < 40
        or page.scroll_area.verticalScrollBar().value() == page.scroll_area.verticalScrollBar().maximum()
    )
    buttons = card.findChildren(QPushButton)
    if key != "levels":
        assert QApplication.focusWidget() is buttons[0]
        buttons[0].click()
        at.settle()
        assert isinstance(at.window.current_page, WizardPage)


@pytest.mark.parametrize(
    ("button", "goal"),
    [
        ("cap-culture.rights_in_decisions", "evidence"),
        ("evidence-culture.staff_know_rights", "evidence"),
        ("contradiction-{open}", "answer"),
    ],
)
def test_a_row_of_the_review_opens_the_very_place(at: Desk, sample: Store, button: str, goal: str) -> None:
    period = period_of(sample, "2025-26")
    view = badge_view(sample, period, BADGE)
    contradicted = next(one.key for one in view.statements if one.open_contradictions)
    page = at.go("assessment_review", period=period, badge=BADGE)
    named(page, button.format(open=contradicted)).click()
    at.settle()
    wizard = at.window.current_page
    assert isinstance(wizard, WizardPage)
    focus = QApplication.focusWidget()
    if goal == "answer":
        assert focus is not None
        assert focus.accessibleName() == "Answer to this contradiction"
        assert wizard.view is not None
        assert wizard._place is not None
        assert wizard._place.statement == contradicted
    else:
        wanted = wizard.statement.over if wizard.statement.over.isVisible() else wizard.evidence.picker.field
        assert focus is wanted


def test_what_is_missing_is_put_right_in_its_field(at: Desk, sample: Store) -> None:
    period = period_of(sample, "2026-27")
    page = at.go("assessment_review", period=period, badge="communication")
    missing = [one for one in page.findChildren(QPushButton) if one.text() == "Correct it"]
    assert missing
    assert "not_assessed" in missing[0].objectName()
    missing[0].click()
    at.settle()
    wizard = at.window.current_page
    assert isinstance(wizard, WizardPage)
    assert wizard._place is not None
    assert wizard._place.statement in missing[0].objectName()
    assert wizard.statement.cards is not None
    assert QApplication.focusWidget() in wizard.statement.cards.cards


def test_whoever_scores_blind_meets_the_first_levels_nowhere(at: Desk, sample: Store) -> None:
    target = assessed.blind(sample)
    overview = at.go("assessment", period=target["period"])
    walk(overview)
    said = [one.text() for one in overview.findChildren(Label)]
    assert any("Sam Bell is the second scorer" in one for one in said)
    for name in ("assessment_review", "assessment_sign_off", "assessment_young"):
        page = at.go(name, **target)
        assert page is overview, "which says who works here and what is hidden"
        told = " ".join(one.text() for one in page.findChildren(Label) if one.isVisible())
        assert "From 12% to 38%" not in told
    wizard = at.go("assessment_wizard", role="second", **target)
    assert isinstance(wizard, WizardPage)
    assert wizard.view is not None
    assert wizard.view.role is ScorerRole.SECOND
    told = " ".join(one.text() for one in wizard.findChildren(Label))
    assert "From 12% to 38%" not in told


def test_the_first_scorer_cannot_look_into_a_second_scoring(at: Desk, sample: Store) -> None:
    target = assessed.blind(sample)
    wizard = at.go("assessment_wizard", role="second", **target)
    press(at.window, "Finish later")
    at.settle()
    assert person_at_work(sample).name == "Ruth Adeyemi"  # type: ignore[union-attr]
    wizard = at.go("assessment_wizard", role="second", **target)
    assert isinstance(wizard, WizardPage)
    assert wizard.view is None
    assert wizard.nothing.isVisible()


def test_somebody_else_begins_the_second_scoring_afresh(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = assessed.blind(sample)
    at.go("assessment_wizard", role="second", **target)
    press(at.window, "Finish later")
    page = at.go("assessment_review", **target)

    def somebody_else(dialog: Any) -> None:
        dialog.name.setText("Lee Okafor")
        dialog.job.setText("Headteacher")
        press(dialog, "Save")

    answer(at, monkeypatch, somebody_else, lambda dialog: press(dialog, "Start again"))
    press(page, "Continue scoring")
    at.settle()
    view = badge_view(sample, target["period"], BADGE, SECOND)
    assert [one.own.level for one in view.statements] == [None] * 5
    assert [one.name for one in view.scorers] == ["Ruth Adeyemi", "Lee Okafor"]
    assert not at.problems


def test_both_scorers_stand_side_by_side_when_both_have_finished(at: Desk, sample: Store) -> None:
    page = at.go("assessment_review", **assessed.compared(sample))
    walk(page)
    said = [one.text() for one in page.findChildren(Label)]
    assert any(one.startswith("First scorer: 2, developing.") for one in said)
    assert any(one.startswith("Second scorer: 0, not started.") for one in said)
    assert any(one.startswith("Agreed: 1, emerging.") for one in said)
    assert any("2 or more levels apart on 2 statements" in one for one in said)
