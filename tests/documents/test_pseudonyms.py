"""The private review, and stand-ins for names: the same in all of a workshop, and the names nowhere afterwards."""

from pathlib import Path

import pytest
from sqlalchemy import select

from crp_desktop.documents.prepare import find_subject
from crp_desktop.documents.review.pseudonyms import StandIn, put_stand_ins
from crp_desktop.documents.review.review import (
    Found,
    ask_again,
    decide_quote,
    looked_at,
    remember_fine,
    review,
)
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import InputProblem, Refused
from crp_desktop.domain.identifiers import What
from crp_desktop.domain.kinds import ExcerptState, FindingKind, NoteKind
from crp_desktop.services.capture import draft, note, note_edit
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy.watched_words import read_own_words
from crp_desktop.services.programme import search
from crp_desktop.services.programme.programme import change_programme
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store
from tests.make import add_note
from tests.replay import assert_journal_explains, redo_label, undo_label

NAME = "Zaynab"


@pytest.fixture
def shop(store: Store) -> str:
    made = workshop.add_workshop(store).value
    for line in (
        f"P1: I told {NAME} Okafor and then {NAME.lower()} cried",
        "P2: nobody asks",
        f"{NAME}'s mum waits",
        "all will agree, Will said",
    ):
        capture.file_line(store, made, parse_line(line), None)
    return made


def ids(store: Store, shop: str) -> list[str]:
    return [one.id for one in note.notes(store, shop)]


def found(store: Store, shop: str, document: str = "handout", **options: str) -> tuple[Found, ...]:
    return review(store, find_subject(store, document, shop, options=options)).found


def add_finding(store: Store, shop: str, text: str, *spans: finding.Span) -> str:
    return finding.add_finding(store, FindingKind.CONCERN, text, workshop_id=shop, spans=spans).value


def nowhere(store: Store, *words: str) -> None:
    path = store.path
    assert_journal_explains(store)
    store.close()
    for file in path.parent.iterdir():
        held = file.read_bytes().lower()
        assert not [word for word in words if word.lower().encode() in held], file


def put(store: Store, one: Found, words: str) -> None:
    put_stand_ins(store, [StandIn(one, words)])


def test_a_document_tells_which_of_its_words_could_say_who_somebody_is(store: Store, shop: str) -> None:
    add_finding(store, shop, f"{NAME} waits at Oak Hill Primary. Ring 07700 900123.")
    add_finding(store, shop, f"{NAME} cannot sleep")
    told = found(store, shop)
    assert [(one.words, one.what, len(one.seen), one.workshop_id) for one in told] == [
        (NAME, What.PERSON, 2, shop),
        ("Oak Hill Primary", What.SCHOOL, 1, shop),
        ("07700 900123", What.NUMBER, 1, shop),
    ]
    assert found(store, shop, "facilitator-pack") == ()


def test_what_is_fine_is_not_asked_about_again_until_the_text_changes(store: Store, shop: str) -> None:
    one = add_finding(store, shop, f"{NAME} waits at Oak Hill Primary")
    remember_fine(store, found(store, shop))
    assert found(store, shop) == ()
    finding.change_finding(store, one, text=f"{NAME} waits all day at Oak Hill Primary")
    assert len(found(store, shop)) == 2


def test_what_is_remembered_says_nothing(store: Store, shop: str) -> None:
    add_finding(store, shop, "We meet Qalbiyah there")
    remember_fine(store, found(store, shop))
    with store.read() as conn:
        rows = conn.execute(select(tables.reviewed)).all()
    assert rows
    assert all(len(row) == 1 and "Qalb" not in row.id for row in rows)


def test_the_same_name_gets_the_same_letter_everywhere_and_excerpts_stay(store: Store, shop: str) -> None:
    first, _, third, _ = ids(store, shop)
    text = note.notes(store, shop)[0].text
    low = text.index("and then")
    kept = add_finding(store, shop, f"{NAME} cried", finding.Span(first, low, len(text)))
    whole = add_finding(store, shop, "Waiting", finding.Span(third))
    put(store, found(store, shop)[0], "[child A]")
    texts = [one.text for one in note.notes(store, shop)]
    assert texts[0] == "I told [child A] and then [child A] cried"
    assert texts[2] == "[child A]'s mum waits"
    assert texts[3] == "all will agree, Will said"
    by_id = {one.id: one.text for one in finding.findings(store)}
    assert by_id[kept] == "[child A] cried"
    words = {one.finding_id: one for one in finding.excerpts(store)}
    assert words[kept].words == "and then [child A] cried"
    assert words[whole].words == texts[2]
    for one, of in ((kept, texts[0]), (whole, texts[2])):
        assert words[one].state is ExcerptState.FIRM
        assert of[words[one].start : words[one].end] == words[one].words
    assert found(store, shop) == ()


def test_the_next_name_gets_the_next_letter(store: Store, shop: str) -> None:
    add_finding(store, shop, f"{NAME} and Temitope and Mr Okonkwo talk")
    told = review(store, find_subject(store, "handout", shop))
    first, second, grown = told.found
    assert told.offered(first)[0] == "[child A]"
    put(store, first, "[child A]")
    told = review(store, find_subject(store, "handout", shop))
    assert told.offered(told.found[0])[:2] == ("[child B]", "[child A]")
    assert told.offered(told.found[0], taken=("[child B]",))[0] == "[child C]"
    assert told.offered(told.found[1])[0] == "[adult A]"
    assert (second.words, grown.what) == ("Temitope", What.ADULT)


