"""The print page: the gallery, the options and the preview, with the real worker and real pages."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QCheckBox, QRadioButton

from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.workshops.workshop import find_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.models.pages import PagesModel
from crp_desktop.ui.pages.documents import page as print_module
from crp_desktop.ui.pages.documents.cards import DocumentCard
from tests.make import new_programme
from tests.programmes import programme_at
from tests.ui.accessibility import walk
from tests.ui.print_desk import agree, document, wait
from tests.ui.window import Desk, desk

KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path):
    opened = programme_at(tmp_path / "a.crp")
    yield opened
    opened.close()


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
    for key, wanted in (("committee-paper", []), ("rights-cards", [QPrinter.DuplexMode.DuplexLongSide])):
        page = at.go("print", document=key)
        wait(at)
        page.print_button.click()
        wait(at)
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
    periods = [
        one for one in page.options.findChildren(QRadioButton) if one.objectName().startswith("period-")
    ]
    periods[-1].click()
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


def test_the_page_can_be_walked(at: Desk) -> None:
    at.go("print")
    wait(at)
    walk(at.window)
    document(at)
    names = walk(at.window)
    assert "Save PDF…" in names
    assert "Pages" in names
