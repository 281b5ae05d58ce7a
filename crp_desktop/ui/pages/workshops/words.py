"""How the workshop pages say dates, times and states."""

from datetime import datetime, timedelta

from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import workshop_title
from crp_desktop.domain.records import Workshop

_TITLE = 64


def day_words(iso: str) -> str:
    """9 November 2017 for 2017-11-09; what is no date stays as it is."""
    day = as_day(iso)
    return long_date(day) if day else iso


def room_day_and_time(at: str, offset_minutes: int) -> str:
    """9 November 2017 at 14:02, in the room, for a UTC time."""
    moment = datetime.fromisoformat(at) + timedelta(minutes=offset_minutes)
    return tr("{day} at {time}", day=long_date(moment.date()), time=f"{moment:%H:%M}")


def title_of(workshop: Workshop) -> str:
    """The workshop's title, or its number while it has none."""
    return workshop_title(workshop.title, workshop.number)


def short_title(workshop: Workshop) -> str:
    """The title as it fits above a page; the plan has the whole of a longer one."""
    title = title_of(workshop)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rsplit(" ", 1)[0][: _TITLE - 1] + "…"


def state_of(workshop: Workshop) -> str:
    """Where a workshop stands: planned, going on, held."""
    if workshop.ended_at:
        return tr("Held")
    return tr("In progress") if workshop.started_at else tr("Planned")