def test_another_workshops_names_are_its_own(store: Store, shop: str) -> None:
    other = workshop.add_workshop(store).value
    capture.file_line(store, other, parse_line(f"P1: {NAME} laughs"), None)
    add_finding(store, shop, f"{NAME} cried")
    add_finding(store, other, f"{NAME} laughs")
    put(store, found(store, shop)[0], "[child A]")
    assert NAME in note.notes(store, other)[0].text
    assert [one.words for one in found(store, other)] == [NAME]
    assert (
        review(store, find_subject(store, "handout", other)).offered(found(store, other)[0])[0] == "[child A]"
    )


def test_two_who_share_a_given_name_are_two(store: Store, shop: str) -> None:
    add_finding(store, shop, "Mohammed Ali waits for Mohammed Khan")
    add_finding(store, shop, "Mohammed Khan left")
    told = found(store, shop)
    assert [one.words for one in told] == ["Mohammed Ali", "Mohammed Khan"]
    put_stand_ins(store, [StandIn(told[0], "[child A]"), StandIn(told[1], "[child B]")])
    assert {one.text for one in finding.findings(store)} == {
        "[child A] waits for [child B]",
        "[child B] left",
    }


def test_an_everyday_word_is_taken_only_where_it_is_a_name(store: Store, shop: str) -> None:
    add_finding(store, shop, "Will said they will wait")
    one = next(one for one in found(store, shop) if one.words == "Will")
    put(store, one, "[child A]")
    assert note.notes(store, shop)[3].text == "all will agree, [child A] said"
    assert [one.text for one in finding.findings(store)] == ["[child A] said they will wait"]


def test_the_names_are_nowhere_afterwards(store: Store, shop: str) -> None:
    first, _, third, _ = ids(store, shop)
    kept = add_finding(store, shop, f"{NAME} cried", finding.Span(first))
    mapping.map_article(store, kept, 12, reason=f"{NAME} said so")
    gone = add_finding(store, shop, f"{NAME} again")
    finding.delete_findings(store, [gone])
    finding.change_finding(store, kept, text=f"{NAME} cried twice")
    note.change_note(store, third, text=f"{NAME}'s mum waits and waits")
    note_edit.split_note(store, first, len("I told "))
    note.delete_notes(store, [ids(store, shop)[0]])
    edited = ids(store, shop)[1]
    note.change_note(store, edited, text=f"nobody asks {NAME}")
    note.change_note(store, edited, text="nobody asks")
    draft.save_draft(store, capture.draft_place(shop), f"and {NAME} said")
    put(store, found(store, shop)[0], "[child A]")
    assert draft.draft(store, capture.draft_place(shop)).text == "and [child A] said"
    assert search.search(store, NAME) == []
    assert search.search(store, "cried twice")
    assert undo_label(store) is None
    nowhere(store, NAME, "Okafor")


def test_redo_and_another_persons_undo_cannot_bring_a_name_back(store: Store, shop: str) -> None:
    add_finding(store, shop, f"{NAME} cried")
    add_note(store, shop, note.NewNote(f"{NAME} left"))
    store.undo()
    put(store, found(store, shop)[0], "[child A]")
    assert redo_label(store) is None
    nowhere(store, NAME)


def test_a_legal_hold_keeps_the_words(store: Store, shop: str) -> None:
    add_finding(store, shop, f"{NAME} cried")
    told = found(store, shop)[0]
    workshop.change_workshop(store, shop, legal_hold=True)
    with pytest.raises(Refused):
        put(store, told, "[child A]")
    assert NAME in note.notes(store, shop)[0].text


def test_a_record_being_written_keeps_the_childs_words(store: Store, shop: str) -> None:
    from crp_desktop.services.privacy.safeguarding import concern_place

    add_finding(store, shop, f"{NAME} cried")
    draft.save_draft(store, concern_place(shop), f"{NAME} told me")
    put(store, found(store, shop)[0], "[child A]")
    assert draft.draft(store, concern_place(shop)).text == f"{NAME} told me"


def test_the_councils_own_words_and_its_name(store: Store, shop: str) -> None:
    add_finding(store, shop, "The lantern club in Northmere near Luton is shut")
    assert [one.words for one in found(store, shop)] == ["Luton"]
    change_programme(store, watched=("lantern club", "  "), harmless=("Luton",))
    assert [one.words for one in found(store, shop)] == ["lantern club"]


def test_quotes_that_could_point_to_one_child(store: Store, shop: str) -> None:
    second = ids(store, shop)[1]
    note.change_note(store, second, kind=NoteKind.QUOTE)
    add_finding(store, shop, "Not asked", finding.Span(second))
    request = find_subject(store, "handout", shop, options={"quotes": "all"})
    (quote,) = review(store, request).quotes
    assert (quote.words, quote.workshop) == ("nobody asks", 1)
    assert "No one counted" in quote.why
    decide_quote(store, quote, let=True)
    assert review(store, request).quotes == ()
    from crp_desktop.documents.prepare import make_report

    assert not [one for one in make_report(store, request).warnings if one.holds]
    decide_quote(store, quote, let=False)
    made = make_report(store, request)
    assert ["left out" in one.what for one in made.warnings] == [True]
    assert review(store, request).is_empty


def test_answers_can_be_taken_back(store: Store, shop: str) -> None:
    add_finding(store, shop, f"{NAME} waits at Oak Hill Primary")
    remember_fine(store, found(store, shop))
    assert looked_at(store) == 2
    ask_again(store)
    assert looked_at(store) == 0
    assert len(found(store, shop)) == 2


def test_words_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(
        "\ufeffThe Lighthouse\r\n\r\n# ours\r\nSpruce Close # a street\nThe Lighthouse\n".encode()
    )
    assert read_own_words(path) == ("The Lighthouse", "Spruce Close")
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputProblem):
        read_own_words(path)
