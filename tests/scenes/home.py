"""The home page of an empty programme, of the sample, and of the stress programme."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop.storage.store import Store
from crp_desktop.ui.window import MainWindow
from tests.ui.shell import window_on


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """Nothing yet, an ordinary day, everything too long; the lower end too."""
    return {
        "empty": partial(_home, make_programme, "empty"),
        "sample": partial(_home, make_programme, "sample"),
        "sample-below": partial(_below, make_programme, "sample"),
        "stress-below": partial(_below, make_programme, "stress"),
        "stress": partial(_home, make_programme, "stress"),
    }


def _home(make_programme: Callable[[str], Store], kind: str) -> MainWindow:
    return window_on(make_programme(kind), Path(tempfile.mkdtemp()), "home")


def _below(make_programme: Callable[[str], Store], kind: str) -> MainWindow:
    window = _home(make_programme, kind)
    page = window.current_page
    assert page is not None
    assert page.scroll_area is not None
    bar = page.scroll_area.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window
