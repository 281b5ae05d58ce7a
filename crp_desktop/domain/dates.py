"""Dates as a person reads them: 9 November 2017."""

import re
from datetime import date

from crp_desktop.domain.words import tr

_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")


def as_day(text: str) -> date | None:
    """The day an ISO text (YYYY-MM-DD) names; None where it names no single day of the calendar."""
    if not _FULL.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def long_date(day: date) -> str:
    """“9 November 2017”, in the person's language."""
    return tr("{day} {month} {year}", day=day.day, month=month_name(day.month), year=day.year)


def month_name(number: int) -> str:
    """The name of a month, 1 to 12."""
    return (
        tr("January"),
        tr("February"),
        tr("March"),
        tr("April"),
        tr("May"),
        tr("June"),
        tr("July"),
        tr("August"),
        tr("September"),
        tr("October"),
        tr("November"),
        tr("December"),
    )[number - 1]
