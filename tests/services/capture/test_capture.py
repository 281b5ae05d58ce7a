"""Filing lines, drafts, editing notes: what a session does to the programme file."""

import pytest

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.kinds import ExcerptState, FindingKind, HeadcountKind, NoteKind
from crp_desktop.services.capture import draft, note, note_edit
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings import finding
from crp_desktop.services.workshops import session, templates, workshop
from crp_desktop.storage.store import Store
from tests.make import add_note, add_notes
from tests.replay import undo_label


def texts(store: Store, shop: str) -> list[str]:
    return [one.text for one in note.notes(store, shop)]


def test_a_line_becomes_a_note_with_its_speaker_and_empties_the_field(store: Store, shop: str) -> None:
    prompt = workshop.prompts(store, shop)[0].id
    draft.save_draft(store, capture.draft_place(shop), 'P3: "Ask us" +2', {"prompt": prompt})
    capture.file_line(store, shop, parse_line('P3: "Ask us" +2'), prompt)
    only = note.notes(store, shop)[0]
    assert (only.text, only.speaker, only.kind, only.votes) == ("Ask us", "P3", NoteKind.QUOTE, 2)
    assert only.prompt_id == prompt
    assert draft.draft(store, capture.draft_place(shop)) is None


def test_a_code_heard_twice_is_one_speaker_and_undo_takes_both_rows_back(store: Store, shop: str) -> None:
    capture.file_line(store, shop, parse_line("P3: one"), None)
    capture.file_line(store, shop, parse_line("p3: two"), None)
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group", "P3"]
    store.undo()
    store.undo()
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group"]


def test_a_parked_line_belongs_to_no_prompt(store: Store, shop: str) -> None:
    prompt = workshop.prompts(store, shop)[0].id
    capture.file_line(store, shop, parse_line("? who pays"), prompt)
    only = note.notes(store, shop)[0]
    assert only.parked
    assert only.prompt_id is None


def test_a_line_without_words_is_refused_and_files_nothing(store: Store, shop: str) -> None:
    with pytest.raises(InputProblem):
        capture.file_line(store, shop, parse_line("P3: "), None)
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group"]


def test_a_draft_comes_back_with_its_place_and_time(store: Store, shop: str) -> None:
    place = capture.draft_place(shop)
    draft.save_draft(store, place, "half a sen", {"prompt": "x"})
    draft.save_draft(store, place, "half a sentence", {"prompt": "y"})
    found = draft.draft(store, place)
    assert found is not None
    assert (found.text, found.context) == ("half a sentence", {"prompt": "y"})
    assert found.typed_at
    assert draft.draft(store, capture.draft_place("another")) is None
    draft.save_draft(store, place, "")
    assert draft.draft(store, place) is None


def test_splitting_keeps_every_excerpt_on_its_words(store: Store, shop: str) -> None:
    whole = "Buses are late. The driver never waits."
    made = add_note(store, shop, NewNote(whole)).value
    spans = [
        finding.Span(made, 0, 5),
        finding.Span(made, 20, 26),
        finding.Span(made, 6, 26),
        finding.Span(made),
    ]
    finding.add_finding(store, FindingKind.CONCERN, "Buses", workshop_id=shop, spans=spans)
    second = note_edit.split_note(store, made, whole.index("The")).value
    assert texts(store, shop) == ["Buses are late.", "The driver never waits."]
    by_note = {one.id: one.text for one in note.notes(store, shop)}
    found = finding.excerpts(store, workshop_id=shop)
    assert all(by_note[one.note_id][one.start : one.end] == one.words for one in found)
    assert sorted(one.words for one in found if one.note_id == second) == [
        "The driver",
        "The driver never waits.",
        "driver",
    ]
    store.undo()
    assert texts(store, shop) == [whole]
    assert sorted(one.words for one in finding.excerpts(store, workshop_id=shop)) == sorted(
        whole[span.start : span.end] for span in spans
    )


def test_joining_keeps_excerpts_and_never_crosses_speakers(store: Store, shop: str) -> None:
    for line in ("P1: We asked", "P1: twice +1", "P2: Nobody came"):
        capture.file_line(store, shop, parse_line(line), None)
    one, two, three = (found.id for found in note.notes(store, shop))
    finding.add_finding(
        store, FindingKind.CONCERN, "Asked twice", workshop_id=shop, spans=[finding.Span(two)]
    )
    note_edit.join_notes(store, one, two)
    assert texts(store, shop) == ["We asked twice", "Nobody came"]
    excerpt = finding.excerpts(store, workshop_id=shop)[0]
    assert (excerpt.note_id, excerpt.start, excerpt.end, excerpt.words) == (one, 9, 14, "twice")
    assert note.notes(store, shop)[0].votes == 1
    with pytest.raises(Refused):
        note_edit.join_notes(store, one, three)


def test_a_quote_joined_with_a_paraphrase_is_no_quote(store: Store, shop: str) -> None:
    capture.file_line(store, shop, parse_line("“We asked”"), None)
    capture.file_line(store, shop, parse_line("and then left"), None)
    note_edit.join_notes(store, *(one.id for one in note.notes(store, shop)))
    assert note.notes(store, shop)[0].kind is NoteKind.PARAPHRASE


