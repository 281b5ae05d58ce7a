"""Shortcuts mean one thing on one page, and stand in one table."""

import ast
import re
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from crp_desktop.app import PAGES
from crp_desktop.domain.records import Note
from crp_desktop.storage.store import Store
from crp_desktop.ui import commands
from crp_desktop.ui.commands import EVERYWHERE, Command, command
from crp_desktop.ui.dialogs.palette import PaletteDialog
from crp_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.capture.line import speaker_of_key
from crp_desktop.ui.pages.capture.page import CapturePage
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.text import Label
from tests.ui.test_second_start import PLACES
from tests.ui.window import Desk, desk

UI = Path(commands.__file__).parent
BY_PLACE = {"capture": {("file", "edit"), ("plain", "plain")}}
"""Pairs of shortcuts that share a key because the focus tells which is meant: the line or the notes."""


@pytest.fixture
def on_sample(look: Look, sample: Store, tmp_path: Path):  # type: ignore[no-untyped-def]
    with desk(look, sample, tmp_path) as made:
        yield made


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> list[Command]:
    """The commands whose keys were pressed, instead of what they would do."""
    heard: list[Command] = []

    def bind(one: Command, widget: QWidget, act: object) -> None:
        for key in one.keys:
            QShortcut(QKeySequence(key), widget, partial(heard.append, one))

    monkeypatch.setattr(Command, "bind", bind)
    monkeypatch.setattr(Command, "bind_each", bind)
    return heard


def _at(on_sample: Desk, name: str) -> Page:
    return on_sample.go(name, **PLACES.get(name, lambda _store: {})(on_sample.ops.opened))


@pytest.mark.parametrize("page", [one for one in commands.pages() if one != EVERYWHERE])
def test_no_key_of_a_page_is_one_of_the_window_or_of_another_act(page: str) -> None:
    everywhere = {key for one in commands.commands(EVERYWHERE).values() for key in one.keys}
    mine: dict[str, str] = {}
    for name, one in commands.commands(page).items():
        for key in one.keys:
            assert key not in everywhere, (page, name, key)
            pair = (mine.get(key), name)
            assert key not in mine or pair in BY_PLACE.get(page, set()), (page, pair)
            mine.setdefault(key, name)


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if commands.commands(entry.name)])
def test_every_key_of_a_page_reaches_its_command_and_stands_in_f1(
    pressed: list[Command], on_sample: Desk, page: str
) -> None:
    shown = _at(on_sample, page)
    listed = shown.shortcuts()
    bound = {one for one in commands.commands(page).values() if not one.by_focus}
    for one in commands.commands(page).values():
        assert (one.listed(), one.does) in listed
        for key in one.keys if one in bound else ():
            pressed.clear()
            QTest.keySequence(on_sample.window, QKeySequence(key))
            assert pressed == [one], (page, key)
    keys = Counter(one.key().toString() for one in shown.findChildren(QShortcut))
    assert keys == Counter(QKeySequence(key).toString() for one in bound for key in one.keys)


def test_every_key_of_the_window_is_a_menu_entry_named_by_its_command(on_sample: Desk) -> None:
    menus = on_sample.window.menus
    assert set(menus.actions) == set(commands.commands(EVERYWHERE))
    dialog = ShortcutsDialog(on_sample.window)
    told = {label.accessibleName() for label in dialog.findChildren(Label)}
    on_sample.window.activateWindow()
    heard: list[str] = []
    for name, action in menus.actions.items():
        one = command(EVERYWHERE, name)
        assert [key.toString() for key in action.shortcuts()] == [
            QKeySequence(key).toString() for key in one.keys
        ]
        assert action.text().replace("&", "").startswith(one.text)
        assert not one.keys or f"{one.listed()}: {one.does}" in told
        action.triggered.disconnect()
        action.triggered.connect(lambda _checked=False, name=name: heard.append(name))
        for key in one.keys:
            QTest.keySequence(on_sample.window, QKeySequence(key))
        assert heard.count(name) == len(one.keys)
    dialog.deleteLater()


@pytest.mark.parametrize("page", [entry.name for entry in PAGES if entry.name != "welcome"])
def test_a_button_with_a_key_is_one_of_its_command(on_sample: Desk, page: str) -> None:
    shown = _at(on_sample, page)
    table = [*commands.commands(page).values(), *commands.commands(EVERYWHERE).values()]
    known = {commands.shown(key) for one in table for key in one.keys}
    for button in on_sample.window.findChildren(Button):
        key = button.toolTip().rpartition("(")[2]
        if key.endswith(")") and (shown.isAncestorOf(button) or not button.parentWidget().isHidden()):
            assert key[:-1] in known or button.toolTip() == button.accessibleName(), (page, button.toolTip())


def test_the_palette_offers_the_commands_that_have_words_to_find_them_by(on_sample: Desk) -> None:
    on_sample.go("home")
    palette = PaletteDialog(on_sample.window, on_sample.ops, on_sample.window.nav)
    for one in commands.commands(EVERYWHERE).values():
        words = one.text.rstrip("…")
        offered = [goal for goal in palette.goals(words) if goal.act is not None and goal.words == words]
        assert len(offered) == bool(one.also), words
        for word in one.also.split():
            assert words in [goal.words for goal in palette.goals(word)], word
    palette.deleteLater()


