"""Days and times as people write them."""

import pytest

from crp_desktop.domain.dates import read_day, read_time


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-30", "2026-06-30"), ("30/6/2026", "2026-06-30"), ("30.06.26", "2026-06-30"),
        ("30 June 2026", "2026-06-30"), ("30 June, 2026", "2026-06-30"), ("1 sept 2026", "2026-09-01"),
        ("31/2/2026", None), ("ju 3 2026", None), ("3 ju 2026", None), ("", None), ("June", None),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(typed: str, day: str | None) -> None:
    assert read_day(typed) == day


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("16:30", "16:30"), ("16.30", "16:30"), ("1630", "16:30"), ("16h30", "16:30"), ("9", "09:00"),
        ("4pm", "16:00"), ("4:30 PM", "16:30"), ("4 p.m.", "16:00"), ("12 am", "00:00"), 
        ("4.30", "16:30"), ("4", "16:00"), ("04:30", "04:30"), ("6:59", "18:59"), ("7", "07:00"), ("4.30am", "04:30"),
        ("12pm", "12:00"),
        ("24:00", None), ("16:75", None), ("13 pm", None), ("after tea", None), ("", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_write_them(typed: str, time: str | None) -> None:
    assert read_time(typed) == time
