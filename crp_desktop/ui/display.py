"""Starts Qt; where it cannot show a window, one sentence instead of an abort."""

import os
import sys
from collections.abc import Sequence

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from crp_desktop.domain.i18n import tr

VARIABLES = ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY")
"""Where Qt on Linux reads which screen to use; it needs one of them."""


def has_display() -> bool:
    """Whether a screen is named here; whether it can be reached, only Qt finds out."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, VARIABLES))


def start_qt(arguments: Sequence[str]) -> QApplication:
    """The QApplication. Ends the process with exit code 1 where Qt cannot show a window: it would abort."""
    before = qInstallMessageHandler(_end_if_fatal)
    app = QApplication(list(arguments))
    qInstallMessageHandler(before)
    return app


def _end_if_fatal(kind: QtMsgType, context: object, message: str) -> None:
    if kind != QtMsgType.QtFatalMsg:
        return
    named = ", ".join(f"{name}={os.environ[name]}" for name in VARIABLES if os.environ.get(name))
    if sys.stderr is not None:
        print(_words(named), file=sys.stderr, flush=True)  # noqa: T201
    os._exit(1)


def _words(named: str) -> str:
    return tr(
        "The window cannot be shown: the screen cannot be reached, or a system library for windows is missing"
        " ({named}). Nothing was changed. Start CRP Desktop from a desktop, where ./start installs what is missing.",
        named=named or sys.platform,
    )
