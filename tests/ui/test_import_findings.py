"""Findings from a table, in the window: looked through, added as one step, told when they cannot be."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crp_desktop.services.findings import finding
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.import_findings import ImportFindingsDialog
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.theme import Look
from tests.ui.accessibility import walk
from tests.ui.judge import judge
from tests.ui.window import Desk, desk

TABLE = 'kind,text,articles,badges\nconcern,Buses are late,"12, 31",culture\nidea,Ask <b>us</b> first,,\n'


@pytest.fixture
def at(look: Look, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:
        yield made


@pytest.fixture
def dialog(at: Desk) -> Iterator[ImportFindingsDialog]:
    made = ImportFindingsDialog(at.window, at.ops)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def written(tmp_path: Path, table: str) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text(table, encoding="utf-8")
    return path


def read(dialog: ImportFindingsDialog, path: Path, qtbot: QtBot) -> None:
    dialog.take_file(path)
    qtbot.waitUntil(lambda: dialog.under_way is None)


def test_a_table_is_shown_and_added_as_one_step_in_the_chosen_workshop(
    at: Desk, dialog: ImportFindingsDialog, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    shop = add_workshop(store, title="Forum").value
    dialog.source.set_items([("", "Other"), (shop, "Forum")])
    before = len(finding.findings(store))
    read(dialog, written(tmp_path, TABLE), qtbot)
    shown = [[dialog.model.item(row, column).text() for column in range(4)] for row in range(2)]
    assert shown == [
        ["Concern", "Buses are late", "12, 31", "Culture"],
        ["Idea", "Ask <b>us</b> first", "", ""],
    ]
    assert dialog.act.text() == "Add 2 findings"
    assert len(finding.findings(store)) == before
    dialog.source.set_key(shop)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.filed == 2)
    assert {one.workshop_id for one in finding.findings(store)[before:]} == {shop}
    at.window.undo()
    assert len(finding.findings(store)) == before


def test_what_is_wrong_is_told_by_row_and_column_and_nothing_is_added(
    dialog: ImportFindingsDialog, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    before = len(finding.findings(store))
    read(dialog, written(tmp_path, "kind,text\nrumour,Hm\nidea,Well\n"), qtbot)
    assert (
        "row 2, column kind"
        in dialog.problem_bar.accessibleName() + dialog.problem_bar.accessibleDescription()
    )
    assert not dialog.act.isEnabled()
    read(dialog, tmp_path / "nowhere.csv", qtbot)
    assert not dialog.act.isEnabled()
    assert dialog.choose.isEnabled()
    assert len(finding.findings(store)) == before


def test_cancel_while_they_are_added_leaves_none_and_the_dialog_open(
    dialog: ImportFindingsDialog, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    before = len(finding.findings(store))
    read(dialog, written(tmp_path, "kind,text\n" + "idea,Well\n" * 5_000), qtbot)
    assert "first 200" in dialog.count.text()
    dialog.act.click()
    dialog.reject()
    qtbot.waitUntil(lambda: dialog.under_way is None)
    assert dialog.isVisible()
    assert len(finding.findings(store)) == before
    assert dialog.act.isEnabled()


@pytest.mark.parametrize("size", [100, 200])
def test_the_dialog_is_walked_and_nothing_is_cut(
    look: Look, dialog: ImportFindingsDialog, tmp_path: Path, qtbot: QtBot, size: int
) -> None:
    look.set_text_size(size)
    read(dialog, written(tmp_path, TABLE), qtbot)
    walk(dialog)
    assert judge(dialog) == []


def test_the_page_the_menu_and_the_palette_all_lead_there(at: Desk, store: Store) -> None:
    page = at.go("findings")
    assert isinstance(page, FindingsPage)
    met: list[str] = []

    def close() -> None:
        shown = QApplication.activeModalWidget()
        assert isinstance(shown, ImportFindingsDialog)
        met.append(shown.windowTitle())
        shown.reject()

    for act in (page.bring.click, at.window.import_findings):
        QTimer.singleShot(0, close)
        act()
    assert met == ["Import findings"] * 2
    assert any(
        "Import findings" in action.text()
        for menu in at.window.menuBar().actions()
        for action in (menu.menu().actions() if menu.menu() else ())
    )


def test_it_opens_on_the_button_that_chooses_a_file(at: Desk, dialog: ImportFindingsDialog) -> None:
    at.settle()
    assert dialog.focusWidget() is dialog.choose
    assert dialog.choose.isDefault()
