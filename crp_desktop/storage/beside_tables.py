"""The tables beside the journal: the journal itself, devices, drafts, clocks, sealed records, attachments by content,
what was printed. Nothing here is written by a `journal.Step`."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from crp_desktop.domain.operation import Operation
from crp_desktop.storage.columns import HOLDS, Holds, flag, metadata, moment, number, rows, text, utc_offset

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True, info={HOLDS: Holds.ID}),
    Column("person_id", String, nullable=False),
    Column("device_id", String, nullable=False),
    text("account"),
    number("clock"),
    moment("at"),
    utc_offset(),
    text("label"),
    text("kind", "do", one_of=("do", "undo", "redo")),
    Column("target", String, index=True),
    text("state", "done", one_of=("done", "undone", "dropped", "final")),
    text("operation", one_of=("", *Operation)),
    text("arguments", "{}", holds=Holds.RECORD),
)
Index("ix_step_undone", step.c.state, sqlite_where=step.c.state == "undone")
Index("ix_step_clock", step.c.clock)
change = Table(
    "change",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("step", Integer, nullable=False, index=True),
    text("table"),
    Column("row_id", String, nullable=False, index=True, info={HOLDS: Holds.ID}),
    Column("workshop_id", String, info={HOLDS: Holds.ID}),
    Column("before", String, info={HOLDS: Holds.RECORD}),
    Column("after", String, info={HOLDS: Holds.RECORD}),
    flag("erased"),
)
device = rows("device", text("label"), text("account"), moment("last_seen"))
draft = rows(
    "draft",
    text("place"),
    text("text"),
    text("context", holds=Holds.RECORD),
    moment("typed_at"),
    utc_offset(),
)
attachment = rows(
    "attachment", text("name"), number("size"), Column("content", LargeBinary, nullable=False), holds=None
)
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
    text("content", holds=Holds.LIST),
    moment("sealed_at"),
    utc_offset(),
    text("sealed_by"),
    moment("handed_at"),
    text("handed_how"),
    text("handed_to"),
    moment("confirmed_at"),
    text("confirmed_by"),
)
# What left the file on paper or as a PDF: no content, and no foreign keys, so that it outlives what it names.
print_log = rows(
    "print_log",
    text("document"),
    text("how"),
    text("workshop_id"),
    text("options", holds=Holds.RECORD),
    number("pages"),
    number("copies", 1),
    moment("at"),
    utc_offset(),
    text("person"),
    text("account"),
    text("cells", holds=Holds.LIST),
)
# What somebody looked at before it was printed: an id made of the words and their place, and so no word of them.
reviewed = rows("reviewed", holds=None)

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
