"""The suggester's reading and ranking, on a vocabulary of its own so that the shipped one may change."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop import paths
from crp_desktop.domain import datafile
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.learning import LIKE, SHIFT_LIMIT, Learning, Mapped, Memory
from crp_desktop.domain.lexicon import Lexicon
from crp_desktop.domain.stemming import stem, tokens
from crp_desktop.domain.suggest import READ, Suggester
from crp_desktop.domain.vocabulary import Key, Vocabulary, read_vocabulary

WORDS = """
[little]
words = "the, a, is, by, near"

[spare]
words = "about, to, get"

[quiet]
words = "my, me, nobody, not, keep, child"

[same]
mum = "mother, mam"
keep = "kept"
"social worker" = "key worker"
wifi = "wi-fi, wi fi"

[class]
nobody = "nobody, no one, never"

[[article]]
number = 12
strong = "@nobody asked me"
words = "listen"

[[article]]
number = 20
strong = "social worker keeps changing, foster placement"
words = "mum"

[[article]]
number = 24
strong = "camhs, mental health"
weak = "help"

[[article]]
number = 27
strong = "overcrowded"

[[badge]]
key = "healthy"
strong = "camhs"
"""
KNOWN: frozenset[Key] = frozenset({12, 20, 24, 27, "healthy"})


def vocabulary(text: str = WORDS) -> Vocabulary:
    return read_vocabulary([datafile.parse(text, "words.toml")], KNOWN)


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(
        vocabulary(),
        load_convention(paths.resource("convention.toml")),
        load_framework(paths.resource("framework.toml")),
    )


@pytest.mark.parametrize(
    "family",
    [
        "listen listens listened listening",
        "bully bullies bullied",
        "stop stops stopped stopping",
        "exclude excludes excluded excluding",
        "care cares cared caring",
        "equality equality's",
        "hope hoped hoping",
        "harm harmful harms",
    ],
)
def test_inflections_of_a_word_meet(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["care car", "placement place", "hope hop", "rape rap", "bite bit", "site sit", "business busy"]
)
def test_words_of_other_meanings_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_tokens_stand_where_the_words_stand() -> None:
    text = "Mum’s  café… don't\nself-harm 🙂 مدرسة"
    assert [text[token.start : token.end] for token in tokens(text)] == [
        "Mum’s", "café", "don't", "self", "harm", "مدرسة",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "My social worker keeps changing.",
        "social workers kept changing",
        "My key worker just keeps on changing",
        "SOCIAL WORKER KEEPS CHANGING",
    ],
)
def test_a_phrase_is_found_in_other_forms_and_with_words_between(suggester: Suggester, text: str) -> None:
    best = suggester.articles(text)[0]
    assert best.key == 20
    assert best.score > 0.4


def test_a_phrase_whose_words_are_far_apart_is_not_found(suggester: Suggester) -> None:
    near = {one.key: one for one in suggester.articles("the foster placement")}
    far = {one.key: one for one in suggester.articles("foster dogs, cats, birds, mice in a placement")}
    assert "“foster placement”" in near[20].why
    assert "“foster”, “placement”" in far[20].why
    assert near[20].score > far[20].score + 0.1


@pytest.mark.parametrize("stop", [". ", "! ", "?\n", "\n"])
def test_a_phrase_does_not_go_from_one_sentence_into_the_next(suggester: Suggester, stop: str) -> None:
    said = {one.key: one.why for one in suggester.articles(f"They foster{stop}Placement is another matter")}
    assert f"foster{stop.strip()} Placement" not in said[20].replace("\n", " ")


@pytest.mark.parametrize("text", ["nobody asked me", "no one ever asked me", "they never asked me about it"])
def test_a_class_stands_for_its_words(suggester: Suggester, text: str) -> None:
    assert suggester.articles(text)[0].key == 12


def test_why_quotes_the_words_as_they_stand_in_the_text(suggester: Suggester) -> None:
    text = "My Social Workers   kept CHANGING, and CAMHS did nothing"
    whys = {found.key: found.why for found in suggester.articles(text)}
    assert "“Social Workers kept CHANGING”" in whys[20]
    assert "“CAMHS”" in whys[24]


def test_a_negation_does_not_hide_the_topic(suggester: Suggester) -> None:
    assert suggester.articles("there is no mental health help")[0].key == 24
    assert suggester.articles("they do not listen")[0].key == 12


def test_a_text_of_two_topics_gets_both(suggester: Suggester) -> None:
    found = [one.key for one in suggester.articles("Our flat is overcrowded and camhs never rang back")]
    assert set(found[:2]) == {24, 27}


@pytest.mark.parametrize("text", ["overcroweded", "ovrcrowded", "overcrwoded", "ovarcrowded"])
def test_a_slip_is_mended_and_counts_for_less(suggester: Suggester, text: str) -> None:
    right, slipped = suggester.articles("overcrowded")[0], suggester.articles(text)[0]
    assert slipped.key == 27
    assert slipped.score < right.score


def test_badges_take_over_from_linked_articles_and_say_so(suggester: Suggester) -> None:
    found = {one.key: one for one in suggester.badges("the social worker keeps changing")}
    assert "Article 20" in found["family_belonging"].why
    assert suggester.badges("camhs")[0].key == "healthy"


def test_spelling_in_two_words_or_one_is_the_same() -> None:
    lexicon = Lexicon(vocabulary())
    assert len({lexicon.read(text)[0].forms for text in ("wifi", "wi-fi", "Wi Fi", "WIFI")}) == 1


def test_spare_words_stay_in_a_phrase_that_has_little_else() -> None:
    lexicon = Lexicon(vocabulary())
    assert lexicon.phrase("get to the foster placement") == ("foster", "placement")
    assert lexicon.phrase("about me") == ("about", "me")
    assert lexicon.phrase("the a is") == ()


def test_texts_that_say_nothing_get_no_suggestion(suggester: Suggester) -> None:
    for text in ("", "   ", "🙂🙂", "zzz qqq", "المدرسة بعيدة"):
        assert suggester.articles(text) == []


def test_what_comes_after_the_bound_is_not_read(suggester: Suggester) -> None:
    padding = "zz " * (READ // 3)
    assert suggester.articles("camhs " + padding + " overcrowded") == suggester.articles("camhs")


@settings(max_examples=150, deadline=timedelta(seconds=2))
@given(st.text(max_size=400))
def test_any_text_gets_an_answer_and_always_the_same(suggester: Suggester, text: str) -> None:
    for ask in (suggester.articles, suggester.badges):
        found = ask(text)
        assert found == ask(text)
        assert len(found) <= 10
        assert all(0 < one.score < 1 and one.why for one in found)
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize(
    "text", ["a" * 200_000, "camhs " * 33_000, "🙂" * 200_000, "مدرسة " * 33_000, "\ud800 x"]
)
def test_huge_and_torn_texts_are_answered(suggester: Suggester, text: str) -> None:
    assert suggester.articles(text) == suggester.articles(text)


@given(st.integers(0, 40))
def test_the_limit_holds(suggester: Suggester, limit: int) -> None:
    text = "camhs overcrowded mum listen education health family privacy play war"
    found = suggester.articles(text, limit)
    assert len(found) <= limit
    assert found == suggester.articles(text, 100)[:limit]


def test_confirmed_mappings_like_the_text_add_and_say_so(suggester: Suggester) -> None:
    mapped = [Mapped(f"f{n}", f"The climbing wall by the canal {n}", (27, "place")) for n in range(3)]
    taught = suggester.with_learning(Learning(tuple(mapped)))
    text = "climbing wall near the canal"
    assert suggester.articles(text) == []
    best = taught.articles(text)[0]
    assert (best.key, best.why) == (27, "Like 3 findings you mapped before")
    assert taught.badges(text)[0].key == "place"


def test_a_finding_is_not_like_itself(suggester: Suggester) -> None:
    taught = suggester.with_learning(Learning((Mapped("own", "climbing wall by the canal", (27,)),)))
    assert taught.articles("climbing wall by the canal", own="own") == []
    assert taught.articles("climbing wall by the canal", own="another")[0].key == 27


def test_little_likeness_counts_for_nothing() -> None:
    lexicon = Lexicon(vocabulary())
    memory = Memory(lexicon, (Mapped("f", "canal boats, locks, bridges, ducks and swans", (27,)),))
    assert memory.like(lexicon.read("the canal museum is closed on wet Tuesdays")) == []
    likeness, mapped = memory.like(lexicon.read("canal boats and locks"))[0]
    assert (mapped.finding_id, likeness > LIKE) == ("f", True)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_accepting_and_dismissing_shift_within_bounds(taken: int, refused: int) -> None:
    shift = Learning((), {24: taken}, {24: refused}).shift(24)
    assert -SHIFT_LIMIT < shift < SHIFT_LIMIT
    assert (shift > 0) == (taken > refused)
    assert (shift < 0) == (taken < refused)


def test_dismissals_lower_and_acceptances_raise_a_score(suggester: Suggester) -> None:
    before = suggester.articles("camhs")[0].score
    assert suggester.with_learning(Learning((), {24: 9}, {})).articles("camhs")[0].score > before
    assert suggester.with_learning(Learning((), {}, {24: 9})).articles("camhs")[0].score < before
    assert suggester.articles("camhs")[0].score == before


def test_learning_describes_itself_articles_first() -> None:
    rows = Learning((), {24: 6, "healthy": 2}, {3: 6, "healthy": 2}).describe()
    assert [row.key for row in rows] == [3, 24, "healthy"]
    assert rows[0].sentence == "Suggested a little lower down: its score is lowered by 15%."
    assert rows[1].sentence == "Suggested a little higher up: its score is raised by 15%."
    assert rows[2].sentence == "Suggested as before."


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("number = 27", "number = 43", "43"),
        ("@nobody asked me", "@noone asked me", "@noone"),
        ('weak = "help"', 'weka = "help"', "weka"),
        ('strong = "overcrowded"', "strong = [1]", "text"),
        ("[little]", "[litle]", "litle"),
    ],
)
def test_a_wrong_vocabulary_is_refused_with_its_line(old: str, new: str, named: str) -> None:
    line = WORDS[: WORDS.index(old)].count("\n") + 1
    with pytest.raises(InputProblem) as caught:
        vocabulary(WORDS.replace(old, new))
    assert f"line {line}," in str(caught.value)
    assert named in str(caught.value)


def test_the_line_of_a_phrase_in_a_long_list_is_named() -> None:
    text = WORDS.replace('words = "listen"', 'words = """\nlisten,\nheard, @nowhere at all\n"""')
    line = text[: text.index("@nowhere")].count("\n") + 1
    with pytest.raises(InputProblem, match=f"line {line},"):
        vocabulary(text)
