"""The list of workshops and the plan of one: begun, filled in and saved as you go."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox

from crp_desktop.domain.kinds import Audience, HeadcountKind
from crp_desktop.services.workshops import templates, workshop
from crp_desktop.ui.dialogs.new_workshop import NewWorkshopDialog
from crp_desktop.ui.pages.workshops.workshop_page import WorkshopPage
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.press_card import PressCard
from tests.ui.window import Desk

KEY = Qt.Key


@pytest.fixture
def plan(at: Desk) -> WorkshopPage:
    made = templates.add_from_template(at.ops.store, "ten_and_under").value
    found = at.go("workshop", workshop=made)
    assert isinstance(found, WorkshopPage)
    return found


def saved(page: WorkshopPage) -> workshop.Workshop:
    return workshop.workshop(page.ops.store, page._workshop().id)


def test_start_now_makes_a_dated_workshop_and_opens_its_notes(at: Desk) -> None:
    at.go("workshops")
    QTest.keyClick(at.focus(), KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    only = workshop.workshops(at.ops.store)[0]
    assert only.started_at
    assert only.held_on
    assert at.nav.place.page == "capture"


def test_a_workshop_from_a_template_opens_its_plan(at: Desk) -> None:
    page = at.go("workshops")

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewWorkshopDialog)
        dialog.findChild(PressCard, "template-parents_carers").click()

    QTimer.singleShot(0, choose)
    page.new.click()
    at.settle()
    assert workshop.workshops(at.ops.store)[0].audience is Audience.PARENTS_CARERS
    assert at.nav.place.page == "workshop"


def test_a_field_is_saved_when_it_is_left_as_one_step(at: Desk, plan: WorkshopPage) -> None:
    title = plan.form.bound["title"].field
    title.selectAll()
    QTest.keyClicks(title, "Youth <b>forum</b> & friends")
    assert saved(plan).title != "Youth <b>forum</b> & friends"
    QTest.keyClick(title, KEY.Key_Tab)
    assert saved(plan).title == "Youth <b>forum</b> & friends"
    at.ops.undo()
    assert saved(plan).title == "Workshop, 10 and under"
    assert title.text() == "Workshop, 10 and under"


def test_a_field_is_saved_after_a_pause_and_on_leaving_the_page(qtbot, at: Desk, plan: WorkshopPage) -> None:
    QTest.keyClicks(plan.form.bound["place"].field, "Hub")
    qtbot.waitUntil(lambda: saved(plan).place == "Hub", timeout=3000)
    QTest.keyClicks(plan.form.bound["aim"].field, "!")
    at.go("workshops")
    assert saved(plan).aim.startswith("!")


def test_what_is_typed_survives_a_refresh_in_between(at: Desk, plan: WorkshopPage) -> None:
    QTest.keyClicks(plan.form.bound["place"].field, "Hub")
    at.ops.run(workshop.change_workshop, saved(plan).id, facilitators="Ana")
    assert plan.form.bound["place"].field.text() == "Hub"
    assert plan.form.bound["facilitators"].field.text() == "Ana"


def test_prompts_are_added_moved_and_deleted_by_keyboard(at: Desk, plan: WorkshopPage) -> None:
    store, shop = at.ops.store, saved(plan).id
    plan.prompts.new.setFocus()
    QTest.keyClicks(plan.prompts.new, "What next?")
    QTest.keyClick(plan.prompts.new, KEY.Key_Return)
    assert [one.text for one in workshop.prompts(store, shop)][-1] == "What next?"
    last = workshop.prompts(store, shop)[-1].id
    field = plan.prompts._fields[last]
    field.setFocus()
    QTest.keyClick(field, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert workshop.prompts(store, shop)[-2].id == last
    assert at.focus() is plan.prompts._fields[last]
    for _ in range(9):
        plan.prompts.shift(last, -1)
    assert workshop.prompts(store, shop)[0].id == last
    plan.findChild(Button, f"away-{last}").click()
    assert last not in [one.id for one in workshop.prompts(store, shop)]


def test_people_are_counted_with_plus_and_minus_keys(at: Desk, plan: WorkshopPage) -> None:
    stepper = plan.counts._steppers[(HeadcountKind.AGE_BAND, "8 to 10")]
    stepper.setFocus()
    for keys in "+++-":
        QTest.keyClicks(at.focus(), keys)
    plan.save()
    counted = workshop.headcounts(at.ops.store, saved(plan).id)
    assert [(one.label, one.count) for one in counted] == [("8 to 10", 2)]


def test_badges_audience_and_consent_are_saved(at: Desk, plan: WorkshopPage) -> None:
    plan.findChild(QCheckBox, "badge-culture").click()
    plan.audience.setCurrentIndex(plan.audience.findData(Audience.MIXED))
    plan.audience.activated.emit(plan.audience.currentIndex())
    plan.consent.field.stepUp()
    plan.save()
    found = saved(plan)
    assert (found.badges, found.audience, found.consent_count) == (("culture",), Audience.MIXED, 1)


def test_a_date_in_anybodys_writing_is_saved_and_nonsense_is_told(at: Desk, plan: WorkshopPage) -> None:
    held_on = plan.form.bound["held_on"]
    field = held_on.field
    field.setFocus()
    QTest.keyClicks(field, "30 june 2026")
    QTest.keyClick(field, KEY.Key_Tab)
    assert saved(plan).held_on == "2026-06-30"
    assert field.text() == "30 June 2026"
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "soon")
    plan.form.bound["title"].field.setFocus()
    at.settle()
    assert saved(plan).held_on == "2026-06-30"
    assert held_on.row.problem.isVisible()
    assert "soon" in held_on.row.problem.text()


def test_the_size_of_the_group_is_changed_and_stays_in_order(at: Desk, plan: WorkshopPage) -> None:
    assert (plan.least.value(), plan.most.value()) == (4, 6)
    plan.least.setFocus()
    QTest.keyClicks(at.focus(), "+++")
    QTest.keyClick(at.focus(), KEY.Key_Tab)
    assert (saved(plan).group_least, saved(plan).group_most) == (7, 7)
    at.ops.undo()
    assert (plan.least.value(), plan.most.value()) == (4, 6)
    plan.most.setFocus()
    plan.most.field.setValue(0)
    at.go("workshops")
    assert (saved(plan).group_least, saved(plan).group_most) == (4, 0)
