"""The second scorer works blind: who may read and write which levels, and who goes on when somebody leaves."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crp_desktop.documents.badge_assessment.assessment import assessed_period
from crp_desktop.domain.errors import Refused
from crp_desktop.domain.kinds import Confidence, ScorerRole
from crp_desktop.services.assessment.listing import list_assessments
from crp_desktop.services.assessment.moderation import take_over_second
from crp_desktop.services.assessment.period import add_period
from crp_desktop.services.assessment.review import review
from crp_desktop.services.assessment.scoring import badge_view, begin, finish, score
from crp_desktop.services.assessment.sign_off import before_sign_off
from crp_desktop.services.programme.people import sign_in
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains

BADGE = "culture"
SECOND = ScorerRole.SECOND
DEVICE = "device-of-tests"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_programme(tmp_path / "a.crp")
    sign_in(made, "Ana Reyes", DEVICE, "Lead")
    yield made
    assert_journal_explains(made)
    made.close()


@pytest.fixture
def period(store: Store) -> str:
    """The first scorer has finished and Sam has begun."""
    made = add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
    give_all(store, made, 0)
    finish(store, made, BADGE)
    sign_in(store, "Sam Bell", DEVICE, "Youth worker")
    begin(store, made, BADGE, SECOND)
    return made


def give_all(store: Store, period: str, level: int, role: ScorerRole = ScorerRole.FIRST) -> None:
    for one in badge_view(store, period, BADGE, role).statements:
        score(store, period, BADGE, one.key, role, level=level, reason="Because.", over_cap_reason="We saw it.",
              confidence=Confidence.LOW, confidence_reason="Thin.")  # fmt: skip


def test_neither_scorer_reads_or_writes_the_others_levels_until_both_have_finished(
    store: Store, period: str
) -> None:
    key = badge_view(store, period, BADGE, SECOND).statements[0].key
    for attempt in (
        lambda: badge_view(store, period, BADGE),
        lambda: review(store, period, BADGE),
        lambda: before_sign_off(store, period, BADGE, date(2027, 5, 12)),
        lambda: score(store, period, BADGE, key, level=4),
        lambda: finish(store, period, BADGE),
    ):
        with pytest.raises(Refused, match="hidden until both"):
            attempt()
    sign_in(store, "Ana Reyes", DEVICE)
    assert badge_view(store, period, BADGE).statements[0].level == 0
    for attempt in (
        lambda: badge_view(store, period, BADGE, SECOND),
        lambda: score(store, period, BADGE, key, SECOND, level=4),
        lambda: finish(store, period, BADGE, SECOND),
        lambda: begin(store, period, BADGE, SECOND),
    ):
        with pytest.raises(Refused, match="Sam Bell’s"):
            attempt()
    sign_in(store, "Sam Bell", DEVICE)
    give_all(store, period, 1, SECOND)
    finish(store, period, BADGE, SECOND)
    assert [one.second.level for one in badge_view(store, period, BADGE).statements if one.second] == [1] * 5


def test_what_has_no_name_sees_no_level_while_it_is_blind(store: Store, period: str) -> None:
    rows = list_assessments(store)
    fixed = {"badge", "period", "statement", "level", "cap", "confidence", "signed_off"}
    assert all(set(row) == fixed | {"hidden"} for row in rows)
    assert {(row["level"], row["confidence"]) for row in rows} == {(None, None)}
    assert "both scorers" in rows[0]["hidden"]
    give_all(store, period, 1, SECOND)
    author, store.author = store.author, None
    with pytest.raises(Refused):
        assessed_period(store)
    store.author = author
    finish(store, period, BADGE, SECOND)
    rows = list_assessments(store)
    assert all(set(row) == fixed for row in rows)
    assert {(row["level"], row["confidence"]) for row in rows} == {(0, "low")}
    store.author = None
    assert assessed_period(store).badges


def test_somebody_else_takes_a_second_scoring_over_from_the_start(store: Store, period: str) -> None:
    key = badge_view(store, period, BADGE, SECOND).statements[0].key
    score(store, period, BADGE, key, SECOND, level=3, reason="I was there.")
    sign_in(store, "Ana Reyes", DEVICE)
    with pytest.raises(Refused, match="a different person"):
        take_over_second(store, period, BADGE)
    assert any(one.name == "Sam Bell" for one in badge_view(store, period, BADGE).scorers)
    sign_in(store, "Lee Okafor", DEVICE, "Headteacher")
    take_over_second(store, period, BADGE, interests="none")
    view = badge_view(store, period, BADGE, SECOND)
    assert [one.own.level for one in view.statements] == [None] * 5
    assert [(one.name, one.interests) for one in view.scorers if one.is_second] == [("Lee Okafor", "none")]
    sign_in(store, "Sam Bell", DEVICE)
    with pytest.raises(Refused, match="Lee Okafor’s"):
        score(store, period, BADGE, key, SECOND, level=3)
    sign_in(store, "Lee Okafor", DEVICE)
    give_all(store, period, 0, SECOND)
    finish(store, period, BADGE, SECOND)
    with pytest.raises(Refused, match="seen each other"):
        take_over_second(store, period, BADGE)
