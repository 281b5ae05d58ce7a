"""What the evidence pack says: findings and other evidence of the badges pursued, traced to where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, select

from crp_desktop.documents.evidence_pack import compose as evidence_pack
from crp_desktop.documents.evidence_pack import compose_for_children as child_pack
from crp_desktop.documents.evidence_pack.compose import BadgePart, ClaimView, EvidencePack, PieceView
from crp_desktop.documents.evidence_pack.compose_for_children import ChildBadge, ChildPack
from crp_desktop.documents.model import PreparedDocument, Request, not_unicef
from crp_desktop.documents.numbers import Numbers
from crp_desktop.documents.people import took_part
from crp_desktop.documents.subjects import badges_words
from crp_desktop.documents.views import (
    QUOTES_NONE,
    Quotes,
    article_view,
    finding_views,
    kind_warnings,
    quote_warnings,
    with_unit,
    workshop_quotes,
)
from crp_desktop.documents.workshop_summary.gather import day_words, programme_words
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, Direction, EvidenceKind, FindingKind, NoteKind, ReadBack
from crp_desktop.domain.labels import label, workshop_in_list
from crp_desktop.domain.records import Finding, Indicator, Programme, Workshop
from crp_desktop.rendering.views import FindingView
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.load import Loaded, load
from crp_desktop.services.capture.note import notes_by_id
from crp_desktop.services.findings.finding import excerpts, findings
from crp_desktop.services.programme.brand import brand
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.read_back import standing
from crp_desktop.services.workshops.workshop import headcounts, workshops
from crp_desktop.storage import tables
from crp_desktop.storage.rows import all_of, columns_of
from crp_desktop.storage.store import Store

_CODE = 8
_OF_EACH = {FindingKind.STRENGTH: 1, FindingKind.CONCERN: 1}
_CHILDREN = (Audience.YOUNG_PEOPLE, Audience.MIXED)


@dataclass(frozen=True, slots=True)
class _Sources:
    """Everything claims are traced to: workshops by id, findings as they print, notes and history by finding's id."""

    held: Programme
    shops: Mapping[str, Workshop]
    views: Mapping[str, FindingView]
    rests: Mapping[str, tuple[str, ...]]
    history: Mapping[str, tuple[str, str, str]]
    numbers: dict[str, list[str]] = field(default_factory=dict)


def prepare(store: Store, /, request: Request) -> PreparedDocument:
    """The pack of one badge (`request.badge`) or of all that are pursued, for the panel or for children."""
    held = programme(store)
    wanted = [one for one in badges(store, pursued=True) if request.badge in ("", one.key)]
    keys = {one.key for one in wanted}
    mapped = (one for one in findings(store) if any(link.badge_key in keys for link in one.badges))
    found = standing(store, mapped)
    shops = {one.id: one for one in workshops(store)}
    about = badges_words([one.name for one in wanted])
    if request.options["version"] == "child":
        view = _child_view(store, held, wanted, found, shops)
        title = tr("Evidence pack for children")
        name = "evidence-pack-children"
        return PreparedDocument(child_pack.compose(view), name, title, kind_warnings(found), about=about)
    ids = [one.id for one in shops.values() if any(each.workshop_id == one.id for each in found)]
    choice = request.options["quotes"]
    quotes = workshop_quotes(store, ids if choice != QUOTES_NONE else [], choice, held.threshold)
    pack = _pack(store, held, wanted, found, shops, quotes)
    name = f"evidence-pack-{request.badge}" if request.badge else "evidence-pack"
    numbers = _numbers(store, [shops[one] for one in ids], held.threshold)
    return PreparedDocument(
        evidence_pack.compose(pack),
        name,
        tr("Evidence pack"),
        (*quote_warnings(quotes), *kind_warnings(found)),
        numbers=numbers,
        about=about,
    )


def _numbers(store: Store, /, shops: Sequence[Workshop], threshold: int) -> Numbers:
    numbers = Numbers()
    for shop in shops:
        counted = headcounts(store, shop.id)
        numbers.add_people(shop, counted, took_part(counted, threshold, wide=True), total_only=True)
    return numbers


