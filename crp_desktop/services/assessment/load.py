"""Reads assessments in a few grouped queries, never one for each statement."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from crp_desktop.domain.agreement import Moderation
from crp_desktop.domain.dates import as_day
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import EvidenceKind, ReadBack, ScorerRole
from crp_desktop.domain.labels import workshop_title
from crp_desktop.domain.records import Period
from crp_desktop.services.assessment.framework import HeldFramework, held_frameworks
from crp_desktop.services.assessment.period import read_periods
from crp_desktop.services.assessment.records import BadgeView, EvidenceView, Scored
from crp_desktop.services.assessment.snapshot import from_json
from crp_desktop.storage import tables

Spot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scoring:
    """One scorer's assessment of a badge in a period."""

    id: str
    period_id: str
    badge_key: str
    framework_id: str
    scorer_id: str
    role: ScorerRole
    interests: str
    finished_at: str
    name: str
    job: str


@dataclass(slots=True)
class Loaded:
    """What was read; evidence, moderation and young people's answers by (period id, statement key)."""

    threshold: int
    periods: list[Period]
    frameworks: dict[str, HeldFramework]
    current: HeldFramework
    scorings: dict[tuple[str, str, ScorerRole], Scoring] = field(default_factory=dict)
    scores: dict[str, dict[str, Scored]] = field(default_factory=dict)
    signed: dict[Spot, BadgeView] = field(default_factory=dict)
    evidence: dict[Spot, list[EvidenceView]] = field(default_factory=dict)
    moderation: dict[Spot, Moderation] = field(default_factory=dict)
    young: dict[Spot, list[str]] = field(default_factory=dict)

    def scoring(self, period_id: str, badge_key: str, role: ScorerRole = ScorerRole.FIRST) -> Scoring | None:
        """One scorer's assessment, None when it was not begun."""
        return self.scorings.get((period_id, badge_key, role))

    def period(self, period_id: str) -> Period:
        """The period with this id; raises KeyError."""
        found = next((one for one in self.periods if one.id == period_id), None)
        if found is None:
            raise KeyError(period_id)
        return found

    def period_before(self, period_id: str, badge_key: str) -> Period | None:
        """The latest earlier period in which the badge was scored."""
        order = [one.id for one in self.periods]
        earlier = reversed(self.periods[: order.index(period_id)])
        return next((one for one in earlier if self.scoring(one.id, badge_key)), None)


def load(
    conn: Connection, *, badges: Iterable[str] | None = None, evidence_of: Iterable[str] | None = None
) -> Loaded:
    """Scores and sign-offs of these badges (all when None), and moderation, over every period.

    Evidence and young people's answers are read for the periods `evidence_of` only: none when None.
    """
    held = held_frameworks(conn)
    loaded = Loaded(
        threshold=conn.execute(select(tables.programme.c.threshold)).scalar_one(),
        periods=read_periods(conn),
        frameworks={one.id: one for one, _ in held},
        current=next(one for one, current in held if current),
    )
    keys = None if badges is None else list(badges)
    _scorings(conn, loaded, keys)
    _sign_offs(conn, loaded, keys)
    _moderations(conn, loaded)
    if evidence_of is not None:
        among = list(evidence_of)
        _evidence(conn, loaded, among, keys)
        add_young(conn, loaded, among)
    return loaded


def _scorings(conn: Connection, loaded: Loaded, keys: list[str] | None) -> None:
    table, person, score, statement = tables.assessment, tables.person, tables.score, tables.statement
    names = ("id", "period_id", "badge_key", "framework_id", "scorer_id", "role", "interests", "finished_at")
    query: Select[Any] = select(*table.c[names], person.c.name, person.c.role.label("job"))
    query = query.join(person, person.c.id == table.c.scorer_id).order_by(table.c.id)
    scored: Select[Any] = (
        select(
            score.c.assessment_id,
            statement.c.key,
            *score.c["level", "reason", "over_cap_reason", "confidence", "confidence_reason", "cap"],
        )
        .join(statement, statement.c.id == score.c.statement_id)
        .join(table, table.c.id == score.c.assessment_id)
        .order_by(score.c.id.desc())
    )
    if keys is not None:
        query, scored = query.where(table.c.badge_key.in_(keys)), scored.where(table.c.badge_key.in_(keys))
    for row in conn.execute(query):
        one = Scoring(*row)
        loaded.scorings.setdefault((one.period_id, one.badge_key, one.role), one)
    by_assessment: dict[str, dict[str, Scored]] = defaultdict(dict)
    for row in conn.execute(scored):
        by_assessment[row[0]][row[1]] = Scored(*row[2:])
    loaded.scores = dict(by_assessment)


