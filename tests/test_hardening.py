"""What is in memory stays out of files: no core dump, no looking in from beside."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import sys
from crp_desktop.cli import main
try:
    main(["--version"])
except SystemExit:
    pass
import resource
print(resource.getrlimit(resource.RLIMIT_CORE))
if sys.platform == "linux":
    import ctypes
    print("dumpable", ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has an error report instead")
def test_a_process_of_ours_leaves_no_core_dump() -> None:
    told = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True).stdout
    assert "(0, 0)" in told
    assert sys.platform != "linux" or "dumpable 0" in told


@pytest.mark.skipif(sys.platform != "linux", reason="core dumps are made and named so on Linux")
def test_a_crash_leaves_none_where_the_system_would_make_one(tmp_path: Path) -> None:
    crash = ASKED + "\nimport os, signal\nos.kill(os.getpid(), signal.SIGABRT)"
    command = f"ulimit -c unlimited 2>/dev/null; exec '{sys.executable}' -c \"$0\""
    done = subprocess.run(
        ["bash", "-c", command, crash],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    )
    assert done.returncode == -6
    assert list(tmp_path.iterdir()) == []