def _pack(
    store: Store,
    /,
    held: Programme,
    wanted: Sequence[Badge],
    found: Sequence[Finding],
    shops: Mapping[str, Workshop],
    quotes: Quotes,
) -> EvidencePack:
    views = {
        one.id: view for one, view in zip(found, finding_views(store, found, quotes.by_finding), strict=True)
    }
    sources = _Sources(held, shops, views, _rests(store), _histories(store, [one.id for one in found]))
    with store.read() as conn:
        periods = [row.id for row in conn.execute(select(tables.period.c.id))]
        loaded = load(conn, badges=[one.key for one in wanted], evidence_of=periods)
        columns = columns_of(tables.indicator, Indicator)
        figures = all_of(conn, Indicator, select(*columns).order_by(tables.indicator.c.title))
    parts = tuple(
        _part(at, badge, found, sources, loaded, [one for one in figures if one.badge_key == badge.key])
        for at, badge in enumerate(wanted, 1)
    )
    used = {one.workshop_id for one in found}
    return EvidencePack(
        council=held.council,
        brand=brand(store),
        programme=programme_words(held),
        printed_at=long_date(date.today()),
        illustrative=held.illustrative,
        contact=held.contact,
        badges=parts,
        workshops=tuple(
            _shop_row(store, one, held.threshold)
            for one in sorted(shops.values(), key=lambda each: (each.held_on, each.number))
            if one.id in used
        ),
        index=_index(found, sources),
        threshold=held.threshold,
        caveat=not_unicef(),
    )


def _part(
    at: int,
    badge: Badge,
    found: Sequence[Finding],
    sources: _Sources,
    loaded: Loaded,
    figures: Sequence[Indicator],
) -> BadgePart:
    claims: list[ClaimView] = []
    for one in found:
        link = next((link for link in one.badges if link.badge_key == badge.key), None)
        if link is not None:
            number = f"{at}.{len(claims) + 1}"
            sources.numbers.setdefault(one.id, []).append(number)
            claims.append(_claim(number, one, link.direction, sources))
    return BadgePart(
        badge.name,
        badge.definition,
        tuple(claims),
        _pieces(f"{at}", badge, loaded),
        tuple(_figure(one) for one in figures),
    )


def _claim(number: str, one: Finding, direction: Direction, sources: _Sources) -> ClaimView:
    shop = sources.shops.get(one.workshop_id or "")
    if shop is None:
        source = tr("Not from a workshop.")
    else:
        source = tr(
            "Workshop {number}, {date}, {audience}.",
            number=shop.number,
            date=day_words(shop.held_on) or tr("no date"),
            audience=label(Audience(shop.audience)).lower(),
        )
    return ClaimView(
        number,
        sources.views[one.id],
        direction,
        source,
        sources.rests.get(one.id, ()),
        sources.history.get(one.id, ("", "", "0")),
    )


def _rests(store: Store, /) -> dict[str, tuple[str, ...]]:
    """For each finding the notes it rests on: code and kind, never their words."""
    rests = excerpts(store)
    known = notes_by_id(store, sorted({one.note_id for one in rests}))
    found: dict[str, dict[str, None]] = {}
    for one in rests:
        note = known[one.note_id]
        words = tr("note {code} ({kind})", code=note.id[:_CODE], kind=label(NoteKind(note.kind)).lower())
        found.setdefault(one.finding_id, {})[words] = None
    return {key: tuple(words) for key, words in found.items()}


