"""What was printed and what was saved as a file, when and by whom: beside the journal, with no word of the content."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, Select, insert, select

from crp_desktop.domain.difference import Published
from crp_desktop.domain.ids import new_id
from crp_desktop.services.programme.people import person_at_work
from crp_desktop.storage import tables
from crp_desktop.storage.journal import now
from crp_desktop.storage.store import Store

_FORM = "format"
"""Stands among the options: lines of older files have no place of their own for it."""
_NO_WORDS = ("facilitator-pack", "rights-cards", "rights-map", "evidence-return")


class How(StrEnum):
    """Where a document went."""

    SAVED = "saved"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class Logged:
    """One document that left the file. `document` is its kind's key, `workshop_id` "" where it is about no single one;
    `options` are what was chosen; `form` is the ending of the file that was saved; `at` is in the room's own time."""

    document: str
    how: How
    workshop_id: str
    options: Mapping[str, str]
    pages: int
    copies: int
    at: datetime
    person: str
    account: str
    form: str = "pdf"


def log_print(
    store: Store,
    /,
    document: str,
    how: How,
    *,
    pages: int,
    copies: int = 1,
    workshop_id: str = "",
    options: Mapping[str, str] | None = None,
    form: str = "pdf",
    published: Sequence[Published] = (),
) -> None:
    """Writes one line, with the numbers of people that the document shows. Nothing is written for a file that is open
    for reading only. Raises WriteFailed."""
    if store.read_only:
        return
    at, offset = now()
    person = person_at_work(store)
    row = {
        "id": new_id(),
        "document": document,
        "how": how.value,
        "workshop_id": workshop_id,
        "options": json.dumps({**(options or {}), _FORM: str(form)}),
        "pages": pages,
        "copies": copies,
        "at": at,
        "utc_offset": offset,
        "person": person.name if person else "",
        "account": store.author.account if store.author else "",
        "cells": json.dumps([[sorted(one.cells), one.value] for one in published]),
    }
    with store.unjournaled() as conn:
        conn.execute(insert(tables.print_log), row)


def print_log(store: Store, /, *, workshop_id: str = "", limit: int = 50) -> list[Logged]:
    """What left the file, newest first; of one workshop when it is named."""
    table = tables.print_log
    query = select(table).limit(limit)
    return logged(store, query.where(table.c.workshop_id == workshop_id) if workshop_id else query)


def may_hold_words_of(store: Store, /, workshop_id: str) -> list[Logged]:
    """All that left the file and can hold words of a workshop, newest first: what is about it or about no single one,
    but for documents that hold nobody's words."""
    table = tables.print_log
    about = table.c.workshop_id.in_((workshop_id, ""))
    return logged(store, select(table).where(about, table.c.document.not_in(_NO_WORDS)))


def published_before(store: Store, /) -> list[tuple[Logged, tuple[Published, ...]]]:
    """The papers that show numbers of people, newest first, with those numbers."""
    table = tables.print_log
    query = select(table).where(table.c.cells.not_in(("", "[]"))).order_by(table.c.at.desc(), table.c.id)
    with store.read() as conn:
        return [
            (_line(row), tuple(Published(frozenset(cells), value) for cells, value in json.loads(row.cells)))
            for row in conn.execute(query)
        ]


def logged(store: Store, /, query: Select[Any]) -> list[Logged]:
    """The lines that a query of the log asks for, newest first."""
    table = tables.print_log
    query = query.order_by(table.c.at.desc(), table.c.id)
    with store.read() as conn:
        return [_line(row) for row in conn.execute(query)]


def _line(row: Row[Any]) -> Logged:
    options = json.loads(row.options or "{}")
    form = options.pop(_FORM, "pdf" if row.pages else "html")
    return Logged(
        row.document,
        How(row.how),
        row.workshop_id,
        options,
        row.pages,
        row.copies,
        datetime.fromisoformat(row.at).astimezone(timezone(timedelta(minutes=row.utc_offset))),
        row.person,
        row.account,
        form,
    )
