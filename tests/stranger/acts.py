"""What a careless person does at a window. Each act is chosen by luck, says in words what it does, then does it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QMouseEvent, QWheelEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from crp_desktop.app import Application
from crp_desktop.ui import commands
from tests.stranger.rules import named

TYPED = (
    "More parks", "P3: they never ask us +2", "> 20 people agreed", "Fatima\u2028said no ❤️", "مرحبا بالعالم",
    "'Cause nobody asks us", "x" * 300, "1", "0", "-5", "31/12/2026", "<b>bold</b> & co", "a\u00adb\u200bc", "=1+1",
    "P1, P2: same", '"We feel safe" P4', "   ", "Zażółć gęślą jaźń", "👩‍👩‍👧‍👦 family",
)  # fmt: skip
PLAIN = (
    "Tab", "Tab", "Shift+Tab", "Return", "Return", "Esc", "Space", "Up", "Down", "Left", "Right", "PgUp", "PgDown",
    "Home", "End", "Del", "Backspace", "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Z", "Ctrl+Y", "Alt+Left", "F6",
    "Ctrl+Up", "Ctrl+Down", "Ctrl+Return", "Shift+Return", "Alt+1", "Ctrl+1", "Alt+Down", "F2", "F3", "F4", "F5",
)  # fmt: skip
LEADS_OUT = frozenset({"Tab", "Shift+Tab", "F6", "Shift+F6"})
MODIFIERS = (
    (Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_Control), (Qt.KeyboardModifier.AltModifier, Qt.Key.Key_Alt),
    (Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Shift),
)  # fmt: skip
SIZES = ((1366, 768), (1280, 720), (1000, 640), (800, 600), (1600, 900))


@dataclass(frozen=True, slots=True)
class Act:
    """`innocent` acts change nothing in the file; those that `leads_out` may put the focus outside the page; `heavy`
    ones may keep the window busy (a file is opened, every page is measured anew). One of several `parts` gets that many
    times the time."""

    words: str
    do: Callable[[], object]
    innocent: bool = False
    leads_out: bool = False
    heavy: bool = False
    parts: int = 1


class Stranger:
    """Chooses acts on the window that is on top."""

    def __init__(self, whole: Application, luck: Random, store: str, passphrase: str) -> None:
        self._whole, self._luck, self._store, self._passphrase = whole, luck, store, passphrase

    def choose(self) -> Act:
        """The next act."""
        top = on_top()
        if isinstance(top, QMainWindow) and self._whole.ops.store is None:
            return self._come_in(top)
        kinds = (
            (self._click, 30), (self._keys, 22), (self._type, 14), (self._wheel, 10), (self._shortcut, 7),
            (self._double, 4), (self._hover, 4), (self._drag, 3), (self._rail, 4), (self._resize, 2),
            (self._text_size, 1), (self._all_undone, 2), (self._lock, 1), (self._quit, 1),
        )  # fmt: skip
        return self._luck.choices([kind for kind, _ in kinds], [weight for _, weight in kinds])[0](top)

    # Coming in

    def _come_in(self, top: QWidget) -> Act:
        field = line_with_focus()
        if field is not None and top is self._whole.window and self._luck.random() < 0.8:
            secret = field.echoMode() == QLineEdit.EchoMode.Password
            words = self._passphrase if secret else "Dana"
            return Act(
                "type the passphrase" if secret else "type a name", lambda: self._answer(words), heavy=True
            )
        if self._luck.random() < 0.5:
            return replace(self._click(top), heavy=True)
        return Act(
            "open the programme again", lambda: self._whole.nav.go("welcome", path=self._store), heavy=True
        )

    def _answer(self, words: str) -> None:
        if (field := line_with_focus()) is not None:
            field.clear()
            field.insert(words)
            press("Return")

    # Mouse

    def _place(self, top: QWidget) -> tuple[QWidget, QPoint]:
        """A widget in view and a point on it, in the window's coordinates."""
        inside = [one for one in (top, *top.findChildren(QWidget)) if one.window() is top]
        shown = [one for one in inside if one.isVisible() and not one.visibleRegion().isEmpty()] or [top]
        controls = [one for one in shown if one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isEnabled()]
        widget = self._luck.choice(controls if controls and self._luck.random() < 0.8 else shown)
        area = widget.visibleRegion().boundingRect()
        x = self._luck.randint(area.left(), max(area.right(), area.left()))
        y = self._luck.randint(area.top(), max(area.bottom(), area.top()))
        return widget, widget.mapTo(top, QPoint(x, y))

    def _outside(self, widget: QWidget) -> bool:
        stack = self._whole.window.stack
        return widget.window() is self._whole.window and not (widget is stack or stack.isAncestorOf(widget))

    def _click(self, top: QWidget) -> Act:
        widget, at = self._place(top)
        button = Qt.MouseButton.RightButton if self._luck.random() < 0.06 else Qt.MouseButton.LeftButton
        return Act(
            f"click {named(widget)} at {at.x()},{at.y()}",
            lambda: click(at, button),
            leads_out=self._outside(widget),
        )

    def _double(self, top: QWidget) -> Act:
        widget, at = self._place(top)
        return Act(
            f"double click {named(widget)} at {at.x()},{at.y()}",
            lambda: click(at, times=2),
            leads_out=self._outside(widget),
            parts=2,
        )

    def _hover(self, top: QWidget) -> Act:
        widget, at = self._place(top)
        handle = handle_of(top)
        return Act(f"hover over {named(widget)}", lambda: QTest.mouseMove(handle, at), innocent=True)

    def _wheel(self, top: QWidget) -> Act:
        widget, at = self._place(top)
        notches = self._luck.choice((-3, -1, 1, 2, 5))

        def turn() -> None:
            over = top.childAt(at) or top
            spot = QPointF(over.mapFrom(top, at))
            event = QWheelEvent(
                spot, QPointF(top.mapToGlobal(at)), QPoint(), QPoint(0, -120 * notches), Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
            )  # fmt: skip
            QApplication.sendEvent(over, event)

        return Act(f"turn the wheel {notches} over {named(widget)} at {at.x()},{at.y()}", turn, innocent=True)

    def _drag(self, top: QWidget) -> Act:
        widget, start = self._place(top)
        _, end = self._place(top)
        handle, left, none = handle_of(top), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

        def drag() -> None:
            if not (_holds(handle, start) and _holds(handle, end)):
                return
            QTest.mousePress(handle, left, none, start)
            for part in (0.3, 0.6, 1.0):
                at = start + (end - start) * part
                over = top.childAt(start) or top
                move = QMouseEvent(
                    QMouseEvent.Type.MouseMove, QPointF(over.mapFrom(top, at)), QPointF(top.mapToGlobal(at)),
                    Qt.MouseButton.NoButton, left, none,
                )  # fmt: skip
                QApplication.sendEvent(over, move)
            QTest.mouseRelease(handle, left, none, end)

        return Act(
            f"drag from {named(widget)} {start.x()},{start.y()} to {end.x()},{end.y()}", drag,
            leads_out=self._outside(widget),
        )  # fmt: skip

    # Keys

    def _keys(self, top: QWidget) -> Act:
        pressed = self._luck.choice(PLAIN)
        times = self._luck.choice((1, 1, 1, 2, 5))
        return Act(
            f"press {pressed} x {times}",
            lambda: [press(pressed) for _ in range(times)],
            leads_out=pressed in LEADS_OUT,
            parts=times,
        )

    def _shortcut(self, top: QWidget) -> Act:
        page = self._whole.window.current_page
        groups = [commands.EVERYWHERE, *([page.name] if page is not None else [])]
        known = [key for group in groups for one in commands.commands(group).values() for key in one.keys]
        known = [one for one in known if one not in ("Ctrl+Q", "Ctrl+L", "Arrows")]
        pressed = self._luck.choice(known)
        return Act(f"press {pressed}", lambda: press(pressed), leads_out=pressed in LEADS_OUT)

    def _type(self, top: QWidget) -> Act:
        words = self._luck.choice(TYPED)
        enter = self._luck.random() < 0.4

        def type_() -> None:
            focused = QApplication.focusWidget()
            if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit):
                focused.insert(words) if isinstance(focused, QLineEdit) else focused.insertPlainText(words)
                press("A")
            else:
                for letter in words[:12]:
                    if letter.isascii():
                        press(letter.upper() if letter.strip() else "Space")
            if enter:
                press("Return")

        return Act(
            f"type {words[:30]!r}{' and Enter' if enter else ''}", type_, parts=min(len(words), 12) + enter
        )

    # The window

    def _rail(self, top: QWidget) -> Act:
        if top is not self._whole.window:
            return self._keys(top)
        button = self._luck.choice(self._whole.window.rail.findChildren(QWidget))
        at = button.mapTo(top, button.rect().center())
        return Act(f"go by the rail: {named(button)}", lambda: click(at), leads_out=True)

    def _resize(self, top: QWidget) -> Act:
        width, height = self._luck.choice(SIZES)
        return Act(
            f"resize to {width} x {height}", lambda: self._whole.window.resize(width, height), innocent=True
        )

    def _text_size(self, top: QWidget) -> Act:
        size = self._luck.choice((100, 110, 150, 200))
        return Act(
            f"text at {size}%", lambda: self._whole.preferences.set_text_size(size), innocent=True, heavy=True
        )

    def _lock(self, top: QWidget) -> Act:
        return Act("lock", self._whole.lock, leads_out=True)

    def _quit(self, top: QWidget) -> Act:
        return Act("quit", lambda: press("Ctrl+Q"))

    def _all_undone(self, top: QWidget) -> Act:
        """Undo up to eight steps and redo them: what was done comes back, and nothing is refused."""
        if top is not self._whole.window:
            return self._keys(top)
        window, count = self._whole.window, self._luck.randint(1, 8)

        def undo() -> None:
            done = 0
            for _ in range(count):
                if not window.status.undo.isEnabled():
                    break
                click_on(window.status.undo)
                done += 1
            for _ in range(done):
                click_on(window.status.redo)

        return Act(f"undo and redo {count} steps", undo, leads_out=True, parts=2 * count)


