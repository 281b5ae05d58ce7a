"""The print page: gallery and document, empty, with the sample, and with everything as long as it gets."""

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QRadioButton, QWidget

from crp_desktop.documents.kinds import kinds
from crp_desktop.documents.prepare import find_subject, save_report
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.printing import ChooseWorkshopDialog
from tests.ui.shell import window_on

_PATIENCE = 30.0


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], "QWidget | Path"]]:
    """The gallery, one document, the dialogs on the way to paper, and every document made of the sample."""
    papers = {f"paper-{one.key}": partial(_paper, make_programme, "sample", one.key) for one in kinds()}
    return {
        **papers,
        "paper-stress": partial(_paper, make_programme, "stress", "workshop-summary"),
        "empty": partial(_window, make_programme, "empty"),
        "gallery": partial(_window, make_programme, "sample"),
        "document": partial(_window, make_programme, "sample", document="workshop-summary"),
        "options": partial(_window, make_programme, "sample", open_options=True, document="workshop-summary"),
        "word": partial(
            _window, make_programme, "sample", form="docx", open_options=True, document="period-assessment"
        ),
        "stress": partial(_window, make_programme, "stress", document="workshop-summary"),
        "badges": partial(_window, make_programme, "stress", document="badge-assessment"),
        "choose": partial(_choose, make_programme),
    }


def _window(
    make_programme: Callable[[str], Store],
    kind: str,
    *,
    open_options: bool = False,
    form: str = "",
    **target: str,
) -> QWidget:
    window = window_on(make_programme(kind), Path(tempfile.mkdtemp()))
    window.nav.go("print", **target)
    until = time.monotonic() + _PATIENCE
    QApplication.processEvents()
    while window.ops.jobs and time.monotonic() < until:
        QApplication.processEvents()
        time.sleep(0.005)
    if form:
        window.current_page.options.findChild(QRadioButton, f"format-{form}").click()
    if open_options:
        split = window.current_page.split
        if split.folded:
            split.toggle(split.right)
    return window


def _paper(make_programme: Callable[[str], Store], kind: str, key: str) -> Path:
    store = make_programme(kind)
    target = Path(tempfile.mkdtemp()) / f"{key}.pdf"
    save_report(store, find_subject(store, key), target)
    store.close()
    return target


def _choose(make_programme: Callable[[str], Store]) -> QWidget:
    from crp_desktop.services.workshops.workshop import workshops

    store = make_programme("stress")
    held = workshops(store)
    dialog = ChooseWorkshopDialog(None, held, held[0].id)
    dialog.setProperty("ownSize", True)
    store.close()
    return dialog
