"""Many lines at once: read, put right in the preview by keys alone, left out and brought back, added as one step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.domain.capture import ParsedLine
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.services.capture import note
from crp_desktop.services.capture.import_notes import read_lines
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.paste import PasteDialog
from crp_desktop.ui.models import pasted
from crp_desktop.ui.models.lines import Column, LinesModel
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.theme import Look
from tests.make import PASSPHRASE, new_programme
from tests.ui.accessibility import settle, walk

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
PASTED = "P1: one +2\n\n“two”\n? three\nfour"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp", PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def dialog(ops: Operations, shop: str) -> Iterator[PasteDialog]:
    made = PasteDialog(None, ops, shop, None, "Here", ["P1"], PASTED)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.close()
    made.deleteLater()


def rows(dialog: PasteDialog) -> list[tuple[str, ...]]:
    model = dialog.model
    return [
        tuple(model.index(row, column).data() for column in range(len(Column)))
        for row in range(model.rowCount())
    ]


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(
    key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
) -> None:
    for _ in range(times):
        QTest.keyClick(focus(), key, modifiers)
        settle()


def to_table(dialog: PasteDialog) -> None:
    for _ in range(9):
        if focus() is dialog.table:
            return
        press(KEY.Key_Tab)
    raise AssertionError("Tab never reached the preview")


def test_many_lines_are_previewed_and_then_added_as_one_step(
    dialog: PasteDialog, store: Store, shop: str
) -> None:
    assert rows(dialog) == [
        ("one", "P1", "Paraphrase", "2 votes"),
        ("two", "the group", "Quote", ""),
        ("three", "the group", "Paraphrase", "Parked for later"),
        ("four", "the group", "Paraphrase", ""),
    ]
    assert note.notes(store, shop) == []
    dialog.act.click()
    assert [one.text for one in note.notes(store, shop)] == ["one", "two", "three", "four"]
    assert dialog.filed == 4
    store.undo()
    assert note.notes(store, shop) == []


def test_lines_are_put_right_in_the_preview_by_keys_alone(
    dialog: PasteDialog, store: Store, shop: str
) -> None:
    to_table(dialog)
    press(KEY.Key_Return)
    QTest.keyClicks(focus(), " more")
    press(KEY.Key_Return)
    press(KEY.Key_Down)
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    QTest.keyClicks(focus(), "P7")
    press(KEY.Key_Return)
    press(KEY.Key_Right)
    press(KEY.Key_Space)
    press(KEY.Key_Down)
    press(KEY.Key_O)
    press(KEY.Key_Down)
    press(KEY.Key_Delete)
    assert rows(dialog) == [
        ("one more", "P1", "Paraphrase", "2 votes"),
        ("two", "P7", "Paraphrase", ""),
        ("three", "the group", "Observation", "Parked for later"),
    ]
    assert dialog.act.text() == "Add 3 notes"
    press(KEY.Key_Return, CTRL)
    assert [(one.text, one.speaker, one.kind) for one in note.notes(store, shop)] == [
        ("one more", "P1", NoteKind.PARAPHRASE),
        ("two", "P7", NoteKind.PARAPHRASE),
        ("three", "the group", NoteKind.OBSERVATION),
    ]
    assert not dialog.isVisible()


def test_escape_leaves_the_words_as_they_were_and_no_line_becomes_empty(dialog: PasteDialog) -> None:
    before = rows(dialog)
    to_table(dialog)
    for keys in (KEY.Key_Escape, KEY.Key_Return):
        press(KEY.Key_Return)
        press(KEY.Key_A, CTRL)
        press(KEY.Key_Delete)
        press(keys)
        assert rows(dialog) == before
    assert dialog.isVisible()


def test_a_line_left_out_comes_back(dialog: PasteDialog) -> None:
    to_table(dialog)
    press(KEY.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_Delete)
    assert [one[0] for one in rows(dialog)] == ["three", "four"]
    assert dialog.again.text() == "Bring 2 lines back"
    dialog.again.click()
    assert len(rows(dialog)) == 4
    assert not dialog.again.isVisible()


def test_what_was_put_right_stays_while_the_lines_above_change(dialog: PasteDialog) -> None:
    dialog.model.setData(dialog.model.index(1, Column.TEXT), "two and a half")
    dialog._drop([3])
    dialog.field.set_text("new\n" + PASTED)
    assert [one[0] for one in rows(dialog)] == ["new", "one", "two and a half", "three"]
    dialog.field.set_text(PASTED.replace("two", "other"))
    assert [one[0] for one in rows(dialog)] == ["one", "other", "three"]


def test_lines_can_be_taken_as_they_are(dialog: PasteDialog) -> None:
    dialog.plain.setChecked(True)
    assert rows(dialog)[0] == ("P1: one +2", "the group", "Paraphrase", "")
    assert dialog.table.isColumnHidden(Column.MORE)


def test_a_file_that_cannot_be_taken_is_told_in_the_dialog(dialog: PasteDialog, tmp_path: Path) -> None:
    torn = tmp_path / "torn.csv"
    torn.write_text('text\n"torn\n', encoding="utf-8")
    dialog.take_file(torn)
    assert "row 2" in dialog.problem_bar.problem.what
    torn.write_text("text,kind\nfine,quote\nnot so,\n", encoding="utf-8")
    dialog.take_file(torn)
    assert rows(dialog)[0] == ("fine", "the group", "Quote", "")
    dialog._drop([0])
    assert [line.meant.text for line in dialog.lines()] == ["not so"]
    dialog.take_file(torn)
    assert len(dialog.lines()) == 2


@pytest.mark.parametrize("size", [100, 200])
def test_the_dialog_is_walked_with_tab(dialog: PasteDialog, look: Look, size: int) -> None:
    look.set_text_size(size)
    assert "Notes that will be added" in walk(dialog)


def test_the_model_of_lines_is_sound(look: Look) -> None:
    model = LinesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_lines(list(read_lines(PASTED.splitlines())))
    model.set_kind(0, NoteKind.QUOTE)
    model.show_lines(list(read_lines(["one"])))
    assert model.rowCount() == 1


def test_codes_that_the_workshop_does_not_have_are_asked_about(dialog: PasteDialog) -> None:
    dialog.field.set_text("P1: a\nP2: b\nQ1: why\nKS3: hard")
    assert rows(dialog)[1][:2] == ("b", "P2")
    assert [one[0] for one in rows(dialog)[2:]] == ["Q1: why", "KS3: hard"]
    boxes = {box.text(): box for box in dialog._boxes.values()}
    assert {text: box.isChecked() for text, box in boxes.items()} == {"P2": True, "Q1": False, "KS3": False}
    boxes["KS3"].click()
    assert rows(dialog)[3][:2] == ("hard", "KS3")
    boxes["P2"].click()
    assert rows(dialog)[1][0] == "P2: b"
    dialog.plain.setChecked(True)
    assert not dialog.asked.isVisible()
    dialog.plain.setChecked(False)
    dialog.field.set_text("P1: a")
    assert not dialog.asked.isVisible()


def test_votes_alone_and_several_speakers_are_shown(dialog: PasteDialog) -> None:
    dialog.field.set_text("P1: buses\n+3\n• P1, P2: parks")
    assert rows(dialog) == [
        ("buses", "P1", "Paraphrase", "3 votes"),
        ("parks (also P2)", "P1", "Paraphrase", "P2 kept in the words"),
    ]


def test_the_window_says_what_the_command_line_says_about_a_file(dialog: PasteDialog, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("text,prompt,School\nMore buses,Buses,x\n,P2,\n", encoding="utf-8")
    dialog.take_file(table)
    assert dialog.said.text().splitlines() == [
        "Columns that were not read: “School”.",
        "New prompts: “Buses”.",
        "Rows without a text that were left out: 1.",
    ]
    assert not dialog.encoding.isVisible()
    dialog.act.click()
    dialog.take_file(table)
    assert dialog.said.text().splitlines()[0] == "Already in this workshop, word for word: 1."
    dialog.field.set_text("typed")
    assert not dialog.said.isVisible()


def test_the_encoding_is_shown_and_can_be_changed(dialog: PasteDialog, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Każdy słucha".encode("cp1250"))
    dialog.take_file(path)
    assert "Windows-1250" in dialog.said.text()
    assert rows(dialog)[0][0] == "Każdy słucha"
    assert dialog.encoding.isVisible()
    dialog.encoding.chosen.emit("cp1252")
    assert rows(dialog)[0][0] == "Ka¿dy s³ucha"
    assert "Windows-1252" in dialog.said.text()
    assert dialog.encoding.key() == "cp1252"


def test_a_large_file_is_read_and_added_while_the_window_answers(
    dialog: PasteDialog, store: Store, shop: str, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("".join(f"P{number % 30}: note {number} of this file\n" for number in range(5_000)))
    dialog.take_file(path)
    assert not dialog.isEnabled()
    qtbot.waitUntil(lambda: dialog.isEnabled() and dialog.model.rowCount() == 5_000, timeout=20_000)
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.filed == 5_000, timeout=60_000)
    assert len(note.notes(store, shop)) == 5_000


def test_more_notes_than_anybody_looks_through_are_refused_in_words(
    dialog: PasteDialog, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a\n" * 20_001)
    dialog.take_file(path)
    assert "more than 20,000 notes" in dialog.problem_bar.problem.what


def test_only_what_changed_is_read_again(
    dialog: PasteDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    read: list[str] = []

    def understood(line: str, *args: object, **kwargs: object) -> ParsedLine:
        read.append(line)
        return ParsedLine(line)

    monkeypatch.setattr(pasted, "parse_line", understood)
    lines = [f"line {number} of many" for number in range(10_000)]
    dialog.field.set_text("\n".join(lines))
    assert len(read) == 2_000
    assert not dialog.act.isEnabled()
    qtbot.waitUntil(lambda: dialog.act.isEnabled(), timeout=20_000)
    assert len(read) == 10_000
    told: list[tuple[int, int]] = []
    dialog.model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    dialog.field.caret_to_end()
    read.clear()
    QTest.keyClicks(dialog.field, "ab")
    assert len(read) == 2
    assert told == [(9_999, 9_999)] * 2
    QTest.keyClick(dialog.field, KEY.Key_Return)
    QTest.keyClicks(dialog.field, "c")
    assert dialog.model.rowCount() == 10_001
    assert rows(dialog)[-1][0] == "c"
