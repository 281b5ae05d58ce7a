"""An open programme file: reading, the one write path, undo and redo."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, NoResultFound

from crp_desktop.domain.errors import NotFound, Problem, ReadOnly, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.records import Author, StepInfo
from crp_desktop.storage import journal
from crp_desktop.storage.engine import close, in_words, reading, writing
from crp_desktop.storage.journal import Step
from crp_desktop.storage.undo_blockers import undo_blocker


class Store:
    """One programme file, opened. Made by `services.programme_file`; every service takes it as its first argument.

    `check_place` raises a Problem when the file on disk is no longer the one that is open; `on_close` gives back
    the lock.
    """

    def __init__(
        self,
        engine: Engine,
        path: Path,
        *,
        author: Author | None = None,
        read_only: bool = False,
        check_place: Callable[[], None] = lambda: None,
        on_close: Callable[[], None] = lambda: None,
    ) -> None:
        self.engine = engine
        self.path = path
        self.author = author
        self.read_only = read_only
        self.saved_at: datetime | None = None
        self.check_place = check_place
        self._on_close = on_close

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection on one consistent state of the file; raises StoreProblem when the disk fails."""
        with in_words(), reading(self.engine) as conn:
            yield conn

    @contextmanager
    def write(self, operation: Operation, *, final: bool = False, **arguments: int) -> Iterator[Step]:
        """One change, saved whole or not at all; `final` ones cannot be undone, nor what came before them.

        Raises ReadOnly, WriteFailed when the disk refused it, Refused when something else rests on a row taken away.
        """
        with self.unjournaled() as conn:
            step = Step(conn, self._signed_in(), operation, arguments)
            step.final = final
            yield step
            step.finish()

    @contextmanager
    def unjournaled(self) -> Iterator[Connection]:
        """A write transaction that is no step: drafts, clocks, sealed records and the logs beside the journal."""
        if self.read_only:
            raise ReadOnly(
                tr("This programme is open to read only."),
                tr("Nothing was changed."),
                tr("Close it where it is being edited, then open it again here."),
            )
        self.check_place()
        try:
            with in_words(), writing(self.engine) as conn:
                yield conn
        except NoResultFound as error:
            raise NotFound(
                tr("What this belongs to is no longer there."),
                tr("Nothing was changed."),
                tr("Look at the page again and repeat what you did if it is still needed."),
            ) from error
        except IntegrityError as error:
            raise Refused(
                tr("Something else depends on what you wanted to remove."),
                tr("Nothing was changed."),
                tr("Remove what depends on it first."),
            ) from error
        self.saved_at = datetime.now().astimezone()

    def step_labels(self) -> tuple[str | None, str | None]:
        """What `undo` would take back and `redo` do again, None for nothing."""
        if self.author is None:
            return None, None
        with self.read() as conn:
            undo, redo = journal.undo_and_redo(conn, self.author)
        return journal.label(undo) if undo else None, journal.label(redo) if redo else None

    def undo(self) -> StepInfo:
        """Takes back this person's newest step on this device; raises Refused when there is none or it has moved on."""
        target = None
        try:
            with self.unjournaled() as conn:
                target, _ = journal.undo_and_redo(conn, self._signed_in())
                if target is None:
                    raise Refused(tr("There is nothing to undo."))
                step = Step.back(conn, self._signed_in(), target, "undo")
                journal.undo(step, target)
                step.finish()
        except Refused as refused:
            if target is None or not isinstance(refused.__cause__, IntegrityError):
                raise
            with self.read() as conn:
                why = undo_blocker(conn, target)
            raise why from refused
        return step.info

    def redo(self) -> StepInfo:
        """Does the step undone last again; raises Refused when there is none or it has moved on."""
        with self.unjournaled() as conn:
            _, target = journal.undo_and_redo(conn, self._signed_in())
            if target is None:
                raise Refused(tr("There is nothing to redo."))
            step = Step.back(conn, self._signed_in(), target, "redo")
            journal.redo(step, target)
            step.finish()
        return step.info

    def close(self) -> None:
        """Drops all connections (and with them the key) and gives the file free."""
        close(self.engine)
        self._on_close()

    def _signed_in(self) -> Author:
        if self.author is None:
            raise Problem(
                tr("You have not said who is working."),
                tr("Nothing was changed."),
                tr("Say who is working, then try again."),
            )
        return self.author
