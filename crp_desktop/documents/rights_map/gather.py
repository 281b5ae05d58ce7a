"""What the printed rights map says, gathered from the findings of the programme or of one period."""

from dataclasses import replace
from datetime import date

from crp_desktop.documents.model import PreparedDocument, Request
from crp_desktop.documents.rights_map.compose import RightsMapView, compose
from crp_desktop.documents.span import spanned
from crp_desktop.documents.views import article_view
from crp_desktop.documents.workshop_summary.gather import programme_words
from crp_desktop.domain.convention import Article
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.rendering.views import HeatRow, Touched
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights.rights_map import Across, Count, RightsMap, convention, rights_map
from crp_desktop.storage.store import Store


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The map of a period (`request.period`), of the last twelve months, or of everything. Raises NotFound."""
    held = programme(store)
    span = spanned(store, request)
    across = rights_map(store, Across.BADGES, span.wanted)
    view = RightsMapView(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        span=span.words,
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        findings=across.all,
        mapped=across.mapped,
        workshops=len(span.workshops),
        articles=len(convention().mappable),
        badges=tuple(column.name for column in across.columns),
        rows=_rows(across),
        touched=_most_first(across),
        by_audience=tuple(
            (
                label(one),
                _most_first(rights_map(store, Across.BADGES, replace(span.wanted, audiences=(one,)))),
            )
            for one in Audience
        ),
        unspoken=tuple(article_view(article.number) for article in across.unspoken),
        gaps=tuple(gap.sentence for gap in across.badge_gaps),
    )
    return PreparedDocument(compose(view), "rights-map", tr("Rights map"), about=span.words)


def _articles(found: RightsMap) -> list[Article]:
    """Articles with findings, cluster by cluster."""
    return [article for _, inside in found.clusters for article in inside if article.number in found.rows]


def _rows(found: RightsMap) -> tuple[HeatRow, ...]:
    return tuple(
        HeatRow(
            article_view(article.number),
            tuple(found.cell(article.number, column.key).total for column in found.columns),
        )
        for article in _articles(found)
    )


def _most_first(found: RightsMap) -> tuple[Touched, ...]:
    rows = [_touched(article.number, found.rows[article.number]) for article in _articles(found)]
    return tuple(sorted(rows, key=lambda row: (-row.total, row.article.number)))


def _touched(number: int, count: Count) -> Touched:
    return Touched(article_view(number), *(count.of(kind) for kind in FindingKind))
