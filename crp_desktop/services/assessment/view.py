"""Puts what was read together into badges and statements as a person sees them."""

from dataclasses import replace

from crp_desktop.domain.agreement import ScoredTwice
from crp_desktop.domain.assessment import EarlierLevel, Span
from crp_desktop.domain.caps import LevelCap, cap
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import Hidden, Refused
from crp_desktop.domain.framework_model import Badge, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.records import Period
from crp_desktop.domain.sign_off import Scorer
from crp_desktop.domain.young_view import YoungView, young_view
from crp_desktop.services.assessment.framework import HeldFramework
from crp_desktop.services.assessment.load import Loaded, Scoring
from crp_desktop.services.assessment.records import (
    AssessmentState,
    BadgeView,
    Before,
    RubricVersion,
    Scored,
    StatementView,
)


def live_view(loaded: Loaded, period: Period, badge_key: str, role: ScorerRole) -> BadgeView:
    """The badge as its working rows say, whether it is signed off or not. Raises NotFound for an unknown badge."""
    scoring = loaded.scoring(period.id, badge_key, role)
    first = loaded.scoring(period.id, badge_key)
    held = loaded.frameworks[first.framework_id] if first else loaded.current
    badge = held.framework.badge(badge_key)
    return BadgeView(
        badge_key=badge_key,
        name=badge.name,
        kind=badge.kind,
        definition=badge.definition,
        period=period,
        role=role,
        state=_state(loaded, period.id, badge_key, scoring),
        assessment_id=scoring.id if scoring else "",
        finished_at=scoring.finished_at if scoring else "",
        rubric=rubric_version(held),
        is_current_rubric=_is_current(loaded, held, badge),
        levels=held.framework.levels,
        scale=held.framework.young_scale,
        scorers=_scorers(loaded, period.id, badge_key),
        statements=_statements(loaded, held, badge, period, scoring),
    )


def _is_current(loaded: Loaded, held: HeldFramework, badge: Badge) -> bool:
    """Whether going on with the current version would change nothing: its badge is the same, this one adopted."""
    same = badge in loaded.current.framework.badges
    return held.id == loaded.current.id or (same and bool(held.adopted_on))


def shown_view(loaded: Loaded, period: Period, badge_key: str) -> BadgeView:
    """The badge as it was signed off last; as it stands now where it never was or is being corrected."""
    signed = loaded.signed.get((period.id, badge_key))
    if signed is not None and signed.locked:
        return signed
    view = live_view(loaded, period, badge_key, ScorerRole.FIRST)
    return replace(view, signed=signed.signed) if signed is not None else view


def rubric_version(held: HeldFramework) -> RubricVersion:
    """A held framework as an assessment names it."""
    return RubricVersion(
        held.id,
        held.framework.label,
        held.framework.version,
        held.framework.notice,
        held.adopted_on,
        held.adopted_by,
        held.youth_part,
    )


def levels_of(loaded: Loaded, period: Period, badge_key: str) -> dict[str, int | None]:
    """The levels of a badge that stand, without its evidence: as signed off, else as scored; empty before any."""
    signed = loaded.signed.get((period.id, badge_key))
    if signed is not None and signed.locked:
        return {one.key: one.level for one in signed.statements}
    scoring = loaded.scoring(period.id, badge_key)
    if scoring is None:
        return {}
    first = loaded.scores.get(scoring.id, {})
    second: dict[str, Scored] = {}
    if both_done(loaded, period.id, badge_key):
        other = loaded.scoring(period.id, badge_key, ScorerRole.SECOND)
        second = loaded.scores.get(other.id, {}) if other else {}
    statements = loaded.frameworks[scoring.framework_id].framework.badge(badge_key).statements
    return {
        one.key: ScoredTwice(
            one.key,
            first[one.key].level if one.key in first else None,
            second[one.key].level if one.key in second else None,
            loaded.moderation.get((period.id, one.key)) if second else None,
        ).level
        for one in statements
    }


def state_of(loaded: Loaded, period_id: str, badge_key: str) -> AssessmentState:
    """How far a badge has come in a period."""
    return _state(loaded, period_id, badge_key, loaded.scoring(period_id, badge_key))


def _state(loaded: Loaded, period_id: str, badge_key: str, scoring: Scoring | None) -> AssessmentState:
    signed = loaded.signed.get((period_id, badge_key))
    if signed is not None:
        return signed.state
    if scoring is None:
        return AssessmentState.NOT_STARTED
    return AssessmentState.FINISHED if scoring.finished_at else AssessmentState.IN_PROGRESS


def _scorers(loaded: Loaded, period_id: str, badge_key: str) -> tuple[Scorer, ...]:
    found = (loaded.scoring(period_id, badge_key, role) for role in ScorerRole)
    return tuple(
        Scorer(one.name, one.job, one.interests, bool(one.finished_at), one.role is ScorerRole.SECOND)
        for one in found
        if one is not None
    )


def both_done(loaded: Loaded, period_id: str, badge_key: str) -> bool:
    """Whether two scorers have both finished."""
    pair = [loaded.scoring(period_id, badge_key, role) for role in ScorerRole]
    return all(one is not None and one.finished_at for one in pair)


