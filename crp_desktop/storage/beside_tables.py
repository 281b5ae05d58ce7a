"""The tables beside the journal: the journal itself, devices, drafts, clocks, sealed records, attachments by content,
what was printed. Nothing here is written by a `journal.Step`."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from crp_desktop.storage.columns import flag, metadata, number, rows, text

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("person_id", String, nullable=False),
    Column("device_id", String, nullable=False),
    text("account"),
    number("clock"),
    text("at"),
    number("utc_offset"),
    text("label"),
    text("kind", "do"),
    Column("target", String, index=True),
    text("state", "done"),
)
Index("ix_step_undone", step.c.state, sqlite_where=step.c.state == "undone")
Index("ix_step_clock", step.c.clock)
change = Table(
    "change",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("step", Integer, nullable=False, index=True),
    text("table"),
    Column("row_id", String, nullable=False, index=True),
    Column("workshop_id", String),
    Column("before", String),
    Column("after", String),
    flag("erased"),
)
device = rows("device", text("label"), text("account"), text("last_seen"))
draft = rows("draft", text("place"), text("text"), text("context"), text("typed_at"), number("utc_offset"))
attachment = rows("attachment", text("name"), number("size"), Column("content", LargeBinary, nullable=False))
# A clock carries the id of its prompt.
clock = rows("clock", text("workshop_id"), number("seconds"))
sealed = rows(
    "sealed",
    text("workshop_id"),
    text("words"),
    text("said_at"),
    text("place"),
    text("present"),
    text("done"),
    text("told"),
    text("content"),
    text("sealed_at"),
    number("utc_offset"),
    text("sealed_by"),
    text("handed_at"),
    text("handed_how"),
    text("handed_to"),
    text("confirmed_at"),
    text("confirmed_by"),
)
# What left the file on paper or as a PDF: no content, and no foreign keys, so that it outlives what it names.
print_log = rows(
    "print_log",
    text("document"),
    text("how"),
    text("workshop_id"),
    text("options"),
    number("pages"),
    number("copies", 1),
    text("at"),
    number("utc_offset"),
    text("person"),
    text("account"),
    text("cells"),
)
# What somebody looked at before it was printed: an id made of the words and their place, and so no word of them.
reviewed = rows("reviewed")

BESIDE_JOURNAL = frozenset(
    {
        "step",
        "change",
        "device",
        "draft",
        "clock",
        "sealed",
        "attachment",
        "print_log",
        "reviewed",
        "search_folding",
        "search_key",
    }
)
