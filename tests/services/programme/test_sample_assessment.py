"""The sample’s self-assessment: two periods, signed off, evidence that carries its levels."""

import re
from collections import Counter

from crp_desktop.domain.trend import Movement
from crp_desktop.services.assessment.framework import current_framework, statement_id
from crp_desktop.services.assessment.review import review
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.services.assessment.sign_off import comments
from crp_desktop.storage.store import Store
from tests.replay import rows_of

REAL_PLACES = set(
    re.findall(
        r"\w+",
        """barking dagenham barnet bexley brent bromley camden croydon ealing enfield greenwich hackney hammersmith
        fulham haringey harrow havering hillingdon hounslow islington kensington chelsea kingston lambeth lewisham
        merton newham redbridge richmond southwark sutton hamlets waltham wandsworth westminster bath somerset leeds
        derry strabane aberdeen cardiff newcastle liverpool lancaster wolverhampton dundee glasgow""",
    )
)
DRAMA_NUMBER = re.compile(r"020 7946 0\d{3}")
HELPLINES = {"999", "0808 800 5000", "0800 1111"}


def test_culture_is_assessed_over_two_periods_and_communication_left_half_way(sample: Store) -> None:
    held = current_framework(sample)
    assert held.adopted_on
    periods = {row["id"]: row["label"] for row in rows_of(sample, "period")}
    done: dict[tuple[object, object], dict[object, object]] = {}
    for row in rows_of(sample, "assessment"):
        scores = [one for one in rows_of(sample, "score") if one["assessment_id"] == row["id"]]
        key = (row["badge_key"], periods[row["period_id"]])
        done[key] = {one["statement_id"]: one["level"] for one in scores}
        if row["finished_at"]:
            assert all(one["reason"] and one["confidence"] and one["confidence_reason"] for one in scores)
    culture = next(one for one in held.framework.badges if one.key == "culture")
    wanted = {statement_id(held.id, one.key) for one in culture.statements}
    for label in ("2024-25", "2025-26"):
        assert done[("culture", label)].keys() == wanted
        assert None not in done[("culture", label)].values()
    communication = next(one for one in held.framework.badges if one.key == "communication")
    begun = [level for level in done[("communication", "2026-27")].values() if level is not None]
    assert 0 < len(begun) < len(communication.statements)
    assert len(done) == 3


def test_the_first_period_is_signed_off_with_what_the_board_asked(sample: Store) -> None:
    period = next(str(row["id"]) for row in rows_of(sample, "period") if row["label"] == "2024-25")
    view = badge_view(sample, period, "culture")
    assert view.signed is not None
    assert view.locked
    assert [one.level for one in view.statements] == [1, 1, 1, 0, 2]
    assert view.signed.meeting.on == "2025-10-14"
    assert "illustrative" in view.signed.meeting.minute
    assert view.rubric.adopted_on <= view.signed.meeting.on
    said = comments(sample, view.signed.id)
    assert len(said) == 2
    assert all(one.answer and one.answered_by for one in said)
    later = next(str(row["id"]) for row in rows_of(sample, "period") if row["label"] == "2025-26")
    shown = review(sample, later, "culture")
    assert shown.before == "2024-25"
    assert {one.movement for one in shown.changes} == {Movement.UP}


def test_evidence_lies_in_its_period_and_rests_on_something(sample: Store) -> None:
    periods = {row["id"]: row for row in rows_of(sample, "period")}
    statements = {row["id"]: row["key"] for row in rows_of(sample, "statement")}
    rows = rows_of(sample, "evidence")
    assert len(rows) >= 15
    for row in rows:
        assert str(row["dated"]) <= str(periods[row["period_id"]]["ends_on"])
        assert row["statement_id"] in statements
        rests_on = {"finding": row["finding_id"], "indicator": row["indicator_id"]}.get(
            str(row["kind"]), row["text"]
        )
        assert rests_on
        if row["type"] == "testimony":
            assert row["voice"] == "children"


def test_levels_keep_to_what_the_evidence_carries_but_for_one_that_says_why(sample: Store) -> None:
    rows = [row for row in rows_of(sample, "score") if row["level"] is not None]
    assert all(row["cap"] is not None for row in rows)
    over = [row for row in rows if int(str(row["level"])) > int(str(row["cap"]))]
    assert [(row["level"], row["cap"]) for row in over] == [(2, 1)]
    assert {row["id"] for row in rows if row["over_cap_reason"]} == {over[0]["id"]}
    assert {row["cap"] for row in rows} >= {0, 1, 2, 3}


def test_nine_young_people_said_what_they_think_of_culture(sample: Store) -> None:
    held = current_framework(sample)
    culture = next(one for one in held.framework.badges if one.key == "culture")
    rows = rows_of(sample, "young_answer")
    assert len({row["sheet"] for row in rows}) == 9
    by_statement = Counter(row["statement_id"] for row in rows)
    assert by_statement == {statement_id(held.id, one.key): 9 for one in culture.statements}
    assert {row["answer"] for row in rows} == {one.key for one in held.framework.young_scale}
