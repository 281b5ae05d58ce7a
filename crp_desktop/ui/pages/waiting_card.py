"""The reminder on the pages before and after a session: something is still to be given to somebody, or confirmed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from crp_desktop.documents.handover.handover import Waiting, waiting
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Workshop
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Label

_LONGEST = timedelta(hours=12)


def waiting_card(parent: Page, ops: Operations, after: Callable[[], object]) -> Card | None:
    """The reminder, or None when nothing waits or while a session goes on: young people may be looking at this screen.
    It does not say what it is about. `after` is called when the panel it leads to was closed."""
    found: list[Waiting] = ops.ask(waiting)
    if not found or any(_going_on(one) for one in ops.ask(workshops)):
        return None
    day = (datetime.fromisoformat(found[0].sealed_at) + timedelta(minutes=found[0].utc_offset)).date()
    when = tr("today") if day == datetime.now().date() else tr("since {day}", day=long_date(day))
    given = all(one.handed_at for one in found)
    words = (
        tr("{n} handover(s) to confirm, {when}. See “Contacts” for what to do.", n=len(found), when=when)
        if given
        else tr("{n} record(s) to hand over, {when}. See “Contacts” for what to do.",
                n=len(found), when=when)
    )  # fmt: skip

    def open_panel() -> None:
        from crp_desktop.ui.dialogs.contacts import ContactsDialog

        dialog = ContactsDialog(parent.window(), ops, found[0].workshop_id)
        dialog.exec()
        dialog.deleteLater()
        if dialog.wants_settings:
            parent.nav.go("settings", card="room")
        else:
            after()

    button = Button(tr("Contacts"), open_panel, icon="info")
    button.setObjectName("waiting")
    return Card(Label(words), flow(button), ground="idea_soft", gap=6)


def _going_on(shop: Workshop) -> bool:
    """Whether young people may be in the room: a session that nobody ended is over after half a day."""
    if not shop.started_at or shop.ended_at:
        return False
    return datetime.now(UTC) - datetime.fromisoformat(shop.started_at) < _LONGEST
