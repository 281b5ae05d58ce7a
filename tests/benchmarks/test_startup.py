"""Time from the start of the process to our window, and to the first page in it, beside a bare Qt window.

Run with `pytest tests/benchmarks/test_startup.py --benchmark-only`. Aim: 600 ms for the program's own window.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from crp_desktop.services.programme.sample import write_sample
from crp_desktop.ui.preferences import Preferences

ROUNDS = 5
BARE = """
import sys
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([sys.argv[0]])
window = QMainWindow()
window.show()
app.processEvents()
"""
SAME_IMPORTS = """
import alembic, PySide6.QtSvg, sqlalchemy, sqlcipher3
"""
FIRST = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from crp_desktop.app import Application
app = QApplication([sys.argv[0]])
whole = Application(app, Path(sys.argv[1]))
whole.open(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
app.processEvents()
assert whole.window.isVisible()
"""
OURS = (
    FIRST
    + """
while whole.window.current_page is None:
    app.processEvents()
app.processEvents()
assert (whole.ops.store is not None) == (len(sys.argv) > 2)
"""
)
SAY = "\nimport os, time; print(time.time() - float(os.environ['STARTED']), flush=True); os._exit(0)"


def seconds(code: str, *arguments: str) -> float:
    """How long a fresh process takes until its window is there."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"STARTED": repr(time.time()), "QT_QPA_PLATFORM": "offscreen"}
    said = subprocess.run(
        [sys.executable, "-c", code + SAY, *arguments],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(said.stdout)


def _sample(folder: Path) -> tuple[str, ...]:
    path, settings = folder / "sample.crp", folder / "settings"
    write_sample(path, None, Preferences(settings / "settings.json").device_id).close()
    return str(settings), str(path)


CASES: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "bare Qt window": lambda _: (BARE,),
    "bare Qt window with the same imports": lambda _: (SAME_IMPORTS + BARE,),
    "our window": lambda folder: (FIRST, str(folder / "settings")),
    "welcome page": lambda folder: (OURS, str(folder / "settings")),
    "sample on its home page": lambda folder: (OURS, *_sample(folder)),
}


@pytest.mark.parametrize("case", CASES)
def test_the_first_window(
    case: str, benchmark: BenchmarkFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, *arguments = CASES[case](tmp_path)
    benchmark.group = "start-up"
    benchmark.extra_info["aim_ms"] = 600
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "compiled"))
    benchmark.pedantic(seconds, (code, *arguments), rounds=ROUNDS, warmup_rounds=1)
