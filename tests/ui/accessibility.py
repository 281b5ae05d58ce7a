"""A walk through a widget with the Tab key, as somebody without a mouse and perhaps without sight meets it.

In a test of your page (the fixture `look` gives the theme; `qtbot` the event loop)::

    from tests.ui.accessibility import walk
    from tests.ui.shell import window_on

    def test_my_page_can_be_walked(look, qtbot, tmp_path):
        window = window_on(store, tmp_path, "findings")    # a real window on a real or fake store
        qtbot.addWidget(window)
        walk(window)                      # the whole window; or walk(window.current_page), or a dialog

`walk(widget)` shows the widget's window, gives it the focus, presses Tab for real until it comes round, and raises
AssertionError listing everything found:

- a control without an accessible name,
- a control that is shown and enabled but that Tab never reaches,
- a control on which the focus cannot be seen (the pixels of the window before and after are compared),
- a trap: Tab does not leave the control, or not every Shift+Tab leads back the way it came,
- words painted for nobody: a label whose accessible text is empty while it shows some.

A control that the mouse alone uses because the keyboard has another way (the minus beside a count, the list under a
picker) carries the property `keyboardTwin`. `walk` returns the names in the order of Tab, to assert on.
"""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QScrollBar,
    QSlider,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSlider,
    QTabBar,
    QTextEdit,
)
_AROUND = 4
_LEAST_CHANGED = 24


def walk(widget: QWidget) -> list[str]:
    """Press Tab through `widget`; the names reached, in order. Raises AssertionError with everything that is wrong."""
    window = widget.window()
    window.show()
    window.activateWindow()
    settle()
    expected = controls(widget)
    faults = [f"no name: {described(one)}" for one in expected if not name_of(one)]
    faults += [f"silent label: {described(one)}" for one in widget.findChildren(QLabel) if _silent(one)]
    reached, more = _tab_round(widget, len(expected))
    faults += more
    faults += [f"never reached: {described(one)}" for one in expected if one not in reached]
    faults += _backwards(widget, reached)
    assert not faults, "\n".join(faults)
    return [name_of(one) for one in reached]


def settle() -> None:
    """Let everything that waits for the event loop happen."""
    for _ in range(4):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def controls(widget: QWidget) -> list[QWidget]:
    """Everything in `widget` that somebody could use now."""
    return [one for one in (widget, *widget.findChildren(QWidget)) if _is_control(one, widget)]


def _is_control(one: QWidget, top: QWidget) -> bool:
    if (
        not one.isVisibleTo(top)
        or not one.isEnabled()
        or isinstance(one, QScrollBar | QHeaderView | QMenuBar)
    ):
        return False
    if one.property("keyboardTwin") or one.focusProxy() is not None or _part_of_another(one):
        return False
    if _radio_beside(one):
        return False
    return isinstance(one, CONTROLS) or bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _part_of_another(one: QWidget) -> bool:
    """Whether it is the inside of a spin box, combo box, table or field."""
    parent = one.parentWidget()
    while parent is not None:
        if isinstance(
            parent, QAbstractSpinBox | QComboBox | QAbstractItemView | QLineEdit | QTabBar | QMenuBar
        ):
            return True
        parent = parent.parentWidget()
    return False


def _radio_beside(one: QWidget) -> bool:
    """Whether it is a choice that the arrows reach from the chosen one of its group."""
    if not isinstance(one, QAbstractButton) or one.isChecked() or not one.isCheckable():
        return False
    group = one.group()
    if group is not None:
        return group.exclusive() and group.checkedButton() is not None
    parent = one.parentWidget()
    if not one.autoExclusive() or parent is None:
        return False
    return any(other.isChecked() and other.autoExclusive() and other.parentWidget() is parent
               for other in parent.findChildren(QAbstractButton))  # fmt: skip


def name_of(one: QWidget) -> str:
    """What a screen reader says it is called."""
    face = QAccessible.queryAccessibleInterface(one)
    return face.text(QAccessible.Text.Name).strip() if face is not None else ""


