"""Words and layouts: no text is cut, what wraps wraps, and what is right to left stands right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, labelled
from crp_desktop.ui.widgets.textedit import LineEdit
from tests.ui.accessibility import name_of, settle
from tests.ui.judge import judge
from tests.ui.on_show import shown

ARABIC = "نريد أن يسمعنا الكبار"
LONG_WORD = "dampfschifffahrts" * 18

pytestmark = pytest.mark.usefixtures("look")


def ink_columns(picture: QImage, ground: int) -> tuple[int, int]:
    """The first and the last column that is not ground all the way down."""
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    return inked[0], inked[-1]


@pytest.mark.parametrize(
    "text", [LONG_WORD, "word " * 200, ARABIC * 20, "a\nb\nc", "<b>bold</b> & more", "👩‍👧" * 80, ""]
)
@pytest.mark.parametrize("width", [180, 600])
def test_no_text_is_cut_or_pushes_sideways(qtbot: QtBot, text: str, width: int) -> None:
    label = Label(text)
    top = shown(qtbot, label, width=width, height=3000)
    assert top.width() == width
    assert judge(top) == []
    assert label.height() >= label.heightForWidth(label.width())


def test_markup_is_words(qtbot: QtBot) -> None:
    label = Label("<b>bold</b> & <img src=x>")
    shown(qtbot, label)
    assert name_of(label) == "<b>bold</b> & <img src=x>"
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_right_to_left_text_stands_right(qtbot: QtBot) -> None:
    english, arabic = Label("We want to be heard"), Label(ARABIC)
    shown(qtbot, english, arabic)
    for label, at_left in ((english, True), (arabic, False)):
        picture = label.grab().toImage()
        first, last = ink_columns(picture, picture.pixel(label.width() // 2, 0))
        assert (first < 8) is at_left
        assert (last > label.width() - 8) is not at_left


def test_a_label_follows_its_text_size(qtbot: QtBot, look: Look) -> None:
    label = Heading("What young people said")
    shown(qtbot, label)
    before = label.font().pointSizeF()
    look.set_text_size(200)
    settle()
    assert label.font().pointSizeF() == pytest.approx(before * 1.8, rel=0.01)


def test_a_form_label_names_its_control() -> None:
    field = LineEdit("")
    assert labelled("Title & place", field).text() == "Title & place"
    assert field.accessibleName() == "Title & place"


# Layouts


def test_flow_wraps_and_its_height_is_what_it_uses(qtbot: QtBot) -> None:
    box = flow(*(Button(f"Button number {n}") for n in range(9)), name="Buttons")
    shown(qtbot, box, width=420)
    buttons = box.findChildren(Button)
    assert len({button.y() for button in buttons}) > 1
    assert max(button.geometry().bottom() for button in buttons) < box.height()
    assert all(button.geometry().right() <= box.width() for button in buttons)
    layout = box.layout()
    assert layout is not None
    assert layout.heightForWidth(box.width()) == box.height()


def test_flow_in_a_single_line_when_there_is_room(qtbot: QtBot) -> None:
    box = flow(Button("One"), Button("Two"))
    shown(qtbot, box)
    assert len({button.y() for button in box.findChildren(Button)}) == 1


def test_flow_turns_round_for_right_to_left(qtbot: QtBot) -> None:
    box = flow(Button("One"), Button("Two"))
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(qtbot, box)
    one, two = box.findChildren(Button)
    assert one.x() > two.x()


def test_flow_narrows_what_can_wrap_to_the_width_there_is(qtbot: QtBot) -> None:
    box = flow(Label("word " * 60))
    shown(qtbot, box, width=300, height=900)
    assert judge(box) == []


def test_clear_takes_everything_out_at_once(qtbot: QtBot) -> None:
    layout = column(Label("One"), row(Button("Two"), flow(Button("Three"))))
    top = shown(qtbot, panel(layout))
    clear(layout)
    assert top.findChildren(Button) == []
    assert layout.count() == 0


def test_flow_layout_counts_and_gives_back_its_items() -> None:
    top = QWidget()
    layout = FlowLayout(Button("One"), Button("Two"))
    top.setLayout(layout)
    assert layout.count() == 2
    assert layout.itemAt(5) is None
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.count() == 1
    assert layout.takeAt(7) is None
