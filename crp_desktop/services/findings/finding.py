"""Findings: what a workshop or another source tells, resting on exact words of notes through excerpts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Unpack

from sqlalchemy import Connection, Table, func, select

from crp_desktop.domain.changes import FindingChange, StatisticChange
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind, MappingKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import ArticleLink, BadgeLink, Excerpt, Finding, Statistic
from crp_desktop.domain.text import clean
from crp_desktop.services.done import Done
from crp_desktop.services.findings.direction import turn
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a note, in Unicode code points, end exclusive; `end` None means to the end of the note."""

    note_id: str
    start: int = 0
    end: int | None = None


def findings(
    store: Store, /, *, workshop_id: str | None = None, ids: Iterable[str] | None = None
) -> list[Finding]:
    """Findings by number with their links: all, or those of a workshop, or those with these ids."""
    table = tables.finding
    query = select(*columns_of(table, Finding)).order_by(table.c.number, table.c.id)
    if workshop_id is not None:
        query = query.where(table.c.workshop_id == workshop_id)
    wanted = None if ids is None else list(ids)
    if wanted is not None:
        query = query.where(table.c.id.in_(wanted))
    with store.read() as conn:
        rows = conn.execute(query).all()
        few = [row.id for row in rows] if wanted is not None or workshop_id is not None else None
        articles, badges = (_links(conn, kind, few) for kind in (MappingKind.ARTICLE, MappingKind.BADGE))
    return [
        Finding(**row._mapping, articles=tuple(articles[row.id]), badges=tuple(badges[row.id]))
        for row in rows
    ]


def finding(store: Store, /, finding_id: str) -> Finding:
    """One finding; raises NotFound."""
    found = findings(store, ids=[finding_id])
    if not found:
        raise NotFound(
            tr("This finding is no longer there."), tr("Nothing was changed."), tr("Choose another one.")
        )
    return found[0]


def with_links(store: Store, /, found: Finding, kind: MappingKind) -> Finding:
    """A finding with its articles, or its badges, read anew."""
    with store.read() as conn:
        links = tuple(_links(conn, kind, [found.id])[found.id])
    return replace(found, articles=links) if kind is MappingKind.ARTICLE else replace(found, badges=links)


def _links(conn: Connection, kind: MappingKind, ids: Sequence[str] | None) -> dict[str, list[Any]]:
    table, record, order = _LINKS[kind]
    query = select(*columns_of(table, record)).order_by(table.c.main.desc(), order, table.c.id)
    if ids is not None:
        query = query.where(table.c.finding_id.in_(ids))
    by_finding: dict[str, list[Any]] = defaultdict(list)
    for link in all_of(conn, record, query):
        by_finding[link.finding_id].append(link)
    return by_finding


_LINKS: dict[MappingKind, tuple[Table, type[Any], Any]] = {
    MappingKind.ARTICLE: (tables.finding_article, ArticleLink, tables.finding_article.c.number),
    MappingKind.BADGE: (tables.finding_badge, BadgeLink, tables.finding_badge.c.badge_key),
}


def add_finding(
    store: Store,
    /,
    kind: FindingKind,
    text: str,
    *,
    workshop_id: str | None = None,
    spans: Sequence[Span] = (),
) -> Done[str]:
    """Adds a finding that rests on these words. Raises InputProblem for an empty text."""
    check_text(text)
    with store.write(Operation.ADD_FINDING) as step:
        finding_id = insert_finding(step, kind, text, workshop_id=workshop_id, spans=spans)
    return Done(step.info, finding_id)


def insert_finding(
    step: Step, kind: FindingKind, text: str, *, workshop_id: str | None = None, spans: Sequence[Span] = ()
) -> str:
    """A finding with its excerpts inside an open step; returns its id."""
    table = tables.finding
    highest = step.conn.execute(select(func.coalesce(func.max(table.c.number), 0))).scalar_one()
    finding_id = step.insert(
        table, number=highest + 1, workshop_id=workshop_id, kind=kind, text=text.strip(), made_at=step.at
    )
    insert_excerpts(step, finding_id, spans)
    return finding_id


