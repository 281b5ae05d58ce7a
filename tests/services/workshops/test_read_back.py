"""Reading back: what is shown, and what the group's answer does to it."""

from datetime import date

import pytest

from crp_desktop.documents import prepare as report
from crp_desktop.documents.kinds import kind
from crp_desktop.documents.model import Subject
from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import FindingKind, ReadBack
from crp_desktop.rendering.html.writer import as_page
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.capture import note
from crp_desktop.services.findings import finding
from crp_desktop.services.rights import mapping
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.services.workshops.read_back import read_back_cards, set_read_back
from crp_desktop.storage.store import Store
from tests.rendering.reading import Pdf


@pytest.fixture
def shop(store: Store) -> str:
    made = templates.add_from_template(store, "young_people").value
    second, first = (one.id for one in reversed(workshop.prompts(store, made)[:2]))
    for line, prompt in (("P1: two", second), ("? parked", None), ("> looks away", first), ("“one”", first)):
        capture.file_line(store, made, parse_line(line), prompt)
    return made


def test_notes_stand_in_the_order_of_the_prompts_without_the_adults_own(store: Store, shop: str) -> None:
    cards = read_back_cards(store, shop)
    assert [card.text for card in cards] == ["one", "two", "parked"]
    assert [card.quote for card in cards] == [True, False, False]
    assert cards[0].under == "What is good about growing up here?"
    assert cards[2].under == "Parked for later"


def test_the_answers_are_kept_and_can_be_undone(store: Store, shop: str) -> None:
    one, two, parked = read_back_cards(store, shop)
    set_read_back(store, one, ReadBack.CONFIRMED)
    set_read_back(store, two, ReadBack.CORRECTED, "two and a half")
    set_read_back(store, parked, ReadBack.STRUCK)
    states = {card.text: card.state for card in read_back_cards(store, shop)}
    assert states == {
        "one": ReadBack.CONFIRMED, "two and a half": ReadBack.CORRECTED, "parked": ReadBack.STRUCK
    }  # fmt: skip
    store.undo()
    store.undo()
    assert [card.text for card in read_back_cards(store, shop)] == ["one", "two", "parked"]


def test_findings_are_read_back_as_well(store: Store, shop: str) -> None:
    spans = [finding.Span(note.notes(store, shop)[0].id)]
    finding.add_finding(store, FindingKind.CONCERN, "Nobody asks", workshop_id=shop, spans=spans)
    only = read_back_cards(store, shop, of_findings=True)[0]
    set_read_back(store, only, ReadBack.CORRECTED, "Nobody asks us")
    assert finding.findings(store)[0].text == "Nobody asks us"
    assert finding.findings(store)[0].read_back is ReadBack.CORRECTED


def test_a_correction_needs_words(store: Store, shop: str) -> None:
    with pytest.raises(InputProblem):
        set_read_back(store, read_back_cards(store, shop)[0], ReadBack.CORRECTED, " ")


def printed(store: Store, shop: str, document: str = "workshop-summary", **options: str) -> tuple[str, str]:
    """What a paper says, and what its web page says."""
    request = report.find_subject(store, document, shop, options=options)
    made = report.make_report(store, request)
    prepared = kind(document).prepare(store, made.request)
    return Pdf(made.content).root().said(), as_page(prepared.document)


def test_what_the_group_confirmed_says_so_on_paper_and_on_the_page(store: Store, shop: str) -> None:
    quoted = next(one for one in note.notes(store, shop) if one.text == "one")
    made = finding.add_finding(
        store, FindingKind.CONCERN, "Nobody asks", workshop_id=shop, spans=[finding.Span(quoted.id)]
    ).value
    for words in printed(store, shop, quotes="all"):
        assert "Checked with the group" not in words
    finding.change_finding(store, made, read_back=ReadBack.CONFIRMED)
    for words in printed(store, shop, quotes="all"):
        assert words.count("Checked with the group") == 1
    card = next(one for one in read_back_cards(store, shop) if one.id == quoted.id)
    set_read_back(store, card, ReadBack.CONFIRMED)
    for document in ("workshop-summary", "handout"):
        for words in printed(store, shop, document, quotes="all"):
            assert "Young person · Checked with the group" in words


@pytest.mark.parametrize("document", ["workshop-summary", "handout", "committee-paper", "evidence-pack"])
def test_a_finding_whose_notes_were_all_struck_out_does_not_print_as_if_it_stood(
    store: Store, shop: str, document: str
) -> None:
    one, two = (card for card in read_back_cards(store, shop) if card.text in ("one", "two"))
    both = [finding.Span(one.id), finding.Span(two.id)]
    texts = {"Rests on one": both[:1], "Rests on both": both, "Rests on nothing": []}
    for text, spans in texts.items():
        made = finding.add_finding(store, FindingKind.IDEA, text, workshop_id=shop, spans=spans).value
        mapping.map_badge(store, made, "culture")
    set_read_back(store, one, ReadBack.STRUCK)
    workshop.change_workshop(store, shop, held_on=f"{date.today():%Y-%m-%d}")

    def found(words: str) -> set[str]:
        return {text for text in texts if text in words}

    subject = shop if kind(document).subject is Subject.WORKSHOP else ""
    for words in printed(store, subject, document):
        assert found(words) == {"Rests on both", "Rests on nothing"}
    if subject:
        made = report.make_report(store, report.find_subject(store, document, subject))
        assert any(
            "Left out: 1 finding whose notes the group crossed out." in one.what for one in made.warnings
        )
    only = next(one for one in finding.findings(store) if one.text == "Rests on one")
    finding.change_finding(store, only.id, read_back=ReadBack.CONFIRMED)
    for words in printed(store, subject, document):
        assert "Rests on one" in found(words), "the group stands by the finding itself"
