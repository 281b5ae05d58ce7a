"""What was copied from this window is taken off the clipboard when the programme locks or closes."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

_PLACES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class CopiedHere(QObject):
    """Remembers what this program put on the clipboard last; what was copied elsewhere since is left alone.

    The words themselves are remembered too: a keeper of the clipboard (Linux) takes over what it holds.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._texts: dict[QClipboard.Mode, str] = {}
        self._clipboard.changed.connect(self._changed)

    @Slot(QClipboard.Mode)
    def _changed(self, place: QClipboard.Mode) -> None:
        if place in _PLACES and _owned(self._clipboard, place):
            self._texts[place] = self._clipboard.text(place)

    def clear(self) -> None:
        """Empty the clipboard, and the middle button's on Linux, of what was copied from here."""
        for place in _PLACES:
            ours = self._texts.pop(place, "")
            if _owned(self._clipboard, place) or (ours and self._clipboard.text(place) == ours):
                self._clipboard.clear(place)
        self._texts.clear()


def _owned(clipboard: QClipboard, place: QClipboard.Mode) -> bool:
    """Whether this program put there what is there now; without a screen the clipboard is this program's alone."""
    if QGuiApplication.platformName() == "offscreen":
        return place == QClipboard.Mode.Clipboard
    if place == QClipboard.Mode.Selection:
        return clipboard.supportsSelection() and clipboard.ownsSelection()
    return clipboard.ownsClipboard()
