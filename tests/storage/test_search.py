"""The full-text index: what is found, and that what went leaves no trace."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from crp_desktop.domain.fold import fold
from crp_desktop.domain.operation import Operation
from crp_desktop.services.capture import note
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.workshops import workshop
from crp_desktop.storage import search
from crp_desktop.storage.store import Store
from tests.make import add_note, new_programme


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory):
    opened = new_programme(tmp_path_factory.mktemp("search") / "a.crp")
    yield opened
    opened.close()


def found_in(store: Store, words: str) -> list[str]:
    with store.read() as conn:
        return [one.row_id for one in search.find(conn, words)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("lodz", "We came from Łódź last year"),
        ("łódź", "We came from Lodz last year"),
        ("strasse", "Die Straße ist laut"),
        ("cafe", "the CAFÉ is safe"),
        ("smorrebrod", "we made smørrebrød"),
        ("说话", "没有人听我说话的时候"),
        ("聞いて", "大人が聞いてくれる"),
        ("ฟังเรา", "ไม่มีใครฟังเราเลย"),
        ("मदद", "हमें मदद चाहिए"),
        ("مساعده", "مُساعَده"),
        ("ment heal", "Mental health takes months"),
        ("well-being", "our wellbeing is well, being young"),
        ("😀", "great😀day"),
        ("don't", "I don't know"),
        ("3/4", "3/4 of us"),
    ],
)
def test_what_is_typed_is_found(store: Store, words: str, said: str) -> None:
    shop = workshop.add_workshop(store).value
    made = add_note(store, shop, NewNote(said)).value
    assert made in found_in(store, words)


def test_the_beginning_of_a_word_is_enough_and_the_middle_is_not(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    made = add_note(store, shop, NewNote("zygomorphic")).value
    assert found_in(store, "zygo") == [made]
    assert found_in(store, "morphic") == []


def test_an_empty_search_finds_nothing(store: Store) -> None:
    assert found_in(store, "") == found_in(store, " .,;!") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.text())
def test_any_string_is_a_search(store: Store, words: str) -> None:
    assert isinstance(found_in(store, words), list)


@given(st.text())
def test_folding_twice_changes_nothing(words: str) -> None:
    assert fold(fold(words)) == fold(words)


def test_the_index_follows_change_delete_undo_and_redo(store: Store) -> None:
    shop = workshop.add_workshop(store).value
    made = add_note(store, shop, NewNote("quokka one")).value
    note.change_note(store, made, text="wombat two")
    assert (found_in(store, "quokka"), found_in(store, "wombat")) == ([], [made])
    store.undo()
    assert (found_in(store, "quokka"), found_in(store, "wombat")) == ([made], [])
    note.delete_notes(store, [made])
    assert found_in(store, "quokka") == []
    store.undo()
    assert found_in(store, "quokka") == [made]
    with store.read() as conn:
        conn.execute(text("INSERT INTO search (search) VALUES ('integrity-check')"))


def test_words_that_went_are_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.crp"
    store = new_programme(path)
    shop = workshop.add_workshop(store).value
    made = add_note(store, shop, NewNote("xylophoneword")).value
    with store.write(Operation.SIGN_OFF, final=True) as step:
        step.erase(search.tables.note, made)
    store.close()
    assert b"xylophoneword" not in path.read_bytes()


def test_rebuilding_gives_the_same(store: Store) -> None:
    before = found_in(store, "we")
    with store.unjournaled() as conn:
        search.rebuild(conn)
    assert set(found_in(store, "we")) == set(before)
