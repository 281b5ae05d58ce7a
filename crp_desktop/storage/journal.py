"""One step, one transaction, one record of what changed: undo, refresh, history and merge stand on it.

A step's `kind` is do, undo or redo (`target` is the step taken back or done again). Its `state` is done, undone (can
be done again), dropped (undone, then something else was done), or final (cannot be taken back, nor what came before).
"""

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    Executable,
    Insert,
    Row,
    Select,
    Table,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    union_all,
    update,
)

from crp_desktop.domain.errors import NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.operation import Arguments, operation_label
from crp_desktop.domain.records import Author, StepInfo
from crp_desktop.domain.text import clean
from crp_desktop.storage import ownership, search, tables
from crp_desktop.storage.columns import Belongs, metadata

Values = dict[str, Any]

# Statements that every step needs are built once: building one takes five times as long as running it.
_NEWEST_CLOCK = select(func.coalesce(func.max(tables.step.c.clock), 0))
_ADD_STEP = insert(tables.step).values(clock=_NEWEST_CLOCK.scalar_subquery() + 1).returning(tables.step.c.seq)
_ADD_CHANGES = insert(tables.change)
# Written out, for SQLite to see that the index of undone steps is enough.
_UNDONE = tables.step.c.state == literal_column("'undone'")
_DROP_UNDONE = update(tables.step).where(_UNDONE).values(state="dropped")
_OURS = (
    tables.step.c.person_id == bindparam("person"),
    tables.step.c.device_id == bindparam("device"),
)
_UNDOABLE = (
    select(tables.step)
    .where(tables.step.c.kind == "do", tables.step.c.state.in_(("done", "final")), *_OURS)
    .order_by(tables.step.c.seq.desc())
    .limit(1)
)
_REDOABLE = select(tables.step).where(_UNDONE, *_OURS).order_by(tables.step.c.seq).limit(1)
_UNDO_AND_REDO = union_all(select(_UNDOABLE.subquery()), select(_REDOABLE.subquery()))


@cache
def _row_of(table: Table) -> Select[Any]:
    return select(table).where(table.c.id == bindparam("row_id"))


@cache
def _adding_to(table: Table) -> Insert:
    return insert(table)


@cache
def _taking_from(table: Table) -> Executable:
    return table.delete().where(table.c.id == bindparam("row_id"))


def now() -> tuple[str, int]:
    """The time as UTC ISO 8601 text to the millisecond, and this computer's offset from UTC in minutes."""
    moment = datetime.now().astimezone()
    offset = moment.utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    return moment.astimezone(UTC).isoformat(timespec="milliseconds"), minutes


def row_values(conn: Connection, table: Table, row_id: str) -> Values | None:
    """The row's columns by name, or None when there is no such row."""
    row = conn.execute(_row_of(table), {"row_id": row_id}).mappings().first()
    return dict(row) if row else None


