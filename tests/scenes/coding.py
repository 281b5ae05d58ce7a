"""Pictures of coding: words selected with what is suggested, overlapping excerpts, nothing to code, strange notes."""

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture.note import notes
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage.store import Store
from tests.ui.shell import window_on


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    def selected() -> QWidget:
        store = make_programme("sample")
        shop = next(one for one in workshops(store) if one.number == 1)
        note = notes(store, shop.id)[4]
        spans = ((0, 30), (12, 44), (20, 60), (5, 50), (24, 70))
        for kind, (low, high) in zip((*FindingKind, *FindingKind), spans, strict=False):
            span = Span(note.id, low, min(high, len(note.text)))
            make_finding(store, kind, "Said with others", workshop_id=shop.id, spans=[span])
        window = window_on(store, Path(mkdtemp()), "coding", workshop=shop.id)
        page = window.current_page
        page.text.go_to(note.id, 20, 40)  # type: ignore[union-attr]
        page.maker.suggest()  # type: ignore[union-attr]
        return window

    def strange() -> QWidget:
        store = make_programme("stress")
        fullest = max(workshops(store), key=lambda one: len(notes(store, one.id)))
        return window_on(store, Path(mkdtemp()), "coding", workshop=fullest.id)

    return {
        "empty": lambda: window_on(make_programme("empty"), Path(mkdtemp()), "coding"),
        "selected": selected,
        "stress": strange,
    }
