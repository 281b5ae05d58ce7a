"""A signed assessment as JSON text, and back: what was locked stays readable whatever changes around it."""

import json
from dataclasses import asdict
from typing import Any

from crp_desktop.domain.agreement import Moderation
from crp_desktop.domain.caps import CapKind, CapReason, LevelCap
from crp_desktop.domain.framework_model import Answer, Level
from crp_desktop.domain.kinds import (
    BadgeKind,
    Confidence,
    Direction,
    EvidenceKind,
    EvidenceType,
    ScorerRole,
    Voice,
)
from crp_desktop.domain.records import Period
from crp_desktop.domain.sign_off import Meeting, Scorer, Signatory
from crp_desktop.domain.young_view import AnswerCount, YoungView
from crp_desktop.services.assessment.records import (
    AssessmentState,
    BadgeView,
    Before,
    EvidenceView,
    RubricVersion,
    Scored,
    Signed,
    StatementView,
)

_FORMAT = 1


def to_json(view: BadgeView) -> str:
    """The assessment with its scorers, signatories and meeting as JSON text."""
    return json.dumps({"format": _FORMAT, **asdict(view)}, ensure_ascii=False)


def from_json(snapshot: str, sign_off_id: str, reopened: str) -> BadgeView:
    """The assessment as it was signed; its state is signed off, or being corrected when `reopened` says why."""
    told: dict[str, Any] = json.loads(snapshot)
    signed = told["signed"]
    return BadgeView(
        badge_key=told["badge_key"],
        name=told["name"],
        kind=BadgeKind(told["kind"]),
        definition=told["definition"],
        period=Period(**told["period"]),
        role=ScorerRole(told["role"]),
        state=AssessmentState.BEING_CORRECTED if reopened else AssessmentState.SIGNED_OFF,
        assessment_id=told["assessment_id"],
        finished_at=told["finished_at"],
        rubric=RubricVersion(**told["rubric"]),
        is_current_rubric=told["is_current_rubric"],
        levels=tuple(Level(**one) for one in told["levels"]),
        scale=tuple(Answer(**one) for one in told["scale"]),
        scorers=tuple(Scorer(**one) for one in told["scorers"]),
        statements=tuple(_statement(one) for one in told["statements"]),
        signed=Signed(
            id=sign_off_id,
            version=signed["version"],
            reason=signed["reason"],
            signed_at=signed["signed_at"],
            signatories=tuple(Signatory(**one) for one in signed["signatories"]),
            meeting=Meeting(**signed["meeting"]),
            reopened=reopened,
        ),
    )


def without_words(snapshot: str, finding_ids: frozenset[str]) -> str:
    """The snapshot with the words of these findings blanked and marked so; no level in it changes."""
    told: dict[str, Any] = json.loads(snapshot)
    for statement in told["statements"]:
        for piece in statement["evidence"]:
            if piece["finding_id"] in finding_ids:
                piece.update(text="", source="", groups_reached="", blanked=True)
    return json.dumps(told, ensure_ascii=False)


def without_pieces(snapshot: str, finding_ids: frozenset[str]) -> str:
    """The snapshot as if these findings had never been evidence in it; no level in it changes."""
    told: dict[str, Any] = json.loads(snapshot)
    for statement in told["statements"]:
        statement["evidence"] = [one for one in statement["evidence"] if one["finding_id"] not in finding_ids]
    return json.dumps(told, ensure_ascii=False)


def _statement(told: dict[str, Any]) -> StatementView:
    young, second, moderation, before = (told[name] for name in ("young", "second", "moderation", "before"))
    ceiling = told["ceiling"]
    bites = (CapReason(**{**bite, "kind": CapKind(bite["kind"])}) for bite in ceiling["bites"])
    return StatementView(
        key=told["key"],
        text=told["text"],
        plain=told["plain"],
        wording=told["wording"],
        levels=tuple(told["levels"]),
        needs=tuple(EvidenceType(one) for one in told["needs"]),
        outreach=told["outreach"],
        own=_scored(told["own"]),
        ceiling=LevelCap(ceiling["level"], tuple(bites)),
        evidence=tuple(_evidence(one) for one in told["evidence"]),
        before=Before(**before) if before else None,
        second=_scored(second) if second else None,
        moderation=Moderation(**moderation) if moderation else None,
        young=_young(young) if young else None,
    )


def _scored(told: dict[str, Any]) -> Scored:
    confidence = told["confidence"]
    return Scored(**{**told, "confidence": Confidence(confidence) if confidence else None})


def _evidence(told: dict[str, Any]) -> EvidenceView:
    return EvidenceView(
        **{
            **told,
            "kind": EvidenceKind(told["kind"]),
            "type": EvidenceType(told["type"]),
            "direction": Direction(told["direction"]),
            "voice": Voice(told["voice"]),
        }
    )


def _young(told: dict[str, Any]) -> YoungView:
    counts = (AnswerCount(Answer(**row["answer"]), row["count"]) for row in told["counts"])
    return YoungView(told["shown"], told["answered"], tuple(counts))
