"""Fields for numbers, days, times and text of any length."""

from functools import partial

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.domain.errors import Problem
from crp_desktop.ui import theme
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.fields import DateField, DayField, NumberField, TimeField
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from tests.ui.accessibility import settle, walk
from tests.ui.on_show import shown

ARABIC = "نريد أن يسمعنا الكبار"

pytestmark = pytest.mark.usefixtures("look")


def test_a_stepper_counts_by_keys_and_by_mouse_and_is_one_stop(qtbot: QtBot) -> None:
    stepper = Stepper("Age 11 to 13", 1, 0, 5)
    top = shown(qtbot, stepper)
    moved: list[int] = []
    stepper.moved.connect(moved.append)
    stepper.setFocus()
    field = stepper.field
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Up, Qt.Key.Key_Minus):
        QTest.keyClick(field, key)
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert moved == [2, 3, 2, 3]
    stepper.settle()
    stepper.set_value(5)
    assert moved == [2, 3, 2, 3]
    assert not stepper.more.isEnabled()
    stepper.set_value(0)
    assert not stepper.less.isEnabled()
    assert walk(top) == ["Age 11 to 13"]


def test_presses_in_quick_succession_are_one_change(qtbot: QtBot) -> None:
    stepper, after = Stepper("Agree"), LineEdit("After")
    shown(qtbot, stepper, after)
    heard: list[int] = []
    stepper.changed.connect(heard.append)
    stepper.setFocus()
    QTest.keyClicks(stepper.field, "+++")
    assert heard == []
    stepper.set_value(0)
    assert stepper.value() == 3
    qtbot.waitUntil(lambda: heard == [3], timeout=2000)
    QTest.keyClicks(stepper.field, "++")
    after.setFocus()
    assert heard == [3, 5]
    stepper.setFocus()
    QTest.keyClicks(stepper.field, "-")
    stepper.hide()
    assert heard == [3, 5, 4]


