"""The print page: gallery and document, empty, with the sample, and with everything as long as it gets."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.printing import ChooseWorkshopDialog
from tests.ui.shell import window_on

_PATIENCE = 30.0


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """The gallery, one document, and the dialogs on the way to paper."""
    return {
        "empty": partial(_window, make_programme, "empty"),
        "gallery": partial(_window, make_programme, "sample"),
        "document": partial(_window, make_programme, "sample", document="workshop-summary"),
        "options": partial(_window, make_programme, "sample", open_options=True, document="workshop-summary"),
        "stress": partial(_window, make_programme, "stress", document="workshop-summary"),
        "badges": partial(_window, make_programme, "stress", document="badge-assessment"),
        "choose": partial(_choose, make_programme),
    }


def _window(
    make_programme: Callable[[str], Store], kind: str, *, open_options: bool = False, **target: str
) -> QWidget:
    window = window_on(make_programme(kind), Path(tempfile.mkdtemp()))
    window.nav.go("print", **target)
    until = time.monotonic() + _PATIENCE
    QApplication.processEvents()
    while window.ops.jobs and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    if open_options:
        split = window.current_page.split
        if split.folded:
            split.toggle(split.right)
    return window


def _choose(make_programme: Callable[[str], Store]) -> QWidget:
    from crp_desktop.services.workshop import workshops

    store = make_programme("stress")
    held = workshops(store)
    dialog = ChooseWorkshopDialog(None, held, held[0].id)
    dialog.setProperty("ownSize", True)
    store.close()
    return dialog
