"""The print page: from the gallery to a saved file and a printer's queue, with the real worker and real pages."""

import shutil
import subprocess
import time
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QRadioButton

from crp_desktop.services import report
from crp_desktop.services.finding import add_finding
from crp_desktop.services.print_log import How, print_log
from crp_desktop.services.sample import write_sample
from crp_desktop.services.workshop import find_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs import printing
from crp_desktop.ui.models.pages import PagesModel
from crp_desktop.ui.pages import print as print_module
from crp_desktop.ui.pages.print import PrintPage
from crp_desktop.ui.pages.print_cards import DocumentCard
from crp_desktop.ui.pages.print_send import send_to_printer
from crp_desktop.ui.worker import Cancelled
from tests.make import new_programme
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk

KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path):
    opened = write_sample(tmp_path / "a.crp", None, "device-of-tests")
    yield opened
    opened.close()


@pytest.fixture
def at(look, store: Store, tmp_path: Path):
    with desk(look, store, tmp_path) as made:
        yield made


def wait(at: Desk, seconds: float = 30) -> None:
    """Until the worker has nothing left to do."""
    until = time.monotonic() + seconds
    at.settle()
    while at.ops.jobs or at.window.current_page._settle.isActive():
        assert time.monotonic() < until, [job.title for job in at.ops.jobs]
        at.settle()
        time.sleep(0.002)


def document(at: Desk, **target: str) -> PrintPage:
    """The page with the summary made and drawn."""
    page = at.go("print", document="workshop-summary", **target)
    assert isinstance(page, PrintPage)
    wait(at)
    assert page._made is not None
    return page


