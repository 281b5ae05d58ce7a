"""The council's own contacts for a session: safeguarding lead, front door, out of hours, LADO."""

from typing import Unpack

from crp_desktop.domain.changes import ContactChange
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.text import clean_line
from crp_desktop.services.done import Done
from crp_desktop.storage import tables
from crp_desktop.storage.rows import key_at_end
from crp_desktop.storage.store import Store

FIELDS = ("role", "name", "phone", "hours")


def add_contact(
    store: Store, /, role: str = "", name: str = "", phone: str = "", hours: str = ""
) -> Done[str]:
    """Adds a contact at the end; returns its id."""
    values: ContactChange = {"role": role, "name": name, "phone": phone, "hours": hours}
    with store.write(Operation.ADD_CONTACT) as step:
        position = key_at_end(step.conn, tables.contact)
        contact_id = step.insert(tables.contact, position=position, **_lines(values))
    return Done(step.info, contact_id)


def change_contact(store: Store, /, contact_id: str, **values: Unpack[ContactChange]) -> Done[None]:
    """Changes any of `FIELDS`; raises NotFound."""
    with store.write(Operation.CHANGE_CONTACT) as step:
        step.update(tables.contact, contact_id, **_lines(values))
    return Done(step.info, None)


def delete_contact(store: Store, /, contact_id: str) -> Done[None]:
    """Takes a contact away; can be undone. Raises NotFound."""
    with store.write(Operation.DELETE_CONTACT) as step:
        step.delete(tables.contact, contact_id)
    return Done(step.info, None)


def _lines(values: ContactChange) -> dict[str, str]:
    return {key: clean_line(str(value)) for key, value in values.items()}
