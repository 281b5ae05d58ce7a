"""The way from a page to the services and back: run a change, ask a question, start long work, undo, redo."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.records import StepInfo
from crp_desktop.services.done import Done
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.worker import Cancelled, Job, Report, Worker


class AnyStore(Protocol):
    """What the window itself needs of an open programme; pages hand the rest to services."""

    def undo(self) -> StepInfo: ...
    def redo(self) -> StepInfo: ...
    def step_labels(self) -> tuple[str | None, str | None]: ...
    def close(self) -> None: ...


class Operations(QObject):
    """Calls services on the open programme and says what changed.

    `changed(StepInfo)` follows every saved change, `failed(Problem)` every one that was not; `store_changed` says that
    another programme, or none, is open now; `jobs_changed` that long work began, moved on or ended.
    """

    changed = Signal(object)
    failed = Signal(object)
    store_changed = Signal()
    jobs_changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.preferences = preferences
        self.jobs: list[Job] = []
        self._store: Any = None
        self._worker = Worker(self)
        self._worker.progressed.connect(self._job_progressed)
        self._worker.finished.connect(self._job_finished)

    @property
    def store(self) -> Any:
        """The open programme, the first argument of every service; None while none is open or it is locked."""
        return self._store

    def use(self, store: AnyStore | None) -> None:
        """Take another programme, or None, as the open one; the caller closes the one before."""
        self._store = store
        self.store_changed.emit()

    def run(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call `service(store, ...)`, a change: the value of its `Done`, or None after a Problem, which is shown.

        A service that changes something which is no step (a draft) returns a plain value; that comes back as it is.
        """
        done = self.run_done(service, *args, **kwargs)
        return done.value if isinstance(done, Done) else done

    def run_done(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Like `run`, but returns the `Done` itself: None can then only mean that nothing was saved."""
        try:
            done = service(self._opened(), *args, **kwargs)
        except Problem as problem:
            self.failed.emit(problem)
            return None
        if isinstance(done, Done):
            self.changed.emit(done.step)
        return done

    def ask(self, service: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Call `service(store, ...)`, a read. A Problem is raised on; the window shows it."""
        return service(self._opened(), *args, **kwargs)

    def undo(self) -> StepInfo | None:
        """Take back the last step; None after a Problem, which is shown."""
        return self._step(self._opened().undo)

    def redo(self) -> StepInfo | None:
        """Do the step undone last again; None after a Problem, which is shown."""
        return self._step(self._opened().redo)

    def _step(self, move: Callable[[], StepInfo]) -> StepInfo | None:
        try:
            step = move()
        except Problem as problem:
            self.failed.emit(problem)
            return None
        self.changed.emit(step)
        return step

    def _opened(self) -> Any:
        if self._store is None:
            raise RuntimeError("no programme is open")
        return self._store

    def start(
        self,
        service: Callable[..., Any],
        *args: Any,
        title: str,
        on_done: Callable[[Any], None] | None = None,
        on_progress: Report | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        with_store: bool = True,
        shown: bool = True,
        **kwargs: Any,
    ) -> Job:
        """Call `service(store, ...)` on the worker thread; the receivers are bound methods of living objects.

        A service with a parameter `progress` gets a function `progress(done, total, words="")` to call often: it moves
        the bar and is where a cancel takes effect. `on_done` gets what `run` would return. `on_failed` gets a Problem
        or `Cancelled`; without it a Problem is shown. `with_store=False` leaves the store out of the arguments,
        `shown=False` keeps the window silent about it.
        """
        given = (self._opened(), *args) if with_store else args
        job = Job(title, partial(service, *given, **kwargs), on_done, on_progress, on_failed, shown)
        self.jobs.append(job)
        self._worker.hand(job)
        self.jobs_changed.emit()
        return job

    @Slot(object, int, int, str)
    def _job_progressed(self, job: Job, done: int, total: int, words: str) -> None:
        job.tell_progress(done, total, words)
        self.jobs_changed.emit()

    @Slot(object, object, object)
    def _job_finished(self, job: Job, value: Any, error: Exception | None) -> None:
        if job not in self.jobs:
            return
        self.jobs.remove(job)
        self.jobs_changed.emit()
        try:
            self._tell(job, value, error)
        finally:
            job.release()

    def _tell(self, job: Job, value: Any, error: Exception | None) -> None:
        if error is None:
            if isinstance(value, Done):
                self.changed.emit(value.step)
                value = value.value
            job.tell_done(value)
        elif isinstance(error, Problem | Cancelled):
            if not job.tell_failed(error) and isinstance(error, Problem):
                self.failed.emit(error)
        else:
            raise error

    def close(self) -> None:
        """Cancel what is under way, wait for it, and end the worker thread. The store stays the caller's to close."""
        for job in self.jobs:
            job.cancel()
        self._worker.close()
        self.jobs.clear()
