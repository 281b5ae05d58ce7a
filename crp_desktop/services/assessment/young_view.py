"""Young people's own answers, a slip each, counted and never told apart."""

from collections.abc import Mapping

from sqlalchemy import func, select

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.evidence import statement_row
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.assessment.scoring import check_open
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def new_sheet() -> str:
    """The id of a slip that one young person begins."""
    return new_id()


def answer_sheet(
    store: Store, /, period_id: str, badge_key: str, sheet: str, answers: Mapping[str, str]
) -> Done[int]:
    """Sets answers of one slip, {statement key: key on the young people's scale}; returns how many were written.

    Raises InputProblem for an answer that the scale does not have, Refused when the badge is signed off.
    """
    known = {answer.key for answer in current_framework(store).framework.young_scale}
    if not set(answers.values()) <= known:
        raise InputProblem(tr("One of the answers is not on the young people’s scale."))
    table = tables.young_answer
    with store.write(Operation.RECORD_YOUNG_ANSWERS) as step:
        check_open(step.conn, period_id, badge_key)
        for key, answer in answers.items():
            row = statement_row(step.conn, key)
            query = select(table.c.id).where(
                table.c.period_id == period_id, table.c.statement_id == row, table.c.sheet == sheet
            )
            there = step.conn.execute(query).scalar()
            if there is None:
                values = {"statement_id": row, "sheet": sheet, "answer": answer}
                step.insert(table, period_id=period_id, **values)
            else:
                step.update(table, there, answer=answer)
    return Done(step.info, len(answers))


def count_sheets(store: Store, /, period_id: str, badge_key: str) -> int:
    """How many slips were given for a badge in a period; how many only, for who leads the session."""
    table, statement, badge = tables.young_answer, tables.statement, tables.badge
    query = (
        select(func.count(func.distinct(table.c.sheet)))
        .join(statement, statement.c.id == table.c.statement_id)
        .join(badge, badge.c.id == statement.c.badge_id)
        .where(table.c.period_id == period_id, badge.c.key == badge_key)
    )
    with store.read() as conn:
        return int(conn.execute(query).scalar_one())
