"""What the printed assessments say: a badge in a period, a whole period, and readiness, as plain data.

Young people's counts come through small-number suppression here, so that a document may print them as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.records import Period, Programme
from crp_desktop.domain.suppression import safe_list, words
from crp_desktop.domain.young_view import YoungView
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.period import period_named, periods
from crp_desktop.services.assessment.progress import BadgeProgress, progress
from crp_desktop.services.assessment.readiness import Ready, readiness_of
from crp_desktop.services.assessment.records import AssessmentState, BadgeView
from crp_desktop.services.assessment.review import Review, review
from crp_desktop.services.assessment.scoring import badge_view, overview
from crp_desktop.services.assessment.sign_off import Comment, comments, versions
from crp_desktop.services.programme.programme import programme
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class PrintedAnswer:
    """One answer of the young people's scale; `count` is ready to print ("12", "fewer than 5", "not shown")."""

    words: str
    count: str


@dataclass(frozen=True, slots=True)
class AssessedBadge:
    """A badge in a period as it prints. `young` holds, by statement key, the answers that may be printed.

    `review.view.signed` is None while it is not signed off: the paper says so. `older` are earlier signed versions.
    """

    review: Review
    young: dict[str, tuple[PrintedAnswer, ...]]
    comments: tuple[Comment, ...]
    older: tuple[BadgeView, ...]
    progress: BadgeProgress


@dataclass(frozen=True, slots=True)
class AssessedPeriod:
    """Badges of one period that were begun, and the names of those that were not."""

    programme: Programme
    period: Period
    badges: tuple[AssessedBadge, ...]
    not_begun: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PrintedReadiness:
    """What the panel will ask, over every pursued badge."""

    programme: Programme
    ready: Ready


def assessed_period(store: Store, /, period: str = "", badge: str = "") -> AssessedPeriod:
    """One badge, or all that are pursued, in a period named by id or label; without one, in the latest that was scored.

    Raises NotFound for a period or badge that is not there, or when nothing has been assessed.
    """
    chosen = _period(store, period, badge)
    known = {one.key: one.name for one in badges(store)}
    if badge and badge not in known:
        raise NotFound(tr("This rubric has no badge “{key}”.", key=badge))
    wanted = [badge] if badge else [one.key for one in badges(store, pursued=True)]
    lines = {one.badge.key: one.state for one in overview(store, chosen.id).badges}
    begun = [key for key in wanted if _is_begun(store, chosen, key, lines.get(key))]
    moves = {one.badge.key: one for one in progress(store).badges}
    return AssessedPeriod(
        programme(store),
        chosen,
        tuple(_badge(store, chosen, key, moves[key]) for key in begun if key in moves),
        tuple(known[key] for key in wanted if key not in begun),
    )


def printed_readiness(store: Store, /, period: str = "") -> PrintedReadiness:
    """Readiness in a period named by id or label, in the latest when none is. Raises NotFound without any period."""
    chosen = period_named(store, period).id if period else None
    ready = readiness_of(store, chosen)
    if ready.period is None:
        raise _nothing()
    return PrintedReadiness(programme(store), ready)


def _period(store: Store, /, name: str, badge: str) -> Period:
    if name:
        return period_named(store, name)
    there = periods(store)
    if badge:
        scored = [one for one in there if badge_view(store, one.id, badge).assessment_id]
        if scored:
            return scored[-1]
    latest = overview(store).period
    if latest is None:
        raise _nothing()
    return latest


def _nothing() -> NotFound:
    return NotFound(
        tr("Nothing has been assessed yet."),
        tr("Nothing was changed."),
        tr("Add a period and assess a badge."),
    )


def _is_begun(store: Store, /, period: Period, key: str, state: AssessmentState | None) -> bool:
    if state is not None:
        return state is not AssessmentState.NOT_STARTED
    return bool(badge_view(store, period.id, key).assessment_id)


def _badge(store: Store, /, period: Period, key: str, moved: BadgeProgress) -> AssessedBadge:
    shown = review(store, period.id, key, ScorerRole.FIRST)
    threshold = programme(store).threshold
    signed = shown.view.signed
    every = versions(store, period.id, key)
    said = comments(store, signed.id) if signed is not None else []
    return AssessedBadge(
        shown,
        {
            one.key: printed_answers(one.young, threshold)
            for one in shown.view.statements
            if one.young is not None
        },
        tuple(said),
        tuple(
            one for one in every if one.signed is not None and (signed is None or one.signed.id != signed.id)
        ),
        moved,
    )


def printed_answers(view: YoungView, threshold: int) -> tuple[PrintedAnswer, ...]:
    """The answers with counts that may be printed; none while too few have answered."""
    if not view.shown:
        return ()
    counts: Sequence[int] = [row.count for row in view.counts]
    safe = safe_list(counts, threshold, answers=True)
    return tuple(
        PrintedAnswer(row.answer.words, words(cell, threshold))
        for row, cell in zip(view.counts, safe.cells, strict=True)
    )
