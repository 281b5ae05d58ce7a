"""Handing a record over and reading it where it arrives, in the window, by keyboard, with and without a programme."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from crp_desktop.documents.handover import handover
from crp_desktop.services.privacy import safeguarding
from crp_desktop.services.privacy.safeguarding import Concern
from crp_desktop.services.workshops import workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs import paper, read_handover
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.paper import PaperDialog
from crp_desktop.ui.dialogs.read_handover import ReadHandoverDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.widgets.text import Label
from tests.ui.accessibility import settle, walk
from tests.ui.hands import KEY, Hands
from tests.ui.shell import application_on

WORDS = "harbour candle meadow seven"
SECRET = "quetzalcoatl"


@pytest.fixture
def record(store: Store) -> str:
    shop = workshop.add_workshop(store, title="Youth forum").value
    return safeguarding.seal(store, shop, Concern(f"{SECRET} said", "14:20", "The hall")).value


@pytest.fixture
def file(store: Store, record: str, tmp_path: Path) -> Path:
    path = tmp_path / "out.crph"
    handover.hand_over_file(store, record, path, WORDS, "Duty desk")
    return path


@pytest.fixture
def ops(look, tmp_path: Path):
    made = Operations(Preferences(tmp_path / "settings.json"))
    made.preferences.set_told_about_paper()
    yield made
    made.close()


def wait_for(ops: Operations) -> None:
    settle()
    while ops.jobs:
        QTest.qWait(5)
    settle()


def told(dialog: object) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(Label))


def pdf_words(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return document[0].get_textpage().get_text_range()


def to_pdf(path: Path) -> QPrinter:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_paper_is_looked_at_printed_and_noted(
    ops: Operations, store: Store, record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ops.use(store)
    asked: list[QPrinter] = []

    def choose(_: object, printer: QPrinter, pages: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
        asked.append(printer)
        return True

    monkeypatch.setattr(paper, "ask_printer", choose)
    dialog = PaperDialog(None, ops, ops.ask(handover.paper_of, record), record_id=record, to="Duty desk")
    dialog.show()
    wait_for(ops)
    assert not hasattr(dialog, "save"), "from the programme it leaves as paper or as one encrypted file only"
    dialog.print_button.click()
    wait_for(ops)
    assert "1 page sent" in told(dialog)
    assert (tmp_path / "sheet.pdf").stat().st_size > 10_000
    assert SECRET not in asked[0].docName()
    given = handover.waiting(store)[0]
    assert (given.handed_how, given.handed_to) == ("paper", "Duty desk")
    dialog.close()
    dialog.deleteLater()


def test_the_dialog_says_how_far_it_is_and_what_comes_next(
    ops: Operations, store: Store, record: str, tmp_path: Path
) -> None:
    ops.use(store)
    dialog = HandoverDialog(None, ops, handover.waiting(store)[0])
    dialog.show()
    assert "Not handed over yet" in dialog.state.text()
    assert (dialog.paper._kind, dialog.confirm._kind) == ("primary", "plain")
    dialog.to.setText("J. Okoro")
    dialog.passphrase.setText("short")
    failed: list[object] = []
    ops.failed.connect(failed.append)
    dialog.save_to(tmp_path / "out.crph")
    assert failed
    assert "Not handed over" in dialog.state.text()
    dialog.passphrase.setText(WORDS)
    dialog.save_to(tmp_path / "out.crph")
    assert dialog.state.text().startswith("Handed over to J. Okoro as encrypted file on")
    assert (dialog.paper._kind, dialog.confirm._kind) == ("plain", "primary")
    walk(dialog)
    dialog.confirm.click()
    assert dialog.isVisible(), "nobody was named"
    dialog.by.setText("J. Okoro")
    dialog.confirm.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert handover.waiting(store) == []
    dialog.deleteLater()


def test_a_receiver_without_a_programme_reads_and_saves_it(
    ops: Operations, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ops.store is None
    monkeypatch.setattr(read_handover, "ask_open", lambda *_: file)
    dialog = ReadHandoverDialog(None, ops)
    dialog.show()
    walk(dialog)
    dialog.read.click()
    assert not dialog.problem_bar.isVisible(), "no file is chosen: the way to one has the focus"
    dialog.choose.click()
    dialog.secret.setText("not it at all")
    dialog.read.click()
    assert "does not open" in dialog.problem_bar.problem.what
    dialog.secret.setText(WORDS)
    QTest.keyClick(dialog.secret, KEY.Key_Return)
    assert SECRET in told(dialog)
    assert "The hall" in told(dialog)
    walk(dialog)
    sheet = PaperDialog(dialog, ops, handover.make_paper(handover.read_handover(file, WORDS)))
    sheet.show()
    wait_for(ops)
    walk(sheet)
    monkeypatch.setattr(paper, "ask_save", lambda *_: tmp_path / "record.pdf")
    sheet.save.click()
    wait_for(ops)
    assert SECRET in pdf_words(tmp_path / "record.pdf")
    assert "Saved “record.pdf”" in told(sheet)
    sheet.print_on(to_pdf(tmp_path / "sheet.pdf"))
    wait_for(ops)
    assert (tmp_path / "sheet.pdf").exists()
    for one in (sheet, dialog):
        one.close()
        one.deleteLater()


def test_a_record_left_alone_on_the_screen_closes_with_its_paper(ops: Operations, file: Path) -> None:
    dialog = ReadHandoverDialog(None, ops, file)
    dialog.secret.setText(WORDS)
    dialog.show()
    assert not dialog._idle.isActive()
    dialog.read.click()
    sheet = PaperDialog(dialog, ops, handover.make_paper(handover.read_handover(file, WORDS)))
    sheet.show()
    wait_for(ops)
    assert dialog._idle.interval() == ops.preferences.auto_lock_minutes * 60_000
    dialog._idle.start(50_000)
    QTest.keyClick(sheet, KEY.Key_Down)
    assert dialog._idle.remainingTime() > 800_000, "somebody is there"
    dialog._idle.timeout.emit()
    assert not sheet.isVisible()
    assert not dialog.isVisible()
    for one in (sheet, dialog):
        one.deleteLater()


def test_a_long_record_is_read_with_the_keys(ops: Operations, store: Store, tmp_path: Path) -> None:
    shop = workshop.add_workshop(store).value
    words = "\n".join(f"line {number}" for number in range(200))
    record = safeguarding.seal(store, shop, Concern(words)).value
    path = tmp_path / "long.crph"
    handover.hand_over_file(store, record, path, WORDS, "")
    dialog = ReadHandoverDialog(None, ops, path)
    dialog.secret.setText(WORDS)
    dialog.show()
    dialog.read.click()
    settle()
    bar = dialog._scroll.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    dialog.close()
    dialog.deleteLater()


@pytest.mark.parametrize("way", ["menu", "welcome", "file"])
def test_it_is_reached_from_the_menu_the_first_page_and_the_file_itself(
    look, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    whole = application_on(None, tmp_path / "home", "welcome")
    whole.window.show()
    whole.window.activateWindow()
    settle()
    hands = Hands(whole)
    monkeypatch.setattr(read_handover, "ask_open", lambda *_: file)
    seen: list[str] = []

    def read() -> None:
        if way != "file":
            hands.push("Choose the file…")
        hands.fill("Passphrase", WORDS)
        hands.press(KEY.Key_Return)
        seen.append(told(QApplication.activeModalWidget()))
        hands.press(KEY.Key_Escape)

    if way == "menu":
        action = next(
            one
            for menu in whole.window.menuBar().actions()
            for one in menu.menu().actions()
            if one.text() == "&Read a handover file…"
        )
        assert action.isEnabled()
        hands.answer(action.trigger, read)
    elif way == "welcome":
        whole.window.current_page.first_focus().setFocus()
        hands.to("Read a handover file…")
        hands.answer(lambda: hands.press(KEY.Key_Space), read)
    else:
        hands.answer(lambda: whole.nav.go("welcome", path=str(file)), read)
    assert SECRET in seen[0]
    assert whole.ops.store is None
    assert QApplication.activeModalWidget() is None
    whole.window.close()
    settle()
