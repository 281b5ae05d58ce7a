"""The window stays as large as the person made it, whatever page is shown at whatever text size."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from crp_desktop.app import PAGES
from crp_desktop.domain.errors import InputProblem
from crp_desktop.services.assessment.period import periods
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from tests.ui.window import desk

SCREENS = [QSize(1366, 768), QSize(853, 480)]


@pytest.mark.parametrize("size", [100, 150, 200])
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_no_page_makes_the_window_grow(
    look: Look, sample: Store, tmp_path: Path, screen: QSize, size: int
) -> None:
    with desk(look, sample, tmp_path) as room:
        look.set_text_size(size)
        room.window.resize(screen)
        room.settle()
        period = periods(room.ops.store)[0].id
        for entry in (*PAGES[1:], *reversed(PAGES[1:])):
            scored = entry.name.startswith("assessment_") and entry.name != "assessment_rubric"
            room.go(entry.name, **({"period": period, "badge": "culture"} if scored else {}))
            assert room.window.size() == screen, entry.name
        room.window.show_problem(InputProblem("It went wrong. " * 20, "Your work is safe.", "Try again."))
        room.settle()
        assert room.window.size() == screen
