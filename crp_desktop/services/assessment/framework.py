"""The badge framework: the version that ships, and the versions a programme holds."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, select

from crp_desktop import paths
from crp_desktop.domain.framework import dump_framework, load_framework, parse_framework
from crp_desktop.domain.framework_model import Badge, Framework
from crp_desktop.domain.ids import seeded_id
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class HeldFramework:
    """A version in a programme; `adopted_on` is "" until the council has adopted it."""

    id: str
    framework: Framework
    adopted_on: str
    adopted_by: str
    youth_part: str


@lru_cache
def shipped_framework() -> Framework:
    """The framework that comes with the product."""
    return load_framework(paths.resource("framework.toml"))


@lru_cache(maxsize=32)
def _parsed(content: str) -> Framework:
    return parse_framework(content, "framework")


def current_framework(store: Store, /) -> HeldFramework:
    """The version that the programme assesses against now."""
    with store.read() as conn:
        return next(one for one, current in held_frameworks(conn) if current)


def held_frameworks(conn: Connection) -> list[tuple[HeldFramework, bool]]:
    """Every version in the programme, and whether it is the current one."""
    table = tables.framework
    names = ("id", "content", "adopted_on", "adopted_by", "youth_part", "current")
    rows = conn.execute(select(*table.c[names]).order_by(table.c.current.desc(), table.c.id))
    return [
        (
            HeldFramework(row.id, _parsed(row.content), row.adopted_on, row.adopted_by, row.youth_part),
            row.current,
        )
        for row in rows
    ]


def badges(store: Store, /, *, pursued: bool = False) -> list[Badge]:
    """The badges of the current framework in its order: all, or those that the programme pursues."""
    found = current_framework(store).framework.badges
    if not pursued:
        return list(found)
    with store.read() as conn:
        chosen = conn.execute(select(tables.programme.c.badges)).scalar_one()
    return [badge for badge in found if badge.key in chosen]


def statement_id(framework_id: str, key: str) -> str:
    """The id of a statement's row in a version."""
    return seeded_id("statement", framework_id, key)


def insert_framework(step: Step, framework: Framework) -> str:
    """Copies a framework into the store as a version and makes it the current one; returns its id.

    The same content has the same ids on every laptop; a version that is there already is made current again.
    """
    content = dump_framework(framework)
    framework_id = seeded_id("framework", hashlib.sha256(content.encode("utf-8")).hexdigest())
    table = tables.framework
    for row in step.conn.execute(select(table.c.id).where(table.c.current)).scalars().all():
        step.update(table, row, current=False)
    if step.conn.execute(select(table.c.id).where(table.c.id == framework_id)).scalar():
        step.update(table, framework_id, current=True)
        return framework_id
    step.insert(table, id=framework_id, label=framework.label, content=content, current=True)
    for badge in framework.badges:
        badge_id = seeded_id("badge", framework_id, badge.key)
        step.insert(
            tables.badge,
            id=badge_id,
            framework_id=framework_id,
            key=badge.key,
            name=badge.name,
            kind=badge.kind,
        )
        step.insert_many(
            tables.statement,
            [
                {
                    "id": statement_id(framework_id, statement.key),
                    "framework_id": framework_id,
                    "badge_id": badge_id,
                    "key": statement.key,
                    "text": statement.text,
                    "wording": statement.wording,
                }
                for statement in badge.statements
            ],
        )
    return framework_id
