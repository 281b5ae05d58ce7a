"""Pictures of the list of workshops, of a plan, and of the ways to begin one."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.new_workshop import NewWorkshopDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from tests.ui.shell import window_on


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def listed(kind: str) -> Callable[[], QWidget]:
        return lambda: window_on(make_programme(kind), Path(mkdtemp()), "workshops")

    def plan(kind: str) -> Callable[[], QWidget]:
        def shown() -> QWidget:
            store = make_programme(kind)
            return window_on(store, Path(mkdtemp()), "workshop", workshop=workshops(store)[0].id)

        return shown

    def new() -> QWidget:
        store = make_programme("sample")
        ops = Operations(Preferences(Path(mkdtemp()) / "settings.json"))
        ops.use(store)
        return NewWorkshopDialog(None, ops, workshops(store))

    return {
        "empty": listed("empty"),
        "sample": listed("sample"),
        "stress": listed("stress"),
        "plan": plan("sample"),
        "plan-stress": plan("stress"),
        "new": new,
    }
