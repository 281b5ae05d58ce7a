"""Moderation: two scorers who are two or more levels apart agree on one, and say how they came to it."""

from sqlalchemy import select

from crp_desktop.domain.assessment import LEVELS
from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.evidence import statement_row
from crp_desktop.services.assessment.load import load
from crp_desktop.services.assessment.scoring import begun, check_open
from crp_desktop.services.assessment.view import both_done
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


def moderate(
    store: Store, /, period_id: str, badge_key: str, statement_key: str, level: int | None, note: str
) -> Done[str]:
    """Records the level agreed on and the note; either may still be missing while they talk. Returns the row's id.

    Raises Refused before both scorers have finished or once it is signed off, ValueError for no such level.
    """
    if level is not None and level not in LEVELS:
        raise ValueError(f"there is no level {level}")
    table, statement = tables.moderation, tables.statement
    with store.write(Operation.MODERATE_STATEMENT) as step:
        check_open(step.conn, period_id, badge_key)
        if not both_done(load(step.conn, badges=[badge_key]), period_id, badge_key):
            raise Refused(tr("Both scorers must have finished first."), tr("Nothing was changed."))
        there = (
            select(table.c.id)
            .join(statement, statement.c.id == table.c.statement_id)
            .where(table.c.period_id == period_id, statement.c.key == statement_key)
            .order_by(table.c.id)
        )
        row_id = step.conn.execute(there.limit(1)).scalar()
        if row_id is None:
            row = statement_row(step.conn, statement_key)
            row_id = step.insert(table, period_id=period_id, statement_id=row, level=level, note=note)
        else:
            step.update(table, row_id, level=level, note=note)
    return Done(step.info, str(row_id))


def remove_second_scoring(store: Store, /, period_id: str, badge_key: str) -> Done[None]:
    """Takes the second scorer's levels and any moderation of this badge away; the first scorer's stay."""
    with store.write(Operation.REMOVE_SECOND_SCORING) as step:
        check_open(step.conn, period_id, badge_key)
        _remove(step, period_id, badge_key)
    return Done(step.info, None)


def take_over_second(store: Store, /, period_id: str, badge_key: str, *, interests: str = "") -> Done[str]:
    """Begins the second scoring afresh by who works now, in place of somebody who left it half way; returns its id.

    The levels of who left go, because a blind scoring is one person's own. Raises Refused for the first scorer, when
    both have finished, or when it is signed off.
    """
    with store.write(Operation.TAKE_OVER_SECOND_SCORING) as step:
        check_open(step.conn, period_id, badge_key)
        if both_done(load(step.conn, badges=[badge_key]), period_id, badge_key):
            raise Refused(
                tr("Both scorers have finished and seen each other’s levels."),
                tr("Nothing was changed."),
                tr("Agree on a level in the moderation instead, with a note."),
            )
        _remove(step, period_id, badge_key)
        made = begun(step, period_id, badge_key, ScorerRole.SECOND, interests)
    return Done(step.info, made)


def _remove(step: Step, period_id: str, badge_key: str) -> None:
    own, table = tables.assessment, tables.moderation
    rows = select(own.c.id).where(
        own.c.period_id == period_id, own.c.badge_key == badge_key, own.c.role == ScorerRole.SECOND
    )
    for assessment_id in step.conn.execute(rows).scalars().all():
        scores = select(tables.score.c.id).where(tables.score.c.assessment_id == assessment_id)
        for score_id in step.conn.execute(scores).scalars().all():
            step.delete(tables.score, score_id)
        step.delete(own, assessment_id)
    notes = (
        select(table.c.id)
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .join(tables.badge, tables.badge.c.id == tables.statement.c.badge_id)
        .where(table.c.period_id == period_id, tables.badge.c.key == badge_key)
    )
    for note_id in step.conn.execute(notes).scalars().all():
        step.delete(table, note_id)
