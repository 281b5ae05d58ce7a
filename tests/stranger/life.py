"""The inner half: the whole program in its window, with a stranger that acts from a timer, in dialogs too."""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog

from crp_desktop import paths
from crp_desktop.app import Application
from crp_desktop.domain.errors import Problem
from crp_desktop.ui.dialogs import crash, files, printing
from tests.stranger import rules
from tests.stranger.acts import Act, Stranger

BETWEEN_MS = 15
SETTLES_S = 0.6
FIRST_MS = 700
FIRST_VISIT = 5
"""Times the usual time for an act that shows a page for the first time: its controls are made then."""
LOOKS, LOOK_AGAIN_MS = 3, 150


class Life(QObject):
    """One life of the program; says each act and its fault as a line of JSON, and ends the process at a fault."""

    def __init__(self, whole: Application, given: argparse.Namespace) -> None:
        super().__init__(whole)
        self._whole, self._answer_s = whole, given.answer / 1000
        self._luck = random.Random(given.seed)
        self._stranger = Stranger(whole, self._luck, str(given.store), given.passphrase)
        self._expected_steps, self._path = given.steps, given.store
        self._last: Act | None = None
        self._before = -1
        self._outside = True
        self._problems: list[str] = []
        self._undoing = False
        self._visited: set[str] = set()
        self._seen_wrong = 0
        self._doing_at = -1
        self._quiet_until = 0.0
        self._worked = 0.0
        self._resting = False
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._turn)
        whole.ops.failed.connect(self._failed)
        whole.ops.store_changed.connect(self._visited.clear)
        whole.errors.crashed.connect(self._crashed)
        QTimer.singleShot(FIRST_MS, self, self._turn)

    def _failed(self, problem: Problem) -> None:
        self._problems.append(problem.what)
        if self._undoing:
            self.fault(f"undo or redo was refused: {problem}")

    def _crashed(self, details: str) -> None:
        self.fault(f"an exception nobody expected:\n{details}")

    def fault(self, words: str) -> None:
        """Tell and end."""
        tell(fault=words)
        sys.stdout.flush()
        os._exit(3)

    def _turn(self) -> None:
        """Look at what the last act did, then do the next; called from nested loops of dialogs as well."""
        if self._doing_at == QThread.currentThread().loopLevel():
            self._next.start(
                BETWEEN_MS
            )  # the act is still under way: Qt's test tools let events happen in it
            return
        store = self._whole.ops.store
        if self._last is not None and (wrong := self._check(self._last)):
            if self._seen_wrong < LOOKS:
                self._seen_wrong += 1
                self._next.start(LOOK_AGAIN_MS)
                return
            self.fault(wrong)
        self._seen_wrong = 0
        if self._expected_steps and self._is_ours(store):
            if rules.steps_of(store) < self._expected_steps:
                self.fault(f"{self._expected_steps} steps were saved, {rules.steps_of(store)} are there")
            self._expected_steps = 0
        act = self._stranger.choose()
        if act.innocent and not self._is_quiet():
            self._next.start(int(SETTLES_S * 1000))
            self._last, self._resting = None, True
            return
        self._resting = False
        self._before = rules.steps_of(store) if act.innocent else -1
        tell(act=act.words, steps=0)
        self._last = act
        self._next.start(BETWEEN_MS)
        if not act.innocent:
            self._quiet_until = time.monotonic() + SETTLES_S
        self._outside = act.leads_out or self._outside
        self._do(act)

    def _is_quiet(self) -> bool:
        """Whether what was typed and pressed before has been saved by now."""
        return self._resting or time.monotonic() > self._quiet_until

    def _do(self, act: Act) -> None:
        self._undoing = act.words.startswith("undo")
        look = self._whole.preferences
        before_look = look.text_size, look.theme
        begun, before = time.thread_time(), self._doing_at
        self._doing_at = QThread.currentThread().loopLevel()
        with suppress(RuntimeError):  # the window that the act is in closed half-way through it
            act.do()
        self._doing_at = before
        self._undoing = False
        if self._last is act:
            first = self._page() not in self._visited
            self._visited.add(self._page())
            same_look = (look.text_size, look.theme) == before_look
            self._worked = (time.thread_time() - begun) / (FIRST_VISIT if first else 1) if same_look else 0

    def _check(self, act: Act) -> str:
        """What is wrong after an act; a screen takes a moment to move the focus, so the caller looks again."""
        if self._worked > self._answer_s * act.parts and not act.heavy:
            self.fault(f"the window did not answer for {self._worked * 1000:.0f} ms of work")
        self._worked = 0.0
        store = self._whole.ops.store
        dialog = QApplication.activeModalWidget()
        for wrong in (
            rules.has_header(self._whole),
            rules.focus_is_inside(self._whole, outside_allowed=self._outside),
            self._save_state_is_true(),
        ):
            if wrong:
                where = f"page {self._page()}, dialog {rules.named(dialog) if dialog else 'none'}"
                return f"{wrong} [{where}]"
        if store is not None and act.innocent and self._before >= 0 and rules.steps_of(store) != self._before:
            return f"an innocent act was saved: {store.step_labels()[0]}"
        if self._is_ours(store):
            tell(steps=rules.steps_of(store))
        self._outside = self._outside and not rules.focus_in_page(self._whole)
        return ""

    def _save_state_is_true(self) -> str:
        """What a problem said stands until the strip says again that all is saved."""
        wrong = rules.save_state_is_true(self._whole)
        if not wrong:
            self._problems.clear()
        return "" if self._problems else wrong

    def _is_ours(self, store: Any) -> bool:
        """Whether the programme that is open is the one given, and not another that the stranger made or found."""
        return store is not None and Path(store.path) == self._path

    def _page(self) -> str:
        page = self._whole.window.current_page
        return page.name if page is not None else "none"


