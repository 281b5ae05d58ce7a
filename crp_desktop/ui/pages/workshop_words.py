"""How the workshop pages say dates, times and states."""

import re
from datetime import datetime, timedelta

from crp_desktop.domain.dates import as_day, long_date, month_name
from crp_desktop.domain.records import Workshop
from crp_desktop.domain.words import tr

_TITLE = 64


def day_words(iso: str) -> str:
    """9 November 2017 for 2017-11-09; what is no date stays as it is."""
    day = as_day(iso)
    return long_date(day) if day else iso


def read_day(text: str) -> str | None:
    """The ISO date that somebody wrote: 2026-06-30, 30/6/2026, 30.6.26 or 30 June 2026; None for what is no date."""
    text = " ".join(text.split())
    if as_day(text):
        return text
    parts = re.fullmatch(r"(\d{1,2})(?:[/.\- ])(\d{1,2}|[^\W\d_]+)\.?(?:[/.\- ])(\d{4}|\d{2})", text)
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


def room_time(at: str, offset_minutes: int) -> str:
    """14:02, the time in the room, for a UTC time."""
    return f"{datetime.fromisoformat(at) + timedelta(minutes=offset_minutes):%H:%M}"


def room_day_and_time(at: str, offset_minutes: int) -> str:
    """9 November 2017 at 14:02, in the room, for a UTC time."""
    moment = datetime.fromisoformat(at) + timedelta(minutes=offset_minutes)
    return tr("{day} at {time}", day=long_date(moment.date()), time=f"{moment:%H:%M}")


def title_of(workshop: Workshop) -> str:
    """The workshop's title, or its number while it has none."""
    return workshop.title or tr("Workshop {number}", number=workshop.number)


def short_title(workshop: Workshop) -> str:
    """The title as it fits above a page; the plan has the whole of a longer one."""
    title = title_of(workshop)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rsplit(" ", 1)[0][: _TITLE - 1] + "…"


def state_of(workshop: Workshop) -> str:
    """Where a workshop stands: planned, going on, held."""
    if workshop.ended_at:
        return tr("Held")
    return tr("In progress") if workshop.started_at else tr("Planned")
