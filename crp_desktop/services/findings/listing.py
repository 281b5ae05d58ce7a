"""Lists of findings: filtered, sorted and grouped by the database, so that they stay quick at tens of thousands."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    type_coerce,
)

from crp_desktop.domain.kinds import Audience, Direction, ExcerptState, FindingKind, ReadBack
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


class Sort(StrEnum):
    """How a list of findings runs."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TEXT = "text"
    VOTES = "votes"
    KIND = "kind"
    WORKSHOP = "workshop"
    ARTICLE = "article"
    STARRED = "starred"
    CONFIRMED = "confirmed"
    UNMAPPED = "unmapped"


class Group(StrEnum):
    """What a list of findings is grouped by; a finding with two articles stands under both."""

    NONE = ""
    WORKSHOP = "workshop"
    AUDIENCE = "audience"
    KIND = "kind"
    ARTICLE = "article"
    BADGE = "badge"
    MAPPED = "mapped"
    STARRED = "starred"
    READ_BACK = "read_back"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings to list; what is None or False does not narrow. Days are ISO, both ends included.

    `audiences` may hold None for findings without a workshop; `principle` is a key; `direction` is the one for `badge`,
    or for any badge; `standing` leaves out what the group struck out, by itself or with every note under it, which
    counts and prints nowhere; `flagged` are those whose words are gone from a note or stand elsewhere in it.
    """

    words: str = ""
    workshop_id: str | None = None
    audiences: tuple[Audience | None, ...] = ()
    article: int | None = None
    articles: tuple[int, ...] = ()
    badge: str | None = None
    direction: Direction | None = None
    kind: FindingKind | None = None
    principle: str | None = None
    unmapped: bool = False
    starred: bool = False
    confirmed: bool = False
    flagged: bool = False
    voted: bool = False
    since: str = ""
    until: str = ""
    no_workshop: bool = False
    no_badge: bool = False
    any_article: bool = False
    no_article: bool = False
    standing: bool = False


class ListedFinding(NamedTuple):
    """A finding's place in a list: its id, and the key of the group it stands in ("" for none)."""

    finding_id: str
    group: str


class FindingRow(NamedTuple):
    """A finding as a list shows it; `articles` and `badges` main ones first, `votes` of the notes it rests on."""

    id: str
    number: int
    kind: FindingKind
    text: str
    starred: bool
    read_back: ReadBack
    workshop: int | None
    workshop_title: str
    audience: Audience | None
    votes: int
    excerpts: int
    articles: tuple[int, ...]
    badges: tuple[str, ...]


_F, _W = tables.finding, tables.workshop
_A, _B, _E = tables.finding_article, tables.finding_badge, tables.excerpt


def conditions(wanted: FindingFilter) -> list[ColumnElement[bool]]:
    """`wanted` as conditions on the finding table alone, so that no join slows the rest down."""
    made: list[ColumnElement[bool]] = [
        _F.c.text.contains(word, autoescape=True) for word in wanted.words.split()
    ]
    if wanted.workshop_id is not None:
        made.append(_F.c.workshop_id == wanted.workshop_id)
    if wanted.no_workshop:
        made.append(_F.c.workshop_id.is_(None))
    if wanted.audiences:
        made.append(_said_by(wanted.audiences))
    if wanted.article is not None:
        made.append(_F.c.id.in_(select(_A.c.finding_id).where(_A.c.number == wanted.article)))
    if wanted.articles:
        made.append(_F.c.id.in_(select(_A.c.finding_id).where(_A.c.number.in_(wanted.articles))))
    if wanted.badge is not None or wanted.direction is not None:
        made.append(_F.c.id.in_(_pointing(wanted.badge, wanted.direction)))
    if wanted.no_badge:
        made.append(~exists(literal(1)).where(_B.c.finding_id == _F.c.id))
    if wanted.any_article or wanted.no_article:
        spoken = exists(literal(1)).where(_A.c.finding_id == _F.c.id)
        made.append(spoken if wanted.any_article else ~spoken)
    if wanted.kind is not None:
        made.append(_F.c.kind == wanted.kind)
    if wanted.principle is not None:
        made.append(_F.c.principle == wanted.principle)
    if wanted.unmapped:
        made += [_unmapped(), _stands()]
    if wanted.starred:
        made.append(_F.c.starred)
    if wanted.confirmed:
        made.append(_F.c.read_back.in_(_CONFIRMED))
    if wanted.flagged:
        made.append(_F.c.id.in_(select(_E.c.finding_id).where(_E.c.state != ExcerptState.FIRM)))
    if wanted.voted:
        made.append(_voted())
    if wanted.standing:
        made.append(_stands())
    if wanted.since or wanted.until:
        made.append(_between(wanted.since, wanted.until or "9999"))
    return made


