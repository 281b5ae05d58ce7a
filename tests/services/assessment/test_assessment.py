"""Periods, levels, caps at once, finishing, and the blind second scorer."""

from datetime import date
from pathlib import Path

import pytest

from crp_desktop.domain.errors import InputProblem, NotFound, Refused, WriteFailed
from crp_desktop.domain.kinds import (
    Audience,
    Confidence,
    Direction,
    EvidenceKind,
    EvidenceType,
    FindingKind,
    ReadBack,
    ScorerRole,
    Voice,
)
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.evidence import (
    LARGEST_DOCUMENT,
    attach,
    attach_document,
    attach_words,
    change_evidence,
    detach,
    document,
    offers,
    save_document,
)
from crp_desktop.services.assessment.indicator import add_indicator
from crp_desktop.services.assessment.period import add_period, change_period, next_period, periods
from crp_desktop.services.assessment.progress import progress
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import (
    badge_view,
    begin,
    declare_interests,
    finish,
    overview,
    score,
    unfinished,
)
from crp_desktop.services.findings.finding import add_finding, change_finding, delete_findings
from crp_desktop.services.privacy.withdrawal import erase_finding
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store

BADGE = "culture"
KEY = "culture.staff_know_rights"


def give_all(store: Store, period: str, level: int = 0, role: ScorerRole = ScorerRole.FIRST) -> None:
    for one in badge_view(store, period, BADGE, role).statements:
        score(
            store, period, BADGE, one.key, role,
            level=level, reason="Because.", confidence=Confidence.HIGH, confidence_reason="It is plain.",
        )  # fmt: skip


def test_the_first_period_runs_from_the_programmes_start_and_the_next_follows_on(store: Store) -> None:
    first = next_period(store, date(2030, 1, 1))
    assert (first.label, first.starts_on, first.ends_on) == ("2026-27", "2026-04-01", "2027-03-31")
    add_period(store, first.label, first.starts_on, first.ends_on)
    second = next_period(store, date(2030, 1, 1))
    assert (second.label, second.starts_on, second.ends_on) == ("2027-28", "2027-04-01", "2028-03-31")


@pytest.mark.parametrize(
    ("label", "start", "end"),
    [("", "2026-04-01", "2027-03-31"), ("A", "2026-04-01", "2026-03-31"), ("A", "soon", "2027-03-31")],
)
def test_a_period_that_makes_no_sense_is_refused(store: Store, label: str, start: str, end: str) -> None:
    with pytest.raises(InputProblem):
        add_period(store, label, start, end)
    assert periods(store) == []


def test_a_label_is_used_once_and_can_be_changed(store: Store, period: str) -> None:
    with pytest.raises(InputProblem):
        add_period(store, "2026-27", "2027-04-01", "2028-03-31")
    change_period(store, period, "First year", "2026-04-01", "2027-03-31")
    assert periods(store)[0].label == "First year"


def test_without_a_period_the_overview_is_empty(store: Store) -> None:
    shown = overview(store)
    assert shown.period is None
    assert shown.badges == ()


def test_a_badge_goes_from_not_started_to_finished(store: Store, period: str) -> None:
    def state() -> AssessmentState:
        return next(one.state for one in overview(store, period).badges if one.badge.key == BADGE)

    assert state() is AssessmentState.NOT_STARTED
    score(store, period, BADGE, KEY, level=0)
    assert state() is AssessmentState.IN_PROGRESS
    with pytest.raises(Refused):
        finish(store, period, BADGE)
    give_all(store, period)
    assert unfinished(badge_view(store, period, BADGE)) == ()
    finish(store, period, BADGE)
    assert state() is AssessmentState.FINISHED
    score(store, period, BADGE, KEY, level=0)
    score(store, period, BADGE, KEY, level=None)
    assert state() is AssessmentState.IN_PROGRESS


def test_parts_of_a_score_are_kept_one_by_one(store: Store, period: str) -> None:
    score(store, period, BADGE, KEY, reason="Half a sentence")
    score(store, period, BADGE, KEY, confidence=Confidence.LOW)
    score(store, period, BADGE, KEY, level=1, over_cap_reason="We saw it.")
    own = badge_view(store, period, BADGE).statement(KEY).own
    assert (own.level, own.reason, own.confidence, own.over_cap_reason, own.cap) == (
        1, "Half a sentence", Confidence.LOW, "We saw it.", 0,
    )  # fmt: skip


