"""The rights map on paper: which articles were spoken about, under which badges, by whom, and which were not."""

from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.documents.rights_map.heatmap import HeatMap, HeatRow, matrix_table
from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import blocks, charts, notes
from crp_desktop.rendering.chips import article_chips
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.pdf.flow import Block, Columns, Space, Stack
from crp_desktop.rendering.pdf.tables import Column
from crp_desktop.rendering.theme import PLAIN, Brand, Theme, standard
from crp_desktop.rendering.views import ArticleView, Touched

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
    theme = standard(view.brand)
    parts = [
        _opening(theme, view),
        *([_most(theme, view), _map(theme, view), _by_audience(theme, view)] if view.touched else []),
        _gaps(theme, view),
        notes.about_convention(theme).spaced(before=6 * theme.unit),
    ]
    return Document(
        title=tr("Rights map"),
        body=parts,
        council=view.council,
        subject=tr("Articles of the Convention in what was said, by badge"),
        footer=tr("Printed {date}", date=view.printed_at),
        illustrative=view.illustrative,
        theme=theme,
    )


def _opening(theme: Theme, view: RightsMapView) -> Block:
    top = blocks.title_block(
        theme,
        council=view.council,
        title=tr("Rights map"),
        subtitle=view.programme,
        date=view.span,
        illustrative=view.illustrative,
    )
    facts = blocks.key_facts(
        theme,
        [
            (tr("Workshops"), str(view.workshops)),
            (tr("Findings"), str(view.findings)),
            (tr("Mapped to an article"), str(view.mapped)),
            (tr("Articles touched"), tr("{n} of {all}", n=len(view.touched), all=view.articles)),
        ],
    )
    words = tr(
        "Each finding is joined to the articles of the Convention on the Rights of the Child that it is about, and to "
        "the badges of the programme. This report counts them: how many findings, not how many people."
    )
    return Stack([top, facts, blocks.para(theme, words)])


def _most(theme: Theme, view: RightsMapView) -> Block:
    shown = view.touched[:_MOST]
    words = (
        tr("The {n} articles with most findings.", n=len(shown))
        if len(view.touched) > len(shown)
        else tr("Every article with a finding.")
    )
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("What is spoken about most")),
            blocks.para(theme, words),
            charts.articles_chart(theme, shown),
            charts.articles_table(theme, view.touched, tr("Findings by article")),
        ]
    )


def _map(theme: Theme, view: RightsMapView) -> Block:
    words = tr("How many findings join an article with a badge. A finding can stand in several cells.")
    intro = blocks.para(theme, words)
    intro.keep_with_next = True
    return blocks.section(
        [
            blocks.heading(theme, 2, tr("Articles and badges")),
            intro,
            HeatMap(theme, view.rows, view.badges),
            matrix_table(theme, view.rows, view.badges, tr("Findings by article and badge")),
        ]
    )


def _by_audience(theme: Theme, view: RightsMapView) -> Block:
    """What each audience spoke about most, side by side."""
    body: list[Block] = [blocks.heading(theme, 2, tr("Who spoke about what"))]
    parts: list[Block] = []
    for name, touched in view.by_audience:
        if touched:
            rows = [
                [tr("{number} {title}", number=one.article.number, title=one.article.title), str(one.total)]
                for one in touched[:_OF_EACH]
            ]
            parts.append(Stack([blocks.heading(theme, 3, name), _short(theme, rows)]))
    for start in range(0, len(parts), _ABREAST):
        beside = parts[start : start + _ABREAST]
        empty = [Space(0)] * (min(len(parts), _ABREAST) - len(beside))
        row = Columns([(-1, part) for part in (*beside, *empty)], gap=5 * theme.unit)
        body.append(Stack([row.spaced(before=4 * theme.unit, after=4 * theme.unit)], keep=1))
    return blocks.section(body)


def _short(theme: Theme, rows: Sequence[Sequence[str]]) -> Block:
    columns = [Column(tr("Article"), header=True), Column(tr("Findings"), width=48, align="end")]
    return blocks.table(theme, columns, rows)


def _gaps(theme: Theme, view: RightsMapView) -> Block:
    body: list[Block] = [blocks.heading(theme, 2, tr("What nobody has spoken about"))]
    if view.gaps:
        body += [
            blocks.heading(theme, 3, tr("Badges without young people’s words")),
            blocks.bullets(theme, list(view.gaps)),
        ]
    if view.unspoken:
        words = blocks.para(
            theme, tr("A gap can mean that nobody was asked. It does not mean that all is well.")
        )
        words.keep_with_next = True
        body += [
            blocks.heading(theme, 3, tr("Articles without a finding")),
            words,
            article_chips(view.unspoken, theme),
        ]
    if not view.gaps and not view.unspoken:
        body.append(blocks.para(theme, tr("Every badge and every article has been spoken about.")))
    return blocks.section(body)
