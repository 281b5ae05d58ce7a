"""What the committee paper says, gathered from the programme or from one period of it."""

from collections.abc import Sequence
from datetime import date

from crp_desktop.documents.committee_paper.compose import CommitteePaper, HeldView, compose
from crp_desktop.documents.model import PreparedDocument, Request
from crp_desktop.documents.numbers import Numbers
from crp_desktop.documents.people import took_part
from crp_desktop.documents.span import spanned
from crp_desktop.documents.views import finding_views, kind_warnings, touched
from crp_desktop.documents.workshop_summary.gather import day_words, parted, programme_words
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, FindingKind, ReadBack
from crp_desktop.domain.labels import label, workshop_title
from crp_desktop.domain.records import Finding, Workshop
from crp_desktop.rendering.views import FindingView
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.listing import FindingFilter
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights.rights_map import Across, rights_map
from crp_desktop.services.workshops.workshop import headcounts
from crp_desktop.storage.store import Store

_CARE = frozenset({9, 20, 25})
_SHOWN = {FindingKind.STRENGTH: 2, FindingKind.CONCERN: 4, FindingKind.IDEA: 2, FindingKind.UNSAID: 0}
_RIGHTS = 4
_STEPS = 5


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The paper of a period (`request.period`), of the last twelve months, or of everything. Raises NotFound."""
    held = programme(store)
    span = spanned(store, request)
    shops, found = span.workshops, span.findings
    everything = finding_views(store, found)
    numbers = Numbers()
    view = CommitteePaper(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        span=span.words,
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        contact=held.contact,
        workshops=tuple(_held(store, one, found, held.threshold, numbers) for one in reversed(shops)),
        counts=_counts(found),
        elsewhere=span.elsewhere,
        findings=finding_views(store, _chosen(found, shops)),
        badges=tuple(badge.name for badge in badges(store, pursued=True)),
        rights=_rights(everything),
        gaps=_gaps(store, span.wanted),
        next_steps=tuple(step for one in shops for step in parted(one.next_steps, "\n"))[:_STEPS],
        care_findings=sum(any(link.number in _CARE for link in one.articles) for one in found),
        lawful_basis=held.lawful_basis,
        threshold=held.threshold,
    )
    return PreparedDocument(
        compose(view),
        "committee-paper",
        tr("Committee paper"),
        kind_warnings(found),
        numbers=numbers,
        about=span.words,
    )


def _held(
    store: Store, /, shop: Workshop, found: Sequence[Finding], threshold: int, numbers: Numbers
) -> HeldView:
    counted = headcounts(store, shop.id)
    people = took_part(counted, threshold, wide=True)
    numbers.add_people(shop, counted, people, total_only=True)
    return HeldView(
        shop.number,
        workshop_title(shop.title, shop.number),
        day_words(shop.held_on) or tr("no date"),
        label(Audience(shop.audience)),
        people.total or tr("not counted"),
        sum(one.workshop_id == shop.id for one in found),
    )


def _counts(found: Sequence[Finding]) -> str:
    numbers = {kind: sum(one.kind is kind for one in found) for kind in FindingKind}
    return ", ".join(
        (
            tr("{n} strength(s)", n=numbers[FindingKind.STRENGTH]),
            tr("{n} concern(s)", n=numbers[FindingKind.CONCERN]),
            tr("{n} idea(s)", n=numbers[FindingKind.IDEA]),
            *([tr("{n} without a kind", n=unsaid)] if (unsaid := numbers[FindingKind.UNSAID]) else []),
        )
    )


def _chosen(found: Sequence[Finding], shops: Sequence[Workshop]) -> list[Finding]:
    """The few that stand in the paper: starred ones, those the group confirmed, young people's, in this order."""
    young = {one.id for one in shops if one.audience in (Audience.YOUNG_PEOPLE, Audience.MIXED)}
    ranked = sorted(
        found,
        key=lambda one: (
            not one.starred,
            one.read_back is ReadBack.NOT_YET,
            one.workshop_id not in young,
            one.number,
        ),
    )
    return [one for kind, most in _SHOWN.items() for one in [f for f in ranked if f.kind is kind][:most]]


def _rights(found: Sequence[FindingView]) -> str:
    rows = touched(found)[:_RIGHTS]
    if not rows:
        return ""
    named = "; ".join(
        tr(
            "Article {number}, {title} ({n} finding(s))",
            number=row.article.number,
            title=row.article.title,
            n=row.total,
        )
        for row in rows
    )
    return tr("The articles of the Convention that were spoken about most: {named}.", named=named)


def _gaps(store: Store, /, wanted: FindingFilter) -> tuple[str, ...]:
    return tuple(gap.sentence for gap in rights_map(store, Across.BADGES, wanted).badge_gaps)