def test_a_level_over_its_cap_needs_a_reason_before_finishing(store: Store, period: str) -> None:
    give_all(store, period)
    score(store, period, BADGE, KEY, level=2)
    with pytest.raises(Refused):
        finish(store, period, BADGE)
    score(store, period, BADGE, KEY, over_cap_reason="The register is with the auditor.")
    finish(store, period, BADGE)


def test_no_level_five(store: Store, period: str) -> None:
    with pytest.raises(ValueError):
        score(store, period, BADGE, KEY, level=5)


def test_evidence_lifts_the_cap_and_taking_it_away_flags_the_level(store: Store, period: str) -> None:
    document_id = attach_words(
        store, period, KEY, EvidenceKind.DOCUMENT, "Training register", dated="2026-06-01"
    ).value
    assert badge_view(store, period, BADGE).statement(KEY).ceiling.level == 2
    score(store, period, BADGE, KEY, level=2)
    assert badge_view(store, period, BADGE).statement(KEY).flag == ""
    detach(store, [document_id])
    after = badge_view(store, period, BADGE).statement(KEY)
    assert after.own.level == 2
    assert "now 0" in after.flag


def test_findings_are_offered_and_attached_as_what_they_are(store: Store, period: str) -> None:
    young = add_workshop(store, audience=Audience.YOUNG_PEOPLE, held_on="2026-05-01").value
    staff = add_workshop(store, audience=Audience.PROFESSIONALS, held_on="2026-05-02").value
    said = add_finding(store, FindingKind.CONCERN, "Nobody told us.", workshop_id=young).value
    told = add_finding(store, FindingKind.STRENGTH, "We always tell.", workshop_id=staff).value
    map_badge(store, said, BADGE, direction=Direction.CONTRADICTS)
    map_badge(store, told, BADGE)
    by_key = {one.key: one for one in offers(store, BADGE)}
    assert (by_key[said].type, by_key[said].voice) == (EvidenceType.TESTIMONY, Voice.CHILDREN)
    assert (by_key[told].type, by_key[told].voice) == (EvidenceType.ASSERTION, Voice.PROFESSIONALS)
    evidence_id = attach(store, period, KEY, said).value
    assert attach(store, period, KEY, said).value == evidence_id
    piece = badge_view(store, period, BADGE).statement(KEY).evidence[0]
    assert (piece.direction, piece.dated, piece.text) == (
        Direction.CONTRADICTS,
        "2026-05-01",
        "Nobody told us.",
    )
    assert piece.item.is_open
    change_evidence(store, evidence_id, answer="Now they are told.", groups_reached="Young carers")
    assert badge_view(store, period, BADGE).statement(KEY).open_contradictions == 0
    with pytest.raises(InputProblem):
        change_evidence(store, evidence_id, dated="yesterday")
    with pytest.raises(NotFound):
        attach(store, period, KEY, "no such thing")


def test_an_indicator_with_a_baseline_is_a_measured_change(store: Store, period: str) -> None:
    better = add_indicator(
        store, BADGE, "Staff trained", value="38", unit="%", baseline="12", polarity="Higher is better",
        dated="2026-07-31",
    ).value  # fmt: skip
    worse = add_indicator(
        store, BADGE, "Waiting", value="38", baseline="12", polarity="Lower is better"
    ).value
    bare = add_indicator(store, BADGE, "Films made", value="3").value
    by_key = {one.key: one for one in offers(store, BADGE)}
    assert (by_key[better].type, by_key[better].direction) == (
        EvidenceType.MEASURED_CHANGE,
        Direction.SUPPORTS,
    )
    assert by_key[worse].direction is Direction.CONTRADICTS
    assert by_key[bare].type is EvidenceType.DOCUMENT
    attach(store, period, KEY, better)
    assert badge_view(store, period, BADGE).statement(KEY).evidence[0].text == "Staff trained: 38%, from 12%"