def test_undo_in_a_stepper_is_the_windows(qtbot: QtBot) -> None:
    stepper = Stepper("Agree")
    top = shown(qtbot, stepper)
    heard: list[object] = []
    stepper.changed.connect(heard.append)
    QShortcut(QKeySequence.StandardKey.Undo, top, partial(heard.append, "undo"))
    stepper.setFocus()
    QTest.keyClicks(stepper.field, "++")
    QTest.keyClick(stepper.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard == [2, "undo"]


def test_the_least_of_a_stepper_may_be_said_in_words(qtbot: QtBot) -> None:
    stepper = Stepper("Most people", nought="any")
    shown(qtbot, stepper)
    assert (stepper.field.text(), stepper.value()) == ("any", 0)


def test_digits_typed_into_a_stepper_are_its_value(qtbot: QtBot) -> None:
    stepper = Stepper("Votes", 0, 0, 99)
    shown(qtbot, stepper)
    stepper.field.setFocus()
    stepper.field.selectAll()
    QTest.keyClicks(stepper.field, "12")
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert stepper.value() == 12


@pytest.mark.parametrize("size", [100, 200])
def test_the_text_of_fields_stands_inside_them(qtbot: QtBot, look: Look, size: int) -> None:
    day, number = DateField("Date", "2017-11-09"), NumberField("Minutes", 45)
    shown(qtbot, day, TimeField("Time", "16:30"), number, Stepper("Votes", 3))
    look.set_text_size(size)
    settle()
    assert day.text() == "9 November 2017"
    assert day.width() >= day.fontMetrics().horizontalAdvance("28 September 2028") + theme.px(40)
    edit = number.lineEdit()
    assert edit is not None
    assert edit.x() >= theme.px(8)
    assert edit.geometry().right() <= number.width() - theme.px(20)
    assert edit.width() >= edit.fontMetrics().horizontalAdvance(number.text())


# Days and times


@pytest.fixture
def day(qtbot: QtBot) -> DateField:
    field = DateField("Date", "2017-11-09")
    shown(qtbot, field, LineEdit("After"))
    field.setFocus()
    return field


def over(field: LineEdit, words: str) -> None:
    field.selectAll()
    QTest.keyClicks(field, words)


@pytest.mark.parametrize("words", ["30 June 2026", "30/6/2026", "30.6.26", "2026-06-30", "30 jun 2026"])
def test_a_day_is_typed_in_any_usual_way(day: DateField, words: str) -> None:
    heard: list[str] = []
    day.left.connect(heard.append)
    over(day, words)
    assert day.iso() == "2026-06-30"
    QTest.keyClick(day, Qt.Key.Key_Tab)
    assert (day.text(), heard) == ("30 June 2026", ["2026-06-30"])


def test_a_day_is_stepped_through(day: DateField) -> None:
    for key, text in (
        (Qt.Key.Key_Up, "2017-11-10"),
        (Qt.Key.Key_Down, "2017-11-09"),
        (Qt.Key.Key_PageUp, "2017-12-09"),
        (Qt.Key.Key_PageDown, "2017-11-09"),
    ):
        QTest.keyClick(day, key)
        assert day.iso() == text


def test_what_is_no_day_is_told_and_the_day_stands_again(qtbot: QtBot) -> None:
    class Place(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.told: list[str] = []
            self.field = DateField("Date", "2017-11-09")
            self.after = LineEdit("After")
            self.setLayout(column(self.field, self.after))

        def show_problem(self, problem: Problem) -> None:
            self.told.append(problem.what)

    place = Place()
    shown(qtbot, place)
    place.field.setFocus()
    over(place.field, "31/2/2026")
    assert place.field.iso() == "2017-11-09"
    QTest.keyClick(place.field, Qt.Key.Key_Return)
    assert (place.field.text(), place.told) == ("9 November 2017", ["“31/2/2026” is not a date."])
    over(place.field, "soon")
    place.after.setFocus()
    assert (place.field.text(), len(place.told)) == ("9 November 2017", 2)
    place.field.setFocus()
    place.field.selectAll()
    QTest.keyClick(place.field, Qt.Key.Key_Delete)
    place.after.setFocus()
    assert (place.field.text(), len(place.told)) == ("9 November 2017", 2)


def test_a_day_that_is_being_typed_is_not_overwritten(day: DateField) -> None:
    over(day, "30 Ju")
    day.set_iso("2020-01-01")
    assert day.text() == "30 Ju"


def test_a_day_may_be_lacking(qtbot: QtBot) -> None:
    field = DayField("Day", "Not known")
    shown(qtbot, field, LineEdit("After"))
    heard: list[str] = []
    field.left.connect(heard.append)
    assert (field.iso(), field.text(), field.placeholderText()) == ("", "", "Not known")
    field.set_iso("2026-06-30")
    assert (field.iso(), field.text(), heard) == ("2026-06-30", "30 June 2026", [])
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    field.clear()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard == ["2026-06-29", ""]
    field.set_iso("no day")
    assert field.iso() == ""


def test_a_day_is_chosen_from_a_calendar_by_keys(qtbot: QtBot, day: DateField) -> None:
    heard: list[str] = []
    day.left.connect(heard.append)
    QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    view = popup.findChild(QTableView)
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert heard == ["2017-11-10"]
    assert QApplication.activePopupWidget() is None
    QTest.mouseClick(day, Qt.MouseButton.LeftButton, pos=QPoint(day.width() - 12, day.height() // 2))
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    settle()
    assert QApplication.activePopupWidget() is None
    assert day.iso() == "2017-11-10"


def test_a_time_is_typed_stepped_or_left_out(qtbot: QtBot) -> None:
    field, after = TimeField("Time"), LineEdit("After")
    shown(qtbot, field, after)
    heard: list[str] = []
    field.left.connect(heard.append)
    field.setFocus()
    over(field, "4.30 pm")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    after.setFocus()
    assert heard == ["16:30", "16:35", "15:35", ""]


# Text of any length


def test_a_line_takes_more_than_32767_characters(qtbot: QtBot) -> None:
    field = LineEdit("Title")
    field.setText("x" * 200_000)
    assert len(field.text()) == 200_000


def test_a_line_says_once_that_it_was_changed(qtbot: QtBot) -> None:
    field, other = LineEdit("Title", "Old"), LineEdit("Place")
    shown(qtbot, field, other)
    heard: list[str] = []
    field.left.connect(heard.append)
    field.setFocus()
    QTest.keyClicks(field, "er")
    QTest.keyClick(field, Qt.Key.Key_Return)
    other.setFocus()
    field.setFocus()
    other.setFocus()
    assert heard == ["Older"]


def test_a_growing_field_keeps_every_character(qtbot: QtBot) -> None:
    text = "a\u00a0b\u202fc\n\n  d\te 👩‍👧 " + ARABIC
    field = GrowingTextEdit("Note", text)
    assert field.text() == text
    assert not field.is_changed()
    field.set_text("x" * 200_000)
    assert len(field.text()) == 200_000


def test_a_growing_field_grows_and_stops(qtbot: QtBot) -> None:
    field = GrowingTextEdit("Note", least=1, most=4)
    shown(qtbot, field)
    heights = []
    for lines in (1, 2, 4, 9):
        field.set_text("\n".join("line" for _ in range(lines)))
        settle()
        heights.append(field.height())
    assert heights[0] < heights[1] < heights[2] == heights[3]
    assert heights[0] >= 32
    assert field.verticalScrollBar().maximum() > 0


def test_a_growing_field_grows_with_wrapped_lines_and_narrower_windows(qtbot: QtBot) -> None:
    field = GrowingTextEdit("Note", "word " * 60, most=20)
    top = shown(qtbot, field, width=900, height=700)
    wide = field.height()
    top.resize(300, 700)
    settle()
    assert field.height() > wide
    assert not field.verticalScrollBar().isVisible()


def test_pasted_markup_is_plain_text(qtbot: QtBot) -> None:
    field = GrowingTextEdit("Note")
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold\x00 words")
    field.insertFromMimeData(data)
    assert field.text() == "bold words"


def test_enter_files_and_shift_enter_makes_a_line(qtbot: QtBot) -> None:
    field = GrowingTextEdit("Note", enter_files=True)
    shown(qtbot, field)
    heard: list[str] = []
    field.entered.connect(lambda: heard.append(field.text()))
    field.setFocus()
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "two")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert heard == ["one\ntwo", "one\ntwo"]


def test_without_filing_enter_makes_a_line_and_control_enter_files(qtbot: QtBot) -> None:
    field = GrowingTextEdit("Note")
    shown(qtbot, field)
    heard: list[int] = []
    field.entered.connect(lambda: heard.append(1))
    QTest.keyClicks(field, "one")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "one\n"
    assert heard == [1]


def test_tab_leaves_a_growing_field_which_says_what_changed(qtbot: QtBot) -> None:
    field, after = GrowingTextEdit("Note", "Old"), Button("After")
    top = shown(qtbot, field, after)
    heard: list[str] = []
    field.left.connect(heard.append)
    field.setFocus()
    field.caret_to_end()
    QTest.keyClicks(field, "er")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after
    assert heard == ["Older"]
    assert walk(top) == ["Note", "After"]
    assert heard == ["Older"]
