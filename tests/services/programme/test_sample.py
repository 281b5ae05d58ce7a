"""The sample programme: is it whole, does everything in it refer to something, and does it read like no real place?"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop import paths
from crp_desktop.domain import datafile
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.errors import InputProblem, Problem
from crp_desktop.domain.kinds import SAID_KINDS, Audience, NoteKind, Stage
from crp_desktop.domain.records import Finding, Note
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.capture.note import all_notes, notes
from crp_desktop.services.findings.finding import excerpts, findings, statistics
from crp_desktop.services.programme.people import people
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.programme.sample import write_programme, write_sample
from crp_desktop.services.workshops.workshop import headcounts, prompts, speakers, workshops
from crp_desktop.storage import tables
from crp_desktop.storage.journal import row_values
from crp_desktop.storage.store import Store
from tests.replay import assert_journal_explains, redo_label, rows_of, undo_label

REAL_PLACES = set(
    re.findall(
        r"\w+",
        """barking dagenham barnet bexley brent bromley camden croydon ealing enfield greenwich hackney hammersmith
        fulham haringey harrow havering hillingdon hounslow islington kensington chelsea kingston lambeth lewisham
        merton newham redbridge richmond southwark sutton hamlets waltham wandsworth westminster bath somerset leeds
        derry strabane aberdeen cardiff newcastle liverpool lancaster wolverhampton dundee glasgow""",
    )
)
DRAMA_NUMBER = re.compile(r"020 7946 0\d{3}")
HELPLINES = {"999", "0808 800 5000", "0800 1111"}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = write_sample(tmp_path_factory.mktemp("sample") / "northmere.crp", None, "device-of-tests")
    yield store
    store.close()


def _finding(store: Store, workshop_number: int, main_article: int) -> Finding:
    """The first finding of a workshop whose main article is this one."""
    shop = next(one for one in workshops(store) if one.number == workshop_number)
    return next(
        one
        for one in findings(store, workshop_id=shop.id)
        if one.articles and one.articles[0].number == main_article
    )


def _quoted(store: Store, finding: Finding) -> str:
    return " ".join(one.words for one in excerpts(store, finding_id=finding.id))


def test_the_programme_is_marked_illustrative_and_half_way(sample: Store) -> None:
    about = programme(sample)
    assert about.illustrative
    assert (about.council, about.stage, about.threshold) == ("London Borough of Northmere", Stage.DELIVERY, 5)
    assert (about.starts_on, about.length_months) == ("2024-09-01", 36)
    assert len(about.badges) == 7
    assert "local_health_wellbeing" in about.badges
    assert {one.key for one in badges(sample, pursued=True)} == set(about.badges)
    assert [one.role for one in people(sample)] == [
        "Voice of the Child coordinator",
        "Child Rights Lead",
        "Facilitator",
    ]


def test_everything_asked_for_is_there(sample: Store) -> None:
    told = Counter(one.kind for one in findings(sample))
    said = all_notes(sample)
    assert len(said) >= 75
    assert set(told) == set(SAID_KINDS)
    assert told.total() >= 24
    assert {one.kind for one in said} == set(NoteKind)
    assert sum(one.parked for one in said) >= 5
    assert any(one.starred for one in said)
    assert any(one.votes > 9 for one in said)
    assert [one.audience for one in sorted(workshops(sample), key=lambda one: one.number)] == [
        Audience.YOUNG_PEOPLE,
        Audience.PROFESSIONALS,
        Audience.PARENTS_CARERS,
    ]


def test_every_workshop_is_told_from_plan_to_next_steps(sample: Store) -> None:
    for shop in workshops(sample):
        people_there = sum(one.count for one in headcounts(sample, shop.id) if one.kind == "age_band")
        assert people_there == shop.consent_count
        asked = prompts(sample, shop.id)
        assert 4 <= len(asked) <= 5
        assert sum(one.minutes for one in asked) <= shop.minutes
        for value in (
            shop.aim,
            shop.activity,
            shop.materials,
            shop.place,
            shop.facilitators,
            shop.next_steps,
        ):
            assert value.strip() == value != ""
        assert shop.held_on < shop.retain_until
        for one in notes(sample, shop.id):
            assert shop.started_at < one.written_at < shop.ended_at
            assert one.prompt_id in {prompt.id for prompt in asked}


def test_notes_were_written_in_their_order(sample: Store) -> None:
    for shop in workshops(sample):
        times = [one.written_at for one in notes(sample, shop.id)]
        assert times == sorted(times)
        assert len(set(times)) == len(times)


def test_every_speaker_is_one_of_the_workshops_own(sample: Store) -> None:
    for shop in workshops(sample):
        codes = {one.id: one.label for one in speakers(sample, shop.id)}
        assert {one.speaker_id for one in notes(sample, shop.id)} <= codes.keys()
        assert all(label == "the group" or re.fullmatch(r"P\d+", label) for label in codes.values())


def test_only_the_group_observes(sample: Store) -> None:
    """A quote or paraphrase is somebody's; what the facilitator saw is nobody's words."""

    def of_the_group(note: Note) -> bool:
        return note.speaker == "the group"

    assert all(of_the_group(one) == (one.kind is NoteKind.OBSERVATION) for one in all_notes(sample))


def test_young_peoples_findings_stand_on_the_articles_of_the_slides(sample: Store) -> None:
    assert "CAMHS" in _quoted(sample, _finding(sample, 1, 24))
    assert "not for me" in _quoted(sample, _finding(sample, 1, 13))
    assert "luck" in _quoted(sample, _finding(sample, 1, 3))
    heard = _finding(sample, 1, 12)
    figure = statistics(sample)[heard.id]
    assert (figure.value, figure.unit, figure.dated) == ("46", "%", "December 2024")
    assert figure.question
    assert "illustrative" in figure.source


def test_every_excerpt_stands_on_its_words(sample: Store) -> None:
    texts = {one.id: one.text for one in all_notes(sample)}
    standing = excerpts(sample)
    assert len(standing) > 40
    for one in standing:
        assert texts[one.note_id][one.start : one.end] == one.words != ""


def test_every_mapping_is_known_and_one_of_each_is_the_main_one(sample: Store) -> None:
    mappable = {
        one.number for one in load_convention(paths.resource("convention.toml")).articles if one.mappable
    }
    pursued = set(programme(sample).badges)
    for one in findings(sample):
        assert {link.number for link in one.articles} <= mappable
        assert {link.badge_key for link in one.badges} <= pursued
        for links in (one.articles, one.badges):
            assert sum(link.main for link in links) == min(1, len(links))
            assert len({link.id for link in links}) == len(links)
    told = tomllib.loads(paths.resource("sample", "northmere.toml").read_text(encoding="utf-8"))
    first = {
        one["text"]: [one[name][0][0] for name in ("articles", "badges") if one.get(name)]
        for one in told["finding"]
    }
    for one in findings(sample):
        mains = [link.number for link in one.articles if link.main]
        mains += [link.badge_key for link in one.badges if link.main]
        assert mains == first[one.text], "what the file names first is the main one"


def test_findings_leave_something_to_do_and_touch_every_badge(sample: Store) -> None:
    told = findings(sample)
    touched = Counter(link.badge_key for one in told for link in one.badges)
    assert set(touched) == set(programme(sample).badges)
    assert sum(not one.articles and not one.badges for one in told) == 4
    assert sum(one.workshop_id is None for one in told) >= 5
    assert len({one.workshop_id for one in told}) == 4
    assert all(link.reason for one in told for link in one.articles if link.main)


def test_principles_are_those_of_the_convention_file(sample: Store) -> None:
    keys = {one.key for one in load_convention(paths.resource("convention.toml")).principles}
    named = {one.principle for one in findings(sample)} - {""}
    assert len(named) >= 5
    assert named <= keys


def test_every_pursued_badge_has_indicators_and_some_lack_what_real_ones_lack(sample: Store) -> None:
    rows = rows_of(sample, "indicator")
    counted = Counter(str(row["badge_key"]) for row in rows)
    assert set(counted) == set(programme(sample).badges)
    assert min(counted.values()) >= 2
    for part in ("question", "denominator", "dated"):
        assert {bool(row[part]) for row in rows} == {True, False}


def test_contacts_are_plainly_made_up_but_for_the_helplines(sample: Store) -> None:
    numbers = {str(row["phone"]) for row in rows_of(sample, "contact")}
    assert numbers >= HELPLINES
    assert {"020 7946 0144", "020 7946 0111"} <= numbers - HELPLINES
    assert all(DRAMA_NUMBER.fullmatch(one) for one in numbers - HELPLINES)


def test_no_real_place_is_named_and_everything_says_that_it_is_made_up() -> None:
    text = paths.resource("sample", "northmere.toml").read_text(encoding="utf-8")
    words = {word.casefold() for word in re.findall(r"[A-Za-z]+", text)}
    assert not words & REAL_PLACES
    assert set(re.findall(r"020 \d{4} \d{4}", text)) == set(re.findall(DRAMA_NUMBER, text))
    assert (
        "illustrative"
        in datafile.read(paths.resource("sample", "northmere.toml")).top.get("notice", str).casefold()
    )


def test_nothing_of_the_sample_can_be_undone_and_the_journal_explains_it(sample: Store) -> None:
    assert undo_label(sample) is None
    assert redo_label(sample) is None
    assert_journal_explains(sample)


def test_two_samples_say_the_same(sample: Store, tmp_path: Path) -> None:
    again = write_sample(tmp_path / "again.crp", "lantern orchid pebble train", "device-of-tests")
    try:
        for name in (
            "note",
            "finding",
            "excerpt",
            "finding_article",
            "finding_badge",
            "indicator",
            "score",
            "evidence",
        ):
            assert _without_ids(sample, name) == _without_ids(again, name)
    finally:
        again.close()


def _without_ids(store: Store, name: str) -> list[list[tuple[str, str]]]:
    return sorted(
        sorted((key, str(value)) for key, value in row.items() if key != "id" and not key.endswith("_id"))
        for row in rows_of(store, name)
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"It should not depend on who you get.",',
            '"It should depend on who you get.",',
            "must be in one note",
        ),
        ('words = ["Trust takes', 'words = ["the", "Trust takes', "must be in one note"),
        (
            '["culture", "contradicts", "Respect depends',
            '["cultures", "contradicts", "Respect depends',
            "cultures",
        ),
        ('"contradicts", "Respect depends', '"against", "Respect depends', "against"),
        ('by = "P16"', 'by = "P99"', "P99"),
        ('kind = "observation"', 'kind = "observed"', "observed"),
        ("votes = 12", 'votes = "12"', "votes"),
        ("votes = 12", "vote = 12", "vote"),
        ('statement = "culture.staff_know_rights"', 'statement = "culture.staff"', "culture.staff"),
        ('finding = "fountains"', 'finding = "fountain"', "fountain"),
        ('period = "2026-27"\nbadge', 'period = "2027-28"\nbadge', "2027-28"),
        ('scorer = "Ruth Adeyemi"', 'scorer = "Nobody"', "Nobody"),
        ('[[24, "Support while', '[["24", "Support while', "articles"),
        ('[[24, "Support while', '[[24, "Twice."], [24, "Support while', "twice"),
        ("[[indicator]]", "[[indicators]]", "indicators"),
        ('"dont_know", "mostly"]', '"maybe", "mostly"]', "maybe"),
        ('"dont_know", "mostly"]', '"mostly"]', "answer"),
        ('dated = "2026-07-09"', 'dated = "July"', "dated"),
        ('minute = "', 'minutes = "', "minutes"),
        ('voice = "organisation"', 'voices = "organisation"', "voices"),
        ('said_by = "Councillor Imran Shah"', 'spoken_by = "Councillor Imran Shah"', "spoken_by"),
    ],
)
def test_a_slip_in_the_file_names_its_line_and_leaves_nothing(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = paths.resource("sample", "northmere.toml").read_text(encoding="utf-8")
    assert old in text
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(InputProblem) as raised:
        write_programme(
            datafile.parse(text.replace(old, new, 1), "northmere.toml"), tmp_path / "a.crp", None, "device"
        )
    assert said in raised.value.what
    named = re.search(r"northmere\.toml, line (\d+)", raised.value.what)
    assert named is not None
    assert 0 <= line - int(named.group(1)) <= 6
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.crp"
    path.write_bytes(b"mine")
    with pytest.raises(Problem):
        write_sample(path, None, "device-of-tests")
    assert path.read_bytes() == b"mine"


def test_the_sample_opens_with_its_first_person_at_work(sample: Store) -> None:
    assert sample.author is not None
    with sample.read() as conn:
        row = row_values(conn, tables.person, sample.author.person_id)
    assert row is not None
    assert row["name"] == "Ruth Adeyemi"
