"""Documents kept inside the programme: which there are, what refers to them, and erasing one that nothing needs."""

import json
from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update

from crp_desktop.domain.errors import NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.operation import Operation
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.purge import settle
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class KeptDocument:
    """A document in the file: `size` in bytes; `uses` are statements it is attached to, each with its period.

    `signed`: an assessment that was signed off refers to it, so it has to stay.
    """

    key: str
    name: str
    size: int
    uses: tuple[str, ...]
    signed: bool

    @property
    def is_free(self) -> bool:
        """Whether nothing refers to it any more, so that it may be erased."""
        return not self.uses and not self.signed


def kept_documents(store: Store, /) -> list[KeptDocument]:
    """Every document in the file by name, without its content; the council's logo is none."""
    table = tables.attachment
    with store.read() as conn:
        uses, signed, logo = _uses(conn), _signed(conn), _logo(conn)
        rows = conn.execute(select(table.c.id, table.c.name, table.c.size).order_by(table.c.name, table.c.id))
        return [
            KeptDocument(row.id, row.name, row.size, tuple(uses.get(row.id, ())), row.id in signed)
            for row in rows
            if row.id != logo
        ]


def is_needed(store: Store, /, key: str) -> bool:
    """Whether anything refers to the document; False as well when it is not kept."""
    found = next((one for one in kept_documents(store) if one.key == key), None)
    return found is not None and not found.is_free


def erase_document(store: Store, /, key: str) -> Done[None]:
    """Takes a document out of the file for good, with what the journal holds of evidence it was; it cannot be undone.

    Raises NotFound, and Refused while a statement or a signed assessment refers to it.
    """
    table, log = tables.attachment, tables.change
    with store.write(Operation.ERASE_DOCUMENT, final=True) as step:
        if step.conn.execute(select(table.c.id).where(table.c.id == key)).first() is None:
            raise NotFound(tr("This document is no longer kept here."), tr("Nothing was changed."))
        if _uses(step.conn).get(key) or key in _signed(step.conn) or key == _logo(step.conn):
            raise Refused(
                tr("A statement or a signed assessment still refers to this document."),
                tr("Nothing was erased."),
                tr("Remove it from its statements first; what was signed off keeps its documents."),
            )
        gone = select(log.c.row_id, log.c.step).where(
            log.c.table == RecordKind.EVIDENCE, log.c.before.contains(key, autoescape=True)
        )
        held = step.conn.execute(gone).all()
        for row_id in {row.row_id for row in held}:
            step.forget(row_id)
        done = update(tables.step).where(tables.step.c.seq.in_({row.step for row in held}))
        step.conn.execute(done.where(tables.step.c.state == "done").values(state="final"))
        step.conn.execute(delete(table).where(table.c.id == key))
    settle(store.engine)
    return Done(step.info, None)


def _logo(conn: Connection) -> str:
    """The picture that is kept the same way and is no document."""
    return str(conn.execute(select(tables.programme.c.logo)).scalar_one())


def _uses(conn: Connection) -> dict[str, list[str]]:
    evidence, period, statement = tables.evidence, tables.period, tables.statement
    query = (
        select(evidence.c.attachment, period.c.label, statement.c.text)
        .join(period, period.c.id == evidence.c.period_id)
        .join(statement, statement.c.id == evidence.c.statement_id)
        .where(evidence.c.attachment != "")
        .order_by(period.c.starts_on, statement.c.key)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for key, label, text in conn.execute(query):
        found[key].append(tr("{period}: {statement}", period=label, statement=text))
    for key in conn.execute(select(tables.programme.c.logo).where(tables.programme.c.logo != "")).scalars():
        found[key].append(tr("The council’s logo on documents"))
    return found


def _signed(conn: Connection) -> set[str]:
    """Documents that any signed version refers to."""
    return {
        piece["attachment"]
        for snapshot in conn.execute(select(tables.sign_off.c.snapshot)).scalars()
        for statement in json.loads(snapshot)["statements"]
        for piece in statement["evidence"]
        if piece.get("attachment")
    }
