"""The one place where an exception that nobody expected ends: plain words, and a log without user text."""

import platform
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion

from crp_desktop import private
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr

_LARGEST_LOG = 256 * 1024


def describe(error: BaseException) -> str:
    """What happened, for whoever looks after the program: kinds of error and places in the code.

    Messages and values are left out, because they can hold what somebody typed.
    """
    lines = [f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"]
    chain: BaseException | None = error
    while chain is not None:
        lines.append(f"{type(chain).__module__}.{type(chain).__qualname__}")
        lines += _places(chain.__traceback__)
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
        if chain is not None:
            lines.append("after:")
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        file = Path(code.co_filename)
        short = "/".join(file.parts[-3:])
        places.append(f"  {short}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def unexpected() -> Problem:
    """The words for an error that nobody expected."""
    return Problem(
        tr("Something went wrong inside CRP Desktop."),
        tr("Everything you saved is safe. Your last change may not have been saved."),
        tr("Check your last change and do it again if it is missing. If this keeps happening, "
"send the details to your IT support."),
    )  # fmt: skip


class Handler(QObject):
    """Takes what `sys.excepthook` would print: `problem` carries a Problem, `crashed` the details of anything else."""

    problem = Signal(object)
    crashed = Signal(str)

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._before = (sys.excepthook, threading.excepthook)

    def install(self) -> None:
        """Take over from Python."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def restore(self) -> None:
        """Give back to Python what was there before."""
        sys.excepthook, threading.excepthook = self._before

    def _take_from_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self.take(given.exc_type, given.exc_value, given.exc_traceback)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Handle one exception; may be called on any thread."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, Problem):
            self.problem.emit(error)
            return
        details = describe(error)
        self._write(details)
        self.crashed.emit(details)

    def _write(self, details: str) -> None:
        """Append to the log, starting a new one when it is large; a log that cannot be written is no second error."""
        try:
            private.make_folder(self._log.parent)
            if self._log.exists() and self._log.stat().st_size > _LARGEST_LOG:
                self._log.replace(self._log.with_suffix(".old.log"))
            with open(self._log, "a", encoding="utf-8", opener=private.opener) as file:
                file.write(
                    f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {threading.current_thread().name}\n{details}\n\n"
                )
        except OSError as error:
            if sys.__stderr__ is not None:
                sys.__stderr__.write(f"crp-desktop: the log cannot be written: {error.strerror}\n")
