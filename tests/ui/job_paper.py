"""The main job, point 8, by keys alone: the summary seen, saved and sent to a printer."""

from functools import partial
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from crp_desktop.services.privacy.print_log import print_log
from crp_desktop.ui.pages.documents import page as print_page
from crp_desktop.ui.pages.documents.page import PrintPage
from tests.ui.hands import CTRL, KEY, Hands
from tests.ui.job_words import COUNCIL, QUOTE, TITLE


def print_it(hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point 8: the summary in view, with quotes chosen, saved, and sent to a printer."""
    store = hands.app.ops.store
    hands.press(KEY.Key_P, CTRL)
    hands.wait()
    page = hands.page
    assert isinstance(page, PrintPage)
    hands.to("Workshop summary")
    hands.press(KEY.Key_Return)
    hands.wait()
    plain, pdf, paper = folder / "plain.pdf", folder / "summary.pdf", folder / "paper.pdf"
    save = partial(hands.press, KEY.Key_S, CTRL)
    hands.answer(save, partial(hands.push, "I have read this"), partial(hands.choose, plain))
    hands.wait()
    hands.to("Quotes: No quotes")
    hands.go_on(KEY.Key_Down, lambda: hands.focus().objectName() == "quotes-all")
    hands.wait()
    hands.answer(save, partial(hands.choose, pdf))
    hands.wait()

    def to_file(_: QWidget, printer: QPrinter, __: int) -> bool:
        printer.setOutputFileName(str(paper))
        return True

    monkeypatch.setattr(print_page, "ask_printer", to_file)
    hands.push("Print…")
    hands.wait()
    assert QUOTE not in words_of(plain)
    said = words_of(pdf)
    for expected in (
        QUOTE,
        TITLE,
        COUNCIL,
        "Help with mental health comes too late",
        "We answer by 1 December",
    ):
        assert expected in said
    with pypdfium2.PdfDocument(paper) as printed, pypdfium2.PdfDocument(pdf) as saved:
        assert len(printed) == len(saved)
    assert [one.how for one in print_log(store)].count("saved") >= 2
    return pdf


def words_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return " ".join(" ".join(pages).split())
