"""The rights map: which articles findings speak of, against badges or audiences, and where nobody has spoken."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache, partial, reduce
from operator import eq, or_
from typing import Any

from sqlalchemy import Select, String, Table, func, select, type_coerce

from crp_desktop import paths
from crp_desktop.domain.convention import Article, Cluster, Convention, load_convention
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, Audience, FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Period
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.listing import FindingFilter, conditions
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store

NO_WORKSHOP = "other"
"""The column of findings that come from a survey, an inspection or another source without a workshop."""
NO_BADGE = ""
"""The column of findings that are mapped to an article and to no badge that is shown."""
_ONE = ord("1")
_DIGITS = bytes.maketrans(b"\x00\x01", b"01")
_CHILDREN = frozenset({Audience.YOUNG_PEOPLE.value, Audience.MIXED.value})


class Across(StrEnum):
    """What stands along the top of the map."""

    BADGES = "badges"
    AUDIENCES = "audiences"


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of each kind; one finding counts once in a cell."""

    strength: int = 0
    concern: int = 0
    idea: int = 0
    unsaid: int = 0

    @property
    def total(self) -> int:
        """Every kind, and those without one."""
        return self.strength + self.concern + self.idea + self.unsaid

    def of(self, kind: FindingKind) -> int:
        """Findings of one kind."""
        return {
            FindingKind.STRENGTH: self.strength,
            FindingKind.CONCERN: self.concern,
            FindingKind.IDEA: self.idea,
            FindingKind.UNSAID: self.unsaid,
        }[kind]

    def __add__(self, other: "Count") -> "Count":
        return Count(*(self.of(kind) + other.of(kind) for kind in FindingKind))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the map; `kind` is a badge's kind, "" for an audience."""

    key: str
    name: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class RightsMap:
    """Counts by (article number, column key). `rows` are totals by article, `foot` by column, `total` of them all.

    A finding with two badges counts in two cells of its row and once in the row's total. Findings that were struck
    out with the group are not counted. `mapped` is how many findings have an article, `all` how many there are.
    """

    across: Across
    clusters: tuple[tuple[Cluster | None, tuple[Article, ...]], ...]
    columns: tuple[Column, ...]
    cells: dict[tuple[int, str], Count]
    rows: dict[int, Count]
    foot: dict[str, Count]
    mapped: int
    all: int
    unspoken: tuple[Article, ...] = ()
    badge_gaps: tuple["BadgeGap", ...] = field(default=())
    total: Count = Count()

    def cell(self, article: int, column: str) -> Count:
        """What a cell counts; all noughts for an empty one."""
        return self.cells.get((article, column), Count())


@dataclass(frozen=True, slots=True)
class BadgeGap:
    """A pursued badge that no young person's words stand behind; `adults` counts the findings that adults gave."""

    key: str
    name: str
    adults: int

    @property
    def sentence(self) -> str:
        """The gap in words."""
        if self.adults:
            return tr("{name}: {n} finding(s), none from young people", n=self.adults, name=self.name)
        return tr("{name}: nothing yet", name=self.name)


@lru_cache
def convention() -> Convention:
    """The Convention that ships; read once."""
    return load_convention(paths.resource("convention.toml"))


_F, _W = tables.finding, tables.workshop
_A, _B = tables.finding_article, tables.finding_badge


def rights_map(
    store: Store,
    /,
    across: Across = Across.BADGES,
    wanted: FindingFilter | None = None,
    *,
    all_badges: bool = False,
) -> RightsMap:
    """The map of the findings wanted. Columns are the badges the programme pursues (or all), or the audiences."""
    wanted = wanted or FindingFilter()
    where = (*conditions(wanted), *conditions(FindingFilter(standing=True)))
    clusters = convention().by_cluster()
    shown = badges(store, pursued=not all_badges)
    columns = _badge_columns(shown) if across is Across.BADGES else _audience_columns()
    with store.read() as conn:
        shops = conn.execute(select(_W.c.id, type_coerce(_W.c.audience, String)))
        audiences = {shop: str(audience) for shop, audience in shops}
        found = conn.execute(_one_row_a_finding(where)).cursor.fetchall()
    tally = _Tally(across, {column.key for column in columns}, audiences, found)
    cells, rows, foot = tally.cells(), tally.rows(), tally.foot()
    gaps = _badge_gaps(tally, badges(store, pursued=True))
    if across is Across.BADGES and any(key == NO_BADGE for _, key in cells):
        columns = (*columns, Column(NO_BADGE, tr("No badge")))
    unspoken = tuple(article for _, inside in clusters for article in inside if article.number not in rows)
    mapped, whole = tally.mapped(), len(found)
    return RightsMap(
        across, clusters, columns, cells, rows, foot, mapped, whole, unspoken, gaps, tally.total()
    )


