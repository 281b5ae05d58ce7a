"""Coding: which words of a workshop's notes belong to which findings."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ExcerptState, FindingKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Excerpt
from crp_desktop.services.done import Done
from crp_desktop.services.findings.finding import Span, check_text, insert_finding
from crp_desktop.services.rights.mapping import NewLink, insert_links
from crp_desktop.storage import tables
from crp_desktop.storage.rows import columns_of, one_of
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Coded:
    """An excerpt as the coding view shows it, with the finding it belongs to."""

    excerpt: Excerpt
    number: int
    kind: FindingKind
    text: str


def coded(store: Store, /, workshop_id: str) -> dict[str, list[Coded]]:
    """The excerpts that stand on a workshop's notes, by note, in the order of their words."""
    table, finding = tables.excerpt, tables.finding
    columns = columns_of(table, Excerpt)
    query = (
        select(*columns, finding.c.number, finding.c.kind, finding.c.text)
        .join(finding, finding.c.id == table.c.finding_id)
        .where(table.c.workshop_id == workshop_id)
        .order_by(table.c.note_id, table.c.start, table.c.end.desc(), finding.c.number, table.c.id)
    )
    found: dict[str, list[Coded]] = {}
    with store.read() as conn:
        for row in conn.execute(query):
            excerpt = Excerpt(*row[: len(columns)])
            found.setdefault(excerpt.note_id, []).append(Coded(excerpt, *row[len(columns) :]))
    return found


def make_finding(
    store: Store,
    /,
    kind: FindingKind,
    text: str,
    *,
    workshop_id: str | None = None,
    spans: Sequence[Span] = (),
    links: Sequence[NewLink] = (),
) -> Done[str]:
    """A finding with the words it rests on and its mappings, as one step. Raises InputProblem for an empty text."""
    check_text(text)
    with store.write(Operation.ADD_FINDING) as step:
        finding_id = insert_finding(step, kind, text, workshop_id=workshop_id, spans=spans)
        insert_links(step, finding_id, links)
    return Done(step.info, finding_id)


def place_excerpt(store: Store, /, excerpt_id: str, start: int, end: int) -> Done[None]:
    """Puts an excerpt on other words of its note: a person's answer to a flag. Raises InputProblem for no words."""
    with store.write(Operation.PLACE_EXCERPT) as step:
        excerpt = one_of(step.conn, Excerpt, tables.excerpt, excerpt_id)
        note = tables.note
        text = step.conn.execute(select(note.c.text).where(note.c.id == excerpt.note_id)).scalar_one()
        if not 0 <= start < end <= len(text):
            raise InputProblem(
                tr("No words are selected."), tr("Nothing was changed."), tr("Select words of a note.")
            )
        values = {"start": start, "end": end, "words": text[start:end], "state": ExcerptState.FIRM}
        step.update(tables.excerpt, excerpt_id, **values)
    return Done(step.info, None)
