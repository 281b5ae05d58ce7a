"""Dates and times as a person reads and writes them: 9 November 2017, 16:30."""

import re
from datetime import date

from crp_desktop.domain.i18n import tr

_FULL = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN = re.compile(r"(\d{1,2})(?:[/.\- ])(\d{1,2}|[^\W\d_]+)\.?,?(?:[/.\- ])\s*(\d{4}|\d{2})")
_AFTERNOON = range(1, 7)
_TIME = re.compile(r"(\d{1,2})(?:[:.h]?([0-5]\d))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


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


def read_day(text: str) -> str | None:
    """The ISO date that somebody wrote: 2026-06-30, 30/6/2026, 30.6.26 or 30 June 2026; None for what is no date."""
    text = " ".join(text.split())
    if as_day(text):
        return text
    parts = _WRITTEN.fullmatch(text)
    if not parts:
        return None
    day, month, year = parts.groups()
    if not month.isdigit():
        names = [month_name(number).casefold() for number in range(1, 13)]
        found = [at for at, name in enumerate(names, 1) if name.startswith(month.casefold())]
        if len(month) < 3 or len(found) != 1:
            return None
        month = str(found[0])
    iso = f"{int(year) + (2000 if len(year) == 2 else 0):04d}-{int(month):02d}-{int(day):02d}"
    return iso if as_day(iso) else None


def read_time(text: str) -> str | None:
    """The time of day (HH:MM) that somebody wrote: 16:30, 16.30, 1630, 4pm or 4:30 pm; None for what is no time.

    4.30 is half past four in the afternoon, when children meet; 04:30 and 4:30am are in the night."""
    parts = _TIME.fullmatch(text.strip())
    if not parts:
        return None
    hour, minutes, half = int(parts[1]), parts[2] or "00", (parts[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if not half and hour in _AFTERNOON and parts[1] == str(hour):
        half = "p"
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02d}:{minutes}" if hour < 24 else None