def map_periods(store: Store, /) -> list[Period]:
    """The programme's assessment periods, the latest first, to narrow or compare the map by."""
    table = tables.period
    query = select(*columns_of(table, Period)).order_by(table.c.ends_on.desc(), table.c.id)
    with store.read() as conn:
        return all_of(conn, Period, query)


def _badge_columns(shown: Iterable[Badge]) -> tuple[Column, ...]:
    return tuple(Column(badge.key, badge.name, badge.kind.value) for badge in shown)


def _audience_columns() -> tuple[Column, ...]:
    named = tuple(Column(one.value, label(one)) for one in Audience)
    return (*named, Column(NO_WORKSHOP, tr("Surveys and other sources")))


def _one_row_a_finding(where: Sequence[Any]) -> Select[Any]:
    """Kind, workshop, articles and badges of each finding; both lists as texts parted by commas. Read from indexes
    alone, which is twice as quick as grouping the joined links."""

    def listed(column: Any, table: Table) -> Any:
        return (
            select(func.group_concat(column))
            .where(table.c.finding_id == _F.c.id)
            .correlate(_F)
            .scalar_subquery()
        )

    kind = type_coerce(_F.c.kind, String)
    articles, shields = listed(_A.c.number, _A), listed(_B.c.badge_key, _B)
    return select(kind, _F.c.workshop_id, articles, shields).where(*where)


class _Tally:
    """Adds findings up. A set of findings is a whole number with a bit for each of them, so that a cell is what two
    sets share: 1,300 cells of 20,000 findings take some milliseconds, where a loop over them took eighty."""

    def __init__(
        self, across: Across, known: set[str], audiences: Mapping[str, str], found: Sequence[Any]
    ) -> None:
        kinds, shops, articles, shields = zip(*found, strict=True) if found else ((), (), (), ())
        self._kinds = _alike(kinds)
        self._articles = _sets(articles)
        self._badges = _sets(shields)
        self._mapped = _any_of(self._articles.values())
        everyone = (1 << len(kinds)) - 1
        said = _alike([*map(audiences.get, shops)])
        self._young = _any_of(theirs for audience, theirs in said.items() if audience in _CHILDREN)
        if across is Across.AUDIENCES:
            self._columns = {**said, NO_WORKSHOP: everyone & ~_any_of(said.values())}
        else:
            self._columns = {key: theirs for key, theirs in self._badges.items() if key in known}
            self._columns[NO_BADGE] = everyone & ~_any_of(self._badges.values())

    def _count(self, findings: int) -> Count:
        return Count(*((findings & self._kinds.get(kind.value, 0)).bit_count() for kind in FindingKind))

    def cells(self) -> dict[tuple[int, str], Count]:
        """Counts by article and column."""
        shared = (
            (int(number), column, theirs & inside)
            for number, theirs in self._articles.items()
            for column, inside in self._columns.items()
        )
        return {(number, column): self._count(both) for number, column, both in shared if both}

    def rows(self) -> dict[int, Count]:
        """Counts by article, each finding once."""
        return {int(number): self._count(theirs) for number, theirs in self._articles.items()}

    def foot(self) -> dict[str, Count]:
        """Counts by column, each finding that has an article once."""
        shared = ((column, inside & self._mapped) for column, inside in self._columns.items())
        return {column: self._count(both) for column, both in shared if both}

    def total(self) -> Count:
        """All that are mapped to an article."""
        return self._count(self._mapped)

    def mapped(self) -> int:
        """How many have an article."""
        return self._mapped.bit_count()

    def behind_badge(self, key: str) -> tuple[int, int]:
        """How many findings have a badge, and how many of them young people gave; a mixed group counts as theirs."""
        theirs = self._badges.get(key, 0)
        return theirs.bit_count(), (theirs & self._young).bit_count()


