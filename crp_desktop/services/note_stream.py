"""What the stream of a session needs to keep up: which notes a step touched, without asking for all of them."""

from sqlalchemy import select

from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


def touched_notes(store: Store, step_id: str) -> list[str]:
    """The ids of the notes that a step added, changed or took away."""
    change, step = tables.change, tables.step
    query = (
        select(change.c.row_id)
        .join(step, step.c.seq == change.c.step)
        .where(step.c.id == step_id, change.c.table == tables.note.name)
        .distinct()
    )
    with store.read() as conn:
        return list(conn.execute(query).scalars())
