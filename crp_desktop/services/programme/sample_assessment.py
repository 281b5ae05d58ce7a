"""The sample's indicators, periods, self-assessment and young people’s slips, written from its data file."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from crp_desktop.domain import kinds
from crp_desktop.domain.assessment import EvidenceItem, Span
from crp_desktop.domain.caps import cap
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.framework_model import Framework, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import seeded_id
from crp_desktop.domain.sign_off import Meeting, Signatory
from crp_desktop.services.assessment.framework import HeldFramework, statement_id
from crp_desktop.services.assessment.sign_off import SignOffForm, insert_sign_off
from crp_desktop.services.programme.sample_entries import inside, kind, known, texts, unknown
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step

_SIGNED = ("sign_off", "sign_off.signatory", "sign_off.comment")
TABLES = ("indicator", "period", "assessment", "assessment.score", "evidence", "slip", *_SIGNED)

_STATISTIC = ("value", "unit", "question", "denominator", "source", "dated")
_INDICATOR = ("title", *_STATISTIC, "baseline", "baseline_dated", "comparator", "polarity", "target")
_PERIOD = ("label", "starts_on", "ends_on")
_SCORE = ("reason", "over_cap_reason", "confidence_reason")
_COMMENT = ("text", "said_by", "made_at", "answer", "answered_by")
_EVIDENCE = ("text", "dated", "groups_reached", "answer")


@dataclass(frozen=True, slots=True)
class Named:
    """Ids by the names that the file gives: people by name, findings by key."""

    people: Mapping[str, str]
    findings: Mapping[str, str]


def badge(entry: Entry, key: str, framework: Framework, name: str) -> str:
    """A badge's key, which must be one of the framework's."""
    if all(one.key != name for one in framework.badges):
        raise unknown(entry, key, name)
    return name


class AssessmentWriter:
    """Writes every table of `TABLES` inside an open step, which is then dated like the last assessment finished."""

    def __init__(self, step: Step, data: DataFile, held: HeldFramework, named: Named) -> None:
        self.step = step
        self.data = data
        self.held = held
        self.named = named
        self.statements = {one.key: one for owner in held.framework.badges for one in owner.statements}
        self.indicators: dict[str, str] = {}
        self.periods: dict[str, str] = {}
        self.spans: dict[str, Span] = {}
        self.items: dict[tuple[str, str], list[EvidenceItem]] = defaultdict(list)

    def write(self) -> None:
        """Everything; evidence first, because a score keeps the cap it was given under."""
        self._indicators()
        self._periods()
        self.step.insert_many(tables.evidence, [self._evidence(one) for one in self.data.entries("evidence")])
        for index, entry in enumerate(self.data.entries("assessment")):
            self._assessment(index, entry)
        for place, entry in enumerate(self.data.entries("slip"), start=1):
            self.step.insert_many(tables.young_answer, self._slip(entry, f"{place}"))

    def sign(self, step: Step, index: int, entry: Entry) -> None:
        """One badge signed off in a final step of its own, with what the board said to it."""
        entry.only("period", "badge", "meeting", "meeting_on", "minute", "signed_at")
        step.at = entry.get("signed_at", str)
        people = []
        for one in inside(self.data, "sign_off.signatory", index):
            one.only("name", "role")
            people.append(Signatory(one.get("name", str), one.get("role", str)))
        on = _day(entry, "meeting_on").isoformat()
        meeting = Meeting(entry.get("meeting", str), on, entry.get("minute", str))
        key = badge(entry, "badge", self.held.framework, entry.get("badge", str))
        form = SignOffForm(tuple(people), meeting)
        sign_off_id = insert_sign_off(step, self._period(entry), key, form)
        for one in inside(self.data, "sign_off.comment", index):
            one.only(*_COMMENT)
            step.insert(tables.board_comment, sign_off_id=sign_off_id, **texts(one, _COMMENT))

    def _indicators(self) -> None:
        for entry in self.data.entries("indicator"):
            entry.only("key", "badge", *_INDICATOR)
            key = badge(entry, "badge", self.held.framework, entry.get("badge", str))
            row = self.step.insert(tables.indicator, badge_key=key, **texts(entry, _INDICATOR))
            self.indicators[entry.get("key", str, "")] = row

    def _periods(self) -> None:
        for entry in self.data.entries("period"):
            entry.only(*_PERIOD)
            label = entry.get("label", str)
            self.periods[label] = self.step.insert(tables.period, **texts(entry, _PERIOD))
            self.spans[label] = Span(*(_day(entry, name) for name in ("starts_on", "ends_on")))

    def _period(self, entry: Entry) -> str:
        return known(entry, "period", self.periods, entry.get("period", str))

    def _statement(self, entry: Entry) -> Statement:
        key = entry.get("statement", str)
        if key not in self.statements:
            raise unknown(entry, "statement", key)
        return self.statements[key]

    def _evidence(self, entry: Entry) -> dict[str, object]:
        closed = ("kind", "type", "direction", "voice")
        entry.only("period", "statement", "finding", "indicator", *closed, *_EVIDENCE)
        rests_on = {}
        for name, ids in (("finding", self.named.findings), ("indicator", self.indicators)):
            if name in entry.values:
                rests_on[f"{name}_id"] = known(entry, name, ids, entry.get(name, str))
        said = texts(entry, _EVIDENCE)
        item = EvidenceItem(
            type=kind(entry, "type", kinds.EvidenceType),
            direction=kind(entry, "direction", kinds.Direction),
            voice=kind(entry, "voice", kinds.Voice),
            dated=_day(entry, "dated"),
            groups_reached=said["groups_reached"],
            answer=said["answer"],
        )
        period_id, statement = self._period(entry), self._statement(entry)
        self.items[entry.get("period", str), statement.key].append(item)
        return {
            "period_id": period_id,
            "statement_id": statement_id(self.held.id, statement.key),
            "kind": kind(entry, "kind", kinds.EvidenceKind),
            "type": item.type,
            "direction": item.direction,
            "by_hand": self._is_by_hand(rests_on.get("finding_id", ""), item.direction),
            "voice": item.voice,
            **rests_on,
            **said,
        }

    def _is_by_hand(self, finding_id: str, direction: kinds.Direction) -> bool:
        """Whether evidence from a finding points another way than the finding's kind says."""
        table = tables.finding
        kind_of = self.step.conn.execute(select(table.c.kind).where(table.c.id == finding_id)).scalar()
        return kind_of is not None and direction is not kinds.direction_of(kind_of)

    def _assessment(self, index: int, entry: Entry) -> None:
        entry.only("period", "badge", "scorer", "role", "interests", "finished_at")
        finished_at = entry.get("finished_at", str)
        self.step.at = finished_at or self.step.at
        assessment_id = self.step.insert(
            tables.assessment,
            period_id=self._period(entry),
            badge_key=badge(entry, "badge", self.held.framework, entry.get("badge", str)),
            framework_id=self.held.id,
            scorer_id=known(entry, "scorer", self.named.people, entry.get("scorer", str)),
            role=kind(entry, "role", kinds.ScorerRole, kinds.ScorerRole.FIRST),
            interests=entry.get("interests", str, ""),
            finished_at=finished_at,
        )
        scores = inside(self.data, "assessment.score", index)
        label = entry.get("period", str)
        self.step.insert_many(tables.score, [self._score(one, assessment_id, label) for one in scores])

    def _score(self, entry: Entry, assessment_id: str, period: str) -> dict[str, object]:
        entry.only("statement", "level", "confidence", *_SCORE)
        statement = self._statement(entry)
        level = entry.get("level", int) if "level" in entry.values else None
        carried = cap(statement, self.items[period, statement.key], self.spans[period])
        return {
            "assessment_id": assessment_id,
            "statement_id": statement_id(self.held.id, statement.key),
            "level": level,
            "confidence": kind(entry, "confidence", kinds.Confidence)
            if "confidence" in entry.values
            else None,
            "cap": None if level is None else carried.level,
            **texts(entry, _SCORE),
        }

    def _slip(self, entry: Entry, sheet: str) -> list[dict[str, object]]:
        """One young person's answers, in the order of the badge's statements."""
        entry.only("period", "badge", "answers")
        key = badge(entry, "badge", self.held.framework, entry.get("badge", str))
        statements = self.held.framework.badge(key).statements
        answers = entry.strings("answers")
        scale = {one.key for one in self.held.framework.young_scale}
        for answer in answers:
            if answer not in scale:
                raise unknown(entry, "answers", answer)
        if len(answers) != len(statements):
            raise entry.problem("answers", tr("there must be {n} answer(s)", n=len(statements)))
        period_id = self._period(entry)
        return [
            {
                "period_id": period_id,
                "statement_id": statement_id(self.held.id, statement.key),
                "sheet": seeded_id("sample", "slip", sheet),
                "answer": answer,
            }
            for statement, answer in zip(statements, answers, strict=True)
        ]


def _day(entry: Entry, key: str) -> date:
    day = as_day(entry.get(key, str))
    if day is None:
        raise entry.problem(key, tr("“{key}” must be a day like 2026-03-31", key=key))
    return day
