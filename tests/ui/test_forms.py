"""Every bound field of every form: typed in and left it is saved, undone it is back, refused it says so beside it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from crp_desktop.app import PAGES
from crp_desktop.domain.errors import InputProblem, WriteFailed
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.services.findings.finding import add_finding
from crp_desktop.services.privacy.contacts import add_contact
from crp_desktop.storage.store import Store
from crp_desktop.ui.form import Bound, Form
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DateField, NumberField, TimeField
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from tests.ui.window import Desk

KEY = Qt.Key
FORMS = ("settings", "workshop", "findings")
WORDS = 'They said "no" & <b>left</b>'


def _alter(field: QWidget) -> None:
    """Change a field as a person does, and go on with Tab."""
    control = field.field if isinstance(field, Stepper) else field
    control.setFocus()
    if isinstance(control, LineEdit | GrowingTextEdit):
        control.selectAll()
        typed = {DateField: "3 june 2031", TimeField: "4.35 pm"}
        QTest.keyClicks(
            control, next((words for kind, words in typed.items() if isinstance(control, kind)), WORDS)
        )
    elif isinstance(control, NumberField):
        QTest.keyClick(control, KEY.Key_Up)
    elif isinstance(control, ComboBox):
        last = control.currentIndex() == control.count() - 1
        QTest.keyClick(control, KEY.Key_Up if last else KEY.Key_Down)
    else:
        pytest.fail(f"no way to change {type(control).__name__}")
    QTest.keyClick(control, KEY.Key_Tab)


@pytest.fixture(params=FORMS)
def forms(request: pytest.FixtureRequest, at: Desk, store: Store, shop: str) -> list[Form]:
    add_contact(store, role="Lead", name="Ana", phone="1", hours="9 to 5")
    finding = add_finding(store, FindingKind.IDEA, "More paths", workshop_id=shop).value
    target = {"settings": {}, "workshop": {"workshop": shop}, "findings": {"finding": finding}}
    page = at.go(request.param, **target[request.param])
    for edit in page.findChildren(QWidget, "figure-edit"):
        edit.click()
    return page.findChildren(Form)


def _each(forms: list[Form]) -> Iterator[tuple[Form, Bound]]:
    assert forms
    for form in forms:
        assert form.bound
        for one in form.bound.values():
            yield form, one


def _refusing(problem: Exception) -> Callable[..., Any]:
    def service(*_: object, **__: object) -> Any:
        raise problem

    return service


def _saved(form: Form, one: Bound) -> Any:
    """What the record holds now; the page asked for it anew."""
    return getattr(form.record, one.name)


def test_every_field_is_saved_when_it_is_left_and_comes_back_with_undo(at: Desk, forms: list[Form]) -> None:
    for form, one in _each(forms):
        before, shown = _saved(form, one), one.value()
        _alter(one.field)
        at.settle()
        assert one.value() != shown, one.name
        assert _saved(form, one) == one.value() != before, one.name
        assert not one.is_pending()
        at.ops.undo()
        at.settle()
        assert (_saved(form, one), one.value()) == (before, shown), one.name
    assert not at.problems


def test_what_is_refused_is_told_beside_the_field_and_nothing_is_saved(at: Desk, forms: list[Form]) -> None:
    refused = InputProblem("That cannot be.", "Nothing was changed.")
    for form, one in _each(forms):
        before, shown, service = _saved(form, one), one.value(), form.service
        form.service = _refusing(refused)
        _alter(one.field)
        at.settle()
        assert one.row.problem.isVisible(), one.name
        assert one.row.problem.text() == str(refused)
        for other in form.bound.values():
            assert other.row.height() >= other.row.heightForWidth(other.row.width()), (one.name, other.name)
        control = one.field.field if isinstance(one.field, Stepper) else one.field
        assert control.accessibleDescription() == str(refused)
        assert (_saved(form, one), one.value()) == (before, shown), one.name
        form.service = service
        _alter(one.field)
        at.settle()
        assert not one.row.problem.isVisible()
        assert control.accessibleDescription() == ""
        assert _saved(form, one) != before
    assert not at.problems


def test_what_the_disk_refuses_stays_in_the_field_until_it_is_saved(at: Desk, forms: list[Form]) -> None:
    for form, one in _each(forms):
        before, service = _saved(form, one), form.service
        form.service = _refusing(WriteFailed("The disk is full."))
        _alter(one.field)
        at.settle()
        typed = one.value()
        assert at.problems.pop() == "The disk is full."
        at.problems.clear()
        assert _saved(form, one) == before != typed
        form.show(form.record, *form.key)
        assert one.value() == typed, one.name
        form.service = service
        form.save()
        at.settle()
        assert _saved(form, one) == typed, one.name


def test_every_page_with_a_form_is_driven_here(at: Desk, shop: str) -> None:
    pages = {
        entry.name: at.go(entry.name, **({"workshop": shop} if entry.name == "workshop" else {}))
        for entry in PAGES
    }
    assert {name for name, page in pages.items() if page.findChildren(Form)} == set(FORMS)
