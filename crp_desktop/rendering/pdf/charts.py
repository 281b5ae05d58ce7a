"""Charts of findings: each a picture that says in words what it shows.

Kinds and levels are told apart by pattern, place and number as well as by colour.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.rendering.chart_tables import shown
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf import marks
from crp_desktop.rendering.pdf.boxes import Drawing
from crp_desktop.rendering.pdf.canvas import TaggedCanvas
from crp_desktop.rendering.pdf.flow import Block, Columns, Stack
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.rowed import RowPicture
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import LINE, TextStyle, Theme
from crp_desktop.rendering.views import ArticleView, Touched

_PLURALS = {
    FindingKind.STRENGTH: lambda n: tr("{n} strength(s)", n=n),
    FindingKind.CONCERN: lambda n: tr("{n} concern(s)", n=n),
    FindingKind.IDEA: lambda n: tr("{n} idea(s)", n=n),
    FindingKind.UNSAID: lambda n: tr("{n} without a kind", n=n),
}


def counted(touched: Touched) -> str:
    """ "3 strengths, 1 idea", leaving out kinds that there are none of."""
    parts = [_PLURALS[kind](touched.of(kind)) for kind in FindingKind if touched.of(kind)]
    return ", ".join(parts) or tr("no findings")


def articles_chart(theme: Theme, touched: Sequence[Touched]) -> Block:
    """A bar for each article, parted by kind of finding; nothing when no article is touched."""
    if not any(row.total for row in touched):
        return Stack([])
    return Stack([legend(theme, touched), _ArticleBars(theme, touched)], gap=2 * theme.unit)


def bar_and_number(theme: Theme, row: Touched, most: int) -> Block:
    """The row's bar, parted by kind, with the number of all at its end."""
    style = theme.table.body
    thick = style.size

    def paint(canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
        for kind in FindingKind:
            wide = row.of(kind) * width / most
            if wide:
                low = y + (height - thick) / 2
                marks.fill_for(kind)(canvas, x, low, max(wide - 1, 0.5), thick)
                x += wide

    number = Paragraph(str(row.total), replace(style, align="end"))
    wide = natural_width("000", style)
    return Columns([(-1, Drawing(paint, style.leading)), (wide, number)], gap=4)


class _ArticleBars(RowPicture[Touched]):
    """A bar for each article, with the kinds' marks and counts after it."""

    def __init__(self, theme: Theme, touched: Sequence[Touched]) -> None:
        super().__init__(theme, touched)
        self._most = max((row.total for row in touched), default=1)
        self._bar = _bar(theme)

    def article(self, row: Touched) -> ArticleView:
        """The row's own."""
        return row.article

    def alt(self) -> str:
        """Which articles, and the one touched most."""
        top = max(self.rows, key=lambda row: row.total)
        return " ".join(
            (
                tr(
                    "Bar chart of findings by article: {numbers}.",
                    numbers=", ".join(str(row.article.number) for row in self.rows),
                ),
                tr(
                    "Mentioned most: Article {number}, {title} ({counts}).",
                    number=top.article.number,
                    title=top.article.title,
                    counts=counted(top),
                ),
                tr("The table below has all the numbers."),
            )
        )

    def row_height(self, row: Touched, width: float) -> float:
        """Room for the title and the bar."""
        return max(super().row_height(row, width), self._bar + 1.5 * self.theme.unit)

    def draw_row(
        self, canvas: TaggedCanvas, row: Touched, left: float, top: float, width: float, height: float
    ) -> None:
        """The bar, parted by kind, and its counts."""
        ink.rule(canvas, left - 0.5, top, left - 0.5, top - height, LINE)
        style = self.style(bold=True)
        counts = sum(
            _count_width(theme=self.theme, words=str(row.of(kind))) for kind in FindingKind if row.of(kind)
        )
        widest = 3 * _count_width(theme=self.theme, words="0" * len(str(self._most))) + 6
        middle, at = top - height / 2, left
        unit = (width - max(widest, counts + 6)) / self._most
        for kind in FindingKind:
            wide = row.of(kind) * unit
            if wide:
                marks.fill_for(kind)(canvas, at, middle - self._bar / 2, max(wide - 1, 0.5), self._bar)
                at += wide
        at += 6
        for kind in FindingKind:
            if row.of(kind):
                _mark_and_count(canvas, style, kind, str(row.of(kind)), at, middle)
                at += _count_width(theme=self.theme, words=str(row.of(kind)))


def _bar(theme: Theme) -> float:
    """How thick bars and how large marks are."""
    return theme.small.size * 1.2


def _count_width(*, theme: Theme, words: str) -> float:
    """A mark with words after it, and the gap to the next."""
    return _bar(theme) + 3 + natural_width(words, theme.small_strong) + 8


def _mark_and_count(
    canvas: Any, style: TextStyle, kind: FindingKind, words: str, x: float, middle: float
) -> None:
    size = style.size * 1.15
    marks.kind_mark(canvas, kind, x, middle - size / 2, size)
    wide = natural_width(words, style)
    Paragraph(words, style, tag=None).draw(canvas, x + size + 3, middle + style.leading / 2, wide + 1)


def legend(theme: Theme, touched: Sequence[Touched] = ()) -> Drawing:
    """What pattern and mark stand for each kind; decoration, as the alternative text and the table say it in words."""
    quiet = theme.small
    bar = _bar(theme)

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        middle = y + height / 2
        for kind in shown(touched):
            marks.fill_for(kind)(canvas, x, middle - bar / 2, 1.6 * bar, bar)
            x += 2 * bar
            _mark_and_count(canvas, quiet, kind, label(kind), x, middle)
            x += _count_width(theme=theme, words=label(kind)) + bar

    drawing = Drawing(paint, max(quiet.leading, bar + 3))
    drawing.keep_with_next = True
    return drawing
