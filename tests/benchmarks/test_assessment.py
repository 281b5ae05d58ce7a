"""Six badges of up to six statements over five periods with 2,000 pieces of evidence: every page's read.

Run with `pytest tests/benchmarks/test_assessment.py --benchmark-only`. Aim: 150 ms for each.
"""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from sqlalchemy import insert, text

from crp_desktop.domain.ids import new_id
from crp_desktop.domain.kinds import Confidence, Direction, EvidenceKind, EvidenceType, ScorerRole, Voice
from crp_desktop.services.assessment.framework import current_framework, statement_id
from crp_desktop.services.assessment.period import add_period, periods
from crp_desktop.services.assessment.progress import progress
from crp_desktop.services.assessment.readiness import readiness_of
from crp_desktop.services.assessment.review import review
from crp_desktop.services.assessment.scoring import badge_view, overview
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import BADGES, PASSPHRASE, new_programme

EVIDENCE = 2_000


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("full")
    store = new_programme(folder / "full.crp", PASSPHRASE)
    held = current_framework(store)
    for year in range(2026, 2031):
        add_period(store, f"{year}-{year % 100 + 1}", f"{year}-04-01", f"{year + 1}-03-31")
    person = store.author.person_id if store.author else ""
    there = periods(store)
    assessments: list[dict[str, Any]] = []
    scores: list[dict[str, Any]] = []
    keys = []
    for period in there:
        for key in BADGES:
            row = {"id": new_id(), "period_id": period.id, "badge_key": key, "framework_id": held.id}
            assessments.append(row | {"scorer_id": person, "role": ScorerRole.FIRST, "finished_at": "x"})
            for one in held.framework.badge(key).statements:
                keys.append((period, statement_id(held.id, one.key)))
                scores.append({"id": new_id(), "assessment_id": row["id"], "statement_id": keys[-1][1], "level": 2,
                               "reason": "Because. " * 20, "confidence": Confidence.HIGH, "cap": 2})  # fmt: skip
    with store.unjournaled() as conn:
        conn.execute(insert(tables.assessment), assessments)
        conn.execute(insert(tables.score), scores)
        conn.execute(insert(tables.evidence), _evidence(keys))
    yield store
    store.close()


def _evidence(keys: list[Any]) -> list[dict[str, Any]]:
    choice = Random(5)
    made = []
    for number in range(EVIDENCE):
        period, statement = keys[number % len(keys)]
        made.append(
            {
                "id": new_id(),
                "period_id": period.id,
                "statement_id": statement,
                "kind": EvidenceKind.DOCUMENT,
                "type": choice.choice(list(EvidenceType)),
                "direction": choice.choice(list(Direction)),
                "voice": choice.choice(list(Voice)),
                "dated": period.starts_on,
                "text": f"Document {number}, with some words about what it shows. " * 3,
            }
        )
    return made


def test_overview(benchmark: BenchmarkFixture, full: Store) -> None:
    assert len(benchmark(overview, full).badges) == 6


def test_one_badge_of_the_last_period(benchmark: BenchmarkFixture, full: Store) -> None:
    period = periods(full)[-1].id
    assert benchmark(badge_view, full, period, "culture").statements


def test_review(benchmark: BenchmarkFixture, full: Store) -> None:
    period = periods(full)[-1].id
    assert benchmark(review, full, period, "culture").changes


def test_progress(benchmark: BenchmarkFixture, full: Store) -> None:
    assert len(benchmark(progress, full).badges[0].points) == 5


def test_readiness(benchmark: BenchmarkFixture, full: Store) -> None:
    assert len(benchmark(readiness_of, full).badges) == 6


def test_floor_reading_all_evidence_from_sqlite(benchmark: BenchmarkFixture, full: Store) -> None:
    def read() -> int:
        with full.read() as conn:
            return len(
                conn.execute(
                    text("SELECT * FROM evidence JOIN statement ON statement.id = statement_id")
                ).all()
            )

    assert benchmark(read) == EVIDENCE
