"""The rights map: from every number to the words behind it and back, two compared, saved as picture and table."""

import csv
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from crp_desktop.domain.kinds import Audience, FindingKind
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.listing import list_findings
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.models.findings import FindingsModel
from crp_desktop.ui.models.rights import RightsModel
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.pages.rights.article_page import ArticlePage
from crp_desktop.ui.pages.rights.page import RightsMapPage
from tests.make import new_programme
from tests.ui.window import Desk

KEY = Qt.Key


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp")
    young = add_workshop(opened, held_on="2026-02-01").value
    staff = add_workshop(opened, held_on="2026-06-01", audience=Audience.PROFESSIONALS).value
    links = [NewLink(24), NewLink("communication")]
    make_finding(opened, FindingKind.CONCERN, "We wait", workshop_id=young, links=links)
    make_finding(opened, FindingKind.STRENGTH, "Staff try", workshop_id=staff, links=links)
    make_finding(
        opened, FindingKind.IDEA, "A map", workshop_id=staff, links=[NewLink(13), NewLink("culture")]
    )
    yield opened
    opened.close()


@pytest.fixture
def page(at: Desk) -> RightsMapPage:
    shown = at.go("rights")
    assert isinstance(shown, RightsMapPage)
    return shown


def column_of(page: RightsMapPage, key: str) -> int:
    return [one.key for one in page.model.columns].index(key) + 1


def test_enter_on_a_number_lists_the_findings_behind_it_and_back_returns(
    at: Desk, page: RightsMapPage
) -> None:
    page.table.setFocus()
    row = page.model.row_of(24)
    page.table.setCurrentIndex(page.model.index(row, column_of(page, "communication")))
    QTest.keyClick(page.table, KEY.Key_Return)
    at.settle()
    findings = at.window.current_page
    assert isinstance(findings, FindingsPage)
    assert findings.model.rowCount() == 2
    assert findings.filter.form.article.key() == "24"
    at.nav.back()
    at.settle()
    assert at.window.current_page is page
    assert page.table.currentIndex().row() == row


def test_a_title_leads_to_the_article_and_its_numbers_to_findings(at: Desk, page: RightsMapPage) -> None:
    page.table.opened.emit(page.model.row_of(24), 0, False)
    at.settle()
    article = at.window.current_page
    assert isinstance(article, ArticlePage)
    assert article.title() == "Article 24: Health, water, food, environment"
    button = article.findChild(object, "audience-professionals")
    assert button is not None
    button.click()  # type: ignore[attr-defined]
    at.settle()
    findings = at.window.current_page
    assert isinstance(findings, FindingsPage)
    assert findings.model.rowCount() == 1


def test_an_empty_cell_leads_nowhere(at: Desk, page: RightsMapPage) -> None:
    page.table.opened.emit(page.model.row_of(1), 1, False)
    at.settle()
    assert at.window.current_page is page


def test_two_audiences_side_by_side(at: Desk, page: RightsMapPage, tmp_path: Path) -> None:
    page.who.set_key("audience:young_people")
    page.against.set_key("audience:professionals")
    page._show()
    cell = page.model.cell(page.model.row_of(24), column_of(page, "communication"))
    assert cell is not None
    assert cell.other is not None
    assert (cell.count.concern, cell.other.strength) == (1, 1)
    index = page.model.index(page.model.row_of(24), column_of(page, "communication"))
    said = page.model.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Article 24, Communication: Young people: 1 concern; Professionals: 1 strength"
    page.save_to(tmp_path / "two.csv")
    lines = (tmp_path / "two.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == '"Rights map"'
    assert lines[2:5] == ['"Shows: Young people"', '"Compared with: Professionals"', ""]
    head = lines[5]
    assert '"Young people, Culture: Strength"' in head
    assert '"Professionals, Culture: Strength"' in head


def test_gaps_are_listed_and_lead_on(at: Desk, page: RightsMapPage) -> None:
    button = page.findChild(object, "gap-culture")
    assert button is not None
    button.click()  # type: ignore[attr-defined]
    at.settle()
    findings = at.window.current_page
    assert isinstance(findings, FindingsPage)
    assert findings.model.rowCount() == 1


def darkest_of_the_heads(image: QImage) -> int:
    """The lightness (0 to 255) of the darkest point where the badges' names stand."""
    area = range(image.width() // 3, image.width() - 60), range(150, 330)
    return min(image.pixelColor(x, y).lightness() for x in area[0] for y in area[1])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_saved_as_picture_drawing_and_table(
    at: Desk, page: RightsMapPage, tmp_path: Path, look: object, theme: str, qtbot: QtBot
) -> None:
    look.set_theme(theme)  # type: ignore[attr-defined]
    for ending in ("png", "svg", "csv"):
        page.save_to(tmp_path / f"map.{ending}")
    qtbot.waitUntil(lambda: not at.ops.jobs)
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() > 1200
    assert image.pixelColor(2, 2).name() == "#ffffff"
    colours = {
        image.pixelColor(x, y).name() for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)
    }
    assert len(colours) > 5
    assert darkest_of_the_heads(image) < 90
    root = ElementTree.parse(tmp_path / "map.svg").getroot()
    said = " ".join(text.strip() for text in root.itertext() if text.strip())
    assert "Rights map" in said
    assert "Communication" in said
    with (tmp_path / "map.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert [len(row) for row in table[:4]] == [1, 1, 1, 0]
    assert len(table) == 4 + 1 + 42 + 1


def test_a_folder_that_is_not_there_is_said_and_leaves_nothing(
    at: Desk, page: RightsMapPage, tmp_path: Path, qtbot: QtBot
) -> None:
    met: list[object] = []
    page.problem_met.connect(met.append)
    at.ops.failed.connect(met.append)
    for number, ending in enumerate(("png", "svg", "csv"), 1):
        page.save_to(tmp_path / "gone" / f"map.{ending}")
        qtbot.waitUntil(lambda: not at.ops.jobs)
        assert len(met) == number
    at.problems.clear()
    assert not (tmp_path / "gone").exists()


def test_models_keep_qts_rules(store: Store, qapp: object) -> None:
    from crp_desktop.services.findings.listing import Group, finding_rows
    from crp_desktop.services.rights.rights_map import rights_map

    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    rights = RightsModel()
    QAbstractItemModelTester(rights, mode)
    rights.set_maps(rights_map(store), None)
    model = FindingsModel(lambda ids: finding_rows(store, ids))
    QAbstractItemModelTester(model, mode)
    model.set_list(list_findings(store))
    assert model.set_list(list_findings(store)) is False
    model.set_list(list_findings(store, group=Group.ARTICLE), str)
    assert model.headings() == [0, 2]
    assert model.next_finding(1, 1) == 3
    assert model.finding_at(0) is None
