"""Rows of the programme as printed documents want them: articles, badges, findings, quotes, people in bands."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from crp_desktop.documents.model import Warned
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.ids import seeded_id
from crp_desktop.domain.kinds import Audience, ExcerptState, FindingKind, HeadcountKind, NoteKind, ReadBack
from crp_desktop.domain.quote_risk import Risk, quote_risk
from crp_desktop.domain.records import Excerpt, Finding, Headcount, Note, Statistic, Workshop
from crp_desktop.rendering.views import ArticleView, BadgeView, FindingView, QuoteView, Touched
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.capture.note import notes_by_id
from crp_desktop.services.findings.finding import excerpts, statistics
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.workshops.read_back import CONFIRMED, left_out, standing
from crp_desktop.services.workshops.workshop import headcounts, speakers, workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

QUOTES_NONE, QUOTES_SAFE, QUOTES_ALL = "none", "safe", "all"


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotes by finding's id, and how many could point to one person: printed although nobody has looked at them
    (`risky`), or left out."""

    by_finding: Mapping[str, tuple[QuoteView, ...]]
    risky: int
    left_out: int


def article_view(number: int, *, main: bool = False) -> ArticleView:
    """An article by its number, under the Convention's own short title.

    Papers for adults name articles so; handouts, cards and all else for children by their child-friendly title.
    """
    article = convention().article(number)
    return ArticleView(number, article.heading, article.clusters[0] if article.clusters else "", main)


def badge_views(store: Store, /) -> dict[str, BadgeView]:
    """Every badge of the current framework by its key."""
    return {badge.key: BadgeView(badge.key, badge.name, badge.kind) for badge in badges(store)}


def finding_views(
    store: Store, /, found: Iterable[Finding], quotes: Mapping[str, tuple[QuoteView, ...]] | None = None
) -> tuple[FindingView, ...]:
    """Findings as they print, articles and badges main ones first. What the group struck out, and what rests on
    nothing but notes that it struck out, never prints."""
    known, figures = badge_views(store), statistics(store)
    return tuple(
        FindingView(
            number=one.number,
            kind=one.kind,
            text=one.text,
            articles=tuple(article_view(link.number, main=link.main) for link in one.articles),
            badges=tuple(
                BadgeView(link.badge_key, known[link.badge_key].name, known[link.badge_key].kind, link.main)
                for link in one.badges
                if link.badge_key in known
            ),
            quotes=(quotes or {}).get(one.id, ()),
            statistic_text=statistic_words(figures[one.id]) if one.id in figures else "",
            confirmed=one.read_back in CONFIRMED,
        )
        for one in standing(store, found)
    )


def with_unit(value: str, unit: str) -> str:
    """ "9 of 24 case files", "46%"."""
    gap = "" if unit in ("", "%") else " "
    return f"{value}{gap}{unit}"


def struck_warnings(store: Store, /, found: Iterable[Finding]) -> tuple[Warned, ...]:
    """What to say about findings that do not print because the group struck out what they rest on."""
    count = left_out(store, found)
    if not count:
        return ()
    return (
        Warned(
            tr("Left out: {n} finding(s) whose notes the group crossed out.", n=count),
            tr("If a finding is still right, read it back to the group and confirm it."),
        ),
    )


def kind_warnings(found: Iterable[Finding | FindingView]) -> tuple[Warned, ...]:
    """What to say about findings that print without a kind; it is asked about before they print."""
    numbers = [one.number for one in found if one.kind is FindingKind.UNSAID]
    if not numbers:
        return ()
    few = ", ".join(map(str, numbers[:12])) + ("…" if len(numbers) > 12 else "")
    return (
        Warned(
            tr(
                "Printed separately, because no kind has been chosen yet: {n} finding(s) ({few}).",
                n=len(numbers),
                few=few,
            ),
            tr("On the Findings page, choose whether each is a strength, a concern or an idea."),
            holds=True,
        ),
    )


def statistic_words(figure: Statistic) -> str:
    """A figure with all that its source tells: “46%. Question. Of 502 residents. Survey, December 2016”."""
    source = ", ".join(part for part in (figure.source, _day_words(figure.dated)) if part)
    denominator = tr("Of {people}", people=figure.denominator) if figure.denominator else ""
    parts = (with_unit(figure.value, figure.unit), figure.question, denominator, source)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _day_words(text: str) -> str:
    day = as_day(text)
    return long_date(day) if day else text


def touched(found: Iterable[FindingView]) -> tuple[Touched, ...]:
    """How many findings touch each article, most first, then by number."""
    counts: dict[int, dict[FindingKind, int]] = {}
    for one in found:
        for article in one.articles:
            by_kind = counts.setdefault(article.number, dict.fromkeys(FindingKind, 0))
            by_kind[one.kind] += 1
    rows = [
        Touched(article_view(number), *(by_kind[kind] for kind in FindingKind))
        for number, by_kind in counts.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.total, row.article.number)))


# Quotes


@dataclass(frozen=True, slots=True)
class RiskyQuote:
    """Exact words that could point to one person: of which workshop (its number), and why."""

    excerpt_id: str
    words: str
    workshop: int
    why: str

    def mark(self, *, let: bool) -> str:
        """Under which it is remembered that it may print, or that it is left out: an id made of the words."""
        return seeded_id("quote", "let" if let else "out", self.excerpt_id, self.words)


@dataclass(frozen=True, slots=True)
class _Room:
    """Whom the quotes of one workshop could have come from."""

    number: int
    voice: str
    people: int | None
    bands: Mapping[str, int]
    band_of: Mapping[str, str]
    group_size: Mapping[str, int]
    of_band_in_group: Mapping[str, int]


