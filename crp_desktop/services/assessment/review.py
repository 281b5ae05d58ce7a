"""The review of a badge: what bit, what is missing, what changed, and where to go to mend it."""

from dataclasses import dataclass

from crp_desktop.domain.agreement import Agreement, agreement
from crp_desktop.domain.assessment import Requirement, Span
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.readiness import BadgeReadiness, StatementEvidence, readiness
from crp_desktop.domain.sign_off import Blocker
from crp_desktop.domain.trend import Moved, PeriodLevels, StatementLevel, changes_since
from crp_desktop.domain.young_view import Comparison, compare_views
from crp_desktop.services.assessment.load import Loaded
from crp_desktop.services.assessment.records import BadgeView
from crp_desktop.services.assessment.scoring import loaded_view, unfinished
from crp_desktop.services.assessment.view import both_done, shown_view
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Review:
    """A badge with what a reviewer looks for. `before` is "" without an earlier period.

    `agreement` is None unless two scorers have finished; `views` hold a comparison for each statement, by key.
    """

    view: BadgeView
    lacking: tuple[Blocker, ...]
    readiness: BadgeReadiness
    before: str
    changes: tuple[Moved, ...]
    agreement: Agreement | None
    views: dict[str, Comparison]


def review(store: Store, /, period_id: str, badge_key: str, role: ScorerRole = ScorerRole.FIRST) -> Review:
    """The review of a badge in a period, as this scorer may see it. Raises NotFound, Refused (blind)."""
    loaded, view = loaded_view(store, period_id, badge_key, role)
    before, changes = _changes(loaded, view)
    compared = both_done(loaded, period_id, badge_key) and role is ScorerRole.FIRST
    names = {level.number: level for level in view.levels}
    return Review(
        view=view,
        lacking=unfinished(view),
        readiness=badge_readiness(view),
        before=before,
        changes=changes,
        agreement=agreement(one.pair for one in view.statements) if compared else None,
        views={
            one.key: compare_views(one.young, None if one.level is None else names[one.level], view.scale)
            for one in view.statements
        },
    )


def badge_readiness(view: BadgeView) -> BadgeReadiness:
    """What a panel would ask about the badge."""
    return readiness(
        view.badge_key,
        [
            StatementEvidence(
                one.key,
                one.text,
                Requirement(one.needs, one.outreach),
                one.items,
                one.young is not None and one.young.shown,
                one.level,
            )
            for one in view.statements
        ],
        Span.of(view.period),
    )


def period_levels(view: BadgeView) -> PeriodLevels:
    """The levels of a badge in a period, as the trend takes them."""
    return PeriodLevels(
        view.period.id,
        view.period.label,
        view.locked,
        tuple(StatementLevel(one.key, one.wording, one.level) for one in view.statements),
    )


def _changes(loaded: Loaded, view: BadgeView) -> tuple[str, tuple[Moved, ...]]:
    last = loaded.period_before(view.period.id, view.badge_key)
    if last is None:
        return "", ()
    earlier = shown_view(loaded, last, view.badge_key)
    return last.label, changes_since(period_levels(earlier), period_levels(view))
