"""Everything on the findings page that is not the main road: dialogs, figure, reasons, direction, filters, groups."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from crp_desktop.domain.kinds import Direction, FindingKind
from crp_desktop.services.capture.note import NewNote, change_note
from crp_desktop.services.findings import finding
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.findings.listing import FindingFilter, Group, Sort
from crp_desktop.services.rights.mapping import NewLink, dismissed
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.findings import HistoryDialog, MergeDialog, NewFindingDialog, SplitDialog
from crp_desktop.ui.pages.findings.mapping import MappingSection
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from tests.make import add_note
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk

KEY = Qt.Key
SAID = "We wait months for CAMHS. Nobody tells us where to get help."


@pytest.fixture
def made(store: Store) -> str:
    shop = add_workshop(store, title="Youth forum", held_on="2026-05-02").value
    note = add_note(store, shop, NewNote(SAID)).value
    return make_finding(
        store,
        FindingKind.CONCERN,
        "Waiting for mental health support takes months",
        workshop_id=shop,
        spans=[Span(note, 0, 24), Span(note, 26)],
        links=[NewLink(24), NewLink(13), NewLink("culture")],
    ).value


@pytest.fixture
def at(look: object, store: Store, made: str, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as there:  # type: ignore[arg-type]
        yield there
        assert there.problems == []


@pytest.fixture
def page(at: Desk, made: str) -> FindingsPage:
    shown = at.go("findings", finding=made)
    assert isinstance(shown, FindingsPage)
    return shown


def in_dialog(kind: type[QDialog], act: Callable[[Any], Any], begin: Callable[[], Any]) -> None:
    """Do `begin`, which opens a modal dialog, and `act` in it; the dialog is walked with Tab first."""
    failed: list[BaseException] = []

    def inside() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            assert isinstance(dialog, kind)
            walk(dialog)
            act(dialog)
        except BaseException as error:  # noqa: BLE001 - raised again outside the dialog's own loop
            failed.append(error)
            if dialog is not None:
                dialog.close()

    QTimer.singleShot(0, inside)
    begin()
    if failed:
        raise failed[0]


def test_a_finding_from_a_survey(at: Desk, page: FindingsPage, store: Store) -> None:
    def fill(dialog: NewFindingDialog) -> None:
        dialog.kinds.set_kind(FindingKind.IDEA)
        dialog.words.setFocus()
        QTest.keyClicks(dialog.words, "A map of help")
        QTest.keyClick(dialog.words, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)

    in_dialog(NewFindingDialog, fill, page.new.click)
    newest = finding.findings(store)[-1]
    assert (newest.text, newest.kind, newest.workshop_id) == ("A map of help", FindingKind.IDEA, None)
    assert page.view.finding is not None
    assert page.view.finding.id == newest.id


def test_splitting_moves_the_words_that_were_ticked(
    at: Desk, page: FindingsPage, store: Store, made: str
) -> None:
    def fill(dialog: SplitDialog) -> None:
        dialog.words.set_text("Nobody says where help is")
        list(dialog.checks.values())[1].setChecked(True)
        dialog.accept()

    in_dialog(SplitDialog, fill, page.view._split)
    first, second = finding.findings(store)
    assert second.text == "Nobody says where help is"
    assert [one.words for one in finding.excerpts(store, finding_id=second.id)] == [SAID[26:]]
    assert len(finding.excerpts(store, finding_id=first.id)) == 1


def test_a_likely_duplicate_is_shown_and_merged(
    at: Desk, page: FindingsPage, store: Store, made: str
) -> None:
    twin = make_finding(
        store, FindingKind.CONCERN, "Waiting for mental health support takes many months"
    ).value
    page.refresh()
    page.view._look_for_duplicates()
    merge = next(
        button
        for button in page.view.findChildren(Button)
        if button.accessibleName() == "Merge with finding 2"
    )
    in_dialog(MergeDialog, lambda dialog: dialog.accept(), merge.click)
    assert [one.id for one in finding.findings(store)] == [made]
    assert twin != made


def test_several_selected_are_merged_or_deleted(
    at: Desk, page: FindingsPage, store: Store, made: str
) -> None:
    for text in ("Another", "One more"):
        make_finding(store, FindingKind.IDEA, text)
    page.refresh()
    page.list.selectAll()
    assert not page._several.isHidden()
    assert page.merge.text() == "Merge 3 findings"
    page.delete.click()
    assert finding.findings(store) == []
    at.settle()
    assert page._empty.isVisible()
    at.window.undo()
    assert len(finding.findings(store)) == 3


def test_reason_main_direction_figure_principle_star(
    page: FindingsPage, at: Desk, store: Store, made: str
) -> None:
    reason = page.view.findChild(object, "reason-24")
    reason.setFocus()  # type: ignore[union-attr]
    QTest.keyClicks(reason, "Health comes late")
    QTest.keyClick(reason, KEY.Key_Return)
    page.view.findChild(Button, "main-13").click()  # type: ignore[union-attr]
    direction = page.view.findChild(Choice, "direction-culture")
    assert direction is not None
    direction.chosen.emit(Direction.CONTRADICTS.value)
    page.view.figure.edit.click()
    for field, text in ((page.view.figure.value, "46%"), (page.view.figure.source, "Survey")):
        field.setFocus()
        QTest.keyClicks(field, text)
    page.view.words.setFocus()
    page.view.principle.chosen.emit("dignity")
    page.view.star.click()
    found = finding.finding(store, made)
    assert {one.number: (one.main, one.reason) for one in found.articles} == {
        13: (True, ""),
        24: (False, "Health comes late"),
    }
    assert found.badges[0].direction is Direction.CONTRADICTS
    figure = finding.statistic(store, made)
    assert figure is not None
    assert (figure.value, figure.source) == ("46%", "Survey")
    assert (found.principle, found.starred) == ("dignity", True)
    page.filter.form.principle.set_key("dignity")
    assert page.filter.wanted().principle == "dignity"


def test_delete_on_a_chip_takes_away_or_dismisses(
    page: FindingsPage, at: Desk, store: Store, made: str
) -> None:
    mapped = page.view.findChild(object, "mapped-13")
    QTest.keyClick(mapped, KEY.Key_Delete)
    at.settle()
    assert [one.number for one in finding.finding(store, made).articles] == [24]
    first = page.view.articles._offered[0][1].key
    chip = page.view.findChild(object, f"suggested-{first}")
    QTest.keyClick(chip, KEY.Key_Delete)
    at.settle()
    assert dismissed(store, made) == {first}
    assert not page.view.articles._again.isHidden()
    page.view.articles._again.click()
    assert dismissed(store, made) == frozenset()


def test_empty_words_are_refused_and_come_back(look: object, store: Store, made: str, tmp_path: Path) -> None:
    with desk(look, store, tmp_path) as at:  # type: ignore[arg-type]
        page = at.go("findings", finding=made)
        assert isinstance(page, FindingsPage)
        page.view.focus_words()
        page.view.words.selectAll()
        QTest.keyClick(page.view.words, KEY.Key_Delete)
        page.list.setFocus()
        at.settle()
        assert at.problems == [
            "Write the finding first. Nothing was changed. Write one sentence that says what you found."
        ]
        assert page.view.words.text() == "Waiting for mental health support takes months"


def test_filters_groups_and_the_way_back(page: FindingsPage, at: Desk, store: Store, made: str) -> None:
    other = make_finding(store, FindingKind.STRENGTH, "The youth club is great").value
    page.filter.narrow(FindingFilter(unmapped=True))
    assert page.model.rowCount() == 1
    assert page.list.current_finding() == other
    page.filter.clear_all.click()
    assert page.model.rowCount() == 2
    for group in Group:
        page.filter.form.group_by.set_key(group.value)
        page._relist()
        assert all(page.model.index(row, 0).data() for row in range(page.model.rowCount()))
    page.filter.form.group_by.set_key("")
    page.filter.words.setFocus()
    QTest.keyClicks(page.filter.words, "nowhere at all")
    page.filter._tell()
    assert page._none.isVisible()
    at.go("findings", finding=made)
    assert page.list.current_finding() == made


def test_words_an_edit_took_away_are_flagged_and_found(
    page: FindingsPage, at: Desk, store: Store, made: str
) -> None:
    [first, _] = finding.excerpts(store, finding_id=made)
    assert page.filter.flagged.isHidden()
    at.ops.run(change_note, first.note_id, text=SAID.replace("months", "a year"))
    at.settle()
    assert not page.filter.flagged.isHidden()
    page.filter.flagged.click()
    assert page.model.rowCount() == 1
    said = [label.text() for label in page.view.behind.findChildren(object) if hasattr(label, "text")]  # type: ignore[attr-defined]
    assert "It was linked to “We wait months for CAMHS”." in said


def test_history_names_what_changed(page: FindingsPage, at: Desk, store: Store, made: str) -> None:
    in_dialog(HistoryDialog, lambda dialog: dialog.close(), page.view._show_history)


def test_at_200_percent_the_list_is_a_drawer_that_enter_puts_away(
    page: FindingsPage, at: Desk, look: Any, store: Store
) -> None:
    look.set_text_size(200)
    at.settle()
    pane = page.split.left
    assert pane is not None
    assert not pane.isVisible()
    page.split.toggle(pane)
    page.list.setFocus()
    QTest.keyClick(page.list, KEY.Key_Return)
    assert not pane.isVisible()
    assert QApplication.focusWidget() is page.view.words


def test_filters_stand_beside_the_list_and_every_group_is_named(
    page: FindingsPage, at: Desk, store: Store, made: str
) -> None:
    other = make_finding(store, FindingKind.STRENGTH, "The youth club is great", links=[NewLink(31)]).value
    page.refresh()
    page.filter.more.click()
    at.settle()
    assert page.list.isVisible()
    assert page.filter.form.isVisible()
    walk(at.window)
    page.filter.form.article.set_key("31")
    page.filter.form.article.chosen.emit("31")
    assert page.model.rowCount() == 1
    assert page.filter.form.see.text() == "See 1 finding"
    assert page.filter._what.text() == "1 of 2 findings · 31 Rest, play, culture, arts"
    page.filter.form.see.click()
    assert page.view.isVisible()
    assert page.list.hasFocus()
    assert page.list.current_finding() == other
    page.filter.clear_all.click()
    for sort in Sort:
        page.filter.form.sort_by.set_key(sort.value)
        assert page.filter.sort() is sort
        page._relist()
        assert page.model.rowCount() == 2


def test_back_lands_on_the_list_as_it_was(page: FindingsPage, at: Desk, store: Store, made: str) -> None:
    for number in range(3):
        make_finding(store, FindingKind.IDEA, f"Idea {number}", links=[NewLink(31)])
    at.go("findings", article=31)  # type: ignore[arg-type]
    page.list.setFocus()
    QTest.keyClick(page.list, KEY.Key_Down)
    second = page.list.current_finding()
    at.go("article", article=24)  # type: ignore[arg-type]
    at.go("findings", finding=made)
    assert page.list.current_finding() == made
    for _ in range(2):
        QTest.keyClick(at.window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
        at.settle()
    assert at.window.current_page is page
    assert page.filter.wanted() == FindingFilter(article=31)
    assert page.list.current_finding() == second
    assert page.list.hasFocus()


def test_at_200_percent_the_filters_do_not_cover_the_list(
    page: FindingsPage, at: Desk, look: Any, store: Store
) -> None:
    look.set_text_size(200)
    at.settle()
    pane = page.split.left
    assert pane is not None
    page.split.toggle(pane)
    at.settle()
    assert page.list.height() >= page.list.minimumSizeHint().height()
    assert page.list.visibleRegion().boundingRect().height() == page.list.height()
    page.filter.more.click()
    at.settle()
    assert not pane.isVisible()
    assert page.filter.form.workshop.hasFocus()
    assert page.filter.starred.isVisible()
    walk(at.window)
    page.filter.form.see.click()
    at.settle()
    assert pane.isVisible()
    assert page.list.hasFocus()


def test_nothing_is_offered_before_the_words_were_read(at: Desk) -> None:
    section = MappingSection("Articles", "Add an article", "Any", command("findings", "article"))
    section.show()
    at.settle()
    assert "Bring back dismissed" not in [
        one.text() for one in section.findChildren(Button) if one.isVisible()
    ]
    section.close()
    section.deleteLater()
