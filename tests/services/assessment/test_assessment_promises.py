"""What must hold whatever is done in whatever order: reasons over caps, and signed levels that never move."""

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import select

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.kinds import (
    Confidence,
    Direction,
    EvidenceKind,
    EvidenceType,
    FindingKind,
    ScorerRole,
    Voice,
)
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.evidence import attach, attach_words, change_evidence, detach
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.assessment.moderation import moderate
from crp_desktop.services.assessment.period import add_period, change_period
from crp_desktop.services.assessment.rubric import adopt, take, with_statement
from crp_desktop.services.assessment.scoring import (
    badge_view,
    declare_as,
    declare_interests,
    finish,
    score,
)
from crp_desktop.services.assessment.sign_off import blank_words, correct, sign_off, versions
from crp_desktop.services.assessment.snapshot import from_json, without_pieces, without_words
from crp_desktop.services.assessment.young_view import answer_sheet, new_sheet
from crp_desktop.services.findings.finding import add_finding, findings
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.storage import tables
from tests.make import new_programme
from tests.programmes import maker
from tests.replay import assert_journal_explains
from tests.services.assessment.test_sign_off import FORM

BADGE = "culture"
KEYS = st.integers(0, 4)


class Assessing(RuleBasedStateMachine):
    """A lead who does anything at any moment; a refusal is an answer, a broken promise is not."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.store = new_programme(Path(self.folder.name) / "a.crp")
        self.period = add_period(self.store, "2026-27", "2026-04-01", "2027-03-31").value
        adopt(self.store, by="The board", on="2026-05-01", youth_part="Two evenings.")
        with self.store.write(Operation.SIGN_OFF, final=True) as step:
            step.insert(tables.person, name="Sam Bell", role="Youth worker")
        self.keys = [one.key for one in current_framework(self.store).framework.badge(BADGE).statements]
        self.signed: dict[str, list[int | None]] = {}

    def do(self, service: Any, *args: Any, **values: Any) -> None:
        with suppress(Problem):
            service(self.store, *args, **values)

    @rule(at=KEYS, level=st.none() | st.integers(0, 4), why=st.sampled_from(["", "We saw it."]))
    def give(self, at: int, level: int | None, why: str) -> None:
        self.do(score, self.period, BADGE, self.keys[at], level=level, reason="Because.", over_cap_reason=why,
                confidence=Confidence.LOW, confidence_reason="It is thin.")  # fmt: skip

    @rule(level=st.integers(0, 1), sign=st.booleans())
    def give_all_and_finish(self, level: int, sign: bool) -> None:
        for at in range(5):
            self.give(at, level, "We saw it.")
        view = badge_view(self.store, self.period, BADGE)
        if view.assessment_id:
            self.do(declare_interests, view.assessment_id, "none")
        self.do(finish, self.period, BADGE)
        if sign:
            self.sign()

    @rule(at=KEYS, kind=st.sampled_from(EvidenceType), way=st.sampled_from(Direction))
    def attach(self, at: int, kind: EvidenceType, way: Direction) -> None:
        self.do(attach_words, self.period, self.keys[at], EvidenceKind.DOCUMENT, "Something", type=kind,
                dated="2026-06-01", voice=Voice.CHILDREN, direction=way)  # fmt: skip

    @rule(at=KEYS, answer=st.sampled_from(["", "It was mended."]))
    def answer(self, at: int, answer: str) -> None:
        for piece in badge_view(self.store, self.period, BADGE).statement(self.keys[at]).evidence[:1]:
            self.do(change_evidence, piece.id, answer=answer)

    @rule(at=KEYS)
    def take_away(self, at: int) -> None:
        for piece in badge_view(self.store, self.period, BADGE).statement(self.keys[at]).evidence[:1]:
            self.do(detach, [piece.id])

    @rule(at=KEYS, struck=st.booleans())
    def attach_finding(self, at: int, struck: bool) -> None:
        """A finding is attached, and perhaps taken back by who said it."""
        found = add_finding(self.store, FindingKind.STRENGTH, "They listened to us.").value
        map_badge(self.store, found, BADGE)
        self.do(attach, self.period, self.keys[at], found)
        if struck:
            self.erase(found)

    def erase(self, finding_id: str) -> None:
        """As an erasure does: the finding goes, and its words with it, in what was signed as well."""
        table = tables.evidence
        with self.store.write(Operation.SIGN_OFF, final=True) as step:
            blank_words(step, [finding_id])
            rows = (
                step.conn.execute(select(table.c.id).where(table.c.finding_id == finding_id)).scalars().all()
            )
            for row in rows:
                step.update(table, row, finding_id=None)
            links = tables.finding_badge
            for row in (
                step.conn.execute(select(links.c.id).where(links.c.finding_id == finding_id)).scalars().all()
            ):
                step.erase(links, row)
            step.erase(tables.finding, finding_id)

    @rule()
    def erase_a_signed_finding(self) -> None:
        """The words of a finding that a signed snapshot shows are withdrawn later."""
        for view in versions(self.store, self.period, BADGE):
            pieces = [
                piece.finding_id for one in view.statements for piece in one.evidence if piece.finding_id
            ]
            there = {one.id for one in findings(self.store)}
            for key in [key for key in pieces if key in there][:1]:
                self.erase(key)

    @rule(level=st.integers(0, 4))
    def second(self, level: int) -> None:
        """Sam scores blind, finishes and hands back."""
        author = self.store.author
        sign_in(self.store, "Sam Bell", "device-of-tests")
        for key in self.keys:
            self.do(score, self.period, BADGE, key, ScorerRole.SECOND, level=level, reason="Seen.",
                    over_cap_reason="Seen.", confidence=Confidence.LOW, confidence_reason="Thin.")  # fmt: skip
        self.do(declare_as, self.period, BADGE, ScorerRole.SECOND, "none")
        self.do(finish, self.period, BADGE, ScorerRole.SECOND)
        self.store.author = author

    @rule(at=KEYS, level=st.integers(0, 4))
    def agree(self, at: int, level: int) -> None:
        self.do(moderate, self.period, BADGE, self.keys[at], level, "We talked.")

    @rule()
    def move_days(self) -> None:
        self.do(change_period, self.period, "2026-27", "2026-04-01", "2027-03-30")

    @rule()
    def slip(self) -> None:
        self.do(answer_sheet, self.period, BADGE, new_sheet(), {self.keys[0]: "yes"})

    @rule(words=st.sampled_from(["One", "Two"]))
    def reword(self, words: str) -> None:
        self.do(take, with_statement(self.store, self.keys[0], text=words).framework)
        adopt(self.store, by="The board", on="2026-05-01", youth_part="Two evenings.")

    @rule()
    def sign(self) -> None:
        self.do(sign_off, self.period, BADGE, FORM)
        for view in versions(self.store, self.period, BADGE):
            assert view.signed is not None
            self.signed.setdefault(view.signed.id, [one.level for one in view.statements])

    @precondition(lambda self: bool(self.signed))
    @rule()
    def correct(self) -> None:
        self.do(correct, self.period, BADGE, "Misread.")

    @rule()
    def undo(self) -> None:
        with suppress(Problem):
            self.store.undo()

    @invariant()
    def what_was_signed_stands(self) -> None:
        if not hasattr(self, "store"):
            return
        for view in versions(self.store, self.period, BADGE):
            assert view.signed is not None
            assert [one.level for one in view.statements] == self.signed[view.signed.id]
            for one in view.statements:
                over = one.level is not None and one.level > one.ceiling.level
                assert not over or one.own.over_cap_reason.strip()

    def teardown(self) -> None:
        if hasattr(self, "store"):
            assert_journal_explains(self.store)
            self.store.close()
            self.folder.cleanup()


TestAssessing = Assessing.TestCase
TestAssessing.settings = settings(
    max_examples=10,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.fixture(scope="module")
def signed_text(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The snapshot of the sample's first period, as text."""
    store = maker(tmp_path_factory.mktemp("signed"))("sample")
    with store.read() as conn:
        yield conn.execute(select(tables.sign_off.c.snapshot)).scalar_one()
    store.close()


@settings(deadline=None)
@given(data=st.data(), blank=st.booleans())
def test_no_withdrawal_or_sealing_moves_a_signed_level(
    signed_text: str, data: st.DataObject, blank: bool
) -> None:
    before = from_json(signed_text, "s", "")
    ids = sorted({piece.finding_id for one in before.statements for piece in one.evidence} - {""})
    gone = frozenset(data.draw(st.sets(st.sampled_from(ids))))
    after = from_json((without_words if blank else without_pieces)(signed_text, gone), "s", "")
    told = [(one.level, one.ceiling, one.own, one.second, one.moderation) for one in after.statements]
    assert told == [
        (one.level, one.ceiling, one.own, one.second, one.moderation) for one in before.statements
    ]
    left = [piece for one in after.statements for piece in one.evidence if piece.finding_id in gone]
    assert all(piece.blanked and not piece.text for piece in left)
    assert bool(left) == (blank and bool(gone))
