"""Enter never confirms what cannot be undone; a dialog opens with the focus in its first field."""

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import crp_desktop.ui
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.theme import Look
from crp_desktop.ui.widgets.textedit import LineEdit

FINAL = ("cannot be undone", "cannot undo", "cannot be taken back")


def functions() -> list[tuple[str, ast.FunctionDef]]:
    """Every function of the window with the file it is in."""
    found = []
    for path in sorted(Path(crp_desktop.ui.__path__[0]).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(path.name, one) for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]
    return found


def test_whatever_says_that_it_cannot_be_undone_is_asked_so_that_enter_keeps_things() -> None:
    checked = 0
    for file, function in functions():
        texts = [
            one.value
            for one in ast.walk(function)
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if not any(words in text for text in texts for words in FINAL):
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "confirm":
                checked += 1
                keys = {key.arg for key in call.keywords}
                assert keys & {"danger", "final"}, f"{file}: {function.name}"
    assert checked >= 4


@pytest.mark.parametrize("asked", [{"danger": True}, {"final": True}])
def test_enter_keeps_things_as_they_are(look: Look, asked: dict[str, bool]) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        for _ in range(3):
            QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, press)
    assert not confirm(None, "Erase 3 notes?", "They are gone then.", "Erase notes", **asked)


def test_a_dialog_opens_in_its_first_field(look: Look) -> None:
    dialog = Dialog(None, "New")
    field, other = LineEdit("First"), LineEdit("Second")
    dialog.body.addWidget(field)
    dialog.body.addWidget(other)
    dialog.add_button("Add", dialog.accept, kind="primary", default=True)
    dialog.show()
    assert dialog.focusWidget() is field
    other.setFocus()
    dialog.close()
