"""Sign-off and readiness: what stands in the way, and what a panel will ask."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop.domain.agreement import Moderation
from crp_desktop.domain.assessment import EvidenceItem, Requirement, Span
from crp_desktop.domain.caps import cap
from crp_desktop.domain.kinds import Confidence, Direction, EvidenceType, Voice
from crp_desktop.domain.readiness import StatementEvidence, readiness
from crp_desktop.domain.sign_off import (
    Adoption,
    BadgeState,
    BlockerKind,
    Meeting,
    Scorer,
    Signatory,
    StatementState,
    blockers,
    cautions,
)

PERIOD = Span(date(2018, 4, 1), date(2019, 3, 31))
INSIDE = date(2018, 11, 9)
ITEM = Requirement((EvidenceType.DOCUMENT, EvidenceType.TESTIMONY), outreach=True)
DOCUMENT = EvidenceItem(EvidenceType.DOCUMENT, dated=date(2018, 5, 2))
TESTIMONY = EvidenceItem(
    EvidenceType.TESTIMONY, voice=Voice.CHILDREN, dated=INSIDE, groups_reached="newly arrived"
)
AGAINST = EvidenceItem(EvidenceType.TESTIMONY, Direction.CONTRADICTS, Voice.CHILDREN, INSIDE)
EVIDENCE = (DOCUMENT, TESTIMONY)
AFTERWARDS = date(2019, 5, 8)

STATEMENT = StatementState(
    key="culture.staff_know_rights",
    text="Children are met by adults who know their rights.",
    first=3,
    ceiling=cap(ITEM, EVIDENCE, PERIOD),
    reason="Two types of evidence from this year.",
    confidence=Confidence.MEDIUM,
    confidence_reason="Only schools in the south were visited.",
    evidence=EVIDENCE,
    young_view_shown=True,
)
FIRST = Scorer("A. Khan", "Child Rights Lead", "none", finished=True)
SECOND = Scorer("B. Jones", "Youth worker", "Runs the youth forum", finished=True, is_second=True)
STATE = BadgeState(
    adoption=Adoption(
        "Children's Partnership Board", "2018-06-01", "The youth forum changed three statements."
    ),
    period=PERIOD,
    statements=(STATEMENT,),
    scorers=(FIRST,),
    signatories=(Signatory("C. Munro", "Director"),),
    meeting=Meeting("Children's Partnership Board", "2019-05-08", "Minute 14"),
)


def with_statement(**changes: object) -> BadgeState:
    return replace(STATE, statements=(replace(STATEMENT, **changes),))  # type: ignore[arg-type]


def kinds(state: BadgeState) -> list[BlockerKind]:
    return [blocker.kind for blocker in blockers(state)]


def test_nothing_stops_a_complete_assessment() -> None:
    assert blockers(STATE) == ()
    assert cautions(STATE, AFTERWARDS) == ()


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (replace(STATE, adoption=None), BlockerKind.NOT_ADOPTED),
        (replace(STATE, adoption=Adoption("Board", "2018-06-01", " ")), BlockerKind.NOT_ADOPTED),
        (replace(STATE, statements=()), BlockerKind.NOTHING_TO_ASSESS),
        (with_statement(first=None, second=2), BlockerKind.NOT_ASSESSED),
        (with_statement(reason=" "), BlockerKind.NO_REASON),
        (with_statement(confidence=None), BlockerKind.NO_CONFIDENCE),
        (with_statement(confidence_reason=""), BlockerKind.NO_CONFIDENCE),
        (with_statement(first=4), BlockerKind.OVER_CAP),
        (with_statement(first=1, second=3), BlockerKind.NOT_MODERATED),
        (with_statement(first=1, second=3, moderation=Moderation(2, "")), BlockerKind.NOT_MODERATED),
        (with_statement(first=2, second=4, moderation=Moderation(4, "Agreed.")), BlockerKind.OVER_CAP),
        (replace(STATE, scorers=()), BlockerKind.NOT_FINISHED),
        (replace(STATE, scorers=(replace(FIRST, finished=False),)), BlockerKind.NOT_FINISHED),
        (replace(STATE, scorers=(FIRST, replace(SECOND, finished=False))), BlockerKind.SECOND_NOT_DONE),
        (replace(STATE, scorers=(replace(FIRST, interests=""),)), BlockerKind.NO_INTERESTS),
        (replace(STATE, scorers=(replace(FIRST, job=""),)), BlockerKind.NO_NAMES),
        (replace(STATE, signatories=()), BlockerKind.NO_NAMES),
        (replace(STATE, signatories=(*STATE.signatories, Signatory("D. Lee", ""))), BlockerKind.NO_NAMES),
        (replace(STATE, meeting=None), BlockerKind.NO_MEETING),
        (replace(STATE, meeting=Meeting("Board", "2019-05-08", "")), BlockerKind.NO_MEETING),
    ],
)
def test_each_thing_in_the_way_is_named_with_a_way_to_mend_it(state: BadgeState, kind: BlockerKind) -> None:
    (blocker,) = blockers(state)
    assert blocker.kind is kind
    assert blocker.sentence
    assert blocker.mend
    about_statement = kind in (
        BlockerKind.NOT_ASSESSED,
        BlockerKind.NO_REASON,
        BlockerKind.NO_CONFIDENCE,
        BlockerKind.OVER_CAP,
        BlockerKind.NOT_MODERATED,
    )
    assert blocker.statement == (STATEMENT.key if about_statement else "")


def test_mended_things_no_longer_block() -> None:
    assert kinds(with_statement(first=4, over_cap_reason="The board knows better.")) == []
    assert (
        kinds(with_statement(first=1, second=3, moderation=Moderation(2, "Agreed after reading both."))) == []
    )
    assert kinds(replace(STATE, scorers=(FIRST, SECOND))) == []


def test_everything_missing_is_listed_at_once() -> None:
    empty = BadgeState(None, PERIOD, (replace(STATEMENT, first=None),) * 2, (), (), None)
    assert kinds(empty) == [
        BlockerKind.NOT_ADOPTED,
        BlockerKind.NOT_ASSESSED,
        BlockerKind.NOT_ASSESSED,
        BlockerKind.NOT_FINISHED,
        BlockerKind.NO_NAMES,
        BlockerKind.NO_MEETING,
    ]


def test_cautions_do_not_block() -> None:
    evidence = (*EVIDENCE, AGAINST)
    state = with_statement(
        evidence=evidence,
        ceiling=cap(ITEM, evidence, PERIOD),
        over_cap_reason="Answered at the meeting.",
        young_view_shown=False,
    )
    assert blockers(state) == ()
    found = cautions(state, PERIOD.ends_on)
    assert [caution.kind for caution in found] == [
        BlockerKind.OPEN_CONTRADICTION,
        BlockerKind.CAP_BITES,
        BlockerKind.NO_YOUNG_VIEW,
        BlockerKind.PERIOD_NOT_OVER,
    ]
    assert found[0].sentence.startswith("1 contradiction without an answer: ")
    assert found[3].sentence == "The period runs until 31 March 2019."


def test_user_text_with_braces_and_brackets_stays_as_typed() -> None:
    state = with_statement(first=None, text="{n} thing(s) {0}")
    assert blockers(state)[0].sentence == "Not assessed: {n} thing(s) {0}"


@settings(deadline=None)
@given(
    first=st.none() | st.integers(0, 4),
    second=st.none() | st.integers(0, 4),
    moderation=st.none()
    | st.builds(Moderation, st.none() | st.integers(0, 4), st.sampled_from(["", "note"])),
    over_cap_reason=st.sampled_from(["", "reason"]),
    evidence=st.lists(st.sampled_from([DOCUMENT, TESTIMONY, AGAINST]), max_size=4).map(tuple),
)
def test_what_can_be_signed_off_has_levels_and_reasons_above_caps(
    first: int | None,
    second: int | None,
    moderation: Moderation | None,
    over_cap_reason: str,
    evidence: tuple[EvidenceItem, ...],
) -> None:
    state = with_statement(
        first=first,
        second=second,
        moderation=moderation,
        over_cap_reason=over_cap_reason,
        evidence=evidence,
        ceiling=cap(ITEM, evidence, PERIOD),
    )
    (statement,) = state.statements
    if not blockers(state):
        assert statement.level is not None
        assert statement.level <= statement.ceiling.level or over_cap_reason
        assert not statement.pair.needs_moderation


class TestReadiness:
    def statement(
        self, *evidence: EvidenceItem, young: bool = True, level: int | None = 2
    ) -> StatementEvidence:
        return StatementEvidence("a", "Text", ITEM, evidence, young, level)

    def test_nothing_missing(self) -> None:
        found = readiness("culture", [self.statement(*EVIDENCE)], PERIOD)
        assert found.ready == 1
        assert found.statements[0].questions == ()
        assert found.sentences == (
            "Nothing is missing that a panel is likely to ask for.",
            "The oldest evidence is from 2 May 2018.",
        )

    def test_everything_missing(self) -> None:
        found = readiness("culture", [self.statement(young=False, level=None)], PERIOD)
        (row,) = found.statements
        assert row.missing_types == (EvidenceType.DOCUMENT, EvidenceType.TESTIMONY)
        assert row.no_evidence
        assert row.testimony_missing
        assert row.outreach_missing
        assert row.young_view_missing
        assert len(row.questions) == 4
        assert not row.is_ready
        assert found.oldest is None
        assert found.sentences == (
            "1 statement not assessed.",
            "Evidence missing: documents and outputs.",
            "1 statement without children’s testimony from this period.",
            "1 statement without young people’s own view.",
        )

    def test_old_testimony_is_shown_and_still_missing_from_the_period(self) -> None:
        old = replace(TESTIMONY, dated=date(2016, 12, 1))
        (row,) = readiness("culture", [self.statement(DOCUMENT, old)], PERIOD).statements
        assert row.missing_types == ()
        assert row.testimony_missing
        assert (row.oldest, row.newest) == (date(2016, 12, 1), date(2018, 5, 2))
        assert row.questions == ("What did children say themselves in this period?",)

    def test_contradictions_and_undated_evidence_are_counted(self) -> None:
        undated = replace(DOCUMENT, dated=None)
        found = readiness("culture", [self.statement(undated, TESTIMONY, AGAINST, AGAINST)] * 2, PERIOD)
        assert found.open_contradictions == 4
        assert found.statements[0].undated == 1
        assert "What is the answer to 2 contradictions?" in found.statements[0].questions

    def test_a_type_that_only_contradicts_is_missing(self) -> None:
        found = readiness(
            "culture", [self.statement(TESTIMONY, replace(DOCUMENT, direction=Direction.CONTRADICTS))], PERIOD
        )
        assert found.missing_types == (EvidenceType.DOCUMENT,)
        assert found.statements[0].questions[0] == "Can you show documents and outputs?"

    @settings(deadline=None)
    @given(st.lists(st.sampled_from([DOCUMENT, TESTIMONY, AGAINST]), max_size=5), st.randoms())
    def test_the_order_of_evidence_does_not_matter(self, evidence, random) -> None:  # type: ignore[no-untyped-def]
        turned = list(evidence)
        random.shuffle(turned)
        assert readiness("a", [self.statement(*evidence)], PERIOD) == readiness(
            "a", [self.statement(*turned)], PERIOD
        )
