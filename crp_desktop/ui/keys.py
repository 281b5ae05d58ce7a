"""Every shortcut, once: menus, buttons, the F1 list and tests read this table.

`EVERYWHERE` are those of the window; each page has a group under its own name. No key may stand in both.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr

EVERYWHERE = ""

_DIGITS = tuple(f"Ctrl+{digit}" for digit in range(1, 10))
_ALT_DIGITS = tuple(f"Alt+{digit}" for digit in range(1, 6))
_KINDS = {"strength": ("Ctrl+Shift+S",), "concern": ("Ctrl+Shift+C",), "idea": ("Ctrl+Shift+I",)}

_TABLE: dict[str, dict[str, tuple[str, ...]]] = {
    EVERYWHERE: {
        "search": ("Ctrl+K",), "contacts": ("F8",), "hide": ("F9",), "lock": ("Ctrl+L",), "undo": ("Ctrl+Z",),
        "redo": ("Ctrl+Y", "Ctrl+Shift+Z"), "back": ("Alt+Left",), "forward": ("Alt+Right",),
        "area": ("F6",), "area_before": ("Shift+F6",), "larger": ("Ctrl++", "Ctrl+="), "smaller": ("Ctrl+-",),
        "normal": ("Ctrl+0",), "new_programme": ("Ctrl+N",), "open": ("Ctrl+O",), "print": ("Ctrl+P",),
        "quit": ("Ctrl+Q",), "shortcuts": ("F1", "Ctrl+/"), "to_home": ("Ctrl+Shift+H",),
        "to_workshops": ("Ctrl+Shift+W",), "to_findings": ("Ctrl+Shift+F",), "to_rights": ("Ctrl+Shift+R",),
        "to_assessment": ("Ctrl+Shift+A",), "to_print": ("Ctrl+Shift+P",), "to_settings": ("Ctrl+,",),
    },
    "workshops": {"start": ("Ctrl+Return",), "new": ("Ctrl+Shift+N",)},
    "workshop": {"take_notes": ("Ctrl+Return",), "prompt_up": ("Alt+Up",), "prompt_down": ("Alt+Down",)},
    "capture": {
        "file": ("Return",), "speaker": _DIGITS, "group": ("Ctrl+G",), "prompt_before": ("Ctrl+Up",),
        "prompt_next": ("Ctrl+Down",), "quote": ("F2",), "observation": ("F3",), "park": ("F4",), "vote": ("F5",),
        "vote_less": ("Shift+F5",), "plain": ("Esc",), "to_notes": ("Up",), "edit": ("Return",),
        "split": ("Ctrl+Return",), "join": ("Ctrl+J",), "star": ("Ctrl+D",), "move": ("Ctrl+M",),
        "up": ("Alt+Up",), "down": ("Alt+Down",), "delete": ("Del",), "copy": ("Ctrl+C",), "find": ("Ctrl+F",),
        "paste": ("Ctrl+Shift+V",), "read_back": ("F11",), "code": ("F12",),
    },
    "coding": {
        "select": ("Shift+Right",), "note_next": ("Ctrl+Down",), "note_before": ("Ctrl+Up",),
        "note_whole": ("Ctrl+Shift+Down",), "make": ("Return",), "article": _ALT_DIGITS, "badge": _DIGITS[:5],
        "any": ("F2",), "there": ("F4",), **_KINDS,
    },
    "findings": {
        "article": _ALT_DIGITS, "badge": _DIGITS[:5], "dismiss_article": ("Alt+0",), "dismiss_badge": ("Ctrl+Shift+0",),
        "dismiss": ("Del",), "any_article": ("F2",), "any_badge": ("F3",), "words": ("F4",), **_KINDS,
        "star": ("Alt+S",), "next": ("Ctrl+Down",), "before": ("Ctrl+Up",), "find": ("Ctrl+F",),
        "new": ("Ctrl+Return",),
    },
    "assessment_wizard": {
        "level": ("0", "1", "2", "3", "4"), "levels": ("Ctrl+1",), "evidence": ("Ctrl+E",),
        "next": ("Ctrl+Return", "Ctrl+Down"), "before": ("Ctrl+Up",),
    },
    "rights": {"cells": ("Arrows",), "findings": ("Return",), "other_findings": ("Shift+Return",)},
    "print": {
        "save": ("Ctrl+S",), "page_next": ("PgDown",), "page_before": ("PgUp",), "zoom_in": ("+",), "zoom_out": ("-",),
    },
    "assessment": {"new": ("Ctrl+Shift+N",)},
    "assessment_sources": {"new": ("Ctrl+Return",)},
}  # fmt: skip


def _everywhere() -> dict[str, str]:
    return {
        "search": tr("Search everything"),
        "contacts": tr("Contacts: what to do, and who to call"),
        "hide": tr("Hide the screen; Escape brings it back"),
        "lock": tr("Lock"),
        "undo": tr("Undo: what you are typing first, then the last step"),
        "redo": tr("Redo"),
        "back": tr("Back to where you were"),
        "forward": tr("Forward again"),
        "area": tr("Next area of the window"),
        "area_before": tr("Area of the window before"),
        "larger": tr("Larger text"),
        "smaller": tr("Smaller text"),
        "normal": tr("Text at its normal size"),
        "new_programme": tr("New programme"),
        "open": tr("Open a programme"),
        "print": tr("Print"),
        "quit": tr("Quit"),
        "shortcuts": tr("This list"),
        "to_home": tr("Home"),
        "to_workshops": tr("Workshops"),
        "to_findings": tr("Findings"),
        "to_rights": tr("Rights map"),
        "to_assessment": tr("Self-assessment"),
        "to_print": tr("Documents to print"),
        "to_settings": tr("Settings"),
    }


def _capture() -> dict[str, str]:
    return {
        "file": tr("Add the note"),
        "speaker": tr("Next note by P1 to P9"),
        "group": tr("Next note by the group"),
        "prompt_before": tr("Previous prompt"),
        "prompt_next": tr("Next prompt"),
        "quote": tr("The note is a quote"),
        "observation": tr("The note is an observation"),
        "park": tr("The note goes to the parking lot"),
        "vote": tr("One vote more"),
        "vote_less": tr("One vote less"),
        "plain": tr("Take the line as it is typed; from the notes, back to the line"),
        "to_notes": tr("From the empty line to the notes"),
        "edit": tr("Edit the chosen note"),
        "split": tr("Split the note at the caret"),
        "join": tr("Join with the note above"),
        "star": tr("Star the chosen notes"),
        "move": tr("Move the chosen notes to a prompt"),
        "up": tr("Move the note up"),
        "down": tr("Move the note down"),
        "delete": tr("Delete the chosen notes"),
        "copy": tr("Copy the chosen notes"),
        "find": tr("Find in these notes"),
        "paste": tr("Paste or import many lines, one note each"),
        "read_back": tr("Read back to the group"),
        "code": tr("Make findings, from the chosen notes first"),
    }


def _findings() -> dict[str, dict[str, str]]:
    kinds = {
        "strength": tr("It is a strength"),
        "concern": tr("It is a concern"),
        "idea": tr("It is an idea"),
    }
    return {
        "coding": {
            "select": tr("Select words, with Ctrl whole ones"),
            "note_next": tr("Next note"),
            "note_before": tr("Note before"),
            "note_whole": tr("Select the whole note, then the next"),
            "make": tr("Say what the selected words tell; again makes the finding"),
            "article": tr("Take a suggested article"),
            "badge": tr("Take a suggested badge"),
            "any": tr("Add any article or badge"),
            "there": tr("Add the words to a finding there is"),
            **kinds,
        },
        "findings": {
            "article": tr("Accept a suggested article"),
            "badge": tr("Accept a suggested badge"),
            "dismiss_article": tr("Dismiss the first suggested article for good"),
            "dismiss_badge": tr("Dismiss the first suggested badge for good"),
            "dismiss": tr("Dismiss the suggestion, or remove the link, that has the focus"),
            "any_article": tr("Add any article"),
            "any_badge": tr("Add any badge"),
            "words": tr("Change the finding’s words"),
            **kinds,
            "star": tr("Star the finding"),
            "next": tr("Next finding"),
            "before": tr("Finding before"),
            "find": tr("Find in findings"),
            "new": tr("New finding"),
        },
    }


def _others() -> dict[str, dict[str, str]]:
    return {
        "assessment_wizard": {
            "level": tr("Choose that level, while a level has the focus"),
            "levels": tr("Go to the levels"),
            "evidence": tr("Attach evidence"),
            "next": tr("Next statement"),
            "before": tr("Previous statement"),
        },
        "workshops": {"start": tr("Start a workshop now"), "new": tr("New workshop from a plan")},
        "workshop": {
            "take_notes": tr("Take notes"),
            "prompt_up": tr("Move a prompt up"),
            "prompt_down": tr("Move a prompt down"),
        },
        "rights": {
            "cells": tr("Move in the map"),
            "findings": tr("See the findings behind a number"),
            "other_findings": tr("See those behind the lower number, when two are compared"),
        },
        "print": {
            "save": tr("Save the document as what is chosen under “Save as”"),
            "page_next": tr("Next page of the preview"),
            "page_before": tr("Page before"),
            "zoom_in": tr("Larger preview"),
            "zoom_out": tr("Smaller preview"),
        },
        "assessment": {"new": tr("New period")},
        "assessment_sources": {"new": tr("New indicator")},
    }


def pages() -> tuple[str, ...]:
    """The pages that have keys of their own, and `EVERYWHERE`."""
    return tuple(_TABLE)


def names(page: str) -> tuple[str, ...]:
    """The shortcuts of a page, in the table's order."""
    return tuple(_TABLE[page])


