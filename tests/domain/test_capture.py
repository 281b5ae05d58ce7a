"""The grammar of a typed line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.capture import Understood, spell, understand
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import clean

QUOTE, OBSERVATION = NoteKind.QUOTE, NoteKind.OBSERVATION


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Nobody asks us", Understood("Nobody asks us")),
        ("P3: Nobody asks us", Understood("Nobody asks us", "P3")),
        ("p3:  Nobody asks us", Understood("Nobody asks us", "P3")),
        ("P3 is our class", Understood("P3 is our class")),
        ("P3:30 is too late", Understood("P3:30 is too late")),
        ("Mum: she never came", Understood("Mum: she never came")),
        ("the group: we agree", Understood("we agree", "the group")),
        ('"They listen here"', Understood("They listen here", kind=QUOTE)),
        ("“They listen here", Understood("They listen here", kind=QUOTE)),
        ("«On nous écoute»", Understood("On nous écoute", kind=QUOTE)),
        ("„Man hört uns“", Understood("Man hört uns", kind=QUOTE)),
        ("「聞いてくれる」", Understood("聞いてくれる", kind=QUOTE)),
        ("'I don't know'", Understood("I don't know", kind=QUOTE)),
        ('"Yes" and "no"', Understood('"Yes" and "no"', kind=QUOTE)),
        ("> Two of them look away", Understood("Two of them look away", kind=OBSERVATION)),
        ("? what is a hub", Understood("what is a hub", parked=True)),
        ("?what is a hub", Understood("?what is a hub")),
        ("More buses +2", Understood("More buses", votes=2)),
        ("+2", Understood("+2")),
        ("Maths 1+2", Understood("Maths 1+2")),
        ("More buses +0", Understood("More buses +0")),
        ('P3: "Ask me first" +4', Understood("Ask me first", "P3", QUOTE, votes=4)),
        ("? P3: who pays +1", Understood("who pays", "P3", parked=True, votes=1)),
        ("P3: ? who pays", Understood("who pays", "P3", parked=True)),
        ("P3:", Understood("", "P3")),
        ("", Understood("")),
    ],
)
def test_lines(line: str, meant: Understood) -> None:
    assert understand(line, ["the group", "P1", "P3"]) == meant


@given(st.text())
def test_any_line_is_understood_and_plain_keeps_it_whole(line: str) -> None:
    meant = understand(line)
    assert len(meant.text) <= len(clean(line))
    assert understand(line, plain=True) == Understood(clean(line).strip())


@given(st.text())
def test_what_is_understood_is_words_of_the_line_in_their_order(line: str) -> None:
    assert understand(line).text in clean(line)


WORDS = st.lists(
    st.text(st.characters(categories=["L"]), min_size=1, max_size=12), min_size=1, max_size=8
).map(lambda parts: clean(" ".join(parts)))


@given(
    WORDS,
    st.sampled_from(["", "P1", "P12", "AB3"]),
    st.sampled_from([None, QUOTE, OBSERVATION]),
    st.booleans(),
    st.integers(0, 999),
)
def test_what_is_spelt_is_understood(
    text: str, speaker: str, kind: NoteKind | None, parked: bool, votes: int
) -> None:
    meant = Understood(text, speaker, kind, parked, votes)
    assert understand(spell(meant)) == meant
