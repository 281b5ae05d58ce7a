"""Likely identifiers: what is found in a labelled set of sentences, what each hit says, and how long it takes."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from crp_desktop import paths
from crp_desktop.domain.identifiers import What, find_identifiers
from crp_desktop.domain.name_lists import load_names

LISTS = load_names(paths.resource("names"))
SENTENCES = Path(__file__).with_name("identifier_sentences.txt")
MARKED = re.compile("«([^»]*)»")


def labelled() -> list[tuple[str, list[tuple[int, int]]]]:
    """Each sentence without its marks, and the places that they were round."""
    found = []
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith(("#", "---")):
            spans, text, last = [], "", 0
            for match in MARKED.finditer(line):
                text += line[last : match.start()]
                spans.append((len(text), len(text) + len(match[1])))
                text += match[1]
                last = match.end()
            found.append((text + line[last:], spans))
    return found


def judged() -> tuple[list[str], list[str], int]:
    """What was missed, what was found and should not have been, and how many were right."""
    missed, wrong, right = [], [], 0
    for text, spans in labelled():
        hits = find_identifiers(text, LISTS)
        for low, high in spans:
            if any(hit.start < high and low < hit.end for hit in hits):
                right += 1
            else:
                missed.append(f"{text[low:high]} | {text}")
        wrong += [
            f"{hit.words} | {hit.why} | {text}"
            for hit in hits
            if not any(hit.start < high and low < hit.end for low, high in spans)
        ]
    return missed, wrong, right


def test_the_labelled_sentences() -> None:
    missed, wrong, right = judged()
    assert len(labelled()) >= 260
    assert right / (right + len(missed)) >= 0.97, missed
    assert right / (right + len(wrong)) >= 0.97, wrong


@pytest.mark.parametrize(
    ("text", "words", "what"),
    [
        ("yesterday Kayden O’Brien cried", "Kayden O’Brien", What.PERSON),
        ("ask Mr Okonkwo about it", "Okonkwo", What.ADULT),
        ("we go to Oak Hill Junior School daily", "Oak Hill Junior School", What.SCHOOL),
        ("she is at St Hilda’s now", "St Hilda", What.SCHOOL),
        ("14 Watling Avenue is damp", "14 Watling Avenue", What.PLACE),
        ("they moved to Stoke-on-Trent", "Stoke-on-Trent", What.PLACE),
        ("text 07700 900123 please", "07700 900123", What.NUMBER),
        ("mine is m.b@example.org.", "m.b@example.org", What.CONTACT),
        ("born on 3 June 2012, she said", "3 June 2012", What.BORN),
        ("قالت فاطمة إنها خائفة", "فاطمة", What.PERSON),
        ("сказала Олена вчора", "Олена", What.PERSON),
        ("ফাতেমা বলেছে", "ফাতেমা", What.PERSON),
        ("we saw Ngọc Ánh Trần there", "Ngọc Ánh Trần", What.PERSON),
    ],
)
def test_what_a_hit_covers_and_says(text: str, words: str, what: What) -> None:
    found = find_identifiers(text, LISTS)
    assert [(hit.words, hit.what) for hit in found] == [(words, what)]
    assert text[found[0].start : found[0].end] == words
    assert found[0].why


def test_public_numbers_and_bodies_belong_to_nobody() -> None:
    text = "Ring Childline on 0800 1111 or 0300 123 4567, see www.gov.uk or @nspcc. It costs £1,250,000 in 2019/20."
    assert find_identifiers(text, LISTS) == []


def test_the_councils_own_words_come_first_and_its_harmless_ones_are_not_asked_about() -> None:
    own = LISTS.with_own(["The Lighthouse", "Spotlight Crew"], ["Luton"])
    found = find_identifiers("the lighthouse in Luton is shut, say SPOTLIGHT CREW", own)
    assert [hit.words for hit in found] == ["the lighthouse", "SPOTLIGHT CREW"]
    assert [hit.words for hit in find_identifiers("the lighthouse in Luton", LISTS)] == ["Luton"]


def test_a_number_of_ten_digits_counts_when_its_check_digit_fits() -> None:
    assert [hit.words for hit in find_identifiers("it is 943 476 5919 here", LISTS)] == ["943 476 5919"]
    assert find_identifiers("it is 943 476 5918 here", LISTS) == []


@pytest.mark.parametrize(
    "unit", ["Kayden ", "a", "Mr ", "0 7", "@a.", "St ", "Oak Hill ", "'s-", "\u0301", "(12) Zor "]
)
def test_time_grows_with_the_length_alone(unit: str) -> None:
    """Ten times the text must not take much more than ten times as long: no pattern runs away."""
    times = []
    for size in (20_000, 200_000):
        text = (unit * (size // len(unit) + 1))[:size]
        start = time.process_time()
        find_identifiers(text, LISTS)
        times.append(time.process_time() - start)
    assert times[1] < max(40 * times[0], 2.0)


def test_the_same_text_gives_the_same_hits_and_none_overlap() -> None:
    text = " ".join(sentence for sentence, _ in labelled())
    found = find_identifiers(text, LISTS)
    assert found == find_identifiers(text, LISTS)
    assert all(one.end <= two.start for one, two in pairwise(found))