def sequences(page: str, name: str) -> tuple[str, ...]:
    """The keys of one shortcut, the first of them the one to show."""
    return _TABLE[page][name]


def press(page: str, name: str) -> str:
    """The key to show on a button, as the system writes it."""
    return shown(sequences(page, name)[0])


def shown(keys: str) -> str:
    """Keys as the system writes them; words such as “Arrows” stay as they are."""
    pressed = QKeySequence(keys)
    return pressed.toString(QKeySequence.SequenceFormat.NativeText) if pressed.toString() == keys else keys


def listed(page: str) -> tuple[tuple[str, str], ...]:
    """(keys, what they do) of a page in the table's order, for the F1 list; nothing for a page without keys."""
    if page not in _TABLE:
        return ()
    words = {EVERYWHERE: _everywhere(), "capture": _capture(), **_findings(), **_others()}[page]
    return tuple((_together(keys), words[name]) for name, keys in _TABLE[page].items())


def _together(keys: tuple[str, ...]) -> str:
    if len(keys) > 3:
        return tr("{first} to {last}", first=shown(keys[0]), last=shown(keys[-1]))
    return ", ".join(shown(one) for one in keys)


def bind(widget: QWidget, page: str, name: str, act: Callable[[], object]) -> None:
    """Let the keys of a shortcut act while `widget` is in view."""
    for keys in sequences(page, name):
        QShortcut(QKeySequence(keys), widget, act)


def bind_each(widget: QWidget, page: str, name: str, act: Callable[[int], object]) -> None:
    """Like `bind`, for keys that count: the first calls `act(1)`."""
    for number, keys in enumerate(sequences(page, name), 1):
        QShortcut(QKeySequence(keys), widget, partial(act, number))


def asked(page: str, event: QKeyEvent) -> tuple[str, int]:
    """The first shortcut of a page that a key press stands for, and which of its keys it was; ("", 0) for none."""
    pressed = _pressed(event)
    for name, keys in _TABLE[page].items():
        for place, one in enumerate(keys):
            if QKeySequence(one) == pressed:
                return name, place
    return "", 0


def _pressed(event: QKeyEvent) -> QKeySequence:
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    return QKeySequence(QKeyCombination(modifiers, key))
