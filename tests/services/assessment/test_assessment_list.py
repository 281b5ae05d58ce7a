"""What scripts get from `list assessments`, and that reading stays a handful of queries however much there is."""

import pytest
from sqlalchemy import event

from crp_desktop.services.assessment.listing import list_assessments
from crp_desktop.services.assessment.progress import progress
from crp_desktop.services.assessment.readiness import readiness_of
from crp_desktop.services.assessment.scoring import overview
from crp_desktop.storage.store import Store


def test_rows_have_the_keys_scripts_rely_on(sample: Store) -> None:
    rows = list_assessments(sample)
    assert set(rows[0]) == {"badge", "period", "statement", "level", "cap", "confidence", "signed_off"}
    assert [(one["period"], one["badge"]) for one in rows[::5]] == [
        ("2024-25", "culture"),
        ("2025-26", "culture"),
        ("2026-27", "communication"),
    ]
    over = [one for one in rows if one["level"] is not None and one["level"] > one["cap"]]
    assert ("culture.rights_in_decisions", 2, 1) in [
        (one["statement"], one["level"], one["cap"]) for one in over
    ]
    assert [one["level"] for one in rows if one["period"] == "2026-27"] == [1, 2, None, None, None]


@pytest.mark.parametrize("read", [list_assessments, overview, progress, readiness_of])
def test_reading_never_asks_once_for_each_statement(sample: Store, read: object) -> None:
    asked: list[str] = []

    def count(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(sample.engine, "before_cursor_execute", count)
    read(sample)  # type: ignore[operator]
    event.remove(sample.engine, "before_cursor_execute", count)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 12