def is_blind(loaded: Loaded, period_id: str, badge_key: str) -> bool:
    """Whether a second scoring is under way: neither scorer may see the other's levels yet."""
    second = loaded.scoring(period_id, badge_key, ScorerRole.SECOND)
    return second is not None and not both_done(loaded, period_id, badge_key)


def hidden_from(loaded: Loaded, person_id: str, period_id: str, badge_key: str) -> bool:
    """Whether this person must not see the first levels yet: the second scorer, or nobody known ("")."""
    if not is_blind(loaded, period_id, badge_key):
        return False
    second = loaded.scoring(period_id, badge_key, ScorerRole.SECOND)
    return not person_id or (second is not None and second.scorer_id == person_id)


def check_own(loaded: Loaded, person_id: str, period_id: str, badge_key: str, role: ScorerRole) -> None:
    """Raises Refused when this person would read or write the other scorer's levels before both have finished, and
    Hidden when they are the second scorer."""
    second = loaded.scoring(period_id, badge_key, ScorerRole.SECOND)
    if second is None or not is_blind(loaded, period_id, badge_key):
        return
    safe = tr("Nothing was changed.")
    if role is ScorerRole.SECOND and second.scorer_id != person_id:
        raise Refused(
            tr("The second scoring is {name}’s, and hidden until both have finished.", name=second.name),
            safe,
            tr("Work under that name, or take the second scoring over in the badge’s review."),
        )
    if role is ScorerRole.FIRST and hidden_from(loaded, person_id, period_id, badge_key):
        raise Hidden(
            tr("The first scorer’s levels are hidden until both have finished."),
            safe,
            tr("Finish your own scoring first; then both are compared."),
        )


def _statements(
    loaded: Loaded, held: HeldFramework, badge: Badge, period: Period, scoring: Scoring | None
) -> tuple[StatementView, ...]:
    own = loaded.scores.get(scoring.id, {}) if scoring else {}
    second = loaded.scoring(period.id, badge.key, ScorerRole.SECOND)
    other: dict[str, Scored] = {}
    compared = both_done(loaded, period.id, badge.key) and scoring is not second
    if second is not None and compared:
        other = loaded.scores.get(second.id, {})
    made = []
    for statement in badge.statements:
        spot = (period.id, statement.key)
        answers = loaded.young.get(spot)
        made.append(
            StatementView(
                key=statement.key,
                text=statement.text,
                plain=statement.plain,
                wording=statement.wording,
                levels=statement.levels,
                needs=statement.needs,
                outreach=statement.outreach,
                own=own.get(statement.key, Scored()),
                ceiling=ceiling(loaded, badge.key, statement, period),
                evidence=tuple(loaded.evidence.get(spot, ())),
                before=_before(loaded, badge.key, statement, period),
                second=other.get(statement.key),
                moderation=loaded.moderation.get(spot) if compared else None,
                young=_young(loaded, held, answers),
            )
        )
    return tuple(made)


def young_of(loaded: Loaded, period_id: str, badge_key: str) -> tuple[YoungView | None, ...]:
    """Young people's view of every statement of a badge, in their order; None where nobody was asked."""
    signed = loaded.signed.get((period_id, badge_key))
    if signed is not None and signed.locked:
        return tuple(one.young for one in signed.statements)
    first = loaded.scoring(period_id, badge_key)
    held = loaded.frameworks[first.framework_id] if first else loaded.current
    statements = held.framework.badge(badge_key).statements
    return tuple(_young(loaded, held, loaded.young.get((period_id, one.key))) for one in statements)


def _young(loaded: Loaded, held: HeldFramework, answers: list[str] | None) -> YoungView | None:
    """Young people's view on the scale of this version; answers given on a scale that it replaced are left out."""
    scale = held.framework.young_scale
    keys = {answer.key for answer in scale}
    known = [answer for answer in answers or () if answer in keys]
    return young_view(known, scale, loaded.threshold) if known else None


def ceiling(loaded: Loaded, badge_key: str, statement: Statement, period: Period) -> LevelCap:
    """The cap of a statement in a period, by its evidence and what was signed off before."""
    there = loaded.evidence.get((period.id, statement.key), ())
    items = [piece.item for piece in there if not piece.blanked]
    earlier = [
        EarlierLevel(
            as_day(view.period.ends_on) or Span.of(period).starts_on,
            one.level,
            one.wording,
            one.ceiling.level,
        )
        for (_, key), view in loaded.signed.items()
        if key == badge_key and view.locked
        for one in view.statements
        if one.key == statement.key
    ]
    return cap(statement, items, Span.of(period), earlier, statement.wording)


def _before(loaded: Loaded, badge_key: str, statement: Statement, period: Period) -> Before | None:
    last = loaded.period_before(period.id, badge_key)
    if last is None:
        return None
    signed = loaded.signed.get((last.id, badge_key))
    if signed is not None and signed.locked:
        found = next((one for one in signed.statements if one.key == statement.key), None)
        if found is None:
            return None
        return Before(last.label, found.level, found.own.reason, found.wording == statement.wording)
    scoring = loaded.scoring(last.id, badge_key)
    scored = loaded.scores.get(scoring.id, {}).get(statement.key) if scoring else None
    if scored is None or scoring is None:
        return None
    old = loaded.frameworks[scoring.framework_id].framework.statement(statement.key)
    return Before(last.label, scored.level, scored.reason, old.wording == statement.wording)
