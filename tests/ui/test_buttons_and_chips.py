"""Buttons, chips, levels and counts: what they show, tell and take, by mouse, by key and to a screen reader."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.domain.assessment import spread
from crp_desktop.services.rights.rights_map import Count
from crp_desktop.ui import theme
from crp_desktop.ui.widgets.bars import CountBar
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.chips import (
    ArticleButton,
    ArticleChip,
    BadgeButton,
    BadgeChip,
    ClusterTag,
    KindMark,
)
from crp_desktop.ui.widgets.layout import panel, row
from crp_desktop.ui.widgets.levels import LevelCards, SpreadStrip
from tests.ui.accessibility import controls, name_of, walk
from tests.ui.judge import judge
from tests.ui.on_show import shown

NAMES = ["Not started", "Emerging", "Developing", "Established", "Sustained"]
DESCRIPTORS = [
    "Nobody has begun.",
    "A few people try.",
    "Some services do.",
    "It is usual.",
    "It has lasted.",
]

pytestmark = pytest.mark.usefixtures("look")


def role_of(widget: QWidget) -> QAccessible.Role:
    face = QAccessible.queryAccessibleInterface(widget)
    assert face is not None
    return face.role()


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


@pytest.mark.parametrize("chip", [ArticleChip, ArticleButton])
def test_a_long_chip_wraps_its_words(qtbot: QtBot, chip: type[ArticleChip | ArticleButton]) -> None:
    long = chip(12, "<b>Respect</b> for children’s views " * 5, 2)
    shown(qtbot, row_of(long), width=400)
    long.grab()
    assert long.width() <= 400
    assert long.height() > theme.px(60)
    assert long.toolTip() == ""
    assert judge(long) == []


def test_a_chip_without_room_keeps_its_words_in_the_tooltip(qtbot: QtBot) -> None:
    chip = ArticleChip(12, "<b>Respect</b> for children’s views " * 5, 2)
    chip.setMaximumSize(200, theme.px(28))
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
    assert cards.cards[2].accessibleDescription() == (
        "Some services do. You can choose this. The evidence supports 1."
    )
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
    assert strip._levels == (3, 1, None, 3)
    strip.set_spread(spread({}))
    assert name_of(strip) == "Culture: No statements"


# Counts


def test_a_count_bar_gives_each_kind_its_share_and_says_it(qtbot: QtBot) -> None:
    bar = CountBar(Count(2, 6), largest=16, name="Article 12")
    shown(qtbot, bar, width=832)
    widths = bar.widths()
    assert list(widths) == ["strength", "concern"]
    assert sum(widths.values()) == pytest.approx(400, abs=4)
    assert widths["concern"] > 2 * widths["strength"]
    assert name_of(bar) == "Article 12: 2 strengths, 6 concerns"
    bar.set_counts(Count())
    assert name_of(bar) == "Article 12: None"


def test_a_small_count_keeps_room_for_its_number(qtbot: QtBot) -> None:
    bar = CountBar(Count(1, 500, 1))
    shown(qtbot, bar, width=300)
    assert min(bar.widths().values()) >= 30
    assert sum(bar.widths().values()) <= bar.width()
