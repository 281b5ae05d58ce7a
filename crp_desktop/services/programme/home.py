"""Where things stand: the figures of the home page, and what to do next."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Connection, Table, func, select

from crp_desktop.domain.assessment import Spread, spread
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import workshop_title
from crp_desktop.domain.records import Programme, Workshop
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.load import load
from crp_desktop.services.assessment.view import hidden_from, levels_of
from crp_desktop.services.findings.direction import has_astray
from crp_desktop.services.findings.listing import FindingFilter, count_findings
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store


@dataclass(frozen=True, slots=True)
class BadgeStanding:
    """A pursued badge as it stands in the period scored last; `period` is "" when there was none."""

    badge: Badge
    period: str
    spread: Spread


class Place(StrEnum):
    """Where a next thing to do is done."""

    WORKSHOPS = "workshops"
    FINDINGS = "findings"
    KINDS = "kinds"
    DIRECTIONS = "directions"
    ASSESSMENT = "assessment"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class NextThing:
    """One thing to do next, most urgent first: a sentence, the button's words, and where it is done."""

    sentence: str
    button: str
    place: Place
    workshop_id: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the home page shows. `findings` are those that stand, as papers count them, `struck` the others;
    `unmapped` are those that stand and lack an article or a badge."""

    programme: Programme
    workshops: tuple[Workshop, ...]
    notes: int
    findings: int
    struck: int
    unmapped: int
    badges: tuple[BadgeStanding, ...]
    next_things: tuple[NextThing, ...]


def standing(store: Store, /) -> Standing:
    """Where the programme stands now."""
    shops = tuple(workshops(store))
    with store.read() as conn:
        notes_by_shop = _count_by_shop(conn, tables.note)
        findings_by_shop = _count_by_shop(conn, tables.finding)
        scored = _scored(conn, store.author.person_id if store.author else "")
    stand = count_findings(store, FindingFilter(standing=True))
    unmapped = count_findings(store, FindingFilter(unmapped=True))
    standings = tuple(_badge_standing(badge, scored) for badge in badges(store, pursued=True))
    return Standing(
        programme(store),
        shops,
        sum(notes_by_shop.values()),
        stand,
        sum(findings_by_shop.values()) - stand,
        unmapped,
        standings,
        _next_things(shops, notes_by_shop, findings_by_shop, unmapped, standings, _to_say(store)),
    )


def _to_say(store: Store, /) -> tuple[NextThing, ...]:
    """What findings still need somebody to say: their kind, and which way they point where that is in doubt."""
    things = []
    if unsaid := count_findings(store, FindingFilter(kind=FindingKind.UNSAID, standing=True)):
        sentence = tr("Findings without a kind (strength, concern or idea): {n}.", n=unsaid)
        things.append(NextThing(sentence, tr("Say their kinds"), Place.KINDS))
    if has_astray(store):
        sentence = tr("For some findings, “supports” or “contradicts” does not match the kind of finding.")
        things.append(NextThing(sentence, tr("Look at them"), Place.DIRECTIONS))
    return tuple(things)


def _count_by_shop(conn: Connection, table: Table) -> dict[str | None, int]:
    query = select(table.c.workshop_id, func.count().label("rows")).group_by(table.c.workshop_id)
    return {row.workshop_id: row.rows for row in conn.execute(query)}


def _scored(conn: Connection, person_id: str) -> dict[str, tuple[str, dict[str, int | None]]]:
    """For each badge the label of the period scored last, and the levels that stand, by statement key.

    A period that this person scores second, blind, is left out for them until both scorers have finished.
    """
    loaded = load(conn)
    return {
        badge_key: (period.label, levels_of(loaded, period, badge_key))
        for period in loaded.periods
        for badge_key in {key for period_id, key, _ in loaded.scorings if period_id == period.id}
        if not hidden_from(loaded, person_id, period.id, badge_key)
    }


def _badge_standing(badge: Badge, scored: dict[str, tuple[str, dict[str, int | None]]]) -> BadgeStanding:
    label, levels = scored.get(badge.key, ("", {}))
    return BadgeStanding(
        badge, label, spread({statement.key: levels.get(statement.key) for statement in badge.statements})
    )


def _next_things(
    shops: tuple[Workshop, ...],
    notes: dict[str | None, int],
    findings: dict[str | None, int],
    unmapped: int,
    standings: tuple[BadgeStanding, ...],
    to_say: tuple[NextThing, ...],
) -> tuple[NextThing, ...]:
    things = []
    if not shops:
        things.append(
            NextThing(
                tr("Plan your first workshop, or start one now and fill in the details later."),
                tr("Go to workshops"),
                Place.WORKSHOPS,
            )
        )
    for shop in shops:
        name = workshop_title(shop.title, shop.number)
        if notes.get(shop.id) and not findings.get(shop.id):
            sentence = tr("“{name}” has notes but no findings yet.", name=name)
            things.append(NextThing(sentence, tr("Open its notes"), Place.WORKSHOPS, shop.id))
    things += to_say
    if unmapped:
        sentence = tr("Findings still to map to an article or badge: {n}.", n=unmapped)
        things.append(NextThing(sentence, tr("Map findings"), Place.FINDINGS))
    waiting = [one for one in standings if one.spread.not_assessed]
    if waiting and any(findings.values()):
        sentence = tr("Badges with statements still to assess: {n}.", n=len(waiting))
        things.append(NextThing(sentence, tr("Go to self-assessment"), Place.ASSESSMENT))
    over = (shop for shop in shops if shop.ended_at or not shop.started_at)
    told = next((shop for shop in over if findings.get(shop.id)), None)
    if told:
        name = workshop_title(told.title, told.number)
        sentence = tr("Print the summary of “{name}” for the people who took part.", name=name)
        things.append(NextThing(sentence, tr("Print a summary"), Place.PRINT, told.id))
    return tuple(things)
