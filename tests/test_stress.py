"""Is the stress programme as hard as its name says, and still a programme?"""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from crp_desktop.domain.text import clean
from crp_desktop.services.capture.note import all_notes, notes
from crp_desktop.services.findings.finding import excerpts, findings
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import find_workshop, headcounts, prompts, workshops
from crp_desktop.storage.store import Store
from tests import stress
from tests.replay import assert_journal_explains, undo_label


@pytest.fixture(scope="module")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = stress.write_stress(tmp_path_factory.mktemp("stress") / "stress.crp")
    yield store
    store.close()


def test_sizes_are_those_that_are_promised(hard: Store) -> None:
    assert programme(hard).council == stress.LONGEST_COUNCIL
    assert len(stress.LONGEST_COUNCIL) == 71
    assert (len(stress.LONG_PROMPT.split()), len(stress.LONG_WORD)) == (40, 300)
    assert stress.LONG_WORD.isalpha()
    assert len(stress.LONG_NOTE.split()) == 5_000
    assert len(all_notes(hard)) == stress.NOTES == 200
    assert len(findings(hard)) == stress.FINDINGS == 40


def test_every_strange_text_is_kept_as_it_was_typed(hard: Store) -> None:
    texts = {one.text for one in all_notes(hard)}
    assert {clean(one).strip() for one in stress.STRANGE} <= texts
    scripts = Counter(unicodedata.name(char, "").split(" ")[0] for text in texts for char in text)
    assert {"ARABIC", "HEBREW", "BENGALI", "CJK", "TAMIL", "THAI", "ETHIOPIC", "CYRILLIC"} <= scripts.keys()
    assert stress.LONG_PROMPT in {one.text for shop in workshops(hard) for one in prompts(hard, shop.id)}


def test_one_workshop_has_one_participant_and_the_latest_has_the_crowd(hard: Store) -> None:
    alone = find_workshop(hard, "1")
    assert sum(one.count for one in headcounts(hard, alone.id) if one.kind == "age_band") == 1
    assert len(notes(hard, alone.id)) == 10
    assert find_workshop(hard, None).number == 2
    assert notes(hard, find_workshop(hard, "3").id) == []


def test_findings_go_from_no_mapping_to_all_of_them(hard: Store) -> None:
    told = findings(hard)
    assert {len(one.articles) for one in told} >= {0, 5, 40}
    assert {len(one.badges) for one in told} >= {0, 1, 7}
    texts = {one.id: one.text for one in all_notes(hard)}
    assert all(texts[one.note_id][one.start : one.end] == one.words for one in excerpts(hard))


def test_markup_stands_in_every_text_of_a_workshop(hard: Store) -> None:
    shop = find_workshop(hard, "2")
    for value in (shop.title, shop.place, shop.facilitators, shop.aim, shop.activity, shop.materials):
        assert stress.MARKUP in value
    for value in (shop.consent_how, shop.privacy_notice, shop.next_steps):
        assert stress.MARKUP in value


def test_the_journal_explains_it_and_it_can_be_undone(tmp_path: Path) -> None:
    store = stress.write_stress(tmp_path / "stress.crp")
    try:
        assert_journal_explains(store)
        assert undo_label(store) == "Change 1,234,567 notes"
        store.undo()
        assert all_notes(store) == []
        assert_journal_explains(store)
    finally:
        store.close()
