"""The wizard holds its place: where “Go on” goes and going back comes to, and what a second scorer may touch."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollArea

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.kinds import EvidenceKind, ScorerRole
from crp_desktop.services.assessment.evidence import attach_words, change_evidence, detach, evidence_of_others
from crp_desktop.services.assessment.scoring import badge_view, finish, next_statement, score
from crp_desktop.services.findings.coding import make_finding
from crp_desktop.services.findings.finding import FindingKind
from crp_desktop.services.programme.people import sign_in
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.storage.store import Store
from crp_desktop.ui.pages.assessment.review_page import ReviewPage
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.pages.documents.page import PrintPage
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.faces import FaceCounts
from crp_desktop.ui.widgets.text import Heading, Quiet
from tests import assessed
from tests.assessed import BADGE
from tests.programmes import DEVICE
from tests.ui.window import Desk

SECOND = ScorerRole.SECOND


@pytest.fixture
def store(sample: Store) -> Store:
    """The sample, for the `at` of these tests."""
    return sample


@pytest.fixture
def target(store: Store) -> dict[str, str]:
    return {"period": assessed.period_of(store, "2026-27"), "badge": BADGE}


def keys_of(store: Store, target: dict[str, str]) -> list[str]:
    return [one.key for one in badge_view(store, target["period"], BADGE).statements]


def shown(page: object) -> str:
    assert isinstance(page, WizardPage)
    assert page._place is not None
    return page._place.statement


def test_go_on_goes_to_the_first_statement_without_a_level(
    at: Desk, store: Store, target: dict[str, str]
) -> None:
    keys = keys_of(store, target)
    for key in keys:
        score(store, target["period"], BADGE, key, level=None)
    for key in (keys[0], keys[2]):
        score(store, target["period"], BADGE, key, level=1)
    at.go("assessment_wizard", **target, statement=keys[4])
    page = at.go("assessment", period=target["period"])
    page.findChild(Button, "go-first").click()  # type: ignore[union-attr]
    at.settle()
    assert shown(at.window.current_page) == keys[1]
    view = badge_view(store, target["period"], BADGE)
    assert next_statement(view) == keys[1]


def test_going_back_and_opening_again_come_to_the_same_statement(
    at: Desk, store: Store, target: dict[str, str]
) -> None:
    keys = keys_of(store, target)
    page = at.go("assessment_wizard", **target, statement=keys[0])
    assert isinstance(page, WizardPage)
    page.go_next()
    page.go_next()
    at.go("home")
    at.nav.back()
    at.settle()
    assert shown(at.window.current_page) == keys[2]
    assert at.nav.place is not None
    again = at.nav.place.from_text(at.nav.place.to_text())
    assert shown(at.go(again.page, **again.target)) == keys[2]


def test_the_evidence_begins_at_its_top(at: Desk, store: Store, target: dict[str, str]) -> None:
    for number in range(12):
        links = [NewLink(BADGE)]
        make_finding(store, FindingKind.STRENGTH, f"They are asked, {number}", links=links)
    keys = keys_of(store, target)
    page = at.go("assessment_wizard", **target, statement=keys[0])
    assert isinstance(page, WizardPage)
    assert page.split.right is not None
    bar = page.split.right.findChild(QScrollArea).verticalScrollBar()  # type: ignore[union-attr]
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    page.go_next()
    at.settle()
    assert bar.value() == 0
    bar.setValue(40)
    score(store, target["period"], BADGE, keys[1], reason="Because.")
    page.refresh()
    at.settle()
    assert bar.value() == 40, "it stays where one reads while the statement stays"


def test_a_second_scorer_meets_no_red_banner(at: Desk, store: Store) -> None:
    target = {"period": assessed.period_of(store, "2025-26"), "badge": BADGE}
    page = at.go("assessment_review", **target)
    assert isinstance(page, ReviewPage)
    page.scorers._begin_second("Sam Bell", "Youth worker", "none", afresh=False)
    at.settle()
    assert isinstance(at.window.current_page, WizardPage)
    assert not at.window.current_page.split.isHidden()
    assert_no_banner(at)
    at.nav.back()
    at.settle()
    assert_no_banner(at)
    assert at.window.current_page is not None
    for hidden in ("assessment_review", "assessment_sign_off", "assessment_young", "assessment_wizard"):
        assert at.go(hidden, **target).name == "assessment"
        assert_no_banner(at)


def assert_no_banner(at: Desk) -> None:
    assert at.problems == []
    assert at.window.problem_bar.isHidden()


def test_a_second_scorer_leaves_the_first_ones_evidence_alone_until_both_have_finished(
    at: Desk, store: Store
) -> None:
    target = assessed.blind(store)
    period = target["period"]
    view = badge_view(store, period, BADGE, SECOND)
    of_first = [piece.id for one in view.statements for piece in one.evidence]
    own = attach_words(store, period, view.statements[0].key, EvidenceKind.LINK, "The minute").value
    assert evidence_of_others(store, period, BADGE) == frozenset(of_first)
    for act in (
        lambda: change_evidence(store, of_first[0], dated="2026-01-01"),
        lambda: change_evidence(store, of_first[0], answer="It was put right."),
        lambda: detach(store, [own, of_first[0]]),
    ):
        with pytest.raises(Refused, match="first scorer’s until both"):
            act()
    page = at.go("assessment_wizard", **target, role="second", statement=view.statements[0].key)
    names = {one.objectName() for one in page.findChildren(Button)}
    assert f"change-{own}" in names
    first = view.statements[0].evidence[0].id
    assert not {f"change-{first}", f"detach-{first}"} & names
    assert [one for one in page.findChildren(Quiet) if "Attached by the first scorer" in one.text()]
    change_evidence(store, own, dated="2026-01-01")
    assessed.give_all(store, period, BADGE, (1,), SECOND)
    finish(store, period, BADGE, SECOND)
    assert evidence_of_others(store, period, BADGE) == frozenset()
    change_evidence(store, of_first[0], dated="2026-01-01")


def test_the_first_scorer_changes_all_the_while(store: Store) -> None:
    period = assessed.blind(store)["period"]
    view = badge_view(store, period, BADGE, SECOND)
    own = attach_words(store, period, view.statements[0].key, EvidenceKind.LINK, "The minute").value
    sign_in(store, "Ruth Adeyemi", DEVICE)
    assert evidence_of_others(store, period, BADGE) == frozenset()
    change_evidence(store, own, dated="2026-01-01")


@pytest.mark.parametrize("part", ["scorers", "second"])
def test_go_to_who_scored_shows_its_heading(at: Desk, store: Store, part: str) -> None:
    target = {"period": assessed.period_of(store, "2025-26"), "badge": "communication"}
    for one in badge_view(store, target["period"], "communication").statements:
        score(store, target["period"], "communication", one.key, level=1, reason="Because.")
    page = at.go("assessment_review", **target, part=part)
    at.settle()
    assert isinstance(page, ReviewPage)
    heading = page.scorers.findChild(Heading)
    area = page.scroll_area
    assert heading is not None
    assert area is not None
    assert heading.text() == "Who scored"
    top = heading.mapTo(area.viewport(), heading.rect().topLeft()).y()
    assert 0 <= top < area.viewport().height() - heading.height()
    assert page.scorers.isAncestorOf(at.focus())


def test_once_signed_this_can_be_printed(at: Desk, store: Store) -> None:
    target = assessed.signed(store, "2025-26")
    page = at.go("assessment_review", **target)
    button = next(one for one in page.findChildren(Button) if one.text() == "Print this")
    button.click()
    at.settle()
    paper = at.window.current_page
    assert isinstance(paper, PrintPage)
    request = paper._request
    assert request is not None
    assert (request.document, request.badge, request.period) == (
        "badge-assessment", BADGE, target["period"],
    )  # fmt: skip
    assert at.problems == []


def test_a_finding_that_is_mapped_stays_in_not_mapped_until_one_moves_on(at: Desk, store: Store) -> None:
    made = [make_finding(store, FindingKind.CONCERN, f"Nobody asks us, {n}").value for n in range(3)]
    page = at.go("findings", unmapped=True, finding=made[1])
    assert isinstance(page, FindingsPage)
    row = page.model.row_of(made[1])
    count = page.model.rowCount()
    page.view.articles.picker.picked.emit("12")
    page.view.badges.picker.picked.emit(BADGE)
    at.settle()
    assert page.model.row_of(made[1]) == row, "it stays where it stood"
    assert page.model.rowCount() == count
    assert page.view.finding is not None
    assert page.view.finding.id == made[1]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert page.model.row_of(made[1]) == -1
    assert page.model.rowCount() == count - 1
    assert page.view.finding.id in made
    page._several.show()
    page.view._delete()
    at.settle()
    assert page.model.rowCount() == count - 2, "one that is deleted is not kept"


def test_bars_are_filled_by_everybody_who_answered(look: object) -> None:
    counts = FaceCounts(
        [("face_yes", "Yes", 2), ("face_a_bit", "A bit", 2), ("face_not_yet", "Not yet", 0)], "x"
    )
    counts.resize(360, 100)
    image = counts.grab().toImage()
    from crp_desktop.ui import theme

    ink, line = theme.colour("accent").rgb(), theme.px(38)
    filled = sum(image.pixel(x, line) == ink for x in range(120))
    assert 0.4 < filled / (120 - theme.px(12)) < 0.6