def _pointing(badge: str | None, direction: Direction | None) -> Select[tuple[str]]:
    """The findings that are mapped to a badge, or to any, and point that way for it, or any."""
    found = select(_B.c.finding_id)
    found = found if badge is None else found.where(_B.c.badge_key == badge)
    return found if direction is None else found.where(_B.c.direction == direction)


def _voted() -> ColumnElement[bool]:
    """Findings that rest on notes people voted for."""
    note = tables.note
    found = select(_E.c.finding_id).join(note, note.c.id == _E.c.note_id).where(note.c.votes > 0)
    return _F.c.id.in_(found)


def _unmapped() -> ColumnElement[bool]:
    """Findings that lack an article or a badge."""
    return _F.c.id.not_in(select(_A.c.finding_id).intersect(select(_B.c.finding_id)))


def _stands() -> ColumnElement[bool]:
    """Not what the group struck out, nor what rests on struck notes alone, unless the group confirmed it."""
    kept = or_(_F.c.read_back.in_(_CONFIRMED), _F.c.id.not_in(resting_on_struck()))
    return and_(_F.c.read_back != ReadBack.STRUCK, kept)


def resting_on_struck() -> Select[Any]:
    """The ids of findings all of whose words are in notes that were struck out with the group."""
    note, other, beside = tables.note, tables.note.alias(), _E.alias()
    struck = select(note.c.id).where(note.c.read_back == ReadBack.STRUCK)
    on_others = (
        exists(literal(1))
        .where(beside.c.finding_id == _E.c.finding_id)
        .where(other.c.id == beside.c.note_id, other.c.read_back != ReadBack.STRUCK)
    )
    return select(_E.c.finding_id).where(_E.c.note_id.in_(struck), ~on_others)


def _said_by(audiences: Sequence[Audience | None]) -> ColumnElement[bool]:
    named = [one for one in audiences if one is not None]
    theirs = _F.c.workshop_id.in_(select(_W.c.id).where(_W.c.audience.in_(named)))
    return or_(theirs, _F.c.workshop_id.is_(None)) if None in audiences else theirs


def _between(since: str, until: str) -> ColumnElement[bool]:
    """A finding counts for the day of its workshop, or for the day it was written down."""
    dated = select(_W.c.id).where(_W.c.held_on != "")
    inside = dated.where(_W.c.held_on.between(since, until))
    written = func.substr(_F.c.made_at, 1, 10).between(since, until)
    undated = or_(_F.c.workshop_id.is_(None), _F.c.workshop_id.not_in(dated))
    return or_(_F.c.workshop_id.in_(inside), and_(undated, written))


def _votes() -> Any:
    """The votes of the notes that a finding rests on, each note once."""
    note = tables.note
    resting = select(_E.c.note_id).where(_E.c.finding_id == _F.c.id).correlate(_F)
    total = select(func.coalesce(func.sum(note.c.votes), 0)).where(note.c.id.in_(resting))
    return total.correlate(_F).scalar_subquery()


def _order(sort: Sort) -> tuple[Any, ...]:
    newest = (_F.c.number.desc(), _F.c.id)
    kinds = case({kind.value: place for place, kind in enumerate(FindingKind)}, value=_F.c.kind)
    main = select(_A.c.number).where(_A.c.finding_id == _F.c.id).order_by(_A.c.main.desc(), _A.c.number)
    return {
        Sort.NEWEST: newest,
        Sort.OLDEST: (_F.c.number, _F.c.id),
        Sort.TEXT: (func.lower(_F.c.text), *newest),
        Sort.VOTES: (_votes().desc(), *newest),
        Sort.KIND: (kinds, *newest),
        Sort.WORKSHOP: (*(_of_workshop(column).desc() for column in (_W.c.held_on, _W.c.number)), *newest),
        Sort.ARTICLE: (func.coalesce(main.limit(1).correlate(_F).scalar_subquery(), 99), *newest),
        Sort.STARRED: (_F.c.starred.desc(), *newest),
        Sort.CONFIRMED: (_F.c.read_back.in_(_CONFIRMED).desc(), *newest),
        Sort.UNMAPPED: (_unmapped().desc(), *newest),
    }[sort]


_CONFIRMED = (ReadBack.CONFIRMED, ReadBack.CORRECTED)


def _of_workshop(column: Any) -> Any:
    """A column of a finding's workshop; NULL, the least there is, without one."""
    return select(column).where(_W.c.id == _F.c.workshop_id).correlate(_F).scalar_subquery()


