"""Long work on one thread of its own: a queue of jobs, their progress, and a cancel that leaves nothing half done."""

import inspect
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from shiboken6 import isValid

Report = Callable[[int, int, str], None]


class Cancelled(Exception):
    """Raised inside a job, from its `progress`, when the person cancelled it; the job's transaction rolls back."""


class Job:
    """One piece of work under way: what it is called, how far it is, and a way to stop it.

    One not `shown` is short and of no interest to the person: the window does not speak of it.
    """

    def __init__(self, title: str, work: Callable[..., Any], on_done: Callable[[Any], None] | None,
                 on_progress: Report | None, on_failed: Callable[[Exception], None] | None,
                 shown: bool = True) -> None:  # fmt: skip
        self.title = title
        self.shown = shown
        self.done = 0
        self.total = 0
        self.words = ""
        self.cancelled = False
        self.can_cancel = takes_progress(work)
        self._work = work
        self._on_done = on_done
        self._on_progress = on_progress
        self._on_failed = on_failed

    def cancel(self) -> None:
        """Ask the job to stop at its next step."""
        self.cancelled = True

    def perform(self, report: Report) -> Any:
        """Do the work on the thread that calls this; raises Cancelled, or whatever the work raises."""

        def progress(done: int, total: int, words: str = "") -> None:
            if self.cancelled:
                raise Cancelled
            report(done, total, words)

        if self.cancelled:
            raise Cancelled
        return self._work(progress=progress) if self.can_cancel else self._work()

    def tell_progress(self, done: int, total: int, words: str) -> None:
        """Note the progress and pass it on, if the receiver still lives."""
        self.done, self.total, self.words = done, total, words
        if self._on_progress is not None and lives(self._on_progress):
            self._on_progress(done, total, words)

    def tell_done(self, value: Any) -> None:
        """Hand over the result, if the receiver still lives."""
        if self._on_done is not None and lives(self._on_done):
            self._on_done(value)

    def tell_failed(self, error: Exception) -> bool:
        """Hand over the error; False when nobody who lives asked for it."""
        if self._on_failed is None or not lives(self._on_failed):
            return False
        self._on_failed(error)
        return True

    def release(self) -> None:
        """Let go of the receivers, on their own thread: the worker may be the last to hold the job, and a receiver
        that nobody else holds would be deleted over there."""
        self._on_done = self._on_progress = self._on_failed = None


def takes_progress(work: Callable[..., Any]) -> bool:
    """Whether a function has a parameter called `progress`."""
    return "progress" in inspect.signature(work).parameters


def lives(receiver: Callable[..., Any]) -> bool:
    """Whether the QObject behind a bound method has not been deleted; a plain function always lives."""
    owner = getattr(receiver, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


class _Bench(QObject):
    """Lives on the worker thread and does one job after the other."""

    progressed = Signal(object, int, int, str)
    finished = Signal(object, object, object)

    @Slot(object)
    def take(self, job: Job) -> None:
        def report(done: int, total: int, words: str) -> None:
            self.progressed.emit(job, done, total, words)

        try:
            value = job.perform(report)
        except Exception as error:  # noqa: BLE001 - carried to the window's thread and raised or told there
            self.finished.emit(job, None, error)
        else:
            self.finished.emit(job, value, None)


class Worker(QObject):
    """The one worker thread, started with its first job. Signals arrive on the thread this object lives on."""

    progressed = Signal(object, int, int, str)
    finished = Signal(object, object, object)
    _handed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thread: QThread | None = None
        self._bench: _Bench | None = None

    def hand(self, job: Job) -> None:
        """Queue a job."""
        if self._thread is None:
            self._start()
        self._handed.emit(job)

    def _start(self) -> None:
        self._thread = QThread(self)
        self._bench = _Bench()
        self._bench.moveToThread(self._thread)
        self._handed.connect(self._bench.take, Qt.ConnectionType.QueuedConnection)
        self._bench.progressed.connect(self._pass_progress, Qt.ConnectionType.QueuedConnection)
        self._bench.finished.connect(self._pass_finished, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    @Slot(object, int, int, str)
    def _pass_progress(self, job: Job, done: int, total: int, words: str) -> None:
        self.progressed.emit(job, done, total, words)

    @Slot(object, object, object)
    def _pass_finished(self, job: Job, value: object, error: Exception | None) -> None:
        self.finished.emit(job, value, error)

    def close(self) -> None:
        """Wait for the job under way and end the thread; cancel jobs first."""
        if self._thread is not None:
            self._thread.quit()
            self._thread.wait()
            self._thread = None
            self._bench = None