def test_a_document_is_kept_once_by_its_content(store: Store, period: str, tmp_path: Path) -> None:
    file = tmp_path / "minute.txt"
    file.write_bytes(b"It was agreed.")
    attach_document(store, period, KEY, file)
    attach_document(store, period, "culture.children_know_rights", file)
    piece = badge_view(store, period, BADGE).statement(KEY).evidence[0]
    assert document(store, piece.attachment) == ("minute.txt", b"It was agreed.")
    save_document(store, piece.attachment, tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == b"It was agreed."
    with pytest.raises(WriteFailed):
        save_document(store, piece.attachment, tmp_path / "gone" / "copy.txt")


def test_documents_that_cannot_be_kept_are_refused(store: Store, period: str, tmp_path: Path) -> None:
    empty, large = tmp_path / "empty.pdf", tmp_path / "large.pdf"
    empty.touch()
    with large.open("wb") as out:
        out.truncate(LARGEST_DOCUMENT + 1)
    for file in (empty, large, tmp_path / "nowhere.pdf"):
        with pytest.raises(InputProblem):
            attach_document(store, period, KEY, file)


def test_the_second_scorer_is_blind_until_both_have_finished(store: Store, period: str) -> None:
    first = store.author
    give_all(store, period)
    with pytest.raises(Refused):
        begin(store, period, BADGE, ScorerRole.SECOND)
    sign_in(store, "Sam Bell", "device-of-tests", "Youth worker")
    begin(store, period, BADGE, ScorerRole.SECOND, interests="none")
    blind = badge_view(store, period, BADGE, ScorerRole.SECOND)
    assert all(one.own.level is None and one.second is None for one in blind.statements)
    with pytest.raises(Refused):
        badge_view(store, period, BADGE)
    line = next(one for one in overview(store, period).badges if one.badge.key == BADGE)
    assert line.hidden
    assert line.spread.assessed == 0
    assert not any(one.points for one in progress(store).badges)
    give_all(store, period, 0, ScorerRole.SECOND)
    score(store, period, BADGE, KEY, ScorerRole.SECOND, level=2, over_cap_reason="I have seen it.")
    finish(store, period, BADGE, ScorerRole.SECOND)
    store.author = first
    assert badge_view(store, period, BADGE).statement(KEY).second is None
    declare_interests(store, badge_view(store, period, BADGE).assessment_id, "none")
    finish(store, period, BADGE)
    pair = badge_view(store, period, BADGE).statement(KEY).pair
    assert (pair.first, pair.second, pair.needs_moderation, pair.level) == (0, 2, True, None)
    with pytest.raises(Refused):
        score(store, period, BADGE, KEY, level=2)


def test_a_finding_struck_out_with_the_group_carries_no_level_and_shows_no_words(
    store: Store, period: str
) -> None:
    shop = add_workshop(store, audience=Audience.YOUNG_PEOPLE, held_on="2026-05-01").value
    finding_id = add_finding(store, FindingKind.STRENGTH, "Not so", workshop_id=shop).value
    map_badge(store, finding_id, BADGE)
    attach(store, period, KEY, finding_id)
    score(store, period, BADGE, KEY, level=2)
    change_finding(store, finding_id, read_back=ReadBack.STRUCK)
    after = badge_view(store, period, BADGE).statement(KEY)
    assert [(piece.text, piece.blanked) for piece in after.evidence] == [("", True)]
    assert (after.own.level, after.ceiling.level) == (2, 0)
    assert "now 0" in after.flag


def test_a_deleted_or_withdrawn_finding_flags_the_level_it_carried(store: Store, period: str) -> None:
    shop = add_workshop(store, audience=Audience.YOUNG_PEOPLE, held_on="2026-05-01").value
    one, two = (
        add_finding(store, FindingKind.STRENGTH, words, workshop_id=shop).value for words in ("A", "B")
    )
    for finding_id in (one, two):
        map_badge(store, finding_id, BADGE)
        attach(store, period, KEY, finding_id)
    score(store, period, BADGE, KEY, level=2)
    delete_findings(store, [one])
    assert badge_view(store, period, BADGE).statement(KEY).flag == ""
    store.undo()
    assert len(badge_view(store, period, BADGE).statement(KEY).evidence) == 2
    delete_findings(store, [one])
    with store.write(Operation.SIGN_OFF, final=True) as step:
        erase_finding(step, two)
    after = badge_view(store, period, BADGE).statement(KEY)
    assert [(piece.text, piece.blanked) for piece in after.evidence] == [("", True)]
    assert (after.own.level, after.ceiling.level) == (2, 0)
    assert "now 0" in after.flag
