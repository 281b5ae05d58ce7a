"""Two scorers, moderation, young people's slips, sign-off, corrections, a new rubric, and progress with its break."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.framework import dump_framework
from crp_desktop.domain.kinds import Confidence, EvidenceKind, FindingKind, ScorerRole
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.sign_off import BlockerKind, Meeting, Signatory
from crp_desktop.domain.trend import Movement
from crp_desktop.domain.young_view import ViewKind
from crp_desktop.services.assessment.evidence import attach, attach_words, change_evidence, detach
from crp_desktop.services.assessment.framework import current_framework, held_frameworks
from crp_desktop.services.assessment.moderation import moderate, remove_second_scoring
from crp_desktop.services.assessment.period import add_period, change_period
from crp_desktop.services.assessment.progress import progress
from crp_desktop.services.assessment.readiness import readiness_of
from crp_desktop.services.assessment.records import AssessmentState, BadgeView
from crp_desktop.services.assessment.review import review
from crp_desktop.services.assessment.rubric import (
    adopt,
    read_offer,
    save_rubric,
    shipped_offer,
    take,
    with_new_statement,
    with_statement,
    without_statement,
)
from crp_desktop.services.assessment.scoring import (
    badge_view,
    begin,
    declare_interests,
    finish,
    move_to_current_rubric,
    overview,
    score,
)
from crp_desktop.services.assessment.sign_off import (
    SignOffForm,
    add_comment,
    answer_comment,
    before_sign_off,
    blank_words,
    comments,
    correct,
    keep_form,
    kept_form,
    sign_off,
    versions,
)
from crp_desktop.services.assessment.snapshot import from_json, to_json
from crp_desktop.services.assessment.young_view import answer_sheet, count_sheets, new_sheet
from crp_desktop.services.capture.lines import file_line
from crp_desktop.services.findings.finding import Span, add_finding, change_finding
from crp_desktop.services.privacy.safeguarding import Concern, seal
from crp_desktop.services.programme.home import standing
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.replay import assert_journal_explains, undo_label

BADGE = "culture"
KEY = "culture.staff_know_rights"
FORM = SignOffForm(
    (Signatory("Ruth Adeyemi", "Director"),), Meeting("Children’s Partnership Board", "2027-05-12", "Item 4")
)
TODAY = date(2027, 6, 1)


def give_all(store: Store, period: str, level: int = 0, role: ScorerRole = ScorerRole.FIRST) -> None:
    for one in badge_view(store, period, BADGE, role).statements:
        score(
            store, period, BADGE, one.key, role,
            level=level, reason="Because.", confidence=Confidence.HIGH, confidence_reason="It is plain.",
        )  # fmt: skip


def finished(store: Store, period: str) -> None:
    give_all(store, period)
    declare_interests(store, badge_view(store, period, BADGE).assessment_id, "none")
    finish(store, period, BADGE)


def signed(store: Store, period: str) -> str:
    adopt(store, by="The board", on="2026-05-01", youth_part="Two evenings with the forum.")
    finished(store, period)
    return sign_off(store, period, BADGE, FORM).value


def levels(view: BadgeView) -> list[int | None]:
    return [one.level for one in view.statements]


def test_what_stops_sign_off_is_listed_until_it_is_mended(store: Store, period: str) -> None:
    kinds = {one.kind for one in before_sign_off(store, period, BADGE, TODAY).blockers}
    assert {BlockerKind.NOT_ADOPTED, BlockerKind.NOT_ASSESSED, BlockerKind.NO_MEETING} <= kinds
    with pytest.raises(Refused):
        sign_off(store, period, BADGE, FORM)
    adopt(store, by="The board", on="2026-05-01", youth_part="Two evenings.")
    finished(store, period)
    keep_form(store, period, BADGE, FORM)
    assert kept_form(store, period, BADGE) == FORM
    assert before_sign_off(store, period, BADGE, TODAY).blockers == ()
    sign_off(store, period, BADGE, FORM)
    assert kept_form(store, period, BADGE) == SignOffForm()


def test_adoption_needs_all_three(store: Store) -> None:
    for by, on, youth in (("", "2026-05-01", "x"), ("x", "soon", "x"), ("x", "2026-05-01", " ")):
        with pytest.raises(InputProblem):
            adopt(store, by=by, on=on, youth_part=youth)


def test_a_snapshot_reads_back_equal(store: Store, period: str) -> None:
    attach_words(store, period, KEY, EvidenceKind.DOCUMENT, "Register", dated="2026-06-01")
    sheet = [new_sheet() for _ in range(5)]
    for one in sheet:
        answer_sheet(store, period, BADGE, one, {KEY: "mostly"})
    sign_off_id = signed(store, period)
    view = badge_view(store, period, BADGE)
    assert from_json(to_json(view), sign_off_id, "") == view
    assert view.state is AssessmentState.SIGNED_OFF
    young = view.statement(KEY).young
    assert young is not None
    assert young.answered == 5


def test_a_signed_level_never_changes_whatever_is_edited_later(store: Store, period: str) -> None:
    finding_id = add_finding(store, FindingKind.STRENGTH, "Staff were trained.").value
    map_badge(store, finding_id, BADGE)
    evidence_id = attach(store, period, KEY, finding_id).value
    signed(store, period)
    before = badge_view(store, period, BADGE)
    for attempt in (
        lambda: score(store, period, BADGE, KEY, level=4),
        lambda: finish(store, period, BADGE),
        lambda: detach(store, [evidence_id]),
        lambda: change_evidence(store, evidence_id, answer="x"),
        lambda: attach_words(store, period, KEY, EvidenceKind.LINK, "somewhere"),
        lambda: answer_sheet(store, period, BADGE, new_sheet(), {KEY: "yes"}),
        lambda: begin(store, period, BADGE, ScorerRole.SECOND),
        lambda: move_to_current_rubric(store, period, BADGE),
        lambda: sign_off(store, period, BADGE, FORM),
    ):
        with pytest.raises(Refused):
            attempt()
    change_finding(store, finding_id, text="Nobody was trained.")
    with pytest.raises(Refused, match="dates are locked"):
        change_period(store, period, "Year one", "2026-01-01", "2026-12-31")
    change_period(store, period, "Year one", "2026-04-01", "2027-03-31")
    take(store, with_statement(store, KEY, text="Something else altogether.").framework)
    assert badge_view(store, period, BADGE) == before
    assert undo_label(store) != "Sign off"


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store, period: str) -> None:
    signed(store, period)
    with pytest.raises(InputProblem):
        correct(store, period, BADGE, "  ")
    correct(store, period, BADGE, "The register was misread.")
    assert badge_view(store, period, BADGE).state is AssessmentState.BEING_CORRECTED
    score(store, period, BADGE, KEY, level=1, over_cap_reason="The minute is on its way.")
    assert levels(versions(store, period, BADGE)[0]) == [0] * 5
    finish(store, period, BADGE)
    sign_off(store, period, BADGE, FORM)
    newest, oldest = versions(store, period, BADGE)
    assert newest.signed is not None
    assert (newest.signed.version, newest.signed.reason) == (2, "The register was misread.")
    assert (newest.statement(KEY).level, oldest.statement(KEY).level) == (1, 0)


def test_the_board_is_answered(store: Store, period: str) -> None:
    sign_off_id = signed(store, period)
    with pytest.raises(InputProblem):
        add_comment(store, sign_off_id, "Too low?", "")
    comment_id = add_comment(store, sign_off_id, "Is nought fair?", "Cllr Shah").value
    answer_comment(store, comment_id, "There was no evidence.", "Ana Reyes")
    told = comments(store, sign_off_id)
    assert [(one.text, one.said_by, one.answer) for one in told] == [
        ("Is nought fair?", "Cllr Shah", "There was no evidence.")
    ]


def test_withdrawn_words_leave_the_snapshot_and_its_journal_but_no_level(store: Store, period: str) -> None:
    finding_id = add_finding(store, FindingKind.STRENGTH, "The words of a child.").value
    map_badge(store, finding_id, BADGE)
    attach(store, period, KEY, finding_id)
    signed(store, period)
    before = levels(badge_view(store, period, BADGE))
    with store.write(Operation.SIGN_OFF, final=True) as step:
        assert blank_words(step, [finding_id]) == 1
    view = badge_view(store, period, BADGE)
    piece = view.statement(KEY).evidence[0]
    assert (piece.text, piece.blanked) == ("", True)
    assert levels(view) == before
    with store.read() as conn:
        rows = conn.execute(
            select(tables.change.c.before, tables.change.c.after).where(tables.change.c.table == "sign_off")
        )
        assert not any("words of a child" in str(row) for row in rows)


def test_a_sealed_finding_leaves_no_gap_in_a_snapshot_nor_a_word_in_its_journal(
    store: Store, period: str
) -> None:
    shop = add_workshop(store).value
    line = file_line(store, shop, parse_line("P1: The words of a child."), None).value
    finding_id = add_finding(store, FindingKind.STRENGTH, "The words of a child.", spans=[Span(line)]).value
    map_badge(store, finding_id, BADGE)
    attach(store, period, KEY, finding_id)
    signed(store, period)
    before = levels(badge_view(store, period, BADGE))
    seal(store, shop, Concern("It was said"), [line])
    view = badge_view(store, period, BADGE)
    assert view.statement(KEY).evidence == ()
    assert levels(view) == before
    with store.read() as conn:
        assert not any(
            "words of a child" in str(row)
            for table in (tables.change, tables.sign_off, tables.finding, tables.note)
            for row in conn.execute(select(table))
        )
    assert_journal_explains(store)


def test_two_scorers_moderate_a_wide_gap(store: Store, period: str) -> None:
    first = store.author
    finished(store, period)
    sign_in(store, "Sam Bell", "device-of-tests", "Youth worker")
    with pytest.raises(Refused):
        moderate(store, period, BADGE, KEY, 1, "Too soon.")
    begin(store, period, BADGE, ScorerRole.SECOND, interests="none")
    assert standing(store).badges[0].spread.assessed == 0
    give_all(store, period, 0, ScorerRole.SECOND)
    score(store, period, BADGE, KEY, ScorerRole.SECOND, level=2, over_cap_reason="I saw it.")
    finish(store, period, BADGE, ScorerRole.SECOND)
    store.author = first
    shown = review(store, period, BADGE)
    assert shown.agreement is not None
    assert (shown.agreement.exact, shown.agreement.within_one, len(shown.agreement.wide)) == (4, 4, 1)
    assert BlockerKind.NOT_MODERATED in {
        one.kind for one in before_sign_off(store, period, BADGE, TODAY).blockers
    }
    moderate(store, period, BADGE, KEY, None, "")
    line = next(one for one in overview(store, period).badges if one.badge.key == BADGE)
    assert (line.spread.counts, line.spread.not_assessed) == ((4, 0, 0, 0, 0), 1)
    moderate(store, period, BADGE, KEY, 1, "One team can show it.")
    line = next(one for one in overview(store, period).badges if one.badge.key == BADGE)
    assert line.spread.counts == (4, 1, 0, 0, 0)
    assert standing(store).badges[0].spread.counts == (4, 1, 0, 0, 0)
    moderate(store, period, BADGE, KEY, 0, "The register says so.")
    assert badge_view(store, period, BADGE).statement(KEY).level == 0
    assert BlockerKind.NOT_MODERATED not in {
        one.kind for one in before_sign_off(store, period, BADGE, TODAY).blockers
    }
    remove_second_scoring(store, period, BADGE)
    after = badge_view(store, period, BADGE).statement(KEY)
    assert (after.second, after.moderation, after.level) == (None, None, 0)


def test_young_peoples_counts_wait_until_enough_have_answered(store: Store, period: str) -> None:
    sheets = [new_sheet() for _ in range(5)]
    for one in sheets[:4]:
        answer_sheet(store, period, BADGE, one, {KEY: "yes"})
    shown = review(store, period, BADGE)
    young = shown.view.statement(KEY).young
    assert young is not None
    assert (young.shown, young.counts) == (False, ())
    assert shown.views[KEY].kind is ViewKind.TOO_FEW
    answer_sheet(store, period, BADGE, sheets[4], {KEY: "not_yet"})
    answer_sheet(store, period, BADGE, sheets[4], {KEY: "yes"})
    score(store, period, BADGE, KEY, level=0)
    shown = review(store, period, BADGE)
    young = shown.view.statement(KEY).young
    assert young is not None
    assert (young.answered, young.most and young.most.key) == (5, "yes")
    assert shown.views[KEY].kind is ViewKind.DIFFERENT
    assert count_sheets(store, period, BADGE) == 5
    with pytest.raises(InputProblem):
        answer_sheet(store, period, BADGE, sheets[0], {KEY: "brilliant"})


def test_a_new_rubric_breaks_the_trend_where_words_changed(store: Store, period: str) -> None:
    signed(store, period)
    offered = with_statement(store, KEY, text="Every adult who meets children knows their rights.")
    assert [(change.field, change.breaks_trend) for change in offered.changes] == [
        ("version", False),
        ("text", True),
    ]
    take(store, offered.framework)
    with store.read() as conn:
        assert [current for _, current in held_frameworks(conn)] == [True, False]
    assert current_framework(store).adopted_on == ""
    later = add_period(store, "2027-28", "2027-04-01", "2028-03-31").value
    give_all(store, later)
    shown = next(one for one in progress(store).badges if one.badge.key == BADGE)
    assert [len(point.breaks) for point in shown.points] == [0, 1]
    assert [point.signed_off for point in shown.points] == [True, False]
    lines = {one.key: len(one.lines) for one in shown.statements}
    assert lines[KEY] == 2
    assert sorted(lines.values()) == [1, 1, 1, 1, 2]
    changed = review(store, later, BADGE)
    assert {one.key: one.movement for one in changed.changes}[KEY] is Movement.REWORDED
    before = badge_view(store, later, BADGE).statement(KEY).before
    assert before is not None
    assert not before.same_wording


def test_an_assessment_under_way_goes_on_with_the_new_rubric_when_asked(store: Store, period: str) -> None:
    give_all(store, period)
    take(store, with_statement(store, KEY, text="Worded anew.").framework)
    assert not badge_view(store, period, BADGE).is_current_rubric
    assert move_to_current_rubric(store, period, BADGE).value == 1
    view = badge_view(store, period, BADGE)
    assert view.is_current_rubric
    assert view.statement(KEY).text == "Worded anew."
    assert (view.statement(KEY).own.level, view.statement(KEY).own.reason) == (None, "Because.")
    assert levels(view).count(0) == 4


def test_statements_are_added_and_taken_out_as_versions(store: Store) -> None:
    statement = current_framework(store).framework.statement(KEY)
    added = with_new_statement(store, BADGE, statement)
    take(store, added.framework)
    assert current_framework(store).framework.badge(BADGE).statements[-1].key == f"{BADGE}.own_1"
    take(store, without_statement(store, f"{BADGE}.own_1").framework)
    assert len(current_framework(store).framework.badge(BADGE).statements) == 5
    take(store, shipped_offer(store).framework)
    with pytest.raises(Refused):
        take(store, shipped_offer(store).framework)


def test_a_rubric_goes_out_as_a_file_and_comes_back(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "rubric.toml"
    save_rubric(store, file)
    assert read_offer(store, file).changes == ()
    text = dump_framework(current_framework(store).framework).replace('"Emerging"', '"Beginning"')
    file.write_text(text, encoding="utf-8")
    assert [change.field for change in read_offer(store, file).changes] == ["level_1_name"]
    file.write_text("[[badge]]\nkey = 3\n", encoding="utf-8")
    with pytest.raises(InputProblem):
        read_offer(store, file)
    with pytest.raises(InputProblem):
        save_rubric(store, tmp_path / "no" / "such" / "folder.toml")


def test_readiness_covers_every_pursued_badge(store: Store, period: str) -> None:
    ready = readiness_of(store)
    assert ready.period is not None
    assert len(ready.badges) == 6
    assert all(one.readiness.not_assessed for one in ready.badges)
    signed(store, period)
    culture = next(one for one in readiness_of(store, period).badges if one.badge.key == BADGE)
    assert culture.readiness.not_assessed == 0
    assert culture.state is AssessmentState.SIGNED_OFF


def test_a_second_period_shows_the_first_ones_spread_and_reason(store: Store, period: str) -> None:
    signed(store, period)
    later = add_period(store, "2027-28", "2027-04-01", "2028-03-31").value
    line = next(one for one in overview(store, later).badges if one.badge.key == BADGE)
    assert (line.before, line.before_spread and line.before_spread.counts) == ("2026-27", (5, 0, 0, 0, 0))
    before = badge_view(store, later, BADGE).statement(KEY).before
    assert before is not None
    assert (before.period, before.level, before.reason, before.same_wording) == (
        "2026-27",
        0,
        "Because.",
        True,
    )
