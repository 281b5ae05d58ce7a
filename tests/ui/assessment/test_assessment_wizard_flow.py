"""The wizard by keyboard: evidence and its cap, documents and answers, coming back, and nothing lost."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest

from crp_desktop.services.assessment.attachment import kept_documents
from crp_desktop.services.assessment.period import periods
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from tests.replay import assert_journal_explains
from tests.ui.accessibility import walk
from tests.ui.assessing import (
    BADGE,
    CTRL,
    KEY,
    choose,
    in_dialog,
    new_period,
    press,
    programme_with_findings,
    tab_to,
    write,
)
from tests.ui.window import Desk


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = programme_with_findings(tmp_path / "a.crp")
    yield opened
    assert_journal_explains(opened)
    opened.close()


def test_the_first_statement_with_evidence_its_cap_and_coming_back(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    at.go("assessment")
    assert at.window.current_page is not None
    assert at.window.current_page.title() == "Self-assessment"
    new_period(at, monkeypatch)
    period = periods(store)[0]
    assert period.label == "2026-27"
    tab_to(at, "Begin: Culture")
    press(at, KEY.Key_Space)
    page = at.window.current_page
    assert isinstance(page, WizardPage)
    assert page.statement.where.startswith("Statement 1 of 5")
    write(at, "3")
    assert "no evidence" in page.statement.cap._why.text()
    assert page.statement.over.isVisible()
    press(at, KEY.Key_E, CTRL)
    write(at, "explains")
    press(at, KEY.Key_Return)
    view = badge_view(store, period.id, BADGE)
    first = view.statements[0]
    assert [piece.text for piece in first.evidence] == ["Our worker explains our rights to us."]
    assert first.ceiling.level == 2
    assert "one type" in page.statement.cap._why.text()
    press(at, KEY.Key_Down, CTRL)
    tab_to(at, "Reason for this level")
    write(at, "Half a thought")
    at.go("assessment")
    assert badge_view(store, period.id, BADGE).statements[1].own.reason == "Half a thought"
    tab_to(at, "Go on: Culture")
    press(at, KEY.Key_Space)
    assert page.statement.where.startswith("Statement 2 of 5")
    assert page.statement.reason.text() == "Half a thought"
    walk(page)


def test_a_link_an_indicator_and_a_document_are_attached_and_answered(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    page = at.go("assessment_wizard", period=period, badge=BADGE, role="first")

    def link(dialog: Any) -> None:
        dialog.text.set_text("The youth service’s channel")
        dialog.dated.set_iso("2026-06-30")
        dialog.groups.set_text("Young carers")
        choose(dialog, "Attach")

    in_dialog(at, monkeypatch, Dialog, link)
    tab_to(at, "Link")
    press(at, KEY.Key_Space)

    def indicator(dialog: Any) -> None:
        for name, words in (("title", "Staff trained"), ("value", "38"), ("baseline", "12"), ("unit", "%")):
            dialog.fields[name].set_text(words)
        choose(dialog, "Add and attach")

    in_dialog(at, monkeypatch, Dialog, indicator)
    tab_to(at, "Indicator")
    press(at, KEY.Key_Space)
    file = tmp_path / "minute.txt"
    file.write_text("It was agreed.", encoding="utf-8")
    monkeypatch.setattr("crp_desktop.ui.pages.assessment.evidence.ask_open", lambda *_: file)
    tab_to(at, "Document…")
    press(at, KEY.Key_Space)
    copy = tmp_path / "copy.txt"
    monkeypatch.setattr("crp_desktop.ui.pages.assessment.evidence.ask_save", lambda *_: copy)
    tab_to(at, "Save a copy: minute.txt")
    press(at, KEY.Key_Space)
    assert copy.read_text(encoding="utf-8") == "It was agreed."
    tab_to(at, "Attach: The front desk talks over us.")
    press(at, KEY.Key_Space)
    first = badge_view(store, period, BADGE).statements[0]
    assert {piece.text for piece in first.evidence} == {
        "The youth service’s channel", "Staff trained: 38%, from 12%", "minute.txt", "The front desk talks over us.",
    }  # fmt: skip
    assert next(piece.groups_reached for piece in first.evidence if piece.groups_reached) == "Young carers"
    assert first.open_contradictions == 1
    tab_to(at, "Answer to this contradiction")
    write(at, "The desk was trained in May.")
    press(at, KEY.Key_Tab)
    assert badge_view(store, period, BADGE).statements[0].open_contradictions == 0
    in_dialog(at, monkeypatch, Dialog, lambda dialog: choose(dialog, "Erase document"))
    tab_to(at, "Remove: minute.txt")
    press(at, KEY.Key_Space)
    assert kept_documents(store) == []
    assert len(badge_view(store, period, BADGE).statements[0].evidence) == 3
    assert not at.problems
    walk(page)


def test_typing_is_saved_by_itself_after_a_moment(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_period(at, monkeypatch)
    period = periods(store)[0].id
    page = at.go("assessment_wizard", period=period, badge=BADGE, role="first")
    assert isinstance(page, WizardPage)
    tab_to(at, "Reason for this level")
    write(at, "Not yet left the field")
    page._timer.timeout.emit()
    assert badge_view(store, period, BADGE).statements[0].own.reason == "Not yet left the field"
    write(at, " and on")
    assert page.statement.reason.text() == "Not yet left the field and on"
    at.ops.undo()
    at.settle()


def test_who_never_pauses_is_saved_all_the_same(
    at: Desk, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_period(at, monkeypatch)
    page = at.go("assessment_wizard", period=periods(store)[0].id, badge=BADGE, role="first")
    assert isinstance(page, WizardPage)
    tab_to(at, "Reason for this level")
    page._timer.setInterval(60_000)
    write(at, "A")
    QTest.qWait(30)
    left = page._timer.remainingTime()
    write(at, " and on")
    assert page._timer.isActive()
    assert page._timer.remainingTime() <= left
