"""Operations: changes, problems, undo, and work on the other thread, told to the right receiver."""

import ast
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot

from crp_desktop.domain import errors
from crp_desktop.domain.errors import InputProblem, Problem, Refused
from crp_desktop.services.done import Done
from crp_desktop.storage.store import Store
from crp_desktop.ui import operations
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.worker import Cancelled
from tests.ui.fakes import FakeStore, add_word, words


@pytest.fixture
def ops(qtbot: QtBot, tmp_path: Path) -> Iterator[Operations]:
    made = Operations(Preferences(tmp_path / "settings.json"))
    made.use(FakeStore())
    yield made
    made.close()
    made.deleteLater()


class Receiver(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.got: list[object] = []
        self.steps: list[tuple[int, int, str]] = []
        self.here: list[bool] = []

    def done(self, value: object) -> None:
        self.got.append(value)
        self.here.append(QThread.isMainThread())

    def progress(self, done: int, total: int, said: str) -> None:
        self.steps.append((done, total, said))


def test_a_change_returns_its_value_and_says_what_it_touched(ops: Operations, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ops.changed) as heard:
        assert ops.run(add_word, "apple") == "apple"
    assert heard.args[0].touched == {"note"}
    assert ops.ask(words) == ["apple"]


def test_a_problem_is_told_and_nothing_changed(ops: Operations, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(ops.changed), qtbot.waitSignal(ops.failed) as heard:
        assert ops.run(add_word, "") is None
    assert isinstance(heard.args[0], Refused)
    assert ops.ask(words) == []


def test_a_read_raises_its_problem(ops: Operations) -> None:
    def read(store: FakeStore) -> None:
        raise Problem("The stick is gone.")

    with pytest.raises(Problem):
        ops.ask(read)


def test_undo_and_redo_say_what_they_touched(ops: Operations, qtbot: QtBot) -> None:
    ops.run(add_word, "apple")
    with qtbot.waitSignal(ops.changed):
        ops.undo()
    assert ops.ask(words) == []
    with qtbot.waitSignal(ops.changed):
        ops.redo()
    assert ops.ask(words) == ["apple"]


def test_undo_with_nothing_to_undo_is_a_problem_told(ops: Operations, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ops.failed):
        assert ops.undo() is None


def test_long_work_runs_elsewhere_and_reports_here(ops: Operations, qtbot: QtBot) -> None:
    receiver = Receiver()
    in_main: list[bool] = []

    def work(store: FakeStore, times: int, progress: Callable[..., None]) -> Done[int]:
        in_main.append(QThread.isMainThread())
        for done in range(times):
            progress(done, times, f"word {done}")
        return Done(store.step("Import"), times)

    with qtbot.waitSignal(ops.changed):
        ops.start(
            partial(work, ops.opened, 5),
            title="Importing",
            on_done=receiver.done,
            on_progress=receiver.progress,
        )
    qtbot.waitUntil(lambda: receiver.got == [5])
    assert [step[0] for step in receiver.steps] == [0, 1, 2, 3, 4]
    assert receiver.here == [True]
    assert in_main == [False]
    assert ops.jobs == []


def test_a_hundred_jobs_all_report_in_order(ops: Operations, qtbot: QtBot) -> None:
    receiver = Receiver()
    for number in range(100):
        ops.start(lambda n=number: n % 2 == 0, title="Count", on_done=receiver.done)
    qtbot.waitUntil(lambda: len(receiver.got) == 100)
    assert receiver.got == [n % 2 == 0 for n in range(100)]


def test_a_cancel_stops_the_work_at_its_next_step(ops: Operations, qtbot: QtBot) -> None:
    reached: list[int] = []
    told: list[Exception] = []

    def work(store: FakeStore, progress: Callable[..., None]) -> None:
        for done in range(100_000):
            progress(done, 100_000)
            reached.append(done)
            QThread.msleep(1)

    job = ops.start(partial(work, ops.opened), title="Long", on_failed=told.append)
    qtbot.waitUntil(lambda: len(reached) > 3)
    job.cancel()
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Cancelled)
    assert len(reached) < 100_000


def test_a_job_cancelled_before_it_began_never_begins(ops: Operations, qtbot: QtBot) -> None:
    began: list[str] = []
    ops.start(lambda: QThread.msleep(50), title="First")
    second = ops.start(lambda: began.append("second"), title="Second")
    second.cancel()
    qtbot.waitUntil(lambda: not ops.jobs)
    assert began == []


def test_a_receiver_that_was_deleted_hears_nothing(ops: Operations, qtbot: QtBot) -> None:
    receiver = Receiver()
    got = receiver.got
    ops.start(lambda: QThread.msleep(50), title="Slow", on_done=receiver.done)
    receiver.deleteLater()
    qtbot.waitUntil(lambda: not ops.jobs)
    assert got == []


def test_a_problem_in_long_work_is_shown_when_nobody_takes_it(ops: Operations, qtbot: QtBot) -> None:
    def work(store: FakeStore) -> None:
        raise Problem("The file is torn.")

    with qtbot.waitSignal(ops.failed) as heard:
        ops.start(partial(work, ops.opened), title="Reading")
    assert heard.args[0].what == "The file is torn."


def test_an_unexpected_error_in_long_work_reaches_the_one_handler(ops: Operations, qtbot: QtBot) -> None:
    def work(store: FakeStore) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        ops.start(partial(work, ops.opened), title="Reading")
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert ops.jobs == []


def test_closing_while_work_is_under_way_ends_it_first(ops: Operations, qtbot: QtBot) -> None:
    state: list[str] = []

    def work(store: FakeStore, progress: Callable[..., None]) -> None:
        state.append("began")
        try:
            for done in range(100_000):
                progress(done, 100_000)
                QThread.msleep(1)
        finally:
            state.append("ended")

    ops.start(partial(work, ops.opened), title="Long")
    qtbot.waitUntil(lambda: state == ["began"])
    ops.close()
    assert state == ["began", "ended"]


# Telling of problems


def test_a_problem_is_told_where_the_caller_wants(ops: Operations) -> None:
    here: list[Problem] = []
    elsewhere: list[object] = []
    ops.failed.connect(elsewhere.append)

    def refuse(store: Store, /) -> Done[str]:
        raise InputProblem("No.")

    telling = ops.telling(here.append)
    assert telling.run(refuse) is telling.run_done(refuse) is telling.ask(refuse) is None
    assert [str(one) for one in here] == ["No."] * 3
    assert not elsewhere
    assert ops.run(refuse) is None
    assert len(elsewhere) == 1


UI = Path(operations.__file__).parent
_SHOWS = {"show_problem", "emit"}
_NO_ANSWER = {"dialogs/rubric_take.py", "pages/rights/page.py"}
"""What they try gives nothing back that would say whether it went well."""


@pytest.mark.parametrize("module", sorted(UI.rglob("*.py")), ids=lambda path: str(path.relative_to(UI)))
def test_no_module_catches_a_problem_only_to_show_it(module: Path) -> None:
    found = [
        one.lineno
        for one in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(one, ast.ExceptHandler)
        and isinstance(one.type, ast.Name)
        and hasattr(errors, one.type.id)
        and one.name
        and _only_shows(one.body, one.name)
    ]
    assert not found or module.relative_to(UI).as_posix() in _NO_ANSWER


def _only_shows(body: list[ast.stmt], name: str) -> bool:
    call = body[0].value if isinstance(body[0], ast.Expr) else None
    shows = (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in _SHOWS
        and [one.id for one in call.args if isinstance(one, ast.Name)] == [name]
    )
    return shows and all(isinstance(one, ast.Return) for one in body[1:])
