"""The grammar of a typed line."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.capture import ParsedLine, grammar, parse_line
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import clean, trimmed
from tests.unseen import UNSEEN

QUOTE, OBSERVATION = NoteKind.QUOTE, NoteKind.OBSERVATION


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("Nobody asks us", ParsedLine("Nobody asks us")),
        ("P3: Nobody asks us", ParsedLine("Nobody asks us", "P3")),
        ("p3:  Nobody asks us", ParsedLine("Nobody asks us", "P3")),
        ("P3 is our class", ParsedLine("P3 is our class")),
        ("P3:30 is too late", ParsedLine("P3:30 is too late")),
        ("Mum: she never came", ParsedLine("Mum: she never came")),
        ("the group: we agree", ParsedLine("we agree", "the group")),
        ('"They listen here"', ParsedLine("They listen here", kind=QUOTE)),
        ("“They listen here", ParsedLine("They listen here", kind=QUOTE)),
        ("«On nous écoute»", ParsedLine("On nous écoute", kind=QUOTE)),
        ("„Man hört uns“", ParsedLine("Man hört uns", kind=QUOTE)),
        ("「聞いてくれる」", ParsedLine("聞いてくれる", kind=QUOTE)),
        ("'I don't know'", ParsedLine("I don't know", kind=QUOTE)),
        ('"Yes" and "no"', ParsedLine('"Yes" and "no"', kind=QUOTE)),
        ("> Two of them look away", ParsedLine("Two of them look away", kind=OBSERVATION)),
        ("? what is a hub", ParsedLine("what is a hub", parked=True)),
        ("?what is a hub", ParsedLine("?what is a hub")),
        ("More buses +2", ParsedLine("More buses", votes=2)),
        ("+2", ParsedLine("", votes=2)),
        ("P3: +2", ParsedLine("", "P3", votes=2)),
        ("+0", ParsedLine("+0")),
        ("Maths 1+2", ParsedLine("Maths 1+2")),
        ("More buses +0", ParsedLine("More buses +0")),
        ('P3: "Ask me first" +4', ParsedLine("Ask me first", "P3", QUOTE, votes=4)),
        ("? P3: who pays +1", ParsedLine("who pays", "P3", parked=True, votes=1)),
        ("P3: ? who pays", ParsedLine("who pays", "P3", parked=True)),
        ("'Cause nobody asks us", ParsedLine("'Cause nobody asks us")),
        ("‘Cause nobody asks us", ParsedLine("‘Cause nobody asks us")),
        ("'Dyn ni eisiau bysiau", ParsedLine("'Dyn ni eisiau bysiau")),
        ("’90s music", ParsedLine("’90s music")),
        ("'til 9 they're open", ParsedLine("'til 9 they're open")),
        ("‘They listen here’", ParsedLine("They listen here", kind=QUOTE)),
        ("'They listen here'.", ParsedLine("They listen here.", kind=QUOTE)),
        ("“They listen here”!", ParsedLine("They listen here!", kind=QUOTE)),
        ("> 20 people agreed", ParsedLine("> 20 people agreed")),
        (">20 people agreed", ParsedLine(">20 people agreed")),
        ("＞ 20 people", ParsedLine("＞ 20 people")),
        ("> £20 a day", ParsedLine("> £20 a day")),
        (">:(", ParsedLine(">:(")),
        (">_<", ParsedLine(">_<")),
        (">", ParsedLine(">")),
        (">They look away", ParsedLine("They look away", kind=OBSERVATION)),
        ("> « Ils rient »", ParsedLine("« Ils rient »", kind=OBSERVATION)),
        ('"They say they listen" P3', ParsedLine("They say they listen", "P3", QUOTE)),
        ("“They listen” - P3", ParsedLine("They listen", "P3", QUOTE)),
        ("“They listen”, said P3", ParsedLine("They listen", "P3", QUOTE)),
        ("“They listen” (P3)", ParsedLine("They listen", "P3", QUOTE)),
        ("'They listen' P3", ParsedLine("They listen", "P3", QUOTE)),
        ("“They listen” the group", ParsedLine("They listen", "the group", QUOTE)),
        ("P1: “They listen” P3", ParsedLine("They listen", "P1", QUOTE)),
        ("“They listen” he said", ParsedLine("“They listen” he said", kind=QUOTE)),
        ("P3:no space", ParsedLine("no space", "P3")),
        ("P3:“Ask me”", ParsedLine("Ask me", "P3", QUOTE)),
        ("P3 : spaced", ParsedLine("spaced", "P3")),
        ("P 3: yes", ParsedLine("yes", "P3")),
        ("p 3:yes", ParsedLine("yes", "P3")),
        ("No 3: yes", ParsedLine("No 3: yes")),
        ("Year 10: exams", ParsedLine("Year 10: exams")),
        ("P3:)", ParsedLine("P3:)")),
        ("P3://x", ParsedLine("P3://x")),
        ("P3, P4: same", ParsedLine("same (also P4)", "P3", others=("P4",))),
        ("P1 & P2: same", ParsedLine("same (also P2)", "P1", others=("P2",))),
        ("P1 and P3 and P9: same", ParsedLine("same (also P3, P9)", "P1", others=("P3", "P9"))),
        ("P1/P3: same +2", ParsedLine("same (also P3)", "P1", votes=2, others=("P3",))),
        ("P1 and Sam: same", ParsedLine("P1 and Sam: same")),
        ("P3, P3: same", ParsedLine("same", "P3")),
        ("call 020 7946 0140 +44", ParsedLine("call 020 7946 0140 +44")),
        ("LGBTQ +1", ParsedLine("LGBTQ +1")),
        ("more for LGBTQ people +1", ParsedLine("more for LGBTQ people", votes=1)),
        ("“Route 30” +2", ParsedLine("Route 30", kind=QUOTE, votes=2)),
        ("STOP! +2", ParsedLine("STOP!", votes=2)),
        ("More buses +100", ParsedLine("More buses +100")),
        ("More buses ＋2", ParsedLine("More buses", votes=2)),
        ("More buses\u00a0+2", ParsedLine("More buses", votes=2)),
        ("- P3: vape shops", ParsedLine("vape shops", "P3")),
        ("• More parks", ParsedLine("More parks")),
        ("•More parks", ParsedLine("More parks")),
        ("1. Buses", ParsedLine("Buses")),
        ("2) P3: Buses", ParsedLine("Buses", "P3")),
        ("– ? who pays", ParsedLine("who pays", parked=True)),
        ("-5 degrees", ParsedLine("-5 degrees")),
        ("1.5 million", ParsedLine("1.5 million")),
        ("2026. A year", ParsedLine("2026. A year")),
        ("Ｐ３： same", ParsedLine("same", "P3")),
        ("\u200eP3: same", ParsedLine("same", "P3")),
        ("P\u200b3\u00ad:\u00a0same", ParsedLine("same", "P3")),
        ("Р3: same", ParsedLine("same", "Р3")),  # Cyrillic
        ("P5: \u200b", ParsedLine("", "P5")),
        ("- \u200b", ParsedLine("-")),
        ("P3: play\u00adground", ParsedLine("play\u00adground", "P3")),
        ("P3:", ParsedLine("", "P3")),
        ("", ParsedLine("")),
    ],
)
def test_lines(line: str, meant: ParsedLine) -> None:
    assert parse_line(line, ["the group", "P1", "P3"]) == meant


@given(st.text())
def test_any_line_is_understood_and_plain_keeps_it_whole(line: str) -> None:
    meant = parse_line(line)
    assert len(meant.text) <= len(clean(line)) + 8 * len(meant.others)
    assert parse_line(line, plain=True) == ParsedLine(trimmed(clean(line)))


@given(st.text())
def test_what_is_understood_is_words_of_the_line_in_their_order(line: str) -> None:
    meant = parse_line(line)
    words = meant.text.removesuffix(f" (also {', '.join(meant.others)})") if meant.others else meant.text
    letters = iter(clean(line))
    assert all(letter in letters for letter in words)


@pytest.mark.parametrize(
    "head",
    ["P1 & P2", "P1&P2", "P1 and P2", "P1, P2", "P1 + P2", "p1/p2", "P1; P2", "P1 ＆ P2", "P1, P2 & P1"],
)
@pytest.mark.parametrize("known", [(), ("P4",), ("P1", "P2", "P4")])
def test_the_first_named_speaks_whatever_joins_them(head: str, known: tuple[str, ...]) -> None:
    meant = parse_line(f"{head}: we both think it's unfair", known)
    assert meant == ParsedLine("we both think it's unfair (also P2)", "P1", others=("P2",))


def test_codes_that_are_no_speakers_stay_in_the_words() -> None:
    lines = ("Q1: why", "KS3: hard", "M25: loud", "CO2: less", "“No” Q1", "P3, Q1: same")
    for line in lines:
        meant = parse_line(line, ["P3"], is_speaker=lambda code: False)
        assert (meant.speaker, "1" in meant.text or ":" in meant.text) == ("", True)
    assert parse_line("p3:yes", ["P3"], is_speaker=lambda code: False).speaker == "P3"


@pytest.mark.parametrize("typed", [typed for typed, _ in grammar()])
def test_what_people_are_told_is_understood(typed: str) -> None:
    meant = parse_line(typed, ["P3", "P4"])
    assert not meant.plain or meant.text == "More buses"
    assert meant.text != typed


SEEN = st.sampled_from(UNSEEN)


@given(st.sampled_from(["P3: yes", "“Yes” P3", "P3, P4: yes", "yes +2", "? yes", "> they look"]), st.data())
def test_unseen_characters_between_marks_change_nothing(line: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(line)))
    strewn = line[:at] + data.draw(SEEN) + line[at:]
    meant, plain = parse_line(strewn, ["P3"]), parse_line(line, ["P3"])
    assert replace(meant, text="") == replace(plain, text="")
    assert compared(meant.text) == compared(plain.text)