def line_with_focus() -> QLineEdit | None:
    """The line that is typed into, that of a list to type into included."""
    focused = QApplication.focusWidget()
    if isinstance(focused, QComboBox):
        focused = focused.lineEdit()
    return focused if isinstance(focused, QLineEdit) else None


def press(pressed: str) -> None:
    """Press a key or a combination as the system would deliver it: each event goes to the window on top by then.
    `QTest.keyPress` sends the modifiers and the key to one window, which the first of them may have closed."""
    combination = QKeySequence(pressed)[0]
    key, held = combination.key(), combination.keyboardModifiers()
    with_modifiers = [name for modifier, name in MODIFIERS if modifier & held]
    alone = not held & ~Qt.KeyboardModifier.ShiftModifier
    letter = QTest.keyToAscii(key).strip("\0") if alone else ""
    for down, which in (
        *((True, one) for one in with_modifiers), (True, key), (False, key),
        *((False, one) for one in reversed(with_modifiers)),
    ):  # fmt: skip
        if (handle := handle_of(on_top())) is not None:
            QTest.simulateEvent(handle, down, which, held, letter if which == key else "", False, 0)


def click(at: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton, times: int = 1) -> None:
    """Click at a point of the window on top; a click that closes it is let go over the one below."""
    pressed = on_top()
    for half in (QTest.mousePress, QTest.mouseRelease):
        top = on_top()
        handle = handle_of(top)
        if top is not pressed and half is not QTest.mouseRelease:
            break
        if handle is not None and _holds(handle, at):
            half(handle, button, Qt.KeyboardModifier.NoModifier, at)
    if times == 2 and on_top() is pressed:
        over = pressed.childAt(at) or pressed
        double = QMouseEvent(
            QMouseEvent.Type.MouseButtonDblClick, QPointF(over.mapFrom(pressed, at)),
            QPointF(pressed.mapToGlobal(at)), button, button, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(over, double)
        if on_top() is pressed and (handle := handle_of(pressed)) is not None and _holds(handle, at):
            QTest.mouseRelease(handle, button, Qt.KeyboardModifier.NoModifier, at)


def _holds(handle: QWindow, at: QPoint) -> bool:
    """Whether a point is inside a window as the system has it now; a new size takes a moment to reach it."""
    return QRect(QPoint(), handle.size()).contains(at)


def click_on(button: QWidget) -> None:
    """Click in the middle of a button of the window on top: what had the focus saves what was typed in it."""
    click(button.mapTo(button.window(), button.rect().center()))


def handle_of(top: QWidget) -> QWindow | None:
    """The window of the system that a window of ours is shown in. `windowHandle` would be kept by PySide for as long as
    the widget lives, and found again in place of whatever stands in its memory once it is gone."""
    wanted = top.winId()
    return next((one for one in QGuiApplication.topLevelWindows() if one.winId() == wanted), None)


def on_top() -> QWidget:
    """The window that takes keys and clicks now."""
    top = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    found = top or next(one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    return found.window()
