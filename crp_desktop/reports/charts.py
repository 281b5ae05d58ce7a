"""Charts of findings: each a picture that says in words what it shows, with its numbers as a table beside it.

Kinds and levels are told apart by pattern, place and number as well as by colour.
"""

from collections.abc import Sequence
from typing import Any

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.words import tr
from crp_desktop.reports import marks
from crp_desktop.reports.blocks import table
from crp_desktop.reports.press import ink
from crp_desktop.reports.press.boxes import Drawing
from crp_desktop.reports.press.canvas import TaggedCanvas
from crp_desktop.reports.press.flow import Block, Stack
from crp_desktop.reports.press.lines import TextStyle, natural_width
from crp_desktop.reports.press.tables import Column, Table
from crp_desktop.reports.press.text import Paragraph
from crp_desktop.reports.theme import LINE, QUIET, TEXT, Theme, cluster_ink
from crp_desktop.reports.views import Touched

_ROWS_IN_A_PICTURE = 16
_LABEL_SHARE = 0.4
_BAR = 11.0
_PLURALS = {
    FindingKind.STRENGTH: lambda n: tr("{n} strength(s)", n=n),
    FindingKind.CONCERN: lambda n: tr("{n} concern(s)", n=n),
    FindingKind.IDEA: lambda n: tr("{n} idea(s)", n=n),
}


def counted(touched: Touched) -> str:
    """ "3 strengths, 1 idea", leaving out kinds that there are none of."""
    parts = [_PLURALS[kind](touched.of(kind)) for kind in FindingKind if touched.of(kind)]
    return ", ".join(parts) or tr("no findings")


def articles_chart(theme: Theme, touched: Sequence[Touched]) -> Block:
    """A bar for each article, parted by kind of finding. Long ones become several pictures; nothing gives nothing."""
    most = max((row.total for row in touched), default=0)
    pictures: list[Block] = [_legend(theme)] if most else []
    for start in range(0, len(touched) if most else 0, _ROWS_IN_A_PICTURE):
        pictures.append(_ArticleBars(theme, touched[start : start + _ROWS_IN_A_PICTURE], most))
    return Stack(pictures, gap=2 * theme.unit).spaced(after=3 * theme.unit)


def articles_table(theme: Theme, touched: Sequence[Touched], caption: str = "") -> Table:
    """The numbers of the chart."""
    columns = [
        Column(tr("Article"), width=46 * theme.table.body.size / 10, header=True),
        Column(tr("What it is about")),
        Column(tr("Cluster")),
        Column(tr("Strengths"), align="end"),
        Column(tr("Concerns"), align="end"),
        Column(tr("Ideas"), align="end"),
        Column(tr("All"), align="end"),
    ]
    rows = [
        [str(row.article.number), row.article.title, row.article.cluster]
        + [str(row.of(kind)) for kind in FindingKind]
        + [str(row.total)]
        for row in touched
    ]
    return table(theme, columns, rows, caption=caption)


class _ArticleBars(Drawing):
    """One picture of bars; how high it is depends on how its labels wrap."""

    def __init__(self, theme: Theme, touched: Sequence[Touched], most: int) -> None:
        top = max(touched, key=lambda row: row.total)
        most_touched = tr(
            "Most often touched: Article {number}, {title} ({counts}).",
            number=top.article.number,
            title=top.article.title,
            counts=counted(top),
        )
        numbers = ", ".join(str(row.article.number) for row in touched)
        alt = " ".join(
            (
                tr("Bar chart of findings by article: {numbers}.", numbers=numbers),
                most_touched,
                tr("The table that follows has every number."),
            )
        )
        super().__init__(self._draw_all, 0, alt=alt)
        self._theme = theme
        self._touched = touched
        self._most = most

    def _style(self, *, bold: bool = False) -> TextStyle:
        small = self._theme.small
        return TextStyle(small.size * 1.03, small.leading, TEXT, bold=bold)

    def _label(self, row: Touched) -> Paragraph:
        return Paragraph(row.article.title, self._style(), tag=None)

    def _label_width(self, width: float) -> float:
        return width * _LABEL_SHARE - self._number_width()

    def _number_width(self) -> float:
        return 8 + natural_width("00", self._style(bold=True)) + 6

    def _row_height(self, row: Touched, width: float) -> float:
        return max(self._label(row).height(self._label_width(width)), _BAR + 2) + 1.5 * self._theme.unit

    def height(self, width: float) -> float:
        """All bars."""
        return sum(self._row_height(row, width) for row in self._touched)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """One picture, at its own height."""
        self._height = self.height(width)
        super().draw(canvas, x, top, width)

    def _draw_all(self, canvas: TaggedCanvas, x: float, y: float, width: float, height: float) -> None:
        top = y + height
        left = x + width * _LABEL_SHARE + 10
        room = x + width - left - self._counts_width()
        ink.rule(canvas, left - 0.5, y, left - 0.5, top, LINE, 0.75)
        for row in self._touched:
            high = self._row_height(row, width)
            self._draw_label(canvas, row, x, top, width, high)
            self._draw_bar(canvas, row, left, top - high / 2, room)
            top -= high

    def _counts_width(self) -> float:
        return 3 * (_BAR + 14) + 6

    def _draw_label(
        self, canvas: TaggedCanvas, row: Touched, x: float, top: float, width: float, high: float
    ) -> None:
        colour = cluster_ink(row.article.cluster)
        words = self._label(row)
        wide = self._label_width(width)
        text_high = words.height(wide)
        ink.box(canvas, x, top - high + 2, 3, high - 4, fill=colour, radius=1)
        number = TextStyle(self._style().size, self._style().leading, colour, bold=True, align="end")
        text_top = top - (high - text_high) / 2
        digits = self._number_width() - 14
        Paragraph(str(row.article.number), number, tag=None).draw(canvas, x + 8, text_top, digits + 0.1)
        words.draw(canvas, x + self._number_width(), text_top, wide)

    def _draw_bar(self, canvas: TaggedCanvas, row: Touched, left: float, middle: float, room: float) -> None:
        at = left
        unit = room / max(self._most, 1)
        for kind in FindingKind:
            wide = row.of(kind) * unit
            if wide:
                marks.fill_for(kind)(canvas, at, middle - _BAR / 2, wide - 1, _BAR)
                at += wide
        at += 6
        for kind in FindingKind:
            if row.of(kind):
                at += _mark_and_count(canvas, self._style(bold=True), kind, str(row.of(kind)), at, middle)


def _mark_and_count(
    canvas: Any, style: TextStyle, kind: FindingKind, words: str, x: float, middle: float
) -> float:
    """A kind's mark with words after it; gives how far they reach with a gap after them."""
    size = _BAR - 0.5
    marks.kind_mark(canvas, kind, x, middle - size / 2, size)
    wide = natural_width(words, style)
    Paragraph(words, style, tag=None).draw(canvas, x + size + 3, middle + style.leading / 2, wide + 1)
    return size + 3 + wide + 8


def _legend(theme: Theme) -> Drawing:
    """What pattern and mark stand for each kind; decoration, as the alternative text and the table say it in words."""
    small = theme.small

    def paint(canvas: Any, x: float, y: float, width: float, height: float) -> None:
        middle = y + height / 2
        for kind in FindingKind:
            marks.fill_for(kind)(canvas, x, middle - _BAR / 2, 18, _BAR)
            x += 22
            x += (
                _mark_and_count(
                    canvas, TextStyle(small.size, small.leading, QUIET), kind, label(kind), x, middle
                )
                + 10
            )

    drawing = Drawing(paint, max(small.leading, _BAR + 3))
    drawing.keep_with_next = True
    return drawing
