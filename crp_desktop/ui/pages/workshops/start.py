"""Starting a workshop at once: what the list of workshops and the home page both offer."""

from crp_desktop.services.workshops.session import start_session
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.ui.page import Page


def start_workshop_now(page: Page) -> None:
    """Make a workshop, begin its session and go to its notes; details can follow."""
    made = page.ops.run(add_workshop)
    if made and page.ops.run_done(start_session, made) is not None:
        page.nav.go("capture", workshop=made)
