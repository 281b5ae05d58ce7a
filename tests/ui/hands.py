"""Two hands on the keyboard of the whole application: keys, words, Tab, and dialogs that wait for an answer."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from crp_desktop.app import Application
from crp_desktop.ui.page import Page
from tests.ui.accessibility import name_of, settle

KEY = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_STOPS = 160


class Hands:
    """Only keys go in; what to press next is found with Tab by the name that a screen reader says."""

    def __init__(self, app: Application) -> None:
        self.app = app
        self.problems: list[str] = []
        app.ops.failed.connect(self._failed)

    def _failed(self, problem: object) -> None:
        self.problems.append(str(problem))

    @property
    def page(self) -> Page:
        """The page in view."""
        page = self.app.window.current_page
        assert page is not None
        return page

    def focus(self) -> QWidget:
        """The control that gets the keys."""
        return QApplication.focusWidget() or self.app.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key, several times if need be."""
        for _ in range(times):
            QTest.keyClick(self.focus(), key, modifiers)
            settle()

    def write(self, words: str) -> None:
        """Type; what is on no English keyboard comes as from another one."""
        field = self.focus()
        if words.isascii():
            QTest.keyClicks(field, words)
        elif isinstance(field, QLineEdit):
            field.insert(words)
        else:
            field.insertPlainText(words)  # type: ignore[attr-defined]
        settle()

    def over(self, words: str) -> None:
        """Type in place of what stands there."""
        self.press(KEY.Key_A, CTRL)
        self.write(words)

    def to(self, name: str) -> QWidget:
        """Press Tab until the control of this name has the focus."""
        met = []
        for _ in range(_STOPS):
            field = self.focus()
            if name in (name_of(field), field.accessibleName()):
                return field
            met.append(field.accessibleName() or name_of(field))
            QTest.keyClick(field, KEY.Key_Tab)
        raise AssertionError(f"Tab never reached {name!r}, but {list(dict.fromkeys(met))}")

    def reach(self, control: QWidget) -> None:
        """Press Tab until this control has the focus: for one that shares its name with another."""
        for _ in range(_STOPS):
            if self.focus() is control:
                return
            QTest.keyClick(self.focus(), KEY.Key_Tab)
        raise AssertionError(f"Tab never reached {control}")

    def fill(self, name: str, words: str) -> None:
        """Go to a field and type."""
        self.to(name)
        self.write(words)

    def push(self, name: str) -> None:
        """Go to a button or box and press it."""
        self.to(name)
        self.press(KEY.Key_Space)

    def answer(self, ask: Callable[[], object], *acts: Callable[[], object]) -> None:
        """`ask` opens a modal dialog: there the first act is done, the next one in the dialog after it, and so on.

        A dialog whose act fails is closed, and the failure raised.
        """
        failed: list[BaseException] = []
        left = list(acts)
        met: list[QWidget] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is None or dialog in met:
                QTimer.singleShot(5, look)
                return
            met.append(dialog)
            act = left.pop(0)
            if left:
                QTimer.singleShot(5, look)
            try:
                self._wait_for(dialog)
                act()
            except BaseException as error:  # noqa: BLE001 - raised again outside the dialog's own loop
                failed.append(error)
                dialog.close()

        QTimer.singleShot(0, look)
        ask()
        until = time.monotonic() + 10
        while left and not failed and time.monotonic() < until:
            settle()
            time.sleep(0.005)
        settle()
        self.app.window.activateWindow()
        settle()
        if failed:
            raise failed[0]
        assert not left, "a dialog that was waited for did not open"

    def _wait_for(self, dialog: QWidget) -> None:
        until = time.monotonic() + 5
        while not dialog.isAncestorOf(QApplication.focusWidget() or self.app.window):
            assert time.monotonic() < until, f"the focus stays at {QApplication.focusWidget()}"
            dialog.activateWindow()
            settle()

    def go_on(self, key: Qt.Key, there: Callable[[], bool]) -> None:
        """Press a key until something is so."""
        for _ in range(_STOPS):
            if there():
                return
            self.press(key)
        raise AssertionError(f"{key} never got there")

    def wake(self) -> None:
        """Into the dialog on top, or the window, once another has closed over it."""
        settle()
        self._wait_for(QApplication.activeModalWidget() or self.app.window)

    def choose(self, path: Path) -> None:
        """In a file dialog: type this path."""
        assert isinstance(QApplication.activeModalWidget(), QFileDialog)
        self.to("File name:")
        self.over(str(path))
        self.press(KEY.Key_Return)

    def wait_for(self, seen: Callable[[], bool], seconds: float = 5) -> None:
        """Until something can be seen that comes by itself."""
        until = time.monotonic() + seconds
        while not seen():
            assert time.monotonic() < until, "it never came"
            settle()
            time.sleep(0.005)

    def wait(self, seconds: float = 30) -> None:
        """Until the worker has nothing left to do."""
        until = time.monotonic() + seconds
        settle()
        while self.app.ops.jobs or (hasattr(self.page, "_settle") and self.page._settle.isActive()):
            assert time.monotonic() < until, [job.title for job in self.app.ops.jobs]
            settle()
            time.sleep(0.005)
