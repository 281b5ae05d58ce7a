"""Widgets on show in a window of their own, for tests of single widgets."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crp_desktop.ui.widgets.layout import column
from tests.ui.accessibility import settle


def shown(qtbot: QtBot, *widgets: QWidget, width: int = 600, height: int = 400) -> QWidget:
    """A window with these widgets one below the other, kept alive until the test is over."""
    top = QWidget()
    top.setLayout(column(*widgets, None, margins=16))
    qtbot.addWidget(top)
    vars(qtbot).setdefault("kept", []).append(top)
    top.resize(width, height)
    top.show()
    top.activateWindow()
    settle()
    return top
