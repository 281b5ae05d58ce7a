"""Which rights cards to print: every article, those of the badges pursued, or those that a workshop touched."""

from crp_desktop.documents.model import PreparedDocument, Request, Warned
from crp_desktop.documents.rights_cards.compose import compose
from crp_desktop.domain.convention import Article
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.views import CardView
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.finding import findings
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.workshops.workshop import find_workshop
from crp_desktop.storage.store import Store

NOT_IN_OPEN_GROUPS = frozenset({19, 34, 35, 36, 37, 39})
"""Articles about harm: talking about them can bring a child to tell of their own, so not in front of a group."""


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The cards chosen. Raises InputProblem when that leaves none, NotFound without a workshop."""
    choice = request.options["cards"]
    wanted = _numbers(store, request, choice)
    cards = [
        _card(article) for article in convention().mappable if wanted is None or article.number in wanted
    ]
    if not cards:
        raise InputProblem(
            tr("There is no card to print: no finding is mapped to an article yet."),
            "",
            tr("Choose all cards, or map findings first."),
        )
    document = compose(cards, tr("Rights cards"), programme(store).council, brand(store))
    sides = Warned(
        tr("{n} card(s), four to a sheet.", n=len(cards)),
        tr("Print on both sides (flip on the long edge) at actual size. Then cut along the dashed lines."),
    )
    careful = sorted({card.number for card in cards} & NOT_IN_OPEN_GROUPS)
    notices = [sides]
    if careful:
        notices.append(
            Warned(
                tr(
                    "Not in an open group: {n} card(s), {numbers}.",
                    n=len(careful),
                    numbers=", ".join(map(str, careful)),
                ),
                tr("A child may tell you about harm. Use these cards only with a plan for what to do then."),
            )
        )
    return PreparedDocument(
        document, f"rights-cards-{choice}", tr("Rights cards"), tuple(notices), request.workshop
    )


def _numbers(store: Store, /, request: Request, choice: str) -> frozenset[int] | None:
    """The articles wanted, None for all."""
    if choice == "badges":
        return frozenset(number for badge in badges(store, pursued=True) for number in badge.articles)
    if choice == "workshop":
        shop = find_workshop(store, request.workshop or None)
        found = findings(store, workshop_id=shop.id)
        return frozenset(link.number for one in found for link in one.articles)
    return None


def _card(article: Article) -> CardView:
    cluster = convention().cluster(article.clusters[0]) if article.clusters else None
    question = article.question
    if article.number in NOT_IN_OPEN_GROUPS:
        question = tr("{question} (Adults: not in an open group.)", question=question)
    return CardView(
        article.number,
        article.child_friendly_title,
        cluster.id if cluster else "",
        cluster.name if cluster else "",
        article.explanation,
        question,
    )