class Step:
    """The open write transaction of one change. Texts are cleaned on their way in; rows are recorded as they change."""

    def __init__(
        self,
        conn: Connection,
        author: Author,
        operation: str,
        arguments: Arguments,
        kind: str = "do",
        target: Row[Any] | None = None,
    ):
        self.conn = conn
        self.author = author
        self.operation = operation
        self.arguments = dict(arguments)
        self.kind = kind
        self.target = target
        self.final = False
        self.at, self.utc_offset = now()
        self.id = new_id()
        self._changes: list[Values] = []
        self._erased: list[tuple[str, str]] = []
        self._rows: set[tuple[str, str]] = set()
        self._owners: set[tuple[str, str]] = set()
        self._workshops: set[str] = set()
        self._seq: int | None = None
        self._words = search.Words()

    @classmethod
    def back(cls, conn: Connection, author: Author, target: Row[Any], kind: str) -> "Step":
        """The step that undoes or redoes the step `target`."""
        return cls(conn, author, target.operation, json.loads(target.arguments), kind, target)

    @property
    def info(self) -> StepInfo:
        """What the step touched so far: kinds of record, the workshops they are of, and the records."""
        rows, owners = (
            frozenset((RecordKind(table), row_id) for table, row_id in some)
            for some in (self._rows, self._owners)
        )
        touched = frozenset(kind for kind, _ in rows)
        return StepInfo(self.id, self._label(), touched, frozenset(self._workshops), rows, owners)

    def insert(self, table: Table, **values: Any) -> str:
        """Adds one row and returns its id (made when `values` has none)."""
        return self.insert_many(table, [values])[0]

    def insert_many(self, table: Table, many: Iterable[Mapping[str, Any]]) -> list[str]:
        """Adds rows in one statement; returns their ids in order."""
        full = [_with_defaults(table, _cleaned(values)) for values in many]
        if full:
            self.conn.execute(_adding_to(table), full)
        for row in full:
            self._record(table, row, None, row)
        return [row["id"] for row in full]

    def update(self, table: Table, row_id: str, **values: Any) -> bool:
        """Changes the columns of one row that differ; False when none did. Raises NotFound."""
        current = self._existing(table, row_id)
        wanted = _cleaned(values)
        changed = {key: value for key, value in wanted.items() if _plain(current[key]) != _plain(value)}
        if not changed:
            return False
        self.conn.execute(update(table).where(table.c.id == row_id).values(changed))
        before = {key: current[key] for key in changed}
        self._record(table, {**current, **changed}, before, changed)
        return True

    def delete(self, table: Table, row_id: str) -> None:
        """Takes one row away; its words stay in the journal so that it can come back. Raises NotFound."""
        current = self._existing(table, row_id)
        self.conn.execute(_taking_from(table), {"row_id": row_id})
        self._record(table, current, current, None)

    def remove(self, table: Table, row_ids: Iterable[str]) -> None:
        """Takes rows away with their parts and what is evidence through them; what else refers to them stays. Raises
        NotFound, and Refused when the transaction ends while something rests on them that cannot stay without."""
        rows = ownership.rows_with_parts(self.conn, table, row_ids)
        gone = dict.fromkeys(rows)
        evidence = ownership.pointing_rows(self.conn, rows, Belongs.EVIDENCE)
        gone |= dict.fromkeys((column.table, row_id) for column, row_id in list(evidence))
        self._let_go(rows, gone, Belongs.REFERS)
        for one, row_id in gone:
            self.delete(one, row_id)

    def erase_with_parts(self, table: Table, row_ids: Iterable[str]) -> None:
        """As `erase`, for rows and their parts; what refers to them stays, pointing at nothing."""
        rows = ownership.rows_with_parts(self.conn, table, row_ids)
        self._let_go(rows, rows, Belongs.REFERS, Belongs.EVIDENCE)
        for one, row_id in rows:
            self.erase(one, row_id)

    def _let_go(
        self, rows: Iterable[tuple[Table, str]], gone: Collection[tuple[Table, str]], *kinds: Belongs
    ) -> None:
        for column, row_id in list(ownership.pointing_rows(self.conn, rows, *kinds)):
            if column.nullable and (column.table, row_id) not in gone:
                self.update(column.table, row_id, **{column.name: None})

    def erase(self, table: Table, row_id: str) -> None:
        """Takes one row away for good: the journal keeps its id and no words, now and of every earlier change."""
        current = self._existing(table, row_id)
        self.conn.execute(_taking_from(table), {"row_id": row_id})
        self._record(table, current, None, None, erased=True)
        self._erased.append((table.name, row_id))
        self.forget(row_id)

    def forget(self, row_id: str) -> None:
        """Blanks what the journal holds of a row's earlier values; steps that hold them can no longer be undone."""
        log = tables.change
        self.conn.execute(
            update(log).where(log.c.row_id == row_id).values(before=None, after=None, erased=True)
        )

    def rewrite(self, table: Table, row_id: str, **values: Any) -> None:
        """Changes columns of a row for good: the journal forgets what stood there and knows the row as it is now.

        Only inside a final step, because taking it back would take the row away.
        """
        current = self._existing(table, row_id)
        wanted = _cleaned(values)
        self.conn.execute(update(table).where(table.c.id == row_id).values(wanted))
        self.forget(row_id)
        self._words.follow(table, {**current, **wanted}, current, {**current, **wanted})
        self._record(table, {**current, **wanted}, None, {**current, **wanted})

    def finish(self) -> None:
        """Writes the record and the search index; a step that changed nothing leaves none."""
        self.flush()

    def flush(self) -> None:
        """Writes what was recorded so far, so that a step of any size takes little memory; the step may go on."""
        if not self._changes:
            return
        self._words.write(self.conn)
        if self._seq is None:
            self._seq = self._begin()
        self.conn.execute(_ADD_CHANGES, [{**change, "step": self._seq} for change in self._changes])
        self._changes.clear()
        bury(self.conn, self._erased)
        self._erased.clear()

    def _begin(self) -> int:
        """The step's own row; its number."""
        if self.kind == "do":
            self.conn.execute(_DROP_UNDONE)
        row = {
            "id": self.id,
            "person_id": self.author.person_id,
            "device_id": self.author.device_id,
            "account": self.author.account,
            "at": self.at,
            "utc_offset": self.utc_offset,
            "label": self.target.label if self.target else "",
            "operation": self.operation,
            "arguments": json.dumps(self.arguments),
            "kind": self.kind,
            "target": self.target.id if self.target else None,
            "state": "final" if self.final else "done",
        }
        return int(self.conn.execute(_ADD_STEP, row).scalar_one())

    def _label(self) -> str:
        written = self.target.label if self.target else ""
        return label_of(self.kind, self.operation, self.arguments, written)

    def _existing(self, table: Table, row_id: str) -> Values:
        current = row_values(self.conn, table, row_id)
        if current is None:
            raise NotFound(
                tr("What you wanted to change is no longer there."),
                tr("Nothing was changed."),
                tr("Look at the page again and repeat what you did if it is still needed."),
            )
        return current

    def _record(
        self, table: Table, row: Values, before: Values | None, after: Values | None, *, erased: bool = False
    ) -> None:
        workshop = row["id"] if table is tables.workshop else row.get("workshop_id")
        self._words.follow(table, row, before, after)
        self._rows.add((table.name, row["id"]))
        self._owners.update((owner, row[name]) for name, owner in ownership.owners_of(table) if row[name])
        if workshop:
            self._workshops.add(workshop)
        self._changes.append(
            {
                "table": table.name,
                "row_id": row["id"],
                "workshop_id": workshop,
                "before": None if before is None else json.dumps(before, ensure_ascii=False),
                "after": None if after is None else json.dumps(after, ensure_ascii=False),
                "erased": erased,
            }
        )


