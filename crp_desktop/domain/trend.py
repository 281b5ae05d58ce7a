"""Levels over the periods: distributions, never an average, and a visible break where the wording changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from crp_desktop.domain.assessment import Spread, spread
from crp_desktop.domain.framework_model import ChangeKind


@dataclass(frozen=True, slots=True)
class StatementLevel:
    """One statement's level in one period; `wording` is the fingerprint of the words it was judged against."""

    key: str
    wording: str
    level: int | None


@dataclass(frozen=True, slots=True)
class PeriodLevels:
    """A badge's levels in one period, in the order of its statements. Periods are given oldest first."""

    period_id: str
    label: str
    signed_off: bool
    statements: tuple[StatementLevel, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A statement that cannot be joined with the period before: added, removed or worded anew."""

    kind: ChangeKind
    key: str


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a badge; `breaks` say what cannot be compared with the point before it."""

    period_id: str
    label: str
    signed_off: bool
    spread: Spread
    breaks: tuple[Break, ...]


@dataclass(frozen=True, slots=True)
class LinePoint:
    """One statement in one period."""

    period_id: str
    label: str
    level: int | None


class Movement(StrEnum):
    """How a statement stands against the period before."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    NEW = "new"
    REMOVED = "removed"
    REWORDED = "reworded"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of one statement since the period before; None where there is no level."""

    key: str
    before: int | None
    after: int | None
    movement: Movement


def trend(periods: Sequence[PeriodLevels]) -> tuple[TrendPoint, ...]:
    """The distribution of a badge for every period, oldest first as given, with its breaks."""
    points = []
    for number, period in enumerate(periods):
        levels = {statement.key: statement.level for statement in period.statements}
        breaks = _breaks(periods[number - 1], period) if number else ()
        points.append(TrendPoint(period.period_id, period.label, period.signed_off, spread(levels), breaks))
    return tuple(points)


def statement_lines(periods: Sequence[PeriodLevels], key: str) -> tuple[tuple[LinePoint, ...], ...]:
    """A statement's points over the periods, cut into lines that may be drawn: one wording, no period left out."""
    lines: list[list[LinePoint]] = []
    last: str | None = None
    for period in periods:
        found = next((statement for statement in period.statements if statement.key == key), None)
        if found is not None:
            if found.wording != last:
                lines.append([])
            lines[-1].append(LinePoint(period.period_id, period.label, found.level))
        last = found.wording if found is not None else None
    return tuple(tuple(line) for line in lines)


def changes_since(before: PeriodLevels, after: PeriodLevels) -> tuple[Moved, ...]:
    """What moved from one period to the next: the later one's statements in order, then those that are gone."""
    old = {statement.key: statement for statement in before.statements}
    new = {statement.key for statement in after.statements}
    rows = [_moved(old.get(statement.key), statement) for statement in after.statements]
    gone = [statement for statement in before.statements if statement.key not in new]
    return (*rows, *(Moved(item.key, item.level, None, Movement.REMOVED) for item in gone))


def _moved(before: StatementLevel | None, after: StatementLevel) -> Moved:
    if before is None:
        return Moved(after.key, None, after.level, Movement.NEW)
    if before.wording != after.wording:
        movement = Movement.REWORDED
    elif before.level is None or after.level is None:
        movement = Movement.NOT_COMPARED
    elif before.level == after.level:
        movement = Movement.SAME
    else:
        movement = Movement.UP if after.level > before.level else Movement.DOWN
    return Moved(after.key, before.level, after.level, movement)


def _breaks(before: PeriodLevels, after: PeriodLevels) -> tuple[Break, ...]:
    kinds = {
        Movement.NEW: ChangeKind.ADDED,
        Movement.REMOVED: ChangeKind.REMOVED,
        Movement.REWORDED: ChangeKind.CHANGED,
    }
    rows = changes_since(before, after)
    return tuple(Break(kinds[row.movement], row.key) for row in rows if row.movement in kinds)
