"""Text that looks the same is the same: for names, numbers, stand-ins, repeated words, searches and suggestions."""

import unicodedata
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from crp_desktop import paths
from crp_desktop.domain import datafile
from crp_desktop.domain.comparable import comparable, compared
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.fold import fold
from crp_desktop.domain.framework import load_framework
from crp_desktop.domain.identifiers import find_identifiers
from crp_desktop.domain.name_lists import load_names
from crp_desktop.domain.pseudonyms import Swap, changed, changes
from crp_desktop.domain.text import clean, has_words, printable, trimmed
from crp_desktop.domain.vocabulary import load_vocabulary
from crp_desktop.domain.withdrawn_words import WithdrawnWordsMatcher
from crp_desktop.services.rights.suggest import load_suggester
from tests.domain.test_identifiers import labelled
from tests.unseen import DASHES, LINE_ENDS, SPACES, UNSEEN

TURNING = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"
LISTS = load_names(paths.resource("names"))
NUMBERS = (
    "ring 07700 900123 tonight", "call +44 7700 900123", "she lives at M1 1AE now", "born 12 March 2011 in town",
    "born 12-03-2011 they said", "her number is 943 476 5919 there", "QQ 12 34 56 C is his", "A123456789012 is hers",
    "mail m.b-c@example.org please", "see @kay_d99 there", "Flat 12 on the left", "snapchat is kay.d99",
    "14 Watling Avenue is damp", "the car AB12 CDE is old", "they moved to Stoke-on-Trent", "at St Hilda’s now",
)  # fmt: skip


@cache
def listed() -> tuple[str, ...]:
    """Every name of the lists."""
    found: list[str] = []
    for name in ("given", "family"):
        for entry in datafile.read(paths.resource("names") / f"{name}.toml").entries("names"):
            found += [word.strip() for word in entry.get("words", str).split(",")]
    return tuple(found)


def told(text: str) -> list[tuple[str, str]]:
    """What is found, but for the characters themselves that turn the order of letters round."""
    hits = (hit for hit in find_identifiers(text, LISTS) if hit.words[0] not in TURNING)
    return [(compared(hit.words), hit.what) for hit in hits]


@pytest.mark.parametrize("letter", UNSEEN[:: max(len(UNSEEN) // 400, 1)])
def test_an_unseen_character_hides_nothing(letter: str) -> None:
    assert compared(f"a{letter}b") == "ab"
    assert fold(f"pa{letter}rk") == "park"
    assert told(f"Fat{letter}ima said no{letter}") == told("Fatima said no")


def test_the_classes_are_whole() -> None:
    assert {letter for letter in UNSEEN if compared(letter)} == set()
    assert {letter for letter in SPACES if compared(letter) != " "} == set()
    assert {letter for letter in DASHES if compared(letter) not in ("-", "\u2013")} == set()
    assert {letter for letter in LINE_ENDS if compared(letter) != "\n"} == set()


SENTENCES = st.sampled_from([text for text, spans in labelled() if spans] + list(NUMBERS))


@settings(max_examples=400, deadline=None)
@given(SENTENCES, st.data())
def test_what_is_found_is_found_with_unseen_characters_anywhere(text: str, data: st.DataObject) -> None:
    with_them = strewn(text, data)
    assert told(with_them) == told(text)
    for hit in find_identifiers(with_them, LISTS):
        assert hit.words == with_them[hit.start : hit.end]


def strewn(text: str, data: st.DataObject) -> str:
    """The text with unseen characters at any places, and other spaces and hyphens for its own."""
    places = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    for at in sorted(places, reverse=True):
        text = text[:at] + data.draw(st.sampled_from(UNSEEN)) + text[at:]
    if data.draw(st.booleans()):
        text = text.replace(" ", data.draw(st.sampled_from(SPACES)))
    if data.draw(st.booleans()):
        hyphens = [one for one in DASHES if compared(one) == "-"]
        text = text.replace("-", data.draw(st.sampled_from(hyphens)))
    return text


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(listed()), st.data())
def test_every_name_of_the_lists_is_found_however_it_is_strewn(name: str, data: st.DataObject) -> None:
    text = f"yesterday {name} told us"
    assert told(strewn(text, data)) == told(text)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(LISTS.places)), st.data())
def test_every_place_and_the_councils_own_words_are_found(place: str, data: st.DataObject) -> None:
    own = LISTS.with_own(["The Lighthouse", place], [])
    text = f"we meet at the lighthouse in {place} now"
    found = [compared(hit.words) for hit in find_identifiers(text, own)]
    assert found
    again = [hit for hit in find_identifiers(strewn(text, data), own) if hit.words[0] not in TURNING]
    assert [compared(hit.words) for hit in again] == found


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([one for one in NUMBERS if "-" in one]), st.sampled_from(DASHES))
def test_every_dash_is_a_hyphen_in_a_number(text: str, dash: str) -> None:
    found = {hit.what for hit in find_identifiers(text, LISTS)}
    assert {hit.what for hit in find_identifiers(text.replace("-", dash), LISTS)} == found


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["Mohammed", "Zaynab", "Kayden O’Brien", "07700 900123"]), st.data())
def test_a_stand_in_takes_a_name_however_it_is_written(name: str, data: st.DataObject) -> None:
    text = f"then {strewn(name, data)} left"
    made = changes(text, [Swap((name,), "[child A]")], LISTS)
    assert compared(changed(text, made)) == "then [child A] left"
    again = changes(f"then {name} left", [Swap((strewn(name, data),), "[child A]")], LISTS)
    assert changed(f"then {name} left", again) == "then [child A] left"


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_words_that_were_said_are_known_again(data: st.DataObject) -> None:
    said = "the playground is closed again"
    assert WithdrawnWordsMatcher([said]).repeated_in(strewn(said, data))
    assert WithdrawnWordsMatcher([strewn(said, data)]).repeated_in(said)
    assert fold(strewn(said, data)) == fold(said)


