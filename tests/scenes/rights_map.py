"""Pictures of the rights map: full, by audience, two compared, nearly empty, nothing mapped, strange names."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.rights_map import Across
from crp_desktop.storage.store import Store
from crp_desktop.ui.window import MainWindow
from tests.ui.shell import window_on


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def at(kind: str) -> MainWindow:
        return window_on(make_programme(kind), Path(mkdtemp()), "rights")

    def by_audience() -> QWidget:
        window = at("sample")
        window.current_page._set_across(Across.AUDIENCES)  # type: ignore[union-attr]
        return window

    def compared() -> QWidget:
        window = at("sample")
        page = window.current_page
        page.who.set_key("audience:young_people")  # type: ignore[union-attr]
        page.against.set_key("audience:professionals")  # type: ignore[union-attr]
        page._show()  # type: ignore[union-attr]
        return window

    def nearly_empty() -> QWidget:
        store = make_programme("empty")
        make_finding(store, FindingKind.CONCERN, "Too long a wait", links=[NewLink(24), NewLink("culture")])
        return window_on(store, Path(mkdtemp()), "rights")

    return {
        "empty": lambda: at("empty"),
        "sample": lambda: at("sample"),
        "audiences": by_audience,
        "compared": compared,
        "nearly-empty": nearly_empty,
        "stress": lambda: at("stress"),
    }
