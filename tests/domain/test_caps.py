"""Caps: every rule of the rubric notes by itself, then what must hold for any evidence at all."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop import paths
from crp_desktop.domain.assessment import EarlierLevel, EvidenceItem, Requirement, Span
from crp_desktop.domain.caps import CapKind, LevelCap, cap, flag, score_fault
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.kinds import Direction, EvidenceType, Voice

PERIOD = Span(date(2018, 4, 1), date(2019, 3, 31))
INSIDE, BEFORE, AFTER = date(2018, 11, 9), date(2018, 3, 31), date(2019, 4, 1)
NEEDS_ALL = Requirement(
    (EvidenceType.MEASURED_CHANGE, EvidenceType.TESTIMONY, EvidenceType.DOCUMENT), outreach=True
)
GOVERNANCE = Requirement((EvidenceType.DOCUMENT, EvidenceType.MEASURED_CHANGE))
WORDING = "abc123"

CHANGE = EvidenceItem(EvidenceType.MEASURED_CHANGE, dated=INSIDE)
DOCUMENT = EvidenceItem(EvidenceType.DOCUMENT, dated=INSIDE)
OLD_DOCUMENT = EvidenceItem(EvidenceType.DOCUMENT, dated=BEFORE)
TESTIMONY = EvidenceItem(EvidenceType.TESTIMONY, voice=Voice.CHILDREN, dated=INSIDE, groups_reached="in care")
ASSERTION = EvidenceItem(EvidenceType.ASSERTION, dated=INSIDE)
AGAINST = EvidenceItem(EvidenceType.TESTIMONY, Direction.CONTRADICTS, Voice.CHILDREN, INSIDE)


def capped(
    *evidence: EvidenceItem, item: Requirement = NEEDS_ALL, earlier: tuple[EarlierLevel, ...] = ()
) -> LevelCap:
    return cap(item, evidence, PERIOD, earlier, WORDING)


def kinds(found: LevelCap) -> list[CapKind]:
    return [bite.kind for bite in found.bites]


class TestEachRule:
    def test_no_evidence(self) -> None:
        found = capped(item=GOVERNANCE)
        assert found.level == 0
        assert kinds(found) == [CapKind.NO_EVIDENCE, CapKind.ONE_PERIOD]
        assert found.reason == "There is no evidence yet, so the level is capped at 0."

    def test_evidence_that_only_contradicts_carries_nothing(self) -> None:
        found = capped(replace(AGAINST, answer="We have changed it."))
        assert found.level == 0
        assert "contradicts" in found.reason

    def test_evidence_from_after_the_period_waits(self) -> None:
        found = capped(replace(DOCUMENT, dated=AFTER), replace(CHANGE, dated=AFTER), item=GOVERNANCE)
        assert found.level == 0
        assert "after the period" in found.reason

    def test_assertion_only(self) -> None:
        found = capped(ASSERTION, ASSERTION, item=GOVERNANCE)
        assert (found.level, kinds(found)[0]) == (1, CapKind.ASSERTION_ONLY)

    def test_one_type(self) -> None:
        found = capped(DOCUMENT, DOCUMENT, item=GOVERNANCE)
        assert (found.level, kinds(found)[0]) == (2, CapKind.ONE_TYPE)
        assert found.lift == (
            "Attach a second type: a measured change with a baseline or children’s own testimony."
        )

    def test_assertion_never_counts_as_a_second_type(self) -> None:
        assert capped(DOCUMENT, ASSERTION, item=GOVERNANCE).level == 2

    def test_two_types_reach_established(self) -> None:
        found = capped(DOCUMENT, CHANGE, item=GOVERNANCE)
        assert (found.level, kinds(found)) == (3, [CapKind.ONE_PERIOD])

    def test_a_governance_statement_may_need_no_testimony(self) -> None:
        assert CapKind.NO_TESTIMONY not in kinds(capped(DOCUMENT, item=GOVERNANCE))

    @pytest.mark.parametrize(
        ("piece", "word"),
        [
            (None, "needed and missing"),
            (replace(TESTIMONY, voice=Voice.PROFESSIONALS), "needed and missing"),
            (replace(TESTIMONY, voice=Voice.PARENTS_CARERS), "needed and missing"),
            (replace(TESTIMONY, dated=BEFORE), "outside this period"),
            (replace(TESTIMONY, dated=AFTER), "outside this period"),
            (replace(TESTIMONY, dated=None), "Nothing from children is dated"),
        ],
    )
    def test_testimony_must_be_childrens_own_and_from_the_period(
        self, piece: EvidenceItem | None, word: str
    ) -> None:
        reached = replace(DOCUMENT, groups_reached="newly arrived")
        found = capped(reached, CHANGE, *([piece] if piece else []))
        assert found.level == 2
        (bite,) = [bite for bite in found.bites if bite.kind is CapKind.NO_TESTIMONY]
        assert word in bite.reason

    def test_the_first_and_last_day_are_in_the_period(self) -> None:
        for day in (PERIOD.starts_on, PERIOD.ends_on):
            assert CapKind.NO_TESTIMONY not in kinds(capped(replace(TESTIMONY, dated=day)))
            assert day in PERIOD
        assert BEFORE not in PERIOD
        assert AFTER not in PERIOD

    def test_adults_words_about_children_are_assertion(self) -> None:
        for voice in (Voice.PROFESSIONALS, Voice.PARENTS_CARERS, Voice.ORGANISATION):
            found = capped(replace(TESTIMONY, voice=voice), item=GOVERNANCE)
            assert (found.level, kinds(found)[0]) == (1, CapKind.ASSERTION_ONLY)
            assert "What adults say" in found.reason

    def test_outreach_needed_and_not_shown(self) -> None:
        found = capped(DOCUMENT, CHANGE, replace(TESTIMONY, groups_reached="  "))
        assert (found.level, kinds(found)[0]) == (2, CapKind.NO_OUTREACH)
        assert capped(DOCUMENT, CHANGE, TESTIMONY).level == 3

    def test_an_assertion_does_not_show_outreach(self) -> None:
        claim = replace(ASSERTION, groups_reached="everyone")
        assert capped(DOCUMENT, CHANGE, replace(TESTIMONY, groups_reached=""), claim).level == 2

    def test_a_contradiction_holds_until_it_is_answered(self) -> None:
        found = capped(DOCUMENT, CHANGE, TESTIMONY, AGAINST)
        assert (found.level, kinds(found)[0]) == (2, CapKind.OPEN_CONTRADICTION)
        assert capped(DOCUMENT, CHANGE, TESTIMONY, replace(AGAINST, answer=" ")).level == 2
        assert capped(DOCUMENT, CHANGE, TESTIMONY, replace(AGAINST, answer="Mended in May.")).level == 3

    def test_a_contradiction_counts_whenever_it_is_dated(self) -> None:
        for day in (None, BEFORE, AFTER):
            assert capped(DOCUMENT, CHANGE, TESTIMONY, replace(AGAINST, dated=day)).level == 2

    def test_several_contradictions_are_counted(self) -> None:
        found = capped(DOCUMENT, CHANGE, TESTIMONY, AGAINST, AGAINST)
        assert "contradicts this and has no answer: 2." in found.reason

    def test_mixed_evidence_carries_and_needs_no_answer(self) -> None:
        mixed = replace(TESTIMONY, direction=Direction.MIXED)
        assert capped(DOCUMENT, mixed).level == 3

    def test_dated_documents_show_two_periods(self) -> None:
        found = capped(OLD_DOCUMENT, DOCUMENT, CHANGE, item=GOVERNANCE)
        assert (found.level, found.bites, found.reason, found.lift) == (4, (), "", "")

    def test_old_documents_alone_do_not_show_practice_now(self) -> None:
        found = capped(OLD_DOCUMENT, replace(CHANGE, dated=BEFORE), item=GOVERNANCE)
        assert found.level == 3
        assert found.lift == "Attach dated evidence from this period too."

    @pytest.mark.parametrize(
        "old",
        [
            replace(OLD_DOCUMENT, dated=None),
            replace(OLD_DOCUMENT, direction=Direction.MIXED),
            replace(OLD_DOCUMENT, type=EvidenceType.ASSERTION),
            replace(CHANGE, dated=BEFORE),
        ],
    )
    def test_only_dated_supporting_documents_show_the_past(self, old: EvidenceItem) -> None:
        assert capped(old, DOCUMENT, CHANGE, item=GOVERNANCE).level == 3

    @pytest.mark.parametrize(
        ("earlier", "level"),
        [
            (EarlierLevel(BEFORE, 3, WORDING), 4),
            (EarlierLevel(BEFORE, 4, WORDING), 4),
            (EarlierLevel(BEFORE, 2, WORDING), 3),
            (EarlierLevel(BEFORE, None, WORDING), 3),
            (EarlierLevel(BEFORE, 4, WORDING, cap=2), 3),
            (EarlierLevel(BEFORE, 4, "other words"), 3),
            (EarlierLevel(PERIOD.ends_on, 4, WORDING), 3),
        ],
    )
    def test_an_earlier_snapshot_shows_two_periods(self, earlier: EarlierLevel, level: int) -> None:
        assert capped(DOCUMENT, CHANGE, item=GOVERNANCE, earlier=(earlier,)).level == level

    def test_all_rules_that_bite_are_listed_with_what_lifts_them(self) -> None:
        found = capped(DOCUMENT, AGAINST)
        assert [(bite.kind, bite.level) for bite in found.bites] == [
            (CapKind.ONE_TYPE, 2),
            (CapKind.NO_OUTREACH, 2),
            (CapKind.OPEN_CONTRADICTION, 2),
            (CapKind.ONE_PERIOD, 3),
        ]
        assert all(bite.reason.endswith(".") and bite.lift.endswith(".") for bite in found.bites)
        assert len(found.against(3)) == 3
        assert len(found.against(4)) == 4
        assert found.against(2) == ()
        assert found.against(None) == ()

    def test_contradicting_testimony_is_still_what_children_said(self) -> None:
        found = capped(DOCUMENT, CHANGE, replace(AGAINST, answer="Mended.", groups_reached="in care"))
        assert found.level == 3


days = st.none() | st.integers(-900, 900).map(lambda n: PERIOD.starts_on + timedelta(days=n))
items = st.builds(
    EvidenceItem,
    type=st.sampled_from(EvidenceType),
    direction=st.sampled_from(Direction),
    voice=st.sampled_from(Voice),
    dated=days,
    groups_reached=st.sampled_from(["", " ", "young carers"]),
    answer=st.sampled_from(["", " ", "We have done this since."]),
)
requirements = st.builds(
    Requirement,
    needs=st.lists(st.sampled_from(EvidenceType), unique=True).map(tuple),
    outreach=st.booleans(),
)
earlier_levels = st.lists(
    st.builds(
        EarlierLevel,
        ends_on=days.filter(bool),
        level=st.none() | st.integers(0, 4),
        wording=st.sampled_from([WORDING, "other"]),
        cap=st.integers(0, 4),
    ),
    max_size=3,
)


class TestForAnyEvidence:
    @given(requirements, st.lists(items, max_size=6), items, earlier_levels)
    @settings(max_examples=250, deadline=None)
    def test_supporting_evidence_never_lowers_a_cap(
        self, item: Requirement, evidence: list[EvidenceItem], more: EvidenceItem, earlier: list[EarlierLevel]
    ) -> None:
        more = replace(more, direction=Direction.SUPPORTS)
        before = cap(item, evidence, PERIOD, earlier, WORDING)
        after = cap(item, [*evidence, more], PERIOD, earlier, WORDING)
        assert after.level >= before.level

    @settings(deadline=None)
    @given(requirements, st.lists(items, max_size=6), earlier_levels, st.randoms())
    def test_the_order_of_evidence_does_not_matter(
        self, item: Requirement, evidence: list[EvidenceItem], earlier: list[EarlierLevel], random
    ) -> None:  # type: ignore[no-untyped-def]
        turned, turned_earlier = list(evidence), list(earlier)
        random.shuffle(turned)
        random.shuffle(turned_earlier)
        assert cap(item, evidence, PERIOD, earlier, WORDING) == cap(
            item, turned, PERIOD, turned_earlier, WORDING
        )

    @settings(deadline=None)
    @given(requirements, st.lists(items, max_size=6), earlier_levels)
    def test_the_lowest_bite_is_the_cap_and_each_says_what_lifts_it(
        self, item: Requirement, evidence: list[EvidenceItem], earlier: list[EarlierLevel]
    ) -> None:
        found = cap(item, evidence, PERIOD, earlier, WORDING)
        assert found.level == min((bite.level for bite in found.bites), default=4)
        assert all(f"capped at {bite.level}." in bite.reason and bite.lift for bite in found.bites)
        assert bool(found.reason) == (found.level < 4)
        assert len(set(kinds(found))) == len(found.bites)

    @settings(deadline=None)
    @given(requirements, st.lists(items, max_size=6), earlier_levels)
    def test_answering_a_contradiction_never_lowers_a_cap(
        self, item: Requirement, evidence: list[EvidenceItem], earlier: list[EarlierLevel]
    ) -> None:
        answered = [replace(piece, answer="Answered.") for piece in evidence]
        before = cap(item, evidence, PERIOD, earlier, WORDING).level
        assert cap(item, answered, PERIOD, earlier, WORDING).level >= before

    @settings(deadline=None)
    @given(requirements, st.lists(items, max_size=6), st.lists(items, max_size=3))
    def test_assertions_alone_never_lift_above_one(
        self, item: Requirement, evidence: list[EvidenceItem], more: list[EvidenceItem]
    ) -> None:
        talk = [replace(piece, type=EvidenceType.ASSERTION) for piece in more]
        with_talk, without = (cap(item, pieces, PERIOD).level for pieces in ([*evidence, *talk], evidence))
        assert with_talk <= max(without, 1)
        assert cap(item, talk, PERIOD).level <= 1

    @settings(deadline=None)
    @given(st.lists(items, max_size=6), st.none() | st.integers(0, 4), st.text(max_size=3))
    def test_a_level_above_its_cap_always_needs_a_reason(
        self, evidence: list[EvidenceItem], level: int | None, reason: str
    ) -> None:
        ceiling = cap(NEEDS_ALL, evidence, PERIOD)
        over = level is not None and level > ceiling.level
        assert bool(score_fault(level, ceiling, reason)) == (over and not reason.strip())
        assert over == bool(ceiling.against(level))

    @settings(deadline=None)
    @given(st.lists(items, max_size=6), st.integers(0, 5), st.integers(0, 4))
    def test_evidence_that_goes_flags_what_it_carried(
        self, evidence: list[EvidenceItem], gone: int, level: int
    ) -> None:
        before = cap(NEEDS_ALL, evidence, PERIOD)
        after = cap(NEEDS_ALL, evidence[:gone], PERIOD)
        said = flag(level, before.level, after)
        assert bool(said) == (after.level < before.level and level > after.level)


def test_every_shipped_statement_reaches_established_once_its_needs_are_met() -> None:
    framework = load_framework(paths.resource("framework.toml"))
    evidence = {
        EvidenceType.DOCUMENT: DOCUMENT,
        EvidenceType.TESTIMONY: TESTIMONY,
        EvidenceType.MEASURED_CHANGE: CHANGE,
    }
    for badge in framework.badges:
        for statement in badge.statements:
            pieces = [replace(evidence[kind], groups_reached="in care") for kind in statement.needs]
            assert cap(statement, pieces, PERIOD).level == 3
            for left_out in pieces:
                fewer = [piece for piece in pieces if piece is not left_out]
                missed_testimony = left_out.type is EvidenceType.TESTIMONY
                assert cap(statement, fewer, PERIOD).level == (2 if missed_testimony or len(fewer) < 2 else 3)


def test_levels_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="no level 5"):
        score_fault(5, capped(DOCUMENT), "because")


def test_nothing_is_flagged_where_nothing_is_assessed() -> None:
    assert flag(None, 4, capped()) == ""
