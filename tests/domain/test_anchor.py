"""An excerpt is on its own words after any edit, or it is flagged; it is never on other words that read the same."""

from hypothesis import given
from hypothesis import strategies as st

from crp_desktop.domain.anchor import Anchor, reanchored
from crp_desktop.domain.kinds import ExcerptState

FIRM, GONE, ELSEWHERE = ExcerptState.FIRM, ExcerptState.GONE, ExcerptState.ELSEWHERE
SPEECH = (
    "the bus",
    "is late",
    " ",
    ". ",
    "we",
    "wait",
    "the bus",
    "nobody",
    "tells us",
    "\n",
    "👋🏽",
    "مرحبا",
    "é",
)
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab ", max_size=30),
    st.lists(st.sampled_from(SPEECH), max_size=25).map("".join),
)


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[Anchor]:
    made = []
    for _ in range(draw(st.integers(0, 4)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        made.append(Anchor(start, end, text[start:end]))
    return made


@given(st.data(), TEXTS, TEXTS)
def test_any_edit_leaves_an_excerpt_on_its_words_or_flags_it(data: st.DataObject, old: str, new: str) -> None:
    for before, after in zip(anchors := data.draw(spans(old)), reanchored(old, new, anchors), strict=True):
        assert after.words == before.words
        assert 0 <= after.start <= after.end <= len(new)
        if after.state is FIRM:
            assert new[after.start : after.end] == before.words
        else:
            assert after.state is (ELSEWHERE if before.words in new else GONE)


@given(st.data(), TEXTS)
def test_deleted_words_are_never_found_again_on_their_twins(data: st.DataObject, old: str) -> None:
    for anchor in data.draw(spans(old)):
        low = data.draw(st.integers(0, anchor.start))
        high = data.draw(st.integers(anchor.end, len(old)))
        [after] = reanchored(old, old[:low] + old[high:], [anchor])
        assert after.state is not FIRM


@given(
    st.data(),
    st.lists(st.characters(codec="utf-8"), unique=True, max_size=60).map("".join),
    st.text(max_size=9),
)
def test_where_every_letter_differs_the_words_are_followed_exactly(
    data: st.DataObject, old: str, typed: str
) -> None:
    typed = "".join(letter for letter in typed if letter not in old)
    low = data.draw(st.integers(0, len(old)))
    high = data.draw(st.integers(low, len(old)))
    new = old[:low] + typed + old[high:]
    for before, after in zip(anchors := data.draw(spans(old)), reanchored(old, new, anchors), strict=True):
        shift = len(typed) - (high - low)
        if before.end <= low or new == old:
            assert after == before
        elif before.start >= high:
            assert after == Anchor(before.start + shift, before.end + shift, before.words)
        else:
            assert after.state is GONE


@given(st.data(), TEXTS)
def test_no_edit_changes_nothing(data: st.DataObject, old: str) -> None:
    anchors = data.draw(spans(old))
    assert reanchored(old, old, anchors) == anchors


@given(st.data(), TEXTS, TEXTS)
def test_typing_more_never_flags_words_it_did_not_split(data: st.DataObject, old: str, typed: str) -> None:
    at = data.draw(st.integers(0, len(old)))
    kept = "\x01" + typed + "\x02"
    anchors = data.draw(spans(old))
    after = reanchored(old, old[:at] + kept + old[at:], anchors)
    for one, moved in zip(anchors, after, strict=True):
        assert (moved.state is FIRM) == (one.end <= at or one.start >= at)


def moved(old: str, new: str, words: str) -> Anchor:
    start = old.index(words)
    return reanchored(old, new, [Anchor(start, start + len(words), words)])[0]


def test_words_around_it_may_change_in_several_places_at_once() -> None:
    old = "Some of us said the bus is late. Nobody tells us why. We wait in the rain."
    new = "Some of us in the group said the bus is late, always. Nobody tells us why! In the rain we wait."
    for words in ("the bus is late", "Nobody tells us why"):
        after = moved(old, new, words)
        assert (after.state, new[after.start : after.end]) == (FIRM, words)


def test_sentences_that_changed_places_are_flagged_and_not_followed() -> None:
    old, new = "Teachers listen. Doctors hurry.", "Doctors hurry. Teachers listen."
    states = {moved(old, new, "Teachers listen").state, moved(old, new, "Doctors hurry").state}
    assert states == {FIRM, ELSEWHERE}


def test_one_of_two_equal_sentences_taken_out_flags_both_excerpts() -> None:
    old = "It is late. It is late. We wait."
    anchors = [Anchor(0, 10, "It is late"), Anchor(12, 22, "It is late"), Anchor(24, 31, "We wait")]
    after = reanchored(old, "It is late. We wait.", anchors)
    assert [one.state for one in after] == [ELSEWHERE, ELSEWHERE, FIRM]
    again = reanchored("It is late. We wait.", "It is late. We wait. Often.", after)
    assert [one.state for one in again] == [ELSEWHERE, ELSEWHERE, FIRM]


def test_words_cut_out_and_typed_again_in_their_place_are_firm_again() -> None:
    old = "They shout at us in the hall."
    [gone] = reanchored(old, "They in the hall.", [Anchor(5, 16, "shout at us")])
    assert gone.state is GONE
    [back] = reanchored("They in the hall.", old, [gone])
    assert back == Anchor(5, 16, "shout at us")
