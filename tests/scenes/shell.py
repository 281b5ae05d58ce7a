"""The window around the pages, and every dialog of its own."""

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.storage.store import Store
from crp_desktop.ui.dialogs.about import AboutDialog
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.crash import CrashDialog
from crp_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from crp_desktop.ui.page import PageEntry
from crp_desktop.ui.widgets.problem_bar import problem_words
from tests.ui.shell import window_on

FULL = Problem(
    "The disk is full.",
    "Everything up to your last note is saved. What you are typing is still here.",
    "Make some room on the disk, then try again, or save the programme somewhere else.",
)
PAGES = (PageEntry("home", "tests.scenes.shell_page", "ExamplePage"),)


def scenes(make_programme: Callable[[str], Store]) -> dict[str, Callable[[], QWidget]]:
    """Ordinary moment, a problem, long work, the longest council name, dialogs."""
    return {
        "ordinary": partial(_window, make_programme, "sample"),
        "stress": partial(_window, make_programme, "stress"),
        "problem": partial(_problem, make_programme),
        "working": partial(_working, make_programme),
        "shortcuts": lambda: _dialog(ShortcutsDialog(None, (("Ctrl+Enter", tr("File the note")),))),
        "about": lambda: _dialog(AboutDialog(None)),
        "crash": lambda: _dialog(
            CrashDialog(None, "Python 3.11\nbuiltins.ZeroDivisionError\n  pages/home.py:12 refresh")
        ),
        "confirm": _confirm,
        "told": _told,
    }


def _window(make_programme: Callable[[str], Store], kind: str) -> QWidget:
    window = window_on(make_programme(kind), Path(tempfile.mkdtemp()), "home", pages=PAGES)
    window.set_palette_factory(lambda _window: Dialog(_window, "Search"))
    window.nav.go("home", again=True)
    return window


def _problem(make_programme: Callable[[str], Store]) -> QWidget:
    window = window_on(make_programme("sample"), Path(tempfile.mkdtemp()), "home", pages=PAGES)
    window.show_problem(FULL, ((tr("Try again"), bool), (tr("Save elsewhere…"), bool)))
    return window


def _working(make_programme: Callable[[str], Store]) -> QWidget:
    window = window_on(make_programme("sample"), Path(tempfile.mkdtemp()), "home", pages=PAGES)
    window.ops.jobs.append(_half_done())
    window.ops.jobs_changed.emit()
    window.toast.say(tr("Undo: delete 3 notes"))
    window.closing.connect(window.ops.jobs.clear)
    return window


def _half_done() -> object:
    from crp_desktop.ui.worker import Job

    def work(progress: object) -> None:
        """Never performed: only looked at."""

    job = Job(tr("Importing notes"), work, None, None, None)
    job.done, job.total = 40, 100
    return job


def _dialog(dialog: Dialog) -> QWidget:
    dialog.setProperty("ownSize", True)
    return dialog


def _confirm() -> QWidget:
    dialog = Dialog(None, "Erase the notes of this workshop?")
    dialog.body.addWidget(
        problem_words(
            Problem("", "Findings stay, but without the words behind them.", "You cannot undo this.")
        )
    )
    dialog.add_button("Erase notes, keep findings", kind="danger")
    dialog.add_button("Cancel", default=True)
    return _dialog(dialog)


def _told() -> QWidget:
    dialog = Dialog(None, "New group")
    dialog.show_problem(
        Problem("A group of that name is there already.", "Nothing was changed.", "Choose another name.")
    )
    dialog.add_button("Add group", kind="primary", default=True)
    dialog.add_button("Cancel")
    return _dialog(dialog)
