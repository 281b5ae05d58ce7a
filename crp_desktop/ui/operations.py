"""The way from a page to the services and back: run a change, ask a question, start long work, undo, redo."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, overload

from PySide6.QtCore import QObject, Signal, Slot

from crp_desktop.domain.errors import Problem
from crp_desktop.domain.records import StepInfo
from crp_desktop.services.done import Done
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.text_reader import TextReader
from crp_desktop.ui.worker import Cancelled, Job, Report, Worker

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

P = ParamSpec("P")
T = TypeVar("T")


class Runner:
    """Runs changes and tells of a Problem."""

    def tell(self, problem: Problem) -> None:
        """Tell a person of a Problem."""
        raise NotImplementedError

    def change(self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `service(store, ...)`, a change, for a caller that shows a Problem itself: it is raised on."""
        raise NotImplementedError

    @overload
    def run(
        self, service: "Callable[Concatenate[Store, P], Done[T]]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None: ...

    @overload
    def run(
        self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None: ...

    def run(
        self, service: "Callable[Concatenate[Store, P], Done[T] | T]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Call `service(store, ...)`, a change: the value of its `Done`, or None after a Problem, which is shown.

        A service that changes something which is no step (a draft) returns a plain value; that comes back as it is.
        """
        done = self.run_done(service, *args, **kwargs)
        return done.value if isinstance(done, Done) else done

    def run_done(
        self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """Like `run`, but returns the `Done` itself: None can then only mean that nothing was saved."""
        return self.do(lambda: self.change(service, *args, **kwargs))

    def do(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None after a Problem, which is told."""
        try:
            return work()
        except Problem as problem:
            self.tell(problem)
            return None


class Operations(QObject, Runner):
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
        self._store: Store | None = None
        self.reader = TextReader(self)
        self._worker = Worker(self)
        self._worker.progressed.connect(self._job_progressed)
        self._worker.finished.connect(self._job_finished)

    @property
    def store(self) -> "Store | None":
        """The open programme, the first argument of every service; None while none is open or it is locked."""
        return self._store

    @property
    def opened(self) -> "Store":
        """The programme that is open, where there must be one; RuntimeError when there is none."""
        if self._store is None:
            raise RuntimeError("no programme is open")
        return self._store

    def use(self, store: "Store | None") -> None:
        """Take another programme, or None, as the open one; the caller closes the one before."""
        self._store = store
        self.reader.forget()
        self.store_changed.emit()

    def tell(self, problem: Problem) -> None:
        self.failed.emit(problem)

    def telling(self, on_problem: Callable[[Problem], object]) -> "Telling":
        """To run or ask something whose Problem is told there instead: `ops.telling(dialog.show_problem).run(…)`."""
        return Telling(self, on_problem)

    def change(self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        done = service(self.opened, *args, **kwargs)
        if isinstance(done, Done):
            self.changed.emit(done.step)
        return done

    def ask(self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        """Call `service(store, ...)`, a read. A Problem is raised on; the window shows it."""
        return service(self.opened, *args, **kwargs)

    def undo(self) -> StepInfo | None:
        """Take back the last step; None after a Problem, which is shown."""
        return self._step(self.opened.undo)

    def redo(self) -> StepInfo | None:
        """Do the step undone last again; None after a Problem, which is shown."""
        return self._step(self.opened.redo)

    def _step(self, move: Callable[[], StepInfo]) -> StepInfo | None:
        step = self.do(move)
        if step is not None:
            self.changed.emit(step)
        return step

    @overload
    def start(
        self,
        work: Callable[[], Done[T]],
        *,
        title: str,
        on_done: Callable[[T], None] | None = None,
        on_progress: Report | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        shown: bool = True,
    ) -> Job: ...

    @overload
    def start(
        self,
        work: Callable[[], T],
        *,
        title: str,
        on_done: Callable[[T], None] | None = None,
        on_progress: Report | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        shown: bool = True,
    ) -> Job: ...

    def start(
        self,
        work: Callable[[], object],
        *,
        title: str,
        on_done: Callable[[T], None] | None = None,
        on_progress: Report | None = None,
        on_failed: Callable[[Exception], None] | None = None,
        shown: bool = True,
    ) -> Job:
        """Do `work` on the worker thread: `partial(service, ops.opened, ...)`. Receivers are bound methods of living
        objects.

        Work with a parameter `progress` gets a function `progress(done, total, words="")` to call often: it moves the
        bar and is where a cancel takes effect. `on_done` gets what `run` would return. `on_failed` gets a Problem or
        `Cancelled`; without it a Problem is shown. `shown=False` keeps the window silent about it.
        """
        job = Job(title, work, on_done, on_progress, on_failed, shown)
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
        self.reader.close()
        self.jobs.clear()


class Telling(Runner):
    """Runs changes and asks, and tells of a Problem in a place of its own."""

    def __init__(self, ops: Operations, on_problem: Callable[[Problem], object]) -> None:
        self._ops, self._on_problem = ops, on_problem

    def tell(self, problem: Problem) -> None:
        self._on_problem(problem)

    def change(self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs) -> T:
        return self._ops.change(service, *args, **kwargs)

    def ask(
        self, service: "Callable[Concatenate[Store, P], T]", *args: P.args, **kwargs: P.kwargs
    ) -> T | None:
        """As `Operations.ask`, but None after a Problem."""
        return self.do(lambda: self._ops.ask(service, *args, **kwargs))
