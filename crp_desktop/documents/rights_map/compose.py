"""The rights map on paper: which articles were spoken about, under which badges, by whom, and which were not."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import notes
from crp_desktop.rendering.chart_tables import articles_table, matrix_table
from crp_desktop.rendering.content import (
    ArticlesChart,
    Beside,
    Bullets,
    Chips,
    Column,
    Facts,
    Heading,
    HeatMap,
    Node,
    Paragraph,
    Section,
    Table,
    Title,
    Together,
)
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.theme import PLAIN, Brand, standard
from crp_desktop.rendering.views import ArticleView, HeatRow, Touched

_MOST = 16
_OF_EACH = 5
_ABREAST = 3


@dataclass(frozen=True, slots=True)
class RightsMapView:
    """Everything the report says. `rows` count findings by article and badge, in the order of `badges`; `touched` has
    the articles with findings, most first; `by_audience` the same for each audience; `gaps` are sentences."""

    council: str
    programme: str
    span: str
    printed_at: str
    illustrative: bool
    findings: int
    mapped: int
    workshops: int
    articles: int
    badges: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    touched: tuple[Touched, ...]
    by_audience: tuple[tuple[str, tuple[Touched, ...]], ...]
    unspoken: tuple[ArticleView, ...]
    gaps: tuple[str, ...]
    brand: Brand = PLAIN


def compose(view: RightsMapView) -> Document:
    """The report as a document."""
    parts = [
        *_opening(view),
        *([_most(view), _map(view), _by_audience(view)] if view.touched else []),
        _gaps(view),
        notes.about_convention(),
    ]
    return Document(
        title=tr("Rights map"),
        body=parts,
        council=view.council,
        subject=tr("Articles of the Convention in what was said, by badge"),
        footer=tr("Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=standard(view.brand),
    )


def _opening(view: RightsMapView) -> list[Node]:
    top = Title(
        council=view.council,
        title=tr("Rights map"),
        subtitle=view.programme,
        date=view.span,
        illustrative=view.illustrative,
    )
    facts = Facts(
        [
            (tr("Workshops"), str(view.workshops)),
            (tr("Findings"), str(view.findings)),
            (tr("Mapped to an article"), str(view.mapped)),
            (tr("Articles mentioned"), tr("{n} of {all}", n=len(view.touched), all=view.articles)),
        ],
    )
    words = tr(
        "Each finding is linked to articles of the Convention on the Rights of the Child and "
        "to badges. This report counts findings, not people."
    )
    return [top, facts, Paragraph(words)]


def _most(view: RightsMapView) -> Node:
    shown = view.touched[:_MOST]
    words = (
        tr("Articles with the most findings (top {n}).", n=len(shown))
        if len(view.touched) > len(shown)
        else tr("Every article with a finding.")
    )
    return Section(
        [
            Heading(2, tr("What people talked about most")),
            Paragraph(words),
            ArticlesChart(shown),
            articles_table(view.touched, tr("Findings by article")),
        ]
    )


def _map(view: RightsMapView) -> Node:
    words = tr(
        "How many findings are linked to both an article and a badge. A finding can be "
        "counted in more than one cell."
    )
    return Section(
        [
            Heading(2, tr("Articles and badges")),
            Paragraph(words, introduces=True),
            HeatMap(view.rows, view.badges),
            matrix_table(view.rows, view.badges, tr("Findings by article and badge")),
        ]
    )


def _by_audience(view: RightsMapView) -> Node:
    """What each audience spoke about most, side by side."""
    body: list[Node] = [Heading(2, tr("Who talked about what"))]
    parts: list[Sequence[Node]] = []
    for name, touched in view.by_audience:
        if touched:
            rows = [
                [tr("{number} {title}", number=one.article.number, title=one.article.title), str(one.total)]
                for one in touched[:_OF_EACH]
            ]
            parts.append([Heading(3, name), _short(rows)])
    for start in range(0, len(parts), _ABREAST):
        beside = parts[start : start + _ABREAST]
        empty: list[Sequence[Node]] = [()] * (min(len(parts), _ABREAST) - len(beside))
        body.append(Together([Beside([*beside, *empty])]))
    return Section(body)


def _short(rows: Sequence[Sequence[str]]) -> Node:
    columns = [Column(tr("Article"), header=True), Column(tr("Findings"), width=48, align="end")]
    return Table(columns, rows)


def _gaps(view: RightsMapView) -> Node:
    body: list[Node] = [Heading(2, tr("What no one has mentioned yet"))]
    if view.gaps:
        body += [
            Heading(3, tr("Badges with nothing from young people yet")),
            Bullets(list(view.gaps)),
        ]
    if view.unspoken:
        words = tr("A gap may only mean that no one was asked. It does not mean there is no problem.")
        body += [
            Heading(3, tr("Articles without a finding")),
            Paragraph(words, introduces=True),
            Chips(view.unspoken),
        ]
    if not view.gaps and not view.unspoken:
        body.append(Paragraph(tr("Every badge and article has been mentioned.")))
    return Section(body)
