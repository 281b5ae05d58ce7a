"""Periods: changed, kept apart from each other, locked by a sign-off, deleted while they hold nothing."""

import pytest

from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.kinds import EvidenceKind
from crp_desktop.services.assessment.evidence import attach_words, detach
from crp_desktop.services.assessment.period import (
    add_period,
    change_period,
    delete_period,
    period_room,
    periods,
)
from crp_desktop.services.assessment.scoring import begin, score
from crp_desktop.services.assessment.young_view import answer_sheet, new_sheet
from crp_desktop.storage.store import Store

KEY = "culture.staff_know_rights"


@pytest.fixture
def first(store: Store) -> str:
    return add_period(store, "2026-27", "2026-04-01", "2027-03-31").value


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2027-03-31", "2028-03-30"),
        ("2025-01-01", "2026-04-01"),
        ("2026-05-01", "2026-06-01"),
        ("2020-01-01", "2030-01-01"),
    ],
)
def test_days_belong_to_one_period(store: Store, first: str, start: str, end: str) -> None:
    with pytest.raises(
        InputProblem, match="overlap with the period “2026-27”, 1 April 2026 to 31 March 2027"
    ):
        add_period(store, "Other", start, end)
    later = add_period(store, "Other", "2027-04-01", "2028-03-31").value
    with pytest.raises(InputProblem, match="overlap"):
        change_period(store, later, "Other", "2027-03-31", "2028-03-31")
    change_period(store, later, "Year two", "2027-04-02", "2028-04-01")
    assert [(one.label, one.ends_on) for one in periods(store)][1] == ("Year two", "2028-04-01")


def test_a_period_that_was_only_opened_is_empty(store: Store, first: str) -> None:
    begin(store, first, "culture")
    score(store, first, "culture", KEY, level=2)
    score(store, first, "culture", KEY, level=None)
    assert period_room(store, first).holds == ()
    delete_period(store, first)
    assert periods(store) == []
    store.undo()
    assert len(periods(store)) == 1


def test_a_period_that_holds_anything_stays(store: Store, first: str) -> None:
    score(store, first, "culture", KEY, reason="Half a thought")
    answer_sheet(store, first, "culture", new_sheet(), {KEY: "yes"})
    piece = attach_words(store, first, KEY, EvidenceKind.LINK, "somewhere").value
    assert period_room(store, first).holds == (
        "1 level or reason", "1 piece of evidence", "1 slip from young people",
    )  # fmt: skip
    with pytest.raises(Refused, match="1 piece of evidence"):
        delete_period(store, first)
    detach(store, [piece])
    with pytest.raises(Refused, match="1 level or reason, 1 slip"):
        delete_period(store, first)
