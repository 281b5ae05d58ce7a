"""What stops an assessment from being finished or signed off, worked out from a badge's view."""

from crp_desktop.domain.assessment import Span
from crp_desktop.domain.sign_off import (
    Adoption,
    BadgeState,
    Blocker,
    Meeting,
    Signatory,
    StatementState,
    blockers,
)
from crp_desktop.services.assessment.records import BadgeView, StatementView


def sign_off_state(
    view: BadgeView, signatories: tuple[Signatory, ...] = (), meeting: Meeting | None = None
) -> BadgeState:
    """Everything sign-off looks at."""
    rubric = view.rubric
    adopted = Adoption(rubric.adopted_by, rubric.adopted_on, rubric.youth_part)
    return BadgeState(
        adoption=adopted if adopted.is_complete else None,
        period=Span.of(view.period),
        statements=tuple(_state(one) for one in view.statements),
        scorers=view.scorers,
        signatories=signatories,
        meeting=meeting,
    )


def statement_blockers(view: BadgeView) -> tuple[Blocker, ...]:
    """What single statements lack."""
    return tuple(one for one in blockers(sign_off_state(view)) if one.statement)


def _state(one: StatementView) -> StatementState:
    return StatementState(
        key=one.key,
        text=one.text,
        first=one.own.level,
        ceiling=one.ceiling,
        reason=one.own.reason,
        over_cap_reason=one.own.over_cap_reason,
        confidence=one.own.confidence,
        confidence_reason=one.own.confidence_reason,
        second=one.second.level if one.second else None,
        moderation=one.moderation,
        evidence=one.items,
        young_view_shown=one.young is not None and one.young.shown,
    )
