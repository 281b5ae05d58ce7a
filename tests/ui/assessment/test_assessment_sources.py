"""Periods changed, outcomes added, indicators kept and documents erased, through the window."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from crp_desktop.services.assessment.attachment import kept_documents
from crp_desktop.services.assessment.evidence import attach_document, detach
from crp_desktop.services.assessment.framework import badges, current_framework
from crp_desktop.services.assessment.indicator import indicators
from crp_desktop.services.assessment.period import add_period, periods
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.indicator import WhenField
from crp_desktop.ui.pages.assessment.page import AssessmentPage
from crp_desktop.ui.pages.assessment.rubric_page import RubricPage
from crp_desktop.ui.pages.assessment.sources_page import SourcesPage
from crp_desktop.ui.pages.settings.page import SettingsPage
from crp_desktop.ui.theme import Look
from tests.ui.accessibility import walk
from tests.ui.assessment.test_assessment_pages import answer, press
from tests.ui.window import Desk, desk


@pytest.fixture
def at(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def labels(store: Store) -> list[str]:
    return [one.label for one in periods(store)]


def test_a_period_is_renamed_kept_apart_and_deleted_while_empty(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = add_period(sample, "2027-28", "2027-09-01", "2028-08-31").value
    page = at.go("assessment", period=made)
    assert isinstance(page, AssessmentPage)

    def rename(dialog: Any) -> None:
        walk(dialog)
        dialog.first.set_iso("2027-08-31")
        press(dialog, "Save")
        assert dialog.isVisible()
        assert dialog.problem_bar.isVisible()
        dialog.first.set_iso("2027-09-01")
        dialog.label.set_text("Year four")
        press(dialog, "Save")

    answer(at, monkeypatch, rename)
    press(page, "Change period")
    at.settle()
    assert labels(sample)[-1] == "Year four"
    assert page.period.currentText() == "Year four"
    answer(at, monkeypatch, lambda dialog: press(dialog, "Delete period"))
    press(page, "Change period")
    at.settle()
    assert "Year four" not in labels(sample)
    assert page.period.currentText() in labels(sample)

    def cannot(dialog: Any) -> None:
        assert not [one for one in dialog.findChildren(QPushButton) if one.text() == "Delete period"]

    answer(at, monkeypatch, cannot)
    press(page, "Change period")
    assert not at.problems


@pytest.mark.parametrize("where", ["assessment", "settings", "assessment_rubric"])
def test_an_outcome_of_ones_own_is_added_where_it_is_looked_for(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    page = at.go(where)

    def fill(dialog: Any) -> None:
        walk(dialog)
        press(dialog, "See what changes")
        assert dialog.offered is None
        dialog.name.set_text("Play & rest")
        dialog.definition.set_text("Children have time and room to play.")
        dialog.articles.set_text("31")
        press(dialog, "See what changes")

    answer(at, monkeypatch, fill, lambda dialog: press(dialog, "Use this rubric"))
    press(page, "Add your own outcome")
    at.settle()
    assert badges(sample, pursued=True)[-1].name == "Play & rest"
    shown = at.window.current_page
    assert isinstance(shown, RubricPage)
    assert shown.badge.currentText() == "Play & rest"
    overview = at.go("assessment")
    assert any(
        one.text() == "Play & rest" for one in overview.findChildren(QPushButton) if one.text()
    ) or any("Play & rest" in one.accessibleName() for one in overview.findChildren(QPushButton))


def test_settings_lead_to_the_rubric_and_take_one_from_a_file(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page = at.go("settings", card="rubric")
    assert isinstance(page, SettingsPage)
    assert page.rubric_card.open.hasFocus()
    copy = tmp_path / "ours.toml"
    monkeypatch.setattr("crp_desktop.ui.dialogs.rubric_take.ask_save", lambda *_: copy)
    press(page, "Save as file…")
    text = copy.read_text(encoding="utf-8")
    words = current_framework(sample).framework.badge("culture").statements[0].text
    copy.write_text(text.replace(words, "Every adult knows our rights."), encoding="utf-8")
    monkeypatch.setattr("crp_desktop.ui.dialogs.rubric_take.ask_open", lambda *_: copy)
    seen: list[str] = []

    def differences(dialog: Any) -> None:
        seen.extend(
            one.text() for one in dialog.findChildren(object) if hasattr(one, "text") and callable(one.text)
        )
        press(dialog, "Use this rubric")

    answer(at, monkeypatch, differences)
    press(page, "Import from file…")
    at.settle()
    assert any("Every adult knows our rights." in one for one in seen)
    assert any(one == "Changed: Culture · statement" for one in seen)
    assert isinstance(at.window.current_page, RubricPage)
    press(at.go("settings"), "Look at the rubric and change it")
    assert isinstance(at.window.current_page, RubricPage)


def test_an_indicator_is_added_changed_and_deleted(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = at.go("assessment_sources", badge="culture")
    assert isinstance(page, SourcesPage)
    before = len(indicators(sample, "culture"))

    def fill(**values: str) -> Callable[[Any], None]:
        def act(dialog: Any) -> None:
            for name, words in values.items():
                dialog.fields[name].set_text(words)
            next(one for one in dialog.findChildren(QPushButton) if one.isDefault()).click()

        return act

    def walked(dialog: Any) -> None:
        walk(dialog)
        press(dialog, "Add indicator")
        assert dialog.values is None
        fill(title="Desks where staff were trained", value="4", dated="2026-06-30", baseline="1",
             baseline_dated="Spring 2025", target="9", comparator="Nowhere else")(dialog)  # fmt: skip

    answer(at, monkeypatch, walked)
    press(at.window, "New indicator")
    at.settle()
    made = next(one for one in indicators(sample, "culture") if one.title.startswith("Desks"))
    assert (made.dated, made.baseline_dated, made.target) == ("2026-06-30", "Spring 2025", "9")
    answer(at, monkeypatch, fill(value="5", dated="June 2026"))
    press(page, f"Change: {made.title}")
    at.settle()
    made = next(one for one in indicators(sample) if one.id == made.id)
    assert (made.value, made.dated, made.baseline) == ("5", "June 2026", "1")
    press(page, f"Delete: {made.title}")
    at.settle()
    assert len(indicators(sample, "culture")) == before
    used = next(one for one in page.findChildren(QPushButton) if one.accessibleName().startswith("Open: "))
    used.click()
    at.settle()
    assert at.window.current_page is not None
    assert at.window.current_page.name == "assessment_wizard"
    assert not at.problems


def test_a_document_nothing_needs_is_erased_after_asking(
    at: Desk, sample: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "minute.txt"
    file.write_text("It was agreed.", encoding="utf-8")
    period = periods(sample)[-1].id
    piece = attach_document(sample, period, "communication.understandable", file).value
    page = at.go("assessment_sources")
    walk(page)
    assert not [one for one in page.findChildren(QPushButton) if one.accessibleName() == "Erase: minute.txt"]
    detach(sample, [piece])
    page.refresh()
    at.settle()
    where = "crp_desktop.ui.pages.assessment.sources_page.confirm"
    monkeypatch.setattr(where, lambda *_, **__: False)
    press(page, "Erase: minute.txt")
    assert len(kept_documents(sample)) == 1
    monkeypatch.setattr(where, lambda *_, **__: True)
    press(page, "Erase: minute.txt")
    assert kept_documents(sample) == []
    assert not at.problems


def test_when_is_a_day_or_words(qtbot: Any) -> None:
    field = WhenField("When", "March 2026")
    qtbot.addWidget(field)
    field.show()
    assert (field.text(), field.words.isVisible()) == ("March 2026", True)
    field.set_text("2026-03-31")
    assert (field.text(), field.words.isVisible()) == ("2026-03-31", False)
    field.set_text("")
    assert (field.text(), field.words.isVisible()) == ("", True)
