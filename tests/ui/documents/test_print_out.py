"""From the print page to a saved file and a printer's queue, and what is noted of it."""

import io
import os
import subprocess
import time
from pathlib import Path

import docx
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from crp_desktop.documents import prepare as report
from crp_desktop.documents.formats import Form
from crp_desktop.services.privacy.print_log import How, print_log
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.documents import page as print_module
from crp_desktop.ui.pages.documents.send import send_to_printer
from crp_desktop.ui.worker import Cancelled
from tests.programmes import programme_at
from tests.tools import need
from tests.ui.print_desk import agree, document, wait
from tests.ui.window import Desk

KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path):
    opened = programme_at(tmp_path / "a.crp")
    yield opened
    opened.close()


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


def test_what_it_is_saved_as_is_chosen_beside_the_preview_and_remembered(
    at: Desk, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(monkeypatch)
    offered: list[tuple[str, str]] = []

    def chosen(parent: object, title: str, name: str, filters: str) -> Path:
        offered.append((title, filters))
        return tmp_path / name

    monkeypatch.setattr(print_module, "ask_save", chosen)
    page = document(at)
    made = page._made
    for form, button in (("html", "Save web page…"), ("docx", "Save Word file…")):
        page.options.findChild(QRadioButton, f"format-{form}").click()
        assert page.save.text() == page.save.accessibleName() == button
        page.save.click()
        wait(at)
    assert page._made is made, "the preview is the same whatever it is saved as"
    assert offered == [("Save as Web page", "Web page (*.html)"), ("Save as Word", "Word document (*.docx)")]
    name = "workshop-summary-3-2026-10-14"
    assert "Being a family in Northmere" in (tmp_path / f"{name}.html").read_text(encoding="utf-8")
    assert docx.Document(io.BytesIO((tmp_path / f"{name}.docx").read_bytes())).tables
    assert sorted((line.form, line.pages) for line in print_log(store)) == [("docx", 0), ("html", 0)]
    at.go("print", document="committee-paper")
    wait(at)
    assert page.save.text() == "Save PDF…"
    document(at)
    assert page.save.text() == "Save Word file…"
    assert page.options.findChild(QRadioButton, "format-docx").isChecked()
    assert at.problems == []


def test_what_only_makes_sense_on_paper_offers_no_other_form(at: Desk) -> None:
    page = document(at)
    page.options.findChild(QRadioButton, "format-docx").click()
    at.go("print", document="rights-cards")
    wait(at)
    assert page.options.findChild(QRadioButton, "format-docx") is None
    assert page.save.text() == "Save PDF…"


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


@pytest.mark.needs_tool("cupsd", "lpstat")
def test_a_real_queue_gets_every_page(store: Store, tmp_path: Path, qapp) -> None:
    info = QPrinterInfo.printerInfo("PDF")
    need(not info.isNull(), "a CUPS-PDF queue called PDF")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    before = time.time() - 1
    sent = send_to_printer(store, report.find_subject(store, "workshop-summary"), printer)
    done = subprocess.run(["lpstat", "-W", "all", "-o", "PDF"], capture_output=True, text=True, check=True)
    assert sent.pages > 1
    assert done.stdout.strip()
    assert arrived(before) == sent.pages


def arrived(since: float, seconds: int = 180) -> int:
    """How many pages the newest document has that CUPS-PDF wrote since then, once it is whole; 0 when none came."""
    import pwd  # Unix only, as the queue is

    home = Path(pwd.getpwuid(os.getuid()).pw_dir)  # the queue knows nothing of the folders that tests pretend
    folders = (home / "PDF", Path("/var/spool/cups-pdf/ANONYMOUS"))
    for _ in range(seconds * 2):
        found = [path for folder in folders if folder.is_dir() for path in folder.glob("*.pdf")]
        newest = max((path for path in found if path.stat().st_mtime > since), default=None, key=_written)
        if newest is not None and newest.read_bytes().rstrip().endswith(b"%%EOF"):
            with pypdfium2.PdfDocument(newest) as document:
                return len(document)
        time.sleep(0.5)
    return 0


def _written(path: Path) -> float:
    return path.stat().st_mtime


def test_the_gallery_lists_what_left(at: Desk, store: Store, tmp_path: Path) -> None:
    request = report.find_subject(store, "workshop-summary")
    for form in Form:
        report.save_report(store, request, tmp_path / f"one.{form}", form=form)
    page = at.go("print")
    wait(at)
    words = " ".join(
        label.text() for label in page.gallery.findChildren(print_module.QWidget) if hasattr(label, "text")
    )
    for said in ("saved as PDF, ", "saved as a web page", "saved as a Word document"):
        assert f"Workshop summary, workshop 3: {said}" in words
