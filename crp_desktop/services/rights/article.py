"""What there is about one article: what it says, what is linked to it, and who spoke of it here."""

from dataclasses import dataclass

from crp_desktop.domain.convention import Article, Cluster, GeneralComment, OptionalProtocol
from crp_desktop.domain.framework_model import Badge
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.listing import (
    FindingFilter,
    FindingRow,
    count_findings,
    finding_rows,
    list_findings,
)
from crp_desktop.services.rights.rights_map import Across, Count, RightsMap, convention, rights_map
from crp_desktop.storage.store import Store

SHOWN = 50


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article and the newest findings about it; `count` is by kind, `by_audience` the row of that map.

    `linked` are the badges whose definition names it, `badges` how many of its findings are mapped to each badge.
    `shown` holds up to 50 findings of the `all` there are. `unmapped` counts all findings without an article.
    """

    article: Article
    clusters: tuple[Cluster, ...]
    comments: tuple[GeneralComment, ...]
    protocols: tuple[OptionalProtocol, ...]
    linked: tuple[Badge, ...]
    count: Count
    audiences: RightsMap
    shown: tuple[FindingRow, ...]
    all: int
    badges: dict[str, Count]
    unmapped: int


def article_view(store: Store, /, number: int) -> ArticleView:
    """Everything about an article, 1 to 54; KeyError when there is no such article."""
    text = convention()
    article = text.article(number)
    wanted = FindingFilter(article=number, standing=True)
    audiences = rights_map(store, Across.AUDIENCES, wanted)
    ids = [placed.finding_id for placed in list_findings(store, wanted)[:SHOWN]]
    rows = finding_rows(store, ids)
    return ArticleView(
        article,
        tuple(text.cluster(key) for key in article.clusters),
        tuple(text.general_comment(key) for key in article.general_comments),
        tuple(one for one in text.optional_protocols if number in one.related),
        tuple(badge for badge in badges(store) if number in badge.articles),
        audiences.rows.get(number, Count()),
        audiences,
        tuple(rows[one] for one in ids),
        count_findings(store, wanted),
        rights_map(store, Across.BADGES, wanted, all_badges=True).foot,
        count_findings(store, FindingFilter(no_article=True, standing=True)),
    )
