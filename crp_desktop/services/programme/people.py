"""Who is working: a name given at first use, kept with every step. It is not proof of who somebody is."""

import getpass
import platform

from sqlalchemy import select

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.errors import InputProblem, NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import new_id, seeded_id
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Author, Person
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store


def account() -> str:
    """The name of this computer's account, or "" where the system gives none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def command_line_device() -> str:
    """The device that work by the command line is recorded under: the same each time on one computer."""
    return seeded_id("command line", platform.node(), account())


def people(store: Store, /) -> list[Person]:
    """Everybody who has worked on this programme, by name."""
    with store.read() as conn:
        query = select(*columns_of(tables.person, Person)).order_by(tables.person.c.name)
        return all_of(conn, Person, query)


def last_person(store: Store, /, device_id: str) -> Person | None:
    """Who worked on this computer last, or None when nobody has."""
    step, person = tables.step, tables.person
    query = (
        select(*columns_of(person, Person))
        .join(step, step.c.person_id == person.c.id)
        .where(step.c.device_id == device_id)
        .order_by(step.c.seq.desc())
        .limit(1)
    )
    with store.read() as conn:
        return next(iter(all_of(conn, Person, query)), None)


def person_at_work(store: Store, /) -> Person | None:
    """Who is signed in, or None."""
    author = store.author
    return next((one for one in people(store) if author and one.id == author.person_id), None)


def known_names(store: Store, /) -> tuple[str, ...]:
    """The council's name and those of everybody at work: what somebody who wants to get in tries first."""
    with store.read() as conn:
        councils = conn.execute(select(tables.programme.c.council)).scalars().all()
    return (*councils, *(person.name for person in people(store)))


def sign_in(store: Store, /, name: str, device_id: str, role: str = "") -> Author:
    """Says who works from now on: the person of that name, added when new. Raises InputProblem without a name."""
    name = clean_line(name)
    if not name:
        raise InputProblem(
            tr("Please enter a name."), "", tr("Type the name you want shown next to your work.")
        )
    known = next((person for person in people(store) if label_key(person.name) == label_key(name)), None)
    author = Author(known.id if known else new_id(), device_id, account())
    store.author = author
    if known is None and not store.read_only:
        with store.write(Operation.ADD_PERSON, final=True) as step:
            step.insert(tables.person, id=author.person_id, name=name, role=clean_line(role))
    return author


def change_person(store: Store, /, name: str, *, role: str) -> Done[None]:
    """Changes the role of the person of that name; raises NotFound."""
    known = next((person for person in people(store) if person.name == name), None)
    if known is None:
        raise NotFound(tr("No one with that name has worked here."), tr("Nothing was changed."))
    with store.write(Operation.CHANGE_ROLE) as step:
        step.update(tables.person, known.id, role=clean_line(role))
    return Done(step.info, None)
