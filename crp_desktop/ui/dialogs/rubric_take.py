"""Taking another rubric after its differences were shown, from a file or as edited; saving the one in use as a file."""

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.rubric import Offered, read_offer, save_rubric, take
from crp_desktop.ui.dialogs.files import ask_open, ask_save
from crp_desktop.ui.dialogs.rubric import OfferDialog
from crp_desktop.ui.page import Page


def take_offered(page: Page, offered: Offered) -> bool:
    """Show the differences; take the rubric when the person says so. Whether it was taken."""
    dialog = OfferDialog(page.window(), offered)
    dialog.exec()
    taken = dialog.taken
    dialog.deleteLater()
    if not taken or not page.ops.run(take, offered.framework):
        return False
    page.announce(tr("Saved as a new version"))
    return True


def take_from_file(page: Page) -> bool:
    """Ask for a file and offer what it holds; a fault in it is shown with its line. Whether it was taken."""
    path = ask_open(page.window(), tr("Import a rubric from a file"), tr("Rubrics (*.toml);;All files (*)"))
    if path is None:
        return False
    offered = page.ops.telling(page.show_problem).ask(read_offer, path)
    return offered is not None and take_offered(page, offered)


def save_as_file(page: Page) -> None:
    """Ask where to, and write the rubric in use as a file that can be edited and taken back."""
    path = ask_save(page.window(), tr("Save the rubric"), "rubric.toml", tr("Rubrics (*.toml)"))
    if path is None:
        return
    try:
        page.ops.ask(save_rubric, path)
    except Problem as problem:
        page.show_problem(problem)
        return
    page.file_saved.emit(path)
