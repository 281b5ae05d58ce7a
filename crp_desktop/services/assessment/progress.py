"""Progress over the periods: each badge's distribution, broken where the words of a statement changed."""

from dataclasses import dataclass

from sqlalchemy import select

from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.records import Period
from crp_desktop.domain.trend import (
    LinePoint,
    PeriodLevels,
    StatementLevel,
    TrendPoint,
    statement_lines,
    trend,
)
from crp_desktop.services.assessment.load import Loaded, load
from crp_desktop.services.assessment.view import hidden_from, levels_of
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class StatementProgress:
    """One statement over the periods, cut into lines that may be joined; `text` as it is worded last."""

    key: str
    text: str
    lines: tuple[tuple[LinePoint, ...], ...]


@dataclass(frozen=True, slots=True)
class BadgeProgress:
    """A badge over the periods in which it was scored, oldest first; no points before any."""

    badge: Badge
    points: tuple[TrendPoint, ...]
    statements: tuple[StatementProgress, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Every pursued badge over the periods."""

    level_names: dict[int, str]
    badges: tuple[BadgeProgress, ...]


def progress(store: Store, /) -> Progress:
    """Where every pursued badge stood in each period, as signed off, else as scored so far.

    A period that the person at work scores second, blind, is left out for them until both have finished.
    """
    person_id = store.author.person_id if store.author else ""
    with store.read() as conn:
        pursued = conn.execute(select(tables.programme.c.badges)).scalar_one()
        loaded = load(conn)
    framework = loaded.current.framework
    chosen = [badge for badge in framework.badges if badge.key in pursued]
    return Progress(
        {level.number: level.name for level in framework.levels},
        tuple(_badge(loaded, badge, person_id) for badge in chosen),
    )


def _badge(loaded: Loaded, badge: Badge, person_id: str) -> BadgeProgress:
    scored = [
        one
        for one in loaded.periods
        if loaded.scoring(one.id, badge.key) and not hidden_from(loaded, person_id, one.id, badge.key)
    ]
    texts: dict[str, str] = {}
    levels = [_levels(loaded, period, badge.key, texts) for period in scored]
    keys = [one.key for one in badge.statements]
    keys += [key for key in texts if key not in keys]
    texts |= {one.key: one.text for one in badge.statements}
    statements = tuple(
        StatementProgress(key, texts[key], statement_lines(levels, key)) for key in keys if levels
    )
    return BadgeProgress(badge, trend(levels), statements)


def _levels(loaded: Loaded, period: Period, badge_key: str, texts: dict[str, str]) -> PeriodLevels:
    """The levels of a badge in one period; the statements' texts are noted by key."""
    signed = loaded.signed.get((period.id, badge_key))
    if signed is not None and signed.locked:
        texts.update((one.key, one.text) for one in signed.statements)
        found = tuple(StatementLevel(one.key, one.wording, one.level) for one in signed.statements)
        return PeriodLevels(period.id, period.label, True, found)
    scoring = loaded.scoring(period.id, badge_key)
    assert scoring is not None
    statements = loaded.frameworks[scoring.framework_id].framework.badge(badge_key).statements
    texts.update((one.key, one.text) for one in statements)
    levels = levels_of(loaded, period, badge_key)
    found = tuple(StatementLevel(one.key, one.wording, levels[one.key]) for one in statements)
    return PeriodLevels(period.id, period.label, False, found)
