"""What a panel will ask about every badge of a period."""

from dataclasses import dataclass

from sqlalchemy import select

from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.readiness import BadgeReadiness
from crp_desktop.domain.records import Period
from crp_desktop.services.assessment.load import load
from crp_desktop.services.assessment.period import read_periods
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.review import badge_readiness
from crp_desktop.services.assessment.view import shown_view, state_of
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class BadgeReady:
    """One badge before the panel."""

    badge: Badge
    state: AssessmentState
    readiness: BadgeReadiness


@dataclass(frozen=True, slots=True)
class Ready:
    """Every pursued badge and local outcome in one period; `period` is None while there is none."""

    periods: tuple[Period, ...]
    period: Period | None
    badges: tuple[BadgeReady, ...]


def readiness_of(store: Store, /, period_id: str | None = None) -> Ready:
    """What is missing in this period, in the latest when none is named."""
    with store.read() as conn:
        there = read_periods(conn)
        chosen = next((one for one in there if one.id == period_id), there[-1] if there else None)
        if chosen is None:
            return Ready((), None, ())
        pursued = conn.execute(select(tables.programme.c.badges)).scalar_one()
        loaded = load(conn, evidence_of=[chosen.id])
    badges = [badge for badge in loaded.current.framework.badges if badge.key in pursued]
    rows = tuple(
        BadgeReady(
            badge,
            state_of(loaded, chosen.id, badge.key),
            badge_readiness(shown_view(loaded, chosen, badge.key)),
        )
        for badge in badges
    )
    return Ready(tuple(there), chosen, rows)
