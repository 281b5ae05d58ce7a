"""Which way a finding points: after its kind, until somebody says otherwise; what is older is shown for a look."""

from pathlib import Path

import pytest

from crp_desktop.domain.kinds import Direction, FindingKind, direction_of
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.evidence import attach, change_evidence, offers
from crp_desktop.services.assessment.rubric import adopt
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.services.assessment.sign_off import sign_off
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.direction import (
    Astray,
    astray,
    follow_kinds,
    has_astray,
    keep_directions,
    set_direction,
)
from crp_desktop.services.findings.finding import add_finding, change_finding
from crp_desktop.services.findings.merge import merge_findings, split_finding
from crp_desktop.services.programme.file import open_programme
from crp_desktop.services.rights.mapping import NewLink, map_badge
from crp_desktop.storage import migrate, tables
from crp_desktop.storage.keys import Key
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.services.assessment.test_sign_off import BADGE, FORM, KEY, finished

STRENGTH, CONCERN, IDEA, UNSAID = FindingKind


def link_of(store: Store, finding_id: str) -> tuple[Direction, bool]:
    (link,) = finding.finding(store, finding_id).badges
    return link.direction, link.by_hand


def evidence_of(store: Store, period: str) -> list[Direction]:
    return [one.direction for one in badge_view(store, period, BADGE).statement(KEY).evidence]


def test_every_kind_has_a_direction() -> None:
    ways = [direction_of(kind) for kind in FindingKind]
    assert ways == [Direction.SUPPORTS, Direction.CONTRADICTS, Direction.ASKS, Direction.UNSAID]


def test_what_is_mapped_and_attached_follows_the_kind_as_it_is_said(store: Store, period: str) -> None:
    made = make_finding(store, UNSAID, "The room is warm", links=[NewLink(BADGE)]).value
    assert link_of(store, made) == (Direction.UNSAID, False)
    attach(store, period, KEY, made)
    for kind in (CONCERN, STRENGTH, IDEA, UNSAID, CONCERN):
        change_finding(store, made, kind=kind)
        assert link_of(store, made) == (direction_of(kind), False)
        assert evidence_of(store, period) == [direction_of(kind)]
        assert [one.direction for one in offers(store, BADGE)] == [direction_of(kind)]
    assert not has_astray(store)


def test_a_direction_said_by_hand_stays_and_its_evidence_with_it(store: Store, period: str) -> None:
    made = add_finding(store, CONCERN, "They are heard late").value
    link = map_badge(store, made, BADGE).value
    attach(store, period, KEY, made)
    set_direction(store, link, Direction.MIXED)
    assert evidence_of(store, period) == [Direction.MIXED]
    change_finding(store, made, kind=STRENGTH)
    assert link_of(store, made) == (Direction.MIXED, True)
    assert evidence_of(store, period) == [Direction.MIXED]
    assert not has_astray(store)
    set_direction(store, link, None)
    assert link_of(store, made) == (Direction.SUPPORTS, False)
    assert evidence_of(store, period) == [Direction.SUPPORTS]


def test_evidence_said_by_hand_does_not_follow(store: Store, period: str) -> None:
    made = add_finding(store, CONCERN, "They are heard late").value
    link = map_badge(store, made, BADGE).value
    piece = attach(store, period, KEY, made).value
    change_evidence(store, piece, direction=Direction.CONTRADICTS, groups_reached="young carers")
    change_finding(store, made, kind=STRENGTH)
    assert evidence_of(store, period) == [Direction.SUPPORTS], "nothing was said by hand yet"
    change_evidence(store, piece, direction=Direction.MIXED)
    change_finding(store, made, kind=IDEA)
    set_direction(store, link, Direction.SUPPORTS)
    assert evidence_of(store, period) == [Direction.MIXED]


def test_what_is_signed_off_stays(store: Store, period: str) -> None:
    made = add_finding(store, CONCERN, "They are heard late").value
    map_badge(store, made, BADGE)
    attach(store, period, KEY, made)
    finished(store, period)
    adopt(store, by="Board", on="2026-05-01", youth_part="The forum helped.")
    sign_off(store, period, BADGE, FORM)
    change_finding(store, made, kind=STRENGTH)
    assert link_of(store, made) == (Direction.SUPPORTS, False)
    with store.read() as conn:
        assert conn.execute(tables.evidence.select()).one().direction is Direction.CONTRADICTS
    assert not astray(store)


def test_two_made_one_point_the_way_of_the_one_that_stays(store: Store) -> None:
    keep = add_finding(store, STRENGTH, "They are heard").value
    other = make_finding(store, CONCERN, "They are heard, at last", links=[NewLink(BADGE)]).value
    merge_findings(store, keep, [other])
    assert link_of(store, keep) == (Direction.SUPPORTS, False)
    second = split_finding(store, keep, "And they are told why").value
    assert link_of(store, second) == (Direction.SUPPORTS, False)


@pytest.fixture
def old(store: Store, period: str) -> Astray:
    """A concern of before directions followed kinds: mapped and attached as if it supported the badge."""
    made = add_finding(store, CONCERN, "Nobody reported back").value
    link = map_badge(store, made, BADGE).value
    piece = attach(store, period, KEY, made).value
    with store.write(Operation.CHANGE_NOTE) as step:
        step.update(tables.finding_badge, link, direction=Direction.SUPPORTS)
        step.update(tables.evidence, piece, direction=Direction.SUPPORTS)
    (found,) = astray(store)
    return found


def test_what_is_older_is_shown_once_and_can_follow(store: Store, period: str, old: Astray) -> None:
    assert has_astray(store)
    assert (old.kind, old.badge, old.direction, old.wanted) == (
        CONCERN, BADGE, Direction.SUPPORTS, Direction.CONTRADICTS,
    )  # fmt: skip
    follow_kinds(store, [old])
    assert link_of(store, old.finding_id) == (Direction.CONTRADICTS, False)
    assert evidence_of(store, period) == [Direction.CONTRADICTS]
    assert astray(store) == []
    assert not has_astray(store)


def test_what_is_older_can_be_kept_on_purpose(store: Store, period: str, old: Astray) -> None:
    keep_directions(store, [old])
    assert link_of(store, old.finding_id) == (Direction.SUPPORTS, True)
    assert evidence_of(store, period) == [Direction.SUPPORTS]
    assert not has_astray(store)


def test_other_work_on_an_older_finding_does_not_turn_it_unseen(
    store: Store, period: str, old: Astray
) -> None:
    change_finding(store, old.finding_id, starred=True)
    change_finding(store, old.finding_id, kind=IDEA)
    (still,) = astray(store)
    assert (still.direction, still.wanted) == (Direction.SUPPORTS, Direction.ASKS)
    change_finding(store, old.finding_id, kind=STRENGTH)
    assert astray(store) == []


def test_a_file_of_an_earlier_revision_keeps_its_kinds_and_shows_what_points_another_way(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.crp"
    made = new_programme(path)
    found = make_finding(made, CONCERN, "Nobody reported back", links=[NewLink(BADGE)]).value
    idea = make_finding(made, UNSAID, "Ask us first", links=[NewLink(BADGE)]).value
    migrate.move_to(made.engine, 3)
    with made.engine.connect() as conn:
        conn.exec_driver_sql("UPDATE finding_badge SET direction = 'supports'")
        conn.commit()
    made.close()
    store = open_programme(path, Key.none(), backups=tmp_path / "backups", person="Ann", read_only=False)
    assert [one.kind for one in finding.findings(store)] == [CONCERN, CONCERN]
    assert {one.finding_id for one in astray(store)} == {found, idea}
    store.close()
