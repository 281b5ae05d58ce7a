"""Every control stands in a window: one without a parent ends when Python lets go of it, not with its page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QWidget

from crp_desktop.app import PAGES
from crp_desktop.services.assessment.period import periods
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from tests.ui.window import Desk, desk

WINDOWS = (QMainWindow, QDialog, QMenu)


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


def without_parent() -> set[QWidget]:
    """Widgets of ours on their own that are no window, a dialog or a menu; Qt's own (pop-ups, tips) have a parent."""
    return {
        one
        for one in QApplication.topLevelWidgets()
        if one.parent() is None
        and not isinstance(one, WINDOWS)
        and type(one).__module__.startswith("crp_desktop")
    }


def test_no_page_has_a_control_without_a_parent(on_sample: Desk) -> None:
    before = without_parent()
    period = periods(on_sample.ops.store)[0].id
    for entry in PAGES:
        if entry.name == "welcome":
            continue
        scored = entry.name.startswith("assessment_") and entry.name != "assessment_rubric"
        on_sample.go(entry.name, **({"period": period, "badge": "culture"} if scored else {}))
    lost = without_parent() - before
    assert [(type(one).__name__, one.accessibleName() or getattr(one, "text", str)()) for one in lost] == []
