"""A name that somebody disguised is asked about, whatever mix of disguises it has on; what only looks like one is
not."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crp_desktop import paths
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.identifiers import find_identifiers
from crp_desktop.domain.lookalikes import LATIN, looks_like, unmixed
from crp_desktop.domain.name_lists import key, load_names
from crp_desktop.domain.pseudonyms import Swap, changed, changes
from tests.domain.test_comparable import listed
from tests.domain.test_identifiers import labelled

LISTS = load_names(paths.resource("names"))
NAMES = sorted({name for name in listed() if name.isascii() and name.isalpha() and 4 <= len(name) <= 16})
SURE = [
    name
    for name in NAMES
    if key(name) not in LISTS.ordinary | LISTS.doubles | LISTS.capitals | LISTS.places | LISTS.large
    and len(name) > 4
]
LOOK = {}
for _code, _latin in LATIN.items():
    if compared(chr(_code)) == chr(_code):
        LOOK.setdefault(_latin, []).append(chr(_code))
DIGITS = {"o": "0", "i": "1!", "l": "1|", "e": "3€", "a": "4@", "s": "5$", "t": "7+", "b": "8", "g": "69"}
WIDE = {chr(code - 0xFEE0): chr(code) for code in range(0xFF21, 0xFF5B)}


def asked(text: str, words: str) -> bool:
    """Whether something that has a part in these words of the text is asked about."""
    at = text.index(words)
    return any(hit.start < at + len(words) and at < hit.end for hit in find_identifiers(text, LISTS))


def in_other_letters(name: str, chance: random.Random, part: float) -> str:
    return "".join(
        chance.choice(LOOK[letter]) if letter in LOOK and chance.random() < part else letter
        for letter in name
    )


def in_digits(name: str, chance: random.Random) -> str:
    """One or two digits or signs for letters; two letters stay, and no sign at the end, where it ends a sentence."""
    places = [at for at, letter in enumerate(name) if letter.lower() in DIGITS]
    letters = list(name)
    for at in chance.sample(places, min(2, len(places), len(name) - 2)):
        some = DIGITS[name[at].lower()]
        letters[at] = some[0] if at == len(name) - 1 else chance.choice(some)
    return "".join(letters)


def wide(name: str, chance: random.Random) -> str:
    return "".join(WIDE.get(letter, letter) if chance.random() < 0.5 else letter for letter in name)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.data())
def test_any_name_with_any_mix_of_disguises_is_asked_about(
    name: str, chance: random.Random, data: st.DataObject
) -> None:
    kinds = data.draw(st.sets(st.sampled_from(["letters", "digits", "wide"]), min_size=0))
    apart = data.draw(st.sampled_from(["", " ", ".", "-", "_", ". ", " - ", "·", "\u2011", "\u00a0"]))
    written = in_digits(name, chance) if "digits" in kinds else name
    if "letters" in kinds:
        written = in_other_letters(written, chance, 0.7)
    if "wide" in kinds:
        written = wide(written, chance)
    if written == name and not apart:
        return
    written = apart.join(written)
    assert asked(f"yesterday {written} told us so", written)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SURE), st.sampled_from(["", "-", ".", "_", "\u202e", "\u2067"]), st.integers(1, 9))
def test_pieces_and_names_written_backwards_are_asked_about(name: str, between: str, at: int) -> None:
    turned_round = f"\u202e{name[::-1]}\u202c"
    pieces = name[: at % (len(name) - 1) + 1] + between + name[at % (len(name) - 1) + 1 :]
    for written in (turned_round, name[::-1], pieces if between in "-._" and between else turned_round):
        if key(compared(written)) not in LISTS.ordinary | LISTS.capitals | LISTS.places | LISTS.large:
            assert asked(f"yesterday {written} told us so", written), written


@pytest.mark.parametrize("control", "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")
def test_an_order_that_is_turned_round_is_asked_about_itself(control: str) -> None:
    text = f"we saw {control}olleh ni\u202c there"
    assert [hit.words for hit in find_identifiers(text, LISTS)] == [f"{control}olleh"]


HARMLESS = (
    "meet at 5am or 10am, option A, B, E or F", "the N.H.S. and his D.O.B., e.g. i.e. etc.", "P3 said gr8 w0rk",
    "Year7 and Yr10, form 9a, in M4", "he/she, and/or, his/her, yes/no", "co-op, e-mail, on-line, self-harm, re-do",
    "b4 2day l8r, str8 home", "the 1st 2nd 3rd 4th 21st time", "£5k and 4x4 at 20mph in 3D", "www.example.org is down",
    "A B C D E F G", "a - b - c - d", "Wow!!! no!! yes!", "1 2 3 4 5", "- a\n- b\n- c", "x = a + b + c",
    "нет мама рано она сказала что там хорошо", "так она нам рассказала про парк", "η μητέρα μου είναι εδώ",
    "50/50, 24/7, 3-4 of us", "P1. P2. P3.", "Q1: a. b. c.", "I, a m, o k",
)  # fmt: skip


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_disguise_is_not_asked_about(text: str) -> None:
    assert find_identifiers(text, LISTS) == []


def test_no_false_alarm_in_the_labelled_sentences() -> None:
    for text, spans in labelled():
        for hit in find_identifiers(text, LISTS):
            if "disguise" in hit.why or "backwards" in hit.why or "order" in hit.why:
                assert any(hit.start < high and low < hit.end for low, high in spans), (hit, text)


def test_stand_ins_take_a_lookalike_and_the_other_way_round() -> None:
    for written, other in (("Јessica", "Jessica"), ("Jessica", "Јеssica"), ("Моhammed", "Mohammed")):
        made = changes(f"then {written} left", [Swap((other,), "[child A]")], LISTS)
        assert changed(f"then {written} left", made) == "then [child A] left"


def test_only_mixed_words_are_made_latin() -> None:
    assert unmixed("Јessica") == "Jessica"
    assert unmixed("рука") == "рука"
    assert unmixed("Олена") == "Олена"
    assert unmixed("Müller") == "Müller"


def test_lookalikes_stay_in_their_places() -> None:
    assert all(len(latin) == 1 for latin in LATIN.values())
    assert re.fullmatch("[A-Za-z3']+", "".join(LATIN.values()))
    assert len(looks_like("Јеѕѕіса ß ﷺ 🅹")) == len("Јеѕѕіса ß ﷺ 🅹")


@pytest.mark.parametrize("unit", ["a ", "J.", "a-", "1a", "@", "\u202e", "ј", "Je-", "|l"])
def test_time_grows_with_the_length_alone(unit: str) -> None:
    import time

    times = []
    for size in (20_000, 200_000):
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        find_identifiers(text, LISTS)
        times.append(time.process_time() - start)
    assert times[1] < max(40 * times[0], 2.0)
