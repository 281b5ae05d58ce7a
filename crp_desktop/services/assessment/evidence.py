"""Evidence for a statement in a period: what there is to attach, attaching it, and what is said about it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Unpack

from sqlalchemy import Connection, select

from crp_desktop.domain.changes import EvidenceChange
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import (
    Audience,
    Direction,
    EvidenceKind,
    EvidenceType,
    FindingKind,
    ReadBack,
    ScorerRole,
    Voice,
    direction_of,
)
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.load import finding_source, indicator_words, load
from crp_desktop.services.assessment.scoring import check_open
from crp_desktop.services.assessment.view import is_blind
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

LARGEST_DOCUMENT = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding or indicator that could be attached, with what it would be attached as.

    `key` is its id; `finding_kind` is None for an indicator; `dated` is an ISO text or ""; `by_hand` says that a person
    said which way it points.
    """

    key: str
    kind: EvidenceKind
    finding_kind: FindingKind | None
    text: str
    source: str
    type: EvidenceType
    direction: Direction
    voice: Voice
    dated: str
    by_hand: bool = False


def offers(store: Store, /, badge_key: str) -> list[Offer]:
    """Findings mapped to the badge (those struck out with the group left out) and its indicators, newest first."""
    with store.read() as conn:
        found = [*_finding_offers(conn, badge_key), *_indicator_offers(conn, badge_key)]
    return sorted(found, key=lambda one: one.dated, reverse=True)


def _finding_offers(conn: Connection, badge_key: str, finding_id: str = "") -> list[Offer]:
    finding, link, shop, figure = tables.finding, tables.finding_badge, tables.workshop, tables.statistic
    query = (
        select(
            *finding.c["id", "number", "kind", "text", "made_at"],
            *link.c["direction", "by_hand"],
            *shop.c["audience", "held_on", "title"],
            shop.c.number.label("shop_number"),
            figure.c.value,
            figure.c.dated.label("figure_dated"),
        )
        .join(
            link,
            (link.c.finding_id == finding.c.id) & (link.c.badge_key == badge_key),
            isouter=bool(finding_id),
        )
        .outerjoin(shop, shop.c.id == finding.c.workshop_id)
        .outerjoin(figure, figure.c.finding_id == finding.c.id)
        .where(finding.c.id == finding_id if finding_id else finding.c.read_back != ReadBack.STRUCK)
        .order_by(finding.c.number, finding.c.id)
    )
    made: dict[str, Offer] = {}
    for row in conn.execute(query):
        kind, voice = _what_it_is(row.audience, bool(row.value))
        made[row.id] = Offer(
            row.id,
            EvidenceKind.FINDING,
            row.kind,
            row.text,
            finding_source(row.number, row.shop_number, row.title),
            kind,
            row.direction or direction_of(row.kind),
            voice,
            row.held_on or _day(row.figure_dated) or row.made_at[:10],
            bool(row.by_hand),
        )
    return list(made.values())


def _what_it_is(audience: Audience | None, has_figure: bool) -> tuple[EvidenceType, Voice]:
    """Only what young people said in a room of their own counts as their testimony; the person may say otherwise."""
    if audience is Audience.YOUNG_PEOPLE:
        return EvidenceType.TESTIMONY, Voice.CHILDREN
    if audience is Audience.PARENTS_CARERS:
        return EvidenceType.ASSERTION, Voice.PARENTS_CARERS
    if audience is not None:
        return EvidenceType.ASSERTION, Voice.PROFESSIONALS
    return (EvidenceType.DOCUMENT if has_figure else EvidenceType.ASSERTION), Voice.ORGANISATION


def _day(text: str | None) -> str:
    return text if text and as_day(text) else ""


def _indicator_offers(conn: Connection, badge_key: str, indicator_id: str = "") -> list[Offer]:
    table = tables.indicator
    query = select(table).order_by(table.c.title, table.c.id)
    query = query.where(table.c.id == indicator_id if indicator_id else table.c.badge_key == badge_key)
    made = []
    for row in conn.execute(query):
        told = {
            name: getattr(row, name)
            for name in ("title", "value", "unit", "baseline", "baseline_dated", "dated")
        }
        measured = bool(row.value.strip() and row.baseline.strip())
        made.append(
            Offer(
                row.id,
                EvidenceKind.INDICATOR,
                None,
                indicator_words(**told),
                row.source,
                EvidenceType.MEASURED_CHANGE if measured else EvidenceType.DOCUMENT,
                _direction(row.value, row.baseline, row.polarity) if measured else Direction.SUPPORTS,
                Voice.ORGANISATION,
                _day(row.dated),
            )
        )
    return made


def _direction(value: str, baseline: str, polarity: str) -> Direction:
    """Whether a figure moved the way it should; mixed where that cannot be told."""
    now, then = _number(value), _number(baseline)
    if now is None or then is None or now == then or not polarity:
        return Direction.MIXED
    better = now < then if polarity.casefold().startswith("low") else now > then
    return Direction.SUPPORTS if better else Direction.CONTRADICTS


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "").replace("%", "").replace("£", "").strip())
    except ValueError:
        return None


