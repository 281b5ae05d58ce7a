"""What the printed assessments are told: the latest period, what was not begun, counts that give nobody away."""

from pathlib import Path

import pytest

from crp_desktop.documents.badge_assessment.assessment import (
    assessed_period,
    printed_answers,
    printed_readiness,
)
from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.framework_model import Answer
from crp_desktop.domain.young_view import young_view
from crp_desktop.storage.store import Store
from tests.make import new_programme

SCALE = tuple(Answer(key, key.title(), "") for key in ("no", "some", "yes"))


def test_the_latest_period_that_was_scored_is_printed(sample: Store) -> None:
    whole = assessed_period(sample)
    assert whole.period.label == "2026-27"
    assert [one.review.view.badge_key for one in whole.badges] == ["communication"]
    assert "Culture" in whole.not_begun
    one = assessed_period(sample, badge="culture")
    assert one.period.label == "2025-26"
    assert [part.review.view.name for part in one.badges] == ["Culture"]
    assert len(one.badges[0].progress.points) == 2


def test_a_period_is_named_by_its_label(sample: Store) -> None:
    assert assessed_period(sample, "2024-25", "culture").badges[0].review.view.spread.assessed == 5
    with pytest.raises(NotFound):
        assessed_period(sample, "1999")
    with pytest.raises(NotFound):
        assessed_period(sample, badge="nonsense")
    assert len(printed_readiness(sample, "2025-26").ready.badges) == 7


def test_without_a_period_there_is_nothing_to_print(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "a.crp")
    for make in (assessed_period, printed_readiness):
        with pytest.raises(NotFound):
            make(store)
    store.close()


def test_counts_are_printed_only_where_they_give_nobody_away() -> None:
    few = young_view(["yes"] * 4, SCALE, 5)
    assert printed_answers(few, 5) == ()
    mixed = young_view(["yes"] * 9 + ["some"] * 2, SCALE, 5)
    printed = {one.words: one.count for one in printed_answers(mixed, 5)}
    assert printed["Some"] == "fewer than 5"
    assert printed["Yes"] != "9"
    clear = young_view(["yes"] * 9 + ["some"] * 8 + ["no"] * 7, SCALE, 5)
    assert [one.count for one in printed_answers(clear, 5)] == ["7", "8", "9"]
