"""Assessment periods: their label and the days they run from and to."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, or_, select

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Period
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class NewPeriod:
    """A period that could be added next; days are ISO texts."""

    label: str
    starts_on: str
    ends_on: str


def periods(store: Store, /) -> list[Period]:
    """Every period, oldest first."""
    with store.read() as conn:
        return read_periods(conn)


def read_periods(conn: Connection) -> list[Period]:
    """Every period, oldest first, on an open connection."""
    table = tables.period
    order = (table.c.starts_on, table.c.ends_on, table.c.id)
    return all_of(conn, Period, select(*columns_of(table, Period)).order_by(*order))


def period_named(store: Store, /, name: str) -> Period:
    """The period with this id or label; raises NotFound."""
    there = periods(store)
    found = [one for one in there if name in (one.id, one.label)]
    if not found:
        labels = ", ".join(one.label for one in there)
        raise NotFound(
            tr("There is no period “{name}”.", name=name),
            tr("Nothing was changed."),
            tr("Choose one of: {labels}.", labels=labels) if there else tr("There is no period yet."),
        )
    return found[0]


def next_period(store: Store, /, today: date) -> NewPeriod:
    """Twelve months from the day after the last period, or from the programme's start (`today` where it has none)."""
    there = periods(store)
    last = as_day(max((one.ends_on for one in there), default=""))
    start = last + timedelta(days=1) if last else as_day(programme(store).starts_on) or today
    end = _a_year_later(start) - timedelta(days=1)
    label = str(start.year) if start.year == end.year else f"{start.year}-{end.year % 100:02d}"
    return NewPeriod(label, start.isoformat(), end.isoformat())


def _a_year_later(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def add_period(store: Store, /, label: str, starts_on: str, ends_on: str) -> Done[str]:
    """Adds a period; raises InputProblem for a label that is empty or taken, and days that run backward or overlap."""
    values = _checked(store, label, starts_on, ends_on)
    with store.write(Operation.ADD_PERIOD) as step:
        made = step.insert(tables.period, **values)
    return Done(step.info, made)


def change_period(store: Store, /, period_id: str, label: str, starts_on: str, ends_on: str) -> Done[None]:
    """Changes a period's label or days; what was signed off keeps the label it was signed with.

    Raises InputProblem, and Refused for other days of a period that something is signed off for.
    """
    values = _checked(store, label, starts_on, ends_on, own=period_id)
    with store.write(Operation.CHANGE_PERIOD) as step:
        now = step.conn.execute(select(tables.period).where(tables.period.c.id == period_id)).mappings().one()
        moved = any(values[name] != now[name] for name in ("starts_on", "ends_on"))
        if moved and _signed(step.conn, period_id):
            raise Refused(
                tr("A badge is signed off for “{label}”, so its dates are locked.", label=now["label"]),
                tr("Nothing was changed."),
                tr("The label can still be changed."),
            )
        step.update(tables.period, period_id, **values)
    return Done(step.info, None)


def delete_period(store: Store, /, period_id: str) -> Done[None]:
    """Takes an empty period away, with assessments that were opened and hold nothing. Raises Refused when it is not."""
    with store.write(Operation.DELETE_PERIOD) as step:
        if holds := _held(step.conn, period_id):
            raise Refused(
                tr("This period is not empty. It has {what}.", what=", ".join(holds)),
                tr("Nothing was deleted."),
                tr("You can only delete an empty period."),
            )
        assessment, score = tables.assessment, tables.score
        begun = select(assessment.c.id).where(assessment.c.period_id == period_id)
        for score_id in (
            step.conn.execute(select(score.c.id).where(score.c.assessment_id.in_(begun))).scalars().all()
        ):
            step.delete(score, score_id)
        for assessment_id in step.conn.execute(begun).scalars().all():
            step.delete(assessment, assessment_id)
        step.delete(tables.period, period_id)
    return Done(step.info, None)


@dataclass(frozen=True, slots=True)
class PeriodRoom:
    """What may be done to a period: `holds` says what is in it (nothing when it may be deleted)."""

    holds: tuple[str, ...]
    days_locked: bool


def period_room(store: Store, /, period_id: str) -> PeriodRoom:
    """Whether a period may be deleted and its days changed."""
    with store.read() as conn:
        return PeriodRoom(tuple(_held(conn, period_id)), _signed(conn, period_id))


def _signed(conn: Connection, period_id: str) -> bool:
    table = tables.sign_off
    return conn.execute(select(table.c.id).where(table.c.period_id == period_id).limit(1)).first() is not None


def _held(conn: Connection, period_id: str) -> list[str]:
    """What stands in a period, in words: sign-offs, levels or reasons, evidence, slips."""
    score, begun = tables.score, tables.assessment
    words = ("reason", "over_cap_reason", "confidence_reason")
    given = (
        score.c.level.is_not(None),
        score.c.confidence.is_not(None),
        *(score.c[name] != "" for name in words),
    )
    of_scores = (
        select(func.count())
        .select_from(score)
        .join(begun, begun.c.id == score.c.assessment_id)
        .where(begun.c.period_id == period_id, or_(*given))
    )

    def count(table: Table, what: Any) -> int:
        return int(conn.execute(select(func.count(what)).where(table.c.period_id == period_id)).scalar_one())

    signed, evidence, slips = tables.sign_off, tables.evidence, tables.young_answer
    scored = int(conn.execute(of_scores).scalar_one())
    signed_off, attached = count(signed, signed.c.id), count(evidence, evidence.c.id)
    answered = count(slips, slips.c.sheet.distinct())
    told = (
        (signed_off, tr("{n} sign-off(s)", n=signed_off)),
        (scored, tr("{n} level(s) or reason(s)", n=scored)),
        (attached, tr("{n} piece(s) of evidence", n=attached)),
        (answered, tr("{n} slip(s) from young people", n=answered)),
    )
    return [words for number, words in told if number]


def _checked(store: Store, /, label: str, starts_on: str, ends_on: str, own: str = "") -> dict[str, str]:
    label = clean_line(label)
    start, end = as_day(starts_on.strip()), as_day(ends_on.strip())
    safe = tr("Nothing was changed.")
    if not label:
        raise InputProblem(
            tr("Write a label for the period."), safe, tr("Choose a short one, such as 2026-27.")
        )
    there = [one for one in periods(store) if one.id != own]
    if any(label_key(one.label) == label_key(label) for one in there):
        taken = tr("There is already a period “{label}”.", label=label)
        raise InputProblem(taken, safe, tr("Choose another label."))
    if start is None or end is None:
        unclear = tr("One of the dates is not a real date.")
        raise InputProblem(unclear, safe, tr("Write it as year-month-day, such as 2026-09-01."))
    if start >= end:
        raise InputProblem(
            tr("The period ends before it begins."), safe, tr("Choose a last day after the first.")
        )
    _check_apart(there, start, end)
    return {"label": label, "starts_on": start.isoformat(), "ends_on": end.isoformat()}


def _check_apart(others: list[Period], start: date, end: date) -> None:
    """Raises InputProblem when the days of another period are among these: evidence counts for one period."""
    for one in others:
        first, last = as_day(one.starts_on), as_day(one.ends_on)
        if first is not None and last is not None and first <= end and start <= last:
            raise InputProblem(
                tr(
                    "These dates overlap with the period “{label}”, {first} to {last}.",
                    label=one.label,
                    first=long_date(first),
                    last=long_date(last),
                ),
                tr("Nothing was changed."),
                tr("Choose dates before it begins or after it ends."),
            )