def attach(store: Store, /, period_id: str, statement_key: str, offer_key: str) -> Done[str]:
    """Attaches a finding or indicator by its id, typed and dated as its source suggests; twice changes nothing.

    Returns the evidence's id. Raises NotFound, and Refused when the badge is signed off.
    """
    with store.write(Operation.ATTACH_EVIDENCE) as step:
        badge_key = _check(step, period_id, statement_key)
        found = _finding_offers(step.conn, badge_key, offer_key)
        found = found or _indicator_offers(step.conn, badge_key, offer_key)
        if not found:
            raise NotFound(tr("What you wanted to attach is no longer there."), tr("Nothing was changed."))
        offer = found[0]
        column = "finding_id" if offer.kind is EvidenceKind.FINDING else "indicator_id"
        there = _attached(step.conn, period_id, statement_key, column, offer.key)
        evidence_id = there or _insert(
            step,
            period_id,
            statement_key,
            kind=offer.kind,
            type=offer.type,
            direction=offer.direction,
            by_hand=offer.by_hand,
            voice=offer.voice,
            dated=offer.dated,
            **{column: offer.key},
        )
    return Done(step.info, evidence_id)


def _attached(conn: Connection, period_id: str, statement_key: str, column: str, key: str) -> str:
    table = tables.evidence
    query = (
        select(table.c.id)
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .where(
            table.c.period_id == period_id, tables.statement.c.key == statement_key, table.c[column] == key
        )
    )
    return conn.execute(query).scalar() or ""


def attach_words(
    store: Store,
    /,
    period_id: str,
    statement_key: str,
    kind: EvidenceKind,
    text: str,
    *,
    type: EvidenceType | None = None,
    dated: str = "",
    voice: Voice = Voice.ORGANISATION,
    direction: Direction = Direction.SUPPORTS,
) -> Done[str]:
    """Attaches a document that is kept elsewhere, a link as text, or an assertion. Raises InputProblem, Refused."""
    text = clean_line(text)
    if not text:
        raise InputProblem(
            tr("Describe the evidence first."), tr("Nothing was changed."), tr("Say what it is.")
        )
    usual = EvidenceType.ASSERTION if kind is EvidenceKind.ASSERTION else EvidenceType.DOCUMENT
    with store.write(Operation.ATTACH_EVIDENCE) as step:
        _check(step, period_id, statement_key)
        values = {"kind": kind, "text": text, "type": type or usual, "direction": direction}
        values |= {"voice": voice, "dated": _day(dated)}
        evidence_id = _insert(step, period_id, statement_key, **values)
    return Done(step.info, evidence_id)


def attach_document(store: Store, /, period_id: str, statement_key: str, path: Path) -> Done[str]:
    """Keeps a copy of a file inside the programme and attaches it as a document, by the hash of its content.

    Raises InputProblem for a file that cannot be read, is empty or larger than `LARGEST_DOCUMENT` bytes; Refused.
    """
    safe = tr("Nothing was attached.")
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            large = tr("“{name}” is larger than {n} megabytes.", name=path.name, n=LARGEST_DOCUMENT >> 20)
            raise InputProblem(large, safe, tr("Attach it as a link that says where it is kept."))
        content = path.read_bytes()
    except OSError as error:
        raise InputProblem(
            tr("“{name}” cannot be read.", name=path.name), safe, tr("Choose another file.")
        ) from error
    if not content:
        raise InputProblem(tr("“{name}” is empty.", name=path.name), safe, tr("Choose another file."))
    key = hashlib.sha256(content).hexdigest()
    with store.write(Operation.ATTACH_DOCUMENT) as step:
        _check(step, period_id, statement_key)
        table = tables.attachment
        if step.conn.execute(select(table.c.id).where(table.c.id == key)).first() is None:
            row = {"id": key, "name": path.name, "size": len(content), "content": content}
            step.conn.execute(table.insert().values(row))
        evidence_id = _insert(
            step,
            period_id,
            statement_key,
            kind=EvidenceKind.DOCUMENT,
            text=path.name,
            type=EvidenceType.DOCUMENT,
            direction=Direction.SUPPORTS,
            voice=Voice.ORGANISATION,
            attachment=key,
        )
    return Done(step.info, evidence_id)


def document(store: Store, /, key: str) -> tuple[str, bytes]:
    """The name and content of a document kept in the file; raises NotFound."""
    table = tables.attachment
    with store.read() as conn:
        row = conn.execute(select(table.c.name, table.c.content).where(table.c.id == key)).first()
    if row is None:
        raise NotFound(tr("This document is no longer kept here."), "", tr("Attach it again."))
    return row.name, row.content


