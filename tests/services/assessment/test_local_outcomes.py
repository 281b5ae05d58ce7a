"""A council's own outcomes: any name that is taken makes a programme that opens again, and no other is taken."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.errors import InputProblem
from crp_desktop.services.assessment.framework import badges, current_framework
from crp_desktop.services.assessment.period import add_period
from crp_desktop.services.assessment.rubric import add_outcome, adopt, take, with_badge, with_outcome
from crp_desktop.services.assessment.scoring import badge_view, score
from crp_desktop.services.programme.file import NewProgramme, create_programme, local_key
from crp_desktop.services.programme.programme import programme
from tests.make import BADGES, new_programme
from tests.replay import assert_journal_explains


def _new(*outcomes: str) -> NewProgramme:
    return NewProgramme("Northmere", "Ana Reyes", "Lead", "2026-04-01", BADGES, outcomes)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Health & Wellbeing", "local_health_wellbeing"),
        ("  Iechyd a Lles Ŵyn ", "local_iechyd_a_lles_wyn"),
        ("Umwelt <b>grün</b>", "local_umwelt_b_grun_b"),
        ("x" * 200, "local_" + "x" * 50),
    ],
)
def test_a_name_gives_its_key(name: str, key: str) -> None:
    assert local_key(name) == key


def test_names_without_latin_letters_have_keys_of_their_own() -> None:
    assert local_key("健康") == local_key(" 健康 ") != local_key("স্বাস্থ্য")


@pytest.mark.parametrize(
    "name", ["Gesundheit für alle — ünïted", "健康", '<b>Play</b> & "rest" \\n', "Ж" * 90]
)
def test_a_programme_with_any_name_reads_its_badges(tmp_path: Path, name: str) -> None:
    store = create_programme(tmp_path / "a.crp", None, _new("Health & Wellbeing", name), "device-of-tests")
    try:
        mine = badges(store, pursued=True)[-2:]
        assert [badge.name for badge in mine] == ["Health & Wellbeing", name.strip()]
        assert all(badge.statements for badge in mine)
    finally:
        store.close()


@pytest.mark.parametrize("names", [("Play", "play"), ("Play & rest", "Play, rest"), ("",), ("x" * 601,)])
def test_names_that_cannot_be_used_are_refused_before_a_file_is_made(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    with pytest.raises(InputProblem):
        create_programme(tmp_path / "a.crp", None, _new(*names), "device-of-tests")
    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=80))
def test_every_name_gives_a_key_that_the_framework_takes(name: str) -> None:
    assert re.fullmatch(r"local_[a-z0-9_]{1,54}", local_key(name))


def test_an_outcome_is_added_later_as_a_new_version_and_edited(tmp_path: Path) -> None:
    store = new_programme(tmp_path / "a.crp")
    adopt(store, by="The board", on="2026-05-01", youth_part="Two evenings.")
    period = add_period(store, "2026-27", "2026-04-01", "2027-03-31").value
    score(store, period, "culture", "culture.staff_know_rights", level=0)
    offered = with_outcome(store, "Play & rest", "Children have time and room to play.", (31,))
    assert {change.badge for change in offered.changes if change.badge} == {"local_play_rest"}
    assert offered.badge_name("local_play_rest") == "Play & rest"
    add_outcome(store, offered.framework, "local_play_rest")
    mine = badges(store, pursued=True)[-1]
    assert (mine.name, mine.articles, mine.kind.value) == ("Play & rest", (31,), "local")
    assert len(mine.statements) >= 4
    assert current_framework(store).adopted_on == ""
    assert badge_view(store, period, "culture").is_current_rubric
    assert badge_view(store, period, "local_play_rest").statements
    take(store, with_badge(store, "local_play_rest", name="Play").framework)
    assert badges(store, pursued=True)[-1].name == "Play"
    for again in ("play & REST", "Culture", " "):
        with pytest.raises(InputProblem):
            with_outcome(store, again, "Something")
    store.undo()
    store.undo()
    assert "local_play_rest" not in programme(store).badges
    assert current_framework(store).adopted_on == "2026-05-01"
    assert_journal_explains(store)
    store.close()
