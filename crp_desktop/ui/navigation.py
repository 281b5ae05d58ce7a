"""Where the person is, where they came from, and how pages send them elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode

from PySide6.QtCore import QObject, Signal

_REMEMBERED = ("workshop", "finding", "period", "badge", "role", "article", "document")
"""What of a target may be written into the settings file: ids and keys, never words that somebody typed."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what to show on it, such as `finding=ID`."""

    page: str
    target: dict[str, Any] = field(default_factory=dict)

    def to_text(self) -> str:
        """One line for the settings file, such as `capture?workshop=ID`; holds ids and keys only."""
        known = {key: str(self.target[key]) for key in _REMEMBERED if key in self.target}
        return f"{self.page}?{urlencode(known)}" if known else self.page

    @classmethod
    def from_text(cls, text: str) -> "Place":
        """The place that `to_text` wrote; what is not understood is left out."""
        page, _, rest = text.partition("?")
        known: dict[str, Any] = {key: value for key, value in parse_qsl(rest) if key in _REMEMBERED}
        if "article" in known:
            number = known.pop("article")
            known |= {"article": int(number)} if number.isdecimal() else {}
        return cls(page, known)


class Navigation(QObject):
    """A history of places, like a browser's. `moved(Place)` asks the window to show a place.

    One place is shown at a time: what goes elsewhere while a page is being shown or refreshed waits until that is done
    and takes its place in the history. `returning` is True while a place that was left is shown again.
    """

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1
        self._holds = 0
        self._waiting = False
        self._returns = False
        self.returning = False

    @property
    def place(self) -> Place | None:
        """The present place, None before the first move."""
        return self._places[self._at] if self._at >= 0 else None

    @property
    def can_back(self) -> bool:
        """Whether `back` goes anywhere."""
        return self._at > 0

    @property
    def can_forward(self) -> bool:
        """Whether `forward` goes anywhere."""
        return self._at < len(self._places) - 1

    @property
    def held(self) -> bool:
        """Whether a page is being shown or refreshed now."""
        return self._holds > 0

    @property
    def waiting(self) -> bool:
        """Whether another place is to be shown as soon as the page at work is done."""
        return self._waiting

    def go(self, page: str, /, **target: Any) -> None:
        """Show `page`, with `target` handed to its `show_target`; going where we are is no new place in the history."""
        place = Place(page, target)
        if self._holds and self._at >= 0:
            self._places[self._at] = place
        elif place != self.place:
            del self._places[self._at + 1 :]
            self._places = [*self._places, place][-200:]
            self._at = len(self._places) - 1
        self._show(returns=False)

    def replace(self, page: str, /, **target: Any) -> None:
        """Correct the present place without moving: what `back` should later return to."""
        if self._at >= 0:
            self._places[self._at] = Place(page, target)

    def back(self) -> None:
        """Go to the place before, if there is one."""
        if self.can_back:
            self._at -= 1
            self._show(returns=True)

    def forward(self) -> None:
        """Undo the last `back`, if there was one."""
        if self.can_forward:
            self._at += 1
            self._show(returns=True)

    def reset(self) -> None:
        """Forget the history: another programme is open."""
        self._places = []
        self._at = -1
        self._waiting = False

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Let nobody move while a page is at work; where they wanted to go is shown afterwards."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
            self._drain()

    def _show(self, *, returns: bool) -> None:
        self._waiting, self._returns = True, returns
        self._drain()

    def _drain(self) -> None:
        while self._waiting and not self._holds and self.place is not None:
            self._waiting = False
            self._holds += 1
            self.returning = self._returns
            try:
                self.moved.emit(self.place)
            finally:
                self._holds -= 1
                self.returning = False
