"""Every command, once: the keys of the window and the pages, their buttons, menu entries, the palette and the F1 list
are made from this table.

`EVERYWHERE` are those of the window; each page has a group under its own name. No key may stand in both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.widgets.button import Button

EVERYWHERE = ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something to do: `does` says what, in the F1 list and to screen readers; `pressed` are its keys with spaces
    between, the first of them the one to show.

    `label` is what its button or menu entry says where that is shorter, with the menu's mnemonic; `icon` is the
    button's; `also` are other words that find it in the palette, where it stands only with them. `by_focus` is acted
    on by the control that has the focus, not by the page.
    """

    does: str
    pressed: str = ""
    label: str = ""
    icon: str = ""
    also: str = ""
    by_focus: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Its keys as Qt reads them."""
        return tuple(self.pressed.split())

    @property
    def key(self) -> str:
        """The key to show, as the system writes it; "" for none."""
        return self.key_of(1) if self.pressed else ""

    def key_of(self, number: int) -> str:
        """Of keys that count, the one to show for a number from 1."""
        return shown(self.keys[number - 1])

    @property
    def text(self) -> str:
        """What its button says."""
        return (self.label or self.does).replace("&", "")

    def listed(self) -> str:
        """All its keys, for the F1 list."""
        if len(self.keys) > 3:
            return tr("{first} to {last}", first=shown(self.keys[0]), last=shown(self.keys[-1]))
        return ", ".join(map(shown, self.keys))

    def bind(self, widget: QWidget, act: Callable[[], object]) -> None:
        """Let its keys act while `widget` is in view."""
        for key in self.keys:
            QShortcut(QKeySequence(key), widget, act)

    def bind_each(self, widget: QWidget, act: Callable[[int], object]) -> None:
        """Like `bind`, for keys that count: the first calls `act(1)`."""
        for number, key in enumerate(self.keys, 1):
            QShortcut(QKeySequence(key), widget, partial(act, number))

    def button(
        self,
        act: Callable[[], object],
        *,
        on: QWidget | None = None,
        kind: str = "plain",
        text: str = "",
    ) -> Button:
        """Its button, whose tooltip says what it does and by which key; while `on` is in view its keys press the
        button, unless that is disabled. `text` is said where there is no room for more."""
        name = self.text if text else ""
        made = Button(text or self.text, act, kind=kind, icon=self.icon, name=name, keys=self.key)
        if self.does != self.text:
            made.describe(self.does)
        if on is not None:
            self.bind(on, made.click)
        return made

    def entry(self, menu: QMenu, act: Callable[[], object]) -> QAction:
        """Its entry at the end of a menu, with its keys."""
        action = menu.addAction(self.label or self.does)
        action.triggered.connect(lambda _checked=False: act())
        action.setShortcuts([QKeySequence(key) for key in self.keys])
        return action


_DIGITS = " ".join(f"Ctrl+{digit}" for digit in range(1, 10))
_FIVE_DIGITS = " ".join(f"Ctrl+{digit}" for digit in range(1, 6))
_ALT_DIGITS = " ".join(f"Alt+{digit}" for digit in range(1, 6))


def _everywhere() -> dict[str, Command]:
    return {
        "search": Command(tr("Search everything"), "Ctrl+K", tr("&Search everything…")),
        "contacts": Command(
            tr("Contacts: what to do, and who to call"),
            "F8",
            tr("&Contacts"),
            "info",
            tr("safeguarding disclosure worried concern contacts help child protection abuse emergency"),
        ),
        "hide": Command(
            tr("Hide the screen; Escape brings it back"),
            "F9",
            tr("&Hide the screen"),
            "eye-off",
            tr("hide screen blank cover"),
        ),
        "import": Command(
            tr("Import findings"),
            label=tr("&Import findings…"),
            also=tr("survey table spreadsheet csv file add"),
        ),
        "lock": Command(tr("Lock"), "Ctrl+L", tr("&Lock"), "lock", tr("lock leave passphrase")),
        "undo": Command(tr("Undo: what you are typing first, then the last step"), "Ctrl+Z", tr("&Undo")),
        "redo": Command(tr("Redo"), "Ctrl+Y Ctrl+Shift+Z", tr("&Redo")),
        "back": Command(tr("Back"), "Alt+Left", tr("&Back")),
        "forward": Command(tr("Forward again"), "Alt+Right", tr("F&orward")),
        "area": Command(tr("Next area of the window"), "F6", tr("&Next area of the window")),
        "area_before": Command(
            tr("Previous area of the window"), "Shift+F6", tr("&Previous area of the window")
        ),
        "larger": Command(
            tr("Larger text"), "Ctrl++ Ctrl+=", tr("L&arger text"), also=tr("zoom bigger font size")
        ),
        "smaller": Command(
            tr("Smaller text"), "Ctrl+-", tr("&Smaller text"), also=tr("zoom smaller font size")
        ),
        "normal": Command(tr("Text at its normal size"), "Ctrl+0", tr("&Normal text")),
        "new_programme": Command(tr("New programme"), "Ctrl+N", tr("&New programme…")),
        "open": Command(tr("Open a programme"), "Ctrl+O", tr("&Open…")),
        "read_handover": Command(
            tr("Read a handover file"), label=tr("&Read a handover file…"), also=tr("handover file open")
        ),
        "print": Command(tr("Print"), "Ctrl+P", tr("&Print…")),
        "quit": Command(tr("Quit"), "Ctrl+Q", tr("&Quit")),
        "shortcuts": Command(
            tr("This list"), "F1 Ctrl+/", tr("&Keyboard shortcuts"), also=tr("help keys keyboard shortcuts")
        ),
        "about": Command(
            tr("About CRP Desktop"), label=tr("&About CRP Desktop"), also=tr("about version licence help")
        ),
        "to_home": Command(tr("Home"), "Ctrl+Shift+H"),
        "to_workshops": Command(tr("Workshops"), "Ctrl+Shift+W"),
        "to_findings": Command(tr("Findings"), "Ctrl+Shift+F"),
        "to_rights": Command(tr("Rights map"), "Ctrl+Shift+R"),
        "to_assessment": Command(tr("Self-assessment"), "Ctrl+Shift+A"),
        "to_print": Command(tr("Documents to print"), "Ctrl+Shift+P", tr("Print")),
        "to_settings": Command(tr("Settings"), "Ctrl+,"),
    }


def _workshops() -> dict[str, dict[str, Command]]:
    return {
        "workshops": {
            "start": Command(tr("Start a workshop now"), "Ctrl+Return", icon="play"),
            "new": Command(tr("New workshop from a plan"), "Ctrl+Shift+N", tr("New workshop"), "plus"),
        },
        "workshop": {
            "take_notes": Command(tr("Take notes"), "Ctrl+Return", icon="pencil"),
            "prompt_up": Command(tr("Move a prompt up"), "Alt+Up", icon="arrow-up", by_focus=True),
            "prompt_down": Command(tr("Move a prompt down"), "Alt+Down", icon="arrow-down", by_focus=True),
        },
    }


def _capture() -> dict[str, Command]:
    line = {
        "file": Command(tr("Add the note"), "Return", tr("Add note"), "check"),
        "speaker": Command(tr("Next note by P1 to P9"), _DIGITS),
        "group": Command(tr("Next note by the group"), "Ctrl+G", tr("The group")),
        "prompt_before": Command(tr("Previous prompt"), "Ctrl+Up"),
        "prompt_next": Command(tr("Next prompt"), "Ctrl+Down"),
        "quote": Command(tr("The note is a quote"), "F2", tr("Quote"), "quote"),
        "observation": Command(tr("The note is an observation"), "F3", tr("Observation"), "eye"),
        "park": Command(tr("The note goes to the parking lot"), "F4", tr("Park"), "flag"),
        "vote": Command(tr("Add a vote"), "F5", tr("Vote"), "thumbs-up"),
        "vote_less": Command(tr("Remove a vote"), "Shift+F5"),
        "plain": Command(
            tr("Keep the line exactly as typed; go from the notes back to the line"),
            "Esc",
            tr("As typed"),
            "undo-2",
        ),
        "to_notes": Command(tr("From the empty line to the notes"), "Up"),
    }
    chosen = {
        "edit": Command(tr("Edit the chosen note"), "Return", tr("Edit"), "pencil"),
        "split": Command(tr("Split the note at the cursor"), "Ctrl+Return"),
        "join": Command(tr("Join with the note above, or two chosen notes"), "Ctrl+J", tr("Join"), "merge"),
        "star": Command(tr("Star the chosen notes"), "Ctrl+D", tr("Star"), "star"),
        "move": Command(tr("Move the chosen notes to a prompt"), "Ctrl+M", tr("Move to…"), "arrow-right"),
        "up": Command(tr("Move the note up"), "Alt+Up"),
        "down": Command(tr("Move the note down"), "Alt+Down"),
        "delete": Command(tr("Delete the chosen notes"), "Del", tr("Delete"), "trash-2"),
        "copy": Command(tr("Copy the chosen notes"), "Ctrl+C"),
    }
    page = {
        "find": Command(tr("Find in these notes"), "Ctrl+F"),
        "paste": Command(
            tr("Paste or import many lines, one note each"),
            "Ctrl+Shift+V",
            tr("Paste or import…"),
            "clipboard-paste",
        ),
        "read_back": Command(tr("Read back to the group"), "F11", tr("Read back"), "message-square"),
        "code": Command(
            tr("Make findings, from the chosen notes first"), "F12", tr("Make findings"), "lightbulb"
        ),
    }
    focused = {name: replace(one, by_focus=True) for name, one in (line | chosen).items()}
    return focused | page


def _kinds() -> dict[str, Command]:
    return {
        "strength": Command(tr("Mark as a strength"), "Ctrl+Shift+S"),
        "concern": Command(tr("Mark as a concern"), "Ctrl+Shift+C"),
        "idea": Command(tr("Mark as an idea"), "Ctrl+Shift+I"),
    }


def _findings() -> dict[str, dict[str, Command]]:
    return {
        "coding": {
            "select": Command(tr("Select words, with Ctrl whole ones"), "Shift+Right", by_focus=True),
            "note_next": Command(tr("Next note"), "Ctrl+Down", by_focus=True),
            "note_before": Command(tr("Note before"), "Ctrl+Up", by_focus=True),
            "note_whole": Command(
                tr("Select the whole note, then the next"), "Ctrl+Shift+Down", by_focus=True
            ),
            "make": Command(
                tr("Say what the selected words show. Press again to make the finding."),
                "Return",
                by_focus=True,
            ),
            "article": Command(tr("Accept a suggested article"), _ALT_DIGITS),
            "badge": Command(tr("Accept a suggested badge"), _FIVE_DIGITS),
            "any": Command(tr("Add any article or badge"), "F2"),
            "there": Command(tr("Add the words to an existing finding"), "F4"),
            **_kinds(),
        },
        "findings": {
            "article": Command(tr("Accept a suggested article"), _ALT_DIGITS),
            "badge": Command(tr("Accept a suggested badge"), _FIVE_DIGITS),
            "dismiss_article": Command(tr("Dismiss the first suggested article for good"), "Alt+0"),
            "dismiss_badge": Command(tr("Dismiss the first suggested badge for good"), "Ctrl+Shift+0"),
            "dismiss": Command(
                tr("Dismiss the suggestion, or remove the link, that has the focus"), "Del", by_focus=True
            ),
            "any_article": Command(tr("Add any article"), "F2"),
            "any_badge": Command(tr("Add any badge"), "F3"),
            "words": Command(tr("Change the finding’s words"), "F4"),
            **_kinds(),
            "star": Command(tr("Star the finding"), "Alt+S", tr("Star"), "star"),
            "next": Command(tr("Next finding"), "Ctrl+Down"),
            "before": Command(tr("Previous finding"), "Ctrl+Up"),
            "find": Command(tr("Find in findings"), "Ctrl+F"),
            "new": Command(tr("New finding"), "Ctrl+Return", icon="plus"),
        },
    }


def _assessment() -> dict[str, dict[str, Command]]:
    return {
        "assessment": {"new": Command(tr("New period"), "Ctrl+Shift+N", icon="plus")},
        "assessment_sources": {"new": Command(tr("New indicator"), "Ctrl+Return", icon="plus")},
        "assessment_wizard": {
            "level": Command(
                tr("Choose that level (when the levels are selected)"), "0 1 2 3 4", by_focus=True
            ),
            "levels": Command(tr("Go to the levels"), "Ctrl+1"),
            "evidence": Command(tr("Attach evidence"), "Ctrl+E"),
            "next": Command(tr("Next statement"), "Ctrl+Return Ctrl+Down", icon="arrow-right"),
            "before": Command(tr("Previous statement"), "Ctrl+Up", tr("Back"), "arrow-left"),
        },
    }


def _others() -> dict[str, dict[str, Command]]:
    return {
        "rights": {
            "cells": Command(tr("Move in the map"), "Arrows", by_focus=True),
            "findings": Command(tr("See the findings behind a number"), "Return", by_focus=True),
            "other_findings": Command(
                tr("See the findings behind the second number"), "Shift+Return", by_focus=True
            ),
        },
        "print": {
            "save": Command(
                tr("Save the document as what is chosen under “Save as”"),
                "Ctrl+S",
                tr("Save PDF…"),
                "download",
            ),
            "page_next": Command(tr("Next page of the preview"), "PgDown", by_focus=True),
            "page_before": Command(tr("Previous page"), "PgUp", by_focus=True),
            "zoom_in": Command(tr("Larger preview"), "+", by_focus=True),
            "zoom_out": Command(tr("Smaller preview"), "-", by_focus=True),
        },
        "review": {
            "put": Command(tr("Put the stand-in"), "P", icon="user"),
            "other": Command(tr("Change stand-in"), "O", icon="refresh-cw"),
            "fine": Command(tr("Keep as is"), "F", icon="check"),
            "out": Command(tr("Leave the quote out"), "L", icon="x"),
            "back": Command(tr("Back"), "Left", icon="arrow-left"),
            "ahead": Command(tr("Next"), "Right", icon="arrow-right"),
        },
    }


@cache
def _table() -> dict[str, dict[str, Command]]:
    return {
        EVERYWHERE: _everywhere(),
        "capture": _capture(),
        **_workshops(),
        **_findings(),
        **_assessment(),
        **_others(),
    }


def pages() -> tuple[str, ...]:
    """The pages and dialogs that have commands of their own, and `EVERYWHERE`."""
    return tuple(_table())


def commands(page: str) -> dict[str, Command]:
    """The commands of a page by name, in the order of the F1 list; none for a page without."""
    return _table().get(page, {})


def command(page: str, name: str) -> Command:
    """One command."""
    return _table()[page][name]


def listed(page: str) -> tuple[tuple[str, str], ...]:
    """(keys, what they do) of a page, for the F1 list."""
    return tuple((one.listed(), one.does) for one in commands(page).values() if one.pressed)


def shown(key: str) -> str:
    """A key as the system writes it; words such as “Arrows” stay as they are."""
    pressed = QKeySequence(key)
    return pressed.toString(QKeySequence.SequenceFormat.NativeText) if pressed.toString() == key else key


def asked(page: str, event: QKeyEvent) -> tuple[str, int]:
    """The first command of a page that a key press stands for, and which of its keys it was; ("", 0) for none."""
    pressed = _pressed(event)
    for name, one in commands(page).items():
        for place, key in enumerate(one.keys):
            if QKeySequence(key) == pressed:
                return name, place
    return "", 0


def _pressed(event: QKeyEvent) -> QKeySequence:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    return QKeySequence(QKeyCombination(modifiers, key))
