"""Mapping findings to articles of the Convention and to badges; one of each is the main one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, select

from crp_desktop.domain.kinds import Direction, MappingKind, direction_of
from crp_desktop.domain.operation import Operation
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

_TABLES = {MappingKind.ARTICLE: tables.finding_article, MappingKind.BADGE: tables.finding_badge}


def map_article(
    store: Store,
    /,
    finding_id: str,
    number: int,
    *,
    main: bool = False,
    reason: str = "",
    suggested: bool = False,
) -> Done[str]:
    """Maps a finding to an article; the first one mapped becomes the main one. Mapping twice changes nothing."""
    with store.write(Operation.MAP_TO_ARTICLE, number=number) as step:
        values = {"number": number, "reason": reason, "suggested": suggested}
        link_id = insert_link(step, tables.finding_article, finding_id, values, main=main)
    return Done(step.info, link_id)


def map_badge(
    store: Store,
    /,
    finding_id: str,
    badge_key: str,
    *,
    main: bool = False,
    direction: Direction | None = None,
    reason: str = "",
    suggested: bool = False,
) -> Done[str]:
    """Maps a finding to a badge; the first one mapped becomes the main one. Mapping twice changes nothing.

    It points the way its finding's kind says, unless a direction is given.
    """
    with store.write(Operation.MAP_TO_BADGE) as step:
        values = {"reason": reason, "suggested": suggested}
        link_id = insert_badge_link(step, finding_id, badge_key, direction, values, main=main)
    return Done(step.info, link_id)


def insert_badge_link(
    step: Step,
    finding_id: str,
    badge_key: str,
    direction: Direction | None,
    values: dict[str, Any],
    *,
    main: bool = False,
) -> str:
    """A mapping to a badge inside an open step, which points the way of the finding's kind unless a direction is
    given."""
    kind = select(tables.finding.c.kind).where(tables.finding.c.id == finding_id)
    values = values | {
        "badge_key": badge_key,
        "direction": direction or direction_of(step.conn.execute(kind).scalar_one()),
        "by_hand": direction is not None,
    }
    return insert_link(step, tables.finding_badge, finding_id, values, main=main)


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


@dataclass(frozen=True, slots=True)
class NewLink:
    """An article (its number) or a badge (its key) to map to; `suggested` when the suggester offered it."""

    key: int | str
    suggested: bool = False
    reason: str = ""


def insert_links(step: Step, finding_id: str, links: Sequence[NewLink]) -> None:
    """Mappings inside an open step; the first article and the first badge of a finding become its main ones."""
    for link in links:
        values: dict[str, Any] = {"reason": link.reason, "suggested": link.suggested}
        if isinstance(link.key, int):
            insert_link(step, tables.finding_article, finding_id, {"number": link.key, **values})
        else:
            insert_badge_link(step, finding_id, link.key, None, values)


def target_of(key: int | str) -> str:
    """What a dismissal is recorded under: “article:24” or “badge:healthy”."""
    return f"article:{key}" if isinstance(key, int) else f"badge:{key}"


def dismiss(store: Store, /, finding_id: str, key: int | str) -> Done[None]:
    """Never suggests this article or badge for this finding again. Dismissing twice changes nothing."""
    table, target = tables.dismissal, target_of(key)
    with store.write(Operation.DISMISS_SUGGESTION) as step:
        there = select(table.c.id).where(table.c.finding_id == finding_id, table.c.target == target)
        if step.conn.execute(there).first() is None:
            step.insert(table, finding_id=finding_id, target=target)
    return Done(step.info, None)


def dismissed(store: Store, /, finding_id: str) -> frozenset[int | str]:
    """The articles and badges that were dismissed for a finding."""
    table = tables.dismissal
    with store.read() as conn:
        targets = conn.execute(select(table.c.target).where(table.c.finding_id == finding_id)).scalars().all()
    parts = [target.partition(":") for target in targets]
    return frozenset(int(name) if kind == "article" else name for kind, _, name in parts)


def allow_again(store: Store, /, finding_id: str) -> Done[None]:
    """Takes back every dismissal of a finding."""
    table = tables.dismissal
    with store.write(Operation.RESTORE_SUGGESTIONS) as step:
        rows = select(table.c.id).where(table.c.finding_id == finding_id)
        for row_id in step.conn.execute(rows).scalars().all():
            step.delete(table, row_id)
    return Done(step.info, None)


def unmap(store: Store, /, kind: MappingKind, link_id: str) -> Done[None]:
    """Takes a mapping away; if it was the main one, the next becomes it."""
    table = _TABLES[kind]
    with store.write(Operation.REMOVE_MAPPING) as step:
        columns = select(table.c.finding_id, table.c.main)
        link = step.conn.execute(columns.where(table.c.id == link_id)).first()
        step.delete(table, link_id)
        if link is not None and link.main:
            others = select(table.c.id).where(table.c.finding_id == link.finding_id).order_by(table.c.id)
            heir = step.conn.execute(others.limit(1)).scalar()
            if heir:
                step.update(table, heir, main=True)
    return Done(step.info, None)


def make_main(store: Store, /, kind: MappingKind, link_id: str) -> Done[None]:
    """Makes a mapping the main one of its finding."""
    table = _TABLES[kind]
    with store.write(Operation.CHANGE_MAIN_MAPPING) as step:
        finding_id = step.conn.execute(select(table.c.finding_id).where(table.c.id == link_id)).scalar_one()
        mains = select(table.c.id).where(table.c.finding_id == finding_id, table.c.main)
        for other in step.conn.execute(mains).scalars().all():
            if other != link_id:
                step.update(table, other, main=False)
        step.update(table, link_id, main=True)
    return Done(step.info, None)


def change_mapping(store: Store, /, kind: MappingKind, link_id: str, *, reason: str) -> Done[None]:
    """Changes the reason of a mapping."""
    with store.write(Operation.CHANGE_MAPPING) as step:
        step.update(_TABLES[kind], link_id, reason=reason)
    return Done(step.info, None)
