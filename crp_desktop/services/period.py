"""Assessment periods: their label and the days they run from and to."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, select

from crp_desktop.domain.dates import as_day
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.records import Period
from crp_desktop.domain.text import clean_line
from crp_desktop.domain.words import tr
from crp_desktop.services.done import Done
from crp_desktop.services.programme import programme
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """A period that could be added next; days are ISO texts."""

    label: str
    starts_on: str
    ends_on: str


def periods(store: Store) -> list[Period]:
    """Every period, oldest first."""
    with store.read() as conn:
        return read_periods(conn)


def read_periods(conn: Connection) -> list[Period]:
    """Every period, oldest first, on an open connection."""
    table = tables.period
    order = (table.c.starts_on, table.c.ends_on, table.c.id)
    return all_of(conn, Period, select(*columns_of(table, Period)).order_by(*order))


def period_named(store: Store, name: str) -> Period:
    """The period with this id or label; raises NotFound."""
    found = [one for one in periods(store) if name in (one.id, one.label)]
    if not found:
        raise NotFound(tr("There is no period “{name}”.", name=name), tr("Nothing was changed."))
    return found[0]


def next_period(store: Store, today: date) -> NewPeriod:
    """Twelve months from the day after the last period, or from the programme's start (`today` where it has none)."""
    there = periods(store)
    last = as_day(max((one.ends_on for one in there), default=""))
    start = last + timedelta(days=1) if last else as_day(programme(store).starts_on) or today
    end = _a_year_later(start) - timedelta(days=1)
    label = str(start.year) if start.year == end.year else f"{start.year}-{end.year % 100:02d}"
    return NewPeriod(label, start.isoformat(), end.isoformat())


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def add_period(store: Store, label: str, starts_on: str, ends_on: str) -> Done[str]:
    """Adds a period; raises InputProblem for days that do not run forward, or a label that is empty or taken."""
    values = _checked(store, label, starts_on, ends_on)
    with store.write(tr("Add period")) as step:
        made = step.insert(tables.period, **values)
    return Done(step.info, made)


def change_period(store: Store, period_id: str, label: str, starts_on: str, ends_on: str) -> Done[None]:
    """Changes a period's label or days; what was signed off keeps those it was signed with. Raises InputProblem."""
    values = _checked(store, label, starts_on, ends_on, own=period_id)
    with store.write(tr("Change period")) as step:
        step.update(tables.period, period_id, **values)
    return Done(step.info, None)


def _checked(store: Store, label: str, starts_on: str, ends_on: str, own: str = "") -> dict[str, str]:
    label = clean_line(label)
    start, end = as_day(starts_on.strip()), as_day(ends_on.strip())
    safe = tr("Nothing was changed.")
    if not label:
        raise InputProblem(tr("A period needs a label."), safe, tr("Give it a short one, such as 2026-27."))
    if any(one.label.casefold() == label.casefold() and one.id != own for one in periods(store)):
        taken = tr("There is a period “{label}” already.", label=label)
        raise InputProblem(taken, safe, tr("Choose another label."))
    if start is None or end is None:
        unclear = tr("One of the days is not a day of the calendar.")
        raise InputProblem(unclear, safe, tr("Write it as year-month-day, such as 2026-09-01."))
    if start >= end:
        raise InputProblem(
            tr("The period ends before it begins."), safe, tr("Choose a last day after the first.")
        )
    return {"label": label, "starts_on": start.isoformat(), "ends_on": end.isoformat()}