def described(one: QWidget) -> str:
    """Enough to find it in the code."""
    path = []
    at: QWidget | None = one
    while at is not None and len(path) < 4:
        path.append(f"{type(at).__name__}({at.objectName() or at.accessibleName()})")
        at = at.parentWidget()
    return " < ".join(path)


def _silent(label: QLabel) -> bool:
    return bool(label.isVisible() and label.text().strip() and not name_of(label))


def _tab_round(widget: QWidget, expected: int) -> tuple[list[QWidget], list[str]]:
    """Press Tab from the start until a control comes up again; those reached inside `widget`, and faults."""
    window = widget.window()
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()
    settle()
    reached: list[QWidget] = []
    seen: list[QWidget] = []
    faults: list[str] = []
    after = window.grab().toImage()
    for _ in range(20 * expected + 200):
        before = after
        previous = QApplication.focusWidget()
        QTest.keyClick(previous or window, Qt.Key.Key_Tab)
        settle()
        now = QApplication.focusWidget()
        if now is not None and now is previous and seen == [now] and expected <= 1:
            break
        if now is None or now is previous:
            faults.append(f"trap: Tab stays on {described(previous) if previous is not None else 'nothing'}")
            break
        if now in seen:
            break
        seen.append(now)
        after = window.grab().toImage()
        if widget is now or widget.isAncestorOf(now):
            reached.append(now)
            if not visible_focus(before, after, now) and not _seen_at_rest(after, now):
                faults.append(f"focus cannot be seen: {described(now)}")
    return reached, faults


def _seen_at_rest(after: QImage, now: QWidget) -> bool:
    """For a page that scrolled until one ring stood where the other was: the same place without the focus."""
    now.clearFocus()
    settle()
    without = now.window().grab().toImage()
    now.setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    return visible_focus(without, after, now)


def visible_focus(before: QImage, after: QImage, now: QWidget) -> bool:
    """Whether enough pixels on or around `now` differ between the window before and after it took the focus."""
    window = now.window()
    corner = now.mapTo(window, QPoint(0, 0))
    area = QRect(corner, now.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND).intersected(window.rect())
    if area.isEmpty():
        return False
    ratio = after.devicePixelRatio()
    device = QRect(area.topLeft() * ratio, area.size() * ratio).intersected(after.rect())
    return changed_pixels(before, after, device) >= _LEAST_CHANGED


def changed_pixels(before: QImage, after: QImage, area: QRect) -> int:
    """How many pixels inside `area` differ plainly."""
    first, second = (
        image.copy(area).convertToFormat(QImage.Format.Format_RGB32) for image in (before, after)
    )
    count = 0
    for y in range(first.height()):
        if bytes(first.constScanLine(y)) == bytes(second.constScanLine(y)):
            continue
        for x in range(first.width()):
            if first.pixel(x, y) == second.pixel(x, y):
                continue
            one, other = first.pixelColor(x, y), second.pixelColor(x, y)
            if abs(one.lightness() - other.lightness()) + abs(one.hue() - other.hue()) > 20:
                count += 1
                if count >= _LEAST_CHANGED:
                    return count
    return count


def _backwards(widget: QWidget, reached: list[QWidget]) -> list[str]:
    """Shift+Tab from the last control leads back through the others."""
    if len(reached) < 2:
        return []
    reached[-1].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    back = [reached[-1]]
    for _ in range(len(reached) - 1):
        focus = QApplication.focusWidget()
        if focus is None:
            break
        QTest.keyClick(focus, Qt.Key.Key_Backtab)
        settle()
        now = QApplication.focusWidget()
        if now is not None:
            back.append(now)
    if back == list(reversed(reached)):
        return []
    at = next(
        (i for i, (a, b) in enumerate(zip(back, reversed(reached), strict=False)) if a is not b), len(back)
    )
    return [f"Shift+Tab goes another way after {described(back[min(at, len(back)) - 1])}"]
