"""Assessing a badge in a period: begin, give levels with reasons, finish. Every change is saved as it is made."""

from dataclasses import dataclass
from typing import Any, Unpack

from sqlalchemy import Connection, select

from crp_desktop.domain.assessment import LEVELS, Spread, spread
from crp_desktop.domain.changes import ScoreChange
from crp_desktop.domain.errors import NotFound, Refused
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Period
from crp_desktop.domain.sign_off import Blocker, BlockerKind
from crp_desktop.domain.young_view import YoungView
from crp_desktop.services.assessment.blockers import statement_blockers
from crp_desktop.services.assessment.framework import statement_id
from crp_desktop.services.assessment.load import Loaded, add_young, load
from crp_desktop.services.assessment.records import AssessmentState, BadgeView
from crp_desktop.services.assessment.view import (
    both_done,
    ceiling,
    check_own,
    hidden_from,
    levels_of,
    live_view,
    shown_view,
    state_of,
    young_of,
)
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class BadgeLine:
    """A pursued badge in the overview: this period and the last one it was scored in (`before` is "" for none).

    `hidden`: the person who works is its second scorer and must not see the first levels yet; `spread` then shows none.
    `young` is young people's view of each statement in order, None where nobody was asked.
    """

    badge: Badge
    state: AssessmentState
    spread: Spread
    hidden: bool
    second: bool
    before: str
    before_spread: Spread | None
    young: tuple[YoungView | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Every pursued badge in one period; `period` is None while there is none."""

    periods: tuple[Period, ...]
    period: Period | None
    level_names: dict[int, str]
    notice: str
    adopted: bool
    badges: tuple[BadgeLine, ...]


def overview(store: Store, /, period_id: str | None = None) -> Overview:
    """The pursued badges in this period; without one, or when it is gone, in the latest that has been scored."""
    with store.read() as conn:
        pursued = conn.execute(select(tables.programme.c.badges)).scalar_one()
        loaded = load(conn)
        period = next((one for one in loaded.periods if one.id == period_id), None) or _latest(loaded)
        if period is not None:
            add_young(conn, loaded, [period.id])
    held = loaded.current
    chosen = [badge for badge in held.framework.badges if badge.key in pursued]
    lines = () if period is None else tuple(_line(store, loaded, period, badge) for badge in chosen)
    return Overview(
        tuple(loaded.periods),
        period,
        {level.number: level.name for level in held.framework.levels},
        held.framework.notice,
        bool(held.adopted_on and held.adopted_by and held.youth_part),
        lines,
    )


def _latest(loaded: Loaded) -> Period | None:
    scored = {period_id for period_id, _, _ in loaded.scorings}
    there = [one for one in loaded.periods if one.id in scored] or loaded.periods
    return there[-1] if there else None


def _line(store: Store, /, loaded: Loaded, period: Period, badge: Badge) -> BadgeLine:
    empty: dict[str, int | None] = {one.key: None for one in badge.statements}
    last = loaded.period_before(period.id, badge.key)
    hidden = hidden_from(loaded, _person(store), period.id, badge.key)
    levels = {} if hidden else levels_of(loaded, period, badge.key)
    return BadgeLine(
        badge,
        state_of(loaded, period.id, badge.key),
        spread(levels or empty),
        hidden,
        loaded.scoring(period.id, badge.key, ScorerRole.SECOND) is not None,
        last.label if last else "",
        spread(levels_of(loaded, last, badge.key)) if last else None,
        young_of(loaded, period.id, badge.key),
    )


def _person(store: Store, /) -> str:
    return store.author.person_id if store.author else ""


def badge_view(
    store: Store, /, period_id: str, badge_key: str, role: ScorerRole = ScorerRole.FIRST
) -> BadgeView:
    """A badge in a period with all its statements, as this scorer sees it; signed off, as it was signed.

    Raises NotFound, and Refused when one scorer asks for the other's levels before both have finished.
    """
    return loaded_view(store, period_id, badge_key, role)[1]


def loaded_view(
    store: Store, /, period_id: str, badge_key: str, role: ScorerRole
) -> tuple[Loaded, BadgeView]:
    """`badge_view` with what was read for it: the badge in every period, evidence of this one."""
    with store.read() as conn:
        loaded = load(conn, badges=[badge_key], evidence_of=[period_id])
    period = _period(loaded, period_id)
    check_own(loaded, _person(store), period_id, badge_key, role)
    if role is ScorerRole.SECOND:
        return loaded, live_view(loaded, period, badge_key, role)
    return loaded, shown_view(loaded, period, badge_key)


def _period(loaded: Loaded, period_id: str) -> Period:
    try:
        return loaded.period(period_id)
    except KeyError:
        raise NotFound(
            tr("This period is no longer there."), tr("Nothing was changed."), tr("Choose another one.")
        ) from None


def begin(
    store: Store,
    /,
    period_id: str,
    badge_key: str,
    role: ScorerRole = ScorerRole.FIRST,
    *,
    interests: str = "",
) -> Done[str]:
    """Begins an assessment by who works now, against the current rubric; one that was begun is gone on with.

    Raises Refused when it is signed off, when the second scorer is the first one, or is somebody else already.
    """
    with store.write(Operation.BEGIN_ASSESSMENT) as step:
        assessment_id = begun(step, period_id, badge_key, role, interests)
    return Done(step.info, assessment_id)


def begun(step: Step, period_id: str, badge_key: str, role: ScorerRole, interests: str = "") -> str:
    """The id of who works now's assessment of a badge, begun inside an open step when it was not. Raises Refused."""
    check_open(step.conn, period_id, badge_key)
    loaded = load(step.conn, badges=[badge_key])
    check_own(loaded, step.author.person_id, period_id, badge_key, role)
    there = loaded.scoring(period_id, badge_key, role)
    if there is not None:
        return there.id
    first = loaded.scoring(period_id, badge_key)
    if role is ScorerRole.SECOND and first is None:
        raise Refused(tr("The first scorer has not started yet."), tr("Nothing was changed."))
    if role is ScorerRole.SECOND and first is not None and first.scorer_id == step.author.person_id:
        raise Refused(
            tr("The second scorer must be a different person."),
            tr("Nothing was changed."),
            tr("Ask a colleague to add their name and score it."),
        )
    return step.insert(
        tables.assessment,
        period_id=period_id,
        badge_key=badge_key,
        framework_id=first.framework_id if first else loaded.current.id,
        scorer_id=step.author.person_id,
        role=role,
        interests=interests,
    )


def is_locked(conn: Connection, period_id: str, badge_key: str) -> bool:
    """Whether the badge is signed off for the period and not being corrected."""
    table = tables.sign_off
    newest = (
        select(table.c.reopened)
        .where(table.c.period_id == period_id, table.c.badge_key == badge_key)
        .order_by(table.c.version.desc(), table.c.id.desc())
    )
    row = conn.execute(newest.limit(1)).first()
    return row is not None and not row.reopened


def check_open(conn: Connection, period_id: str, badge_key: str) -> None:
    """Raises Refused when the badge is signed off for the period and not being corrected."""
    if is_locked(conn, period_id, badge_key):
        raise Refused(
            tr("This badge is signed off for the period, so its levels and evidence are locked."),
            tr("Nothing was changed."),
            tr("To correct it, open a new version from its review and say why."),
        )


def score(
    store: Store,
    /,
    period_id: str,
    badge_key: str,
    statement_key: str,
    role: ScorerRole = ScorerRole.FIRST,
    **values: Unpack[ScoreChange],
) -> Done[str]:
    """Sets parts of a score (level 0-4 or None, reason, over_cap_reason, confidence, confidence_reason).

    Begins the assessment when it was not; an assessment that was finished is in progress again when its level changes.
    Returns the score's id. Raises Refused when it is signed off, ValueError for a level that does not exist.
    """
    level = values.get("level")
    if level is not None and level not in LEVELS:
        raise ValueError(f"there is no level {level}")
    operation = _operation(values)
    with store.write(operation) if level is None else store.write(operation, level=level) as step:
        assessment_id = begun(step, period_id, badge_key, role)
        loaded = load(step.conn, badges=[badge_key], evidence_of=[period_id])
        scoring = loaded.scoring(period_id, badge_key, role)
        assert scoring is not None
        held = loaded.frameworks[scoring.framework_id]
        cap: dict[str, int | None] = {}
        if "level" in values:
            _check_not_compared(loaded, period_id, badge_key)
            if scoring.finished_at:
                step.update(tables.assessment, assessment_id, finished_at="")
            statement = held.framework.statement(statement_key)
            found = ceiling(loaded, badge_key, statement, loaded.period(period_id))
            cap = {"cap": None if level is None else found.level}
        row_id = _write_score(step, assessment_id, statement_id(held.id, statement_key), {**values, **cap})
    return Done(step.info, row_id)


def _check_not_compared(loaded: Loaded, period_id: str, badge_key: str) -> None:
    """Levels that both scorers have seen are agreed on, not changed, but for a correction of what was signed."""
    corrected = state_of(loaded, period_id, badge_key) is AssessmentState.BEING_CORRECTED
    if both_done(loaded, period_id, badge_key) and not corrected:
        raise Refused(
            tr("Both scorers have finished and seen each other’s levels."),
            tr("Nothing was changed."),
            tr("Agree on a level in the moderation instead, with a note."),
        )


def _write_score(step: Step, assessment_id: str, row_of_statement: str, values: dict[str, object]) -> str:
    table = tables.score
    where = (table.c.assessment_id == assessment_id, table.c.statement_id == row_of_statement)
    row_id = step.conn.execute(select(table.c.id).where(*where).order_by(table.c.id).limit(1)).scalar()
    if row_id is None:
        return step.insert(table, assessment_id=assessment_id, statement_id=row_of_statement, **values)
    step.update(table, row_id, **values)
    return str(row_id)


def _operation(values: ScoreChange) -> Operation:
    if "level" in values:
        return Operation.TAKE_LEVEL_BACK if values["level"] is None else Operation.GIVE_LEVEL
    if "confidence" in values or "confidence_reason" in values:
        return Operation.STATE_CONFIDENCE
    return Operation.GIVE_REASON


def unfinished(view: BadgeView) -> tuple[Blocker, ...]:
    """What stops this scorer from finishing, statement by statement; none when nothing does."""
    return tuple(
        blocker for blocker in statement_blockers(view) if blocker.kind is not BlockerKind.NOT_MODERATED
    )


def next_statement(view: BadgeView) -> str:
    """The key of the first statement that this scorer has not given a level, "" when all have one."""
    return next((one.key for one in view.statements if one.own.level is None), "")


def finish(
    store: Store, /, period_id: str, badge_key: str, role: ScorerRole = ScorerRole.FIRST
) -> Done[None]:
    """Notes that a scorer has finished. Raises Refused while a statement lacks its level or a reason."""
    with store.write(Operation.FINISH_ASSESSMENT) as step:
        check_open(step.conn, period_id, badge_key)
        loaded = load(step.conn, badges=[badge_key], evidence_of=[period_id])
        check_own(loaded, step.author.person_id, period_id, badge_key, role)
        view = live_view(loaded, _period(loaded, period_id), badge_key, role)
        lacking = unfinished(view)
        if lacking or not view.assessment_id:
            raise Refused(
                tr("Before you can finish: {n} thing(s) to complete.", n=max(len(lacking), 1)),
                tr("Everything you wrote is saved."),
                lacking[0].sentence if lacking else tr("Choose a level for each statement."),
            )
        step.update(tables.assessment, view.assessment_id, finished_at=step.at)
    return Done(step.info, None)


def declare_interests(store: Store, /, assessment_id: str, interests: str) -> Done[None]:
    """Records what part a scorer has in what is assessed; “none” is a declaration."""
    with store.write(Operation.DECLARE_INTERESTS) as step:
        row = step.conn.execute(
            select(tables.assessment.c.period_id, tables.assessment.c.badge_key).where(
                tables.assessment.c.id == assessment_id
            )
        ).one()
        check_open(step.conn, row.period_id, row.badge_key)
        step.update(tables.assessment, assessment_id, interests=interests)
    return Done(step.info, None)


def declare_as(
    store: Store, /, period_id: str, badge_key: str, role: ScorerRole, interests: str
) -> Done[None]:
    """Records the interests of a badge's first or second scorer; raises NotFound when there is none."""
    table = tables.assessment
    where = (table.c.period_id == period_id, table.c.badge_key == badge_key, table.c.role == role)
    with store.read() as conn:
        found = conn.execute(select(table.c.id).where(*where).order_by(table.c.id).limit(1)).scalar()
    if found is None:
        raise NotFound(tr("No one has started to score here yet."), tr("Nothing was changed."))
    return declare_interests(store, str(found), interests)


def move_to_current_rubric(store: Store, /, period_id: str, badge_key: str) -> Done[int]:
    """Goes on with the current rubric in an assessment begun under an older one; returns how many levels were dropped.

    A level stays where the statement's words are the same; where they changed, the reason stays and the level goes.
    """
    with store.write(Operation.CARRY_TO_RUBRIC) as step:
        check_open(step.conn, period_id, badge_key)
        loaded = load(step.conn, badges=[badge_key])
        dropped = 0
        for role in ScorerRole:
            scoring = loaded.scoring(period_id, badge_key, role)
            if scoring is None or scoring.framework_id == loaded.current.id:
                continue
            dropped += _move_scores(step, loaded, scoring.id, scoring.framework_id)
            step.update(tables.assessment, scoring.id, framework_id=loaded.current.id, finished_at="")
    return Done(step.info, dropped)


def _move_scores(step: Step, loaded: Loaded, assessment_id: str, old_id: str) -> int:
    table, statement = tables.score, tables.statement
    new = {one.key: one for badge in loaded.current.framework.badges for one in badge.statements}
    rows = step.conn.execute(
        select(table.c.id, statement.c.key, statement.c.wording, table.c.level)
        .join(statement, statement.c.id == table.c.statement_id)
        .where(table.c.assessment_id == assessment_id, statement.c.framework_id == old_id)
    ).all()
    dropped = 0
    for row in rows:
        after = new.get(row.key)
        changes: dict[str, Any] = (
            {} if after is None else {"statement_id": statement_id(loaded.current.id, row.key)}
        )
        if (after is None or after.wording != row.wording) and row.level is not None:
            changes |= {"level": None, "cap": None}
            dropped += 1
        if changes:
            step.update(table, row.id, **changes)
    return dropped
