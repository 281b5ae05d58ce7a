"""How much is asked of the file for one key: only what the change concerns."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from sqlalchemy import event

from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings.finding import add_finding, finding
from crp_desktop.services.rights.mapping import map_badge
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.pages.findings.page import FindingsPage
from tests.make import add_note
from tests.ui.window import Desk

TEXT = "They never ask for our views about mental health in school"


@contextmanager
def statements(store: Store) -> Iterator[list[str]]:
    """What is asked of the file, without the beginnings of transactions."""
    said: list[str] = []

    def heard(conn: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith("BEGIN"):
            said.append(statement)

    event.listen(store.engine, "before_cursor_execute", heard)
    yield said
    event.remove(store.engine, "before_cursor_execute", heard)


@pytest.fixture
def page(at: Desk, store: Store, shop: str) -> FindingsPage:
    for number in range(4):
        add_finding(store, FindingKind.IDEA, f"Idea number {number}", workshop_id=shop)
    made = add_finding(store, FindingKind.CONCERN, TEXT, workshop_id=shop).value
    found = at.go("findings", finding=made)
    assert isinstance(found, FindingsPage)
    found.suggesting.learn()
    at.settle()
    return found


def _accept(page: FindingsPage, at: Desk) -> None:
    page.view.articles.accept(1)
    at.settle()


def test_accepting_a_suggestion_asks_little(at: Desk, store: Store, page: FindingsPage) -> None:
    with statements(store) as said:
        _accept(page, at)
    assert page.view.finding is not None
    assert page.view.finding.articles == finding(store, page.view.finding.id).articles != ()
    assert len(said) <= 10, "\n".join(said)


def test_taking_a_note_asks_little(at: Desk, store: Store, shop: str) -> None:
    page = at.go("capture", workshop=shop)
    assert isinstance(page, CapturePage)
    for words in ("P3: we walk home", "it is dark then"):
        page.line.field.set_text(words)
        page.line.file.click()
        at.settle()
        page.line.field.set_text(words)
        with statements(store) as said:
            page.line.file.click()
            at.settle()
        assert page.line.field.text() == ""
        assert len(said) <= 11, "\n".join(said)


def test_only_the_rows_that_changed_are_drawn_again(at: Desk, page: FindingsPage) -> None:
    assert page.view.finding is not None
    shown, drawn = page.view.finding.id, []
    page.model.dataChanged.connect(lambda first, last: drawn.extend((first.row(), last.row())))
    badges = page.view.badges.findChildren(QWidget)
    _accept(page, at)
    assert drawn == [page.model.row_of(shown)] * 2
    assert badges == page.view.badges.findChildren(QWidget)
    other = next(one.finding_id for one in page._placed if one.finding_id != shown)
    mapped = page.view.articles.findChildren(QWidget)
    at.ops.run(map_badge, other, "healthy")
    at.settle()
    assert drawn[2:] == [page.model.row_of(other)] * 2
    assert mapped == page.view.articles.findChildren(QWidget)


def test_the_row_in_the_list_says_what_was_accepted(at: Desk, page: FindingsPage) -> None:
    assert page.view.finding is not None
    index = page.model.index(page.model.row_of(page.view.finding.id), 0)
    assert "no article yet" in page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    _accept(page, at)
    assert "articles" in page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_a_list_without_articles_loses_what_was_mapped(at: Desk, page: FindingsPage) -> None:
    assert page.view.finding is not None
    shown = page.view.finding.id
    page.show_target(show="no_article", finding=shown)
    at.settle()
    count = len({one.finding_id for one in page._placed})
    _accept(page, at)
    page.list.chosen.emit(next(one.finding_id for one in page._placed if one.finding_id != shown))
    at.settle()
    assert len({one.finding_id for one in page._placed}) == count - 1


def test_undo_shows_the_suggestion_again(at: Desk, page: FindingsPage) -> None:
    before = page.view.articles._offered
    _accept(page, at)
    assert page.view.articles._offered != before
    at.ops.undo()
    at.settle()
    assert page.view.articles._offered == before


def test_what_changed_while_the_page_was_away_is_shown(
    at: Desk, store: Store, shop: str, page: FindingsPage
) -> None:
    assert page.view.finding is not None
    made = page.view.finding.id
    at.go("home")
    at.ops.run(add_note, shop, NewNote(text="Meanwhile"))
    at.ops.run(add_finding, FindingKind.IDEA, "Made meanwhile")
    assert at.go("findings") is page
    assert page.model.rowCount() == len({one.finding_id for one in page._placed})
    assert page.model.row_of(made) >= 0
    assert any("Made meanwhile" in str(page.model.data(page.model.index(row, 0))) for row in range(3))
