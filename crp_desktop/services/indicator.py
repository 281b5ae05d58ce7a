"""Indicators of a badge: a figure with its baseline, as its source gives it."""

from sqlalchemy import select

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.records import Indicator
from crp_desktop.domain.text import clean_line
from crp_desktop.domain.words import tr
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


def indicators(store: Store, badge_key: str | None = None) -> list[Indicator]:
    """Indicators by title: all, or those of a badge."""
    table = tables.indicator
    query = select(*columns_of(table, Indicator)).order_by(table.c.title, table.c.id)
    if badge_key is not None:
        query = query.where(table.c.badge_key == badge_key)
    with store.read() as conn:
        return all_of(conn, Indicator, query)


def add_indicator(store: Store, badge_key: str, title: str, **values: str) -> Done[str]:
    """Adds an indicator; `values` are columns of `Indicator`. Raises InputProblem without a title."""
    with store.write(tr("Add indicator")) as step:
        made = step.insert(tables.indicator, badge_key=badge_key, title=_title(title), **values)
    return Done(step.info, made)


def change_indicator(store: Store, indicator_id: str, **values: str) -> Done[None]:
    """Changes columns of an indicator; what was signed off keeps the figure it was signed with."""
    if "title" in values:
        values["title"] = _title(values["title"])
    with store.write(tr("Change indicator")) as step:
        step.update(tables.indicator, indicator_id, **values)
    return Done(step.info, None)


def delete_indicator(store: Store, indicator_id: str) -> Done[None]:
    """Takes an indicator away; raises Refused while evidence rests on it."""
    with store.write(tr("Delete indicator")) as step:
        step.delete(tables.indicator, indicator_id)
    return Done(step.info, None)


def _title(text: str) -> str:
    title = clean_line(text)
    if not title:
        raise InputProblem(
            tr("An indicator needs a title."), tr("Nothing was changed."), tr("Say what is counted.")
        )
    return title
