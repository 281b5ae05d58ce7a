"""Every widget of the house on one board, at rest and in use."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QRadioButton,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QWidget,
)

from crp_desktop.domain.assessment import spread
from crp_desktop.services.rights.rights_map import Count
from crp_desktop.ui import theme
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
from crp_desktop.ui.widgets.fields import DateField, DayField, NumberField, TimeField
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.levels import LevelCards, SpreadStrip
from crp_desktop.ui.widgets.picker import Token, TokenPicker
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit
from tests.programmes import ARABIC, LONG_WORD, MARKUP

NAMES = {0: "Not started", 1: "Emerging", 2: "Developing", 3: "Established", 4: "Sustained"}
DESCRIPTORS = (
    "Nobody has begun to think about it.",
    "A few people try it, without a plan or time set aside.",
    "It happens in some services, and somebody is responsible for it.",
    "It happens everywhere it should, and children know about it.",
    "It has gone on for years, children shape it, and it survives changes of staff.",
)
TOKENS = (
    Token("12", "Respect for children’s views", "Participation", number=12, cluster=3),
    Token("13", "Sharing thoughts freely", "Freedoms", number=13, cluster=4),
    Token("24", "Health, water, food and environment", "Health", number=24, cluster=6),
    Token("culture", "Culture", "Foundational", shield="foundational"),
    Token("place", "Place", "Thematic", shield="thematic"),
    Token("hw", "Health & Wellbeing", "Local", shield="local"),
    Token("f7", "Buses are safe until seven in the evening", "Finding 7", kind="strength"),
)


def scenes(make_programme: object) -> dict[str, Callable[[], QWidget]]:
    """Boards of widgets."""
    return {
        "controls": _controls,
        "marks": _marks,
        "levels": _levels,
        "words": _words,
        "picker": _picker,
        "split": _split,
        "split-open": lambda: _split(open_left=True),
        "empty": _empty,
        "native": _native,
    }


def _board(*items: QWidget) -> QWidget:
    inside = panel(column(*items, None, gap=16, margins=24))
    top = QWidget()
    top.setLayout(column(DownScroll(inside)))
    return top


def _controls() -> QWidget:
    kinds = ("primary", "plain", "quiet", "danger", "link")
    at_rest = flow(*(Button(f"{kind.capitalize()} button", kind=kind, icon="plus") for kind in kinds))
    off = flow(*(Button(f"{kind.capitalize()} off", kind=kind) for kind in kinds))
    for button in off.findChildren(Button):
        button.setEnabled(False)
    icons_only = flow(
        *(Button(icon=icon, name=icon, kind="quiet") for icon in ("pencil", "trash-2", "star", "ellipsis"))
    )
    big = Button("Start now", kind="primary", icon="play")
    big.set_big()
    title = LineEdit("Title", placeholder="What is this workshop about?")
    story = GrowingTextEdit("Aim", "What we want to find out\nand what we will do with it", least=2)
    off_field = LineEdit("Place", "Town hall")
    off_field.setEnabled(False)
    return _board(
        at_rest, off, row(icons_only, big), labelled("Title", title), title, labelled("Aim", story), story, off_field,
        row(Label("Age 11 to 13", wrap=False), Stepper("Age 11 to 13", 4), Label("Age 14 to 16", wrap=False),
            Stepper("Age 14 to 16", 0), None),
    )  # fmt: skip


def _marks() -> QWidget:
    articles = flow(*(ArticleChip(n, f"Article of cluster {n}", n) for n in range(10)))
    pressed = flow(
        ArticleButton(24, "Health", 6, main=True), ArticleButton(13, "Sharing thoughts freely", 4, suggested=True),
        ArticleButton(12, "Respect for children’s views", 2, removable=True),
        BadgeButton("Culture", "foundational", main=True), BadgeButton("Place", "thematic", removable=True),
        BadgeButton("Health & Wellbeing", "local", suggested=True), ArticleButton(41),
    )  # fmt: skip
    badges = flow(
        BadgeChip("Culture", "foundational"),
        BadgeChip("Place", "thematic"),
        BadgeChip("Health & Wellbeing", "local"),
    )
    kinds = flow(
        KindMark("strength"),
        KindMark("concern"),
        KindMark("idea"),
        *(ClusterTag(n, "Cluster") for n in (1, 5, 9)),
    )
    bars = [
        CountBar(Count(7, 12, 3, 2), largest=22, name="Article 12"),
        CountBar(Count(1, 0, 1), largest=22, name="Article 13"),
        CountBar(Count()),
    ]
    levels = {f"s{n}": level for n, level in enumerate((3, 1, None, 2, 4, 0))}
    return _board(
        articles, pressed, badges, kinds, *bars,
        row(Label("Culture", "strong", wrap=False), SpreadStrip(spread(levels), NAMES, "Culture"), None),
        Card(Heading("A card"), Label("Words on a card."), Quiet("9 November 2017")),
    )  # fmt: skip


def _levels() -> QWidget:
    cards = LevelCards(list(NAMES.values()), DESCRIPTORS)
    cards.set_level(2)
    cards.set_cap(3)
    return _board(Heading("Children’s views change what is decided"), cards)


def _words() -> QWidget:
    kinds = [Label(f"{kind}: Children have a right to be heard", kind) for kind in theme.TYPES]
    strange = [
        Label(ARABIC),
        Label(LONG_WORD),
        Label(MARKUP),
        Quiet("Quiet, 9 November 2017"),
        Label("Two\nlines"),
    ]
    return _board(*kinds, Card(*strange))


def _picker() -> QWidget:
    picker = TokenPicker("Article or badge", "Type a number or a word", always=True)
    picker.set_tokens(TOKENS)
    picker.setMinimumHeight(theme.px(320))
    return _board(labelled("Map to", picker.field), picker)


def _split(open_left: bool = False) -> QWidget:
    left = panel(column(*(Card(Label(f"Prompt {n}"), Quiet("10 minutes")) for n in (1, 2, 3)), None))
    right = panel(column(Label("P1"), Label("P2"), Stepper("Hands up", 3), Button("Add speaker"), None))
    main = panel(
        column(
            Card(Label("The stream of notes")), None, LineEdit("Note", placeholder="Type a note, then Enter")
        )
    )
    split = SplitPane(main, left=(left, "Prompts", 240), right=(right, "Speakers", 240), main_width=520)
    top = QWidget()
    top.setLayout(column(split, margins=24))
    if open_left and split.left is not None:
        top.resize(1366, 768)
        top.show()
        if split.folded:
            split.toggle(split.left)
    return top


def _empty() -> QWidget:
    state = EmptyState(
        "users",
        "No workshops yet",
        "A workshop holds the notes of one meeting with a group. Plan one, or start now and fill in the rest later.",
        "Plan a workshop",
    )
    top = QWidget()
    top.setLayout(column(state))
    return top


def _native() -> QWidget:
    checked, radio = QCheckBox("Print quotes"), QRadioButton("Young people")
    checked.setChecked(True)
    radio.setChecked(True)
    combo = QComboBox()
    combo.addItems(["Young people", "Professionals", "Parents and carers"])
    combo.setAccessibleName("Audience")
    table = QTableWidget(3, 2)
    table.setHorizontalHeaderLabels(["Age band", "People"])
    for line, (band, people) in enumerate((("11 to 13", "4"), ("14 to 16", "6"), ("17 to 18", "2"))):
        table.setItem(line, 0, QTableWidgetItem(band))
        table.setItem(line, 1, QTableWidgetItem(people))
    table.selectRow(1)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    tabs = QTabWidget()
    tabs.addTab(QWidget(), "Plan")
    tabs.addTab(QWidget(), "Notes")
    return _board(
        flow(checked, QCheckBox("Print names of badges"), radio, QRadioButton("Professionals")),
        combo,
        DateField("Date", "2017-11-09"),
        DayField("Day of the meeting", "No day yet"),
        TimeField("Time", "16:30"),
        NumberField("Minutes", 45),
        table,
        tabs,
    )
