"""The clock of a session: how long it has run, and how long each prompt has taken."""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Prompt, Workshop

_SAVED_EVERY_S = 15


class SessionClock(QObject):
    """Counts the seconds of the current prompt while a session runs. `ticked` every second; `over(prompt id)` once,
    when a prompt has had its time. `save({prompt id: seconds})` is called every quarter of a minute and by `flush`."""

    ticked = Signal()
    over = Signal(str)

    def __init__(self, save: Callable[[dict[str, int]], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._save = save
        self._workshop: Workshop | None = None
        self._prompts: dict[str, Prompt] = {}
        self._spent: dict[str, int] = {}
        self._unsaved: dict[str, float] = {}
        self._told: set[str] = set()
        self._prompt = ""
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        """Whether the session has begun and is not over."""
        return bool(self._workshop and self._workshop.started_at and not self._workshop.ended_at)

    def show(self, workshop: Workshop, prompts: Sequence[Prompt]) -> None:
        """Count for this workshop; what was counted for another is saved first."""
        if self._workshop is not None and self._workshop.id != workshop.id:
            self.flush()
            self._told.clear()
        self._workshop = workshop
        self._prompts = {prompt.id: prompt for prompt in prompts}
        self._spent = {prompt.id: prompt.seconds_spent for prompt in prompts}
        self._last = time.monotonic()
        if self.running:
            self._timer.start()
        else:
            self._timer.stop()

    def go_to(self, prompt_id: str) -> None:
        """Count for this prompt from now on."""
        self._count()
        self._prompt = prompt_id

    def pause(self) -> None:
        """Save and stop counting: the page is not in view."""
        self.flush()
        self._timer.stop()

    def flush(self) -> None:
        """Save what was counted."""
        if self._timer.isActive():
            self._count()
        whole = {key: int(seconds) for key, seconds in self._unsaved.items() if seconds >= 1}
        if whole:
            for key, seconds in whole.items():
                self._spent[key] = self._spent.get(key, 0) + seconds
                self._unsaved[key] -= seconds
            self._save(whole)

    def seconds(self) -> dict[str, int]:
        """Seconds each prompt has taken so far."""
        return {key: base + int(self._unsaved.get(key, 0)) for key, base in self._spent.items()}

    def words(self) -> tuple[str, str]:
        """How long the session has run, and what is left or when it was."""
        shop = self._workshop
        if shop is None or not shop.started_at:
            planned = sum(prompt.minutes for prompt in self._prompts.values())
            return tr("Not started"), tr("{n} minute(s) planned", n=planned) if planned else ""
        end = datetime.fromisoformat(shop.ended_at) if shop.ended_at else datetime.now(UTC)
        minutes = int((end - datetime.fromisoformat(shop.started_at)).total_seconds() // 60)
        if shop.ended_at:
            return tr("Session over"), tr("It took {n} minute(s).", n=minutes)
        planned = shop.minutes or sum(prompt.minutes for prompt in self._prompts.values())
        if not planned:
            return tr("{n} min", n=minutes), ""
        left = planned - minutes
        said = tr("{n} minute(s) left", n=left) if left >= 0 else tr("{n} minute(s) over", n=-left)
        return tr("{minutes} of {planned} min", minutes=minutes, planned=planned), said

    def _count(self) -> None:
        now = time.monotonic()
        if self.running and self._prompt in self._prompts:
            self._unsaved[self._prompt] = self._unsaved.get(self._prompt, 0.0) + min(now - self._last, 60.0)
        self._last = now

    def _tick(self) -> None:
        self._count()
        if sum(self._unsaved.values()) >= _SAVED_EVERY_S:
            self.flush()
        prompt = self._prompts.get(self._prompt)
        if (
            prompt
            and prompt.minutes
            and self.seconds()[prompt.id] >= prompt.minutes * 60
            and prompt.id not in self._told
        ):
            self._told.add(prompt.id)
            self.over.emit(prompt.id)
        self.ticked.emit()