def test_a_button_of_a_command_says_what_it_does_and_its_key_presses_it(look: Look) -> None:
    page, heard = QWidget(), list[str]()
    one = Command("Start a workshop now", "Ctrl+Return", "Start", "play")
    button = one.button(partial(heard.append, "started"), on=page)
    page.setLayout(column(button))
    page.show()
    page.activateWindow()
    QTest.qWaitForWindowActive(page)
    assert (button.text(), button.accessibleDescription()) == ("Start", "Start a workshop now")
    assert button.toolTip() == f"Start a workshop now ({one.key})"
    for enabled, times in ((True, 1), (False, 1), (True, 2)):
        button.setEnabled(enabled)
        QTest.keySequence(page, QKeySequence("Ctrl+Return"))
        assert len(heard) == times
    page.deleteLater()


_OWN_KEYS = {"widgets/fields.py"}
"""Modules whose control has keys of its own to tell of: a day’s field opens its calendar."""


@pytest.mark.parametrize("module", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_no_key_is_bound_or_written_out_beside_the_table(module: Path) -> None:
    if module.name == "commands.py":
        return
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    names = {one.id for one in ast.walk(tree) if isinstance(one, ast.Name)}
    names |= {one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    assert not names & {"QShortcut", "setShortcut", "setShortcuts", "registerShortcut", "grabShortcut"}
    words = [
        one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    ]
    docs = {ast.get_docstring(one, clean=False) for one in ast.walk(tree) if isinstance(one, _WITH_DOCSTRING)}
    told = [one for one in words if one not in docs and _KEY.search(one)]
    assert not told or str(module.relative_to(UI).as_posix()) in _OWN_KEYS, told


_KEY = re.compile(r"(?<!#)\b(?:F[1-9][0-2]?\b|(?:Ctrl|Alt|Shift)\+)")
_WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef)


@pytest.mark.parametrize(
    ("digit", "labels", "whose"),
    [
        (1, ["P3", "P1"], "P1"),
        (3, ["P3", "P1"], "P3"),
        (2, ["P3", "P1"], "P2"),
        (2, ["T2", "P2"], "P2"),
        (1, ["Ann", "Bo", "P1"], "P1"),
        (2, ["Ann", "Bo", "P1"], "Ann"),
        (3, ["Ann", "Bo", "P1"], "Bo"),
        (1, ["P11", "P21"], "P1"),
        (0, ["P1"], ""),
    ],
)
def test_a_digit_is_the_speaker_with_that_number(digit: int, labels: list[str], whose: str) -> None:
    assert speaker_of_key(digit, labels) == whose


# In the room


@pytest.fixture
def room(on_sample: Desk) -> CapturePage:
    page = on_sample.go("capture")
    assert isinstance(page, CapturePage)
    return page


def test_the_line_stays_where_it_is_when_notes_are_chosen(on_sample: Desk, room: CapturePage) -> None:
    before = room.line.field.mapTo(room, room.line.field.rect().topLeft())
    room.stream.choose_last()
    on_sample.settle()
    assert room.line.field.mapTo(room, room.line.field.rect().topLeft()) == before
    room.stream.clearSelection()
    on_sample.settle()
    assert room.line.field.mapTo(room, room.line.field.rect().topLeft()) == before


@pytest.mark.parametrize("asked", ["join", "delete", "star"])
def test_after_an_act_on_notes_the_focus_is_on_the_notes(
    on_sample: Desk, room: CapturePage, asked: str
) -> None:
    room.stream.choose_last()
    on_sample.settle()
    button = next(
        one
        for one in room.acts.findChildren(Button)
        if one.text() in {"join": "Join", "delete": "Delete", "star": "Star"}[asked]
    )
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    on_sample.settle()
    assert QApplication.focusWidget() is room.stream


def test_a_choice_of_notes_ends_when_the_page_is_left(on_sample: Desk, room: CapturePage) -> None:
    room.stream.choose_last()
    on_sample.go("home")
    on_sample.go("capture")
    assert not room.stream.chosen_rows()


def test_escape_on_an_empty_line_arms_nothing(on_sample: Desk, room: CapturePage) -> None:
    room.line.field.setFocus()
    QTest.keyClick(room.line.field, Qt.Key.Key_Escape)
    QTest.keyClicks(room.line.field, "P1: parks")
    assert room.line.meant().speaker == "P1"
    assert not room.line.plain.isChecked()


def test_what_is_typed_while_a_note_is_chosen_goes_into_the_line(on_sample: Desk, room: CapturePage) -> None:
    room.stream.setFocus()
    room.stream.choose_last()
    for letter in "so they said":
        QTest.keyClicks(QApplication.focusWidget(), letter)
    assert room.line.field.text() == "so they said"
    assert not room.stream.chosen_rows()


def test_two_notes_that_stand_together_are_joined(on_sample: Desk, room: CapturePage) -> None:
    for words in ("we walk home", "it is dark then"):
        room.line.field.set_text(words)
        room.line.file.click()
    added = [note for note in room.model.notes() if note.text in ("we walk home", "it is dark then")]
    upper, lower = (room.model.row_of(note.id) for note in added)
    kept, gone = room.model.row(upper), room.model.row(lower)
    assert isinstance(kept, Note)
    assert isinstance(gone, Note)
    room.stream.choose(kept.id)
    chosen = room.stream.selectionModel()
    chosen.select(room.model.index(lower, 0), chosen.SelectionFlag.Select | chosen.SelectionFlag.Rows)
    room.acts.act("join")
    assert room.model.note(gone.id) is None
    joined = room.model.note(kept.id)
    assert joined is not None
    assert gone.text in joined.text
