"""Coding, mapping, merging and splitting findings; what is listed; what the journal says of it all."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from crp_desktop.domain.errors import InputProblem, NotFound, Refused
from crp_desktop.domain.kinds import Audience, Direction, ExcerptState, FindingKind, MappingKind, ReadBack
from crp_desktop.services.capture.note import NewNote, change_note
from crp_desktop.services.findings import coding, finding
from crp_desktop.services.findings.direction import set_direction
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.findings.history import finding_history
from crp_desktop.services.findings.listing import (
    FindingFilter,
    Group,
    Sort,
    count_findings,
    finding_rows,
    list_findings,
)
from crp_desktop.services.findings.merge import likely_duplicates, merge_findings, split_finding
from crp_desktop.services.privacy import safeguarding, withdrawal
from crp_desktop.services.rights import mapping
from crp_desktop.services.rights.learning import forget_learning
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.suggest import load_learning
from crp_desktop.services.workshops.read_back import read_back_cards, set_read_back
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from tests.make import add_note, flagged_excerpts, new_programme
from tests.replay import assert_journal_explains

SAID = "We wait months for CAMHS. Nobody tells us where to get help. The youth club is great."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_programme(tmp_path / "one.crp")
    yield made
    assert_journal_explains(made)
    made.close()


@pytest.fixture
def workshop(store: Store) -> str:
    return add_workshop(store, title="Youth forum", held_on="2026-05-02").value


@pytest.fixture
def note(store: Store, workshop: str) -> str:
    return add_note(store, workshop, NewNote(SAID, votes=3)).value


def make(store: Store, text: str, kind: FindingKind = FindingKind.CONCERN, **more: object) -> str:
    return coding.make_finding(store, kind, text, **more).value  # type: ignore[arg-type]


def test_another_mapping_becomes_the_only_main_one(store: Store) -> None:
    made = make(store, "No help", links=[NewLink(24), NewLink(31), NewLink("wellbeing"), NewLink("culture")])
    found = finding.finding(store, made)
    for kind, links in ((MappingKind.ARTICLE, found.articles), (MappingKind.BADGE, found.badges)):
        assert [one.main for one in links] == [True, False]
        mapping.make_main(store, kind, links[1].id)
        mapping.make_main(store, kind, links[1].id)
    again = finding.finding(store, made)
    assert {(one.number, one.main) for one in again.articles} == {(24, False), (31, True)}
    assert {(one.badge_key, one.main) for one in again.badges} == {("wellbeing", False), ("culture", True)}


def test_words_become_a_mapped_finding_in_one_step(store: Store, workshop: str, note: str) -> None:
    made = make(
        store,
        "Waiting for mental health support",
        workshop_id=workshop,
        spans=[Span(note, 8, 24)],
        links=[NewLink(24, True, "the words “CAMHS”"), NewLink("healthy"), NewLink(6)],
    )
    found = finding.finding(store, made)
    assert [(link.number, link.main, link.suggested) for link in found.articles] == [
        (24, True, True),
        (6, False, False),
    ]
    assert [link.badge_key for link in found.badges] == ["healthy"]
    [one] = coding.coded(store, workshop)[note]
    assert (one.excerpt.words, one.number) == (SAID[8:24], found.number)
    store.undo()
    assert finding.findings(store) == []


def test_editing_the_note_keeps_or_flags_its_excerpts(store: Store, workshop: str, note: str) -> None:
    help_at = SAID.index("Nobody")
    held = make(store, "No help", workshop_id=workshop, spans=[Span(note, help_at, help_at + 34)])
    lost = make(store, "Club", workshop_id=workshop, spans=[Span(note, SAID.index("The youth"))])
    change_note(store, note, text="A year! " + SAID[:-4] + "good.")
    [firm] = finding.excerpts(store, finding_id=held)
    assert (firm.start, firm.state, firm.words) == (
        help_at + 8,
        ExcerptState.FIRM,
        SAID[help_at : help_at + 34],
    )
    [flagged] = flagged_excerpts(store)
    assert [one.finding_id for one in list_findings(store, FindingFilter(flagged=True))] == [lost]
    assert (flagged.finding_id, flagged.state) == (lost, ExcerptState.GONE)
    coding.place_excerpt(store, flagged.id, 0, 6)
    assert flagged_excerpts(store) == []
    assert finding.excerpts(store, finding_id=lost)[0].words == "A year"
    with pytest.raises(InputProblem):
        coding.place_excerpt(store, flagged.id, 5, 5)


def test_dismissed_is_dismissed_until_allowed_again(store: Store) -> None:
    made = make(store, "Too noisy")
    for key in (31, "healthy", 31):
        mapping.dismiss(store, made, key)
    assert mapping.dismissed(store, made) == {31, "healthy"}
    mapping.allow_again(store, made)
    assert mapping.dismissed(store, made) == frozenset()


@dataclass
class Listed:
    """Three findings, oldest first, in two workshops and none; how their ids are listed."""

    store: Store
    a: str
    b: str
    c: str
    workshop: str
    grown: str

    def ids(self, wanted: FindingFilter | None = None, **more: object) -> list[str]:
        return [placed.finding_id for placed in list_findings(self.store, wanted, **more)]  # type: ignore[arg-type]


@pytest.fixture
def listed(store: Store, workshop: str, note: str) -> Listed:
    grown = add_workshop(store, audience=Audience.PROFESSIONALS, held_on="2025-01-05").value
    a = make(
        store,
        "Waiting lists",
        workshop_id=workshop,
        spans=[Span(note)],
        links=[NewLink(24), NewLink("healthy")],
    )
    b = make(
        store, "Staff are kind", FindingKind.STRENGTH, workshop_id=grown, links=[NewLink(24), NewLink(3)]
    )
    c = make(store, "A map of 100% of the help", FindingKind.IDEA)
    finding.change_finding(store, c, starred=True)
    finding.change_finding(store, b, read_back=ReadBack.CONFIRMED)
    return Listed(store, a, b, c, workshop, grown)


def test_lists_are_sorted(listed: Listed) -> None:
    a, b, c, ids = listed.a, listed.b, listed.c, listed.ids
    assert ids() == [c, b, a]
    assert ids(sort=Sort.OLDEST) == [a, b, c]
    assert ids(sort=Sort.VOTES)[0] == a
    assert ids(sort=Sort.TEXT) == [c, b, a]
    assert ids(sort=Sort.KIND) == [b, a, c]
    assert ids(sort=Sort.WORKSHOP) == [a, b, c]
    assert ids(sort=Sort.ARTICLE) == [b, a, c]
    assert ids(sort=Sort.STARRED) == [c, b, a]
    assert ids(sort=Sort.CONFIRMED) == [b, c, a]
    assert ids(sort=Sort.UNMAPPED) == [c, b, a]


def test_lists_are_filtered(store: Store, listed: Listed) -> None:
    a, b, c, ids = listed.a, listed.b, listed.c, listed.ids
    assert ids(FindingFilter(voted=True)) == [a]
    link = finding.finding(store, a).badges[0]
    assert ids(FindingFilter(direction=link.direction)) == [a]
    set_direction(store, link.id, Direction.MIXED)
    assert ids(FindingFilter(badge="healthy", direction=Direction.MIXED)) == [a]
    assert ids(FindingFilter(badge="healthy", direction=link.direction)) == []
    assert ids(FindingFilter(any_article=True)) == [b, a]
    assert ids(FindingFilter(no_article=True)) == [c]
    assert ids(FindingFilter(words="100%")) == [c]
    assert ids(FindingFilter(words="WAITING list")) == [a]
    assert ids(FindingFilter(article=24)) == [b, a]
    assert ids(FindingFilter(articles=(3, 24), badge="healthy")) == [a]
    assert ids(FindingFilter(unmapped=True)) == [c, b]
    assert ids(FindingFilter(starred=True)) == [c] == ids(FindingFilter(no_workshop=True))
    assert ids(FindingFilter(confirmed=True)) == [b]
    assert ids(FindingFilter(audiences=(Audience.PROFESSIONALS,))) == [b]
    assert ids(FindingFilter(audiences=(Audience.YOUNG_PEOPLE, None))) == [c, a]
    assert ids(FindingFilter(since="2025-01-01", until="2025-12-31")) == [b]


def test_lists_are_grouped(store: Store, listed: Listed) -> None:
    a, b, c, workshop, grown = listed.a, listed.b, listed.c, listed.workshop, listed.grown
    assert count_findings(store, FindingFilter(article=24)) == 2
    by_article = list_findings(store, group=Group.ARTICLE)
    assert [(one.finding_id, one.group) for one in by_article] == [(b, "3"), (b, "24"), (a, "24"), (c, "")]
    assert [one.group for one in list_findings(store, group=Group.WORKSHOP)] == [workshop, grown, ""]
    assert [one.group for one in list_findings(store, group=Group.AUDIENCE)] == [
        "young_people",
        "professionals",
        "",
    ]
    assert [one.group for one in list_findings(store, group=Group.KIND)] == ["strength", "concern", "idea"]
    assert [one.group for one in list_findings(store, group=Group.BADGE)] == ["healthy", "", ""]
    assert [(one.finding_id, one.group) for one in list_findings(store, group=Group.MAPPED)] == [
        (c, "0"),
        (b, "0"),
        (a, "1"),
    ]
    assert [(one.finding_id, one.group) for one in list_findings(store, group=Group.STARRED)] == [
        (c, "1"),
        (b, ""),
        (a, ""),
    ]
    assert list_findings(store, group=Group.READ_BACK)[0] == (b, "confirmed")
    assert list_findings(store, group=Group.VOTES)[0] == (a, "1")
    row = finding_rows(store, [a, "gone"])[a]
    assert (row.votes, row.excerpts, row.articles, row.badges) == (3, 1, (24,), ("healthy",))


def test_merging_keeps_words_mappings_and_the_main_one(store: Store, workshop: str, note: str) -> None:
    a = make(
        store, "Waiting", workshop_id=workshop, spans=[Span(note, 0, 5)], links=[NewLink(24), NewLink(6)]
    )
    b = make(store, "Long waits", workshop_id=workshop, spans=[Span(note, 0, 5), Span(note, 8, 14)],
             links=[NewLink(3), NewLink(24, reason="health"), NewLink("healthy")])  # fmt: skip
    finding.set_statistic(store, b, value="46%")
    merge_findings(store, a, [b], "Waiting for months")
    kept = finding.finding(store, a)
    assert kept.text == "Waiting for months"
    assert [(link.number, link.main) for link in kept.articles] == [(24, True), (3, False), (6, False)]
    assert [link.badge_key for link in kept.badges if link.main] == ["healthy"]
    assert [(one.start, one.end) for one in finding.excerpts(store, finding_id=a)] == [(0, 5), (8, 14)]
    assert finding.statistics(store)[a].value == "46%"
    with pytest.raises(NotFound):
        finding.finding(store, b)
    store.undo()
    assert len(finding.findings(store)) == 2


def test_two_figures_are_not_merged_silently(store: Store) -> None:
    a, b = make(store, "One"), make(store, "Two")
    for one, value in ((a, "46%"), (b, "51%")):
        finding.set_statistic(store, one, value=value)
    with pytest.raises(Refused):
        merge_findings(store, a, [b])
    with pytest.raises(InputProblem):
        merge_findings(store, a, [a])


def test_splitting_gives_the_new_one_its_words_and_the_same_mappings(
    store: Store, note: str, workshop: str
) -> None:
    a = make(store, "Two things", workshop_id=workshop, spans=[Span(note, 0, 5), Span(note, 8, 14)],
             links=[NewLink(24), NewLink("healthy")])  # fmt: skip
    moved = finding.excerpts(store, finding_id=a)[1]
    b = split_finding(store, a, "The second thing", [moved.id]).value
    assert [one.words for one in finding.excerpts(store, finding_id=b)] == [moved.words]
    assert len(finding.excerpts(store, finding_id=a)) == 1
    assert [link.number for link in finding.finding(store, b).articles] == [24]


def test_likely_duplicates_read_alike(store: Store) -> None:
    a = make(store, "Young people wait too long for mental health support")
    b = make(store, "Young people wait far too long for mental health support from CAMHS")
    make(store, "The park is too dark for young people in winter")
    make(store, "the and of")
    assert [one.id for one in likely_duplicates(store, a)] == [b]
    assert likely_duplicates(store, "gone") == []


def test_history_names_person_step_and_words(store: Store) -> None:
    a = make(store, "First words", links=[NewLink(12, True)])
    finding.change_finding(store, a, text="Better words")
    link = finding.finding(store, a).articles[0]
    mapping.change_mapping(store, MappingKind.ARTICLE, link.id, reason="They ask to be heard")
    mapping.unmap(store, MappingKind.ARTICLE, link.id)
    entries = finding_history(store, a)
    assert [entry.details for entry in entries] == [
        ("Article 12 taken away",),
        ("Reason: They ask to be heard",),
        ("Text: Better words",),
        ("Text: First words", "Article 12, as suggested"),
    ]
    assert {entry.person for entry in entries} == {"Ana Reyes"}


def test_what_was_learnt_is_shown_and_forgotten(store: Store) -> None:
    a = make(store, "We wait for CAMHS", links=[NewLink(24, True)])
    mapping.dismiss(store, a, 31)
    assert [(row.key, row.accepted, row.dismissed) for row in load_learning(store).describe()] == [
        (24, 1, 0),
        (31, 0, 1),
    ]
    assert forget_learning(store).value == 2
    assert load_learning(store).describe() == ()
    assert finding.finding(store, a).articles[0].number == 24


@pytest.mark.parametrize(
    ("key", "count"), [(24, 1), ("wellbeing", 1), (31, 1), ("culture", 1), (13, 0), ("communication", 0)]
)
def test_what_was_learnt_of_one_article_or_badge_is_forgotten_alone(
    store: Store, key: int | str, count: int
) -> None:
    made = make(store, "We wait for CAMHS", links=[NewLink(24, True), NewLink("wellbeing", True)])
    mapping.dismiss(store, made, 31)
    mapping.dismiss(store, made, "culture")
    before = {row.key for row in load_learning(store).describe()}
    assert before == {24, 31, "wellbeing", "culture"}
    assert forget_learning(store, key).value == count
    assert {row.key for row in load_learning(store).describe()} == before - {key}


@pytest.mark.parametrize("how", ["finding struck", "note struck", "sealed", "withdrawn"])
def test_words_that_were_taken_back_teach_nothing(store: Store, workshop: str, note: str, how: str) -> None:
    """Neither the mapping, nor that a suggestion was taken, nor that one was dismissed."""
    spans = [Span(note, 0, 24)]
    made = make(store, "We wait for CAMHS", workshop_id=workshop, spans=spans, links=[NewLink(24, True)])
    mapping.dismiss(store, made, 31)
    other = add_note(store, workshop, NewNote("The bus is late")).value
    both = [Span(note, 25, 60), Span(other)]
    kept = make(store, "Told nothing", workshop_id=workshop, spans=both, links=[NewLink(13, True)])
    assert {one.finding_id for one in load_learning(store).mapped} == {made, kept}
    if how == "finding struck":
        finding.change_finding(store, made, read_back=ReadBack.STRUCK)
    elif how == "note struck":
        [card] = [one for one in read_back_cards(store, workshop) if one.id == note]
        set_read_back(store, card, ReadBack.STRUCK)
    elif how == "sealed":
        safeguarding.seal(store, workshop, safeguarding.Concern("We wait"), [note])
    else:
        withdrawal.withdraw(store, workshop, [note], [made, kept])
    learnt = load_learning(store)
    assert made not in {one.finding_id for one in learnt.mapped}
    assert (24 in learnt.accepted, 31 in learnt.dismissed) == (False, False)
    if how in ("finding struck", "note struck"):
        assert [one.finding_id for one in learnt.mapped] == [kept]
        assert (learnt.accepted, load_learning(store).describe()[0].key) == ({13: 1}, 13)
        store.undo()
        assert load_learning(store).accepted == {24: 1, 13: 1}
