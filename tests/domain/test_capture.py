"""The grammar of a typed line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.capture import Understood, grammar, understand
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import clean, trimmed
from tests.unseen import UNSEEN

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
        ("+2", Understood("", votes=2)),
        ("P3: +2", Understood("", "P3", votes=2)),
        ("+0", Understood("+0")),
        ("Maths 1+2", Understood("Maths 1+2")),
        ("More buses +0", Understood("More buses +0")),
        ('P3: "Ask me first" +4', Understood("Ask me first", "P3", QUOTE, votes=4)),
        ("? P3: who pays +1", Understood("who pays", "P3", parked=True, votes=1)),
        ("P3: ? who pays", Understood("who pays", "P3", parked=True)),
        ("'Cause nobody asks us", Understood("'Cause nobody asks us")),
        ("‘Cause nobody asks us", Understood("‘Cause nobody asks us")),
        ("'Dyn ni eisiau bysiau", Understood("'Dyn ni eisiau bysiau")),
        ("’90s music", Understood("’90s music")),
        ("'til 9 they're open", Understood("'til 9 they're open")),
        ("‘They listen here’", Understood("They listen here", kind=QUOTE)),
        ("'They listen here'.", Understood("They listen here.", kind=QUOTE)),
        ("“They listen here”!", Understood("They listen here!", kind=QUOTE)),
        ("> 20 people agreed", Understood("> 20 people agreed")),
        (">20 people agreed", Understood(">20 people agreed")),
        ("＞ 20 people", Understood("＞ 20 people")),
        ("> £20 a day", Understood("> £20 a day")),
        (">:(", Understood(">:(")),
        (">_<", Understood(">_<")),
        (">", Understood(">")),
        (">They look away", Understood("They look away", kind=OBSERVATION)),
        ("> « Ils rient »", Understood("« Ils rient »", kind=OBSERVATION)),
        ('"They say they listen" P3', Understood("They say they listen", "P3", QUOTE)),
        ("“They listen” - P3", Understood("They listen", "P3", QUOTE)),
        ("“They listen”, said P3", Understood("They listen", "P3", QUOTE)),
        ("“They listen” (P3)", Understood("They listen", "P3", QUOTE)),
        ("'They listen' P3", Understood("They listen", "P3", QUOTE)),
        ("“They listen” the group", Understood("They listen", "the group", QUOTE)),
        ("P1: “They listen” P3", Understood("They listen", "P1", QUOTE)),
        ("“They listen” he said", Understood("“They listen” he said", kind=QUOTE)),
        ("P3:no space", Understood("no space", "P3")),
        ("P3:“Ask me”", Understood("Ask me", "P3", QUOTE)),
        ("P3 : spaced", Understood("spaced", "P3")),
        ("P 3: yes", Understood("yes", "P3")),
        ("p 3:yes", Understood("yes", "P3")),
        ("No 3: yes", Understood("No 3: yes")),
        ("Year 10: exams", Understood("Year 10: exams")),
        ("P3:)", Understood("P3:)")),
        ("P3://x", Understood("P3://x")),
        ("P3, P4: same", Understood("same (also P4)", "P3", others=("P4",))),
        ("P1 & P2: same", Understood("same (also P2)", "P1", others=("P2",))),
        ("P1 and P3 and P9: same", Understood("same (also P3, P9)", "P1", others=("P3", "P9"))),
        ("P1/P3: same +2", Understood("same (also P3)", "P1", votes=2, others=("P3",))),
        ("P1 and Sam: same", Understood("P1 and Sam: same")),
        ("P3, P3: same", Understood("same", "P3")),
        ("call 020 7946 0140 +44", Understood("call 020 7946 0140 +44")),
        ("LGBTQ +1", Understood("LGBTQ +1")),
        ("more for LGBTQ people +1", Understood("more for LGBTQ people", votes=1)),
        ("“Route 30” +2", Understood("Route 30", kind=QUOTE, votes=2)),
        ("STOP! +2", Understood("STOP!", votes=2)),
        ("More buses +100", Understood("More buses +100")),
        ("More buses ＋2", Understood("More buses", votes=2)),
        ("More buses\u00a0+2", Understood("More buses", votes=2)),
        ("- P3: vape shops", Understood("vape shops", "P3")),
        ("• More parks", Understood("More parks")),
        ("•More parks", Understood("More parks")),
        ("1. Buses", Understood("Buses")),
        ("2) P3: Buses", Understood("Buses", "P3")),
        ("– ? who pays", Understood("who pays", parked=True)),
        ("-5 degrees", Understood("-5 degrees")),
        ("1.5 million", Understood("1.5 million")),
        ("2026. A year", Understood("2026. A year")),
        ("Ｐ３： same", Understood("same", "P3")),
        ("\u200eP3: same", Understood("same", "P3")),
        ("P\u200b3\u00ad:\u00a0same", Understood("same", "P3")),
        ("Р3: same", Understood("same", "Р3")),  # Cyrillic
        ("P5: \u200b", Understood("", "P5")),
        ("- \u200b", Understood("-")),
        ("P3: play\u00adground", Understood("play\u00adground", "P3")),
        ("P3:", Understood("", "P3")),
        ("", Understood("")),
    ],
)
def test_lines(line: str, meant: Understood) -> None:
    assert understand(line, ["the group", "P1", "P3"]) == meant


@given(st.text())
def test_any_line_is_understood_and_plain_keeps_it_whole(line: str) -> None:
    meant = understand(line)
    assert len(meant.text) <= len(clean(line)) + 8 * len(meant.others)
    assert understand(line, plain=True) == Understood(trimmed(clean(line)))


@given(st.text())
def test_what_is_understood_is_words_of_the_line_in_their_order(line: str) -> None:
    meant = understand(line)
    words = meant.text.removesuffix(f" (also {', '.join(meant.others)})") if meant.others else meant.text
    letters = iter(clean(line))
    assert all(letter in letters for letter in words)


def test_codes_that_are_no_speakers_stay_in_the_words() -> None:
    lines = ("Q1: why", "KS3: hard", "M25: loud", "CO2: less", "“No” Q1", "P3, Q1: same")
    for line in lines:
        meant = understand(line, ["P3"], is_speaker=lambda code: False)
        assert (meant.speaker, "1" in meant.text or ":" in meant.text) == ("", True)
    assert understand("p3:yes", ["P3"], is_speaker=lambda code: False).speaker == "P3"


@pytest.mark.parametrize("typed", [typed for typed, _ in grammar()])
def test_what_people_are_told_is_understood(typed: str) -> None:
    meant = understand(typed, ["P3", "P4"])
    assert not meant.plain or meant.text == "More buses"
    assert meant.text != typed


SEEN = st.sampled_from(UNSEEN)


@given(st.sampled_from(["P3: yes", "“Yes” P3", "P3, P4: yes", "yes +2", "? yes", "> they look"]), st.data())
def test_unseen_characters_between_marks_change_nothing(line: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    strewn = line[:at] + data.draw(SEEN) + line[at:]
    meant, plain = understand(strewn, ["P3"]), understand(line, ["P3"])
    assert replace(meant, text="") == replace(plain, text="")
    assert compared(meant.text) == compared(plain.text)