def _sign_offs(conn: Connection, loaded: Loaded, keys: list[str] | None) -> None:
    table = tables.sign_off
    query = select(*table.c["id", "period_id", "badge_key", "snapshot", "reopened"])
    query = query.order_by(table.c.version, table.c.id)
    if keys is not None:
        query = query.where(table.c.badge_key.in_(keys))
    for row in conn.execute(query):
        loaded.signed[row.period_id, row.badge_key] = from_json(row.snapshot, row.id, row.reopened)


def _evidence(conn: Connection, loaded: Loaded, among: list[str], keys: list[str] | None) -> None:
    table, finding, shop, indicator = tables.evidence, tables.finding, tables.workshop, tables.indicator
    own = ("id", "kind", "type", "direction", "dated", "voice", "groups_reached", "answer", "text")
    query: Select[Any] = (
        select(
            *table.c[own],
            *table.c["period_id", "finding_id", "indicator_id", "attachment"],
            tables.statement.c.key,
            finding.c.number,
            finding.c.text.label("finding_text"),
            finding.c.read_back,
            shop.c.number.label("shop_number"),
            shop.c.title.label("shop_title"),
            *(indicator.c[name].label(f"i_{name}") for name in _INDICATOR),
        )
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .outerjoin(finding, finding.c.id == table.c.finding_id)
        .outerjoin(shop, shop.c.id == finding.c.workshop_id)
        .outerjoin(indicator, indicator.c.id == table.c.indicator_id)
        .where(table.c.period_id.in_(among))
        .order_by(table.c.dated, table.c.id)
    )
    if keys is not None:
        of_these = select(tables.badge.c.id).where(tables.badge.c.key.in_(keys))
        query = query.where(tables.statement.c.badge_id.in_(of_these))
    found: dict[Spot, list[EvidenceView]] = defaultdict(list)
    for row in conn.execute(query):
        found[row.period_id, row.key].append(_piece(row))
    loaded.evidence = dict(found)


_INDICATOR = ("title", "value", "unit", "baseline", "baseline_dated", "dated", "source")


def _piece(row: Row[Any]) -> EvidenceView:
    text, source = row.text, ""
    struck = row.read_back is ReadBack.STRUCK
    if row.kind is EvidenceKind.FINDING and row.finding_text is not None:
        text = "" if struck else row.finding_text
        source = finding_source(row.number, row.shop_number, row.shop_title)
    elif row.kind is EvidenceKind.INDICATOR and row.i_title is not None:
        told = {name: getattr(row, f"i_{name}") for name in _INDICATOR}
        text, source = indicator_words(**told), row.i_source
    return EvidenceView(
        row.id, row.kind, row.type, row.direction, row.dated, row.voice, row.groups_reached, row.answer,
        text, source, row.finding_id or "", row.indicator_id or "", row.attachment,
        row.kind is EvidenceKind.FINDING and (row.finding_id is None or struck),
    )  # fmt: skip


def finding_source(number: int, shop_number: int | None, shop_title: str | None) -> str:
    """Where a finding comes from, in words."""
    if shop_number is None:
        return tr("Finding {number}", number=number)
    shop = workshop_title(shop_title or "", shop_number)
    return tr("Finding {number}, from “{workshop}”", number=number, workshop=shop)


def indicator_words(
    *, title: str, value: str, unit: str, baseline: str, baseline_dated: str, dated: str, **_: str
) -> str:
    """An indicator in a line: its title, its value with the day, and the baseline it is measured from."""
    gap = "" if unit in ("", "%") else " "
    now = f"{value}{gap}{unit}" + (f" ({dated})" if dated and as_day(dated) is None else "")
    if not value:
        return title
    if not baseline:
        return tr("{title}: {value}", title=title, value=now)
    since = f"{baseline}{gap}{unit}" + (f" ({baseline_dated})" if baseline_dated else "")
    return tr("{title}: {value}, from {baseline}", title=title, value=now, baseline=since)


def _moderations(conn: Connection, loaded: Loaded) -> None:
    table = tables.moderation
    query = (
        select(table.c.period_id, tables.statement.c.key, table.c.level, table.c.note)
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .order_by(table.c.id.desc())
    )
    for row in conn.execute(query):
        loaded.moderation[row.period_id, row.key] = Moderation(row.level, row.note)


def add_young(conn: Connection, loaded: Loaded, among: list[str]) -> None:
    """Reads young people's answers of these periods: one a sheet and statement, however often it was typed in."""
    table = tables.young_answer
    query = (
        select(table.c.period_id, tables.statement.c.key, func.max(table.c.answer))
        .join(tables.statement, tables.statement.c.id == table.c.statement_id)
        .where(table.c.period_id.in_(among))
        .group_by(table.c.period_id, tables.statement.c.key, table.c.sheet)
    )
    found: dict[Spot, list[str]] = defaultdict(list)
    for period_id, key, answer in conn.execute(query):
        found[period_id, key].append(answer)
    loaded.young = dict(found)
