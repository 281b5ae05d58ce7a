"""The main job, points 4 to 7, by keys alone: findings made and mapped, a badge assessed, the map looked at."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import FindingKind, ScorerRole
from crp_desktop.services.assessment.period import periods
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import badge_view
from crp_desktop.services.findings import finding
from crp_desktop.services.programme import home
from crp_desktop.ui.pages.assessment.review_page import ReviewPage
from crp_desktop.ui.pages.assessment.wizard_page import WizardPage
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.pages.findings.coding_page import CodingPage
from crp_desktop.ui.pages.findings.page import FindingsPage
from crp_desktop.ui.pages.rights.page import RightsMapPage
from tests.ui.hands import ALT, CTRL, KEY, SHIFT, Hands
from tests.ui.job_words import QUOTE


def make_findings(hands: Hands) -> None:
    """Points 4 and 5: a whole note, and words of another, become findings that are mapped in two keys."""
    store = hands.app.ops.store
    assert isinstance(hands.page, CapturePage)
    shop = hands.page.workshop_id()
    hands.press(KEY.Key_Escape)
    hands.press(KEY.Key_F12)
    page = hands.page
    assert isinstance(page, CodingPage)
    hands.to("Notes of the workshop")
    hands.press(KEY.Key_Up, CTRL, times=6)
    hands.press(KEY.Key_Return)
    hands.write("Help with mental health comes too late")
    hands.press(KEY.Key_C, CTRL | SHIFT)
    hands.wait_for(lambda: page.maker.suggesting.ready and not page.maker._typing.isActive())
    hands.press(KEY.Key_1, ALT)
    hands.press(KEY.Key_1, CTRL)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_Down, CTRL)
    hands.press(KEY.Key_Right, SHIFT | CTRL, times=3)
    hands.press(KEY.Key_Return)
    hands.write("Teachers help children to learn")
    hands.press(KEY.Key_S, CTRL | SHIFT)
    hands.press(KEY.Key_Return)
    made = finding.findings(store, workshop_id=shop)
    assert [(one.kind, one.text) for one in made] == [
        (FindingKind.CONCERN, "Help with mental health comes too late"),
        (FindingKind.STRENGTH, "Teachers help children to learn"),
    ]
    words = {one.finding_id: one.words for one in finding.excerpts(store)}
    assert words == {made[0].id: QUOTE, made[1].id: "My teacher helps"}
    assert [link.number for link in made[0].articles] == [24]
    assert len(made[0].badges) == 1


def map_one(hands: Hands) -> None:
    """Point 5: several articles and badges, one of each the main one; three keys for one that is not suggested."""
    store = hands.app.ops.store
    made = finding.findings(store)[1]
    hands.answer(lambda: hands.press(KEY.Key_K, CTRL), lambda: look_for(hands, "teachers help"))
    assert isinstance(hands.page, FindingsPage)
    hands.press(KEY.Key_F2)
    hands.press(KEY.Key_2)
    hands.press(KEY.Key_8)
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_F3)
    hands.write("culture")
    hands.press(KEY.Key_Return)
    hands.press(KEY.Key_F3)
    hands.write("education")
    hands.press(KEY.Key_Return)
    now = finding.finding(store, made.id)
    assert [(link.number, link.main) for link in now.articles] == [(28, True)]
    assert [(link.badge_key, link.main) for link in now.badges] == [
        ("culture", True),
        ("education_learning", False),
    ]
    hands.push("Make Education & Learning the main one")
    now = finding.finding(store, made.id)
    assert {link.badge_key for link in now.badges if link.main} == {"education_learning"}


def look_for(hands: Hands, words: str) -> None:
    """In search: type, and go to the first that is found."""
    hands.write(words)
    hands.press(KEY.Key_Return)


def assess(hands: Hands) -> None:
    """Point 6: a period, a badge, a finding as evidence, a level with its reason; stopped, gone on with, finished."""
    store = hands.app.ops.store
    hands.press(KEY.Key_A, CTRL | SHIFT)
    hands.answer(lambda: hands.push("New period"), lambda: hands.push("Add period"))
    period = periods(store)[0].id
    hands.push("Begin: Culture")
    assert isinstance(hands.page, WizardPage)
    hands.press(KEY.Key_E, CTRL)
    hands.write("Teachers")
    hands.press(KEY.Key_Return)
    give(hands, "1", "Teachers say it & show it.")
    first = badge_view(store, period, "culture").statements[0]
    assert [one.text for one in first.evidence] == ["Teachers help children to learn"]
    assert (first.own.level, first.own.reason) == (1, "Teachers say it & show it.")
    hands.press(KEY.Key_H, CTRL | SHIFT)
    hands.press(KEY.Key_A, CTRL | SHIFT)
    hands.push("Go on: Culture")
    page = hands.page
    assert isinstance(page, WizardPage)
    assert page.view is not None
    for one in page.view.statements:
        if badge_view(store, period, "culture").statement(one.key).own.level is None:
            give(hands, "0", "Nothing to show yet.")
            hands.press(KEY.Key_Return, CTRL)
    assert isinstance(hands.page, ReviewPage)
    hands.push("Finish")
    done = badge_view(store, period, "culture", ScorerRole.FIRST)
    assert done.state is AssessmentState.FINISHED
    assert [one.own.level for one in done.statements] == [1, 0, 0, 0, 0]


def give(hands: Hands, level: str, why: str) -> None:
    hands.press(KEY.Key_1, CTRL)
    hands.write(level)
    hands.fill("Reason for this level", why)
    hands.push("Confidence: High")
    hands.fill("Reason for your confidence", "It is plain to see.")
    hands.press(KEY.Key_Tab)


def look_around(hands: Hands) -> None:
    """Point 7: home says where things stand; a count on the rights map opens the findings behind it."""
    store = hands.app.ops.store
    hands.press(KEY.Key_H, CTRL | SHIFT)
    now = home.standing(store)
    assert (len(now.workshops), now.notes, now.findings, now.unmapped) == (1, 7, 2, 0)
    names = [one.accessibleName() for one in hands.page.findChildren(QWidget) if one.isVisible()]
    assert {"1 workshop", "7 notes", "2 findings", "0 findings to map"} <= set(names)
    hands.press(KEY.Key_R, CTRL | SHIFT)
    page = hands.page
    assert isinstance(page, RightsMapPage)
    column = [one.key for one in page.model.columns].index("education_learning") + 1
    hands.reach(page.table)
    hands.press(KEY.Key_Home, CTRL)
    hands.go_on(KEY.Key_Down, lambda: page.table.currentIndex().row() == page.model.row_of(28))
    hands.go_on(KEY.Key_Right, lambda: page.table.currentIndex().column() == column)
    hands.press(KEY.Key_Return)
    assert isinstance(hands.page, FindingsPage)
    assert hands.page.model.rowCount() == 1
