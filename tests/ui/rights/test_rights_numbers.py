"""Every number of the rights map leads to that many findings, on both sides; the map can be read at any size."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.kinds import SAID_KINDS, Audience, FindingKind
from crp_desktop.services.capture.note import NewNote
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import Span
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.rights_map import NO_BADGE, Column
from crp_desktop.services.workshops.workshop import add_workshop
from crp_desktop.storage.store import Store
from crp_desktop.ui.models.rights import short_names
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.pages.rights.page import RightsMapPage
from crp_desktop.ui.widgets.bars import CountBar
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.rights_paint import Heads
from tests.make import add_note, new_programme
from tests.ui.accessibility import walk
from tests.ui.window import Desk, desk

KEY = Qt.Key
STRENGTH, CONCERN, IDEA = SAID_KINDS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = new_programme(tmp_path / "a.crp")
    young = add_workshop(opened, held_on="2026-02-01").value
    staff = add_workshop(opened, held_on="2026-06-01", audience=Audience.PROFESSIONALS).value
    made: tuple[tuple[FindingKind, str | None, tuple[int | str, ...]], ...] = (
        (CONCERN, young, (24, 12, "communication")),
        (STRENGTH, young, (24, "communication", "culture")),
        (STRENGTH, staff, (24, "communication")),
        (IDEA, staff, (13, "culture", "safe_secure")),
        (CONCERN, staff, ("safe_secure",)),
        (CONCERN, None, (3,)),
        (IDEA, None, ()),
    )
    for number, (kind, shop, keys) in enumerate(made):
        make_finding(
            opened, kind, f"What was said {number}", workshop_id=shop, links=[NewLink(key) for key in keys]
        )
    yield opened
    opened.close()


@pytest.fixture
def at(look: object, store: Store, tmp_path: Path) -> Iterator[Desk]:
    with desk(look, store, tmp_path) as made:  # type: ignore[arg-type]
        yield made
        assert made.problems == []


@pytest.fixture
def page(at: Desk) -> RightsMapPage:
    shown = at.go("rights")
    assert isinstance(shown, RightsMapPage)
    return shown


def compare(at: Desk, page: RightsMapPage) -> None:
    page.who.set_key("audience:young_people")
    page.against.set_key("audience:professionals")
    page.against.chosen.emit(page.against.key())
    at.settle()


def listed(at: Desk) -> int:
    """How many findings the list shows now; then back to the map."""
    count = listed_on(at)
    QTest.keyClick(at.window, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert isinstance(at.window.current_page, RightsMapPage)
    return count


def listed_on(at: Desk) -> int:
    """How many findings the list shows now."""
    at.settle()
    findings = at.window.current_page
    assert isinstance(findings, FindingsPage)
    return findings.model.rowCount()


def press_each_number(at: Desk, page: RightsMapPage) -> int:
    """Press every number there is, on both sides; how many there were."""
    pressed = 0
    for row in range(page.model.rowCount()):
        for place in range(1, page.model.columnCount()):
            cell = page.model.cell(row, place)
            sides = [] if cell is None else [cell.count, *([cell.other] if cell.other else [])]
            for second, count in enumerate(sides):
                if count.total:
                    pressed += 1
                    page.table.setCurrentIndex(page.model.index(row, place))
                    shift = Qt.KeyboardModifier.ShiftModifier if second else Qt.KeyboardModifier.NoModifier
                    QTest.keyClick(page.table, KEY.Key_Return, shift)
                    assert listed(at) == count.total, (row, place, second)
                    assert page.table.currentIndex() == page.model.index(row, place)
                    assert QApplication.focusWidget() is page.table
    return pressed


@pytest.mark.parametrize("by", ["by_badge", "by_audience"])
def test_every_number_leads_to_that_many_findings_and_back(at: Desk, page: RightsMapPage, by: str) -> None:
    getattr(page, by).click()
    assert press_each_number(at, page) >= 13


def test_both_sides_of_a_comparison_lead_to_their_own(at: Desk, page: RightsMapPage) -> None:
    compare(at, page)
    assert press_each_number(at, page) >= 13


def test_the_first_number_has_the_focus_on_arrival(at: Desk, page: RightsMapPage) -> None:
    assert QApplication.focusWidget() is page.table
    here = page.table.currentIndex()
    assert page.model.article_at(here.row()).number == 3  # type: ignore[union-attr]
    QTest.keyClick(page.table, KEY.Key_Space)
    assert listed(at) == 1


def test_a_click_on_a_half_opens_that_half(at: Desk, page: RightsMapPage) -> None:
    compare(at, page)
    place = [one.key for one in page.model.columns].index("communication") + 1
    index = page.model.index(page.model.row_of(24), place)
    page.table.scrollTo(index)
    area = page.table.visualRect(index)
    for y, count in ((area.height() // 4, 2), (3 * area.height() // 4, 1)):
        where = area.topLeft() + QPoint(area.width() // 2, y)
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
        assert listed(at) == count


def test_gaps_are_said_of_both_sides(at: Desk, page: RightsMapPage) -> None:
    said = words_of(page)
    assert "Badges with nothing from young people yet" in said
    assert page.findChild(Button, "gap-safe_secure") is None
    compare(at, page)
    said = words_of(page)
    assert "Nothing from Young people on 4 badges" in said
    assert "Nothing from Professionals on 3 badges" in said
    assert any(one.startswith("Nothing from Young people on 40 articles") for one in said)
    assert any(one.startswith("Nothing from Professionals on 40 articles") for one in said)
    assert page.findChild(object, "other-gap-12") is not None
    for name, count in (("mapped-0", 2), ("mapped-1", 2), ("loose-1", 1)):
        page.findChild(Button, name).click()  # type: ignore[union-attr]
        assert listed(at) == count


def test_a_gap_that_adults_fill_leads_to_their_words(at: Desk, page: RightsMapPage) -> None:
    gap = page.findChild(object, "gap-safe_secure")
    assert gap is not None
    gap.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(gap, KEY.Key_Return)
    assert listed(at) == 2
    assert QApplication.focusWidget() is gap


def words_of(page: RightsMapPage) -> list[str]:
    return [label.text() for label in page.gaps.findChildren(object) if hasattr(label, "text")]  # type: ignore[attr-defined]


@pytest.mark.parametrize("by", ["by_badge", "by_audience"])
def test_at_200_percent_the_rows_have_most_of_the_map(
    at: Desk, page: RightsMapPage, look: Any, by: str
) -> None:
    look.set_text_size(200)
    at.settle()
    getattr(page, by).click()
    at.settle()
    heads = page.table.horizontalHeader().height()
    assert page.table.viewport().height() > 3 * heads
    assert page.table.heads.heads is Heads.SHORT
    assert len(set(page.table.heads.short)) == len(page.model.columns)
    whole = {page.key.findChild(Button, f"column-{one.key}").accessibleName() for one in page.model.columns}  # type: ignore[union-attr]
    assert whole == {one.name for one in page.model.columns}
    assert page.split.folded
    page.split.toggle(page.split.right)  # type: ignore[arg-type]
    walk(at.window)


def test_a_column_is_named_and_leads_to_its_findings(at: Desk, page: RightsMapPage, look: Any) -> None:
    look.set_text_size(200)
    at.settle()
    page.key.findChild(Button, "column-communication").click()  # type: ignore[union-attr]
    assert listed(at) == 3


def test_short_names_are_short_and_nobody_elses() -> None:
    names = (
        "Culture",
        "Co-operation & Leadership",
        "Communication",
        "Safe & Secure",
        "Safe & Sound",
        "Safe & Sane",
    )
    columns = [Column(name, name) for name in (*names, "Hope", "")] + [Column(NO_BADGE, "No badge")]
    made = short_names(columns, lambda name: len(name) <= 4)
    assert made == ["Cul", "C&L", "Com", "S&S", "Saf", "6", "Hope", "?", "None"]
    assert short_names(columns, lambda name: True)[:3] == list(names[:3])


def test_every_number_of_an_article_leads_to_its_findings(at: Desk, page: RightsMapPage) -> None:
    article = at.go("article", article=24)  # type: ignore[arg-type]
    for name, count in (
        ("kind-strength", 2),
        ("kind-concern", 1),
        ("audience-young_people", 2),
        ("audience-professionals", 1),
        ("badge-communication", 3),
        ("badge-culture", 1),
    ):
        button = article.findChild(Button, name)
        assert button is not None, name
        button.setFocus()
        QTest.keyClick(button, KEY.Key_Return)
        at.settle()
        findings = at.window.current_page
        assert isinstance(findings, FindingsPage)
        assert findings.model.rowCount() == count, name
        assert str(count) in button.accessibleName() or str(count) in button.text()
        at.nav.back()
        at.settle()
        assert at.window.current_page is article
        assert QApplication.focusWidget() is button


def test_a_part_of_a_bar_leads_to_its_findings(at: Desk, page: RightsMapPage) -> None:
    article = at.go("article", article=24)  # type: ignore[arg-type]
    bar = article.findChild(CountBar, "bar-young_people")
    assert bar is not None
    assert [bar.kind_at(x) for x in (1, bar.widths()["strength"] + 4)] == ["strength", "concern"]
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert listed_on(at) == 1
    assert at.nav.place is not None
    assert at.nav.place.target["kind"] is STRENGTH


def test_a_gap_says_what_to_do_next(at: Desk, page: RightsMapPage, store: Store) -> None:
    article = at.go("article", article=1)  # type: ignore[arg-type]
    look = next(one for one in article.findChildren(Button) if one.text() == "Look through them")
    look.click()
    assert listed_on(at) == 2


@pytest.mark.parametrize("name", ["rights", "findings", "coding"])
def test_no_button_opens_panes_that_are_not_there(look: Any, tmp_path: Path, name: str) -> None:
    """At large text panes fold into buttons beside the title; where there is nothing to show there are none."""
    look.set_text_size(200)
    store = new_programme(tmp_path / "empty.crp")
    with desk(look, store, tmp_path) as at:
        shown = at.go(name)
        panes = shown.split.buttons.values()  # type: ignore[attr-defined]
        assert not any(button.isVisible() for button in panes)
        shop = add_workshop(store).value
        note = add_note(store, shop, NewNote("We wait")).value
        made = at.ops.run(
            make_finding, CONCERN, "Waits", workshop_id=shop, links=[NewLink(24)], spans=[Span(note)]
        )
        at.settle()
        assert made
        shown.refresh()
        at.settle()
        assert all(button.isVisible() for button in panes)
    store.close()
