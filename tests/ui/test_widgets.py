"""The house's widgets: what they show, tell and take, by mouse, by key and to a screen reader."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.domain.assessment import spread
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.bars import CountBar
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import (
    ArticleButton,
    ArticleChip,
    BadgeButton,
    BadgeChip,
    ClusterTag,
    KindMark,
)
from crp_desktop.ui.widgets.fields import DateField, NumberField, TimeField
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, flow, panel, row
from crp_desktop.ui.widgets.levels import LevelCards, SpreadStrip
from crp_desktop.ui.widgets.picker import Token, TokenModel, TokenPicker, match
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Label, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from tests.ui.accessibility import controls, name_of, settle, walk
from tests.ui.judge import judge

NAMES = ["Not started", "Emerging", "Developing", "Established", "Sustained"]
DESCRIPTORS = [
    "Nobody has begun.",
    "A few people try.",
    "Some services do.",
    "It is usual.",
    "It has lasted.",
]
ARABIC = "نريد أن يسمعنا الكبار"
LONG_WORD = "dampfschifffahrts" * 18

pytestmark = pytest.mark.usefixtures("look")


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 600, height: int = 400) -> QWidget:
    top = QWidget()
    top.setLayout(column(*widgets, None, margins=16))
    qtbot.addWidget(top)
    vars(qtbot).setdefault("kept", []).append(top)
    top.resize(width, height)
    top.show()
    top.activateWindow()
    settle()
    return top


def role_of(widget: QWidget) -> QAccessible.Role:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.role()


def ink_columns(picture: QImage, ground: int) -> tuple[int, int]:
    """The first and the last column that is not ground all the way down."""
    inked = [
        x
        for x in range(picture.width())
        if any(picture.pixel(x, y) != ground for y in range(picture.height()))
    ]
    return inked[0], inked[-1]


# Words


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


# Buttons


def test_a_button_is_never_smaller_than_its_words(qtbot: QtBot) -> None:
    button = Button("Erase notes, keep findings", kind="danger", icon="trash-2")
    shown(qtbot, button, width=60)
    assert judge(button) == []
    assert button.width() >= button.sizeHint().width()


def test_every_button_is_a_large_enough_target(qtbot: QtBot) -> None:
    icon_only, big = Button(icon="x", name="Close"), Button("Start")
    big.set_big()
    shown(qtbot, icon_only, big)
    assert min(icon_only.width(), icon_only.height()) >= 32
    assert big.height() >= 44


def test_a_button_does_what_it_says_once(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = Button("Add", lambda: pressed.append(1))
    shown(qtbot, button)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert pressed == [1, 1]


def test_an_icon_button_has_a_name_and_a_tooltip_with_its_keys() -> None:
    button = Button(icon="search", name="Search", keys="Ctrl+F")
    assert button.accessibleName() == "Search"
    assert button.toolTip() == "Search (Ctrl+F)"


@pytest.mark.parametrize("kind", ["primary", "plain", "quiet", "danger", "link"])
def test_the_focus_can_be_seen_on_every_kind_of_button(qtbot: QtBot, kind: str) -> None:
    top = shown(qtbot, Button("First", kind=kind), Button("Second", kind=kind))
    assert walk(top) == ["First", "Second"]


# Chips


def test_chips_to_read_are_words_and_chips_to_press_are_buttons(qtbot: QtBot) -> None:
    words = [
        ArticleChip(24, "Health", 6, main=True),
        BadgeChip("Culture", "foundational"),
        KindMark("idea"),
        ClusterTag(9),
    ]
    press = [ArticleButton(13, suggested=True), BadgeButton("Health & Wellbeing", "local", removable=True)]
    top = shown(qtbot, *words, *press)
    assert [name_of(one) for one in words] == [
        "Article 24: Health, main", "Culture, foundational badge", "Idea", "Cluster IX",
    ]  # fmt: skip
    assert {role_of(one) for one in words} == {QAccessible.Role.StaticText}
    assert {role_of(one) for one in press} == {QAccessible.Role.Button}
    assert controls(top) == press
    assert walk(top) == ["Article 13, suggested", "Health & Wellbeing, local badge"]


def test_a_chip_is_taken_away_by_its_cross_and_by_delete_but_not_by_a_press(qtbot: QtBot) -> None:
    chip = BadgeButton("Place", "thematic", removable=True)
    shown(qtbot, row_of(chip))
    gone: list[str] = []
    pressed: list[str] = []
    chip.removed.connect(lambda: gone.append("gone"))
    chip.clicked.connect(lambda: pressed.append("pressed"))
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, chip.height() // 2))
    assert (gone, pressed) == ([], ["pressed"])
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, chip.height() // 2))
    assert (gone, pressed) == (["gone"], ["pressed"])
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert (gone, pressed) == (["gone", "gone"], ["pressed", "pressed"])


def row_of(*widgets: QWidget) -> QWidget:
    return panel(row(*widgets, None))


def test_a_chip_without_room_keeps_its_words_in_the_tooltip(qtbot: QtBot) -> None:
    chip = ArticleChip(12, "<b>Respect</b> for children’s views " * 5, 2)
    chip.setMaximumWidth(200)
    shown(qtbot, row_of(chip))
    chip.grab()
    assert chip.toolTip().startswith("Article 12: &lt;b&gt;Respect")


def test_the_mark_has_the_colour_of_its_cluster(qtbot: QtBot) -> None:
    chip = ArticleChip(24, "Health", 6)
    shown(qtbot, row_of(chip))
    edge = chip.grab().toImage().pixelColor(4, chip.height() // 2)
    assert edge.name().upper() == theme.LIGHT.cluster_6


# Levels


def test_levels_are_chosen_by_mouse_digit_and_arrow(qtbot: QtBot) -> None:
    cards = LevelCards(NAMES, DESCRIPTORS)
    shown(qtbot, cards, width=1000, height=700)
    chosen: list[int] = []
    cards.chosen.connect(chosen.append)
    assert cards.level() is None
    QTest.mouseClick(cards.cards[1], Qt.MouseButton.LeftButton)
    QTest.keyClick(cards.cards[1], Qt.Key.Key_4)
    assert QApplication.focusWidget() is cards.cards[4]
    QTest.keyClick(cards.cards[4], Qt.Key.Key_Left)
    assert cards.level() == 3
    assert chosen[:2] == [1, 4]
    assert chosen[-1] == 3


def test_showing_a_level_tells_nobody_and_can_show_none(qtbot: QtBot) -> None:
    cards = LevelCards(NAMES, DESCRIPTORS)
    shown(qtbot, cards)
    with qtbot.assertNotEmitted(cards.chosen):
        cards.set_level(2)
        assert cards.level() == 2
        cards.set_level(None)
    assert cards.level() is None


def test_level_cards_are_radio_buttons_that_say_all(qtbot: QtBot) -> None:
    cards = LevelCards(NAMES, DESCRIPTORS)
    cards.set_cap(1)
    shown(qtbot, cards)
    assert role_of(cards.cards[2]) == QAccessible.Role.RadioButton
    assert name_of(cards.cards[2]) == "2, Developing"
    assert cards.cards[2].accessibleDescription() == "Some services do. Needs more evidence."
    assert cards.cards[1].accessibleDescription() == "A few people try."


@pytest.mark.parametrize(("width", "side_by_side"), [(1200, True), (500, False)])
def test_level_cards_stand_beside_each_other_where_there_is_room(
    qtbot: QtBot, width: int, side_by_side: bool
) -> None:
    cards = LevelCards(NAMES, ["A long descriptor of what it looks like. " * 4] * 5)
    shown(qtbot, cards, width=width, height=1400)
    assert (len({card.y() for card in cards.cards}) == 1) is side_by_side
    assert all(card.height() >= card.heightForWidth(card.width()) for card in cards.cards)


def test_a_spread_says_its_levels_in_words(qtbot: QtBot) -> None:
    found = spread({"a": 3, "b": 1, "c": None, "d": 3})
    strip = SpreadStrip(found, dict(enumerate(NAMES)), "Culture")
    shown(qtbot, strip)
    assert name_of(strip) == "Culture: 2 established, 1 emerging, 1 not assessed"
    strip.set_spread(spread({}))
    assert name_of(strip) == "Culture: No statements"


# Counts


def test_a_count_bar_gives_each_kind_its_share_and_says_it(qtbot: QtBot) -> None:
    bar = CountBar(2, 6, 0, largest=16, name="Article 12")
    shown(qtbot, bar, width=832)
    widths = bar.widths()
    assert list(widths) == ["strength", "concern"]
    assert sum(widths.values()) == pytest.approx(400, abs=4)
    assert widths["concern"] > 2 * widths["strength"]
    assert name_of(bar) == "Article 12: 2 strengths, 6 concerns"
    bar.set_counts(0, 0, 0)
    assert name_of(bar) == "Article 12: None"


def test_a_small_count_keeps_room_for_its_number(qtbot: QtBot) -> None:
    bar = CountBar(1, 500, 1)
    shown(qtbot, bar, width=300)
    assert min(bar.widths().values()) >= 30
    assert sum(bar.widths().values()) <= bar.width()


def test_a_stepper_counts_by_keys_and_by_mouse_and_is_one_stop(qtbot: QtBot) -> None:
    stepper = Stepper("Age 11 to 13", 1, 0, 5)
    top = shown(qtbot, stepper)
    heard: list[int] = []
    stepper.changed.connect(heard.append)
    stepper.setFocus()
    field = stepper.field
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Up, Qt.Key.Key_Minus):
        QTest.keyClick(field, key)
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    assert heard == [2, 3, 2, 3]
    stepper.set_value(5)
    assert heard == [2, 3, 2, 3]
    assert not stepper.more.isEnabled()
    stepper.set_value(0)
    assert not stepper.less.isEnabled()
    assert walk(top) == ["Age 11 to 13"]


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
    date, time, number = DateField("Date"), TimeField("Time"), NumberField("Minutes", 45)
    date.set_iso("2017-11-09")
    shown(qtbot, date, time, number, Stepper("Votes", 3))
    look.set_text_size(size)
    settle()
    assert (date.text(), date.iso(), time.text()) == ("9 November 2017", "2017-11-09", "00:00")
    for field in (time, number):
        edit = field.lineEdit()
        assert edit is not None
        assert edit.x() >= theme.px(8)
        assert edit.geometry().right() <= field.width() - theme.px(20)
        assert edit.width() >= edit.fontMetrics().horizontalAdvance(field.text())


# Fields


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


# Picker

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


# Panes


@pytest.fixture
def split(qtbot: QtBot) -> Iterator[SplitPane]:
    left = panel(column(Button("Prompt 1"), Button("Prompt 2"), None))
    right = panel(column(Button("P1"), None))
    main = panel(column(LineEdit("Note"), None))
    made = SplitPane(main, left=(left, "Prompts", 220), right=(right, "Speakers", 200), main_width=480)
    top = QWidget()
    top.setLayout(column(made))
    qtbot.addWidget(top)
    top.resize(1200, 500)
    top.show()
    top.activateWindow()
    settle()
    yield made
    top.close()


def test_panes_stand_beside_each_other_where_there_is_room(split: SplitPane) -> None:
    assert not split.folded
    assert split.left is not None
    assert split.right is not None
    assert split.left.geometry().right() < split.main.geometry().left()
    assert split.main.geometry().right() < split.right.geometry().left()
    assert walk(split) == ["Prompt 1", "Prompt 2", "Note", "P1"]


def test_panes_fold_into_buttons_and_open_over_the_page(split: SplitPane) -> None:
    split.window().resize(700, 500)
    settle()
    assert split.folded
    assert split.left is not None
    assert split.right is not None
    assert not split.left.isVisible()
    assert split.main.width() == 700
    split.buttons[split.left].click()
    settle()
    assert split.left.isVisible()
    assert QApplication.focusWidget() is not None
    assert QApplication.focusWidget().accessibleName() in ("", "Prompt 1")
    assert split.left.isAncestorOf(QApplication.focusWidget())
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not split.left.isVisible()
    assert QApplication.focusWidget() is split.buttons[split.left]
    split.buttons[split.right].click()
    split.buttons[split.left].click()
    assert not split.right.isVisible()
    assert {"Prompts", "Speakers", "Close Prompts", "Prompt 1", "Note"} <= set(walk(split))
    split.window().resize(1200, 500)
    settle()
    assert split.left.isVisible()
    assert split.right.isVisible()
    assert not split.folded


def test_panes_fold_when_text_grows(split: SplitPane, look: Look) -> None:
    look.set_text_size(200)
    settle()
    assert split.folded
    assert judge(split.window()) == []


def test_a_scroll_area_never_goes_sideways(qtbot: QtBot) -> None:
    area = DownScroll(panel(column(*(Label(LONG_WORD) for _ in range(9)))))
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    settle()
    assert area.widget().width() == area.viewport().width()
    assert area.horizontalScrollBar().maximum() == 0


# Grounds and dialogs


def test_an_empty_place_says_what_to_do_next(qtbot: QtBot) -> None:
    went: list[int] = []
    state = EmptyState(
        "users", "No workshops yet", "Plan one, or start now.", "Plan a workshop", lambda: went.append(1)
    )
    top = shown(qtbot, state)
    assert state.button is not None
    state.button.click()
    assert went == [1]
    assert judge(top) == []


def test_a_card_is_a_ground(qtbot: QtBot) -> None:
    card = Card(Label("Words"))
    shown(qtbot, card)
    assert card.grab().toImage().pixelColor(card.width() // 2, 4).name().upper() == theme.LIGHT.surface


def test_a_dialog_fits_its_words_and_can_be_walked(qtbot: QtBot) -> None:
    dialog = Dialog(None, "Erase the notes of this workshop?")
    qtbot.addWidget(dialog)
    dialog.body.addWidget(Label("Findings stay, without the words they rest on. " * 4))
    dialog.add_button("Erase notes, keep findings", kind="danger")
    dialog.add_button("Cancel", default=True)
    assert walk(dialog) == ["Erase notes, keep findings", "Cancel"]
    assert judge(dialog) == []
    assert not dialog._scroll.verticalScrollBar().isVisible()


def test_confirming_means_pressing_the_button_that_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressed: list[str] = []

    def press(word: str) -> None:
        def answer(dialog: Dialog) -> int:
            button = next(one for one in dialog.findChildren(Button) if one.text() == word)
            pressed.append(button.text())
            button.click()
            return dialog.result()

        monkeypatch.setattr(Dialog, "exec", answer)

    press("Erase notes")
    assert confirm(None, "Erase?", "It cannot be undone.", "Erase notes", danger=True)
    press("Cancel")
    assert not confirm(None, "Erase?", "It cannot be undone.", "Erase notes", danger=True)
    assert pressed == ["Erase notes", "Cancel"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, look: theme.Look, key: Qt.Key) -> None:
    pressed: list[bool] = []
    button = Button("Save", lambda: pressed.append(True))
    qtbot.addWidget(button)
    button.show()
    qtbot.keyClick(button, key)
    assert pressed == [True]
