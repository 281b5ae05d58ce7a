"""Mapping findings to articles of the Convention and to badges; one of each is the main one."""

from typing import Any

from sqlalchemy import Table, select

from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.words import tr
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


def map_article(
    store: Store,
    finding_id: str,
    number: int,
    *,
    main: bool = False,
    reason: str = "",
    suggested: bool = False,
) -> Done[str]:
    """Maps a finding to an article; the first one mapped becomes the main one. Mapping twice changes nothing."""
    with store.write(tr("Map to Article {number}", number=number)) as step:
        values = {"number": number, "reason": reason, "suggested": suggested}
        link_id = insert_link(step, tables.finding_article, finding_id, values, main=main)
    return Done(step.info, link_id)


def map_badge(
    store: Store,
    finding_id: str,
    badge_key: str,
    *,
    main: bool = False,
    direction: Direction = Direction.SUPPORTS,
    reason: str = "",
    suggested: bool = False,
) -> Done[str]:
    """Maps a finding to a badge; the first one mapped becomes the main one. Mapping twice changes nothing."""
    with store.write(tr("Map to a badge")) as step:
        values = {"badge_key": badge_key, "direction": direction, "reason": reason, "suggested": suggested}
        link_id = insert_link(step, tables.finding_badge, finding_id, values, main=main)
    return Done(step.info, link_id)


def insert_link(
    step: Step, table: Table, finding_id: str, values: dict[str, Any], *, main: bool = False
) -> str:
    """A mapping inside an open step; returns its id, or that of the mapping that was there already."""
    target = next(name for name in ("number", "badge_key") if name in values)
    query = select(table.c.id, table.c[target], table.c.main).where(table.c.finding_id == finding_id)
    links = step.conn.execute(query).all()
    for link_id, existing, _ in links:
        if existing == values[target]:
            return str(link_id)
    if main:
        for link_id, _, was_main in links:
            if was_main:
                step.update(table, link_id, main=False)
    return step.insert(table, finding_id=finding_id, main=main or not links, **values)


def unmap(store: Store, table_name: str, link_id: str) -> Done[None]:
    """Takes a mapping away ("finding_article" or "finding_badge"); if it was the main one, the next becomes it."""
    table = _table(table_name)
    with store.write(tr("Remove mapping")) as step:
        columns = select(table.c.finding_id, table.c.main)
        link = step.conn.execute(columns.where(table.c.id == link_id)).first()
        step.delete(table, link_id)
        if link is not None and link.main:
            others = select(table.c.id).where(table.c.finding_id == link.finding_id).order_by(table.c.id)
            heir = step.conn.execute(others.limit(1)).scalar()
            if heir:
                step.update(table, heir, main=True)
    return Done(step.info, None)


def make_main(store: Store, table_name: str, link_id: str) -> Done[None]:
    """Makes a mapping the main one of its finding."""
    table = _table(table_name)
    with store.write(tr("Change main mapping")) as step:
        finding_id = step.conn.execute(select(table.c.finding_id).where(table.c.id == link_id)).scalar_one()
        mains = select(table.c.id).where(table.c.finding_id == finding_id, table.c.main)
        for other in step.conn.execute(mains).scalars().all():
            if other != link_id:
                step.update(table, other, main=False)
        step.update(table, link_id, main=True)
    return Done(step.info, None)


def change_mapping(store: Store, table_name: str, link_id: str, **values: Any) -> Done[None]:
    """Changes the reason of a mapping, or the direction of a badge's."""
    with store.write(tr("Change mapping")) as step:
        step.update(_table(table_name), link_id, **values)
    return Done(step.info, None)


def _table(name: str) -> Table:
    return {"finding_article": tables.finding_article, "finding_badge": tables.finding_badge}[name]
