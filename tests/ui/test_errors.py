"""The one handler: what is told, what is logged, and that nobody's words are in it."""

import sys
import threading
from pathlib import Path

import pytest

from crp_desktop.domain.errors import Problem
from crp_desktop.ui.errors import Handler, describe

pytestmark = pytest.mark.usefixtures("qapp")
SECRET = "a child said this"


def raised() -> Exception:
    try:
        try:
            int(SECRET)
        except ValueError as error:
            raise RuntimeError(SECRET) from error
    except RuntimeError as error:
        return error


def test_a_description_has_kinds_and_places_and_no_values() -> None:
    said = describe(raised())
    assert "builtins.RuntimeError" in said
    assert "builtins.ValueError" in said
    assert "test_errors.py" in said
    assert "raised" in said
    assert SECRET not in said


def test_an_exception_of_another_thread_is_handled_too(tmp_path: Path) -> None:
    handler = Handler(tmp_path / "errors.log")
    told: list[str] = []
    handler.crashed.connect(told.append)
    handler.install()
    try:
        thread = threading.Thread(target=lambda: int(SECRET), name="helper")
        thread.start()
        thread.join()
    finally:
        handler.restore()
    log = (tmp_path / "errors.log").read_text(encoding="utf-8")
    assert "builtins.ValueError" in log
    assert SECRET not in log
    assert sys.excepthook is not handler.take


def test_a_problem_is_passed_on_and_not_logged(tmp_path: Path) -> None:
    handler = Handler(tmp_path / "errors.log")
    told: list[Problem] = []
    handler.problem.connect(told.append)
    problem = Problem("What happened.")
    handler.take(Problem, problem, None)
    assert told == [problem]
    assert not (tmp_path / "errors.log").exists()


def test_a_log_that_grew_large_starts_anew_and_one_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "errors.log"
    log.write_text("x" * 300_000, encoding="utf-8")
    Handler(log).take(RuntimeError, raised(), None)
    assert log.stat().st_size < 10_000
    assert (tmp_path / "errors.old.log").stat().st_size == 300_000


def test_a_log_that_cannot_be_written_is_no_second_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    handler = Handler(tmp_path / "file" / "errors.log")
    told: list[str] = []
    handler.crashed.connect(told.append)
    handler.take(RuntimeError, raised(), None)
    assert len(told) == 1
