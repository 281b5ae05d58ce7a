"""The sample's indicators, periods and self-assessment, written from its data file."""

from collections.abc import Mapping
from dataclasses import dataclass

from crp_desktop.domain import kinds
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.framework_model import Framework
from crp_desktop.services.framework import HeldFramework, statement_id
from crp_desktop.services.sample_entries import inside, kind, known, texts, unknown
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step

TABLES = ("indicator", "period", "assessment", "assessment.score", "evidence")

_STATISTIC = ("value", "unit", "question", "denominator", "source", "dated")
_INDICATOR = ("title", *_STATISTIC, "baseline", "baseline_dated", "comparator", "polarity", "target")
_PERIOD = ("label", "starts_on", "ends_on")
_SCORE = ("reason", "over_cap_reason", "confidence_reason")
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


def write_assessments(step: Step, data: DataFile, held: HeldFramework, named: Named) -> None:
    """Every table of `TABLES` inside an open step, which is then dated like the last assessment that was finished."""
    indicators: dict[str, str] = {}
    for entry in data.entries("indicator"):
        entry.only("key", "badge", *_INDICATOR)
        key = badge(entry, "badge", held.framework, entry.get("badge", str))
        row = step.insert(tables.indicator, badge_key=key, **texts(entry, _INDICATOR))
        indicators[entry.get("key", str, "")] = row
    periods: dict[str, str] = {}
    for entry in data.entries("period"):
        entry.only(*_PERIOD)
        periods[entry.get("label", str)] = step.insert(tables.period, **texts(entry, _PERIOD))
    for index, entry in enumerate(data.entries("assessment")):
        assessment_id = _assessment(step, entry, held, named.people, periods)
        scores = inside(data, "assessment.score", index)
        step.insert_many(tables.score, [_score(score, held, assessment_id) for score in scores])
    evidence = [
        _evidence(entry, held, periods, named.findings, indicators) for entry in data.entries("evidence")
    ]
    step.insert_many(tables.evidence, evidence)


def _assessment(
    step: Step, entry: Entry, held: HeldFramework, people: Mapping[str, str], periods: Mapping[str, str]
) -> str:
    entry.only("period", "badge", "scorer", "role", "interests", "finished_at")
    finished_at = entry.get("finished_at", str)
    step.at = finished_at or step.at
    return step.insert(
        tables.assessment,
        period_id=known(entry, "period", periods, entry.get("period", str)),
        badge_key=badge(entry, "badge", held.framework, entry.get("badge", str)),
        framework_id=held.id,
        scorer_id=known(entry, "scorer", people, entry.get("scorer", str)),
        role=kind(entry, "role", kinds.ScorerRole, kinds.ScorerRole.FIRST),
        interests=entry.get("interests", str, ""),
        finished_at=finished_at,
    )


def _score(entry: Entry, held: HeldFramework, assessment_id: str) -> dict[str, object]:
    entry.only("statement", "level", "confidence", *_SCORE)
    return {
        "assessment_id": assessment_id,
        "statement_id": _statement(entry, held),
        "level": entry.get("level", int, None),
        "confidence": kind(entry, "confidence", kinds.Confidence) if "confidence" in entry.values else None,
        **texts(entry, _SCORE),
    }


def _evidence(
    entry: Entry,
    held: HeldFramework,
    periods: Mapping[str, str],
    findings: Mapping[str, str],
    indicators: Mapping[str, str],
) -> dict[str, object]:
    entry.only(
        "period", "statement", "kind", "finding", "indicator", "type", "direction", "voice", *_EVIDENCE
    )
    rests_on = {}
    for name, ids in (("finding", findings), ("indicator", indicators)):
        if name in entry.values:
            rests_on[f"{name}_id"] = known(entry, name, ids, entry.get(name, str))
    return {
        "period_id": known(entry, "period", periods, entry.get("period", str)),
        "statement_id": _statement(entry, held),
        "kind": kind(entry, "kind", kinds.EvidenceKind),
        "type": kind(entry, "type", kinds.EvidenceType),
        "direction": kind(entry, "direction", kinds.Direction),
        "voice": kind(entry, "voice", kinds.Voice),
        **rests_on,
        **texts(entry, _EVIDENCE),
    }


def _statement(entry: Entry, held: HeldFramework) -> str:
    key = entry.get("statement", str)
    if all(one.key != key for owner in held.framework.badges for one in owner.statements):
        raise unknown(entry, "statement", key)
    return statement_id(held.id, key)
