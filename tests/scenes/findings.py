"""Pictures of the findings: the list, one with suggestions, grouped and filtered, nothing there, everything strange."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.direction import astray
from crp_desktop.services.findings.finding import findings, set_statistic
from crp_desktop.services.findings.listing import FindingFilter
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.directions import DirectionsDialog
from crp_desktop.ui.dialogs.findings import MergeDialog, NewFindingDialog
from crp_desktop.ui.window import MainWindow
from tests.ui.shell import window_on

SAID = "We wait for months to see anyone at CAMHS and nobody tells us where else we can get help."


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def at(kind: str, **target: Any) -> MainWindow:
        return window_on(make_programme(kind), Path(mkdtemp()), "findings", **target)

    def suggested() -> QWidget:
        store = make_programme("sample")
        made = make_finding(store, FindingKind.CONCERN, SAID).value
        set_statistic(store, made, value="46%", source="Resident perception survey", dated="December 2016")
        return window_on(store, Path(mkdtemp()), "findings", finding=made)

    def grouped() -> QWidget:
        window = at("sample", unmapped=True)
        window.current_page.filter.narrow(FindingFilter(unmapped=True))  # type: ignore[union-attr]
        window.current_page.filter.more.setChecked(True)  # type: ignore[union-attr]
        return window

    def listed() -> QWidget:
        window = at("sample")
        page = window.current_page
        page.filter.form.group_by.set_key("read_back")  # type: ignore[union-attr]
        page.filter.narrow(FindingFilter(article=12, standing=True))  # type: ignore[union-attr]
        if page.split.folded:  # type: ignore[union-attr]
            page.split.toggle(page.split.left)  # type: ignore[union-attr]
        return window

    def merging() -> QWidget:
        store = make_programme("sample")
        return MergeDialog(None, findings(store)[:2])

    def directions() -> QWidget:
        store = make_programme("stress")
        return DirectionsDialog(None, lambda: astray(store), print, print, lambda key: key)

    return {
        "directions": directions,
        "empty": lambda: at("empty"),
        "sample": lambda: at("sample"),
        "suggestions": suggested,
        "filtered": grouped,
        "listed": listed,
        "stress": lambda: at("stress"),
        "new": lambda: NewFindingDialog(None, []),
        "merge": merging,
    }
