"""Where the person is, where they came from, and how pages send them elsewhere."""

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Place:
    """A page and what to show on it, such as `finding=ID`."""

    page: str
    target: dict[str, Any] = field(default_factory=dict)


class Navigation(QObject):
    """A history of places, like a browser's. `moved(Place)` fires after every move; the window then shows the place.

    `returning` is True while it shows one again that was left, by `back` or `forward`.
    """

    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: list[Place] = []
        self._at = -1
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

    def go(self, page: str, /, **target: Any) -> None:
        """Show `page`, with `target` handed to its `show_target`; going where we are is no new place in the history."""
        place = Place(page, target)
        if place != self.place:
            del self._places[self._at + 1 :]
            self._places = [*self._places, place][-200:]
            self._at = len(self._places) - 1
        self.moved.emit(place)

    def replace(self, page: str, /, **target: Any) -> None:
        """Correct the present place without moving: what `back` should later return to."""
        if self._at >= 0:
            self._places[self._at] = Place(page, target)

    def back(self) -> None:
        """Go to the place before, if there is one."""
        if self.can_back:
            self._move(-1)

    def forward(self) -> None:
        """Undo the last `back`, if there was one."""
        if self.can_forward:
            self._move(1)

    def _move(self, step: int) -> None:
        self._at += step
        self.returning = True
        try:
            self.moved.emit(self._places[self._at])
        finally:
            self.returning = False

    def reset(self) -> None:
        """Forget the history: another programme is open."""
        self._places = []
        self._at = -1
