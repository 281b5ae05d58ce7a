"""Which way a finding points for its badges, mapped or as evidence: after its kind, until a person says otherwise.

What points another way although nobody said so was made before directions followed kinds: `astray` finds it for a look.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, select

from crp_desktop.domain.kinds import Direction, FindingKind, direction_of
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.scoring import is_locked
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

_F, _B, _E = tables.finding, tables.finding_badge, tables.evidence
_WANTED = case(*((_F.c.kind == kind, direction_of(kind).value) for kind in FindingKind))


@dataclass(frozen=True, slots=True)
class Astray:
    """A finding that points another way for a badge than its kind says: as a mapping (`link_id`, "" for none), as
    evidence, or as both; `badge` is a key."""

    finding_id: str
    number: int
    kind: FindingKind
    text: str
    badge: str
    direction: Direction
    link_id: str
    evidence_ids: tuple[str, ...]

    @property
    def wanted(self) -> Direction:
        """The way its kind says."""
        return direction_of(self.kind)


def turn(step: Step, finding_id: str, was: FindingKind, now: FindingKind) -> None:
    """Brings what followed the finding's old kind to its new one, inside an open step. What a person said stays, and so
    does what is signed off."""
    old, new = direction_of(was), direction_of(now)
    if old is new:
        return
    for table, rows in ((_B, _links(finding_id)), (_E, _pieces(finding_id))):
        for row in step.conn.execute(rows).all():
            if row.direction is old and not row.by_hand and not _is_locked(step.conn, row):
                step.update(table, row.id, direction=new)


def set_direction(store: Store, /, link_id: str, direction: Direction | None) -> Done[None]:
    """Says which way a mapping to a badge points, or lets it follow the finding's kind again (None). Evidence that was
    attached with it goes along, unless it was changed by itself or is signed off."""
    with store.write(Operation.CHANGE_DIRECTION) as step:
        told = select(*_B.c["finding_id", "badge_key", "direction", "by_hand"], _F.c.kind)
        link = step.conn.execute(told.join(_F, _F.c.id == _B.c.finding_id).where(_B.c.id == link_id)).one()
        values = {"direction": direction or direction_of(link.kind), "by_hand": direction is not None}
        step.update(_B, link_id, **values)
        for row in step.conn.execute(_pieces(link.finding_id)).all():
            goes_along = (row.direction, row.by_hand) == (link.direction, link.by_hand)
            if row.badge_key == link.badge_key and goes_along and not _is_locked(step.conn, row):
                step.update(_E, row.id, **values)
    return Done(step.info, None)


def _links(finding_id: str) -> Select[Any]:
    return select(*_B.c["id", "direction", "by_hand"]).where(_B.c.finding_id == finding_id)


def _pieces(finding_id: str) -> Select[Any]:
    return _evidence().where(_E.c.finding_id == finding_id)


def _evidence() -> Select[Any]:
    statement, badge = tables.statement, tables.badge
    return (
        select(*_E.c["id", "finding_id", "period_id", "direction", "by_hand"], badge.c.key.label("badge_key"))
        .join(statement, statement.c.id == _E.c.statement_id)
        .join(badge, badge.c.id == statement.c.badge_id)
    )


def _is_locked(conn: Connection, row: Any) -> bool:
    period_id = getattr(row, "period_id", None)
    return period_id is not None and is_locked(conn, period_id, row.badge_key)


def has_astray(store: Store, /) -> bool:
    """Whether anything points another way than its finding's kind although nobody said so."""
    with store.read() as conn:
        return any(conn.execute(query.limit(1)).first() for query in (_astray_links(), _astray_pieces()))


def _astray_links() -> Select[Any]:
    told = select(
        *_F.c["id", "number", "kind", "text"], *_B.c["badge_key", "direction"], _B.c.id.label("link_id")
    )
    return told.join(_F, _F.c.id == _B.c.finding_id).where(~_B.c.by_hand, _B.c.direction != _WANTED)


def _astray_pieces() -> Select[Any]:
    told = _evidence().add_columns(*_F.c["number", "kind", "text"])
    return told.join(_F, _F.c.id == _E.c.finding_id).where(~_E.c.by_hand, _E.c.direction != _WANTED)


def astray(store: Store, /) -> list[Astray]:
    """What points another way than its finding's kind although nobody said so, by the finding's number."""
    about: dict[tuple[str, str, Direction], Any] = {}
    links: dict[tuple[str, str, Direction], str] = {}
    pieces: dict[tuple[str, str, Direction], list[str]] = defaultdict(list)
    with store.read() as conn:
        for row in conn.execute(_astray_links()):
            spot = (row.id, row.badge_key, row.direction)
            about[spot], links[spot] = row, row.link_id
        for row in conn.execute(_astray_pieces()).all():
            if not _is_locked(conn, row):
                spot = (row.finding_id, row.badge_key, row.direction)
                about.setdefault(spot, row)
                pieces[spot].append(row.id)
    found = [
        Astray(
            spot[0],
            row.number,
            row.kind,
            row.text,
            spot[1],
            spot[2],
            links.get(spot, ""),
            tuple(pieces[spot]),
        )
        for spot, row in about.items()
    ]
    return sorted(found, key=lambda one: (one.number, one.finding_id, one.badge))


def keep_directions(store: Store, /, these: Sequence[Astray]) -> Done[None]:
    """Says of each that it points the way it does on purpose."""
    return _settle(store, these, Operation.KEEP_DIRECTIONS, keep=True)


def follow_kinds(store: Store, /, these: Sequence[Astray]) -> Done[None]:
    """Lets each point the way its finding's kind says."""
    return _settle(store, these, Operation.CHANGE_DIRECTIONS, keep=False)


def _settle(store: Store, /, these: Sequence[Astray], operation: Operation, *, keep: bool) -> Done[None]:
    with store.write(operation, n=len(these)) as step:
        for one in these:
            values: dict[str, Any] = {"by_hand": True} if keep else {"direction": one.wanted}
            if one.link_id:
                step.update(_B, one.link_id, **values)
            for evidence_id in one.evidence_ids:
                step.update(_E, evidence_id, **values)
    return Done(step.info, None)
