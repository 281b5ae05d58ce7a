"""What scrolls ends where its content ends."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop.app import PAGES
from crp_desktop.services.assessment.period import periods
from crp_desktop.storage.store import Store
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.scroll import DownScroll
from tests.ui.window import Desk, desk


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, sample, tmp_path) as made:
        yield made


@pytest.mark.parametrize("size", [100, 110, 200])
def test_no_page_scrolls_into_nothing(on_sample: Desk, look: Look, size: int) -> None:
    look.set_text_size(size)
    period = periods(on_sample.ops.store)[0].id
    seen = 0
    for entry in PAGES:
        if entry.name == "welcome":
            continue
        scored = entry.name.startswith("assessment_") and entry.name != "assessment_rubric"
        target = {"period": period, "badge": "culture"} if scored else {}
        page = on_sample.go(entry.name, **target)
        for area in page.findChildren(DownScroll):
            inside = area.widget()
            if inside is None or not area.isVisible():
                continue
            layout = inside.layout()
            assert layout is not None
            own = layout.totalMinimumSize().height()
            own = inside.heightForWidth(inside.width()) if layout.hasHeightForWidth() else own
            needed = max(own, area.viewport().height())
            assert inside.height() <= needed + 1, (entry.name, inside.height(), needed)
            seen += 1
    assert seen > 10
