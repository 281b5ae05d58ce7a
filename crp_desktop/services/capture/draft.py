"""What stands in a field and is not filed yet: kept in the programme file itself, so that nothing typed is lost."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from crp_desktop.domain.ids import seeded_id
from crp_desktop.domain.text import clean
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.storage import tables
from crp_desktop.storage.journal import now
from crp_desktop.storage.store import Store

_FORGET = delete(tables.draft).where(tables.draft.c.id == bindparam("draft"))


@dataclass(frozen=True, slots=True)
class Draft:
    """`context` is what the page needs to go on (prompt, speaker); `typed_at` is UTC ISO, `utc_offset` in minutes."""

    text: str
    context: Mapping[str, str]
    typed_at: str
    utc_offset: int


def save_draft(store: Store, /, place: str, text: str, context: Mapping[str, str] | None = None) -> None:
    """Keeps the text of a field; an empty one keeps nothing. `place` names field and workshop. No step, no undo.

    Raises WriteFailed when the disk refused it or the file is no longer where it was.
    """
    with store.unjournaled() as conn:
        if not clean(text):
            forget_draft(conn, place)
            return
        at, offset = now()
        values = {
            "place": place,
            "text": clean(text),
            "context": json.dumps(dict(context or {})),
            "typed_at": at,
            "utc_offset": offset,
        }
        row = insert(tables.draft).values(id=seeded_id("draft", place), **values)
        conn.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def draft(store: Store, /, place: str) -> Draft | None:
    """What was left standing in a field, or None."""
    table = tables.draft
    query = select(table.c.text, table.c.context, table.c.typed_at, table.c.utc_offset)
    with store.read() as conn:
        row = conn.execute(query.where(table.c.id == seeded_id("draft", place))).first()
    return (
        None
        if row is None
        else Draft(row.text, json.loads(row.context or "{}"), row.typed_at, row.utc_offset)
    )


def forget_draft(conn: Connection, place: str) -> None:
    """Takes a draft away inside an open transaction, so that filing a note and emptying its field are one."""
    conn.execute(_FORGET, {"draft": seeded_id("draft", place)})


def forget_drafts_of(conn: Connection, said: WithdrawnWordsMatcher, keep: str = "") -> None:
    """Takes away, in an open transaction, all that was typed anywhere and not filed yet and repeats these words, but
    for places whose name begins with `keep`: a safeguarding record that is being written outlasts a withdrawal."""
    table = tables.draft
    for row in conn.execute(select(table.c.id, table.c.place, table.c.text, table.c.context)).all():
        if keep and row.place.startswith(keep):
            continue
        texts = [row.text, *json.loads(row.context or "{}").values()]
        if any(said.repeated_in(str(text)) for text in texts):
            conn.execute(delete(table).where(table.c.id == row.id))
