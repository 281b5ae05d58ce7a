"""The other ways from the capture page: plan, transcribe, read back, people, counts, contacts, hiding the screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from crp_desktop.domain.words import tr
from crp_desktop.ui.widgets.button import Button

if TYPE_CHECKING:
    from crp_desktop.ui.pages.capture import CapturePage


class CaptureWays:
    """Opens what does not stand on the page itself; each is imported when first asked for."""

    def __init__(self, page: "CapturePage") -> None:
        self._page = page
        self.buttons = (
            self._button("plan", tr("Plan"), "clipboard-list", ""),
            self._button("paste", tr("Paste or import…"), "clipboard-paste", "Ctrl+Shift+V"),
        )

    def _button(self, way: str, text: str, icon: str, keys: str) -> Button:
        if keys:
            QShortcut(QKeySequence(keys), self._page, partial(self.open, way))
        return Button(text, partial(self.open, way), kind="quiet", icon=icon, keys=keys)

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        """(keys, what they do), for the shortcuts dialog."""
        return (("Ctrl+Shift+V", tr("Paste or import many lines, one note each")),)

    def open(self, way: str) -> None:
        """Go one of the ways by its name."""
        ways: dict[str, Callable[[], None]] = {"plan": self._plan, "paste": partial(self.paste, "")}
        ways[way]()

    def _plan(self) -> None:
        self._page.nav.go("workshop", workshop=self._page.workshop_id())

    def paste(self, text: str) -> None:
        """Many lines at once, with a preview."""
