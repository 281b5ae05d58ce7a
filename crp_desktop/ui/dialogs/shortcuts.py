"""Every key of the window, and those of the page in view."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from crp_desktop.domain.words import tr
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.rail import RAIL_KEYS, rail_words
from crp_desktop.ui.widgets.text import Heading, Label

Keys = tuple[tuple[str, str], ...]


def window_keys() -> Keys:
    """(keys, what they do) of the window itself."""
    return (
        ("Ctrl+K", tr("Search everything")),
        ("Ctrl+Z", tr("Undo: what you are typing first, then the last step")),
        ("Ctrl+Y", tr("Redo")),
        ("Alt+Left", tr("Back to where you were")),
        ("Alt+Right", tr("Forward again")),
        ("F6", tr("Next area of the window; with Shift the one before")),
        ("Ctrl++", tr("Larger text")),
        ("Ctrl+-", tr("Smaller text")),
        ("Ctrl+0", tr("Text at its normal size")),
        ("Ctrl+L", tr("Lock")),
        ("Ctrl+P", tr("Print")),
        ("F1", tr("This list; Ctrl+/ opens it too")),
    )


class ShortcutsDialog(Dialog):
    """A list to read; Escape closes it."""

    def __init__(self, parent: QWidget | None, page_keys: Keys = ()) -> None:
        super().__init__(parent, tr("Keyboard shortcuts"), width=560)
        words = rail_words()
        if page_keys:
            self._group(tr("On this page"), page_keys)
        self._group(tr("Everywhere"), window_keys())
        self._group(tr("Go to a page"), tuple((RAIL_KEYS[page], words[page]) for page in words))
        self.add_button(tr("Close"), default=True)

    def _group(self, title: str, keys: Keys) -> None:
        self.body.addWidget(Heading(title, "strong"))
        grid = QGridLayout()
        theme.space(grid, 8, (0, 0, 0, 12))
        grid.setColumnStretch(1, 1)
        for line, (key, does) in enumerate(keys):
            pressed = QKeySequence(key)
            native = pressed.toString(QKeySequence.SequenceFormat.NativeText)
            shown = native if pressed.toString() == key else key
            label = Label(shown, "small", "quiet", wrap=False)
            label.setAccessibleName(f"{shown}: {does}")
            theme.size(label, min_width=120)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Label(does), line, 1)
        self.body.addLayout(grid)
