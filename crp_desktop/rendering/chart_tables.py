"""The numbers of every chart as a table: what a picture shows is also there to be read."""

from collections.abc import Sequence

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, FindingKind
from crp_desktop.rendering.content import Bar, Cell, CellLike, Column, Table
from crp_desktop.rendering.views import HeatRow, Spread, Touched

_BAR_COLUMN = 76
"""The room for a bar and the number at its end, in points."""


def shown(touched: Sequence[Touched]) -> tuple[FindingKind, ...]:
    """The three kinds, and findings without one where there are any."""
    return tuple(FindingKind) if any(row.unsaid for row in touched) else SAID_KINDS


def articles_table(
    touched: Sequence[Touched], caption: str = "", *, bars: bool = False, dense: bool = False
) -> Table:
    """The numbers of the articles' chart; with `bars`, each row has its own beside the number of all."""
    columns = [
        Column(tr("Article"), width=42, header=True),
        Column(tr("What it is about")),
        Column(tr("Cluster")),
        Column(tr("Strengths"), align="end"),
        Column(tr("Concerns"), align="end"),
        Column(tr("Ideas"), align="end"),
        *([Column(tr("No kind yet"), align="end")] if FindingKind.UNSAID in shown(touched) else []),
        Column(tr("All"), width=_BAR_COLUMN if bars else 0, align="end"),
    ]
    most = max((row.total for row in touched), default=1)
    rows: list[list[CellLike]] = [
        [
            str(row.article.number), row.article.title, row.article.cluster,
            *(str(row.of(kind)) for kind in shown(touched)),
            Cell(Bar(row, most)) if bars else str(row.total),
        ]
        for row in touched
    ]  # fmt: skip
    return Table(columns, rows, caption, dense)


def matrix_table(rows: Sequence[HeatRow], badges: Sequence[str], caption: str = "") -> Table:
    """The numbers of the heat map: for each article the badges that findings join it to."""
    columns = [
        Column(tr("Article"), width=46, header=True),
        Column(tr("What it is about")),
        Column(tr("Findings by badge")),
    ]
    cells = [
        [
            str(row.article.number),
            row.article.title,
            ", ".join(f"{badge} {count}" for badge, count in zip(badges, row.counts, strict=True) if count)
            or "–",
        ]
        for row in rows
    ]
    return Table(columns, cells, caption)


def levels_table(
    rows: Sequence[tuple[str, Spread]], names: Sequence[str], *, first: str, caption: str = ""
) -> Table:
    """The numbers of level strips or of a trend; `first` heads the column of what the rows are."""
    columns = [Column(first, header=True)]
    columns += [Column(f"{level} {name}", align="end") for level, name in enumerate(names)]
    columns.append(Column(tr("Not assessed"), align="end"))
    cells = [
        [name, *(str(count) for count in spread.counts), str(spread.not_assessed)] for name, spread in rows
    ]
    return Table(columns, cells, caption)