def change_evidence(store: Store, /, evidence_id: str, **values: Unpack[EvidenceChange]) -> Done[None]:
    """Changes what is said about a piece of evidence. Raises InputProblem for a day that is none."""
    dated = values.get("dated", "").strip()
    if dated and as_day(dated) is None:
        raise InputProblem(
            tr("“{day}” is not a real date.", day=dated),
            tr("The date was not changed."),
            tr("Write it as year-month-day, such as 2026-09-01."),
        )
    with store.write(
        Operation.ANSWER_CONTRADICTION if "answer" in values else Operation.CHANGE_EVIDENCE
    ) as step:
        _check_row(step, evidence_id)
        by_hand: dict[str, bool] = {}
        if "direction" in values and _is_changed(step, evidence_id, values["direction"]):
            by_hand["by_hand"] = True
        step.update(tables.evidence, evidence_id, **values, **by_hand)
    return Done(step.info, None)


def _is_changed(step: Step, evidence_id: str, direction: Direction) -> bool:
    table = tables.evidence
    now = step.conn.execute(select(table.c.direction).where(table.c.id == evidence_id)).scalar()
    return now is not direction


def detach(store: Store, /, evidence_ids: Sequence[str]) -> Done[None]:
    """Takes evidence away from its statement; what it rested on stays, and levels given stay."""
    with store.write(Operation.DETACH_EVIDENCE) as step:
        for evidence_id in evidence_ids:
            _check_row(step, evidence_id)
            step.delete(tables.evidence, evidence_id)
    return Done(step.info, None)


def _check(step: Step, period_id: str, statement_key: str) -> str:
    """The key of the statement's badge; raises Refused when it is signed off, NotFound."""
    badge_key = _badge_of(step.conn, statement_key)
    check_open(step.conn, period_id, badge_key)
    return badge_key


def _badge_of(conn: Connection, statement_key: str) -> str:
    query = (
        select(tables.badge.c.key)
        .join(tables.statement, tables.statement.c.badge_id == tables.badge.c.id)
        .where(tables.statement.c.key == statement_key)
    )
    found = conn.execute(query.limit(1)).scalar()
    if found is None:
        raise NotFound(tr("This statement is no longer there."), tr("Nothing was changed."))
    return str(found)


def _check_row(step: Step, evidence_id: str) -> None:
    table = tables.evidence
    query = (
        select(table.c.period_id, tables.statement.c.key)
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .where(table.c.id == evidence_id)
    )
    row = step.conn.execute(query).first()
    if row is None:
        return
    badge_key = _check(step, row.period_id, row.key)
    if evidence_id in _of_others(step.conn, step.author.person_id, row.period_id, badge_key):
        raise Refused(
            tr("This evidence is the first scorer’s until both have finished."),
            tr("Nothing was changed."),
            tr("Attach your own, or say in your reason what is wrong with it."),
        )


def evidence_of_others(store: Store, /, period_id: str, badge_key: str) -> frozenset[str]:
    """The evidence of a badge that who works now may neither change nor take away: what others attached, while they are
    its second scorer and not both scorers have finished."""
    with store.read() as conn:
        person_id = store.author.person_id if store.author else ""
        return _of_others(conn, person_id, period_id, badge_key)


def _of_others(conn: Connection, person_id: str, period_id: str, badge_key: str) -> frozenset[str]:
    loaded = load(conn, badges=[badge_key])
    second = loaded.scoring(period_id, badge_key, ScorerRole.SECOND)
    if second is None or second.scorer_id != person_id or not is_blind(loaded, period_id, badge_key):
        return frozenset()
    table, statement, badge = tables.evidence, tables.statement, tables.badge
    query = (
        select(table.c.id)
        .join(statement, statement.c.id == table.c.statement_id)
        .join(badge, badge.c.id == statement.c.badge_id)
        .where(table.c.period_id == period_id, badge.c.key == badge_key, table.c.added_by != person_id)
    )
    return frozenset(conn.execute(query).scalars())


def statement_row(conn: Connection, statement_key: str) -> str:
    """The row that evidence, moderation and answers of a statement point at: of the current version, else any."""
    statement, framework = tables.statement, tables.framework
    query = (
        select(statement.c.id)
        .join(framework, framework.c.id == statement.c.framework_id)
        .where(statement.c.key == statement_key)
        .order_by(framework.c.current.desc(), statement.c.id)
    )
    return str(conn.execute(query.limit(1)).scalar_one())


def _insert(step: Step, period_id: str, statement_key: str, **values: Any) -> str:
    row = statement_row(step.conn, statement_key)
    added_by = step.author.person_id
    return step.insert(tables.evidence, period_id=period_id, statement_id=row, added_by=added_by, **values)


def save_document(store: Store, /, key: str, path: Path) -> Path:
    """Writes a document kept in the file to `path`, which it returns. Raises NotFound, WriteFailed."""
    from crp_desktop.rendering.saving import save

    save(document(store, key)[1], path)
    return path
