"""Who changed a finding, when and what: for the people who must answer for it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import or_, select

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.storage import journal, tables
from crp_desktop.storage.ownership import parts_of
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    """One step that touched a finding; `at` has the offset the room had, `details` say what changed."""

    at: datetime
    person: str
    label: str
    details: tuple[str, ...]


def finding_history(store: Store, /, finding_id: str, limit: int = 200) -> list[Entry]:
    """The steps that touched a finding or what belongs to it, the latest first."""
    change, step, person = tables.change, tables.step, tables.person
    parts = change.c.table.in_([table.name for table in parts_of(tables.finding)])
    belongs = f'%"finding_id": "{finding_id}"%'
    own = change.c.row_id == finding_id
    theirs = parts & or_(change.c.before.like(belongs), change.c.after.like(belongs))
    query = (
        select(change.c.step, change.c.row_id, change.c.table, change.c.before, change.c.after)
        .where(or_(own, theirs))
        .order_by(change.c.key)
    )
    with store.read() as conn:
        rows = list(conn.execute(query))
        more = {row.row_id for row in rows if row.row_id != finding_id}
        again = select(change.c.step, change.c.row_id, change.c.table, change.c.before, change.c.after)
        rows += conn.execute(again.where(change.c.row_id.in_(more))).all()
        seqs = {row.step for row in rows}
        who = select(
            *step.c["seq", "at", "utc_offset", "kind", "operation", "arguments", "label"], person.c.name
        )
        who = who.outerjoin(person, person.c.id == step.c.person_id).where(step.c.seq.in_(seqs))
        steps = conn.execute(who.order_by(step.c.seq.desc()).limit(limit)).all()
    said: dict[int, dict[str, None]] = {}
    for row in rows:
        said.setdefault(row.step, {}).update(dict.fromkeys(_details(row.table, row.before, row.after)))
    return [
        Entry(
            _local(one.at, one.utc_offset),
            one.name or tr("Someone"),
            journal.label(one),
            tuple(said.get(one.seq, ())),
        )
        for one in steps
    ]


def _local(at: str, offset: int) -> datetime:
    return datetime.fromisoformat(at).astimezone(timezone(timedelta(minutes=offset)))


def _details(table: str, before: str | None, after: str | None) -> list[str]:
    """What one changed row says, in words a person reads."""
    old: Mapping[str, Any] = json.loads(before) if before else {}
    new: Mapping[str, Any] = json.loads(after) if after else {}
    if table == RecordKind.FINDING and new.get("text"):
        return [tr("Text: {words}", words=new["text"])]
    if table == RecordKind.EXCERPT:
        if new.get("words") and not old:
            return [tr("Added “{words}”", words=new["words"])]
        return [tr("Removed “{words}”", words=old["words"])] if old.get("words") and not new else []
    if table in (RecordKind.FINDING_ARTICLE, RecordKind.FINDING_BADGE):
        return _link_details(old, new)
    if table == RecordKind.STATISTIC:
        return [tr("Figure: {value}", value=new["value"])] if new.get("value") else []
    return []


def _link_details(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    whole = new or old
    name = ""
    if "number" in whole:
        name = tr("Article {number}", number=whole["number"])
    elif "badge_key" in whole:
        name = str(whole["badge_key"])
    if name and not old:
        return [tr("{name}, as suggested", name=name) if new.get("suggested") else name]
    if name and not new:
        return [tr("{name} taken away", name=name)]
    return [tr("Reason: {reason}", reason=new["reason"])] if new.get("reason") else []
