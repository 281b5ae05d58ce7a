"""Pictures of an article's page: much said, nothing said, not for mapping, strange words."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.storage.store import Store
from tests.programmes import LONG_WORD, MARKUP
from tests.ui.shell import window_on


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def at(kind: str, number: int) -> QWidget:
        return window_on(make_programme(kind), Path(mkdtemp()), "article", article=number)

    def strange() -> QWidget:
        store = make_programme("stress")
        for text in (LONG_WORD, MARKUP):
            make_finding(store, FindingKind.IDEA, text, links=[NewLink(5)])
        return window_on(store, Path(mkdtemp()), "article", article=5)

    return {
        "sample": lambda: at("sample", 12),
        "unspoken": lambda: at("empty", 10),
        "how-it-works": lambda: at("sample", 44),
        "stress": strange,
    }