def label(step: Row[Any, *tuple[Any, ...]]) -> str:
    """What a person is told that a step did."""
    return label_of(step.kind, step.operation, json.loads(step.arguments), step.label)


def label_of(kind: str, operation: str, arguments: Arguments, written: str = "") -> str:
    """`written` is what a program older than operations called the step, where no operation is known for it."""
    words = operation_label(operation, arguments) if operation else written
    if kind == "undo":
        return tr("Undone: {label}", label=words)
    return tr("Done again: {label}", label=words) if kind == "redo" else words


def bury(conn: Connection, rows: Collection[tuple[str, str]]) -> None:
    """Leaves of rows (table, id) that go for good their id and when they went, for a later merge, and no word."""
    if rows:
        version = conn.execute(_NEWEST_CLOCK).scalar_one()
        stones = [{"id": row_id, "table": table, "version": version} for table, row_id in rows]
        conn.execute(insert(tables.tombstone).prefix_with("OR IGNORE"), stones)


def undo_and_redo(conn: Connection, author: Author) -> tuple[Row[Any] | None, Row[Any] | None]:
    """This person's newest step on this device to take back, and the one to do again next; None where there is none."""
    rows = {row.state == "undone": row for row in conn.execute(_UNDO_AND_REDO, _of(author))}
    undo = rows.get(False)
    return None if undo is None or undo.state == "final" else undo, rows.get(True)


def _of(author: Author) -> Values:
    return {"person": author.person_id, "device": author.device_id}


def undo(step: Step, target: Row[Any]) -> None:
    """Undoes `target` inside `step`; raises Refused when a row of it has moved on since."""
    for change in reversed(_changes_of(step.conn, target)):
        _put(step, change, change.after, change.before)
    _mark(step.conn, target, "undone")


def redo(step: Step, target: Row[Any]) -> None:
    """Does an undone `target` again inside `step`; raises Refused when a row of it has moved on since."""
    for change in _changes_of(step.conn, target):
        _put(step, change, change.before, change.after)
    _mark(step.conn, target, "done")


def _changes_of(conn: Connection, target: Row[Any]) -> list[Row[Any]]:
    log = tables.change
    return list(conn.execute(select(log).where(log.c.step == target.seq).order_by(log.c.key)))


def _put(step: Step, change: Row[Any], expected: str | None, wanted: str | None) -> None:
    table = metadata.tables[change.table]
    if change.erased:
        raise _moved_on(tr("Words that belonged to it have been erased since."))
    current = row_values(step.conn, table, change.row_id)
    if expected is None:
        if current is not None:
            raise _moved_on(tr("What it took away is back already."))
        step.insert(table, **json.loads(wanted or "{}"))
        return
    if current is None:
        raise _moved_on(tr("What it changed has been deleted since."))
    before = json.loads(expected)
    if any(_plain(current[key]) != value for key, value in before.items()):
        raise _moved_on(tr("What it changed has been changed again since."))
    if wanted is None:
        step.delete(table, change.row_id)
    else:
        step.update(table, change.row_id, **json.loads(wanted))


def _moved_on(why: str) -> Refused:
    return Refused(
        tr("This step cannot be undone. {why}", why=why),
        tr("Nothing was changed."),
        tr("Change it by hand on its page."),
    )


def _mark(conn: Connection, target: Row[Any], state: str) -> None:
    conn.execute(update(tables.step).where(tables.step.c.seq == target.seq).values(state=state))


def _plain(value: Any) -> Any:
    """A value as JSON gives it back, to compare what is in a row with what the journal holds."""
    return list(value) if isinstance(value, tuple) else value


def _cleaned(values: Mapping[str, Any]) -> Values:
    return {key: _clean_value(value) for key, value in values.items()}


def _clean_value(value: Any) -> Any:
    if type(value) is str:
        return clean(value)
    return tuple(_clean_value(one) for one in value) if isinstance(value, tuple | list) else value


def _with_defaults(table: Table, values: Values) -> Values:
    """All columns of a new row; raises KeyError for a column that the table does not have."""
    full = {column.name: _default(column) for column in table.columns}
    unknown = values.keys() - full.keys()
    if unknown:
        raise KeyError(f"{table.name} has no column {sorted(unknown)}")
    full.update(values)
    full["id"] = values.get("id") or new_id()
    return full


def _default(column: Any) -> Any:
    return column.default.arg if column.default is not None else None
