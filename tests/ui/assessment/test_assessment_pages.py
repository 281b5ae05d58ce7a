"""Every page of the self-assessment: walked with Tab, empty and full; slips, corrections, the board, the rubric."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from crp_desktop.domain.framework import dump_framework
from crp_desktop.services.assessment.framework import current_framework, held_frameworks
from crp_desktop.services.assessment.period import add_period, periods
from crp_desktop.services.assessment.scoring import badge_view, declare_interests, score
from crp_desktop.services.assessment.sign_off import SignOffForm, comments, sign_off, versions
from crp_desktop.services.assessment.young_view import count_sheets
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.young_mode import YoungMode
from crp_desktop.ui.pages.assessment.young_page import SlipDialog
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.segments import Segments
from tests.assessed import FORM
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk

BADGE = "culture"
PAGES = (
    "assessment",
    "assessment_wizard",
    "assessment_review",
    "assessment_sign_off",
    "assessment_young",
    "assessment_progress",
    "assessment_readiness",
    "assessment_rubric",
    "assessment_sources",
)


@pytest.fixture
def at(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def period_of(store: Store, label: str) -> str:
    return next(one.id for one in periods(store) if one.label == label)


def sign(store: Store, period: str, form: SignOffForm = FORM) -> None:
    declare_interests(store, badge_view(store, period, BADGE).assessment_id, "none")
    sign_off(store, period, BADGE, form)


def answer(at: Desk, monkeypatch: pytest.MonkeyPatch, *acts: Callable[[Any], object]) -> None:
    """The next dialogs are driven by these, one each, instead of waiting for somebody."""
    waiting = list(acts)

    def stand_in(dialog: QWidget) -> int:
        dialog.show()
        at.settle()
        waiting.pop(0)(dialog)
        dialog.close()
        return 1

    monkeypatch.setattr(Dialog, "exec", stand_in)


def press(page: QWidget, words: str) -> None:
    """Press the first button of that face or accessible name."""
    found = [one for one in page.findChildren(QPushButton) if words in (one.text(), one.accessibleName())]
    assert found, words
    found[0].setFocus()
    QTest.keyClick(found[0], Qt.Key.Key_Space)


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_walked_full(at: Desk, sample: Store, name: str) -> None:
    page = at.go(name, period=period_of(sample, "2025-26"), badge=BADGE)
    if name == "assessment_readiness":
        page.findChild(Button, f"more-{BADGE}").click()
        at.settle()
    walk(page)
    assert page.first_focus() is not None


@pytest.mark.parametrize("name", PAGES)
def test_every_page_says_what_to_do_while_it_is_empty(look: Look, tmp_path: Path, name: str) -> None:
    store = new_programme(tmp_path / "empty.crp")
    with desk(look, store, tmp_path) as made:
        page = made.go(name)
        assert page.title()
        walk(page)
        assert not made.problems
    store.close()


def test_the_young_peoples_mode_can_be_walked(at: Desk, sample: Store) -> None:
    mode = YoungMode(at.window, at.ops, badge_view(sample, period_of(sample, "2026-27"), BADGE))
    mode.show()
    for step in range(4):
        mode.stack.setCurrentIndex(step)
        at.settle()
        assert walk(mode)
    mode._go()


def test_the_young_peoples_mode_closes_by_itself_when_the_programme_is_locked(
    at: Desk, sample: Store
) -> None:
    mode = YoungMode(at.window, at.ops, badge_view(sample, period_of(sample, "2026-27"), BADGE))
    mode.show()
    at.ops.use(None)
    at.settle()
    assert not mode.isVisible()


def test_escape_leads_out_only_where_there_is_no_passphrase(look: Look, tmp_path: Path) -> None:
    store = new_programme(tmp_path / "locked.crp", PASSPHRASE)
    period = add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
    with desk(look, store, tmp_path) as made:
        mode = YoungMode(made.window, made.ops, badge_view(store, period, BADGE))
        mode.show()
        mode.begin.click()
        mode.faces[0].click()
        QTest.keyClick(mode, Qt.Key.Key_Escape)
        assert mode.isVisible()
        assert count_sheets(store, period, BADGE) == 1
        mode._stay()
        assert mode._answers == {}
        mode._go()
    store.close()


def test_slips_are_typed_in_one_after_the_other(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = period_of(sample, "2025-26")
    before = count_sheets(sample, period, BADGE)
    at.go("assessment_young", period=period, badge=BADGE)

    def type_in(dialog: SlipDialog) -> None:
        press(dialog, "Save slip")
        assert "No answers on this slip" in dialog.said.text()
        for _ in range(2):
            for row in dialog.rows.values():
                row.buttons["yes"].click()
            press(dialog, "Save slip")
        assert "2 slips" in dialog.said.text()

    answer(at, monkeypatch, type_in)
    press(at.window, "Type in slips")
    assert count_sheets(sample, period, BADGE) == before + 2


def test_a_signed_badge_is_corrected_and_the_board_answered(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    period = period_of(sample, "2025-26")
    if not versions(sample, period, BADGE):
        sign(sample, period)
    page = at.go("assessment_review", period=period, badge=BADGE)

    def fill(*words: str) -> Callable[[Any], None]:
        def act(dialog: Any) -> None:
            for field, said in zip(dialog.fields, words, strict=True):
                field.set_text(said)
            next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).click()

        return act

    answer(at, monkeypatch, fill("Is 3 fair?", "Cllr Shah"))
    press(page, "Add board comment")
    at.settle()
    answer(at, monkeypatch, fill("The panel’s notes say so.", "Ruth Adeyemi"))
    press(page, "Answer: Is 3 fair?")
    at.settle()
    signed = versions(sample, period, BADGE)[0].signed
    assert signed is not None
    assert [(one.said_by, one.answered_by) for one in comments(sample, signed.id)] == [
        ("Cllr Shah", "Ruth Adeyemi")
    ]
    answer(at, monkeypatch, fill("The minute has come."))
    press(page, "Correct…")
    at.settle()
    assert versions(sample, period, BADGE)[0].signed is not None
    assert badge_view(sample, period, BADGE).state.value == "being_corrected"
    score(sample, period, BADGE, "culture.staff_know_rights", level=1)
    assert not at.problems


def test_a_statement_is_edited_after_its_differences_were_shown(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at.go("assessment_rubric")
    first = current_framework(sample).framework.badge(BADGE).statements[0]

    def edit(dialog: Any) -> None:
        dialog.text.set_text("Every adult knows our rights.")
        press(dialog, "See what changes")

    answer(at, monkeypatch, edit, lambda dialog: press(dialog, "Cancel"))
    press(page, f"Edit: {first.text}")
    with sample.read() as conn:
        assert len(held_frameworks(conn)) == 1
    answer(at, monkeypatch, edit, lambda dialog: press(dialog, "Use this rubric"))
    press(page, f"Edit: {first.text}")
    at.settle()
    assert (
        current_framework(sample).framework.badge(BADGE).statements[0].text == "Every adult knows our rights."
    )
    assert page.by.isVisible()
    overview = at.go("assessment")
    assert any(one.text() == "Adopt the rubric" for one in overview.findChildren(QPushButton))


def test_a_badge_gets_the_councils_own_words_and_links(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at.go("assessment_rubric")

    def edit(dialog: Any) -> None:
        dialog.articles.set_text("2, four")
        press(dialog, "See what changes")
        assert dialog.values is None
        dialog.articles.set_text("2, 4, 12, 12")
        dialog.name.set_text("Culture here")
        press(dialog, "See what changes")

    answer(at, monkeypatch, edit, lambda dialog: press(dialog, "Use this rubric"))
    press(page, "Edit badge")
    at.settle()
    badge = current_framework(sample).framework.badge(BADGE)
    assert (badge.name, badge.articles) == ("Culture here", (2, 4, 12))


def test_a_rubric_comes_from_a_file_or_is_refused_with_its_line(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = at.go("assessment_rubric")
    told: list[Any] = []
    page.problem_met.connect(told.append)
    file = tmp_path / "ours.toml"
    where = "crp_desktop.ui.dialogs.rubric_take.ask_open"
    monkeypatch.setattr(where, lambda *_: file)
    file.write_text("nonsense = [", encoding="utf-8")
    press(at.window, "Import from file…")
    assert len(told) == 1
    text = dump_framework(current_framework(sample).framework)
    file.write_text(
        text.replace('label = "CRP Desktop starting rubric"', 'label = "Northmere’s own"'), "utf-8"
    )
    answer(at, monkeypatch, lambda dialog: press(dialog, "Use this rubric"))
    press(at.window, "Import from file…")
    at.settle()
    assert current_framework(sample).framework.label == "Northmere’s own"


def test_segments_speak_only_for_the_person(qtbot: Any) -> None:
    segments = Segments("Confidence", [("low", "Low"), ("high", "High")])
    qtbot.addWidget(segments)
    segments.show()
    heard: list[str] = []
    segments.chosen.connect(heard.append)
    segments.set_key("low")
    assert (segments.key(), heard) == ("low", [])
    QTest.keyClick(segments.buttons["high"], Qt.Key.Key_Space)
    assert (segments.key(), heard) == ("high", ["high"])
    assert [one.isChecked() for one in segments.buttons.values()] == [False, True]


@pytest.mark.parametrize("size", [100, 200])
def test_the_way_on_and_the_levels_are_in_view_on_arrival(
    look: Look, at: Desk, sample: Store, size: int
) -> None:
    look.set_text_size(size)
    at.window.resize(1366, 768)
    page = at.go("assessment_wizard", period=period_of(sample, "2025-26"), badge=BADGE)
    at.settle()
    window = at.window.rect()
    for button in (page.back, page.next):
        assert window.contains(button.rect().translated(button.mapTo(at.window, button.rect().topLeft())))
    card = page.statement.cards.cards[0]
    assert not page.main.isAncestorOf(page.next)
    assert card.visibleRegion().boundingRect().height() >= card.height() - 1