def list_findings(
    store: Store,
    /,
    wanted: FindingFilter | None = None,
    *,
    sort: Sort = Sort.NEWEST,
    group: Group = Group.NONE,
) -> list[ListedFinding]:
    """The findings wanted, in order. Group keys: a workshop's id, an audience, a kind, an article's number, a badge's
    key, what the group said, "1" for yes ("0" for not mapped); "" for those that have none, which come last."""
    where = conditions(wanted or FindingFilter())
    query = select(_F.c.id).where(*where).order_by(*_order(sort))
    with store.read() as conn:
        if group is Group.NONE:
            return _placed([row[0] for row in conn.execute(query).cursor.fetchall()], "")
        pairs = conn.execute(_keyed(query, group)).cursor.fetchall()
        ranks, renamed = _ranks(conn, group)
    names = {key: "" if key is None else renamed.get(key, str(key)) for key in {key for _, key in pairs}}
    by_group: dict[str, list[str]] = {name: [] for name in names.values()}
    for finding_id, key in pairs:
        by_group[names[key]].append(finding_id)
    order = sorted(by_group, key=lambda name: (not name, ranks.get(name, len(ranks)), name.rjust(3)))
    return [one for name in order for one in _placed(by_group[name], name)]


def _placed(ids: Sequence[str], group: str) -> list[ListedFinding]:
    """`[Placed(one, group) for one in ids]` in half the time: 20,000 tuples without a call of ours for each."""
    return [*map(tuple.__new__, repeat(ListedFinding), zip(ids, repeat(group), strict=False))]


def _keyed(query: Select[Any], group: Group) -> Select[Any]:
    if group is Group.ARTICLE:
        return query.outerjoin(_A, _A.c.finding_id == _F.c.id).add_columns(_A.c.number)
    if group is Group.BADGE:
        return query.outerjoin(_B, _B.c.finding_id == _F.c.id).add_columns(_B.c.badge_key)
    yes = literal("1")
    keys: dict[Group, Any] = {
        Group.KIND: type_coerce(_F.c.kind, String),
        Group.READ_BACK: type_coerce(_F.c.read_back, String),
        Group.MAPPED: case((_unmapped(), literal("0")), else_=yes),
        Group.STARRED: case((_F.c.starred, yes)),
        Group.VOTES: case((_voted(), yes)),
    }
    return query.add_columns(keys.get(group, _F.c.workshop_id))


def _ranks(conn: Connection, group: Group) -> tuple[dict[str, int], dict[Any, str]]:
    """The order of the groups, and the group of each key where they are not the same."""
    if group is Group.KIND:
        return {kind.value: place for place, kind in enumerate(FindingKind)}, {}
    if group is Group.READ_BACK:
        return {one.value: place for place, one in enumerate(ReadBack)}, {}
    if group not in (Group.WORKSHOP, Group.AUDIENCE):
        return {}, {}
    query = select(_W.c.id, _W.c.audience).order_by(_W.c.held_on.desc(), _W.c.number.desc(), _W.c.id)
    shops = {row.id: row.audience for row in conn.execute(query)}
    if group is Group.WORKSHOP:
        return {shop: place for place, shop in enumerate(shops)}, {}
    return {one.value: place for place, one in enumerate(Audience)}, {
        shop: audience.value for shop, audience in shops.items()
    }


def count_findings(store: Store, /, wanted: FindingFilter | None = None) -> int:
    """How many findings are wanted."""
    wanted = wanted or FindingFilter()
    query = select(func.count()).select_from(_F).where(*conditions(wanted))
    with store.read() as conn:
        return int(conn.execute(query).scalar_one())


def finding_rows(store: Store, /, ids: Sequence[str]) -> dict[str, FindingRow]:
    """These findings as a list shows them, by id; those that are gone are left out. Meant for a screenful at a time."""
    counted = select(func.count()).select_from(_E).where(_E.c.finding_id == _F.c.id).scalar_subquery()
    main_first = (_A.c.main.desc(), _A.c.number)
    query = (
        select(
            _F.c.id,
            _F.c.number,
            _F.c.kind,
            _F.c.text,
            _F.c.starred,
            _F.c.read_back,
            _W.c.number.label("workshop"),
            func.coalesce(_W.c.title, "").label("workshop_title"),
            _W.c.audience,
            _votes().label("votes"),
            counted.label("excerpts"),
        )
        .select_from(_F.outerjoin(_W, _W.c.id == _F.c.workshop_id))
        .where(_F.c.id.in_(ids))
    )
    articles: dict[str, list[int]] = {}
    badges: dict[str, list[str]] = {}
    with store.read() as conn:
        rows = conn.execute(query).all()
        links = select(_A.c.finding_id, _A.c.number).where(_A.c.finding_id.in_(ids)).order_by(*main_first)
        for finding_id, number in conn.execute(links):
            articles.setdefault(finding_id, []).append(number)
        shields = select(_B.c.finding_id, _B.c.badge_key).where(_B.c.finding_id.in_(ids))
        for finding_id, key in conn.execute(shields.order_by(_B.c.main.desc(), _B.c.badge_key)):
            badges.setdefault(finding_id, []).append(key)
    return {
        row.id: FindingRow(*row, tuple(articles.get(row.id, ())), tuple(badges.get(row.id, ())))
        for row in rows
    }
