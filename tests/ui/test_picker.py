"""Picking one of many by typing."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.picker import Token, TokenModel, TokenPicker, match
from tests.ui.on_show import shown

pytestmark = pytest.mark.usefixtures("look")


TOKENS = (
    Token("a1", "Everyone under 18 has these rights", number=1),
    Token("a12", "Respect for children’s views", "Participation", "say voice listen", number=12, cluster=2),
    Token("a13", "Sharing thoughts freely", number=13, cluster=4),
    Token("a2", "No discrimination", number=2),
    Token("place", "Place", "Thematic", shield="thematic"),
    Token("cafe", "Café for young people", "Finding 4", kind="idea"),
)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("", ["a1", "a12", "a13", "a2", "place", "cafe"]),
        ("12", ["a12"]),
        ("1", ["a1", "a12", "a13"]),
        ("resp", ["a12"]),
        ("views resp", ["a12"]),
        ("voice", ["a12"]),
        ("CAFE", ["cafe"]),
        ("young", ["cafe"]),
        ("13 shar", ["a13"]),
        ("p", ["place", "cafe", "a12"]),
        ("nothing like it", []),
        ("%_\"'", ["a1", "a12", "a13", "a2", "place", "cafe"]),
    ],
)
def test_what_fits_stands_first(typed: str, keys: list[str]) -> None:
    assert [token.key for token in match(TOKENS, typed)] == keys


def test_picking_takes_two_digits_and_enter(qtbot: QtBot) -> None:
    picker = TokenPicker("Article")
    picker.set_tokens(TOKENS)
    shown(qtbot, picker)
    picker.setFocus()
    with qtbot.waitSignal(picker.picked) as heard:
        QTest.keyClicks(picker.field, "12")
        assert picker.list.isVisible()
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert heard.args == ["a12"]
    assert picker.field.text() == ""
    assert not picker.list.isVisible()


def test_arrows_move_and_the_focus_stays_in_the_field(qtbot: QtBot) -> None:
    picker = TokenPicker("Article")
    picker.set_tokens(TOKENS)
    shown(qtbot, picker)
    picker.setFocus()
    heard: list[str] = []
    picker.picked.connect(heard.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        QTest.keyClick(picker.field, key)
    assert heard == ["a12"]
    assert QApplication.focusWidget() is picker.field


def test_escape_empties_first_and_then_lets_the_page_have_it(qtbot: QtBot) -> None:
    picker = TokenPicker("Article")
    picker.set_tokens(TOKENS)
    shown(qtbot, picker)
    picker.setFocus()
    QTest.keyClicks(picker.field, "res")
    QTest.keyClick(picker.field, Qt.Key.Key_Escape)
    assert picker.field.text() == ""
    assert not picker.list.isVisible()


def test_enter_without_a_match_picks_nothing(qtbot: QtBot) -> None:
    picker = TokenPicker("Article")
    picker.set_tokens(TOKENS)
    shown(qtbot, picker)
    picker.setFocus()
    with qtbot.assertNotEmitted(picker.picked):
        QTest.keyClicks(picker.field, "zzz")
        QTest.keyClick(picker.field, Qt.Key.Key_Return)


def test_the_list_closes_when_the_focus_goes_and_lies_inside_the_window(qtbot: QtBot) -> None:
    picker, after = TokenPicker("Article"), Button("After")
    picker.set_tokens(TOKENS)
    top = shown(qtbot, QLabel(), picker, after, width=300, height=160)
    picker.setFocus()
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.list.isVisible()
    assert top.rect().contains(picker.list.geometry())
    after.setFocus()
    assert not picker.list.isVisible()


def test_a_row_is_picked_by_mouse(qtbot: QtBot) -> None:
    picker = TokenPicker("Article", always=True)
    picker.set_tokens(TOKENS)
    shown(qtbot, picker)
    with qtbot.waitSignal(picker.picked) as heard:
        where = picker.list.visualRect(picker.model.index(1)).center()
        QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert heard.args == ["a12"]
    assert picker.list.isVisible()


def test_the_model_of_tokens_is_sound_and_speaks(qtbot: QtBot) -> None:
    model = TokenModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_tokens(list(TOKENS))
    model.set_tokens([])
    model.set_tokens(list(TOKENS[:2]))
    said = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Article 12, Respect for children’s views, Participation"
    tester.deleteLater()


def test_picking_stays_quick_among_thousands(qtbot: QtBot) -> None:
    many = [Token(str(n), f"Finding number {n} about buses and parks", "Workshop 3") for n in range(3000)]
    began = time.perf_counter()
    assert len(match(many, "finding bus")) == 3000
    assert time.perf_counter() - began < 1
