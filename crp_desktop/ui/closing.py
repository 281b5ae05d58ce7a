"""What is asked before the window closes."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.operations import Operations


def asked_to_lose(window: QWidget, waiting: str) -> bool:
    """Whether to close over what the disk would not take; `waiting` says what that is."""
    return confirm(
        window,
        tr("Close without what you typed?"),
        tr(
            "{what}. First free some space on the disk or save a copy somewhere else. The copy "
            "will include it.",
            what=waiting,
        ),
        tr("Close without saving"),
        danger=True,
        cancel=tr("Stay"),
    )


def asked_to_leave_waiting(window: QWidget, ops: Operations) -> bool:
    """Whether to close although something is still to be handed over; True at once when nothing is."""
    if ops.store is None:
        return True
    from crp_desktop.documents.handover.handover import waiting

    count = len(ops.ask(waiting))
    return not count or confirm(
        window,
        tr("Close now?"),
        tr(
            "Records still to be handed over or confirmed: {n}. They are safe in the programme file, and “Contacts” "
            "shows what to do.",
            n=count,
        ),
        tr("Close"),
        cancel=tr("Stay"),
        danger=True,
    )
