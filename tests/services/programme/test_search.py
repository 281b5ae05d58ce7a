"""Searching: what is found, in which order, and how it is shown."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crp_desktop.domain.capture import parse_line
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture import lines as capture
from crp_desktop.services.findings import finding
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.programme.search import search, snippet
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.search import MOST_WORDS, words_of
from crp_desktop.storage.store import Store
from tests.make import new_programme


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    opened = new_programme(tmp_path_factory.mktemp("search") / "a.crp")
    yield opened
    opened.close()


def test_notes_findings_and_statements_are_found(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    said = capture.file_line(store, shop, parse_line("P1: The youth club closes at six"), None).value
    held = finding.add_finding(store, FindingKind.CONCERN, "Youth clubs close early", workshop_id=shop).value
    hits = search(store, "youth clo")
    assert {(hit.kind, hit.id, hit.workshop) for hit in hits} == {
        ("note", said, shop),
        ("finding", held, shop),
    }
    statements = search(store, "children")
    assert "statement" in {hit.kind for hit in statements}
    assert all(hit.workshop is None for hit in statements if hit.kind == "statement")


def test_the_first_different_words_are_looked_for_and_no_more() -> None:
    assert words_of("Café café CAFE bar") == ["cafe", "bar"]
    assert words_of(" ".join(f"w{n}" for n in range(100))) == [f"w{n}" for n in range(MOST_WORDS)]
    assert words_of("a-b" * 1000)[0].count(" ") == MOST_WORDS - 1
    assert words_of("mental AND health OR") == ["mental", "health"]
    assert words_of("and AND or") == ["and", "or"]
    assert words_of("OR AND") == ["or", "and"]
    assert words_of(" - ") == []


def test_the_better_match_comes_first(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    filler = " ".join(f"word{n}" for n in range(60))
    long = capture.file_line(store, shop, parse_line(f"gazebo {filler}"), None).value
    short = capture.file_line(store, shop, parse_line("the gazebo, our gazebo"), None).value
    assert [hit.id for hit in search(store, "gazebo")] == [short, long]


def test_a_sealed_note_is_not_found(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    said = capture.file_line(store, shop, parse_line("P1: marzipan secret"), None).value
    assert len(search(store, "marzipan")) == 1
    safeguarding.seal(store, shop, Concern("marzipan"), [said])
    assert search(store, "marzipan") == []


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("short and whole", "whole", "short and whole"),
        ("a" * 10 + " " + "b " * 60 + "Łódź is far " + "c " * 90, "lodz", "…"),
        ("\n\nline\nbroken", "broken", "line broken"),
        ("没有人听我说话的时候", "说话", "没有人听我说话的时候"),
    ],
)
def test_words_are_shown_in_context(text: str, words: str, shown: str) -> None:
    found = snippet(text, words)
    assert shown in found
    assert len(found) <= 160


def test_the_snippet_holds_the_word_found() -> None:
    text = "b " * 200 + "Łódź is far " + "c " * 200
    assert "Łódź is far" in snippet(text, "lodz")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(), st.text())
def test_any_text_gives_a_snippet(text: str, words: str) -> None:
    assert "\n" not in snippet(text, words)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.text())
def test_any_string_is_a_search(store: Store, words: str) -> None:
    assert isinstance(search(store, words), list)
