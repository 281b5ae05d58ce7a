"""Does the journal explain the whole database? Every test of a service that writes can ask."""

import json
from typing import Any

from sqlalchemy import select

from crp_desktop.storage import tables
from crp_desktop.storage.columns import metadata
from crp_desktop.storage.store import Store


def journal_says(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """Every row as the journal would rebuild it, by (table, id)."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    with store.read() as conn:
        for change in conn.execute(select(tables.change).order_by(tables.change.c.key)):
            key = (change.table, change.row_id)
            if change.erased:
                rows.pop(key, None)
            elif change.before is None:
                assert key not in rows, f"{key} was inserted twice"
                rows[key] = json.loads(change.after)
            elif change.after is None:
                assert rows.pop(key) == json.loads(change.before), f"{key} was not what was deleted"
            else:
                before = json.loads(change.before)
                assert {name: rows[key][name] for name in before} == before, f"{key} had moved"
                rows[key].update(json.loads(change.after))
    return rows


def database_says(store: Store) -> dict[tuple[str, str], dict[str, Any]]:
    """Every journaled row as it stands."""
    rows = {}
    with store.read() as conn:
        for table in metadata.sorted_tables:
            if table.name not in tables.UNJOURNALED:
                for row in conn.execute(select(table)).mappings():
                    rows[(table.name, row["id"])] = json.loads(json.dumps(dict(row)))
    return rows


def assert_journal_explains(store: Store) -> None:
    """Fails when a row differs from what the journal says of it."""
    assert database_says(store) == journal_says(store)


def undo_label(store: Store) -> str | None:
    """What undo would take back, or None."""
    return store.step_labels()[0]


def redo_label(store: Store) -> str | None:
    """What redo would do again, or None."""
    return store.step_labels()[1]


def rows_of(store: Store, name: str) -> list[dict[str, object]]:
    """Every row of a table, its columns by name."""
    with store.read() as conn:
        return [dict(row) for row in conn.execute(select(metadata.tables[name])).mappings()]
