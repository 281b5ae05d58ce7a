"""What a page of the assessment does when it may not show what it was asked for."""

from crp_desktop.domain.errors import Hidden, NotFound, Refused
from crp_desktop.ui.page import Page


def tell_refused(page: Page, problem: Refused | NotFound, **where: str) -> None:
    """Say what is wrong with `where` (period, badge, role). Levels hidden from a second scorer are no fault: the
    overview says who works and why. A page that is about to show something else stays where it is."""
    if not isinstance(problem, Hidden):
        page.show_problem(problem)
        return
    now = page.nav.place
    if now is None or now.page != page.name:
        return
    if all(now.target.get(name, value) == value for name, value in where.items()):
        page.nav.go("assessment", period=where["period"])
