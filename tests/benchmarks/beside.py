"""Figures beside a floor measured in the same moments, so that a busy machine slows both and the ratio tells."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from pytest_benchmark.fixture import BenchmarkFixture


def percentile(seconds: list[float], share: float) -> float:
    """That percentile of some times, in milliseconds."""
    ordered = sorted(seconds)
    return round(ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000, 2)


def beside(
    benchmark: BenchmarkFixture,
    work: Callable[[], Any],
    floor: Callable[[], Any],
    *,
    before: Callable[[], Any] = lambda: None,
    rounds: int,
) -> None:
    """Times `work`, and before each round `floor`, the barest thing there is; `before` is not timed.

    Adds to the figures: p99 of both in milliseconds, the floor's median, and how many times the floor the work took.
    """
    floors: list[float] = []

    def both() -> None:
        start = time.perf_counter()
        floor()
        floors.append(time.perf_counter() - start)
        before()

    benchmark.pedantic(work, setup=both, rounds=rounds, warmup_rounds=3)
    data = list(benchmark.stats.stats.data)  # type: ignore[union-attr]
    benchmark.extra_info.update(
        p99_ms=percentile(data, 0.99),
        floor_ms=percentile(floors, 0.5),
        floor_p99_ms=percentile(floors, 0.99),
        times_floor=round(median(data) / median(floors), 2),
    )
