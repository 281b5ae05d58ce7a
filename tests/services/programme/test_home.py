"""The home page's figures and what it says to do next."""

from crp_desktop.domain.kinds import FindingKind, ScorerRole
from crp_desktop.domain.operation import Operation
from crp_desktop.services.assessment.framework import current_framework, statement_id
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.programme import home
from crp_desktop.services.programme.home import Place, standing
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import add_note


def places(store: Store) -> list[Place]:
    return [thing.place for thing in standing(store).next_things]


def test_an_empty_programme_asks_for_a_workshop(store: Store) -> None:
    now = standing(store)
    assert (now.notes, now.findings, now.unmapped) == (0, 0, 0)
    assert places(store) == [Place.WORKSHOPS]
    assert len(now.badges) == 6
    assert all(one.spread.not_assessed == len(one.badge.statements) for one in now.badges)


def test_next_things_follow_the_work(store: Store) -> None:
    shop = workshop.add_workshop(store, title="Forum").value
    add_note(store, shop, note.NewNote("WithdrawnWordsMatcher"))
    assert [(thing.place, thing.workshop_id) for thing in standing(store).next_things] == [
        (Place.WORKSHOPS, shop)
    ]
    found = finding.add_finding(store, FindingKind.IDEA, "Ask us", workshop_id=shop).value
    assert places(store) == [Place.FINDINGS, Place.ASSESSMENT, Place.PRINT]
    mapping.map_article(store, found, 12)
    assert standing(store).unmapped == 1
    mapping.map_badge(store, found, "culture")
    assert standing(store).unmapped == 0
    assert places(store) == [Place.ASSESSMENT, Place.PRINT]


def test_a_badge_stands_where_its_last_period_put_it(store: Store) -> None:
    held = current_framework(store)
    statements = held.framework.badge("culture").statements
    assert store.author is not None
    with store.write(Operation.CHANGE_NOTE) as step:
        for label, ends, level in (("First", "2025-08-31", 1), ("Second", "2026-08-31", 3)):
            period = step.insert(tables.period, label=label, starts_on="", ends_on=ends)
            scored = step.insert(
                tables.assessment,
                period_id=period,
                badge_key="culture",
                framework_id=held.id,
                scorer_id=store.author.person_id,
                role=ScorerRole.FIRST,
            )
            chosen = statements if level == 1 else statements[:2]
            for statement in chosen:
                step.insert(
                    tables.score,
                    assessment_id=scored,
                    statement_id=statement_id(held.id, statement.key),
                    level=level,
                )
    culture = next(one for one in home.standing(store).badges if one.badge.key == "culture")
    assert culture.period == "Second"
    assert culture.spread.counts == (0, 0, 0, 2, 0)
    assert culture.spread.not_assessed == len(statements) - 2
