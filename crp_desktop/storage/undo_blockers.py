"""Why a step cannot be taken back when something else rests on a row that it made."""

import json
from typing import Any

from sqlalchemy import Column, Connection, Row, select

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.storage import journal, tables
from crp_desktop.storage.columns import metadata


def undo_blocker(conn: Connection, target: Row[Any]) -> Refused:
    """The refusal to raise: which row of the step `target` is held, by what, and what the person can do."""
    log = tables.change
    changes = conn.execute(select(log).where(log.c.step == target.seq).order_by(log.c.key)).all()
    own = {change.row_id for change in changes}
    for change in changes:
        for column in _pointing_at(change.table) if change.before is None else ():
            table = column.table
            found = select(table.c.id).where(column == change.row_id, table.c.id.not_in(own)).limit(1)
            if conn.execute(found).first() is not None:
                return _words(
                    journal.label(target), change.table, json.loads(change.after or "{}"), str(table.name)
                )
    return _words(journal.label(target), "", {}, "")


def _pointing_at(name: str) -> list[Column[Any]]:
    """The columns that point at a table."""
    return [
        column
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == name for key in column.foreign_keys)
    ]


def _words(label: str, made: str, row: dict[str, Any], resting: str) -> Refused:
    number = row.get("number", "")
    what = {
        "finding": tr("Finding {number}", number=number),
        "workshop": tr("Workshop {number}", number=number),
        "note": tr("A note"),
        "speaker": tr("A speaker"),
        "prompt": tr("A prompt"),
    }.get(made, tr("Something"))
    why = {
        "excerpt": tr("words from notes belong to it that would belong to nothing"),
        "evidence": tr("it is evidence in the self-assessment"),
        "note": tr("notes belong to it"),
        "finding": tr("findings belong to it"),
    }.get(resting, tr("something else depends on it now"))
    return Refused(
        tr(
            "“{label}” cannot be undone. It made {what}, and {why}.",
            label=label,
            what=what,
            why=why,
        ),
        tr("Nothing was changed."),
        tr("Leave it as it is, or delete it on its page."),
    )
