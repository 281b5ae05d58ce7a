"""Garbage is collected on the thread of the window only, between events.

Python collects wherever a threshold is passed, on the worker thread too, and whatever it finds dies there: a button, a
delegate or a timer of a page that was closed, while Qt uses its lists on the other thread, which can end the program.
"""

import gc

from PySide6.QtCore import QObject, QThread, QTimer

EVERY_MS = 1_000
MANY = 100_000
"""New objects after which even a dialog that stays open has its garbage collected under it, to bound the memory."""


class Collector(QObject):
    """Turns automatic collection off for good and collects instead, at Python's own thresholds, when it looks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due; in a nested event loop callers still stand in the middle of
        something, so that it waits there."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if counts[0] <= (MANY if is_nested() else thresholds[0]):
            return
        due = [age for age in range(3) if counts[age] > thresholds[age]]
        gc.collect(max(due, default=0))


def is_nested() -> bool:
    """Whether an event loop runs inside another one here: a dialog or a menu waits for its call to come back."""
    return QThread.currentThread().loopLevel() > 1


def spare_collector() -> None:
    """Keep what is imported by now, for as long as the program runs anyway, out of garbage collections: one in the
    middle of a list of 20,000 findings took 0.1 s longer."""
    gc.freeze()
