"""Taking rows out of the file for good: out of their tables, the search index and the journal."""

import json
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Engine, delete, func, select, update

from crp_desktop.domain.operation import COUNTED, Operation
from crp_desktop.storage import search, tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.faults import in_words
from crp_desktop.storage.journal import bury

_CHUNK = 500
_WAIT_MS = 200
T = TypeVar("T")


def hard_delete(conn: Connection, rows: Iterable[tuple[str, str]]) -> None:
    """Takes rows (table, id) out of their tables, the index and the journal without a trace: a step of which nothing
    is left goes as well, and what a step is called fits what is left of it, so that history and undo show no gap."""
    wanted = list(dict.fromkeys(rows))
    ids = [row_id for _, row_id in wanted]
    before = counts(conn, ids)
    for name, row_id in wanted:
        table = metadata.tables[name]
        conn.execute(delete(table).where(table.c.id == row_id))
    search.remove(conn, ids)
    bury(conn, wanted)
    for part in _chunks(ids):
        conn.execute(delete(tables.change).where(tables.change.c.row_id.in_(part)))
    rename(conn, before)


def counts(conn: Connection, ids: Sequence[str]) -> dict[int, dict[str, int]]:
    """How many rows of each table every step has that one of these rows stands in."""
    log = tables.change
    steps: set[int] = set()
    for part in _chunks(ids):
        steps |= set(conn.execute(select(log.c.step).where(log.c.row_id.in_(part))).scalars())
    return {seq: _count(conn, seq) for seq in steps}


def _count(conn: Connection, seq: int) -> dict[str, int]:
    log = tables.change
    query = select(log.c.table, func.count(log.c.row_id.distinct())).where(log.c.step == seq)
    return {row[0]: row[1] for row in conn.execute(query.group_by(log.c.table))}


def rename(conn: Connection, before: dict[int, dict[str, int]]) -> None:
    """Calls steps what is left of them, by what `counts` said before; one of which nothing is left goes."""
    for seq, were in before.items():
        _rename(conn, seq, were, _count(conn, seq))


def _rename(conn: Connection, seq: int, were: dict[str, int], left: dict[str, int]) -> None:
    """Calls a step what is left of it: “Add 3 notes” becomes “Add 2 notes”, and one that only made a speaker that."""
    step = tables.step
    if not left:
        conn.execute(delete(step).where(step.c.seq == seq))
        return
    told = conn.execute(select(step.c.operation, step.c.arguments).where(step.c.seq == seq)).one()
    operation, arguments = told.operation, json.loads(told.arguments)
    counted = COUNTED.get(operation, "")
    if left.keys() == {"speaker"}:
        operation, arguments = Operation.ADD_SPEAKER, {}
    elif counted and arguments["n"] == were.get(counted, 0):
        arguments["n"] = left.get(counted, 0)
    conn.execute(
        update(step).where(step.c.seq == seq).values(operation=operation, arguments=json.dumps(arguments))
    )


def _chunks(values: Sequence[T]) -> Iterable[Sequence[T]]:
    return (values[start : start + _CHUNK] for start in range(0, len(values), _CHUNK))


def settle(engine: Engine) -> None:
    """Folds the -wal into the file and empties it, so that no older page of it is left beside the file.

    While a backup or another long read is under way nobody is kept waiting: it is done when the file is closed.
    """
    with in_words(), engine.connect() as connection:
        waits = connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one()
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {_WAIT_MS}")
        try:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {waits}")
