"""The tables beside the journal: the journal itself, devices, drafts, clocks, sealed records, attachments by content,
what was printed. Nothing here is written by a `journal.Step`."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table

from crp_desktop.domain.operation import Operation
from crp_desktop.storage.columns import (
    HOLDS,
    READS,
    Holds,
    Reads,
    code,
    flag,
    label,
    metadata,
    moment,
    number,
    personal,
    record,
    rows,
    utc_offset,
    words,
)

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True, info={HOLDS: Holds.ID}),
    Column("person_id", String, nullable=False, info={READS: Reads.CODE}),
    Column("device_id", String, nullable=False, info={READS: Reads.CODE}),
    personal("account"),
    number("clock"),
    moment("at"),
    utc_offset(),
    label("label"),
    code("kind", "do", one_of=("do", "undo", "redo")),
    Column("target", String, index=True, info={HOLDS: Holds.ID}),
    code("state", "done", one_of=("done", "undone", "dropped", "final")),
    code("operation", one_of=("", *Operation)),
    record("arguments", "{}"),
)
Index("ix_step_undone", step.c.state, sqlite_where=step.c.state == "undone")
Index("ix_step_clock", step.c.clock)
change = Table(
    "change",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("step", Integer, nullable=False, index=True),
    code("table"),
    Column("row_id", String, nullable=False, index=True, info={HOLDS: Holds.ID}),
    Column("workshop_id", String, info={HOLDS: Holds.ID}),
    Column("before", String, info={HOLDS: Holds.RECORD}),
    Column("after", String, info={HOLDS: Holds.RECORD}),
    flag("erased"),
)
device = rows("device", label("label"), personal("account"), moment("last_seen"))
draft = rows(
    "draft",
    code("place"),
    words("text", printed=False),
    record("context"),
    moment("typed_at"),
    utc_offset(),
)
attachment = rows(
    "attachment", label("name"), number("size"), Column("content", LargeBinary, nullable=False), holds=None
)
# A clock carries the id of its prompt.
clock = rows("clock", code("workshop_id"), number("seconds"))
sealed = rows(
    "sealed",
    code("workshop_id"),
    words("words", printed=False),
    words("said_at", printed=False),
    words("place", printed=False),
    words("present", printed=False),
    words("done", printed=False),
    words("told", printed=False),
    record("content", holds=Holds.LIST),
    moment("sealed_at"),
    utc_offset(),
    code("sealed_by"),
    moment("handed_at"),
    code("handed_how"),
    personal("handed_to"),
    moment("confirmed_at"),
    personal("confirmed_by"),
)
# A row that was erased or sealed: its id, its table, and the newest clock at that time. No word, and no foreign keys.
tombstone = rows("tombstone", code("table"), number("version"), holds=None)
# What left the file on paper or as a PDF: no content, and no foreign keys, so that it outlives what it names.
print_log = rows(
    "print_log",
    code("document"),
    code("how"),
    code("workshop_id"),
    record("options"),
    number("pages"),
    number("copies", 1),
    moment("at"),
    utc_offset(),
    personal("person"),
    personal("account"),
    record("cells", holds=Holds.LIST),
)
# What somebody looked at before it was printed: an id made of the words and their place, and so no word of them.
reviewed = rows("reviewed", holds=None)

UNJOURNALED = frozenset(
    {
        "step",
        "change",
        "device",
        "draft",
        "clock",
        "sealed",
        "tombstone",
        "attachment",
        "print_log",
        "reviewed",
        "search_folding",
        "search_key",
    }
)