def workshop_quotes(store: Store, /, workshop_ids: Iterable[str], choice: str, threshold: int) -> Quotes:
    """Exact words of notes of kind quote on which findings rest: none, what enough people could have said, or all.
    Never a paraphrase, never words that have changed since, never a note that was struck out."""
    by_finding: dict[str, list[QuoteView]] = {}
    risky = left_out = 0
    decided = _decided(store)
    for room, one, note in _said(store, workshop_ids if choice != QUOTES_NONE else ()):
        risk = _risk(room, note.speaker_id, threshold)
        if risk is not None:
            quote = _risky(room, one, risk)
            if choice == QUOTES_SAFE or quote.mark(let=False) in decided:
                left_out += 1
                continue
            risky += quote.mark(let=True) not in decided
        view = QuoteView(one.words, room.voice, confirmed=note.read_back in CONFIRMED)
        by_finding.setdefault(one.finding_id, []).append(view)
    return Quotes({key: tuple(value) for key, value in by_finding.items()}, risky, left_out)


def risky_quotes(store: Store, /, workshop_ids: Iterable[str], threshold: int) -> list[RiskyQuote]:
    """The quotes that could point to one person and that nobody has decided about yet."""
    decided = _decided(store)
    found = []
    for room, one, note in _said(store, workshop_ids):
        risk = _risk(room, note.speaker_id, threshold)
        if risk is not None:
            quote = _risky(room, one, risk)
            if not decided & {quote.mark(let=True), quote.mark(let=False)}:
                found.append(quote)
    return found


def _said(store: Store, /, workshop_ids: Iterable[str]) -> Iterator[tuple[_Room, Excerpt, Note]]:
    """Exact words that may print as quotes: the room they were said in, the excerpt, the note."""
    for workshop_id in workshop_ids:
        room = _room(store, workshop_id)
        rests = [one for one in excerpts(store, workshop_id=workshop_id) if one.state is ExcerptState.FIRM]
        known = notes_by_id(store, [one.note_id for one in rests])
        for one in rests:
            note = known[one.note_id]
            if note.kind is NoteKind.QUOTE and note.read_back is not ReadBack.STRUCK:
                yield room, one, note


def _decided(store: Store, /) -> frozenset[str]:
    with store.read() as conn:
        return frozenset(conn.execute(select(tables.reviewed.c.id)).scalars())


def _risky(room: _Room, one: Excerpt, risk: Risk) -> RiskyQuote:
    why = {
        Risk.FEW_PEOPLE: tr("So few people took part that others could tell who said it."),
        Risk.FEW_IN_BAND: tr("So few people of that age took part that others could tell who said it."),
        Risk.FEW_IN_BOTH: tr(
            "So few people of that age were in that group that others could tell who said it."
        ),
        Risk.FEW_IN_GROUP: tr("So few people were in that group that others could tell who said it."),
        Risk.NOT_COUNTED: tr("No one counted who took part, so it could be one of very few people."),
    }
    return RiskyQuote(one.id, one.words, room.number, why[risk])


def _risk(room: _Room, speaker_id: str, threshold: int) -> Risk | None:
    band = room.band_of.get(speaker_id, "")
    return quote_risk(
        people=room.people,
        in_band=room.bands.get(band, 0) if band else None,
        in_group=room.group_size.get(speaker_id),
        in_both=room.of_band_in_group.get(speaker_id),
        threshold=threshold,
    )


def _room(store: Store, /, workshop_id: str) -> _Room:
    shop = workshop(store, workshop_id)
    counted = age_bands(headcounts(store, workshop_id))
    everybody = [one for one in speakers(store, workshop_id) if not one.everyone]
    groups = {one.group_id for one in everybody}
    sizes = {
        one.id: sum(other.group_id == one.group_id for other in everybody)
        for one in everybody
        if len(groups) > 1
    }
    places = Counter((one.group_id, one.age_band) for one in everybody)
    of_band = {
        one.id: places[one.group_id, one.age_band] for one in everybody if one.age_band and len(groups) > 1
    }
    return _Room(
        shop.number,
        voice_of(shop),
        sum(one.count for one in counted) if counted else None,
        {one.label: one.count for one in counted},
        {one.id: one.age_band for one in everybody},
        sizes,
        of_band,
    )


def voice_of(shop: Workshop) -> str:
    """Who a quote came from, no nearer than the audience."""
    return {
        Audience.YOUNG_PEOPLE: tr("Young person"),
        Audience.PROFESSIONALS: tr("Professional"),
        Audience.PARENTS_CARERS: tr("Parent or carer"),
        Audience.MIXED: "",
    }[Audience(shop.audience)]


def quote_warnings(quotes: Quotes) -> tuple[Warned, ...]:
    """What to say about quotes that could point to one person."""
    if quotes.left_out:
        return (
            Warned(
                tr("{n} quote(s) left out because someone could be identified.", n=quotes.left_out),
                tr("Too few people of that age or in that group took part, or no one counted them."),
            ),
        )
    if quotes.risky:
        return (
            Warned(
                tr("Someone could be identified from {n} quote(s).", n=quotes.risky),
                tr("Too few people of that age and group took part to hide who said it."),
                holds=True,
                looked_at=True,
            ),
        )
    return ()


def age_bands(counted: Sequence[Headcount]) -> list[Headcount]:
    """The counts by age band, in order."""
    return [one for one in counted if one.kind is HeadcountKind.AGE_BAND]


def access_needs(counted: Sequence[Headcount]) -> list[Headcount]:
    """The counts by access need, in order."""
    return [one for one in counted if one.kind is HeadcountKind.ACCESS_NEED]
