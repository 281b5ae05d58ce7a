"""Every key of the window, and those of the page in view."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.commands import EVERYWHERE, listed
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.text import Heading, Label

Keys = tuple[tuple[str, str], ...]


class ShortcutsDialog(Dialog):
    """A list to read; Escape closes it."""

    def __init__(self, parent: QWidget | None, page_keys: Keys = ()) -> None:
        super().__init__(parent, tr("Keyboard shortcuts"), width=560)
        if page_keys:
            self._group(tr("On this page"), page_keys)
        self._group(tr("Everywhere"), listed(EVERYWHERE))
        self.add_button(tr("Close"), default=True)

    def _group(self, title: str, lines: Keys) -> None:
        self.body.addWidget(Heading(title, "strong"))
        grid = QGridLayout()
        theme.space(grid, 8, (0, 0, 0, 12))
        grid.setColumnStretch(1, 1)
        for line, (key, does) in enumerate(lines):
            label = Label(key, "small", "quiet", wrap=False)
            label.setAccessibleName(f"{key}: {does}")
            theme.size(label, min_width=120)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(does), line, 1)
        self.body.addLayout(grid)
