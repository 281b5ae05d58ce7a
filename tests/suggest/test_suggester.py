"""The shipped suggester: how often it is right on the labelled texts, its vocabulary, its command, its learning."""

import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from crp_desktop import paths
from crp_desktop.cli import main
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.lexicon import Lexicon
from crp_desktop.domain.suggest import Suggester, likely
from crp_desktop.domain.vocabulary import Vocabulary, load_vocabulary
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.rights.learning import forget_learning
from crp_desktop.services.rights.mapping import dismiss, map_article, map_badge
from crp_desktop.services.rights.suggest import load_learning, load_suggester
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains
from tests.suggest import evaluate

FLOORS = {
    "council_plan": 0.95,
    "officers": 0.85,
    "schools": 0.80,
    "young_people": 0.85,
    "impact_assessment": 0.70,
    "child_complaints": 0.60,
}
"""The share of texts with an accepted article among the first three that the product promises, by register."""


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return load_suggester()


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    framework = load_framework(paths.resource("framework.toml"))
    return load_vocabulary(
        paths.resource("vocabulary"),
        load_convention(paths.resource("convention.toml")),
        frozenset(badge.key for badge in framework.badges),
    )


@pytest.mark.parametrize("half", evaluate.HALVES)
def test_a_right_article_is_among_the_first_three_as_often_as_promised(
    suggester: Suggester, half: str
) -> None:
    table = evaluate.by_register(evaluate.article_answers(suggester, evaluate.read(half)))
    for register, floor in FLOORS.items():
        assert table[register].hit_3 >= floor, register


@pytest.mark.parametrize("half", evaluate.HALVES)
def test_a_right_badge_is_among_the_first_three_most_times(suggester: Suggester, half: str) -> None:
    table = evaluate.by_register(evaluate.badge_answers(suggester, evaluate.read(half)))
    assert table["all"].hit_3 >= 0.8


def test_every_article_and_badge_has_words_of_its_own(vocabulary: Vocabulary) -> None:
    counts = Counter(phrase.key for phrase in vocabulary.phrases)
    for number in range(1, 43):
        assert counts[number] >= 25, number
    for key in ("innovation", "culture", "healthy", "place", "flourishing", "child_friendly_services"):
        assert counts[key] >= 25, key


def test_no_phrase_of_several_words_shrinks_to_one_that_says_nothing(vocabulary: Vocabulary) -> None:
    lexicon = Lexicon(vocabulary)
    joined = {other for _, others in vocabulary.same for other in others}
    for phrase in vocabulary.phrases:
        forms = lexicon.phrase(phrase.text)
        assert forms, phrase
        if len(phrase.text.split()) > 1 and phrase.text not in joined:
            assert len(forms) > 1 or forms[0] not in lexicon.quiet, phrase


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("they shout at us", 19),
        ("nobody asked me", 12),
        ("my social worker keeps changing", 20),
        ("we have mice and my bed is wet from the ceiling", 27),
        ("waited two years for CAMHS", 24),
        ("get stopped and searched for nothing", 40),
        ("mum reads my messages", 16),
        ("men beep at us when we walk to school", 34),
        ("I didn't know I had rights", 42),
        ("ther is nothng to do round here", 31),
    ],
)
def test_what_children_say_finds_its_article(suggester: Suggester, text: str, number: int) -> None:
    assert number in [found.key for found in suggester.articles(text, 3)]


@pytest.mark.parametrize(
    "text", ["n", "I can see", "wait", "we can wait and see", "they said what they'd find"]
)
def test_words_that_could_be_said_of_anything_are_no_reason(suggester: Suggester, text: str) -> None:
    assert likely(suggester.articles(text)) == []


def test_no_reason_joins_two_sentences(suggester: Suggester) -> None:
    said = " ".join(one.why for one in suggester.articles("We like the park. Closed toilets are no use."))
    assert "toilets" in said
    assert "park. Closed" not in said


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("Support for special educational needs comes too late", 23, {11, 22, 34}),
        ("The toilets are locked and dirty", 24, {33, 34}),
    ],
)
def test_vocabulary_that_many_articles_share_brings_no_far_article(
    suggester: Suggester, text: str, right: int, wrong: set[int]
) -> None:
    keys = [one.key for one in likely(suggester.articles(text))]
    assert right in keys
    assert wrong.isdisjoint(keys)


def lines(*args: str, stdin: bytes | None = None) -> list[dict]:
    run = CliRunner().invoke(main, ["suggest", "--json", *args], input=stdin)
    assert run.exit_code == 0, run.output
    return [json.loads(line) for line in run.stdout.split("\n") if line]


def test_the_command_answers_each_text_in_order() -> None:
    first, second = lines("nobody asked me", "no wifi at home")
    assert (first["text"], first["articles"][0]["number"]) == ("nobody asked me", 12)
    assert (second["text"], second["badges"][0]["key"]) == ("no wifi at home", "communication")
    assert set(first["articles"][0]) == {"number", "score", "why"}
    assert len(first["articles"]) <= 10


def test_the_command_answers_lines_one_for_one() -> None:
    found = lines("-", stdin="they shout at us\n\nمرحبا 🙂\r\nlast \xff".encode("utf-8", "surrogatepass"))
    assert [one["text"] for one in found] == ["they shout at us", "", "مرحبا 🙂", "last ÿ"]
    assert found[1]["articles"] == []


def test_the_command_takes_bytes_that_are_no_text() -> None:
    assert lines("-", stdin=b"bullied \xff\n")[0]["articles"][0]["number"] == 19


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = new_programme(tmp_path / "programme.crp")
    yield made
    assert_journal_explains(made)
    made.close()


def finding(store: Store, text: str) -> str:
    return add_finding(store, FindingKind.CONCERN, text).value


def test_a_programme_teaches_by_what_it_mapped_accepted_and_dismissed(store: Store) -> None:
    wall = finding(store, "The climbing wall by the canal")
    map_article(store, wall, 31, suggested=True)
    map_badge(store, wall, "place")
    dismiss(store, wall, 27)
    dismiss(store, wall, "healthy")
    learning = load_learning(store)
    assert [(one.finding_id, set(one.keys)) for one in learning.mapped] == [(wall, {31, "place"})]
    assert dict(learning.accepted) == {31: 1}
    assert dict(learning.dismissed) == {27: 1, "healthy": 1}
    taught = load_suggester().with_learning(learning)
    found = {one.key: one.why for one in taught.articles("a climbing wall by a canal")}
    assert "1 finding you mapped before" in found[31]


def test_what_was_forgotten_teaches_nothing(store: Store) -> None:
    wall = finding(store, "The climbing wall by the canal")
    map_article(store, wall, 31, suggested=True)
    dismiss(store, wall, 27)
    forget_learning(store)
    learning = load_learning(store)
    assert (learning.mapped, dict(learning.accepted), dict(learning.dismissed)) == ((), {}, {})


def test_a_finding_that_is_gone_teaches_nothing(store: Store) -> None:
    wall = finding(store, "The climbing wall by the canal")
    map_article(store, wall, 31)
    store.undo()
    assert load_learning(store).mapped == ()


def test_the_command_goes_by_a_programmes_learning(tmp_path: Path) -> None:
    path = tmp_path / "programme.crp"
    store = new_programme(path)
    map_article(store, finding(store, "zibble zabble wub"), 33)
    store.close()
    assert 33 not in [one["number"] for one in lines("zibble zabble wub")[0]["articles"]]
    found = lines("--store", str(path), "zibble zabble wub")[0]["articles"]
    assert found[0]["number"] == 33
    assert found[0]["why"] == "Like 1 finding you mapped before"