def _histories(store: Store, /, ids: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """(added, changed last, changes) of findings, from the journal; days are in the room's own time."""
    change, step, person = tables.change, tables.step, tables.person
    spans = (
        select(
            change.c.row_id,
            func.min(change.c.step).label("first"),
            func.max(change.c.step).label("last"),
            func.count(change.c.step.distinct()).label("steps"),
        )
        .where(change.c.table == "finding", change.c.row_id.in_(ids))
        .group_by(change.c.row_id)
    )
    with store.read() as conn:
        rows = conn.execute(spans).all()
        seqs = {row.first for row in rows} | {row.last for row in rows}
        who = select(step.c.seq, step.c.at, person.c.name).outerjoin(person, person.c.id == step.c.person_id)
        said = {
            row.seq: tr(
                "{date}, {name}",
                date=long_date(datetime.fromisoformat(row.at).date()),
                name=row.name or tr("someone"),
            )
            for row in conn.execute(who.where(step.c.seq.in_(seqs)))
        }
    return {row.row_id: (said.get(row.first, ""), said.get(row.last, ""), str(row.steps)) for row in rows}


def _pieces(at: str, badge: Badge, loaded: Loaded) -> tuple[PieceView, ...]:
    """What was attached in assessments besides findings and indicators, which stand here for themselves."""
    keys = [statement.key for statement in badge.statements]
    found = [
        piece
        for period in loaded.periods
        for key in keys
        for piece in loaded.evidence.get((period.id, key), ())
        if piece.kind not in (EvidenceKind.FINDING, EvidenceKind.INDICATOR) and not piece.blanked
    ]
    return tuple(
        PieceView(
            f"{at}.E{number}",
            label(one.type),
            label(one.direction),
            one.text,
            day_words(one.dated),
            one.answer,
        )
        for number, one in enumerate(found, 1)
    )


def _figure(one: Indicator) -> tuple[str, str, str, str]:
    before = " ".join(
        part for part in (one.baseline, f"({one.baseline_dated})" if one.baseline_dated else "") if part
    )
    value = " ".join(
        part
        for part in (with_unit(one.value, one.unit), f"({day_words(one.dated)})" if one.dated else "")
        if part
    )
    source = ". ".join(part for part in (one.source, one.question, one.denominator) if part)
    return one.title, value, before or tr("not given"), source


def _shop_row(store: Store, /, shop: Workshop, threshold: int) -> tuple[str, str, str, str]:
    people = took_part(headcounts(store, shop.id), threshold, wide=True)
    return (
        workshop_in_list(shop.title, shop.number),
        day_words(shop.held_on) or tr("no date"),
        label(Audience(shop.audience)),
        people.total or tr("not counted"),
    )


def _index(found: Sequence[Finding], sources: _Sources) -> tuple[tuple[str, str, str], ...]:
    by_article: dict[int, list[str]] = {}
    for one in found:
        for link in one.articles:
            by_article.setdefault(link.number, []).extend(sources.numbers.get(one.id, ()))
    return tuple(
        (str(number), article_view(number).title, ", ".join(sorted(by_article[number], key=_in_order)))
        for number in sorted(by_article)
    )


def _in_order(claim: str) -> tuple[int, ...]:
    """“1.10” after “1.9”."""
    return tuple(int(part) for part in claim.split("."))


def _child_view(
    store: Store,
    /,
    held: Programme,
    wanted: Sequence[Badge],
    found: Sequence[Finding],
    shops: Mapping[str, Workshop],
) -> ChildPack:
    """For each badge one strength and one concern of young people, those they confirmed first; something else that they
    said where there is neither."""
    young = {key for key, shop in shops.items() if shop.audience in _CHILDREN}
    ranked = sorted(
        (one for one in found if one.workshop_id in young),
        key=lambda one: (not one.starred, one.read_back is ReadBack.NOT_YET, one.number),
    )
    parts, used = [], set()
    for badge in wanted:
        said = []
        about = [one for one in ranked if any(link.badge_key == badge.key for link in one.badges)]
        for kind, most in _OF_EACH.items():
            chosen = sorted((one for one in about if one.kind is kind), key=lambda one: one.id in used)[:most]
            used |= {one.id for one in chosen}
            said += [(kind, one.text) for one in chosen]
        if not said:
            said = [(one.kind, one.text) for one in about[:1]]
        parts.append(ChildBadge(badge.name, tuple(said)))
    return ChildPack(
        held.council,
        long_date(date.today()),
        held.illustrative,
        held.contact,
        len(young),
        tuple(parts),
        not_unicef(),
        brand(store),
    )
