"""What must be true of the program after every act."""

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from sqlalchemy import func, select

from crp_desktop.app import Application
from crp_desktop.storage import tables
from crp_desktop.ui import focus


def steps_of(store: Any) -> int:
    """How many steps the journal holds; 0 while no programme is open."""
    if store is None:
        return 0
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(tables.step)).scalar_one())


def has_header(whole: Application) -> str:
    """The page in view is the one on top, and the header is its own."""
    window = whole.window
    page = window.current_page
    if page is None:
        return "there is no page"
    if window.stack.currentWidget() is not page:
        return f"{page.name} is the page, another is shown"
    if page.title() and not page.bare and window.header.title() != page.title():
        return f"{page.name} has the header “{window.header.title()}”"
    if whole.ops.store is not None and not page.bare and not window.rail.isVisible():
        return f"{page.name} has no rail"
    return ""


def focus_is_inside(whole: Application, *, outside_allowed: bool) -> str:
    """The focus is in the page or in the dialog; on the rail or the strip only for who went there."""
    if QApplication.activePopupWidget() is not None:
        return ""
    dialog = QApplication.activeModalWidget()
    window = whole.window
    if whole.cover.isVisible() or (dialog is None and not window.isActiveWindow()):
        return ""
    focused = QApplication.focusWidget()
    top: QWidget = dialog or window.stack
    if focused is None:
        return (
            ""
            if outside_allowed or not focus.reading_order(top)
            else f"nothing has the focus in {named(top)}"
        )
    page = window.current_page
    if top is focused or top.isAncestorOf(focused) or focused.window() is not top.window():
        return ""
    if page is not None and page.header_actions.isAncestorOf(focused):
        return ""
    if dialog is None and outside_allowed:
        return ""
    return f"the focus is on {named(focused)}, outside {named(top)}"


def focus_in_page(whole: Application) -> bool:
    """Whether the focus is in the page now."""
    focused = QApplication.focusWidget()
    return focused is not None and whole.window.stack.isAncestorOf(focused)


def save_state_is_true(whole: Application) -> str:
    """The strip says that all is saved."""
    state = whole.window.status.save_state
    said = state() if state is not None else None
    if said is not None and not said.safe:
        return f"the strip says “{said.words}”"
    return ""


def named(widget: QWidget) -> str:
    """Enough to find a widget in the code; never what somebody typed."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    kind = type(widget).__name__
    name = widget.objectName() or widget.accessibleName() or words
    if isinstance(widget, QDialog):
        name = widget.windowTitle()
    return f"{kind}({name[:60]})"
