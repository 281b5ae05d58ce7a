"""Reading back: what is shown, and what the group's answer does to it."""

from pathlib import Path

import pytest

from crp_desktop.domain.capture import understand
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.kinds import FindingKind, ReadBack
from crp_desktop.services import capture, finding, note, templates, workshop
from crp_desktop.services.read_back import read_back_cards, set_read_back
from crp_desktop.storage.store import Store
from tests.make import new_programme
from tests.replay import assert_journal_explains


@pytest.fixture
def store(tmp_path: Path):
    opened = new_programme(tmp_path / "a.crp")
    yield opened
    assert_journal_explains(opened)
    opened.close()


@pytest.fixture
def shop(store: Store) -> str:
    made = templates.add_from_template(store, "young_people").value
    second, first = (one.id for one in reversed(workshop.prompts(store, made)[:2]))
    for line, prompt in (("P1: two", second), ("? parked", None), ("> looks away", first), ("“one”", first)):
        capture.file_line(store, made, understand(line), prompt)
    return made


def test_notes_stand_in_the_order_of_the_prompts_without_the_adults_own(store: Store, shop: str) -> None:
    cards = read_back_cards(store, shop)
    assert [card.text for card in cards] == ["one", "two", "parked"]
    assert [card.quote for card in cards] == [True, False, False]
    assert cards[0].under == "What is good about growing up here?"
    assert cards[2].under == "Parking lot"


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
