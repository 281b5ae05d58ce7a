"""One sentence in view and what can be done about it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import FlowLayout, clear, panel, row
from crp_desktop.ui.widgets.text import Label


class Notice(Card):
    """One sentence and what can be done about it; hidden while there is nothing to say."""

    def __init__(self, ground: str) -> None:
        self._words = Label()
        self._buttons = FlowLayout(gap=4)
        line = row(gap=8)
        line.addWidget(self._words, 3)
        line.addWidget(panel(self._buttons), 2)
        super().__init__(line, margin=6, gap=0, ground=ground)
        self.hide()

    def say(self, words: str, *actions: tuple[str, Callable[[], object]], urgent: bool = False) -> None:
        """Show a sentence with a button for each (text, what it does)."""
        self._words.setText(words)
        clear(self._buttons)
        for text, act in actions:
            self._buttons.addWidget(Button(text, act, kind="plain"))
        self.show()
        announce(self, words, urgent=urgent)


class SavedNotice(Notice):
    """Says where a file was saved, opens it, and shows its folder. It stays until it is closed or the page is left."""

    def __init__(self) -> None:
        super().__init__("chip")

    def show_file(self, path: Path) -> None:
        """Tell of a file that was just saved."""
        where = path.absolute()
        self.say(
            tr(
                "Saved “{name}” in “{folder}”.",
                name=where.name,
                folder=where.parent.name or str(where.parent),
            ),
            (tr("Open"), partial(_open, where)),
            (tr("Show in folder"), partial(_open, where.parent)),
            (tr("Close"), self.hide),
        )
        self._words.setToolTip(str(where))


def _open(path: Path) -> None:
    """Hand a file or a folder to the system's own program for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
