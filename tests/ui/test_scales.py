"""Layout at 1.5 and 2 device pixels to a pixel: the scale holds for a whole process, so each has one of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("scale", ["1.5", "2"])
def test_widgets_and_shell_lay_out_and_can_be_walked_at(scale: str) -> None:
    names = ("words_and_layouts", "buttons_and_chips", "fields", "panes_and_dialogs", "shell")
    files = [str(HERE / f"test_{name}.py") for name in names]
    wanted = "cut or wraps or walked or panes or cards or stepper or inside or grows or folds"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, "-k", wanted],
        cwd=HERE.parents[1],
        env={**os.environ, "CRP_TEST_SCALE": scale},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout[-4000:]
