"""Indicators of a badge: a figure with its baseline, as its source gives it."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Unpack

from sqlalchemy import Connection, select

from crp_desktop.domain.changes import IndicatorChange, IndicatorFigures
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Indicator
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


def indicators(store: Store, /, badge_key: str | None = None) -> list[Indicator]:
    """Indicators by title: all, or those of a badge."""
    table = tables.indicator
    query = select(*columns_of(table, Indicator)).order_by(table.c.title, table.c.id)
    if badge_key is not None:
        query = query.where(table.c.badge_key == badge_key)
    with store.read() as conn:
        return all_of(conn, Indicator, query)


def add_indicator(
    store: Store, /, badge_key: str, title: str, **values: Unpack[IndicatorFigures]
) -> Done[str]:
    """Adds an indicator; `values` are columns of `Indicator`. Raises InputProblem without a title."""
    with store.write(Operation.ADD_INDICATOR) as step:
        made = step.insert(tables.indicator, badge_key=badge_key, title=_title(title), **values)
    return Done(step.info, made)


def change_indicator(store: Store, /, indicator_id: str, **values: Unpack[IndicatorChange]) -> Done[None]:
    """Changes columns of an indicator; what was signed off keeps the figure it was signed with."""
    if "title" in values:
        values["title"] = _title(values["title"])
    with store.write(Operation.CHANGE_INDICATOR) as step:
        step.update(tables.indicator, indicator_id, **values)
    return Done(step.info, None)


def delete_indicator(store: Store, /, indicator_id: str) -> Done[None]:
    """Takes an indicator away; raises Refused while evidence rests on it, and says where."""
    with store.write(Operation.DELETE_INDICATOR) as step:
        if used := _uses(step.conn).get(indicator_id):
            where = "; ".join(f"{one.period}: {one.statement}" for one in used)
            raise Refused(
                tr("Some evidence uses this indicator. {where}", where=where),
                tr("Nothing was deleted."),
                tr("Remove it from those statements first."),
            )
        step.delete(tables.indicator, indicator_id)
    return Done(step.info, None)


@dataclass(frozen=True, slots=True)
class IndicatorUse:
    """A statement that an indicator is evidence for in a period."""

    period_id: str
    period: str
    badge_key: str
    statement_key: str
    statement: str


def indicator_uses(store: Store, /) -> dict[str, list[IndicatorUse]]:
    """Where each indicator is attached as evidence, by its id, the oldest period first."""
    with store.read() as conn:
        return _uses(conn)


def _uses(conn: Connection) -> dict[str, list[IndicatorUse]]:
    evidence, period, statement, badge = tables.evidence, tables.period, tables.statement, tables.badge
    query = (
        select(
            evidence.c.indicator_id,
            period.c.id,
            period.c.label,
            badge.c.key,
            statement.c.key.label("statement_key"),
            statement.c.text,
        )
        .join(period, period.c.id == evidence.c.period_id)
        .join(statement, statement.c.id == evidence.c.statement_id)
        .join(badge, badge.c.id == statement.c.badge_id)
        .where(evidence.c.indicator_id.is_not(None))
        .order_by(period.c.starts_on, statement.c.key)
    )
    found: dict[str, list[IndicatorUse]] = defaultdict(list)
    for row in conn.execute(query):
        found[row[0]].append(IndicatorUse(*row[1:]))
    return dict(found)


def _title(text: str) -> str:
    title = clean_line(text)
    if not title:
        raise InputProblem(
            tr("Write a title for the indicator."), tr("Nothing was changed."), tr("Say what is counted.")
        )
    return title