def _sets(listed: Sequence[str | None]) -> dict[str, int]:
    """{key: the findings that have it}, of each finding's keys as one text parted by commas."""
    marks: dict[str, bytearray] = {}
    none = bytearray(b"0") * len(listed)
    for place, text in enumerate(listed):
        if text is not None:
            for key in text.split(","):
                if key not in marks:
                    marks[key] = none[:]
                marks[key][place] = _ONE
    return {key: int(bits, 2) for key, bits in marks.items()}


def _alike(listed: Sequence[str | None]) -> dict[str, int]:
    """{key: the findings that have it}, of one key or None for each finding."""
    return {
        key: int(bytes(map(partial(eq, key), listed)).translate(_DIGITS), 2)
        for key in {*listed}
        if key is not None
    }


def _any_of(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)


def _badge_gaps(tally: _Tally, pursued: Sequence[Badge]) -> tuple[BadgeGap, ...]:
    """Pursued badges without a finding of young people."""
    gaps = []
    for badge in pursued:
        findings, young = tally.behind_badge(badge.key)
        if not young:
            gaps.append(BadgeGap(badge.key, badge.name, findings))
    return tuple(gaps)


def behind(article: int | None, column: str | None, across: Across, wanted: FindingFilter) -> dict[str, Any]:
    """What to narrow a list of findings by to see the findings behind a cell, row or column: fields of `FindingFilter`.

    Without an article these are the findings of the map's last row: those that are mapped to any article.
    """
    made = within(wanted) | ({"any_article": True} if article is None else {"article": article})
    if column is not None and across is Across.BADGES and column != NO_BADGE:
        made["badge"] = column
    if column is not None and across is Across.BADGES and column == NO_BADGE:
        made["no_badge"] = True
    if column is not None and across is Across.AUDIENCES:
        made["audiences"] = (None,) if column == NO_WORKSHOP else (Audience(column),)
    return made


def within(wanted: FindingFilter) -> dict[str, Any]:
    """The selection that a map shows as fields of `FindingFilter`, without what was struck out, as the map counts."""
    made: dict[str, Any] = {"standing": True}
    for name in ("audiences", "since", "until", "workshop_id"):
        if getattr(wanted, name):
            made[name] = getattr(wanted, name)
    return made


Named = tuple[str, RightsMap]


def as_rows(found: RightsMap, compared: Sequence[Named] = ()) -> list[list[str]]:
    """The map as a table of texts, first row the heads: cluster, article, title, then each column's counts by kind; the
    last row counts each finding once, whatever articles it has.

    `compared` are named maps to stand side by side instead, each with columns of its own.
    """
    table = [[tr("Cluster"), tr("Article"), tr("Title")]]
    maps: Sequence[Named] = compared or (("", found),)
    kinds = tuple(FindingKind) if any(one.total.unsaid for _, one in maps) else SAID_KINDS
    for name, one in maps:
        columns = [*(column.name for column in one.columns), tr("All findings")]
        heads = [f"{column}: {label(kind)}" for column in columns for kind in kinds]
        table[0] += [f"{name}, {head}" if name else head for head in heads]
    for cluster, articles in found.clusters:
        for article in articles:
            under = f"{cluster.id} {cluster.name}" if cluster else tr("No cluster")
            row = [under, str(article.number), article.child_friendly_title]
            for _, one in maps:
                counts = [one.cell(article.number, column.key) for column in one.columns]
                counts.append(one.rows.get(article.number, Count()))
                row += [str(count.of(kind)) for count in counts for kind in kinds]
            table.append(row)
    totals = ["", "", tr("All articles")]
    for _, one in maps:
        counts = [*(one.foot.get(column.key, Count()) for column in one.columns), one.total]
        totals += [str(count.of(kind)) for count in counts for kind in kinds]
    return [*table, totals]


def as_csv(found: RightsMap, compared: Sequence[Named] = (), head: Sequence[str] = ()) -> str:
    """The map as CSV with a byte-order mark for spreadsheets; no cell can start a formula.

    `head` are lines that say what the table is; they stand above it, with an empty one after them.
    """
    above = [*([line] for line in head), *([[]] if head else [])]
    written = io.StringIO()
    rows = ([_harmless(text) for text in row] for row in (*above, *as_rows(found, compared)))
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    return f"\ufeff{written.getvalue()}"


_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def _harmless(text: str) -> str:
    return f"'{text}" if text[:1] in _STARTS_A_FORMULA else text