def insert_excerpts(step: Step, finding_id: str, spans: Sequence[Span]) -> list[str]:
    """Excerpts of a finding inside an open step; returns their ids. Raises NotFound, InputProblem for no words."""
    made = []
    for span in spans:
        note = step.conn.execute(
            select(tables.note.c.text, tables.note.c.workshop_id).where(tables.note.c.id == span.note_id)
        ).first()
        if note is None:
            raise NotFound(tr("A note that was chosen is no longer there."), tr("Nothing was changed."))
        end = len(note.text) if span.end is None else span.end
        if not 0 <= span.start < end <= len(note.text):
            raise InputProblem(
                tr("No words are selected."), tr("Nothing was changed."), tr("Select words of a note.")
            )
        made.append(
            step.insert(
                tables.excerpt,
                finding_id=finding_id,
                note_id=span.note_id,
                workshop_id=note.workshop_id,
                start=span.start,
                end=end,
                words=note.text[span.start : end],
            )
        )
    return made


def add_excerpts(store: Store, /, finding_id: str, spans: Sequence[Span]) -> Done[list[str]]:
    """Adds words of notes to a finding."""
    with store.write(Operation.ADD_EXCERPTS, n=len(spans)) as step:
        made = insert_excerpts(step, finding_id, spans)
    return Done(step.info, made)


def excerpts(
    store: Store, /, *, finding_id: str | None = None, workshop_id: str | None = None
) -> list[Excerpt]:
    """The excerpts of a finding, of a workshop, or of everything, in the order of the notes."""
    table, note = tables.excerpt, tables.note
    query = select(*columns_of(table, Excerpt)).join(note, note.c.id == table.c.note_id)
    if finding_id is not None:
        query = query.where(table.c.finding_id == finding_id)
    if workshop_id is not None:
        query = query.where(table.c.workshop_id == workshop_id)
    with store.read() as conn:
        return all_of(
            conn, Excerpt, query.order_by(note.c.workshop_id, note.c.position, table.c.start, table.c.id)
        )


def delete_excerpt(store: Store, /, excerpt_id: str) -> Done[None]:
    """Takes words away from a finding; the note keeps them."""
    with store.write(Operation.REMOVE_EXCERPT) as step:
        step.delete(tables.excerpt, excerpt_id)
    return Done(step.info, None)


def change_finding(store: Store, /, finding_id: str, **values: Unpack[FindingChange]) -> Done[None]:
    """Changes parts of a finding itself. With its kind goes the direction of what follows it."""
    if "text" in values:
        check_text(values["text"])
    with store.write(Operation.CHANGE_FINDING) as step:
        if "kind" in values:
            was = select(tables.finding.c.kind).where(tables.finding.c.id == finding_id)
            turn(step, finding_id, step.conn.execute(was).scalar_one(), values["kind"])
        step.update(tables.finding, finding_id, **values)
    return Done(step.info, None)


def delete_findings(store: Store, /, finding_ids: Sequence[str]) -> Done[None]:
    """Takes findings away with their excerpts, mappings and figures; the notes stay. One step, can be undone.

    What they were evidence for loses them too: a level they carried is flagged, and what was signed off stays.
    """
    with store.write(Operation.DELETE_FINDINGS, n=len(finding_ids)) as step:
        step.remove(tables.finding, finding_ids)
    return Done(step.info, None)


def statistics(store: Store, /) -> dict[str, Statistic]:
    """The figure of each finding that has one, by the finding's id."""
    with store.read() as conn:
        rows = all_of(conn, Statistic, select(*columns_of(tables.statistic, Statistic)))
    return {row.finding_id: row for row in rows}


def statistic(store: Store, /, finding_id: str) -> Statistic | None:
    """The figure of one finding, None when it has none."""
    table = tables.statistic
    query = select(*columns_of(table, Statistic)).where(table.c.finding_id == finding_id).limit(1)
    with store.read() as conn:
        return next(iter(all_of(conn, Statistic, query)), None)


def set_statistic(store: Store, /, finding_id: str, **values: Unpack[StatisticChange]) -> Done[None]:
    """Sets parts of a finding's figure."""
    table = tables.statistic
    with store.write(Operation.CHANGE_STATISTIC) as step:
        row_id = step.conn.execute(select(table.c.id).where(table.c.finding_id == finding_id)).scalar()
        if row_id is None:
            step.insert(table, finding_id=finding_id, **values)
        else:
            step.update(table, row_id, **values)
    return Done(step.info, None)


def check_text(text: str) -> None:
    """Raises InputProblem for a finding's text without words."""
    if not clean(text).strip():
        raise InputProblem(
            tr("Write the finding first."),
            tr("Nothing was changed."),
            tr("Write one sentence that says what you found."),
        )