def agree(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Say yes to every question; what was asked."""
    asked: list[str] = []

    def yes(parent: object, title: str, *_: object, **__: object) -> bool:
        asked.append(title)
        return True

    monkeypatch.setattr(printing, "confirm", yes)
    return asked


def test_a_programme_without_workshops_is_told_where_to_begin(look, tmp_path: Path) -> None:
    with_nothing = new_programme(tmp_path / "b.crp")
    with desk(look, with_nothing, tmp_path) as at:
        page = at.go("print")
        wait(at)
        cards = [card for card in page.findChildren(DocumentCard) if card.kind.key == "workshop-summary"]
        assert page.empty.isVisible() or not cards[0].isEnabled()
    with_nothing.close()


def test_a_card_shows_the_real_first_page_and_opens_its_document(at: Desk) -> None:
    page = at.go("print")
    wait(at)
    card = page.findChild(DocumentCard, "document-workshop-summary")
    assert card._picture is not None
    assert (
        len({card._picture.pixel(card._picture.width() // 5, y) for y in range(card._picture.height())}) > 3
    )
    card.setFocus()
    QTest.keyClick(card, KEY.Key_Return)
    wait(at)
    assert at.nav.place.target == {"document": "workshop-summary"}
    assert page.preview.isVisible()
    assert page.title() == "Workshop summary"


def test_cards_are_drawn_once_until_the_programme_changes(at: Desk) -> None:
    page = at.go("print")
    wait(at)
    first = dict(page.gallery._pictures)
    assert len(first) == len(page.gallery._cards)
    at.go("print", document="workshop-summary")
    wait(at)
    at.go("print", document="")
    assert not at.ops.jobs
    assert page.gallery._pictures["workshop-summary"] is first["workshop-summary"]
    at.ops.run(add_finding, "idea", "Open the hall on Sundays")
    at.settle()
    assert at.ops.jobs
    wait(at)
    assert page.gallery._pictures["workshop-summary"] is not first["workshop-summary"]


def test_opening_a_document_does_not_wait_for_the_cards(at: Desk) -> None:
    page = at.go("print")
    assert at.ops.jobs
    at.go("print", document="committee-paper")
    assert [job.cancelled for job in at.ops.jobs if job.title == "Drawing the documents"] in ([], [True])
    wait(at)
    assert page._made.request.document == "committee-paper"


def test_rights_cards_ask_the_printer_for_both_sides(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    agree(monkeypatch)
    sides: list[QPrinter.DuplexMode] = []

    class Recorder(QPrinter):
        """A printer without a queue takes no setting; what it was asked for is what counts."""

        def setDuplex(self, mode: QPrinter.DuplexMode) -> None:
            sides.append(mode)

    monkeypatch.setattr(print_module, "QPrinter", Recorder)
    monkeypatch.setattr(print_module, "ask_printer", lambda *_: False)
    for document, wanted in (("committee-paper", []), ("rights-cards", [QPrinter.DuplexMode.DuplexLongSide])):
        page = at.go("print", document=document)
        wait(at)
        page.print_button.click()
        assert sides == wanted


def test_a_badge_and_a_period_are_chosen_beside_the_preview(at: Desk) -> None:
    page = at.go("print", document="evidence-pack")
    wait(at)
    whole = page._made.pages
    page.options.findChild(QRadioButton, "badge-culture").click()
    wait(at)
    assert page._made.request.badge == "culture"
    assert page._made.pages < whole
    page = at.go("print", document="period-assessment")
    wait(at)
    first = page._made.content
    oldest = page.options.findChildren(QRadioButton)[-1]
    oldest.click()
    wait(at)
    assert page._made.request.period
    assert page._made.content != first


def test_the_latest_workshop_is_shown_unless_another_is_named(at: Desk, store: Store) -> None:
    page = document(at)
    assert page._made.request.workshop == find_workshop(store, None).id
    page = document(at, workshop="1")
    assert page._made.request.workshop == find_workshop(store, "1").id


def test_options_change_the_preview(at: Desk) -> None:
    page = document(at, workshop="1")
    before = page._made
    page.options.findChild(QRadioButton, "quotes-all").click()
    wait(at)
    assert page._made is not before
    assert page._made.request.options["quotes"] == "all"
    assert any(warned.holds for warned in page._made.warnings)


def test_what_lets_words_out_is_not_remembered_and_the_rest_is(at: Desk) -> None:
    page = document(at)
    page.options.findChild(QRadioButton, "quotes-all").click()
    page.options.findChild(QCheckBox, "chart").click()
    wait(at)
    at.go("print", document="")
    page = document(at)
    assert page._request.options["quotes"] == "none"
    assert page._request.options["chart"] == "no"


def test_pages_turn_by_key_button_and_list(at: Desk) -> None:
    page = document(at)
    pages = page._made.pages
    page.preview.sheet.setFocus()
    QTest.keyClick(page.preview.sheet, KEY.Key_PageDown)
    assert page.preview.page == 2
    assert page.pages.currentIndex().row() == 1
    QTest.mouseClick(page.preview.back, Qt.MouseButton.LeftButton)
    assert page.preview.page == 1
    page.pages.setFocus()
    QTest.keyClick(page.pages, KEY.Key_End)
    wait(at)
    assert page.preview.page == pages
    assert not page.preview.ahead.isEnabled()
    assert page.preview.where.text() == f"Page {pages} of {pages}"


def test_zoom_by_key_and_back_to_the_width(at: Desk) -> None:
    page = document(at)
    fitted = page.preview.per_cent()
    page.preview.sheet.setFocus()
    QTest.keyClick(page.preview.sheet, KEY.Key_Plus)
    wait(at)
    assert page.preview.per_cent() > fitted
    assert page.preview.sheet.width() > page.preview.desk.viewport().width()
    page.preview.whole.click()
    wait(at)
    assert page.preview.per_cent() == fitted
    assert not page.preview.desk.horizontalScrollBar().isVisible()


def test_the_page_is_drawn_sharp_for_the_size_it_is_shown_at(at: Desk) -> None:
    page = document(at)
    assert page.preview.sheet._picture.width() == page.preview._width()


def test_every_page_gets_its_small_picture(at: Desk) -> None:
    page = document(at)
    model = page.pages.pages
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == page._made.pages
    pictures = [model.index(row).data(Qt.ItemDataRole.DecorationRole) for row in range(model.rowCount())]
    assert all(picture is not None for picture in pictures)


def test_the_pages_model_holds_over_every_change() -> None:
    model = PagesModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for pages in (3, 0, 5, 2):
        model.start(pages)
        assert model.rowCount() == pages
    assert model.index(1).data() == "Page 2"
    del tester


def test_a_change_elsewhere_makes_the_preview_anew(at: Desk, store: Store) -> None:
    page = document(at)
    before = page._made.content
    shop = page._made.request.workshop
    at.ops.run(add_finding, "idea", "Open the hall on Sundays", workshop_id=shop)
    wait(at)
    assert page._made.content != before


def test_saving_asks_once_about_paper_then_writes_what_the_services_write(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = agree(monkeypatch)
    target = tmp_path / "out.pdf"
    suggested: list[str] = []

    def chosen(parent: object, title: str, name: str, filters: str) -> Path:
        suggested.append(name)
        return target

    monkeypatch.setattr(print_module, "ask_save", chosen)
    page = document(at)
    for _ in range(2):
        QTest.keyClick(at.focus(), KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
        wait(at)
    assert len(asked) == 1
    assert suggested[0] == "workshop-summary-3-2026-10-14.pdf"
    with pypdfium2.PdfDocument(target) as saved:
        assert len(saved) == page._made.pages
        assert "Being a family" in saved[0].get_textpage().get_text_range()
    assert [line.how for line in print_log(store)] == [How.SAVED, How.SAVED]
    assert at.problems == []


def test_a_web_page_is_saved_and_listed(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    target = tmp_path / "out.html"
    monkeypatch.setattr(print_module, "ask_save", lambda *_: target)
    page = document(at)
    page.options.findChild(QRadioButton, "format-html").click()
    page.save.click()
    wait(at)
    assert "Being a family in Northmere" in target.read_text(encoding="utf-8")
    assert [line.pages for line in print_log(store)] == [0]
    page = at.go("print", document="rights-cards")
    wait(at)
    assert page.options.findChild(QRadioButton, "format-html") is None


def test_a_quote_that_could_point_to_one_child_is_asked_about(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = agree(monkeypatch)
    monkeypatch.setattr(print_module, "ask_save", lambda *_: None)
    at.preferences.set_told_about_paper()
    page = document(at, workshop="1")
    page.save.click()
    assert asked == []
    page.options.findChild(QRadioButton, "quotes-all").click()
    wait(at)
    page.save.click()
    assert asked == ["Look at this first"]


def to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_printing_goes_to_the_printer_with_the_pages_and_copies_asked_for(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    target = tmp_path / "queue.pdf"

    def setting(parent: object, printer: QPrinter, pages: int) -> bool:
        assert printer.docName() == "Workshop summary, workshop 3"
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        printer.setCopyCount(2)
        return True

    monkeypatch.setattr(print_module, "ask_printer", setting)
    page = document(at)
    said: list[str] = []
    page.announced.connect(said.append)
    page.print_button.click()
    wait(at)
    with pypdfium2.PdfDocument(target) as printed:
        assert len(printed) == 4
        width, height = printed.get_page_size(0)
    assert (round(width), round(height)) == (595, 842)
    (line,) = print_log(store)
    assert (line.how, line.pages, line.copies) == (How.PRINTED, 2, 2)
    assert said == ["4 pages sent to the printer"]


def test_what_is_printed_looks_like_the_document(store: Store, tmp_path: Path, qapp) -> None:
    request = report.find_subject(store, "workshop-summary")
    send_to_printer(store, request, to_file(tmp_path / "queue.pdf"))
    made = report.make_report(store, request)
    pictures = []
    for content in (made.content, (tmp_path / "queue.pdf").read_bytes()):
        with pypdfium2.PdfDocument(content) as found:
            pictures.append(bytes(found[0].render(scale=0.25, grayscale=True).buffer))
    ours, printed = pictures
    assert len(ours) == len(printed)
    assert sum(abs(a - b) for a, b in zip(ours, printed, strict=True)) / len(ours) < 6


def test_a_cancelled_print_job_leaves_no_file_and_no_line(store: Store, tmp_path: Path, qapp) -> None:
    def stop(done: int, total: int, words: str = "") -> None:
        if done > total * 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        send_to_printer(
            store, report.find_subject(store, "workshop-summary"), to_file(tmp_path / "q.pdf"), stop
        )
    assert print_log(store) == []


@pytest.mark.skipif(shutil.which("cupsd") is None, reason="cups is not installed")
def test_a_real_queue_gets_every_page(store: Store, tmp_path: Path, qapp) -> None:
    info = QPrinterInfo.printerInfo("PDF")
    if info.isNull():
        pytest.skip("no CUPS-PDF queue called PDF")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    sent = send_to_printer(store, report.find_subject(store, "workshop-summary"), printer)
    done = subprocess.run(["lpstat", "-W", "all", "-o", "PDF"], capture_output=True, text=True, check=True)
    assert sent.pages > 1
    assert done.stdout.strip()


def test_the_gallery_lists_what_left(at: Desk, store: Store, tmp_path: Path) -> None:
    report.save_report(store, report.find_subject(store, "workshop-summary"), tmp_path / "one.pdf")
    page = at.go("print")
    wait(at)
    words = " ".join(
        label.text() for label in page.gallery.findChildren(print_module.QWidget) if hasattr(label, "text")
    )
    assert "Workshop summary, workshop 3: saved as PDF" in words


def test_the_page_can_be_walked(at: Desk) -> None:
    at.go("print")
    wait(at)
    walk(at.window)
    document(at)
    names = walk(at.window)
    assert "Save PDF…" in names
    assert "Pages" in names
