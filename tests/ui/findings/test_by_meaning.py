"""Suggestions with the second opinion, in the window: read on another thread, never of another text, never kept."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.rights.meaning import Meaning
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.findings.mapping import SuggestedRow
from tests.ui.window import Desk

pytestmark = pytest.mark.meaning


def offered(at: Desk) -> list[object]:
    page = at.window.current_page
    return [row.suggestion.key for row in page.view.articles.findChildren(SuggestedRow) if row.isVisible()]


def read_all(at: Desk, qtbot: QtBot) -> None:
    """Wait until the text in view has been read for its meaning."""
    page = at.window.current_page
    text = f"{page.view.words.text()}\n{page.view._said}".strip()
    qtbot.waitUntil(lambda: at.ops.reader.reading(text) is not None, timeout=20_000)
    at.settle()


def test_what_no_listed_word_tells_is_found_by_its_meaning(at: Desk, store: Store, qtbot: QtBot) -> None:
    made = add_finding(store, kind=FindingKind.CONCERN, text="nobody will let us kick a ball about").value
    at.go("findings", finding=made)
    read_all(at, qtbot)
    assert offered(at)[0] == 31
    assert len(offered(at)) <= 5


def test_texts_are_read_on_another_thread(
    at: Desk, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    read = Meaning.read

    def watched(self: Meaning, text: str) -> object:
        threads.add(threading.get_ident())
        return read(self, text)

    monkeypatch.setattr(Meaning, "read", watched)
    made = add_finding(store, kind=FindingKind.CONCERN, text="Help comes only after a crisis").value
    at.go("findings", finding=made)
    read_all(at, qtbot)
    assert threads
    assert threading.get_ident() not in threads


def test_nothing_stands_of_the_finding_before(at: Desk, store: Store, qtbot: QtBot) -> None:
    first = add_finding(store, kind=FindingKind.CONCERN, text="We have nowhere to play").value
    second = add_finding(store, kind=FindingKind.CONCERN, text="The police stop us for nothing").value
    at.go("findings", finding=first)
    read_all(at, qtbot)
    assert 31 in offered(at)
    at.nav.go("findings", finding=second)
    assert 31 not in offered(at)
    read_all(at, qtbot)
    assert 40 in offered(at)


def test_what_was_read_is_forgotten_when_the_programme_is_closed(
    at: Desk, store: Store, qtbot: QtBot
) -> None:
    made = add_finding(store, kind=FindingKind.CONCERN, text="We have nowhere to play").value
    at.go("findings", finding=made)
    read_all(at, qtbot)
    assert at.ops.reader.reading("We have nowhere to play") is not None
    at.ops.use(None)
    assert at.ops.reader.reading("We have nowhere to play") is None
    at.ops.use(store)
