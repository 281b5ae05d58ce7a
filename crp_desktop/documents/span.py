"""Which findings and workshops a paper on a span of days is about: one answer, so that papers count the same."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from crp_desktop.documents.model import Request
from crp_desktop.documents.workshop_summary.gather import day_words
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Finding, Workshop
from crp_desktop.services.assessment.period import period_named
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.findings.listing import FindingFilter, list_findings
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class Spanned:
    """What is in a span: `wanted` narrows findings to it, `words` names it.

    `findings` are all that stand, from surveys and other sources too; `workshops`, the latest first, were held in it,
    or have no date and a finding that was written down in it.
    """

    wanted: FindingFilter
    words: str
    findings: tuple[Finding, ...]
    workshops: tuple[Workshop, ...]

    @property
    def elsewhere(self) -> int:
        """How many of the findings come from no workshop."""
        return sum(one.workshop_id is None for one in self.findings)


def spanned(store: Store, /, request: Request) -> Spanned:
    """The span of a period (`request.period`), of the last twelve months, or of everything. Raises NotFound."""
    wanted, words = _span_of(store, request)
    ids = {placed.finding_id for placed in list_findings(store, replace(wanted, standing=True))}
    found = tuple(one for one in findings(store) if one.id in ids)
    return Spanned(wanted, words, found, tuple(_held(store, wanted, found)))


def _held(store: Store, /, wanted: FindingFilter, found: Sequence[Finding]) -> list[Workshop]:
    told = {one.workshop_id for one in found}
    return [
        one
        for one in workshops(store)
        if (_within(one.held_on, wanted) if one.held_on or wanted == FindingFilter() else one.id in told)
    ]


def _span_of(store: Store, /, request: Request) -> tuple[FindingFilter, str]:
    """Which findings, and the days they are from in words."""
    if request.period:
        period = period_named(store, request.period)
        since, until = period.starts_on, period.ends_on
    elif request.options["span"] == "year":
        today = date.today()
        since, until = _a_year_before(today).isoformat(), today.isoformat()
    else:
        return FindingFilter(), tr("All findings so far")
    words = tr("Findings from {start} to {end}", start=day_words(since), end=day_words(until))
    return FindingFilter(since=since, until=until), words


def _a_year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _within(day: str, wanted: FindingFilter) -> bool:
    """Whether an ISO day lies in the days wanted, both ends included."""
    return (not wanted.since or day >= wanted.since) and (not wanted.until or day <= wanted.until)