@cache
def phrases() -> tuple[str, ...]:
    """Every phrase of the suggester's vocabulary that is words alone."""
    convention = load_convention(paths.resource("convention.toml"))
    badges = frozenset(badge.key for badge in load_framework(paths.resource("framework.toml")).badges)
    vocabulary = load_vocabulary(paths.resource("vocabulary"), convention, badges)
    return tuple(phrase.text for phrase in vocabulary.phrases if "@" not in phrase.text)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(phrases()), st.data())
def test_suggestions_are_the_same(text: str, data: st.DataObject) -> None:
    suggester = load_suggester()
    strewn_text = strewn(text, data)
    for suggest in (suggester.articles, suggester.badges):
        plain = [(one.key, one.score) for one in suggest(text)]
        assert [(one.key, one.score) for one in suggest(strewn_text)] == plain


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u064a\u062e\u0648\u0627\u0647\u0645"),
        ("\u06a9\u062a\u0627\u0628", "\u0643\u062a\u0627\u0628"),
        ("\u0645\u062d\u0645\u0640\u0640\u0640\u062f", "\u0645\u062d\u0645\u062f"),
        ("\ufefb", "\u0644\u0627"),
        ("Ｆａｔｉｍａ", "Fatima"),
        ("𝐅𝐚𝐭𝐢𝐦𝐚", "Fatima"),
        ("oﬃce", "office"),
        ("０７７００ ٩٠٠١٢٣", "07700 900123"),
        ("O’Brien", "OʼBrien"),
        ("12⁄03⁄2011", "12/03/2011"),
        ("0\ufe0f\u20e37\ufe0f\u20e3", "07"),
    ],
)
def test_what_looks_the_same(written: str, same: str) -> None:
    assert compared(written) == compared(same)
    assert fold(written) == fold(same)


def test_other_scripts_are_kept_apart() -> None:
    assert compared("Р1") != compared("P1")
    assert compared("ß") != compared("B")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fatima said no \u2764\ufe0f", ["Fatima"]),
        ("Fatima\u2028said no", ["Fatima"]),
        ("M1\u00a01AE is damp", ["M1\u00a01AE"]),
        ("ring 07700\u00a0900123 tonight", ["07700\u00a0900123"]),
        ("born 12\u00a0March\u00a02011", ["12\u00a0March\u00a02011"]),
        ("born 12\u201103\u20112011", ["12\u201103\u20112011"]),
        ("12\u201103\u20112011", ["12\u201103\u20112011"]),
        ("mine is kay＠example．org", ["kay＠example．org"]),
        ("Moham\u00admed told us", ["Moham\u00admed"]),
        ("Fatima-she said no", ["Fatima-she"]),
        ("Fatima—she said no", ["Fatima"]),
        (
            "a flag \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f and Fatima",
            ["Fatima"],
        ),
        ("\u202aFatima\u202c said no", ["Fatima"]),
    ],
)
def test_a_hit_has_the_places_and_words_of_what_was_written(text: str, words: list[str]) -> None:
    found = find_identifiers(text, LISTS)
    assert [hit.words for hit in found] == words
    assert all(text[hit.start : hit.end] == hit.words for hit in found)


@given(st.text())
@example("\u00ad\u00ad")
@example("ﷺ½…\u00ad")
def test_places_map_back(text: str) -> None:
    same = comparable(text)
    last = 0
    for at, letter in enumerate(same.text):
        start, end = same.span(at, at + 1)
        assert last <= start < end <= len(text)
        assert letter in compared(text[start:end])
        last = start
    assert compared(same.text) == same.text


@given(st.text())
def test_nothing_unseen_is_printed_and_nothing_is_glued(text: str) -> None:
    paper = printable(clean(text))
    kept = "\u200b\u200c\u200d"
    assert not set(paper) & (set(UNSEEN) - set(kept))
    assert "\u2028" not in paper
    assert compared(paper) == compared(clean(text))


def test_line_separators_are_line_ends() -> None:
    for letter in LINE_ENDS:
        assert clean(f"Fatima{letter}said no") == "Fatima\nsaid no"
        assert printable(f"Fatima{letter}said no") == "Fatima\nsaid no"


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u2800 \ufeff", "\u3164", "\U000e0041"])
def test_a_text_that_nobody_sees_has_no_words(text: str) -> None:
    assert not has_words(text)
    assert not clean(text).strip()


def test_ends_are_trimmed_of_what_nobody_sees_and_emoji_stay_whole() -> None:
    welsh = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    assert trimmed("\ufeff text \u200b") == "text"
    assert trimmed("we \u2764\ufe0f") == "we \u2764\ufe0f"
    assert trimmed(welsh) == welsh
    assert trimmed("\u200e\u200b") == ""


def test_written_text_stays_as_it_was_written() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("play\u00adground") == "play\u00adground"
    assert unicodedata.is_normalized("NFC", clean("e\u0301"))