def test_split_needs_words_on_both_sides(store: Store, shop: str) -> None:
    made = add_note(store, shop, NewNote("one two")).value
    with pytest.raises(Refused):
        note_edit.split_note(store, made, 0)


def test_editing_flags_an_excerpt_whose_words_went(store: Store, shop: str) -> None:
    made = add_note(store, shop, NewNote("the red bus and the blue bus")).value
    spans = [finding.Span(made, 4, 7), finding.Span(made, 20, 24)]
    finding.add_finding(store, FindingKind.IDEA, "Colours", workshop_id=shop, spans=spans)
    note.change_note(store, made, text="really the green bus and the blue bus")
    states = {one.words: one.state for one in finding.excerpts(store, workshop_id=shop)}
    assert states == {"red": ExcerptState.GONE, "blue": ExcerptState.FIRM}


def test_many_notes_move_star_and_park_as_one_step_each(store: Store, shop: str) -> None:
    ids = add_notes(store, shop, [NewNote(str(n)) for n in range(5)]).value
    prompt = workshop.prompts(store, shop)[2].id
    note_edit.move_to_prompt(store, ids[1:4], prompt)
    note_edit.star_notes(store, ids[1:3], True)
    assert undo_label(store) == "Star 2 notes"
    store.undo()
    store.undo()
    assert {one.prompt_id for one in note.notes(store, shop)} == {None}


def test_time_is_added_up_and_is_no_step(store: Store, shop: str) -> None:
    first = workshop.prompts(store, shop)[0].id
    label = undo_label(store)
    session.add_seconds(store, shop, {first: 30})
    session.add_seconds(store, shop, {first: 12})
    assert workshop.prompts(store, shop)[0].seconds_spent == 42
    assert undo_label(store) == label


def test_a_session_starts_once_and_dates_an_undated_workshop(store: Store, shop: str) -> None:
    session.start_session(store, shop)
    begun = workshop.workshop(store, shop)
    session.start_session(store, shop)
    assert workshop.workshop(store, shop) == begun
    assert begun.started_at
    assert begun.held_on
    session.end_session(store, shop)
    assert workshop.workshop(store, shop).ended_at


@pytest.mark.parametrize("key", [one.key for one in templates.templates()])
def test_every_template_makes_a_workshop_within_its_time(store: Store, key: str) -> None:
    made = templates.add_from_template(store, key).value
    found = workshop.workshop(store, made)
    assert found.minutes == sum(one.minutes for one in workshop.prompts(store, made))
    assert found.minutes <= {"ten_and_under": 45}.get(key, 60)
    assert (found.group_least, found.group_most) == templates.template(key).group


def test_people_are_counted_and_never_below_nought(store: Store, shop: str) -> None:
    for band, count in (("8 to 10", -3), ("11 to 13", 0), ("14 to 16", 1)):
        workshop.set_headcount(store, shop, HeadcountKind.AGE_BAND, band, count)
    assert [(one.label, one.count) for one in workshop.headcounts(store, shop)] == [
        ("8 to 10", 0),
        ("11 to 13", 0),
        ("14 to 16", 1),
    ]
    workshop.set_headcount(store, shop, HeadcountKind.AGE_BAND, "14 to 16", -1)
    assert [one.count for one in workshop.headcounts(store, shop)] == [0, 0, 0]


def test_phrases_are_counted(store: Store, shop: str) -> None:
    done = session.count_phrase(store, shop, "I CAN", agree=5, unsure=2, disagree=-1, method="slips")
    assert done.step.touched == {"phrase_count"}
    assert [(one.agree, one.unsure, one.disagree) for one in session.phrase_counts(store, shop)] == [
        (5, 2, 0)
    ]
    session.count_phrase(store, shop, "I CAN", agree=6, unsure=2, disagree=0, method="hands")
    only = session.phrase_counts(store, shop)
    assert [(one.agree, one.unsure, one.disagree, one.method) for one in only] == [(6, 2, 0, "hands")]


def test_votes_alone_are_for_the_last_note_there(store: Store, shop: str) -> None:
    prompt = workshop.prompts(store, shop)[0].id
    with pytest.raises(InputProblem, match="no note here yet"):
        capture.file_line(store, shop, parse_line("+3"), prompt)
    first = capture.file_line(store, shop, parse_line("P1: buses +1"), prompt).value
    capture.file_line(store, shop, parse_line("elsewhere"), None)
    assert capture.file_line(store, shop, parse_line("+3"), prompt).value == first
    assert [one.votes for one in note.notes(store, shop)] == [4, 0]
    store.undo()
    assert [one.votes for one in note.notes(store, shop)] == [1, 0]


def test_the_first_of_several_speakers_said_it_and_the_others_stay_in_the_words(
    store: Store, shop: str
) -> None:
    capture.file_line(store, shop, parse_line("P3, P4: same"), None)
    only = note.notes(store, shop)[0]
    assert (only.speaker, only.text) == ("P3", "same (also P4)")


def test_a_code_in_other_letter_forms_is_the_same_speaker(store: Store, shop: str) -> None:
    for line in ("P1: a", "Ｐ１: b", "\u200ep1: c"):
        capture.file_line(store, shop, parse_line(line), None)
    assert [one.label for one in workshop.speakers(store, shop)] == ["the group", "P1"]