def tell(**values: Any) -> None:
    """One line for the outer half."""
    print(json.dumps(values), flush=True)


def take_files_elsewhere(folder: Path, luck: random.Random) -> None:
    """No file dialog and no printer of the machine's: the person cancels, or takes a file in `folder`."""

    def asked(dialog: Any) -> Path | None:
        dialog.deleteLater()
        if luck.random() < 0.5:
            return None
        if dialog.acceptMode() == dialog.AcceptMode.AcceptSave:
            return folder / f"saved-{luck.randint(0, 3)}.{dialog.defaultSuffix() or 'dat'}"
        return luck.choice([*folder.iterdir(), folder / "missing.crp"])

    files._asked = asked
    printing.ask_printer = lambda *_: False
    for name, text in (
        ("notes.txt", "P1: Buses\n\nMore parks"),
        ("notes.csv", "text\nBuses\n"),
        ("odd.crp", "no file"),
    ):
        (folder / name).write_text(text, encoding="utf-8")


def main() -> int:
    """Open the window on the programme and act until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("store", type=Path)
    parser.add_argument("--seed", required=True)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--answer", type=float, default=200)
    parser.add_argument("--passphrase", default="")
    given = parser.parse_args()
    qInstallMessageHandler(warned)
    QCoreApplication.setApplicationName("CRP Desktop")
    app = QApplication(sys.argv[:1])
    whole = Application(app, paths.user_data())
    whole.errors.install()
    crash.CrashDialog.exec = lambda self: QDialog.DialogCode.Rejected
    life = Life(whole, given)
    stop = QTimer(life)
    stop.timeout.connect(_let_python_see_signals)
    stop.start(100)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    with tempfile.TemporaryDirectory() as folder:
        take_files_elsewhere(Path(folder), random.Random(given.seed))
        whole.open(given.store)
        return app.exec()


def _let_python_see_signals() -> None:
    """Qt's loop runs no Python by itself."""


def warned(kind: QtMsgType, context: object, message: str) -> None:
    """Qt said something: a fault, unless it is about the virtual screen, or about a second drag
    that no hand could begin."""
    if kind != QtMsgType.QtDebugMsg and not any(known in message for known in SCREEN_ONLY):
        tell(fault=f"Qt warns: {message}\n{''.join(traceback.format_stack(limit=12))}")
        os._exit(3)


SCREEN_ONLY = (
    "propagateSizeHints", "This plugin does not support", "QXcb", "XSETTINGS", "xkbcommon", "Could not connect to",
    "QDBus", "portal", "QStandardPaths: wrong permissions", "QDragManager",
)  # fmt: skip

if __name__ == "__main__":
    sys.exit(main())
