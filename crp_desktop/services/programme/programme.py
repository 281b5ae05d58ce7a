"""The programme itself: the council, its years, its badges and its settings."""

from typing import Unpack

from sqlalchemy import select

from crp_desktop.domain.changes import ProgrammeChange
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Programme
from crp_desktop.domain.text import clean, clean_line
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store

FOUNDATIONAL = ("culture", "cooperation_leadership", "communication")
THEMATIC_CHOICES = 3


def programme(store: Store, /) -> Programme:
    """The one programme of the file."""
    with store.read() as conn:
        return all_of(conn, Programme, select(*columns_of(tables.programme, Programme)))[0]


def change_programme(store: Store, /, **values: Unpack[ProgrammeChange]) -> Done[None]:
    """Changes parts of the programme. Raises InputProblem when the council's name would be empty."""
    current = programme(store)
    cleaned = {name: _cleaned(name, value) for name, value in values.items()}
    if cleaned.get("council") == "":
        raise InputProblem(tr("Type the council’s name."), tr("Nothing was changed."), tr("Type the name."))
    with store.write(Operation.CHANGE_PROGRAMME) as step:
        step.update(tables.programme, current.id, **cleaned)
    return Done(step.info, None)


def _cleaned(name: str, value: object) -> object:
    if isinstance(value, tuple):
        return tuple(line for line in map(clean_line, value) if line)
    if not isinstance(value, str):
        return value
    return clean_line(value) if name == "council" else clean(value)


def check_choice(keys: tuple[str, ...], kinds: dict[str, BadgeKind]) -> None:
    """Raises InputProblem unless `keys` hold the three foundational badges and three thematic ones."""
    thematic = [key for key in keys if kinds.get(key) is BadgeKind.THEMATIC]
    if set(FOUNDATIONAL) - set(keys) or len(thematic) != THEMATIC_CHOICES:
        raise InputProblem(
            tr("A programme has the 3 foundational badges and 3 thematic ones."),
            tr("Nothing was changed."),
            tr("Choose {n} thematic badge(s).", n=THEMATIC_CHOICES),
        )


def choose_badges(store: Store, /, keys: tuple[str, ...]) -> Done[None]:
    """Sets the badges that the programme pursues; local outcomes may be among them. Raises InputProblem."""
    check_choice(keys, {badge.key: badge.kind for badge in badges(store)})
    current = programme(store)
    with store.write(Operation.CHOOSE_BADGES) as step:
        step.update(tables.programme, current.id, badges=keys)
    return Done(step.info, None)
